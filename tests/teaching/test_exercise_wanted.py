"""Tests of the words of a verdict: which of several numbers is wrong, what was wanted, and whether a hint follows."""
import numpy as np

from mlp_lib.course.exercises import Exercise, Slip
from mlp_lib.teaching.exercise import each


def _value(solution, **changes):
    return Exercise(**{"id": "value", "title": "T", "prompt": "P", "kind": "number", "level": "core", "minutes": 1,
                       "hints": ("first", "second"), "solution": solution, "why": "Because."} | changes)


def test_several_numbers_are_judged_one_by_one():
    judge = each("rows, columns, depth", (2, 3, 4), (1, 2, 1))
    assert judge((2, 3, 4)) is None and judge([2.0, 3, np.int64(4)]) is None
    assert (judge((2, 1, 9)).text, judge((2, 1, 9)).hint) == ("`rows` is right. `columns` is 1: too small.", 2)
    assert judge((0, 3, 4)).text == "`columns`, `depth` are right. `rows` is 0: too small."
    assert judge((9, 9, 9)).text == "`rows` is 9: too large." and "3 results" in judge((2, 3)).text
    assert judge((2, 3, (-4, 4))).text == "`depth` is a tuple of 2; a number was wanted."
    assert judge([2, "x", (4, 4)]).text == "`columns` is the text 'x'; a number was wanted."
    assert "3 results" in judge((2, (3, 4))).text and judge((2, [3], 4)) is not None


def test_one_result_was_wanted_and_several_were():
    broken = {"judge": lambda a: 1 / 0}
    assert _value(1.0, **broken).check(7.0).message == "The check cannot read this answer (ZeroDivisionError): " \
                                                       "a number was wanted."
    assert _value((1.0, 2.0), **broken).check((7.0, 8.0)).message.endswith("2 results separated by commas were wanted.")
    assert "2 results separated by commas were wanted. Call it" in _value((1.0, 2.0)).check(abs).message


def test_a_slips_words_suffice_or_it_names_a_hint():
    record = _value(1.0, slips=(Slip(2.0, "Twice."), Slip(3.0, "Thrice.", 2)))
    assert [record.check(x).message for x in (2.0, 3.0)] == ["Twice.", "Thrice. Hint 2: second"]
