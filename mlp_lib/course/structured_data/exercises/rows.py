"""Rows: exercises on a split that keeps a mix whole, and on what may be learned from the training rows only."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def split_by_mix(X, held):
    numbers = {}                                            # ingredients -> number of the mix
    mix = [numbers.setdefault(tuple(row[:-1]), len(numbers)) for row in X]
    test = np.isin(mix, held)
    return np.flatnonzero(~test), np.flatnonzero(test)


def _numbered(number):
    """Return a split by the numbers (N,) that `number` gives to the rows of X."""
    def wrong(X, held):
        test = np.isin(number(X), held)
        return np.flatnonzero(~test), np.flatnonzero(test)
    return wrong


def _first_come(keys):
    numbers = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _runs(X):
    return np.cumsum([0, *(X[1:, :-1] != X[:-1, :-1]).any(axis=1)])


_MIXES = np.array([[300.0, 0.0, 180.0, 7.0], [300.0, 0.0, 180.0, 28.0], [250.0, 60.0, 180.0, 28.0],
                   [300.0, 0.0, 180.0, 90.0], [250.0, 60.0, 170.0, 7.0]])
_MORE = np.array([[400.0, 160.0, 3.0], [200.0, 160.0, 3.0], [400.0, 190.0, 3.0], [200.0, 160.0, 28.0],
                  [400.0, 160.0, 28.0], [300.0, 175.0, 28.0], [400.0, 190.0, 56.0], [400.0, 160.0, 3.0]])    # a copy

SPLIT = Exercise(
    id="split-by-mix",
    title="Keep a mix on one side",
    prompt=r"""
        A laboratory mixes once and breaks cylinders at several ages, so several rows share one mix. Write
        `split_by_mix(X, held)`. `X` (N, D) has the ingredients of each test in kg/m³ and, in its *last* column, the
        age in days. Two rows are the same mix if all their ingredients are equal. Number the mixes 0, 1, 2, … in the
        order in which they first come in `X`; `held` is a list of the numbers to hold out. Return two arrays of row
        numbers, rising: the rows to train on, and those to test on.

        Example: with the ingredients A, A, B, A, C in the five rows, `split_by_mix(X, [0])` is `[2, 4], [0, 1, 3]`.
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"Which columns say what the mix is? The same mix at another age is still the same mix.",
        r"A dictionary can hand out the numbers: `tuple(row)` of the right columns is its key, and a key that is new "
        r"gets `len(numbers)`.",
        r"With a number for each row, `np.isin(mix, held)` marks the test rows, and `np.flatnonzero` turns marks into "
        r"row numbers.",
    ),
    solution=split_by_mix,
    why=r"""A split is a claim about the future: these rows stand for concrete that nobody has mixed yet. So what
        belongs together is split together. Equality to the last digit is not always enough: the concrete table has many
        mixes twice, once in whole kilograms, and `data.near_groups` finds those too.""",
    cases=(
        Case((_MIXES, [0]), (np.array([2, 4]), np.array([0, 1, 3])), hint=1),
        Case((_MIXES, [1, 2]), (np.array([0, 1, 3]), np.array([2, 4])), hint=2),
        Case((_MORE, [1]), (np.array([0, 2, 4, 5, 6, 7]), np.array([1, 3])), hint=2),
        Case((_MORE, [0, 3]), (np.array([1, 2, 3, 6]), np.array([0, 4, 5, 7])), hint=2),
    ),
    slips=(
        Slip(_numbered(lambda X: _first_come(map(tuple, X))),
             r"The age is part of your key, so each age of a mix counts as a mix of its own, and the leak is back.", 1),
        Slip(_numbered(lambda X: np.arange(len(X))), r"`held` is read as numbers of *rows*. It numbers mixes, and a "
                                                     r"mix has several rows.", 2),
        Slip(_numbered(lambda X: np.unique(X[:, :-1], axis=0, return_inverse=True)[1].ravel()),
             r"The groups are right. But `np.unique` numbers them in *sorted* order. The task wants the order in "
             r"which they first come.", 2),
        Slip(_numbered(lambda X: _first_come(X[:, 0])), r"Only the first ingredient is compared. Mixes with the same "
                                                        r"cement may differ in everything else.", 1),
        Slip(_numbered(lambda X: _first_come(X[:, -1])), r"The rows are grouped by age. The *other* columns say what "
                                                         r"the mix is.", 1),
        Slip(_numbered(_runs), r"Each row is compared with the row above. A mix that comes again further down then "
                               r"gets a second number, and lands on both sides.", 2),
        Slip(_numbered(lambda X: _first_come(X[:, :-1].sum(axis=1))),
             r"The sum of the ingredients is your key. Different mixes may have the same sum.", 2),
        Slip(lambda X, held: split_by_mix(X, held)[::-1], r"Right rows, other order: first those to train on, then "
                                                          r"those to test on."),
        Slip(lambda X, held: tuple(np.isin(np.arange(len(X)), rows) for rows in split_by_mix(X, held)),
             r"These are marks, True and False. Row numbers were asked for.", 3),
    ),
    planted=(
        Mistake(lambda X, held: split_by_mix(X, held)[1], "2 results"),
        Mistake(lambda X, held: (np.arange(len(X)), split_by_mix(X, held)[1]), "shape"),
    ),
)


def prepare(X_train, X_test):
    middle = np.nanmedian(X_train, axis=0)
    filled, test = (np.where(np.isnan(X), middle, X) for X in (X_train, X_test))
    mean, spread = filled.mean(axis=0), filled.std(axis=0)
    return (filled - mean) / spread, (test - mean) / spread


def _prepared(fill=lambda train, test: np.nanmedian(train, axis=0), scale=lambda train, test: train):
    """Return a preparation whose filling, or whose rows to take mean and spread from, are others."""
    def wrong(X_train, X_test):
        value = fill(X_train, X_test)
        train, test = (np.where(np.isnan(X), value, X) for X in (X_train, X_test))
        rows = scale(train, test)
        return tuple((X - rows.mean(axis=0)) / rows.std(axis=0) for X in (train, test))
    return wrong


def _both(train, test):
    return np.concatenate([train, test])


def _each_its_own(X_train, X_test):
    return tuple(prepare(X, X)[0] for X in (X_train, X_test))


def _own_median(X_train, X_test):
    train, test = (np.where(np.isnan(X), np.nanmedian(X, axis=0), X) for X in (X_train, X_test))
    return tuple((X - train.mean(axis=0)) / train.std(axis=0) for X in (train, test))


def _scaled_first(X_train, X_test):
    mean, spread = np.nanmean(X_train, axis=0), np.nanstd(X_train, axis=0)
    return tuple(np.nan_to_num((X - mean) / spread) for X in (X_train, X_test))


def _no_filling(X_train, X_test):
    mean, spread = np.nanmean(X_train, axis=0), np.nanstd(X_train, axis=0)
    return tuple((X - mean) / spread for X in (X_train, X_test))


_GAP = np.nan
_TRAIN = np.array([[1.0, 10.0], [_GAP, 30.0], [1.0, 10.0], [5.0, _GAP], [3.0, 10.0]])   # medians 2 and 10
_SMALL = np.array([[2.0], [_GAP], [2.0], [5.0], [5.0], [2.0]])                          # median 2: mean 3, spread √2

LEAK = Exercise(
    id="leak-in-scaling",
    title="Fill and scale without a leak",
    prompt=r"""
        Write `prepare(X_train, X_test)`. Both have one test of concrete in each row, (N, D) and (M, D), and `nan` where
        a value was not written down. Fill each gap with the *median* of what is known of its column; then scale each
        column to mean 0 and standard deviation 1 (`std` as NumPy has it). Return both arrays, filled and scaled.
        Nothing that is learned here, median, mean or spread, may know the test rows.
        """,
    kind="code", level="core", minutes=6,
    hints=(
        r"Three things are learned from data here, and each is learned from `X_train` alone. A gap in a test row is "
        r"filled with the median of the *training* rows.",
        r"`np.nanmedian(X_train, axis=0)` passes over the gaps, and `np.where(np.isnan(X), median, X)` fills them.",
        r"Fill first. Mean and spread are then those of the *filled* training rows, and both arrays are scaled by "
        r"these two.",
    ),
    solution=prepare,
    why=r"""Whatever is fitted to data belongs to the model, be it a weight, a median or a spread, and may see training
        rows only. On a thousand rows such a leak changes little; on thirty it may, and the habit costs nothing.""",
    cases=(
        Case((_SMALL, np.array([[_GAP], [3.0], [7.0]])),
             (np.array([[-1.0], [-1.0], [-1.0], [2.0], [2.0], [-1.0]]) / np.sqrt(2),
              np.array([[-1.0], [0.0], [4.0]]) / np.sqrt(2)), hint=1),
        Case((_TRAIN, np.array([[_GAP, 14.0], [5.4, _GAP], [9.0, 40.0]])),
             (np.array([[-1.4, -4.0], [-0.4, 16.0], [-1.4, -4.0], [2.6, -4.0], [0.6, -4.0]]) / (np.sqrt(2.24), 8.0),
              np.array([[-0.4, 0.0], [3.0, -4.0], [6.6, 26.0]]) / (np.sqrt(2.24), 8.0)), hint=3),
    ),
    slips=(
        Slip(_prepared(fill=lambda train, test: np.nanmedian(_both(train, test), axis=0)),
             r"The median is that of all rows, so the test rows have had a say in what fills the gaps.", 1),
        Slip(_prepared(scale=_both), r"The gaps are filled rightly, but mean and spread come from all rows.", 1),
        Slip(_prepared(fill=lambda train, test: np.nanmedian(_both(train, test), axis=0), scale=_both),
             r"Median, mean and spread all come from all rows: training and test rows were put together first.", 1),
        Slip(_own_median, r"The gaps of the test rows are filled with their own median. A single new row has none.", 1),
        Slip(_each_its_own, r"The test rows are filled and scaled by themselves: the same mix becomes two different "
                            r"rows of numbers, and a single new row could not be scaled at all.", 1),
        Slip(_scaled_first, r"Scaled first, with 0 in the gaps: that fills with the *mean*, and mean and spread are "
                            r"those of the rows without a gap.", 3),
        Slip(_prepared(fill=lambda train, test: np.nanmean(train, axis=0)),
             r"The gaps are filled with the mean. The median was asked for: one mix with much slag does not move it.",
             2),
        Slip(_prepared(fill=lambda train, test: 0.0), r"The gaps are filled with 0, as if there were none of it in "
                                                      r"the mix.", 2),
        Slip(_no_filling, r"The gaps are still there. No network can compute with them.", 2),
        Slip(_prepared(fill=lambda train, test: np.nanmedian(train)), r"One median of all columns together: kilograms "
                                                                      r"and days are mixed. Keep `axis=0`.", 2),
    ),
    planted=(
        Mistake(lambda X_train, X_test: prepare(X_train, X_test)[0], "2 results"),
        Mistake(lambda X_train, X_test: prepare(X_test, X_train)[::-1], "was wanted"),
    ),
)

EXERCISES = (SPLIT, LEAK)
