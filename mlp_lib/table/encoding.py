"""Encoding: the inputs as numbers, by what the training rows say: scaled numbers, and 0 and 1 for words."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlp_lib.data import Standardizer, standardizer
from mlp_lib.hints import Array, Rows

from .columns import Column
from .errors import listed, short, some
from .looking import Look

LEVELS = 30                                                 # words of a category that get a column of their own
OTHER, NOTHING = "(another word)", "(empty)"


@dataclass(frozen=True, eq=False)
class Encoder:
    """How a table's inputs become rows of numbers (N, n_0).

    numbers    names of the numeric inputs
    fills      name -> the training rows' median, of those that were filled
    scale      of all numeric inputs together, None where there are none
    words      name -> the words that have a column; of two words the second alone has one
    """

    numbers: tuple[str, ...]
    fills: dict[str, float]
    scale: Standardizer | None
    words: dict[str, tuple[str, ...]]

    @property
    def features(self) -> list[tuple[str, str]]:
        """Return (input, what the column says of it) of the n_0 columns."""
        return [*((name, name) for name in self.numbers), *((name, f"{name} is empty") for name in self.fills),
                *((name, f"{name} = {word}") for name, words in self.words.items() for word in words)]

    def places(self, name: str) -> list[int]:
        """Return the numbers of the columns that an input has."""
        return [j for j, (owner, _) in enumerate(self.features) if owner == name]

    def __call__(self, frame: pd.DataFrame) -> Array:
        """Return the inputs of a DataFrame of understood cells as rows (N, n_0)."""
        parts = []
        if self.scale is not None:
            raw = np.column_stack([frame[name].fillna(self.fills.get(name, np.nan)) for name in self.numbers])
            parts.append(self.scale(raw))
        parts += [frame[name].isna().to_numpy(float)[:, None] for name in self.fills]
        for name, words in self.words.items():
            cells = _cells(frame[name])
            parts.append(np.column_stack([(cells if word != OTHER else _others(cells, words)) == word
                                          for word in words]).astype(float))
        X: Array = np.hstack(parts)
        return X


def _cells(cells: pd.Series) -> NDArray[np.object_]:
    """Return words, one of its own for nothing, and numbers that were chosen to be words as such."""
    found: NDArray[np.object_] = cells.map(word, na_action="ignore").astype(object).fillna(NOTHING).to_numpy()
    return found


def word(value: object) -> str:
    """Return a cell of a category as a word."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _others(cells: NDArray[np.object_], words: Sequence[str]) -> NDArray[np.object_]:
    return np.where(np.isin(cells, words), cells, OTHER)


def inputs_of(columns: dict[str, Column], names: Sequence[str], rows: Rows) -> pd.DataFrame:
    """Return the understood cells of some columns and rows."""
    return pd.DataFrame({name: columns[name].cells.iloc[rows] for name in names})


def encoder(look: Look, train: Rows) -> tuple[Encoder, list[str]]:
    """Return the Encoder that the training rows make, and notes on what they do not have; `train` counts from 0."""
    frame = inputs_of(look.columns, look.inputs, train)
    numbers = tuple(name for name in look.inputs if look.columns[name].kind == "number")
    notes: list[str] = []
    fills = {name: float(frame[name].median()) if frame[name].notna().any() else 0.0
             for name in numbers if look.columns[name].cells.iloc[look.rows].isna().any()}
    raw = [frame[name].fillna(fills.get(name, np.nan)) for name in numbers]
    scale = standardizer(np.column_stack(raw)) if numbers else None
    words = {}
    for name in look.inputs:
        if name in numbers:
            continue
        counts = pd.Series(_cells(frame[name])).value_counts()
        levels = sorted(counts.index[:LEVELS])
        if len(counts) > LEVELS:
            levels.append(OTHER)
            notes.append(f"`{short(name)}` has {len(counts):,} words among the training rows: the {LEVELS} most "
                         "frequent ones have a column each, all others share one.")
        words[name] = tuple(levels[1:] if len(levels) == 2 else levels)
        new = set(_cells(inputs_of(look.columns, [name], look.rows)[name])) - set(counts.index)
        if new:
            notes.append(f"{some(len(new), 'word')} of `{short(name)}`, {listed(sorted(new))}, in no training row: "
                         "the net knows nothing of it.")
    return Encoder(numbers, fills, scale, words), notes
