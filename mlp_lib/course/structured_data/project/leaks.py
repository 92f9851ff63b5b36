"""Leaks: rows that are nearly alike and stand on both sides of a split: the same thing, measured or written twice."""
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mlp_lib.hints import Rows

if TYPE_CHECKING:
    import pandas as pd

WITHIN = 0.1                # standard deviations of a column: rows that differ by no more agree in it
TWINS, BUT_ONE = 0.1, 0.25  # shares of test rows with a twin, in all inputs and in all but one: no more above luck
PAIRS = 50_000_000          # pairs of rows that are compared; of more, every n-th test row stands for all


class Twins(NamedTuple):
    """The share of test rows that agree with a row learned from: in all inputs, and in all but each of them."""

    all: float
    but: dict[str, float]


def suspicion(inputs: pd.DataFrame, learned: Rows, test: Rows) -> str | None:
    """Return in words how many test rows have a twin among the rows learned from, where luck does not explain it.

    inputs          the columns to predict from, N rows; numbers agree within a tenth of their standard deviation, words
                    where they are the same
    learned, test   row numbers

    Luck is what is left when each column is dealt out among the rows by itself: with few inputs, rows are alike by it.
    """
    rng, dealt = np.random.default_rng(0), inputs.copy()
    for name in inputs.columns:
        dealt[name] = rng.permutation(inputs[name].to_numpy())
    found, luck = twins(inputs, learned, test), twins(dealt, learned, test)
    column = max(found.but, key=lambda name: found.but[name] - luck.but[name])
    agree = "of the test rows agree with a row that was learned from in all inputs"
    if found.but[column] > luck.but[column] + BUT_ONE:
        return f"{100 * found.but[column]:.0f} % {agree} but `{column}`"
    if found.all > luck.all + TWINS:
        return f"{100 * found.all:.0f} % {agree}"
    return None


def twins(inputs: pd.DataFrame, learned: Rows, test: Rows) -> Twins:
    """Return how many test rows have a twin among the rows learned from."""
    asked = test[:: 1 + len(test) * len(learned) // PAIRS]
    agree = sum((_agree(inputs, name, learned, asked).astype(np.int8) for name in inputs.columns),
                np.zeros((len(asked), len(learned)), np.int8))                              # (M, L), columns that do
    most = len(inputs.columns)
    return Twins(float((agree == most).any(axis=1).mean()), {
        str(name): float(((agree - _agree(inputs, name, learned, asked)) == most - 1).any(axis=1).mean())
        for name in inputs.columns})


def _agree(inputs: pd.DataFrame, name: object, learned: Rows, asked: Rows) -> NDArray[np.bool_]:
    """Return which rows agree in a column, (M, L): row by row, or the gaps would fill a page's memory."""
    values = inputs[name].to_numpy()
    if values.dtype.kind not in "iuf":
        values = inputs[name].astype(str).to_numpy(object)
        return np.array([values[learned] == value for value in values[asked]], bool)
    numbers = values.astype(float)
    there, reach = numbers[learned], WITHIN * np.nanstd(numbers)
    missing = np.isnan(there)
    return np.array([missing if np.isnan(value) else np.abs(there - value) <= reach for value in numbers[asked]])
