"""The experiments of the chapter on sweeps: 40 settings from five seeds each, and the same runs, day by day."""
from __future__ import annotations

from functools import cache

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array, Rows
from mlp_lib.network import MLP
from mlp_lib.sweeps.experiment import Experiment, Outcomes
from mlp_lib.training import fit

from .bikes import GRID, INPUTS, bike_run, hours, trial


@cache
def held_out() -> tuple[Array, Array, Rows]:
    """Return X (3467, 5), y (3467, 1) and the day of the year of all hours of the 146 days not learned from."""
    table = data.bikeshare()
    training, _, _ = hours()
    X = table[INPUTS].to_numpy(float)
    scale = data.standardizer(X[training])
    days = np.concatenate(data.split(365, rng=0)[1:])
    rest = np.isin(table["day"] - 1, days)
    return scale(X[rest]), table[["bikers"]].to_numpy(float)[rest] / 100, table["day"].to_numpy()[rest]


def by_day(width: int, depth: int, eta: float, hidden: str, seed: int) -> Outcomes:
    """Train one network of the sweep again and give its mean squared error on each day that it did not learn from."""
    net = MLP([len(INPUTS)] + [width] * depth + [1], hidden, rng=seed)
    net = fit(net, *trial().data["training"], eta=eta, rng=seed, **trial().fixed).net
    X, y, day = held_out()
    errors = (net.predict(X) - y)[:, 0] ** 2
    return {f"day_{d}": errors[day == d].mean() for d in np.unique(day)}


EXPERIMENTS = {
    "sweep": Experiment("1,000 hours, Adam, 30 epochs, batches of 25; mean losses, 500 and 1,733 hours of other days",
                        bike_run, GRID, timed=True),
    "sweep-by-day": Experiment("the runs of the sweep; mean squared error on each of the 146 days not learned from",
                               by_day, GRID),
}
