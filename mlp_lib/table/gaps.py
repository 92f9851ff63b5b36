"""Gaps: columns that are left out, and cells with nothing in them, as they are told and dealt with."""
from __future__ import annotations

import pandas as pd

from mlp_lib.hints import Rows

from .choices import Choices
from .columns import Column
from .errors import listed, short, some

LEAST = 20                                                  # rows that a report needs
MOSTLY = 0.6                                                # a column with a larger share missing is left out


def left_out(columns: dict[str, Column], roles: dict[str, str], choices: Choices, notes: list[str]) -> None:
    """Say why columns are left out that a reader might miss."""
    for kind, why in (("identifier", "each row has a value of its own"), ("text", "nearly every row has words of its "
                      "own"), ("date", "to use a date, make numbers of it, or split by it as the time")):
        found = [n for n, c in columns.items()
                 if roles[n] == "left out" and c.kind == kind and choices.kinds.get(n) != "leave out"]
        if found:
            notes.append(f"Left out: {listed(found)} ({why}).")
    hollow = [n for n, c in columns.items() if roles[n] == "left out" and c.missing > MOSTLY * len(c.cells)
              and c.kind != "empty" and choices.kinds.get(n) != "leave out"]
    if hollow:
        notes.append(f"Left out: {listed(hollow)} (more than {MOSTLY:.0%} of the cells are empty).")


def close(columns: dict[str, Column], inputs: list[str], rows: Rows, choices: Choices, notes: list[str],
          stops: list[str]) -> Rows:
    """Return the rows that take part once empty cells are dealt with as was chosen."""
    lost = len(columns[inputs[0]].cells) - len(rows)
    if lost and not any("left out. The report" in note for note in notes):
        notes.append(f"{some(lost, 'row')} without a target, group or time left out.")
    empty = pd.DataFrame({name: columns[name].cells.iloc[rows].isna() for name in inputs})
    counts = empty.sum()
    hollow = counts[counts > 0].sort_values(ascending=False)
    if hollow.empty:
        return rows
    whole: Rows = rows[~empty.any(axis=1).to_numpy()]
    told = "; ".join(f"`{short(name)}` in {some(int(count), 'row')}" for name, count in hollow.head(4).items())
    told += f"; and {len(hollow) - 4} more columns" if len(hollow) > 4 else ""
    if choices.missing is None:
        stops.append(f"Cells are empty: {told}. Choose missing=\"drop\", which leaves {len(whole):,} of "
                     f"{len(rows):,} rows, or missing=\"fill\", which puts the training rows' median, or a word of "
                     "its own, into them.")
    elif choices.missing == "fill":
        notes.append(f"Empty cells ({told}) are filled: a number with the median of the training rows and a column "
                     "that says so, a category with a word of its own. What was not measured stays unknown all the "
                     "same.")
    elif len(whole) < LEAST:
        stops.append(f"Dropping rows with an empty cell ({told}) leaves {some(len(whole), 'row')}, fewer than {LEAST}. "
                     "Fill them instead, or leave out the columns with the most.")
    else:
        notes.append(f"{some(len(rows) - len(whole), 'row')} with an empty cell left out ({told}): the report is about "
                     "rows that are complete, which may be others than the rest.")
        return whole
    return rows
