"""Modes and bikes: the choice of 63 travellers from 147 others, and the hours of the last months from those before."""
from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array, Rows
from mlp_lib.network import MLP
from mlp_lib.probabilities import log_loss
from mlp_lib.sweeps.experiment import Outcomes
from mlp_lib.training import fit

from ...hyperparameters.experiments import choose_l2
from ...hyperparameters.experiments import probabilities as of_network
from ...hyperparameters.tasks import travellers
from .. import logit
from ..tasks import bike_hours

WHO = 2                                             # the first two inputs, income and party size, say who travels
FORECASTS = ["shares alone", "conditional logit", "logit", "net of 20", "net of 20, L2", "logit, who travels",
             "net of 20, L2, who travels"]


def modes(forecast: str, seed: int) -> Outcomes:
    """Give the mode of 63 travellers probabilities, from 147 others; the rows are those of the table mode-choice.

    Beside log-loss and share of right answers, the probabilities of each of the 63, in percent: air_0 ... car_62.
    """
    X, y = travellers()
    train, test = data.split(len(X), (0.7, 0.3), rng=seed)
    if forecast.endswith("who travels"):
        X = X[:, :WHO]
    P = forecaster(forecast, X[train], y[train], seed)(X[test])
    outcome: Outcomes = {"log_loss": log_loss(P, y[test]), "right": np.mean(P.argmax(axis=1) == y[test])}
    return outcome | {f"{mode}_{i}": 100 * p for i, row in enumerate(P)
                      for mode, p in zip(data.CATEGORIES["mode"], row, strict=True)}


def forecaster(forecast: str, X: Array, y: Rows, seed: int) -> Callable[[Array], Array]:
    """Return one of `FORECASTS`, from travellers to probabilities (N, 4), made from these rows alone."""
    if forecast == "shares alone":
        shares = np.bincount(y, minlength=4) / len(y)
        return lambda rows: np.tile(shares, (len(rows), 1))
    if forecast == "conditional logit":
        return partial(logit.probabilities, logit.conditional(X, y))
    hidden = [20] if forecast.startswith("net") else []
    return of_network(hidden, X, y, choose_l2(hidden, X, y, seed) if "L2" in forecast else 0.0, seed)


hours = cache(bike_hours)
KINDS = ["random", "by time"]


def bikes(kind: str, inputs: str, seed: int) -> Outcomes:
    """Learn four hours in five, drawn at random or all those before the rest, and be asked for the others.

    Mean absolute errors, in bikes an hour: of a network, of the linear model, and of "as a week before".
    """
    X, y, day = hours(inputs)
    train, test = data.split(len(X), (0.8, 0.2), seed) if kind == "random" else data.split_time(day, (0.8, 0.2))
    scale = data.standardizer(X[train])
    Z = scale(X)
    net = MLP([X.shape[1], 20, 20, 1], rng=seed)
    net = fit(net, Z[train], y[train] / 100, loss="squared_error", eta=0.003, epochs=20, batch_size=64,
              optimizer="adam", rng=seed).net
    ones = np.column_stack([Z, np.ones(len(Z))])
    w = np.linalg.lstsq(ones[train], y[train], rcond=None)[0]
    week = hours("with lags")[0][:, -1:]
    return {name: np.abs(said - y)[test].mean() for name, said in
            (("net", 100 * net.predict(Z)), ("linear", ones @ w), ("week_before", week))}
