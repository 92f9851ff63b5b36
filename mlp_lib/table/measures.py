"""Measures: how good each model is on the test rows, and whether these rows can tell two models apart."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mlp_lib.hints import Array, Rows
from mlp_lib.metrics import accuracy, mean_absolute_error, root_mean_squared_error
from mlp_lib.probabilities import log_loss

DRAWS = 2_000                                               # test sets drawn anew from the test rows
NAMES = {"number": ("root mean squared error", "mean absolute error", "variance explained"),
         "classes": ("log-loss", "accuracy")}


@dataclass(frozen=True)
class Score:
    """What a model does on the test rows: a value for each of NAMES, and the spread over several networks."""

    model: str
    values: tuple[float, ...]
    spread: tuple[tuple[float, float], ...] = ()            # lowest and highest of single networks


@dataclass(frozen=True)
class Margin:
    """How much lower the network's error is than another model's, with a 95 % interval over draws of the test rows."""

    other: str
    value: float
    low: float
    high: float


def values(task: str, predicted: Array, Y: Array) -> tuple[float, ...]:
    """Return the values of NAMES[task]; predictions and targets (N, 1) in the target's units, or (N, K)."""
    if task == "classes":
        forecast = np.clip(predicted, 1e-15, 1)             # what was held impossible costs 35, not infinity
        forecast = forecast / forecast.sum(axis=1, keepdims=True)
        return log_loss(forecast, Y.argmax(axis=1)), accuracy(forecast, Y, "softmax")
    error = root_mean_squared_error(predicted, Y)
    spread = float(Y.std())
    return error, mean_absolute_error(predicted, Y), 1 - (error / spread)**2 if spread else float("nan")


def score(task: str, model: str, predicted: Array, Y: Array, single: list[Array]) -> Score:
    """Return the Score of a model; `single` are the predictions of the networks that it is the average of."""
    each = np.array([values(task, one, Y) for one in single])
    spread = [(float(column.min()), float(column.max())) for column in each.T]
    return Score(model, values(task, predicted, Y), tuple(spread))


def margin(task: str, other: str, theirs: Array, ours: Array, Y: Array, groups: Rows, seed: int) -> Margin:
    """Return the Margin of `ours` over `theirs` in the first of NAMES[task].

    groups   (N,), rows with one number are drawn together: a group of which many rows were measured counts once
    """
    costs = [_costs(task, predicted, Y) for predicted in (theirs, ours)]            # (N,) each
    rng, size = np.random.default_rng(seed), int(groups.max()) + 1
    rows, sums = np.bincount(groups), [np.bincount(groups, weights=cost) for cost in costs]
    draws = rng.multinomial(size, np.full(size, 1 / size), DRAWS)                   # (DRAWS, groups), how often each
    counted = np.maximum(draws @ rows, 1)
    drawn = [_error(task, draws @ total / counted) for total in sums]
    low, high = np.quantile(drawn[0] - drawn[1], [0.025, 0.975])
    value = _error(task, costs[0].mean()) - _error(task, costs[1].mean())
    return Margin(other, float(value), float(low), float(high))


def _costs(task: str, predicted: Array, Y: Array) -> Array:
    if task == "classes":
        forecast = np.clip(predicted, 1e-15, 1)
        chosen: Array = -np.log(forecast[np.arange(len(Y)), Y.argmax(axis=1)])
        return chosen
    squares: Array = ((predicted - Y)**2)[:, 0]
    return squares


def _error(task: str, mean: Array) -> Array:
    return mean if task == "classes" else np.sqrt(mean)
