"""The pages' code for PyTorch: the source that the outlook and the dialects show gives their numbers."""
import numpy as np
import pytest

from mlp_lib import MLP, dialects, elsewhere, fit

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


def test_the_dialect_is_the_same_network():
    net, x, y = MLP([3, 4, 2], hidden="tanh", rng=0), np.array([1.0, -2.0, 0.5]), np.array([1.0, 0.0])
    theirs = dialects.in_pytorch(net, x, y)
    ours = dialects.slides(net, x, y)
    np.testing.assert_allclose(theirs[1], ours[1] / 2, rtol=1e-12)     # the mean over two outputs, as the page says
    for here, own in zip(dialects.AS_HERE["PyTorch"](*theirs), ours, strict=True):
        np.testing.assert_allclose(here, own, rtol=1e-12)
