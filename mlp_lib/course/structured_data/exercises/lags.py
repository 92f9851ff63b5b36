"""Lags: a table from a series, with the bug that makes a forecast look perfect."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

from . import handed_out


def lagged(y, lags):
    first = max(lags)
    X = np.column_stack([y[first - lag:len(y) - lag] for lag in lags])
    return X, y[first:]


def _whole(shift):
    """Return the table of a whole series that was turned round by `shift(lag)` hours."""
    def wrong(y, lags):
        return np.column_stack([np.roll(y, shift(lag)) for lag in lags]), y
    return wrong


def _from_the_future(y, lags):
    first = max(lags)
    return np.column_stack([np.roll(y, -lag)[first:] for lag in lags]), y[first:]


def _one_lost(y, lags):
    X, target = handed_out.lagged(y, lags)
    return X[:-1], target[1:]


def _too_old(y, lags):
    X, target = lagged(y, [lag + 1 for lag in lags])
    return X, target


def _same_ages(y, lags):
    first = max(lags)
    return np.column_stack([y[:len(y) - first] for _ in lags]), y[first:]


def _steps_apart(y, lags):
    first = len(lags)
    return lagged(y, range(1, first + 1))


_HOURS = np.array([3.0, 8.0, 20.0, 15.0, 9.0, 4.0, 30.0])

BUG = Exercise(
    id="structured-bug",
    title="A forecast that is never wrong: find the bug",
    prompt=r"""
        `y` (N,) are the rentals of N hours in a row, none missing. `lagged(y, lags)` makes the table of a forecast: for
        each hour t, from the first that has all its past, the rentals of `lag` hours before, a column for each lag in
        the order of `lags`; and beside it the rentals of hour t itself, which are to be predicted. With the lags 1, 2
        and 24 the network of a colleague is off by less than a bike an hour. Too good: mend the function.
        """,
    kind="find the bug", level="core", minutes=6,
    given=handed_out.lagged,
    hints=(
        r"Try it on a series whose values are its hours: `lagged(np.arange(6.0), [1, 2])`. What stands beside hour 2?",
        r"The row of hour t must have `y[t - lag]`. The first row is hour `first = max(lags)`: at which place must the "
        r"slice of a column begin?",
        r"For each column the slice has as many values as there are targets, `len(y) - first`, and begins at "
        r"`first - lag`. Where does it end?",
    ),
    solution=lagged,
    why=r"""The column of lag 1 was the target itself. Nothing failed: the shapes were right, and the test error was
        small, because the test rows had the same leak. An error that is too good is a finding; look for the column that
        knows the answer. A series of whole numbers shows it in a minute.""",
    cases=(
        Case((_HOURS, [1]), (np.array([[3.0], [8.0], [20.0], [15.0], [9.0], [4.0]]),
                             np.array([8.0, 20.0, 15.0, 9.0, 4.0, 30.0])), hint=2),
        Case((_HOURS, [1, 2]), (np.array([[8.0, 3.0], [20.0, 8.0], [15.0, 20.0], [9.0, 15.0], [4.0, 9.0]]),
                                np.array([20.0, 15.0, 9.0, 4.0, 30.0])), hint=2),
        Case((_HOURS, [4, 2]), (np.array([[3.0, 20.0], [8.0, 15.0], [20.0, 9.0]]), np.array([9.0, 4.0, 30.0])),
             hint=2),
    ),
    slips=(
        Slip(_from_the_future, r"`np.roll(y, -lag)` brings values from `lag` hours *later*: now the forecast knows the "
                               r"future.", 2),
        Slip(_whole(lambda lag: lag), r"`np.roll` turns the series round: the first hours get the *last* rentals of "
                                      r"the table as their past. Hours without a past are left out.", 3),
        Slip(_whole(lambda lag: -lag), r"`np.roll` with a minus brings the future, and its end is the beginning.", 2),
        Slip(_one_lost, r"No leak any more. But an hour is lost: the first hour with all its past is "
                        r"`max(lags)`, not the one after.", 2),
        Slip(_too_old, r"No leak, but each value is an hour older than its lag says: what was known an hour ago is not "
                       r"used.", 2),
        Slip(_same_ages, r"All columns are the same, that of the longest lag.", 2),
        Slip(_steps_apart, r"These are the lags 1, 2, 3, … whatever `lags` says.", 2),
        Slip(lambda y, lags: (lagged(y, lags)[0][:, ::-1], lagged(y, lags)[1]), r"The columns are in the reverse "
                                                                                r"order. That of `lags` was asked for.",
             2),
        Slip(lambda y, lags: (lagged(y, lags)[0], y[:len(y) - max(lags)]),
             r"The columns are right now, and the targets have moved: they begin at hour 0.", 1),
    ),
    planted=(
        Mistake(lambda y, lags: lagged(y, lags)[0], "2 results"),
        Mistake(lambda y, lags: (lagged(y, lags)[0].T, lagged(y, lags)[1]), "Transposed?"),
    ),
)

EXERCISES = (BUG,)
