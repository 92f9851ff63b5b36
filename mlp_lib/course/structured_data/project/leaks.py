"""Leaks: rows that belong together and stand on both sides of a split."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from mlp_lib.hints import Rows

if TYPE_CHECKING:
    import pandas as pd


class Twins(NamedTuple):
    """Test rows that agree with a row learned from, in all inputs or in all but one."""

    column: str | None      # the one in which they may differ; None: they agree in all
    share: float            # of the test rows


def twins(inputs: pd.DataFrame, learned: Rows, test: Rows) -> Twins:
    """Return the input whose values alone set most test rows apart from a row learned from, and their share.

    inputs          the columns to predict from, N rows; learned, test: row numbers
    """
    names: Sequence[Any] = list(inputs.columns)
    found = [Twins(None, _shared(inputs, learned, test))]
    if len(names) > 2:                                      # of two columns one alone makes no row
        found += [Twins(str(name), _shared(inputs.drop(columns=[name]), learned, test)) for name in names]
    return max(found, key=lambda twin: twin.share)          # the first of equals: equal in all inputs


def _shared(inputs: pd.DataFrame, learned: Rows, test: Rows) -> float:
    kinds = inputs.groupby(list(inputs.columns), dropna=False, observed=True).ngroup().to_numpy()
    return float(np.isin(kinds[test], kinds[learned]).mean())
