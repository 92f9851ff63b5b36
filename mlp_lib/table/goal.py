"""The goal: what the target is, a number or classes, which rows have it, and whether the split can be made."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlp_lib.hints import Rows

from .choices import Choices
from .columns import Column
from .errors import listed, short, some

FEW = 6                                                     # so many whole numbers as targets are taken for classes
MANY = 20                                                   # up to so many they might be
RARE, CLASSES = 5, 50                                       # rows that a class needs; classes that a report shows
PARTS = 5                                                   # groups or times that a split needs


def goal(columns: dict[str, Column], choices: Choices, notes: list[str], stops: list[str],
         ) -> tuple[str, tuple[str, ...], Rows]:
    """Return the task, the classes and the rows whose target is there."""
    assert choices.target is not None
    target = columns[choices.target]
    name, rows = f"`{short(target.name)}`", np.flatnonzero(with_target(columns, choices))
    if target.kind in ("empty", "constant"):
        stops.append(f"The target {name} is {target.says or 'empty'}: there is nothing to predict.")
        return "", (), rows
    if target.kind in ("date", "other") or target.fault:
        stops.append(target.fault or f"The target {name} holds {target.says}: wanted a number or a category. "
                                     "Make a number of it first, such as days since the start.")
        return "", (), rows
    numeric = target.cells.dtype.kind == "f"
    if target.kind in ("identifier", "text") and not numeric:
        stops.append(f"The target {name} has words of its own in nearly every row ({target.says}): nothing of one row "
                     "helps with the next. Is it a name or an identifier?")
        return "", (), rows
    task = choices.task
    if task is None:
        whole = numeric and bool((target.cells.dropna() % 1 == 0).all())
        task = "classes" if not numeric or target.distinct == 2 or (whole and target.distinct <= FEW) else "number"
        if numeric and task == "classes":
            notes.append(f"The target {name} has {target.distinct} different numbers, which are taken for classes. If "
                         "they are amounts, say that the task is a number.")
        elif whole and target.distinct <= MANY:
            notes.append(f"The target {name} has {target.distinct} different whole numbers, which are taken for "
                         "amounts. If they only name classes, say that the task is classes.")
    if task == "number" and not numeric:
        stops.append(f"The target {name} holds words ({target.says}), so it cannot be predicted as a number.")
    if task == "number":
        return task, (), rows
    return task, *_classes(target, rows, notes, stops)


def _classes(target: Column, rows: Rows, notes: list[str], stops: list[str]) -> tuple[tuple[str, ...], Rows]:
    """Return the classes of a target that have rows enough, and these rows."""
    cells, name = target.cells.iloc[rows], f"`{short(target.name)}`"
    counts = cells.value_counts().sort_index()
    if len(counts) > CLASSES or len(counts) > len(rows) / RARE:
        stops.append(f"The target {name} has {len(counts):,} classes in {len(rows):,} rows, more than the rows bear: a "
                     f"class needs at least {RARE} rows, and a report shows at most {CLASSES} classes. Merge some of "
                     "them, or predict it as a number.")
        return (), rows
    rare = counts[counts < RARE]
    if len(rare):
        notes.append(f"{some(len(rare), 'class', 'classes')} of {name} with fewer than {RARE} rows "
                     f"({listed([label(v) for v in rare.index])}) cannot be learned: {some(int(rare.sum()), 'row')} "
                     "left out. The report says nothing of them.")
        rows = rows[~cells.isin(rare.index).to_numpy()]
    kept = counts[counts >= RARE]
    if len(kept) < 2:
        stops.append(f"The target {name} has only one class with at least {RARE} rows "
                     f"({listed([label(v) for v in kept.index])}): there is nothing to tell apart.")
    return tuple(label(v) for v in kept.index), rows


def label(value: Any) -> str:
    """Return a class's name."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def with_target(columns: dict[str, Column], choices: Choices) -> NDArray[np.bool_]:
    """Return which rows have a target, a group and a time, as far as these were chosen."""
    chosen = [columns[name].cells.notna().to_numpy() for name in (choices.target, choices.group, choices.time) if name]
    there: NDArray[np.bool_] = np.logical_and.reduce(chosen)
    return there


def side(columns: dict[str, Column], choices: Choices, stops: list[str]) -> None:
    """Check the columns that the split goes by."""
    if choices.group and choices.time:
        stops.append("Choose a group or a time to split by, not both: the one that is new when the net is used.")
    if choices.group and columns[choices.group].distinct < PARTS:
        stops.append(f"The group `{short(choices.group)}` has {some(columns[choices.group].distinct, 'value')}: at "
                     f"least {PARTS} are needed, some to learn from and others to test on.")
    if choices.time:
        column = columns[choices.time]
        if column.kind != "date" and column.cells.dtype.kind != "f":
            stops.append(column.fault or f"The time `{short(choices.time)}` holds {column.says}, neither dates nor "
                                         "numbers: write dates as 2024-12-31.")
        elif column.distinct < PARTS:
            stops.append(f"The time `{short(choices.time)}` has {some(column.distinct, 'value')}: at least "
                         f"{PARTS} are needed.")
