"""Looking: which column of a table does what, and what speaks against it, found and shown before anything is fitted."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlp_lib.hints import Rows

from . import signs
from .choices import Choices, choose
from .columns import Column, understand
from .errors import TableError, some
from .gaps import LEAST, MOSTLY, close, left_out
from .goal import goal, side, with_target
from .page import look_html
from .reading import Source, read


@dataclass(frozen=True, eq=False)
class Look:
    """A table as it was understood, ready to be fitted where `stops` is empty.

    source     the table
    columns    name -> Column
    choices    what its owner chose
    roles      name -> "input", "target", "group", "time" or "left out"
    task       "number" or "classes"; "" without a target
    rows       numbers of the rows that take part
    classes    the target's classes, in order; () for a number
    notes      what its owner should know
    stops      what has to be mended or chosen first
    """

    source: Source
    columns: dict[str, Column]
    choices: Choices
    roles: dict[str, str]
    task: str
    rows: Rows
    classes: tuple[str, ...]
    notes: tuple[str, ...]
    stops: tuple[str, ...]

    @property
    def inputs(self) -> list[str]:
        """Return the names of the columns that the target is predicted from."""
        return [name for name, role in self.roles.items() if role == "input"]

    @property
    def gaps(self) -> dict[str, int]:
        """Return input -> cells with nothing in them, among the rows with a target, where there are any."""
        there = with_target(self.columns, self.choices)
        counts = {name: int(self.columns[name].cells[there].isna().sum()) for name in self.inputs}
        return {name: count for name, count in counts.items() if count}

    def _repr_html_(self) -> str:
        return look_html(self)

    def __repr__(self) -> str:
        to_do = f", {some(len(self.stops), 'thing')} to mend or choose first" if self.stops else ""
        return (f"Look({self.source.name}: {self.source.total:,} rows, {len(self.columns):,} columns, "
                f"{len(self.inputs)} inputs{to_do})")


def look(table: Any, target: str | None = None, *, group: str | None = None, time: str | None = None,
         task: str | None = None, missing: str | None = None, kinds: Mapping[str, str] | None = None) -> Look:
    """Return what a table's columns are taken for, and what speaks against it; nothing is fitted.

    table     a path, a DataFrame, the bytes or the text of a file, as for `read`
    target    the column to predict
    group     a column whose equal rows belong together (a person, a mix, a road): they stay on one side of the split
    time      a column of dates or numbers: the latest rows are the test
    task      "number" or "classes", what the target is; found out where left out
    missing   "drop" rows with an empty cell, or "fill" it, with a note; asked for where cells are empty
    kinds     column -> "number", "category" or "leave out", where what was found is not what is meant

    Raises TableError for what is no table, and for choices that the table has not.
    """
    source = read(table)
    choices = choose(source, target, group, time, task, missing, kinds)
    if not source.frame.columns.size:
        raise TableError(f"{source.name} has no columns.")
    return _judged(source, choices)


def _judged(source: Source, choices: Choices) -> Look:
    frame = source.frame
    columns = {name: understand(frame[name], name, choices.kinds.get(name)) for name in frame.columns}
    notes, stops, roles = list(source.notes), [], {}
    for name, column in columns.items():
        roles[name] = _role(name, column, choices, len(frame))
        notes += column.notes
    if not choices.target:
        stops.append("Choose the column to predict.")
        return Look(source, columns, choices, roles, "", np.arange(len(frame)), (), tuple(notes), tuple(stops))
    if len(frame) < LEAST:
        stops.append(f"{source.name} has {some(len(frame), 'row')}. A report needs at least {LEAST}, to learn from "
                     "some and to test on others, and a few hundred to be worth much.")
        return Look(source, columns, choices, roles, "", np.arange(len(frame)), (), tuple(notes), tuple(stops))
    task, classes, rows = goal(columns, choices, notes, stops)
    side(columns, choices, stops)
    if not stops:
        signs.of_leaks(columns, roles, choices.target, task, rows, choices.kinds, notes)
    inputs = [name for name, role in roles.items() if role == "input"]
    stops += [columns[name].fault for name in inputs if columns[name].fault]
    left_out(columns, roles, choices, notes)
    if not inputs:
        why = [note for note in notes if note.startswith(("Left out", "The table's index"))]
        stops.append(" ".join(["No column is left to predict from: all but the target are left out.", *why]))
    elif not stops:
        rows = close(columns, inputs, rows, choices, notes, stops)
        if len(rows) < LEAST and not stops:
            stops.append(f"Only {some(len(rows), 'row')} would take part; a report needs at least {LEAST}.")
    if not stops:
        signs.of_rows(columns, inputs, rows, choices.group, notes)
        if len(rows) < 100:
            notes.append(f"{len(rows)} rows are few: the test has about {len(rows) // 5} of them, and its figure is "
                         "little more than a guess.")
    return Look(source, columns, choices, roles, task, rows, classes, tuple(notes), tuple(stops))


def _role(name: str, column: Column, choices: Choices, rows: int) -> str:
    for role in ("target", "group", "time"):
        if name == getattr(choices, role):
            return role
    if choices.kinds.get(name) == "leave out":
        return "left out"
    if column.kind in ("empty", "constant", "date", "other"):
        return "left out"
    if name in choices.kinds:
        return "input"
    if column.kind in ("identifier", "text") or column.missing > MOSTLY * rows:
        return "left out"
    return "input"
