"""The worksheet's widget, its questions, its pages to print, and the numbers in its chapter's text."""
import re
from html.parser import HTMLParser
from pathlib import Path

import ipywidgets as widgets
import pytest
from chapter import Page
from worksheet_loops import round_of

from mlp_lib import MLP, loss, quiz, worksheet
from mlp_lib.course.worksheet.filled import KINDS
from mlp_lib.course.worksheet.filled import page as sheet_page
from mlp_lib.course.worksheet.paper import SEEDS, site
from mlp_lib.course.worksheet.questions import FIXED, questions
from mlp_lib.course.worksheet.slips import slips

ROOT = Path(__file__).parents[3]
PAGE = Page("worksheet")


def loops(sheet):
    """The sheet's numbers, worked out in loops."""
    return round_of({l: W.tolist() for l, W in sheet.net.W.items()}, {l: b.tolist() for l, b in sheet.net.b.items()},
                    sheet.x.tolist(), sheet.y.tolist(), sheet.eta, sheet.hidden(sheet.L), sheet.reduction == "mean")


def number(text):
    return float(text.replace("−", "-"))


# ---------------------------------------------------------------- the widget

def test_boxes_answer_when_they_are_filled_in():
    w = worksheet.show(1)
    right = loops(w.sheet)
    assert w.boxes.keys() == right.keys() and "<strong>0 of 39 boxes are right." in w.progress.value
    assert all(isinstance(box, widgets.Text) and box.description == w.sheet.entries[name].label.plain
               for name, box in w.boxes.items())
    w.boxes["z1_1"].value = f"{right['z1_1'] - 0.4:.3f}"                 # the bias of seed 1's first neuron is 0.4
    assert "the bias b₁⁽¹⁾ was forgotten" in w.groups[0].said.value and 'role="status"' in w.groups[0].said.value
    assert w.boxes["z1_1"].description == "✗ z₁⁽¹⁾" and "mlp-box-wrong" in w.boxes["z1_1"]._dom_classes
    w.boxes["a1_1"].value = "0.646"                                      # sigma(0.6)
    assert "consistent with your z₁⁽¹⁾" in w.groups[0].said.value
    w.boxes["z1_1"].value = "1.0"                                        # mended: now the one below is wrong
    assert w.boxes["z1_1"].description == "✓ z₁⁽¹⁾" and "mlp-box-wrong" not in w.boxes["z1_1"]._dom_classes
    assert "consistent" not in w.groups[0].said.value and w.boxes["a1_1"].description.startswith("✗")
    w.boxes["a1_1"].value = ""
    assert w.groups[0].said.value == "" and "<strong>1 of 39" in w.progress.value


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_sheet_filled_in_is_all_right(kind):
    w = worksheet.show(2, kind)
    for name, value in loops(w.sheet).items():
        w.boxes[name].value = f"{value:.3f}"
    assert f"{len(w.boxes)} of {len(w.boxes)} boxes are right.</strong> All of it" in w.progress.value
    assert all(box.description.startswith("✓ ") for box in w.boxes.values())


def test_hints_come_in_three_stages_and_move_on():
    w = worksheet.show(1)
    group = w.groups[0]
    stages = ["<i>w</i>", "(−1.6) · (−2)", "= 1.0000"]
    for stage in (1, 2, 3):
        group.hint.click()
        assert f"Hint {stage} of 3" in group.said.value
        assert [words in group.said.value for words in stages] == [k <= stage for k in (1, 2, 3)]
    w.boxes["z1_1"].value = "1"
    group.hint.click()
    assert "Hint 1 of 3" in group.said.value and "<i>z</i><sub>2</sub>" in group.said.value


def test_new_numbers_come_with_empty_boxes():
    w = worksheet.show(1)
    w.boxes["z1_1"].value = "0.6"
    w.another.click()
    assert w.sheet.seed == 2 and w.seed.value == 2 and w.boxes["z1_1"].value == "" and "0 of 39" in w.progress.value
    w.kind.value = "2-2-1, mean over three observations"
    assert w.sheet.N == 3 and w.sheet.reduction == "mean" and len(w.steps.children) == len(w.groups) == 6
    w.boxes["C"].value = f"{3 * w.sheet.values['C']:.3f}"                # the new boxes answer
    assert "1/N" in w.groups[1].said.value
    w.seed.value = 5
    assert w.sheet.seed == 5 and w.sheet.N == 3


def test_the_widget_gives_way_to_the_sheet_of_the_page(monkeypatch):
    w = worksheet.show(1)
    assert "application/vnd.jupyter.widget-view+json" in w._repr_mimebundle_()
    monkeypatch.setenv("MLP_PAGE", "1")
    shown = worksheet.show(4)._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"} and 'data-worksheet="4"' in shown["text/html"]
    assert repr(w) == repr(worksheet.show(1)) == ("Worksheet(Sheet(seed 1: 2-2-1, identity output, N = 1, sum, "
                                                  "39 boxes))")
    with pytest.raises(ValueError, match="unknown kind of sheet"):
        worksheet.show(1, "3-3-3")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_says_word_for_word_what_the_widget_says(kind):
    w, stages = worksheet.show(3, kind), {}
    first, second = list(w.boxes)[:2]
    texts = {first: "0.3", second: "x", "C": "1/0"}
    for name, text in texts.items():
        w.boxes[name].value = text
    shown = sheet_page(3, kind, texts, "C")
    assert f'<p role="status">{shown["progress"]}</p>' == w.progress.value
    for group, there in zip(w.groups, shown["groups"], strict=True):
        assert f'<div role="status">{there["said"]}</div>' == (group.said.value or '<div role="status"></div>')
        assert [box["name"] for box in there["boxes"]] == list(group.boxes)
    for stage in (1, 2, 3, 3):
        w.groups[0].hint.click()
        asked = sheet_page(3, kind, texts, step=0, stages=stages)
        stages = asked["stages"]
        assert f"Hint {stage} of 3" in asked["groups"][0]["said"]
        assert asked["groups"][0]["said"] in w.groups[0].said.value
def test_a_number_that_is_none_does_no_harm_in_the_live_sheet():
    w = worksheet.show(1)
    w.boxes["z1_1"].value, w.boxes["z1_2"].value = "0e999", "1e155"
    assert "too large" in w.groups[0].said.value and "<strong>0 of" in w.progress.value


def test_a_sheet_keeps_its_name_whatever_it_is():
    assert worksheet.show(10 ** 7).seed.value == 10 ** 7
    sheet = worksheet.Sheet(FIXED[1][0].net, [1.0, 2.0], [1.0], seed="<script>alert(1)</script>")
    assert worksheet.Worksheet(sheet).seed.value == 0
    for key in (True, False, "only"):
        page = worksheet.paper(sheet, key)
        assert "<script" not in page and "&lt;script&gt;alert(1)" in page and "<script" not in page._repr_html_()


# ---------------------------------------------------------------- the questions

@pytest.mark.parametrize("which", FIXED)
def test_questions_offer_the_right_number_and_those_of_slips(which):
    sheet, boxes = FIXED[which]
    right = loops(sheet)
    assert 4 <= len(questions(which)) <= 6
    for question, name in zip(questions(which), boxes, strict=True):
        values = {number(option.text): option for option in question.options}
        assert len(values) == len(question.options) >= 4
        for value, option in values.items():
            if option.right:
                assert value == pytest.approx(right[name], abs=5.1e-4)
            else:
                verdict = sheet.check(name, f"{value}", {n: str(v) for n, v in right.items() if n != name})
                assert verdict.passed is False and verdict.slips, (name, value, verdict)
                assert any(slip.says[1:] in option.reason for slip in slips(sheet, sheet.entries[name]))
        for symbol, told in re.findall(r"\$([^$=]+) = (-?[\d.]+)\$", question.text):
            entry = next(e for e in sheet.entries.values() if e.label.latex.split(" = ")[0] == symbol)
            assert float(told) == pytest.approx(right[entry.name], abs=5.1e-4)


def test_practice_shows_sheet_and_questions_with_no_python():
    shown = worksheet.practice(1)
    assert isinstance(shown, quiz.Quiz) and shown.questions == questions(1)
    assert [asked.question for asked in shown.widget.asked] == list(questions(1))
    for head in (shown.widget.children[0].value, shown.html().partition("<fieldset")[0]):
        assert "<svg" in head and "0.4" in head
    assert repr(shown).startswith("Worksheet 1: 6 questions")


# ---------------------------------------------------------------- on paper

class Cells(HTMLParser):
    """The texts of the cells of all tables of one class, row by row; unclosed tags are a fault."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.open, self.cell = [], [], None
        self.feed(page)
        assert self.open == [], self.open

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, text):
        if "td" in self.open:
            self.rows[-1][-1] += text


@pytest.mark.parametrize("variant", [{}, {"sizes": (2, 2, 2)}, {"output": "sigmoid"},
                                     {"observations": 3, "reduction": "mean"}, {"sizes": (3, 3, 3)}], ids=str)
def test_every_number_of_the_key_is_the_sheets(variant):
    sheet = worksheet.draw(3, **variant)
    right = loops(sheet)
    rows = Cells(worksheet.paper(3, key="only", **variant)).rows
    assert len(rows) == len(sheet.entries)
    for row, (name, entry) in zip(rows, sheet.entries.items(), strict=True):
        _, formula, worked, value = row
        assert number(value[2:]) == pytest.approx(right[name], abs=5.1e-5), name
        if entry.kind not in ("a", "dz/dw") and "slope" not in worked:
            sums = worked[2:].replace("−", "-").replace("·", "*").replace(")²", ")**2").replace("²", "**2")
            assert eval(sums) == pytest.approx(right[name], abs=5e-3, rel=1e-3), (name, worked)
        assert formula.startswith("= ")


def test_the_sheet_has_a_blank_for_each_box_and_no_answer():
    sheet = worksheet.draw(3)
    page = worksheet.paper(3, key=False)
    rows = Cells(page).rows
    blanks = [row for row in rows if len(row) == 2 and row[0].endswith(" =") and row[1] == ""]
    assert len(blanks) == len(sheet.entries)
    given = {f"{v:g}" for v in [*sheet.net.theta, *sheet.x.ravel(), *sheet.y.ravel(), sheet.eta]}
    assert given <= set(re.findall(r"-?\d+\.?\d*", page.split("<main>")[1].replace("−", "-")))
    for name, value in sheet.values.items():
        if f"{value:.4f}".rstrip("0") not in given and len(f"{value:.4f}".rstrip("0")) > 5:
            assert f"{value:.4f}".replace("-", "−") not in page, name
    both = worksheet.paper(3)
    assert both.count("<h1>") == 2 and 'class="page"' in both and "break-before: page" in both
    assert "MathJax" not in both and "http" not in both.replace("http-equiv", "") and '<html lang="en">' in both
    assert repr(both) == "Backpropagation worksheet 3" and "<iframe" in both._repr_html_()


def test_the_site_offers_sheets_and_keys_that_link_to_each_other(tmp_path):
    pages = site()
    assert set(pages) == {f"{kind}-{seed}.html" for kind in ("sheet", "key") for seed in SEEDS}
    for name, page in pages.items():
        links = re.findall(r'href="([^"]+)"', page)
        assert links[0] == "../chapters/worksheet.html" and links[1] in pages and links[1] != name
    shown = worksheet.sheets()
    assert sorted(re.findall(r'href="\.\./worksheets/([^"]+)"', shown._repr_html_())) == sorted(pages)
    assert repr(shown) == "Worksheets on paper: seeds 1, 2, 3, 4, 5, 6"


# ---------------------------------------------------------------- the chapter

def test_numbers_of_the_text():
    one, two = (loops(sheet) for sheet, _ in FIXED.values())
    first = FIXED[1][0]
    assert one["a2_1"] == pytest.approx(1.555, abs=5e-4) and first.y[0, 0] == 1.9
    assert one["dC/dw2_11"] == pytest.approx(-0.542, abs=5e-4)
    gradients = {name: abs(one[name]) for name in one if name.startswith("dC/dw1")}
    assert max(gradients, key=gradients.get) == "dC/dw1_11" and one["dC/dw1_11"] == pytest.approx(-0.244, abs=5e-4)
    W, y = FIXED[2][0].net.W[2], FIXED[2][0].y[0]
    assert y[0] - two["a2_1"] == pytest.approx(1.13, abs=5e-3) and two["a2_2"] - y[1] == pytest.approx(1.03, abs=5e-3)
    for j, told in enumerate([(-2.938, 1.651, -1.287), (0.904, -3.096, -2.192)]):
        paths = [two["dC/dz2_1"] * W[0, j], two["dC/dz2_2"] * W[1, j]]
        assert [*paths, sum(paths)] == pytest.approx(told, abs=5e-4)
    sheet = worksheet.draw(1)
    right = loops(sheet)
    for eta, told in ((sheet.eta, 0.065), (0.5, 2.027)):
        net = MLP([2, 2, 1], "sigmoid", rng=0)
        gradient = [right[f"dC/d{k}"] for k in ("w1_11", "w1_12", "w1_21", "w1_22", "b1_1", "b1_2", "w2_11", "w2_12",
                                                "b2_1")]
        net.theta = [old - eta * slope for old, slope in zip(sheet.net.theta, gradient, strict=True)]
        assert loss(net, sheet.x, sheet.y) == pytest.approx(told, abs=6e-4)
    assert right["C"] == pytest.approx(0.405, abs=5e-4)
    for told in "1.555 −0.542 −0.244 −2.938 1.651 −1.287 0.904 −3.096 −2.192 0.405 2.027 0.065".split():
        assert told in PAGE.text
