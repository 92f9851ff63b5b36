"""The self-test: papers are whole and differ, drills' right answers are right, and the mark leads to the sections."""
import math
import re
from collections import Counter
from itertools import pairwise

import pytest

from mlp_lib import quiz, self_test
from mlp_lib.course import sections
from mlp_lib.course.self_test import page, paper, pool
from mlp_lib.teaching.quiz import Drill, drill

DRILLS = [source.record for source in pool.SOURCES if isinstance(source.record, Drill)]
SEEDS = range(1, 31)


def weight(t, *n):
    """Return the slope of the weight that the text names: twice the error of its unit, times its input."""
    i, j = (int(place) - 1 for place in re.search(r"w_\{(\d),(\d)\}", t).groups())
    return 2 * (n[i] - n[2 + i]) * n[4 + j]


WORKED = {                                              # from the numbers of the text, in its order, in another way
    "drill-neuron": lambda t, v, w, b, x, y: v * x + w * y + b,
    "drill-threshold": lambda t, w, b, _: -b / w,
    "drill-count": lambda t, d, m, k: (d + 1) * m + (m + 1) * k,
    "drill-layers": lambda t, d, hidden, *_: hidden + 1,
    "drill-bias": lambda t, w, b, s: b - w * s,
    "drill-slope-of-sigmoid": lambda t, a: a - a ** 2,
    "drill-slope-of-tanh": lambda t, a: (1 - a) * (1 + a),
    "drill-vanishing": lambda t, depth, w, *_: 4 ** -depth * w ** (depth - 1),
    "drill-relu": lambda t, w, b, x, back: back * x if w * x + b > 0 else 0,
    "drill-tanh-by-sigmoid": lambda t, double, twice, z, *_: math.tanh(z),
    "drill-pass": lambda t, p, q, r, s, b, c, v, w, e, x, y: (
        v * max(0, p * x + q * y + b) + w * max(0, r * x + s * y + c) + e),
    "drill-shape": lambda t, N, d, m, k, _: f"({k:.0f}, {m:.0f})",
    "drill-sum-of-squares": lambda t, a, b, c, x, y, z: (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2,
    "drill-cross-entropy": lambda t, p: math.log(1 / p),
    "drill-loss-of-rmse": lambda t, rmse, N: N * rmse * rmse,
    "drill-step": lambda t, w, slope, eta: w - eta * slope,
    "drill-delta-of-output": lambda t, a, y: 2 * a * (1 - a) * (a - y),
    "drill-delta-of-hidden": lambda t, p, q, r, s, d, e, j, a: a * (1 - a) * ((p, q)[int(j) - 1] * d
                                                                             + (r, s)[int(j) - 1] * e),
    "drill-slope-of-weight": weight,
    "drill-chain": lambda t, x, a, b, v, w, error: error * w * b * (1 - b) * v * a * (1 - a) * x,
    "drill-rows": lambda t, *_: "Delta.T @ A",
    "drill-bias-of-batch": lambda t, *delta: sum(delta),
    "drill-too-early": lambda t, w, delta, a, slope, eta: slope * w * delta,
    "drill-difference": lambda t, h, up, down: (up - down) / (2 * h),
    "drill-softmax": lambda t, *z: 1 / sum(math.exp(other - z[0]) for other in z),
    "drill-delta-of-softmax": lambda t, *a: "({})".format(", ".join(drill.written(
        p - (f"takes the {mode}." in t)) for p, mode in zip(a, ("train", "bus", "car"), strict=True))),
    "drill-updates": lambda t, N, batch, epochs: epochs * len(range(0, int(N), int(batch))),
    "drill-decay": lambda t, w, slope, eta, l2: (1 - eta * l2) * w - eta * slope,
    "drill-classes": lambda t, d, m, K: m * d + m + K * m + K,
}


def numbers(text):
    """Return the numbers that a text gives, without indices, layers and the numbers of equations."""
    bare = re.sub(r"_\{[^}]*\}|_\d|\^\{[^}]*\}|\(\d+\)(?= for|\?|,| with)|2-2-1|\^2", "", text.replace("−", "-"))
    return [float(number) for number in re.findall(r"(?<![\w}])-?\d+(?:\.\d+)?", bare)]


def test_each_question_leads_to_a_section_of_its_chapter():
    for chapters in pool.PARTS.values():
        for chapter in chapters:
            for question in quiz.CHAPTERS[chapter]:
                assert f"{chapter}#{question.section}" in sections.ALL, question.id
    assert len({source.record.id for source in pool.SOURCES}) == len(pool.SOURCES)


@pytest.mark.parametrize("one", DRILLS, ids=lambda d: d.id)
def test_a_drill_has_other_numbers_for_other_seeds_and_the_same_for_the_same(one):
    drawn = [drill.draw(one, seed) for seed in SEEDS]
    assert drawn == [drill.draw(one, seed) for seed in SEEDS]
    assert len({question.text for question in drawn}) >= 5
    for question in drawn:
        assert question.section == one.section and 3 <= len(question.options) <= drill.MOST
        assert question.text.count("$") % 2 == 0 and "nan" not in question.text
        for option in question.options:
            assert len(option.reason) >= 12 and option.reason.count("$") % 2 == 0


@pytest.mark.parametrize("one", DRILLS, ids=lambda d: d.id)
def test_the_right_answer_of_a_drill_is_right(one):
    for seed in SEEDS:
        question = drill.draw(one, seed)
        want = WORKED[one.id](question.text, *numbers(question.text))
        right, = (option.text for option in question.options if option.right)
        assert right == drill.written(want) or float(right.replace("−", "-")) == pytest.approx(want, abs=6e-4), question


def test_a_drill_without_enough_slips_is_told():
    with pytest.raises(ValueError, match=r"'too-few' drew 200 times .* give it more slips"):
        drill.draw(Drill("too-few", "x", lambda rng: ("1 + 1?", [(2, "yes"), (2.0, "the same"), (3, "no")])), 1)


def test_numbers_are_written_for_readers_and_for_formulas():
    assert [drill.written(x) for x in (-0.5, 1e-9, -0.0004, 72000.0, 1 / 3)] == ["−0.5", "0", "0", "72000", "0.333"]
    assert drill.brief(-1.25) == "-1.25" and drill.written("(3, 4)") == "(3, 4)"


def test_shares_follow_the_slides():
    assert paper.shares() == {"Introduction": 7, "Activation functions": 6, "ANN operations": 7, "Backpropagation": 16,
                              "Summary": 4}
    assert sum(paper.shares().values()) == self_test.COUNT == 40 and sum(pool.weights().values()) == 35


@pytest.mark.parametrize("seed", [1, 2, 17])
def test_a_paper_has_its_shares_and_half_drills(seed):
    one = self_test.draw(seed)
    assert Counter(asked.part for asked in one.asked) == paper.shares() and self_test.draw(seed) == one
    ids = [asked.question.id for asked in one.asked]
    assert len(set(ids)) == 40 and sum(id.startswith("drill-") for id in ids) >= 20
    for asked in one.asked:
        assert asked.home.page in pool.PARTS[asked.part] and sorted(asked.order) == list(range(len(asked.order)))


def test_papers_differ():
    papers = [[asked.question.text for asked in self_test.draw(seed).asked] for seed in SEEDS]
    assert all(len(set(a) & set(b)) <= 25 for a, b in pairwise(papers))
    with pytest.raises(ValueError, match="seed"):
        self_test.draw(0)


def test_the_mark_counts_and_names_what_to_read_again():
    one = self_test.draw(3)
    right = [next(i for i, option in enumerate(a.question.options) if option.right) for a in one.asked]
    whole = self_test.mark(one, right)
    assert (whole.right, whole.again) == (40, {}) and whole.parts["Backpropagation"] == (16, 16)
    slipped = [None, (right[1] + 1) % len(one.asked[1].question.options), *right[2:]]
    found = self_test.mark(one, slipped)
    assert found.right == 38 and found.parts["Introduction"] == (5, 7)
    assert found.again == dict(Counter(asked.home for asked in one.asked[:2]))
    with pytest.raises(ValueError, match="40 questions, got 39"):
        self_test.mark(one, right[1:])


def test_number_exercises_are_questions_with_their_slips():
    question = next(s.record for s in pool.SOURCES if s.record.id == "one-step-downhill")
    assert [o.text for o in question.options] == ["1.1", "2.3", "2.45", "2.9", "20"]
    assert [o.text for o in question.options if o.right] == ["2.9"]


def test_page_has_each_question_once_and_each_line_of_a_result():
    html = self_test.show(1).html()
    asked = re.findall(r'<fieldset class="mlp-asked" data-question="([^"]+)"', html)
    wanted = {a.question.id for seed in range(1, page.OFFERED + 1) for a in self_test.draw(seed).asked}
    assert sorted(asked) == sorted(wanted)
    assert asked[:40] == [a.question.id for a in self_test.draw(1).asked], "the first paper reads without a script"
    homes = {f"{a.home.page}#{a.home.anchor}" for seed in SEEDS for a in self_test.draw(seed).asked}
    assert homes <= set(re.findall(r'<li data-section="([^"]+)">', html)) <= set(sections.ALL)
    assert 'class="mlp-quiz' not in html, "web/quiz.js would answer it question by question"


def test_notebook_is_silent_until_it_is_marked():
    sitting = self_test.show(2).widget
    right = [next(i for i, option in enumerate(a.question.options) if option.right) for a in sitting.paper.asked]
    for asked, choice in zip(sitting.asked[1:], right[1:], strict=True):
        asked.choice.index = choice
    assert all(asked.answers.layout.display == "none" for asked in sitting.asked) and sitting.result.value == ""
    sitting.button.click()
    assert "39 of 40 right" in sitting.result.value and sitting.button.disabled
    home = sitting.paper.asked[0].home
    assert re.findall(r'href="([^"]+)"', sitting.result.value) == [f"{home.page}.ipynb#{home.anchor}"]
    assert sitting.asked[0].answers.selected_index == right[0] and sitting.asked[5].answers.layout.display == ""
    assert repr(self_test.show(2)) == repr(sitting) == "Self-test, paper 2: 40 questions"
