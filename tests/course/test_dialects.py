"""One network in five dialects: each gives the same numbers, told apart only by what the page says of it."""
import numpy as np
import pytest

from mlp_lib import MLP, dialects, numerical_gradient

NET, X, Y = MLP([3, 4, 2], hidden="tanh", rng=0), np.array([1.0, -2.0, 0.5]), np.array([1.0, 0.0])
COSTS = {"the slides, and this book": 1, "3Blue1Brown": 1, "Bishop, Murphy: a column": 1 / 2,
         "Bishop, Murphy: rows": 1 / 2, "scikit-learn": 1 / 4}      # of the sum over two outputs, as the page says


@pytest.mark.parametrize("name", COSTS)                             # PyTorch: tests/oracles
@pytest.mark.filterwarnings("ignore:Got `batch_size`")
def test_the_numbers_are_the_same(name):
    told = dialects.CODE[name](NET, X, Y)
    output, cost, gradient = dialects.AS_HERE[name](*told)
    residual = NET.W[2] @ np.tanh(NET.W[1] @ X + NET.b[1]) + NET.b[2] - Y
    np.testing.assert_allclose(output, residual + Y, rtol=1e-12)
    np.testing.assert_allclose(told[1], COSTS[name] * np.sum(residual ** 2), rtol=1e-12)
    np.testing.assert_allclose(cost, np.sum(residual ** 2), rtol=1e-12)
    np.testing.assert_allclose(gradient.ravel(), numerical_gradient(NET, X, Y)[:12], rtol=1e-6)


def test_a_dialect_shows_its_source():
    assert repr(dialects.show("3Blue1Brown")) == "Source of three_blue_one_brown, 11 lines"
    with pytest.raises(ValueError, match="PyTorch"):
        dialects.show("Pytorch")
