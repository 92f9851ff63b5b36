"""The Playground's network as PyTorch code: the program gives the network's outputs."""
import numpy as np
import pytest

from mlp_lib.playground import Session, Settings, torch_code

pytest.importorskip("torch")


@pytest.mark.parametrize("settings", [
    Settings(), Settings(hidden=(), features=("xSquared", "ySquared", "xTimesY")),
    Settings(activation="relu", loss="cross_entropy"), Settings(activation="sigmoid", problem="three-classes"),
    Settings(problem="regression", activation="linear", features=("sinX", "sinY", "x", "y"))],
    ids=["default", "no hidden", "cross-entropy", "three classes", "regression"])
def test_pytorch_code_gives_the_outputs(settings):
    run = Session(settings).run
    run.epochs(3)
    space = {}
    exec(torch_code(run.net, settings), space)
    outputs = space["predict"](*run.test.places.T).detach().numpy()
    np.testing.assert_allclose(outputs, run.net.predict(run.test.X), rtol=1e-12, atol=1e-14)
