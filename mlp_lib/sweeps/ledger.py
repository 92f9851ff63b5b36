"""A ledger is the table of a sweep as it grows: a head that says which sweep it is, then one line for each run.

Each line is written as its run ends, so that a kill loses the runs under way and no others. A last line without
its end was being written at that moment: it is dropped, and its run is done again. When all runs are there, the
lines are put in order. The file is a CSV for any program that skips lines with # (`pandas.read_csv(comment="#")`).
"""
from __future__ import annotations

import csv
import importlib.metadata
import json
import os
import platform
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np

from .pool import Result

if TYPE_CHECKING:
    import pandas as pd

MARK = "# sweep: "
READERS: tuple[Callable[[str], Any], ...] = (
    int, lambda c: float(c or "nan"), {"True": True, "False": False}.__getitem__)


def versions() -> str:
    """Return what made the numbers."""
    try:
        own = importlib.metadata.version("mlp_lib")
    except importlib.metadata.PackageNotFoundError:
        own = "not installed"
    return f"mlp_lib {own}, NumPy {np.__version__}, Python {platform.python_version()}"


def cell(value: object) -> str:
    """Return a plain value as the text of its cell: floats with all their digits, NaN and None as nothing."""
    if value is None or value != value:
        return ""
    return repr(value) if isinstance(value, float) else " ".join(str(value).split())


def line(cells: Iterable[str]) -> str:
    """Return a line of the file; what holds a comma, a quote or a # stands in quotes."""
    return ",".join('"{}"'.format(c.replace('"', '""')) if set(c) & set(',"#') else c for c in cells) + "\n"


def values(cells: Sequence[str]) -> list[Any]:
    """Return what the cells of a column say: whole numbers, numbers, True and False, or words; NaN for an empty one."""
    for read in READERS:
        try:
            return [read(c) for c in cells]
        except (ValueError, KeyError):
            continue
    return [c or float("nan") for c in cells]


class Ledger:
    """The rows of one sweep, as text: in memory, and in the file `path` where there is one.

    about    which sweep it is, as JSON has it: {"grid": ..., "seeds": ..., "run": ...}
    names    of the columns that tell a run from the others: the settings and the seed

    A file of another sweep, or one that is none, is a ValueError, and is left as it is.
    """

    def __init__(self, path: str | Path | None, about: dict[str, Any], names: list[str]) -> None:
        self.path = None if path is None else Path(path)
        self.about, self.names = json.loads(json.dumps(about)), names
        self.outcomes: list[str] = []                       # the names, from the first run that has some
        self.rows: dict[tuple[str, ...], list[str]] = {}    # cells of `names` -> cells of the others
        self.file: TextIO | None = None
        self.made_by = versions()
        if self.path is not None and self.path.exists() and self.path.stat().st_size:
            self._read(self.path)

    @property
    def columns(self) -> list[str]:
        return [*self.names, *self.outcomes, "seconds", "error"]

    def _read(self, path: Path) -> None:
        """Take over the finished runs of the file."""
        text = path.read_bytes().decode("utf-8", errors="replace")
        lines = text[:text.rfind("\n") + 1].splitlines(keepends=True)       # without a torn last line
        there = about_in(lines)
        if there is None:
            raise ValueError(f"{path} is not the table of a sweep. It was left as it is: take another path.")
        if json.dumps(there) != json.dumps(self.about):     # the order of the settings counts too
            raise ValueError(f"{path} is the table of another sweep ({differences(there, self.about)}). It was "
                             "left as it is: take another path, or delete the file.")
        rows = list(csv.reader(lines[2:]))
        for number, row in enumerate(rows[1:], start=4):
            if len(row) != len(rows[0]):
                raise ValueError(f"line {number} of {path} has {len(row)} cells, not {len(rows[0])}: mend the "
                                 "line or delete it; its run will be done again.")
            if not row[-1]:                                 # runs that failed are tried anew
                self.outcomes = rows[0][len(self.names):-2]
                self.rows[tuple(row[:len(self.names)])] = row[len(self.names):]
        if self.rows:
            self.made_by = lines[1][2:].strip()

    def done(self, key: Iterable[object]) -> bool:
        """Return whether the run of these settings and this seed is in the table."""
        return tuple(map(cell, key)) in self.rows

    def open(self) -> None:
        """Make the file ready for the rows to come."""
        if self.path is None:
            return
        if not self.made_by.endswith(versions()):
            warnings.warn(f"the rows in {self.path} were made by {self.made_by}; the others are now made by "
                          f"{versions()}: their last digits may differ.", RuntimeWarning, stacklevel=3)
            self.made_by += f", then {versions()}"
        self._write(self.path)                              # without the torn line and the failed runs
        self.file = self.path.open("a", encoding="utf-8", newline="\n")

    def _write(self, path: Path) -> None:
        """Write head and rows in one step: a kill leaves the old file or the new one."""
        new = path.with_name(path.name + ".new")
        body = "".join(line([*key, *row]) for key, row in self.rows.items())
        columns = line(self.columns) if self.rows else ""
        head = f"{MARK}{json.dumps(self.about, ensure_ascii=False)}\n# {self.made_by}\n"
        new.write_text(head + columns + body, encoding="utf-8", newline="\n")
        os.replace(new, path)

    def add(self, key: Iterable[object], result: Result) -> str:
        """Add the Result of a run; return the reason why there are no outcomes, or "" ."""
        outcome, error = result.outcome, result.error
        if outcome is not None and not self.outcomes:
            if taken := set(outcome) & {*self.names, "seconds", "error"}:
                outcome, error = None, f"run returned an outcome {min(taken)!r}: that is the name of another column"
            else:
                self.outcomes = list(outcome)
                if self.file:
                    self.file.write(line(self.columns))
        elif outcome is not None and set(outcome) != set(self.outcomes):
            error = f"run returned {', '.join(outcome)}; the run before it {', '.join(self.outcomes)}"
            outcome = None
        values = [cell(outcome[name]) if outcome else "" for name in self.outcomes]
        cells = tuple(map(cell, key))
        self.rows[cells] = [*values, f"{result.seconds:.3f}", cell(error)]
        if self.file and outcome:
            self.file.write(line([*cells, *self.rows[cells]]))
            self.file.flush()
        return error

    def close(self) -> None:
        """Close the file; what it holds stays to be resumed."""
        if self.file:
            self.file.close()
        self.file = None

    def finish(self, keys: Iterable[Iterable[object]]) -> None:
        """Put the rows in the order of `keys`, also in the file."""
        width = len(self.columns) - len(self.names)         # a run that failed before the first that did not
        self.rows = {key: [""] * (width - len(row)) + row for key in (tuple(map(cell, k)) for k in keys)
                     for row in [self.rows[key]]}
        if self.path is not None:
            self._write(self.path)

    def frame(self) -> pd.DataFrame:
        """Return the table as a DataFrame: always the cells' text, read, so that a resumed one has the same digits."""
        import pandas as pd  # here, not above: it takes longer to import than the rest of the package
        cells = zip(*([*key, *row] for key, row in self.rows.items()), strict=True)
        return pd.DataFrame({name: values(column) for name, column in zip(self.columns, cells, strict=True)})


def about_in(lines: list[str]) -> dict[str, Any] | None:
    """Return which sweep these lines are of, or None where they are of none."""
    try:
        return json.loads(lines[0].removeprefix(MARK)) if len(lines) > 1 and lines[0].startswith(MARK) else None
    except json.JSONDecodeError:
        return None


def differences(there: dict[str, Any], here: dict[str, Any]) -> str:
    """Return in words what two sweeps do not have in common."""
    found = []
    for key in dict.fromkeys([*there, *here]):
        a, b = there.get(key), here.get(key)
        if isinstance(a, dict) and isinstance(b, dict):
            found += [differences(a, b)] if list(a.items()) != list(b.items()) else []
        elif a != b:
            found.append(f"{key} is {json.dumps(a):.80} there, {json.dumps(b):.80} here")
    return "; ".join(filter(None, found)) or "the same settings in another order"
