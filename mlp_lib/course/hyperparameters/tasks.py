"""A task is what a run of the chapter learns: hours of bike rentals, a day with misread counters, travellers."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlp_lib import data
from mlp_lib.hints import Array

WEATHER = ["hour", "temperature", "humidity", "wind"]
TRAVEL = ["income", "party_size"] + [f"{mode}_{what}" for mode in data.CATEGORIES["mode"] for what in ("cost", "time")]


def rentals(n: int, train: int | None = None, scaled: bool = True) -> tuple[Array, Array]:
    """Return X (n, 4), standardised or as they come, and y (n, 1), hundreds of bikes an hour, of n hours of 2011.

    train   how many of them, from the first on, are learned from: mean and spread are theirs alone; None: all
    """
    hours = data.bikeshare().sample(n, random_state=0)
    X, y = hours[WEATHER].to_numpy(float), hours[["bikers"]].to_numpy(float) / 100
    return (data.standardizer(X[:train])(X) if scaled else X), y


def travellers() -> tuple[Array, NDArray[np.integer[Any]]]:
    """Return X (210, 10), who travels and what each way would cost in dollars and minutes, and labels y (210,)."""
    people = data.modechoice()
    return people[TRAVEL].to_numpy(float), people["mode"].cat.codes.to_numpy(int)


def working_days(share: float, seed: int) -> tuple[Array, Array, Array, Array]:
    """Return hours x (240, 1), rentals y in hundreds, the same with a `share` of them misread, and the hourly medians.

    Ten working days of each hour; a misread counter has counted every bike ten times.
    """
    days = data.bikeshare().query("workingday")
    median = days.groupby("hour")["bikers"].median().to_numpy() / 100            # (24,)
    days = days.groupby("hour").sample(10, random_state=seed)
    x, y = days[["hour"]].to_numpy(float), days[["bikers"]].to_numpy(float) / 100
    wrong = np.random.default_rng(seed).permutation(len(y))[:round(share * len(y))]
    misread = y.copy()
    misread[wrong] *= 10
    return x, y, misread, median
