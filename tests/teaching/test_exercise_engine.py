"""Tests of the exercise engine: each kind of answer gets its verdict, bad records are refused."""
import itertools

import numpy as np
import pytest

from mlp_lib import exercises
from mlp_lib.checks import records
from mlp_lib.course.exercises import Case, Exercise, Mistake, Reason, Slip
from mlp_lib.teaching import markup
from mlp_lib.teaching.exercise import compare


def double(z):
    return 2 * z


def _record(**changes):
    record = {"id": "double", "title": "T", "prompt": "P", "kind": "code", "level": "core", "minutes": 1,
              "hints": ("first", "second"), "solution": double, "why": "Because.",
              "cases": (Case((3.0,), 6.0), Case((np.array([1.0, -2.0]),), [2.0, -4.0], hint=2))}
    return Exercise(**record | changes)


def _value(solution, **changes):
    return _record(id="value", kind="number", solution=solution, cases=(), **changes)


def test_verdicts_of_a_function():
    check = _record(slips=(Slip(lambda z: z * z, "That is the square.", 2),)).check
    assert check(lambda z: z + z).passed
    assert check(lambda z: [2 * v for v in z] if np.ndim(z) else 2 * z).passed        # a list counts as an array
    for answer, words in [
        (3.0, "its name without parentheses"),
        (lambda z, y: z, r"begin it with `def double(z):`"),
        (lambda z: z * z, "That is the square. Hint 2: second"),
        (lambda z: 3 * z, "`double(3)` is 9; 6 was wanted. Hint 1: first"),
        (lambda z: -2 * z, "The size is right, the sign is not."),
        (lambda z: 4 * z, "is 12; 6 was wanted. It is twice as much: is there a 2 too many, or a ½ missing?"),
        (lambda z: z, "is 3; 6 was wanted. It is half as much: is there a ½ too many, or a 2 missing?"),
        (lambda z: 2.00001 * z, "keep more digits"),
        (lambda z: 2 * np.sum(z), "shape () (one number), shape (2,) was wanted. Was too much summed up?"),
        (lambda z: np.array([2 * z]), "`.item()` takes the number out"),
        (lambda z: 2 * z if z > 0 else 0, "use `np.where(condition, a, b)`"),
        (lambda z: 1 / 0, "stops with ZeroDivisionError: division by zero"),
        (lambda z: 2 * zz, "Is that name spelt"),  # noqa: F821
        (lambda z: 2 * z if np.isscalar(z) else None, "does every branch end in `return`?"),
        (lambda z: 2 * z / np.where(z == 1, np.nan, 1), "`double([ 1., -2.])` is nan at [0], not a number"),
        (lambda z: 2 * z / np.where(z == 1, 0.0, 1), "is inf at [0]: look for a division by zero"),
    ]:
        verdict = check(answer)
        assert verdict.passed is False and words in verdict.message, verdict


def test_half_filled_template_is_not_attempted():
    assert _record().check(lambda z: ... * z).passed is None


def test_given_code_is_not_an_attempt_and_a_new_bug_is():
    check = _record(given=lambda z: z + 2).check
    assert check(lambda z: 2 + z).passed is None
    assert check(lambda z: z + 1).passed is False
    assert check(double).passed is True


def test_a_right_answer_is_never_called_a_slip():
    agrees_by_chance = Slip(lambda z: z + z, "never said")
    assert _record(slips=(agrees_by_chance,)).check(double).passed is True
    assert _value(4.0, slips=(Slip(4.0, "never said"),)).check(4.0).passed is True


def test_arguments_are_copies_and_changing_them_is_told():
    def in_place(z):
        z *= 2
        return z
    record = _record()
    verdict = record.check(in_place)
    assert "changes its argument" in verdict.message
    gap = _record(cases=(Case((np.array([1.0, np.nan]),), np.array([2.0, np.nan])),))     # NaN is not NaN, yet the same
    assert gap.check(double).passed is True
    assert record.cases[1].args[0].tolist() == [1.0, -2.0]
    assert record.check(double).passed


def test_a_changed_list_or_dictionary_is_told_too():
    def last(layers, table):
        table["seen"] = True
        return layers.pop()
    record = _record(solution=lambda layers, table: layers[-1], cases=(Case(([1.0, 2.0], {"a": np.zeros(1)}), 2.0),))
    assert record.check(lambda layers, table: layers[-1]).passed is True
    assert "changes its argument" in record.check(last).message
    assert "changes its argument" in record.check(lambda layers, table: layers.pop()).message
    assert "changes its argument" in record.check(lambda layers, table: table["a"].fill(1) or 2.0).message


def test_what_comes_one_by_one_counts_as_a_list_and_its_error_is_the_readers():
    pair = _record(solution=lambda z: (z, -z), cases=(Case((2.0,), (2.0, -2.0)),)).check
    assert pair(lambda z: (sign * z for sign in (1, -1))).passed is True
    assert pair(lambda z: {"up": z, "down": -z}.values()).passed is True
    assert pair(lambda z: zip((z,), (-z,), strict=True)).passed is False
    assert "ZeroDivisionError" in pair(lambda z: (z / n for n in (1, 0))).message
    assert "a list of 10000" in pair(lambda z: itertools.count()).message                # without an end
    module = pair(lambda z: np)                                                          # it cannot be copied
    assert "an object of type module" in module.message


def test_an_error_of_the_same_kind_is_not_the_same_answer():
    def swapped(A, b):
        return b @ A
    cases = (Case((np.ones((2, 3)), np.ones(3)), np.full(2, 3.0)), Case((np.eye(2), np.array([1.0, 2.0])), [1.0, 2.0]))
    record = _record(solution=lambda A, b: A @ b, cases=cases, slips=(Slip(swapped, "They are swapped."),))
    assert record.check(lambda A, b: np.matmul(b, A)).message.startswith("They are swapped.")
    for wrong in (lambda A, b: int("x"), lambda A, b: A @ b if A.shape == (2, 2) else int("x")):
        assert "stops with ValueError: invalid literal" in record.check(wrong).message


def test_one_array_of_several_results_and_a_row_of_biases_count():
    pair = (np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    assert compare(np.array(pair), pair) is None and compare([list(part) for part in pair], pair) is None
    assert compare((pair[0][None], pair[1]), pair) is None
    assert compare(pair[0][None], pair[0]) is not None                                   # alone it is another shape
    assert "an array of shape (3, 2)" in compare(np.ones((3, 2)), pair).text


def test_one_number_may_come_in_a_list_or_in_quotes():
    check = _value(25.0, slips=(Slip(0.25, "A hundredth."),), atol=0.5).check
    for right in ([25], (25,), np.array([25]), np.array([[25]]), "25", " 25.0 ", ["25"]):
        assert check(right).passed is True, right
    for wrong, words in (("−25", "the sign is not"), ([25, 25], "shape (2,)"), ("twenty", "the text 'twenty'"),
                         ([], "shape (0,)"), (0.25, "A hundredth."), (0.3, "too small")):
        assert words in check(wrong).message and check(wrong).passed is False, check(wrong)


def test_the_readers_objects_are_not_changed():
    def judge(answer):
        answer[0] = 99.0
        raise Reason("seen", 2)
    mine = np.array([1.0, 2.0])
    verdict = _value(np.zeros(2), judge=judge).check(mine)
    assert mine.tolist() == [1.0, 2.0] and verdict.message == "seen Hint 2: second"


def test_judge_may_return_or_raise_or_fail():
    assert _value(1.0, judge=lambda a: None).check(7.0).passed
    assert _value(1.0, judge=lambda a: Reason("no")).check(7.0).message == "no"
    assert "cannot read" in _value(1.0, judge=lambda a: 1 / 0).check(7.0).message
    assert _record(judge=lambda f: Reason("too slow")).check(double).message == "too slow"


def test_interrupted_check_is_a_verdict():
    def stop(z):
        raise KeyboardInterrupt
    assert "never end" in _record().check(stop).message


def test_warnings_of_the_reader_are_caught_and_count_where_asked():
    def noisy(z):
        np.log(np.zeros(1))
        return 2 * z
    assert _record().check(noisy).passed
    assert "on the way there is a division by zero in `log`" in _record(quiet=True).check(noisy).message


def test_a_square_array_on_its_side_is_named():
    want = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert "Rows and columns are swapped." in compare(want.T, want).text
    assert "swapped" not in compare(want.T, want, reveal=False).text


def test_numbers_state_their_tolerance_and_never_tell_the_answer():
    record = _value(0.25, rtol=0.01, slips=(Slip(0.5, "That is the value."),))
    assert "within ± 1 %" in record._repr_html_()
    assert record.check(0.2525).passed and record.check(np.float32(0.25)).passed
    assert record.check(0.2526).message.startswith("Your answer is 0.2526: too large. Very near")
    assert record.check(0.1).message.startswith("Your answer is 0.1: too small. Hint 1")
    assert record.check(0.5).message.startswith("That is the value.")
    assert "the text 'a'; a number was wanted" in record.check("a").message
    assert "hand in what it returns" in record.check(double).message
    for answer in (0.2526, 0.1, 0.5, "a", double, [1.0]):
        assert "0.25 " not in record.check(answer).message


def test_words_and_tuples():
    word = _value("relu")
    assert word.check(" ReLU ").passed
    assert "'tanh', which is not it" in word.check("tanh").message
    pair = _value((1.0, np.array([[1.0, 2.0]])))
    assert pair.check((1, [[1, 2]])).passed
    assert "part 2, has shape (2, 1), shape (1, 2) was wanted. Transposed?" in pair.check((1, [[1], [2]])).message
    assert "2 results, separated by commas" in pair.check(1).message


@pytest.mark.parametrize("answer", [np.array(["2_0"], object), np.ma.masked_equal([20.0, -1], -1),
                                    np.array([np.timedelta64(20, "D")], object), np.array([20 + 1j], object)])
def test_an_answer_that_is_not_made_of_numbers_is_not_read_as_such(answer):
    assert "an array of shape" in compare(answer, np.full(np.shape(answer), 20.0)).text
    assert compare(np.array([20], object), [20.0]) is None


def test_compare_tolerance_and_infinity():
    assert compare(1.0 + 0.9e-6, 1.0) is None
    assert compare(1.0 + 1.2e-6, 1.0) is not None
    assert compare([np.inf, np.nan], [np.inf, np.nan]) is None
    assert "is -inf" in compare(-np.inf, np.inf).text


@pytest.mark.parametrize("changes, words", [
    ({"id": "Not Kebab"}, "lower case with hyphens"), ({"level": "hard"}, "level of exercise 'double'"),
    ({"hints": ("one",)}, "at least two hints"), ({"cases": ()}, "give it cases"),
    ({"slips": (Slip(abs, "x", 3),)}, "hint of exercise 'double'"), ({"minutes": 0}, "minutes of")])
def test_unusable_records_are_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        _record(**changes)


def test_mistakes_hold_slips_and_planted():
    record = _record(slips=(Slip(abs, "a"),), planted=(Mistake(round, "b"),))
    assert [tuple(m) for m in record.mistakes] == [(abs, "a"), (round, "b")]


def test_markup_escapes_words_and_leaves_math_to_mathjax():
    assert markup.inline("a < b, $z < 0$, `x*y*z < 1`, *now*") == (
        "a &lt; b, $z &lt; 0$, <code translate=\"no\">x*y*z &lt; 1</code>, <em>now</em>")
    assert markup.paragraphs("""
        one
        line

        two * 3 * 4""") == "<p>one line</p><p>two * 3 * 4</p>"


def test_an_id_used_twice_is_refused():
    with pytest.raises(ValueError, match="two exercises are called 'double'"):
        exercises._index([_record(), _record()])


@pytest.mark.parametrize("given", [_record(), [_record()], (_record(), (_record(),)), None])
def test_what_is_no_tuple_of_records_is_told_so(given):
    """`EXERCISES = (ONE)` is no tuple: the comma makes one."""
    with pytest.raises(TypeError, match=r"m.EXERCISES must be a tuple of Exercises, a single one as \(record,\); got"):
        records(given, Exercise, "m.EXERCISES")
    assert records((), Exercise, "m.EXERCISES") == ()
