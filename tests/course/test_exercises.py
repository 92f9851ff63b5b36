"""Tests of the exercises: every record is sound, every verdict tells the right thing, nothing is ever raised."""
import html
import inspect
import re
from pathlib import Path

import numpy as np
import pytest
from chapter import Page

import mlp_lib
from mlp_lib import exercises
from mlp_lib.course.exercises import ALL
from mlp_lib.teaching.exercise.form import layout

RECORDS = pytest.mark.parametrize("exercise", ALL.values(), ids=ALL)


# every exercise of the book

@RECORDS
def test_solution_is_correct(exercise):
    verdict = exercise.check(exercise.solution)
    assert verdict.passed is True, verdict
    assert verdict.outcome == "correct" and repr(verdict).startswith("Correct.")


@RECORDS
def test_stubs_are_not_attempted(exercise):
    stubs = [None, ...]
    if callable(exercise.solution):
        stubs += [lambda *args: ..., lambda *args: None]
    if exercise.given is not ...:
        stubs.append(exercise.given)
    for stub in stubs:
        verdict = exercise.check(stub)
        assert verdict.passed is None and verdict.outcome == "not attempted", verdict


@RECORDS
def test_each_mistake_gets_its_message(exercise):
    assert len(exercise.mistakes) >= 3, "plant at least three, counted over slips and planted"
    for mistake in exercise.mistakes:
        verdict = exercise.check(mistake.answer)
        assert verdict.passed is False, mistake
        assert mistake.says in verdict.message, (mistake, verdict)
        assert len(mistake.says) >= 5, f"{mistake} takes too few words from its verdict: {verdict}"


@RECORDS
def test_a_slip_gets_its_hint_or_none_where_its_words_suffice(exercise):
    for slip in exercise.slips:
        message = exercise.check(slip.answer).message
        if slip.hint is None:
            assert message == slip.says
        else:
            assert message == f"{slip.says} Hint {slip.hint}: {exercise.hints[slip.hint - 1]}"


@RECORDS
def test_a_pair_for_a_number_is_read_and_told(exercise):
    """Who is asked for c, of an interval from -c to c, may hand in both ends."""
    right = exercise.solution
    if isinstance(right, tuple) and all(np.ndim(part) == 0 for part in right):
        for i, part in enumerate(right):
            verdict = exercise.check((*right[:i], (part, part), *right[i + 1:]))
            assert verdict.passed is False and "cannot read" not in verdict.message, verdict


@RECORDS
def test_a_slip_rounded_as_answers_may_be_is_still_that_slip(exercise):
    """Where three digits of the solution will do, three digits of a slip do too."""
    def three(answer):
        return tuple(float(f"{part:.3g}") for part in answer)
    if isinstance(exercise.solution, tuple) and all(isinstance(part, int | float) for part in exercise.solution):
        for slip in exercise.slips:
            if exercise.check(three(exercise.solution)).passed and exercise.check(three(slip.answer)).passed is False:
                assert slip.says in exercise.check(three(slip.answer)).message


@RECORDS
def test_the_explorer_of_a_challenge_is_in_its_chapter_and_a_prompt_says_nothing_that_only_a_notebook_has(exercise):
    if exercise.explorer:
        made = f'name="{exercise.explorer}"'
        room = Path(mlp_lib.__path__[0], "course", exercise.chapter.replace("-", "_"))
        assert any(made in path.read_text(encoding="utf-8") for path in room.rglob("*.py") if "explorers" in str(path))
        assert f'data-explorer="{exercise.explorer}"' in exercise._repr_html_()
    if layout(exercise)["kind"] != "code":
        assert not re.search(r"[Hh]and [^.]*in [^.]*`|as a list|Answer with", exercise.prompt)
    assert not exercise.hand_in or f">{exercise.hand_in[:8]}" in exercise._repr_html_()


@RECORDS
def test_hints_are_staged_and_keep_the_solution(exercise):
    assert len(exercise.hints) >= 2 and len(set(exercise.hints)) == len(exercise.hints)
    if callable(exercise.solution):
        body = "".join(inspect.getsource(exercise.solution).split("\n", 1)[1].split())
        assert body, "write the solution as a def, its body on lines of its own: the card shows its source"
        for told in (exercise.prompt, *exercise.hints):
            assert body not in "".join(told.split()), f"the whole solution stands in: {told}"
    for told in (exercise.prompt, exercise.why, *exercise.hints, *(s.says for s in exercise.slips)):
        assert told.count("$") % 2 == 0, told


@RECORDS
def test_its_chapter_shows_and_checks_it_once(exercise):
    source = "\n".join(Page(exercise.chapter).sources)
    for call in (f'exercises.show("{exercise.id}")', f'exercises.check("{exercise.id}", '):
        assert source.count(call) == 1, f"{call} belongs once into chapters/{exercise.chapter}.ipynb"


def _raise():
    raise RuntimeError("no")


ODD = type("Odd", (), dict.fromkeys(("__array__", "__eq__", "__repr__", "__float__", "__deepcopy__"),
                                    lambda *args, **kw: _raise()))
HOSTILE = ["text", "", b"bytes", float("nan"), float("inf"), 10**400, -1j, True, object(), [], [[1, 2], [3]], {}, {1},
           int, np.zeros((2, 3, 4)), np.array(["a"]), np.array([object()]), lambda: 1, lambda a, b, c, d: 1,
           lambda *args: _raise(), lambda *args: "text", lambda *args: np.zeros((7, 5)), lambda *args: float("nan"),
           lambda *args: [[1, 2], [3]], lambda *args: print, lambda *args: exit(), ODD()]


@RECORDS
@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answers_are_told_not_raised(exercise, answer):
    verdict = exercise.check(answer)
    assert verdict.passed is False and verdict.message
    assert verdict._repr_html_()


@RECORDS
def test_card_shows_everything_that_is_tested(exercise):
    page = exercises.show(exercise.id)._repr_html_()
    assert page == exercise._repr_html_()
    assert page.count("<details>") == page.count("</details>") == len(exercise.hints) + 1
    assert html.escape(exercise.title) in page and f"about {exercise.minutes} min" in page
    if callable(exercise.solution):
        assert html.escape(inspect.getsource(exercise.solution).rstrip(), quote=False) in page
    assert f"lite/notebooks/index.html?path=chapters/{exercise.chapter}.ipynb" in page
    assert "tex2jax_process" in page and "0x" not in page + repr(exercise)
    assert not re.search(r"<(?!/?(div|p|strong|small|code|em|details|summary|pre|span|a)\b)", page)


def test_ids_and_lookup():
    for id, exercise in ALL.items():
        assert exercise.id == id and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)
    with pytest.raises(ValueError, match="stable-sigmoid"):
        exercises.check("stable-sigmod", None)


# the numbers of the chapters

def test_saturation_by_another_way():
    """Solve sigma(1 - sigma) = 0.0025 as a quadratic in sigma."""
    a = (1 + np.sqrt(1 - 4 * 0.0025)) / 2
    assert exercises.show("sigmoid-saturation").solution == pytest.approx(np.log(a / (1 - a)), abs=5e-6)
