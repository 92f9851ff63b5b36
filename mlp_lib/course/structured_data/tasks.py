"""A task is what a run of the chapter learns: the strength of concrete, the choice of a mode, next month's bikes."""
from __future__ import annotations

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array, Rows, Seed

MIX = ["cement", "slag", "fly_ash", "water", "superplasticizer", "coarse_aggregate", "fine_aggregate"]
INPUTS = [*MIX, "age"]
KINDS = ["random", "by mix"]                # how the tests are divided into those to learn from and those kept
ROUNDED = 0.5                               # kg: mixes that differ by no more are one, once written in whole kilograms


def concrete_rows() -> tuple[Array, Array, Rows]:
    """Return X (1030, 8), kg/m³ and days in the order of `INPUTS`, y (1030, 1) in MPa, and mix (1030,), 0 ... 328.

    The mix is a number for each different concrete: tests at several ages have the same, and so have tests of a mix
    that is written down twice, once in whole kilograms.
    """
    tests = data.concrete()
    mix = data.near_groups(tests[MIX], ROUNDED)
    return tests[INPUTS].to_numpy(float), tests[["strength"]].to_numpy(float), mix


def exact_mixes() -> Rows:
    """Return mix (1030,), 0 ... 426: a number for each different set of ingredients, to the last digit."""
    return data.near_groups(data.concrete()[MIX], 0)


def divide(kind: str, mix: Rows, seed: Seed, shares: tuple[float, ...] = (0.75, 0.25)) -> tuple[Rows, ...]:
    """Return row numbers in parts, at random or with each mix whole in one of them."""
    return data.split(len(mix), shares, seed) if kind == "random" else data.split_groups(mix, shares, seed)


def travel_columns(X: Array) -> tuple[Array, Array, Array, Array]:
    """Return income and party size (N,), costs and times (N, 4), of rows as the hyperparameters' `travellers` are."""
    return X[:, 0], X[:, 1], X[:, 2::2], X[:, 3::2]


CLOCK = ["hour", "temperature", "humidity", "wind", "workingday"]
LAGS = {"with lags": (1, 24, 168), "a day ahead": (24, 168), "no lags": ()}     # hours back


def bike_hours(inputs: str) -> tuple[Array, Array, Rows]:
    """Return X (N, n_0), y (N, 1) in bikes an hour, and the day of the year, of the hours with a week behind them.

    The hour comes as a column of 0 and 1 for each of the 24. Hours with no row had no rental: their lag is 0.
    """
    table = data.bikeshare()
    clock = (24 * (table["day"] - 1) + table["hour"]).to_numpy(int)
    series = np.zeros(24 * 365)
    series[clock] = table["bikers"]
    whole = clock >= 168
    hour = np.eye(24)[table["hour"].to_numpy(int)]                                          # (8645, 24)
    past = [series[clock - lag] for lag in LAGS[inputs]]
    X = np.column_stack([hour, table[CLOCK[1:]].to_numpy(float), *past])
    return X[whole], table[["bikers"]].to_numpy(float)[whole], table["day"].to_numpy(int)[whole]
