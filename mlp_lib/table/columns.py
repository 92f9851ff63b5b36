"""Columns: what each column of a table holds, found from its cells, before anything is fitted."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from .errors import listed, short, some

KINDS = {                                                   # name -> what it means for an input
    "number": "scaled to mean 0 and standard deviation 1",
    "yes or no": "one column of 0 and 1",
    "category": "one column of 0 and 1 for each word",
    "date": "left out: make a number of it, such as month or hour, or split by it as the time",
    "identifier": "left out: it names rows, and says nothing of the next one",
    "text": "left out: nearly every row has words of its own",
    "constant": "left out: it is the same in every row",
    "empty": "left out: nothing is in it",
    "numbers and words": "to be mended: most cells are numbers, some are not",
    "other": "left out: its cells are no numbers, words or dates",
}
CHOICES = ("number", "category", "leave out")               # that a reader may make
BLANKS = {"", "?", "-", "--", "–", "—", ".", "*", "n.a.", "n/a", "na", "nan", "null", "none", "missing", "k.a.", "#n/a"}
DATE = re.compile(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[-+]\d{2}:?\d{2})?)?\s*")
ORDERS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y")
NAMED = re.compile(r"(^|[^a-z])(id|nr|no|idx|index|key|uuid|rownames?|row name|row|number|code)$|[a-z]I[dD]$", re.I)
WORDS, LONG = 50, 60                                        # levels that a category may have; signs of a word


@dataclass(frozen=True, eq=False)
class Column:
    """One column as it was understood.

    name       as in the table
    kind       a key of KINDS
    cells      its values, made ready: float with NaN, text with None, or dates; one per row
    missing    cells with nothing in them
    distinct   different values
    says       what is in it, in a few words
    notes      what its owner should know, a sentence each
    fault      what has to be mended before it can be used, "" where nothing has
    """

    name: str
    kind: str
    cells: pd.Series
    missing: int
    distinct: int
    says: str
    notes: tuple[str, ...] = ()
    fault: str = ""


def understand(cells: pd.Series, name: str, choice: str | None = None) -> Column:
    """Return a column of a table as it is understood, or as its owner chose: one of CHOICES."""
    found = _numeric(cells, name) if _is_numeric(cells) else _worded(cells, name)
    if choice == "number" and found.kind != "number":
        found = _as_number(found, cells)
    elif choice == "category" and found.kind not in ("category", "yes or no", "empty"):
        found = _words(_texts(cells), name)
        found = found if found.kind in ("empty", "yes or no") else replace(found, kind="category")
    return found


def _is_numeric(cells: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(cells.dtype) and not pd.api.types.is_bool_dtype(cells.dtype)


def _numeric(cells: pd.Series, name: str) -> Column:
    """Return a column of a numeric type: number, identifier, constant or empty."""
    if cells.dtype.kind == "c":
        return _plain(name, "other", cells, says="complex numbers")
    values = cells.astype(object).where(cells.notna(), np.nan).astype(float) if cells.dtype.kind != "f" else cells
    values = pd.Series(np.array(values, float), index=cells.index)          # a copy: infinity becomes missing in it
    infinite = np.isinf(values)
    notes: tuple[str, ...] = ()
    if infinite.any():
        notes = (f"Column `{short(name)}` is infinite in {_where(infinite)}: counted as missing.",)
        values[infinite] = np.nan
    return _of_numbers(values, name, notes)


def _of_numbers(values: pd.Series, name: str, notes: tuple[str, ...] = ()) -> Column:
    """Return what a column of floats is."""
    there = values.dropna().to_numpy()
    if not there.size:
        return _plain(name, "empty", values, notes=notes)
    different = np.unique(there)
    said = f"{_figure(different[0])} to {_figure(different[-1])}"
    whole = bool((there == np.floor(there)).all()) and abs(different).max() < 2**53
    if different.size == 1:
        kind, said = "constant", f"always {_figure(different[0])}"
    elif different.size == there.size >= 20 and whole and (
            NAMED.search(name) or (different[0] in (0, 1) and np.array_equal(there, different)
                                   and different[-1] - different[0] == different.size - 1)):
        kind = "identifier"
    else:
        kind = "number"
        said += f", median {_figure(np.median(there))}"
    return _plain(name, kind, values, different.size, said, notes)


def _worded(cells: pd.Series, name: str) -> Column:
    """Return a column of any type that is not numeric."""
    if pd.api.types.is_bool_dtype(cells.dtype):
        return _words(_texts(cells), name)
    if cells.dtype.kind == "M" or isinstance(cells.dtype, pd.DatetimeTZDtype):
        return _dates(cells, name)
    if isinstance(cells.dtype, pd.PeriodDtype):
        return _dates(cells.dt.to_timestamp(), name)
    if cells.dtype.kind == "m":
        return _plain(name, "other", cells, says="lengths of time",
                      notes=(f"Column `{short(name)}` has lengths of time: make numbers of them, such as hours, by "
                             ".dt.total_seconds() / 3600.",))
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return _words(_texts(cells), name)
    strange = [type(v).__name__ for v in cells.dropna().head(1000) if isinstance(v, list | dict | set | tuple | bytes)]
    if strange:
        return _plain(name, "other", cells, says=f"cells that are of the type {strange[0]}")
    return _of_texts(_texts(cells), name)


def _of_texts(texts: pd.Series, name: str) -> Column:
    """Return what a column of texts is: perhaps numbers or dates, written as words."""
    there = texts.dropna()
    if there.empty:
        return _plain(name, "empty", texts)
    numbers = pd.to_numeric(there, errors="coerce")
    blank = there.str.lower().isin(BLANKS) & numbers.isna()
    read = numbers.notna().sum()
    if read and read + blank.sum() == len(there):
        notes = () if not blank.any() else (
            f"Column `{short(name)}` has {listed(sorted(set(there[blank])))} in {_where(blank)}: counted as missing.",)
        return _of_numbers(numbers.reindex(texts.index).replace([np.inf, -np.inf], np.nan), name, notes)
    if read >= len(there) / 2 and read >= 3:
        bad = there.index[numbers.isna() & ~blank]
        more = f", and so have {some(len(bad) - 1, 'other row')}" if len(bad) > 1 else ""
        unit = there[bad].str.fullmatch(r"[-+]?[\d.,]+\s*[^\d\s]{1,5}").all()
        mend = "Write the unit into its name only" if unit else "Mend it"
        return _plain(name, "numbers and words", texts, int(there.nunique()), f"{read:,} numbers, {len(bad):,} words",
                      fault=f"Column `{short(name)}` has text in row {bad[0] + 1}: `{short(there[bad[0]])}`{more}; "
                            f"all else in it is numbers. {mend}, or choose: number (such cells count as missing), "
                            "category, or leave out.")
    if DATE.fullmatch(str(there.iloc[0])):
        for order in _orders(there):
            when = pd.to_datetime(there, format=order, errors="coerce", utc=order == "ISO8601")
            if when.notna().all():
                ambiguous = order.startswith("%d/") and pd.to_datetime(
                    there, format=order.replace("%d/%m", "%m/%d"), errors="coerce").notna().all()
                when = when.dt.tz_localize(None) if order == "ISO8601" else when
                return _dates(when.reindex(texts.index), name, (
                    f"The dates of column `{short(name)}` are read as day/month: {short(there.iloc[0])}.",) if ambiguous
                    else ())
    return _words(texts, name)


def _orders(there: pd.Series) -> tuple[str, ...]:
    """Return the ways in which dates like these may be written."""
    clock = re.search(r"[ T]\d{1,2}(:\d{2})+", str(there.iloc[0]))
    tail = "" if not clock else (" %H:%M:%S" if clock[0].count(":") == 2 else " %H:%M")
    return ("ISO8601", *(order + tail for order in ORDERS))


def _dates(when: pd.Series, name: str, notes: tuple[str, ...] = ()) -> Column:
    there = when.dropna()
    if there.empty:
        return _plain(name, "empty", when)
    return _plain(name, "date", when, int(there.nunique()), f"{there.min():%Y-%m-%d} to {there.max():%Y-%m-%d}", notes)


def _words(texts: pd.Series, name: str) -> Column:
    """Return a column of words: yes or no, category, identifier, text, constant or empty."""
    there = texts.dropna()
    counts = there.value_counts()
    formulas = there.str.startswith(("=", "@")).sum()
    notes = () if not formulas else (f"Column `{short(name)}` has {some(int(formulas), 'cell')} with a formula: it is "
                                     "taken as words, nothing is computed.",)
    if counts.empty:
        return _plain(name, "empty", texts, notes=notes)
    said = listed(counts.index[:3], 3) + (f" and {len(counts) - 3:,} more" if len(counts) > 3 else "")
    if len(counts) == 1:
        kind = "constant"
    elif len(counts) == 2:
        kind = "yes or no"
    elif len(counts) == len(there) >= 20:
        kind = "identifier"
    elif (len(counts) > WORDS and len(counts) > len(there) / 5) or len(counts) > 0.8 * len(there) or (
            there.str.len().median() > LONG):
        kind = "text"
    else:
        kind = "category"
    return _plain(name, kind, texts, len(counts), said, notes)


def _texts(cells: pd.Series) -> pd.Series:
    """Return cells as texts without blanks around them, None where nothing is in them."""
    there = cells.notna().to_numpy()
    values = [str(v).strip() if ok else None for v, ok in zip(cells.astype(object), there, strict=True)]
    return pd.Series([v or None for v in values], index=cells.index, dtype=object)


def _as_number(found: Column, cells: pd.Series) -> Column:
    """Return a column as its owner wants it, a number: words in it count as missing."""
    if found.kind == "date":
        return found
    if found.kind in ("identifier", "constant") and found.cells.dtype.kind == "f":
        return replace(found, kind="number")
    texts = _texts(cells)
    numbers = pd.to_numeric(texts, errors="coerce").astype(float)
    lost = texts.notna() & numbers.isna()
    if numbers.notna().sum() == 0:
        if texts.isna().all():
            return found
        return replace(found, fault=f"Column `{short(found.name)}` was chosen to be a number, but no cell of it is "
                                    f"one: row {texts.first_valid_index() + 1} has `{short(texts.dropna().iloc[0])}`.")
    notes = (f"Column `{short(found.name)}`: the words in {_where(lost)} count as missing, as you chose.",
             ) if lost.any() else ()
    column = _of_numbers(numbers, found.name, notes)
    return replace(column, kind="number") if column.kind == "identifier" else column


def _plain(name: str, kind: str, cells: pd.Series, distinct: int = 0, says: str = "", notes: tuple[str, ...] = (),
           fault: str = "") -> Column:
    return Column(name, kind, cells, int(cells.isna().sum()), int(distinct), says, notes, fault)


def _where(marks: pd.Series) -> str:
    """Return the rows that are marked, counted from 1: "row 14", "rows 3, 8 and 2 more"."""
    rows = [f"{i + 1:,}" for i in marks.index[marks.to_numpy(bool)]]
    if len(rows) == 1:
        return f"row {rows[0]}"
    more = f" and {len(rows) - 3:,} more" if len(rows) > 3 else ""
    return f"rows {', '.join(rows[:3])}{more}"


def _figure(value: Any) -> str:
    """Return a number of a table as one reads it."""
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 and (abs(value) >= 1e4) else f"{value:.6g}"
