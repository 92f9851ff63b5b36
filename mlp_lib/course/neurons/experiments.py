"""The experiments of the neurons chapter: one hidden layer or two from many starts, a basis on many draws of hours."""
from __future__ import annotations

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array
from mlp_lib.network import MLP
from mlp_lib.sweeps.experiment import Experiment, Outcomes
from mlp_lib.training import fit

SIZES = {"1-6-1": [1, 6, 1], "1-10-1": [1, 10, 1], "1-4-4-1": [1, 4, 4, 1]}


def working_hours() -> tuple[Array, Array]:
    """Return x (24, 1), (hour - 12) / 6, and the mean rentals of that hour on working days, y (24, 1), hundreds."""
    mean = data.bikeshare().query("workingday").groupby("hour")["bikers"].mean()
    return (mean.index.to_numpy(float)[:, None] - 12) / 6, mean.to_numpy()[:, None] / 100


def layers_by_start(net: str, seed: int) -> Outcomes:
    """Fit the 24 points from one random start; off is the root mean squared error, in bikes an hour."""
    X, y = working_hours()
    start = MLP(SIZES[net], "tanh", rng=seed)
    end = fit(start, X, y, loss="squared_error", optimizer="adam", eta=0.003, epochs=6000, rng=seed).net
    return {"parameters": end.theta.size, "off": 100 * np.sqrt(np.mean((end.predict(X) - y) ** 2))}


def basis_by_draw(learned: int, seed: int) -> Outcomes:
    """Return the errors on the hours held out of one draw, in bikes an hour: of the best fixed basis, of steps."""
    from .explorers import basis  # here, not above: it brings Matplotlib, which nobody needs to read a table

    training, held_out = basis.hours(seed)
    fixed = [basis.fitted(kind, M, training, held_out).held_out
             for kind in (basis.POWERS, basis.FIXED) for M in basis.SIZES]
    return {"best_fixed": min(fixed), "steps": basis.fitted(basis.LEARNED, learned, training, held_out).held_out}


EXPERIMENTS = {
    "layers-by-start": Experiment("tanh, 24 mean rentals, Adam 0.003, 6,000 epochs; error in bikes an hour",
                                  layers_by_start, {"net": list(SIZES)}, seeds=range(20)),
    "basis-by-draw": Experiment("40 hours drawn by the seed; held-out errors of the best of 16 fixed bases and of "
                                "learned steps", basis_by_draw, {"learned": [4]}, seeds=range(30)),
}
