"""An exercise on the split: how much of the test has been seen before."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

ROADS = np.array(["A1", "A1", "A1", "B9", "B9", "C3", "D7", "D7"])
SAME, APART, ONE = np.array([0, 3, 5, 6]), np.array([3, 4, 5]), np.array([1])


def leaked(groups, test):
    train = np.setdiff1d(np.arange(len(groups)), test)
    return np.isin(groups[test], groups[train]).mean()


def _of_groups(groups, test):
    train = np.setdiff1d(np.arange(len(groups)), test)
    return np.isin(np.unique(groups[test]), groups[train]).mean()


def _of_training(groups, test):
    train = np.setdiff1d(np.arange(len(groups)), test)
    return np.isin(groups[train], groups[test]).mean()


def _of_all(groups, test):
    train = np.setdiff1d(np.arange(len(groups)), test)
    return np.isin(groups[test], groups[train]).sum() / len(groups)


def _count(groups, test):
    train = np.setdiff1d(np.arange(len(groups)), test)
    return np.isin(groups[test], groups[train]).sum()


def _clean(groups, test):
    return 1 - leaked(groups, test)


def _everything(groups, test):
    return np.isin(groups[test], groups).mean()


def _numbers(groups, test):
    train = np.setdiff1d(np.arange(len(groups)), test)
    return np.isin(test, train).mean()


LEAKED = Exercise(
    id="leak-of-a-split",
    title="How much of the test has been seen?",
    prompt=r"""
        Cracks were counted on several sections of each road, a section a row. Somebody has divided the rows at random
        and reports an error on the test rows. Before you believe it, write `leaked(groups, test)`: the share of the
        *test rows* whose group stands among the training rows as well.

        `groups` (N,) has the road of each row, `test` the numbers of the test rows; all other rows are for training.
        """,
    kind="code", level="core", minutes=6,
    hints=(
        r"Which rows are for training? All numbers 0 … N − 1 that are not in `test`; `np.setdiff1d` knows them.",
        r"`np.isin(a, b)` says for each entry of `a` whether it is in `b`. The groups of which rows are `a`, and of "
        r"which are `b`?",
        r"The mean of True and False is the share of True. Count test *rows*, not roads.",
    ),
    solution=leaked,
    why=r"""Where it is 1, as it nearly always is when rows of few groups are divided at random, the test asks: how
        well do you know roads that you have seen? For a new road divide by road, `data.split_groups`; then it is 0.""",
    cases=(
        Case((ROADS, SAME), 0.75, hint=2),              # A1, B9 and D7 have other rows left, C3 has none
        Case((ROADS, APART), 0.0, hint=1),
        Case((ROADS, ONE), 1.0, hint=1),
        Case((ROADS, np.array([0, 1, 5])), 2 / 3, hint=3),
        Case((np.array([7, 7, 8, 9, 9, 9]), np.array([0, 2, 3, 4])), 0.75, hint=3),
    ),
    slips=(
        Slip(_of_groups, r"You counted roads. A road with many test rows weighs more: errors are means over rows.", 3),
        Slip(_of_training, r"This is the other way round: the share of *training* rows whose road is in the test.", 2),
        Slip(_of_all, r"You divided by all rows. The error is a mean over the test rows.", 3),
        Slip(_count, r"This is how many rows; the share was wanted.", 3),
        Slip(_clean, r"This is the share that is *not* leaked.", 2),
        Slip(_everything, r"Among all rows each group is found, its own test row included. Take the training rows "
                          r"only.",
             1),
        Slip(_numbers, r"You looked for the *numbers* of the rows, which are never in both. Look for their groups.", 2),
    ),
    planted=(
        Mistake(lambda groups, test: 0.5, "is 0.5; 0.75 was wanted"),
        Mistake(lambda groups, test: 1.0 - 0.5 * (len(test) == 4), "is 0.5; 0.75 was wanted"),
    ),
)
