"""The outlook's code for PyTorch: the source that the page shows gives the page's numbers."""
import numpy as np
import pytest

from mlp_lib import MLP, elsewhere, fit

pytest.importorskip("torch")


@pytest.mark.parametrize("epochs", [1, 50])
def test_pytorch_gives_the_same_numbers(epochs):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(500, 4))
    y = np.sin(X[:, :1]) + X[:, 1:2] * X[:, 2:3]
    net = MLP([4, 8, 1], hidden="tanh", rng=0)
    ours = fit(net, X, y, loss="squared_error", eta=0.1, epochs=epochs, rng=0).net.predict(X)
    theirs = elsewhere.in_pytorch(net, X, y, 0.1, epochs)
    assert theirs.shape == ours.shape == (500, 1)
    np.testing.assert_allclose(theirs, ours, rtol=1e-10, atol=1e-12)
    assert not np.allclose(theirs, net.predict(X), rtol=0.01)          # it did train
