"""The exercises of the book: `show` one, `check` an answer; `ALL` maps every id to its record.

A chapter's `exercises` hold `EXERCISES = (Exercise(...), ...)`; that is all it takes to be found.
"""
from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from mlp_lib.checks import lookup, records
from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip, Verdict, compare

from . import rooms

__all__ = ["ALL", "Case", "Exercise", "Mistake", "Reason", "Slip", "Verdict", "check", "compare", "show"]


def _collect() -> Iterator[Exercise]:
    for chapter, module in rooms("exercises"):
        for exercise in records(getattr(module, "EXERCISES", ()), Exercise, f"{module.__name__}.EXERCISES"):
            yield dataclasses.replace(exercise, chapter=chapter)


def _index(exercises: Iterable[Exercise]) -> dict[str, Exercise]:
    """Return id -> exercise; an id used twice is a ValueError."""
    table: dict[str, Exercise] = {}
    for exercise in exercises:
        if exercise.id in table:
            raise ValueError(f"two exercises are called {exercise.id!r}: in the chapters "
                             f"{table[exercise.id].chapter} and {exercise.chapter}")
        table[exercise.id] = exercise
    return table


ALL = _index(_collect())


def show(id: str) -> Exercise:
    """Return the exercise, which displays itself; an unknown id is a ValueError with the nearest one."""
    return lookup(ALL, id, "exercise")


def check(id: str, answer: object) -> Verdict:
    """Return the verdict on `answer`; nothing in the answer raises, an unknown id does."""
    return show(id).check(answer)
