"""A form: the boxes into which an answer that is no code is typed on the page, and how they are read."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import answers

if TYPE_CHECKING:
    from .engine import Exercise

ONE = "Your answer"


class Unreadable(ValueError):
    """What is wrong with the text in box number `box`, in words."""

    def __init__(self, box: int, text: str) -> None:
        super().__init__(text)
        self.box = box


@dataclass(frozen=True)
class Form:
    """A row for each part of an answer, a column for each number or word of a part; all of it short plain text.

    `choices` has, for each column, the words to choose from; without them the boxes take numbers.
    An array or tuple without rows is typed into one box as a list, whose length is part of the answer.
    """

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if self.choices and len(self.choices) != max(len(self.columns), 1):
            raise ValueError(f"a form with the columns {self.columns} needs choices for each, got {self.choices!r}")


def layout(exercise: Exercise) -> dict[str, Any]:
    """Return what the page draws: `kind` "code", "word", "list" or "table", and a table's rows, columns, choices."""
    form, solution = exercise.form, exercise.solution
    if callable(solution):
        return {"kind": "code"}
    if isinstance(solution, str) and not form.choices:
        return {"kind": "word"}
    if size(solution) > 1 and not form.rows:
        return {"kind": "list"}
    boxes = max(len(form.rows), 1) * max(len(form.columns), 1)
    if boxes != size(solution):
        raise ValueError(f"the form of exercise {exercise.id!r} has {boxes} boxes, its solution {size(solution)} parts")
    return {"kind": "table", "rows": form.rows or (ONE,), "columns": form.columns, "choices": form.choices}


def size(value: Any) -> int:
    """Return how many numbers or words a value has, of parts of any shape."""
    return sum(map(size, value)) if isinstance(value, tuple) else int(np.size(value))


def read(exercise: Exercise, texts: Sequence[str]) -> Any:
    """Return the answer that the boxes hold, as a cell would hand it in; `...` where they are all empty.

    Raises Unreadable for a box that holds no number, no such word, or nothing where others hold something.
    """
    drawn, texts = layout(exercise), [str(text).strip() for text in texts]
    if not any(texts):
        return ...
    if drawn["kind"] == "word":
        return texts[0]
    if drawn["kind"] == "list":
        inner = texts[0].strip("[]() ")
        parts = inner.split(";") if ";" in inner else inner.split(",") if "," in inner else inner.split()
        return [_number(0, part) for part in parts if part.strip()]
    wide, choices = max(len(drawn["columns"]), 1), drawn["choices"]
    values = [_word(i, text, choices[i % wide]) if choices else _number(i, text) for i, text in enumerate(texts)]
    if len(values) == 1:
        return values[0]
    return tuple(tuple(values[i:i + wide]) for i in range(0, len(values), wide)) if wide > 1 else tuple(values)


def _word(box: int, text: str, words: Sequence[str]) -> str:
    if text in words:
        return text
    raise Unreadable(box, f"{text:.40} is none of the words to choose from." if text else "Choose a word here too.")


def _number(box: int, text: str) -> float:
    """Return a number as Python would read it: a whole one stays whole."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        answer = answers.read(text, 1e300)
    except ValueError as error:
        raise Unreadable(box, str(error)) from None
    if answer is None:
        raise Unreadable(box, "This box is still empty.")
    return answer.value
