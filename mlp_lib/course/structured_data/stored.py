"""Stored networks: read from their tables and put together, with the rows that they have and have not learned from."""
from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array, Rows
from mlp_lib.network import MLP

from . import models
from .tasks import INPUTS, concrete_rows, divide

SMALL = [20, 10]                                    # hidden units of the networks for a band


@cache
def rows() -> tuple[Rows, Rows]:
    """Return the row numbers of the tests that the stored networks may know, and of those of other mixes."""
    train, test = divide("by mix", concrete_rows()[2], 0)
    return train, test


@cache
def band_rows() -> tuple[Rows, Rows]:
    """Return the training rows in two: those that the bands are learned from, and those that only widen them."""
    train, _ = rows()
    learn, hold = divide("by mix", concrete_rows()[2][train], 0)
    return train[learn], train[hold]


def weights(net: MLP) -> dict[str, float]:
    """Return the parameters as columns of a table, theta_0 ..."""
    return {f"theta_{i}": value for i, value in enumerate(net.theta)}


def _nets(name: str, hidden: list[int], outputs: int) -> list[MLP]:
    from mlp_lib.course import experiments  # which itself asks this room for its own

    net = MLP([len(INPUTS), *hidden, outputs], init="zeros", rng=0)
    table = experiments.read(name)
    thetas: Any = table[[column for column in table if column.startswith("theta_")]].to_numpy(float)
    return [net.with_theta(theta) for theta in thetas]


def strength_models() -> list[models.Model]:
    """Return the stored networks, each as a model of rows (N, 8) in kg/m³ and days -> (N, 1) in MPa."""
    X, y, _ = concrete_rows()
    train, _ = rows()
    return [models.with_scales(net, X[train], y[train]) for net in _nets("concrete-nets", models.HIDDEN, 1)]


def band_nets() -> list[MLP]:
    """Return the stored networks for a band, as they are: from scaled inputs, log age last, to three scaled outputs."""
    return _nets("concrete-bands-nets", SMALL, len(models.LEVELS))


def band_model() -> models.Model:
    """Return their mean, widened: rows (N, 8) -> lower end, median, upper end (N, 3) in MPa."""
    X, y, _ = concrete_rows()
    learn, hold = band_rows()
    average = models.mean_of([models.with_scales(net, X[learn], y[learn]) for net in band_nets()])
    wider = models.widening(average(X[hold]), y[hold])
    move: Array = np.array([-wider, 0, wider])
    return lambda rows: average(rows) + move


def mode_forecasts(forecast: str) -> tuple[Array, Rows]:
    """Return the probabilities (630, 4) that a forecast gave the 63 travellers of ten splits, and the modes they took.

    Of the table `mode-forecasts`; the labels (630,) are 0 ... 3 in the order of ``data.CATEGORIES["mode"]``.
    """
    from mlp_lib.course import experiments  # as above

    table = experiments.read("mode-forecasts")
    if forecast not in set(table["forecast"]):
        raise ValueError(f"there is no forecast {forecast!r}. Known: {'; '.join(table['forecast'].unique())}.")
    ten = table[table["forecast"] == forecast]
    places = [f"{mode}_{i}" for i in range(63) for mode in data.CATEGORIES["mode"]]
    P = ten[places].to_numpy(float).reshape(-1, 4)
    choices = data.modechoice()["mode"].cat.codes.to_numpy(int)
    taken = np.concatenate([choices[data.split(len(choices), (0.7, 0.3), rng=int(seed))[1]] for seed in ten["seed"]])
    return P / P.sum(axis=1, keepdims=True), taken
