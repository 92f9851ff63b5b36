"""An exercise on the margin between two models: how far it moves when the test rows are drawn anew."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

OURS = np.array([1.0, 4.0, 0.0, 9.0])                   # squared errors of four test rows
THEIRS = np.array([4.0, 4.0, 1.0, 16.0])
DRAWS = np.array([[0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 2, 3], [3, 3, 2, 2], [3, 3, 3, 3]])


def margin(theirs, ours, draws):
    drawn = np.sqrt(theirs[draws].mean(axis=1)) - np.sqrt(ours[draws].mean(axis=1))
    return np.quantile(drawn, [0.025, 0.975])


def _squares(theirs, ours, draws):
    return np.quantile((theirs - ours)[draws].mean(axis=1), [0.025, 0.975])


def _early_root(theirs, ours, draws):
    return np.quantile((np.sqrt(theirs) - np.sqrt(ours))[draws].mean(axis=1), [0.025, 0.975])


def _turned(theirs, ours, draws):
    return -margin(theirs, ours, draws)[::-1]


def _wide(theirs, ours, draws):
    drawn = np.sqrt(theirs[draws].mean(axis=1)) - np.sqrt(ours[draws].mean(axis=1))
    return np.quantile(drawn, [0, 1])


def _ninety(theirs, ours, draws):
    drawn = np.sqrt(theirs[draws].mean(axis=1)) - np.sqrt(ours[draws].mean(axis=1))
    return np.quantile(drawn, [0.05, 0.95])


def _apart(theirs, ours, draws):
    low, high = (np.quantile(np.sqrt(e[draws].mean(axis=1)), [0.025, 0.975]) for e in (theirs, ours))
    return low - high


def _over_draws(theirs, ours, draws):
    drawn = np.sqrt(theirs[draws].mean(axis=0)) - np.sqrt(ours[draws].mean(axis=0))
    return np.quantile(drawn, [0.025, 0.975])


MARGIN = Exercise(
    id="margin-by-drawing",
    title="Would another test tell them apart?",
    prompt=r"""
        Two models were tested on the same rows; `theirs` (N,) and `ours` (N,) are their *squared* errors, row by row.
        To see how far the difference would move with another test, rows are drawn anew from the test, with replacement:
        `draws` (R, N) has the numbers of the rows of R such draws. Write `margin(theirs, ours, draws)`: the quantiles
        of 2.5 % and of 97.5 %, as an array of two, of the difference of the root mean squared errors, theirs minus
        ours. Both models get the same rows in each draw.
        """,
    kind="code", level="stretch", minutes=10,
    hints=(
        r"`theirs[draws]` is (R, N): the squared errors of each draw. Over which axis is the mean of a draw?",
        r"First the mean of the squares of a draw, then its root, then the difference: one number for each draw.",
        r"`np.quantile(numbers, [0.025, 0.975])` of the R differences.",
    ),
    solution=margin,
    why=r"""Row by row both models stumble over the same hard rows. Drawn together, these cancel, and a difference
        shows that two intervals, each for itself, would hide.""",
    cases=(
        Case((THEIRS, OURS, DRAWS[:1]), np.array([1.0, 1.0]), hint=2),
        Case((THEIRS, OURS, DRAWS[2:3]), np.array([0.6291713066130, 0.6291713066130]), hint=2),
        Case((THEIRS, OURS, DRAWS), np.array([0.0629171306613, 1.0]), hint=3),
        Case((OURS, THEIRS, DRAWS), np.array([-1.0, -0.0629171306613]), hint=3),
    ),
    slips=(
        Slip(_squares, r"This is a difference of mean *squares*; take the root of each mean first.", 2),
        Slip(_early_root, r"You took the root of each row, so these are absolute errors. Take it of the mean.", 2),
        Slip(_turned, r"This is ours minus theirs. Positive should say that ours is better.", 2),
        Slip(_wide, r"These are the smallest and the largest of all draws. Take the quantiles.", 3),
        Slip(_ninety, r"5 % and 95 % leave out 10 % of the draws.", 3),
        Slip(_apart, r"Each model has its own quantiles here. The difference comes first, draw by draw.", 2),
        Slip(_over_draws, r"The mean goes over the rows of a draw, axis 1, not over the draws.", 1),
    ),
    planted=(
        Mistake(lambda theirs, ours, draws: margin(theirs, ours, draws)[0], "shape"),
        Mistake(lambda theirs, ours, draws: np.sqrt(theirs.mean()) - np.sqrt(ours.mean()), "shape"),
    ),
)
