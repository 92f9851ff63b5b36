"""Dialects: how a file of text separates its cells and writes its numbers, found by letting pandas try."""
from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes", r"\s+": "spaces"}
NUMBER = re.compile(r"\s*[-+]?\d*[.,]?\d+([eE][-+]?\d+)?\s*")
GROUPED = re.compile(r"[-+]?[\d.,]*\d")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True)
class Dialect:
    """What `pandas.read_csv` has to be told of a file, and the words about it."""

    options: dict[str, Any]
    notes: tuple[str, ...] = field(default=())


def sniff(text: str) -> Dialect:
    """Return the dialect of the first lines of a file."""
    sep, notes = _separator(text), []
    options: dict[str, Any] = {"sep": sep, "skipinitialspace": True}
    if sep != ",":
        notes.append(f"The cells are separated by {SEPARATORS[sep]}.")
    names = _try(text, **options)
    if names is not None and len(names.columns) and all(NUMBER.fullmatch(str(n)) for n in line(text, options)):
        options["header"] = None
        notes.append("The first line holds numbers, so the columns have no names: they are called column 1, column 2 "
                     "and so on.")
    first, second = line(text, options), line(text, options, 1)
    if len(second) == len(first) + 1 and second[-1] == "":
        options["index_col"] = False                        # a separator ends each line
    options |= _numbers(text, options)
    if options.get("decimal"):
        notes.append("The numbers have decimal commas: 1,5 is read as one and a half.")
    if options.get("thousands") == ",":
        notes.append("The commas in the numbers separate thousands: 1,500 is read as fifteen hundred.")
    return Dialect(options, tuple(notes))


def _try(text: str, **options: Any) -> Any:
    """Return the first rows, None where pandas cannot read them so."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pd.errors.ParserWarning)        # of separators at the lines' ends
            return pd.read_csv(io.StringIO(text), nrows=200, engine="python" if options.get("sep") == r"\s+" else "c",
                               **options)
    except (ValueError, pd.errors.ParserError, OverflowError):
        return None


def _separator(text: str) -> str:
    """Return the separator that gives the first line most names, and all lines as many cells."""
    best, most = ",", 1
    for sep in SEPARATORS:
        frame = _try(text, sep=sep, dtype=str, skipinitialspace=True)
        if frame is None or len(frame.columns) <= most:
            continue
        if sep != r"\s+" or (most == 1 and not frame.isna().any(axis=None)):     # sentences have spaces too
            best, most = sep, len(frame.columns)
    if most == 1:                                           # perhaps some lines are longer: let the error name one
        heads = {sep: len(line(text, {"sep": sep})) for sep in (",", ";", "\t", "|")}
        best = max(heads, key=lambda sep: heads[sep])
    return best


def line(text: str, options: dict[str, Any], number: int = 0) -> list[object]:
    """Return the cells of a line as they stand, [] where there is none."""
    try:
        read = pd.read_csv(io.StringIO(text.lstrip("\r\n")), header=None, skiprows=number, nrows=1, dtype=str,
                           keep_default_na=False, engine="python", sep=options["sep"], skipinitialspace=True)
    except (ValueError, pd.errors.ParserError):
        return []
    return [] if read.empty else list(read.iloc[0])


def _numbers(text: str, options: dict[str, Any]) -> dict[str, str]:
    """Return how commas in numbers are meant: {"decimal": ","}, {"thousands": ","}, or {}."""
    plain = _try(text, **options)
    if plain is None:
        return {}
    words = plain.select_dtypes(exclude=["number", "bool"])
    cells = [str(cell).strip() for name in words for cell in words[name].dropna()]
    commas = [cell for cell in cells if "," in cell and GROUPED.fullmatch(cell)]
    if not commas:
        return {}
    thousands, decimal = {"thousands": ","}, {"decimal": ","}
    if any(re.search(r"\..*,", cell) for cell in commas) and not _fractions(plain):
        decimal = {"decimal": ",", "thousands": "."}        # 1.234,5
    if any(re.search(r",.*\.", cell) or cell.count(",") > 1 for cell in commas):
        choice = thousands
    elif options["sep"] == ",":
        choice = thousands if all(THOUSANDS.fullmatch(cell) for cell in commas) else decimal
    else:
        choice = decimal
    read = _try(text, **options, **choice)
    more = read is not None and read.select_dtypes("number").shape[1] > plain.select_dtypes("number").shape[1]
    return choice if more or any(_mostly(words[name].dropna()) for name in words) else {}


def _mostly(cells: pd.Series) -> bool:
    """Return whether a column of text is of numbers, but for a few words."""
    return bool(cells.astype(str).str.strip().str.fullmatch(GROUPED.pattern).mean() >= 0.5)     # no cells: NaN


def dotted(cells: pd.Series, options: dict[str, Any]) -> pd.Series:
    """Return a column that stayed text, because some cells are words, with its numbers written with points."""
    decimal, thousands = options.get("decimal"), options.get("thousands")
    if not (decimal or thousands) or pd.api.types.is_numeric_dtype(cells.dtype):
        return cells
    texts = cells.where(cells.isna(), cells.astype(str).str.strip())
    numbers = texts.str.fullmatch(GROUPED.pattern, na=False).astype(bool)
    plain = texts[numbers].str.replace(thousands, "", regex=False) if thousands else texts[numbers]
    return texts.mask(numbers, plain.str.replace(",", ".", regex=False))


def _fractions(frame: Any) -> bool:
    """Return whether a column is of numbers with a decimal point."""
    return bool((frame.select_dtypes("number").fillna(0) % 1).ne(0).any(axis=None))
