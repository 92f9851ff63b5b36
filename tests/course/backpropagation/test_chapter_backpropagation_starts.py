"""The film of training from other starts than its own: what the page says of five of each activation."""
import numpy as np
import pytest
from chapter import Page

from mlp_lib import MLP, backward, data, fit, forward

PAGE = Page("backpropagation")


def test_ten_sigmoid_starts_and_the_film_lose_as_much_as_is_told():
    assert "layer 1 gets 500 to 4,300 times less than layer 4, 1,400 times in the middle" in PAGE.text
    X, y = data.playground("circle", n=200, rng=0)
    less = []
    for seed in range(10):
        net = MLP([2, 8, 8, 8, 1], "sigmoid", rng=seed)
        dW = backward(net, forward(net, X / 3), y).W
        less.append(np.sqrt((dW[4] ** 2).sum() / (dW[1] ** 2).sum()))
    assert [min(less), max(less), np.median(less)] == pytest.approx([500, 4300, 1400], rel=0.02)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_the_film_ends_alike_from_five_starts(activation):
    assert "From four other starts it ends in the same way" in PAGE.text
    assert "the circle closes within a dozen epochs" in PAGE.text
    X, y = data.playground("circle", n=200, rng=0)
    for seed in range(1, 6):
        net = MLP([2, 8, 8, 8, 1], activation, rng=seed)
        run = fit(net, X / 3, y, loss="squared_error", eta=0.05, epochs=100, batch_size=10, rng=0)
        right = np.mean((run.net.predict(X / 3) > 0) == (y > 0))
        if activation == "sigmoid":
            assert min(run.history.loss) > 0.9 and right < 0.6          # of guessing it is 1
        else:
            assert run.history.loss[11] < 0.25 and right == 1
