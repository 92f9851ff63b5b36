"""The table of the slides: each row leads to what is there, and says what the errata and the equations say."""
import csv
import re

import nbformat
import pytest
from chapter import CHAPTERS, Page

from mlp_lib import equations, exercises, slides
from tools import minutes

TAKEN_UP = [slide for slide in slides.SLIDES if slide.section]


def test_every_slide_is_there_and_all_but_title_and_outline_are_taken_up():
    assert [s.number for s in slides.SLIDES] == list(range(1, 38))
    assert [s.number for s in slides.SLIDES if not s.section] == [1, 2]
    shown = [row for section in equations.SECTIONS for row in slides.show(section).rows]
    assert [int(re.match(r'<span id="s(\d+)"></span>\*\*S\1 · ', row)[1]) for row in shown] == list(range(3, 38))


@pytest.mark.parametrize("slide", TAKEN_UP, ids=lambda s: f"S{s.number}")
def test_a_row_leads_to_its_page(slide):
    code = "\n".join(Page(slide.page).sources)
    assert slide.section in minutes.sections(CHAPTERS / f"{slide.page}.ipynb")
    assert slide.take.endswith(".") and "|" not in slide.take
    assert not slide.exercise or exercises.show(slide.exercise).chapter == slide.page
    assert not slide.exercise or f'exercises.show("{slide.exercise}")' in code
    assert slide.number in slides.of_section(slide.page, slide.section)


def test_minutes_are_those_of_the_rule():
    with minutes.TABLE.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == minutes.rows(), "a chapter has changed: python -m tools.minutes"


def test_the_rule_counts_words_equations_code_and_exercises(tmp_path):
    book = nbformat.v4
    cells = [book.new_markdown_cell("# A title\n" + 60 * "word "),
             book.new_markdown_cell("## Two?\n$$ a = b $$ (lecture-1)\n" + 119 * "word "), book.new_code_cell("1 + 1"),
             book.new_code_cell('exercises.show("one-neuron")'),
             book.new_code_cell('exercises.check("one-neuron", ...)'),
             book.new_code_cell("explorers.neurons.unit()")]
    nbformat.write(book.new_notebook(cells=cells), tmp_path / "x.ipynb")
    one = exercises.show("one-neuron")
    assert one.level == "core"
    assert minutes.sections(tmp_path / "x.ipynb") == {"a-title": 0.5, "two": 1 + 0.5 + 1 + one.minutes + 2}


def test_errata_are_those_that_name_the_slide():
    text = Page("errata").text
    told = {}
    for id, head in re.findall(r"^\(e(\d+)\)=\n## .*?^- \*\*(S\d.*?):\*\*", text, re.M | re.S):
        for first, last in re.findall(r"S(\d+)(?: to S(\d+))?", head):
            for number in range(int(first), int(last or first) + 1):
                told.setdefault(number, set()).add(f"E{id}")
    wrong = {s.number: (s.errata, sorted(told.get(s.number, ()))) for s in slides.SLIDES
             if not told.get(s.number, set()) <= set(s.errata)}
    assert not wrong
    beyond = {(s.number, id) for s in slides.SLIDES for id in s.errata if id not in told.get(s.number, ())}
    assert beyond == {(20, "E18"), (23, "E18")}      # "S19 onwards": C and L
    for equation in equations.ALL:
        assert not equation.erratum or equation.erratum in slides.SLIDES[equation.slide - 1].errata, equation


def test_an_unknown_section_is_told():
    with pytest.raises(ValueError, match="Backpropagation"):
        slides.show("Backpropogation")
