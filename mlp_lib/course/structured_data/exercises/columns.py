"""Columns: an exercise on words that become columns of 0 and 1."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def one_hot(words, levels):
    return (np.array(words)[:, None] == np.array(levels)).astype(float)


def _own_levels(words, levels):
    return one_hot(words, np.unique(words))


def _numbers(words, levels):
    return np.array([list(levels).index(word) if word in levels else -1 for word in words])


def _unknown(place):
    """Return the columns with an unknown word put into the column at this place."""
    def wrong(words, levels):
        return one_hot([word if word in levels else levels[place] for word in words], levels)
    return wrong


def _refuses(words, levels):
    return np.eye(len(levels))[[levels.index(word) for word in words]]


def _extra(words, levels):
    known = one_hot(words, levels)
    return np.column_stack([known, 1 - known.sum(axis=1)])


_WEATHER = ["clear", "mist", "rain"]
_MODES = ["train", "air", "car", "bus"]                     # as they are listed, not as a dictionary has them

ONE_HOT = Exercise(
    id="one-hot-columns",
    title="Words become columns",
    prompt=r"""
        Write `one_hot(words, levels)`. `words` is a list of N words, one for each row; `levels` is the list of the K
        different words that the *training* rows had. Return an array (N, K): in row n a 1 in the column of its word,
        in the order of `levels`, and 0 elsewhere. A word that is not among the levels gets a row of zeros.

        Example: `one_hot(["mist", "snow"], ["clear", "mist", "rain"])` is `[[0, 1, 0], [0, 0, 0]]`.
        """,
    kind="code", level="core", minutes=4,
    hints=(
        r"Each column asks one question of every row: is your word *this* level?",
        r"The columns are fixed by `levels`, whatever words come. A table of new rows may lack a level, or have one "
        r"that is new.",
        r"As arrays, words of shape (N, 1) `==` levels of shape (K,) is an array (N, K) of True and False.",
    ),
    solution=one_hot,
    why=r"""The levels are learned from the training rows, as a median is: new rows must give the same columns in the
        same order, or the weights meet the wrong inputs. A row of zeros is honest: none of what the network knows.""",
    cases=(
        Case((["mist", "snow", "clear"], _WEATHER), np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]),
             hint=2),
        Case((["bus", "air", "bus", "train", "car"], _MODES),
             np.array([[0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 1, 0.0]]), hint=2),
        Case((["car", "car"], _MODES), np.array([[0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 1.0, 0.0]]), hint=2),
        Case((["tram"], _MODES), np.zeros((1, 4)), hint=2),
    ),
    slips=(
        Slip(_own_levels, r"The columns are made from the words that happen to come (as `pandas.get_dummies` does it "
                          r"on each table for itself), so other rows get other columns.", 2),
        Slip(lambda words, levels: one_hot(words, sorted(levels)), r"The columns are in alphabetical order. The order "
                                                                   r"of `levels` was asked for.", 2),
        Slip(lambda words, levels: one_hot(words, levels)[:, 1:], r"The first column is left out. For a linear model "
             r"with a bias that is usual, since the columns add up to 1; then an unknown word looks like the first "
             r"level. All K were asked for.", 1),
        Slip(_numbers, r"One number for each word: that says that the words have an order and equal distances, car "
                       r"minus bus as much as bus minus air.", 1),
        Slip(_unknown(-1), r"An unknown word is counted as the last level. A row of zeros was asked for.", 2),
        Slip(_unknown(0), r"An unknown word is counted as the first level. A row of zeros was asked for.", 2),
        Slip(_refuses, r"An unknown word stops the function. In a forecast that runs every day it will come.", 2),
        Slip(_extra, r"There is one more column, for unknown words. It is a good idea elsewhere, but in training it "
                     r"is always 0, so its weights learn nothing. K columns were asked for.", 2),
        Slip(lambda words, levels: 2 * one_hot(words, levels) - 1, r"The other columns are −1 here. 0 was asked for.",
             1),
        Slip(lambda words, levels: one_hot(words, levels).T, r"One row for each level. Everywhere in this book a row "
                                                             r"is an observation.", 3),
    ),
    planted=(
        Mistake(lambda words, levels: 1 - one_hot(words, levels), "was wanted"),
        Mistake(lambda words, levels: np.array(words) == levels[0], "shape"),
    ),
)

EXERCISES = (ONE_HOT,)
