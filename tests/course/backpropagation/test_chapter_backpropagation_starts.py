"""The film of training from other starts than its own: what the page says of five of each activation."""
from pathlib import Path

import nbformat
import numpy as np
import pytest

from mlp_lib import MLP, data, fit
from tools import terms

CELLS = nbformat.read(Path(__file__).parents[3] / "chapters" / "backpropagation.ipynb", as_version=4).cells
TEXT = terms.plain(" ".join(cell.source for cell in CELLS if cell.cell_type == "markdown"))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_the_film_ends_alike_from_five_starts(activation):
    assert "From four other starts it ends in the same way" in TEXT
    assert "the circle closes within a dozen epochs" in TEXT
    X, y = data.playground("circle", n=200, rng=0)
    for seed in range(1, 6):
        net = MLP([2, 8, 8, 8, 1], activation, rng=seed)
        run = fit(net, X / 3, y, loss="squared_error", eta=0.05, epochs=100, batch_size=10, rng=0)
        right = np.mean((run.net.predict(X / 3) > 0) == (y > 0))
        if activation == "sigmoid":
            assert min(run.history.loss) > 0.9 and right < 0.6          # of guessing it is 1
        else:
            assert run.history.loss[11] < 0.25 and right == 1
