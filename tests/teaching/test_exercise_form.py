"""Tests of the boxes into which the page takes an answer: what they look like, and what is read from them."""
import numpy as np
import pytest

from mlp_lib.course.exercises import ALL, Case, Exercise
from mlp_lib.teaching.exercise import Form
from mlp_lib.teaching.exercise.form import Unreadable, layout, read


def record(solution, **changes):
    facts = {"id": "boxes", "title": "T", "prompt": "P", "kind": "number", "level": "core", "minutes": 1,
             "hints": ("first", "second"), "solution": solution, "why": "Because."}
    return Exercise(**facts | changes)


TABLE = record(np.array([[1, 2], [3, 4]]), form=Form(("a", "b"), ("rows", "columns")))
WORDS = record((("x", "y"), ("y", "x")), form=Form(("a", "b"), ("first", "second"), (("x", "y"), ("x", "y", "z"))))


def test_the_layout_follows_from_the_solution_and_the_names_of_its_parts():
    assert layout(record(2.5)) == {"kind": "table", "rows": ("Your answer",), "columns": (), "choices": ()}
    assert layout(record(np.arange(3.0))) == layout(record((1, 2, 3))) == {"kind": "list"}
    assert layout(record("word"))["kind"] == "word"
    assert layout(record(abs, cases=(Case((1,), 1),))) == {"kind": "code"}
    assert layout(TABLE)["columns"] == ("rows", "columns") and layout(WORDS)["choices"][1] == ("x", "y", "z")


@pytest.mark.parametrize(("exercise", "texts", "value"), [
    (record(2.5), ["2,5"], 2.5), (record(2.5), [" −1/4 "], -0.25), (record(2.5), ["7"], 7), (record(2.5), [" "], ...),
    (record(2.5), ["3.6e7"], 3.6e7),
    (record((1, 2, 3)), ["[1, -2, 3.5]"], [1, -2, 3.5]), (record((1, 2)), ["1,5; 2"], [1.5, 2]),
    (record((1, 2)), ["1 2 3"], [1, 2, 3]), (record("word"), [" Word "], "Word"),
    (TABLE, ["1", "2", "3", "4"], ((1, 2), (3, 4))), (TABLE, ["", "", "", ""], ...),
    (WORDS, ["x", "z", "y", "x"], (("x", "z"), ("y", "x"))),
], ids=str)
def test_what_the_boxes_hold_is_read_as_a_cell_would_hand_it_in(exercise, texts, value):
    got = read(exercise, texts)
    assert got == value and type(got) is type(value)
    if isinstance(value, int | float):
        assert isinstance(got, int) == float(value).is_integer() or texts == ["3.6e7"]


@pytest.mark.parametrize(("exercise", "texts", "box", "says"), [
    (record(2.5), ["many"], 0, "cannot be read as a number"), (record(2.5), ["1/0"], 0, "divides by zero"),
    (TABLE, ["1", "", "3", "4"], 1, "still empty"), (TABLE, ["1", "2", "3", "x" * 99], 3, "too long"),
    (WORDS, ["x", "y", "", "x"], 2, "Choose a word here too"), (WORDS, ["z", "y", "x", "x"], 0, "none of the words"),
    (record((1, 2)), ["1, two"], 0, "cannot be read"),
])
def test_a_box_that_cannot_be_read_is_named(exercise, texts, box, says):
    with pytest.raises(Unreadable, match=says) as unread:
        read(exercise, texts)
    assert unread.value.box == box


def test_a_form_that_does_not_fit_its_solution_is_refused():
    with pytest.raises(ValueError, match="'boxes' has 3 boxes, its solution 2 parts"):
        record((1, 2), form=Form(("a", "b", "c")))
    with pytest.raises(ValueError, match="needs choices for each"):
        Form(("a",), ("first", "second"), (("x",),))


@pytest.mark.parametrize("exercise", [e for e in ALL.values() if not callable(e.solution)], ids=lambda e: e.id)
def test_every_solution_can_be_typed(exercise):
    def typed(value):
        several = isinstance(value, tuple) or np.ndim(value)
        return [text for part in value for text in typed(part)] if several else [str(value)]
    texts = typed(exercise.solution)
    texts = [", ".join(texts)] if layout(exercise)["kind"] == "list" else texts
    assert exercise.check(read(exercise, texts)).passed is True
