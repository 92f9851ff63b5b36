"""A work is what is handed in: words, a table, row numbers and predictions; a part left as `...` is not begun.

Errors are never typed: they are worked out here, from the predictions and the table.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlp_lib.checks import finite
from mlp_lib.hints import Array, Rows


class Missing(Exception):
    """A part is not there, in words."""


class LookAgain(Exception):
    """A part is there, but something about it is not right or needs a reason, in words."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Work:
    """A project; N rows in the table, M of them to test on, S networks from different seeds.

    Words may be left as `...` while you work, and so may everything else. Nothing is checked before `check` asks.
    """

    title: Any = ...
    question: Any = ...     # one sentence that ends in a question mark
    use: Any = ...          # who decides what by the answer
    table: Any = ...        # DataFrame, a row for each observation
    target: Any = ...       # name of the column to predict, a number (or 0 and 1)
    unit: Any = ...         # of the target, such as "MPa"
    inputs: Any = ...       # list of the columns to predict from
    left_out: Any = ...     # {column: reason} for every other column; {} if there is none
    groups: Any = ...       # (N,) what belongs together, such as the mix of each row; or None
    alike: Any = ""         # if rows that look alike are different things: why
    train: Any = ...        # row numbers, as `data.split_groups` gives them
    validation: Any = ...
    test: Any = ...
    baselines: Any = ...    # {name: predictions (M,) for the test rows}
    choices: Any = ...      # what was tried on the validation rows, and what was taken
    predictions: Any = ...  # (S, M), of S networks, for the test rows
    low: Any = ...          # (M,), ends of the interval of each test row; not asked for of a target of 0 and 1
    high: Any = ...
    promised: Any = ...     # the share that the interval shall hold, such as 0.9
    importance: Any = ...   # {column: rise of the error}
    finding: Any = ...      # what the network has learned, in words
    answer: Any = ...       # the answer to the question, with the error and its unit
    limits: Any = ...       # where it fails, and what it must not be used for

    # what is read from it; each raises Missing or LookAgain in words

    def given(self, name: str) -> Any:
        """Return a part, or raise Missing."""
        value = getattr(self, name)
        if value is ...:
            raise Missing(f"`{name}` is not there yet.")
        return value

    def words(self, name: str, least: int) -> str:
        """Return a text of at least so many words."""
        text = self.given(name)
        if not isinstance(text, str):
            raise LookAgain(f"`{name}` is to be words in quotes, it is of type {type(text).__name__}.")
        count = len(text.split())
        if not count:
            raise Missing(f"`{name}` is empty.")
        if count < least:
            raise LookAgain(f"`{name}` has {count} word{'s' * (count != 1)}; a reader who was not there needs at least "
                            f"{least}.")
        return " ".join(text.split())

    def column(self) -> Array:
        """Return the target (N,)."""
        table, target = self.given("table"), self.given("target")
        if not hasattr(table, "iloc") or not hasattr(table, "columns"):
            raise LookAgain(f"`table` is to be a DataFrame, it is of type {type(table).__name__}.")
        if target not in list(table.columns):
            raise LookAgain(f"`target` is {target!r}, which is no column of the table.")
        return _numbers(table[target], f"column {target!r} of the table")

    def rows(self, name: str) -> Rows:
        """Return row numbers (n,), each of the table and none twice."""
        total, given = len(self.column()), self.given(name)
        rows = np.asarray(given)
        if rows.ndim != 1 or rows.dtype.kind not in "iu" or not rows.size:
            raise LookAgain(f"`{name}` is to be row numbers such as `data.split_groups` gives, not "
                            f"{type(given).__name__} of {rows.dtype} and shape {rows.shape}.")
        if rows.min() < 0 or rows.max() >= total:
            raise LookAgain(f"`{name}` has row {int(rows.max())}; the table has the rows 0 to {total - 1}.")
        if len(set(rows.tolist())) < len(rows):
            raise LookAgain(f"`{name}` has a row more than once.")
        return rows

    def truth(self) -> Array:
        """Return the target of the test rows (M,)."""
        return self.column()[self.rows("test")]

    def for_test(self, value: Any, name: str) -> Array:
        """Return a column of numbers (M,), one for each test row."""
        numbers, M = _numbers(value, f"`{name}`"), len(self.rows("test"))
        numbers = numbers[:, 0] if numbers.ndim == 2 and numbers.shape[1] == 1 else numbers
        if numbers.shape != (M,):
            raise LookAgain(f"`{name}` has the shape {numbers.shape}; one number for each of the {M} test rows was "
                            f"wanted, ({M},).")
        return numbers

    def networks(self) -> Array:
        """Return the predictions of the networks (S, M)."""
        given = _numbers(self.given("predictions"), "`predictions`")
        given = given[..., 0] if given.ndim == 3 and given.shape[2] == 1 else given
        M = len(self.rows("test"))
        if given.ndim != 2 or given.shape[1] != M:
            raise LookAgain(f"`predictions` have the shape {given.shape}; a row for each network and a column for each "
                            f"of the {M} test rows were wanted, (S, {M}).")
        return given

    def errors(self) -> Array:
        """Return the root mean squared error of each network on the test rows, (S,)."""
        errors: Array = np.sqrt(((self.networks() - self.truth()) ** 2).mean(axis=1))
        return errors

    def yardsticks(self) -> dict[str, float]:
        """Return name -> root mean squared error of each baseline on the test rows."""
        given = self.given("baselines")
        if not isinstance(given, Mapping):
            raise LookAgain("`baselines` are to be a dictionary, {name: predictions for the test rows}.")
        y = self.truth()
        return {str(name): float(np.sqrt(np.mean((self.for_test(p, f"baselines[{name!r}]") - y) ** 2)))
                for name, p in given.items()}

    def measure(self, value: float) -> str:
        """Return a number of the target's unit in words, to two digits or to whole ones."""
        unit = self.unit if isinstance(self.unit, str) else ""
        number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:#.2g}".rstrip(".")
        return f"{number} {unit}".strip()


def as_work(work: Work) -> Work:
    """Return a work that is one."""
    if not isinstance(work, Work):
        raise TypeError(f"a Work(question=..., table=..., ...) was wanted, got {type(work).__name__}.")
    return work


def _numbers(value: Any, name: str) -> Array:
    try:
        return finite(value, name, "Drop or fill these rows first.", dtype=float)
    except (TypeError, ValueError) as error:
        raise LookAgain(str(error)) from None
