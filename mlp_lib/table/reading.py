"""Reading: a path, a DataFrame, uploaded bytes or pasted text becomes one DataFrame, with notes on how it was read.

pandas reads.  Nothing of a file is run: formulas are text, pickles and web addresses are refused.  A large file is read
in pieces, and a fair sample of its rows is kept.
"""
from __future__ import annotations

import difflib
import io
import os
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from . import dialect, formats
from .errors import TableError, listed, short, some

HEAD = 200_000                                              # bytes by which a file's dialect is judged
AT_ONCE = 60_000_000                                        # bytes of a file that is read in one go
MOST_ROWS, MOST_CELLS = 10_000, 2_000_000                   # that a report is made of


@dataclass(frozen=True, eq=False)
class Source:
    """A table as it was read.

    frame   the rows that are used, in the order of the file, numbered from 0
    name    what it is called in the report
    total   rows that the table has; more than the frame where it was sampled
    notes   what was done in reading, a sentence each
    """

    frame: pd.DataFrame
    name: str
    total: int
    notes: tuple[str, ...] = ()


def read(table: Any, name: str | None = None) -> Source:
    """Return a table as a `Source`, from a path, a DataFrame, the bytes of a file, or a text of several lines.

    CSV and its relatives: separators, encoding, decimal commas and missing names are found out, and said.  Excel where
    the package openpyxl is installed: the first sheet.  More rows than MOST_ROWS are sampled, the same in every run.
    What is handed in stays as it is.  Raises TableError for what is no table, in words.
    """
    if isinstance(table, Source):
        return table
    if isinstance(table, pd.DataFrame):
        return _finished(table.copy(deep=False), name or "your table", len(table), [])
    if isinstance(table, bytes | bytearray | memoryview):
        content = bytes(table)
        return _file(lambda: io.BytesIO(content), len(content), name or "your table")
    if isinstance(table, str) and "\n" in table:
        content = table.encode("utf-8", errors="replace")
        return _file(lambda: io.BytesIO(content), len(content), name or "the pasted text")
    if isinstance(table, str | os.PathLike):
        path = _path(table)
        return _file(lambda: path.open("rb"), path.stat().st_size, name or path.name)
    way = {"Series": "its .to_frame()", "ndarray": "pd.DataFrame(array, columns=[...])"}.get(type(table).__name__)
    if hasattr(table, "to_pandas"):
        way = "its .to_pandas()"
    raise TableError(f"A table is a path, a DataFrame of pandas, or the text of a file; this is a "
                     f"{type(table).__name__}. Hand in {way or 'pd.DataFrame(...)'}.")


def _path(given: str | os.PathLike[str]) -> Path:
    """Return the path of a file that is there."""
    if re.match(r"\s*\w+://", str(given)):
        raise TableError(f"{short(given, 80)} is a web address: download the table first, then hand in the file.")
    path = Path(given).expanduser()
    try:
        if path.is_dir():
            tables = sorted(p.name for p in path.iterdir() if p.suffix.lower() in (".csv", ".tsv", ".txt", ".xlsx"))
            raise TableError(f"{short(path.name)} is a folder. Name a file in it"
                             f"{', such as ' + listed(tables, 3) if tables else ''}.")
        if path.is_file():
            return path
        near = difflib.get_close_matches(path.name, os.listdir(path.parent) if path.parent.is_dir() else [], 1)
    except TableError:
        raise
    except (OSError, ValueError) as error:                  # of a name that no path can have, for instance
        why = short(getattr(error, "strerror", error), 80)
        raise TableError(f"{short(given, 80)} cannot be read: {why}.") from None
    raise TableError(f"There is no file {short(given, 80)} here{', but ' + listed(near) if near else ''}. "
                     "The path counts from the folder that Python runs in.")


def _file(start: Callable[[], BinaryIO], size: int, name: str) -> Source:
    """Return the table of a file, which `start` opens for reading."""
    with start() as file:
        head = file.read(HEAD)
    if not head.strip():
        raise TableError(f"{short(name)} is empty: {some(size, 'byte')}.")
    formats.refuse(head, name)
    if formats.zipped(head):
        with start() as file:
            formats.refuse_other(file, name)
        return _excel(start, name)
    whole = len(head) == size
    encoding = formats.text_of(head, name, whole)
    text = head.decode(encoding, errors="replace")
    manner = dialect.sniff(text if whole else text[:text.rfind("\n") + 1])
    notes = list(manner.notes)
    if encoding in ("cp1252", "latin-1"):
        notes.insert(0, "The file is not in UTF-8; its letters are read as those of Western Windows. If accents look "
                        "wrong, save it as \"CSV UTF-8\".")
    options = manner.options | {"encoding": encoding, "encoding_errors": "replace"}
    try:
        with start() as file, warnings.catch_warnings():
            warnings.simplefilter("ignore", pd.errors.ParserWarning)        # of separators at the lines' ends
            if size <= AT_ONCE:
                frame = pd.read_csv(file, **_engine(options))
                total = len(frame)
            else:
                frame, total = _sample(pd.read_csv(file, chunksize=100_000, **_engine(options)))
    except pd.errors.EmptyDataError:
        raise TableError(f"{short(name)} has no columns: nothing is in it but empty lines.") from None
    except (pd.errors.ParserError, ValueError, OverflowError, MemoryError) as error:
        raise TableError(_unread(error, name)) from None
    if options.get("decimal") or options.get("thousands"):
        frame = frame.apply(dialect.dotted, options=options)
    if options.get("header", 0) is None:
        frame.columns = [f"column {k}" for k in range(1, len(frame.columns) + 1)]
    else:
        notes += _twice(dialect.line(text, options))
    named, filled = (len(dialect.line(text, options, number)) for number in (0, 1))
    if filled > named + 1:
        raise TableError(f"The first line of {short(name)} has {some(named, 'cell')}, the line below it "
                         f"has {filled}. Is there a title above the table, or are commas both in "
                         "the numbers and between them?")
    if filled == named + 1 and "index_col" not in options:
        notes.append("The lines have one cell more than there are names: the first is taken as the row's name.")
        frame = frame.reset_index(names="row name")
    return _finished(frame, name, total, notes)


def _engine(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the reader that knows them; the fast one looks at a column as a whole."""
    return options | ({"engine": "python"} if options["sep"] == r"\s+" else {"engine": "c", "low_memory": False})


def _excel(start: Callable[[], BinaryIO], name: str) -> Source:
    """Return the first sheet of an Excel file, its values and not its formulas."""
    try:
        import openpyxl  # noqa: F401  not everywhere: Excel is the one format that needs it
    except ImportError:
        raise TableError(f"{short(name)} is an Excel file, and openpyxl, which reads them, is not here. Save the sheet "
                         "as CSV (\"CSV UTF-8\" in Excel's list); or, on your own machine: pip install openpyxl."
                         ) from None
    try:
        with start() as file, pd.ExcelFile(file, engine="openpyxl") as book:
            sheets = book.sheet_names
            frame = book.parse(sheets[0])
    except Exception as error:                              # of a broken file it raises whatever it stumbles over
        raise TableError(f"{short(name)} cannot be read as an Excel file ({type(error).__name__}). Save the sheet as "
                         "CSV.") from None
    more = f" The other sheets, {listed(sheets[1:])}, are not read." if len(sheets) > 1 else ""
    return _finished(frame, name, len(frame), [f"Read: the sheet {listed(sheets[:1])} of the Excel file.{more}"])


def _sample(pieces: Iterable[pd.DataFrame]) -> tuple[pd.DataFrame, int]:
    """Return MOST_ROWS rows of a file read piece by piece, each row as likely as any other, and how many it has."""
    rng, total = np.random.default_rng(0), 0
    kept: pd.DataFrame | None = None
    keys = np.empty(0)
    for piece in pieces:
        total += len(piece)
        keys = np.concatenate([keys, rng.random(len(piece))])
        kept = piece if kept is None else pd.concat([kept, piece])
        if len(kept) > most(kept):
            chosen = np.sort(np.argpartition(keys, most(kept))[:most(kept)])
            kept, keys = kept.iloc[chosen], keys[chosen]
    return (pd.DataFrame() if kept is None else kept), total


def most(frame: pd.DataFrame) -> int:
    """Return how many rows of a table with so many columns a report is made of."""
    return min(MOST_ROWS, max(MOST_CELLS // max(len(frame.columns), 1), 200))


def _unread(error: Exception, name: str) -> str:
    """Return in words why pandas could not read a file."""
    told = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error))
    if told:
        return (f"Line {told[2]} of {short(name)} has {told[3]} cells, the lines before it have {told[1]}. Is there a "
                "separator too many, or a title above the table?")
    if "EOF inside string" in str(error):
        return f"{short(name)} has a quotation mark that is opened and never closed."
    if isinstance(error, MemoryError):
        return f"{short(name)} is too large for the memory that Python has here. Keep fewer rows or columns."
    return f"{short(name)} cannot be read as a table: {short(error, 120)}."


def _twice(names: list[object]) -> list[str]:
    """Return a note on names that stand over several columns: pandas numbers them."""
    texts = [str(name).strip() for name in names]
    doubles = sorted({text for text in texts if text and texts.count(text) > 1})
    return [f"Several columns are called {listed(doubles)}: the later ones have a number after the name here."
            ] if doubles else []


def _finished(frame: pd.DataFrame, name: str, total: int, notes: list[str]) -> Source:
    """Return a Source of a DataFrame of our own: its columns named by different texts, its rows numbered from 0."""
    chosen = frame.index.nlevels == 1 and frame.index.name is None and frame.index.dtype.kind in "iu"
    if not isinstance(frame.index, pd.RangeIndex) and not chosen:       # more than row numbers
        told = listed([n if n is not None else "no name" for n in frame.index.names])
        notes.append(f"The table's index ({told}) is no column and is not used. To use it: table.reset_index().")
    if len(frame) > most(frame):
        rows = np.sort(np.random.default_rng(0).choice(len(frame), most(frame), replace=False))
        frame = frame.iloc[rows]
    if len(frame) < total:
        notes.append(f"The table has {total:,} rows. The report is made of {len(frame):,} of them, drawn at random, "
                     "the same in every run: more would take longer than they teach.")
    frame = frame.reset_index(drop=True)
    frame.columns, said = names(frame.columns)
    return Source(frame, name, total, (*notes, *said))


def names(columns: Iterable[object]) -> tuple[list[str], list[str]]:
    """Return the columns' names as different texts, and notes on those that had to be changed."""
    found: list[str] = []
    unnamed, doubled = [], []
    for k, column in enumerate(columns, start=1):
        parts = [str(part).strip() for part in (column if isinstance(column, tuple) else (column,))]
        name = " ".join(" / ".join(filter(None, parts)).split())
        if not name or re.fullmatch(r"Unnamed: \d+(_level_\d+)?", name) or name in ("nan", "None", "NaT"):
            name = f"column {k}"
            unnamed.append(name)
        if name in found:
            doubled.append(name)
            name = next(f"{name} ({i})" for i in range(2, len(found) + 3) if f"{name} ({i})" not in found)
        found.append(name)
    notes = []
    if unnamed:
        notes.append(f"{some(len(unnamed), 'column')} had no name: {listed(unnamed)}, by their places.")
    if doubled:
        notes.append(f"Several columns are called {listed(sorted(set(doubled)))}: the later ones have a number after "
                     "the name here.")
    return found, notes
