"""The chapter on sweeps learns the bike rentals: by which grid, on which days, and how each setting is tried."""
from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Rows
from mlp_lib.sweeps.trial import Trial

GRID: dict[str, list[Any]] = {
    "width": [10, 50], "depth": [1, 3], "eta": [0.001, 0.003, 0.01, 0.03, 0.1], "hidden": ["relu", "tanh"]}
INPUTS = ["hour", "temperature", "humidity", "wind", "workingday"]


def hours() -> tuple[Rows, Rows, Rows]:
    """Return row numbers of the table for training (1000,), validation (500,) and test (1733,), from different days."""
    day = data.bikeshare()["day"].to_numpy() - 1
    training, validation, test = (np.flatnonzero(np.isin(day, part)) for part in data.split(365, rng=0))
    rng = np.random.default_rng(0)
    return rng.permutation(training)[:1000], rng.permutation(validation)[:500], test


@cache
def trial() -> Trial:
    """Return the run of the chapter: hundreds of bikes an hour from five inputs, 30 epochs of Adam."""
    table, (training, validation, test) = data.bikeshare(), hours()
    X, y = table[INPUTS].to_numpy(float), table[["bikers"]].to_numpy(float) / 100
    X = data.standardizer(X[training])(X)
    return Trial(X[training], y[training], validation=(X[validation], y[validation]), test=(X[test], y[test]),
                 loss="squared_error", epochs=30, batch_size=25, optimizer="adam")


def bike_run(width: int, depth: int, eta: float, hidden: str, seed: int) -> dict[str, Any]:
    """Train one network of the chapter's grid from one seed, and measure its losses."""
    return trial()(width=width, depth=depth, eta=eta, hidden=hidden, seed=seed)
