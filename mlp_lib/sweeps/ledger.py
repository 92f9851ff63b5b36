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
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..files import replacing
from .attempt import Plain, Result
from .cells import cell, line, read

if TYPE_CHECKING:
    import pandas as pd

MARK = "# sweep: "
FORMAT = 2
LEFT = "It was left as it is: take another path, or delete the file."


def versions() -> str:
    """Return what made the numbers."""
    try:
        own = importlib.metadata.version("mlp_lib")
    except importlib.metadata.PackageNotFoundError:
        own = "not installed"
    return f"mlp_lib {own}, NumPy {np.__version__}, Python {platform.python_version()}"


class Ledger:
    """The rows of one sweep, as text: in memory, and in the file `path` where there is one.

    about    which sweep it is: {"grid": ..., "seeds": ..., "run": ...}
    names    of the columns that tell a run from the others: the settings and the seed
    keys     the values of these columns for each run, in order

    A file of another sweep, or one that is none, is a ValueError, and is left as it is.
    """

    def __init__(self, path: str | Path | None, about: dict[str, Any], names: Sequence[str],
                 keys: Iterable[Iterable[Plain]]) -> None:
        self.path = None if path is None else Path(path)
        self.about, self.names = {"format": FORMAT, **about}, list(names)
        self.keys = [tuple(map(cell, key)) for key in keys]
        self.read()

    def read(self) -> None:
        """Take over the finished runs of the file."""
        self.outcomes: list[str] = []                       # the names, from the first run that has some
        self.rows: dict[tuple[str, ...], list[str]] = {}    # cells of `names` -> cells of the others
        self.made_by, self.stored = versions(), b""         # the second: what the file holds
        if self.path is None or not self.path.exists():
            return
        self.stored = self.path.read_bytes()
        if self.stored:
            self._take(self.path, self.stored[:self.stored.rfind(b"\n") + 1])      # without a torn last line

    def _take(self, path: Path, stored: bytes) -> None:
        there, made_by, rows = parts(stored)
        if there is None or not made_by.startswith("# mlp_lib "):
            raise ValueError(f"{path} is not the table of a sweep, or its first two lines, which say so, have been "
                             f"changed. {LEFT}")
        if there.get("format") != FORMAT:
            raise ValueError(f"{path} was written by another version of mlp_lib, and does not say all that is asked "
                             f"today. {LEFT} pandas.read_csv(..., comment='#') still reads it.")
        self.outcomes = there.pop("outcomes", [])
        if json.dumps(there) != json.dumps(self.about):     # the order of the settings counts too
            raise ValueError(f"{path} is the table of another sweep ({differences(there, self.about)}). {LEFT}")
        wanted, runs = line(map(cell, self.columns)).rstrip("\n"), set(self.keys)
        if rows and rows[0] != wanted:
            raise ValueError(f"line 3 of {path} is {rows[0]!r:.200}, wanted {wanted!r:.200}: columns have been added, "
                             f"swapped or taken away, or another program has saved the file. {LEFT}")
        for number, text in enumerate(rows[1:], start=4):
            try:
                key, cells = self._row(text, runs)
            except (ValueError, csv.Error) as wrong:
                raise ValueError(f"line {number} of {path} has {wrong}: mend the line or delete it; its run will be "
                                 "done again. The file was left as it is.") from None
            if not cells[-1]:                               # runs that failed are tried anew
                self.rows[key] = cells
        if self.rows:
            self.made_by = made_by[2:].strip()

    def _row(self, text: str, runs: set[tuple[str, ...]]) -> tuple[tuple[str, ...], list[str]]:
        """Return the cells of a line, those of `names` and the others; a line of no run here is a ValueError."""
        cells = next(csv.reader([text], strict=True), [])
        key, others = tuple(cells[:len(self.names)]), cells[len(self.names):]
        if len(cells) != len(self.columns):
            raise ValueError(f"{len(cells)} cells, not {len(self.columns)}")
        if key not in runs or key in self.rows:
            whose = "those of a line above it" if key in runs else "none of this sweep"
            raise ValueError(f"the settings {', '.join(key)}, which are {whose}")
        for c in others:
            read(c)
        return key, others

    @property
    def columns(self) -> list[str]:
        return [*self.names, *self.outcomes, "seconds", "error"]

    @property
    def finished(self) -> bool:
        """Whether all runs are there, in order: then nothing is to be run or written."""
        return list(self.rows) == self.keys and (self.path is None or self.stored == self._text())

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the file for this sweep alone, ready for the rows to come."""
        with nullcontext() if self.path is None else alone(self.path):
            self.read()                                     # again: the sweep that held it may just have ended
            if not self.made_by.endswith(versions()):
                warnings.warn(f"the rows in {self.path} were made by {self.made_by}; the others are now made by "
                              f"{versions()}: their last digits may differ.", RuntimeWarning, stacklevel=4)
                self.made_by += f", then {versions()}"
            self._write()                                   # without the torn line and the failed runs
            yield

    def _text(self) -> bytes:
        about = self.about | ({"outcomes": self.outcomes} if self.outcomes else {})
        body = [line(map(cell, self.columns)), *(line([*key, *row]) for key, row in self.rows.items())]
        return "".join([f"{MARK}{json.dumps(about)}\n# {self.made_by}\n", *(body if self.rows or self.outcomes else [])
                        ]).encode()

    def _write(self) -> None:
        """Write head and rows in one step: a kill leaves the old file or the new one."""
        if self.path is None or self.stored == self._text():
            return
        with replacing(self.path) as file:
            file.write(self._text())
            file.flush()
            os.fsync(file.fileno())                         # on the disk before the older file goes
        self.stored = self._text()

    def add(self, key: Iterable[Plain], result: Result) -> str:
        """Add the Result of a run; return the reason why there are no outcomes, or "" ."""
        outcome, error = result.outcome, result.error
        if outcome is not None and not self.outcomes:
            if taken := set(outcome) & {*self.names, "seconds", "error"}:
                outcome, error = None, f"run returned an outcome {min(taken)!r}: that is the name of another column"
            else:
                self.outcomes = list(outcome)
                self.rows = {key: [""] * len(outcome) + row for key, row in self.rows.items()}     # those that failed
                self._write()
        elif outcome is not None and set(outcome) != set(self.outcomes):
            error = f"run returned {', '.join(outcome)}; the run before it {', '.join(self.outcomes)}"
            outcome = None
        values = [cell(outcome[name]) if outcome else "" for name in self.outcomes]
        cells = tuple(map(cell, key))
        self.rows[cells] = [*values, f"{result.seconds:.3f}", cell(error or None)]
        if self.path is not None and outcome:
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(line([*cells, *self.rows[cells]]))
        return error

    def finish(self) -> None:
        """Put the rows in order, also in the file."""
        self.rows = {key: self.rows[key] for key in self.keys}
        self.stored = b""                                   # lines have been added to it
        self._write()

    def frame(self) -> pd.DataFrame:
        """Return the table as a DataFrame: always the cells' text, read, so that a resumed one has the same digits."""
        import pandas as pd  # here, not above: it takes longer to import than the rest of the package
        cells = zip(*([*key, *row] for key, row in self.rows.items()), strict=True)
        return pd.DataFrame({name: [read(c) for c in column] for name, column in zip(self.columns, cells, strict=True)})


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the file for one sweep, by a lock in a file beside it; where another has it, raise a RuntimeError."""
    if sys.platform == "emscripten":                        # in a browser there is no other
        yield
        return
    from filelock import FileLock, Timeout  # here, not above: a browser has no locks

    mark, holder = Path(f"{path}.lock"), ""
    with suppress(OSError, UnicodeDecodeError):
        holder = mark.read_text(encoding="utf-8")
    lock = FileLock(mark)
    try:
        lock.acquire(timeout=2)                             # seconds: workers of a sweep that was killed may hold it
    except Timeout:
        raise RuntimeError(f"{path} is being written by another sweep ({holder or 'it has not said which'}). Wait "
                           "until it has ended, or take another path.") from None
    try:
        with suppress(OSError):
            mark.write_text(f"process {os.getpid()} on {platform.node()}", encoding="utf-8")
        yield
    finally:
        with suppress(OSError):                             # Windows lets it lie
            mark.unlink()
        lock.release()


def parts(stored: bytes) -> tuple[dict[str, Any] | None, str, list[str]]:
    """Return the parts of a file: which sweep it is of, or None where it is of none, what made it, and its lines."""
    try:
        head, made_by, *rows = stored.decode().replace("\r\n", "\n").removesuffix("\n").split("\n")
        about = json.loads(head.removeprefix(MARK)) if head.startswith(MARK) else None
    except ValueError:                                      # no UTF-8, no two lines, no JSON
        return None, "", []
    return about if isinstance(about, dict) else None, made_by, rows


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
