"""Tests of the quizzes: every question is sound, every choice shows its reason, bad records are refused."""
import re
from html import unescape
from html.parser import HTMLParser

import ipywidgets as widgets
import pytest

from mlp_lib import quiz
from mlp_lib.teaching import markup
from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = pytest.mark.parametrize("question", quiz.ALL.values(), ids=quiz.ALL)
OPTIONS = (Option("a", "yes", True), Option("b", "no"), Option("c", "no, too"))


@QUESTIONS
def test_one_option_is_right_and_each_has_a_reason(question):
    assert sum(option.right for option in question.options) == 1
    assert len(question.options) >= 3
    for option in question.options:
        assert len(option.reason) >= 20, f"say in a sentence why {option.text!r} is right or wrong: {option.reason!r}"
        assert option.reason.count("$") % 2 == option.text.count("$") % 2 == 0


@QUESTIONS
def test_each_choice_shows_its_own_reason(question):
    widget = quiz.ask(question.id).widget.asked[0]
    assert isinstance(widget.choice, widgets.RadioButtons) and isinstance(widget.answers, widgets.Stack)
    assert widget.choice.index is None and widget.answers.selected_index is None
    assert isinstance(widget.link, widgets.widgets.widget_link.DirectionalLink)
    assert widget.link.source == (widget.choice, "index")
    assert widget.link.target == (widget.answers, "selected_index")
    assert len(widget.choice.options) == len(widget.answers.children) == len(question.options)
    for i, option in enumerate(question.options):
        widget.choice.index = widget.answers.selected_index = i          # the browser's link does the second
        shown = re.sub("<[^>]+>", "", widget.answers.children[i].value)
        assert shown.startswith("Right. ✓" if option.right else "Not quite. ✗")
        assert markup.inline(option.reason) in widget.answers.children[i].value


@QUESTIONS
def test_each_option_can_be_read_before_choosing(question):
    widget = quiz.ask(question.id).widget.asked[0]
    head = widget.children[0].value
    assert markup.paragraphs(question.text) in head
    if any("$" in option.text for option in question.options):
        assert list(widget.choice.options) == list("ABCDEFGH"[:len(question.options)])
        assert re.findall("<li>(.*?)</li>", head) == [markup.inline(o.text) for o in question.options]
    else:
        assert list(widget.choice.options) == [option.text for option in question.options]


def test_output_is_the_same_in_every_run():
    assert repr(quiz.ask("sigmoid-largest-slope")) == "Quiz question sigmoid-largest-slope: 4 options"
    shown = [quiz.show("activations")._repr_mimebundle_()["text/plain"] for _ in range(2)]
    assert shown[0] == shown[1] and shown[0].startswith("Quiz activations: sigmoid-largest-slope")


def test_show_has_every_question_of_the_chapter():
    for name, questions in quiz.CHAPTERS.items():
        shown = quiz.show(name)
        assert [asked.question for asked in shown.widget.asked] == list(shown.questions) == list(questions)


def words(html):
    """Return the words of HTML, without its tags."""
    blocks = re.sub(r"<style>.*?</style>|</(p|small|li|div)>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", blocks)).split())


class Form(HTMLParser):
    """The parts of the page's form: texts by class or tag, and the radio buttons."""

    def __init__(self, html):
        super().__init__()
        self.open, self.parts, self.radios = [], {}, []
        self.feed(html)
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input":
            self.radios.append(attrs)
            return
        self.open.append((tag, attrs.get("class") or tag))
        self.parts.setdefault(self.open[-1][1], []).append("")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for _, name in self.open:
            self.parts[name][-1] += data


@QUESTIONS
def test_page_and_notebook_show_the_same_words(question):
    shown = quiz.ask(question.id)
    asked, form = shown.widget.asked[0], Form(shown.html())
    head = words(asked.children[0].value)
    place, text = words(form.parts["mlp-place"][0]), words(form.parts["mlp-question"][0])
    assert re.fullmatch(r"Question \d+ of \d+", place)
    assert head.startswith(f"{place} {words(markup.paragraphs(question.text))}")
    assert text == words(markup.paragraphs(question.text))
    options = [words(markup.inline(option.text)) for option in question.options]
    assert [words(html) for html in form.parts["mlp-option"]] == options == [words(t) for t in form.parts["dt"]]
    if list(asked.choice.options) != [o.text for o in question.options]:
        assert head.endswith(" ".join(options))
    assert [words(html) for html in form.parts["dd"]] == [words(child.value) for child in asked.answers.children]
    assert [radio["value"] for radio in form.radios] == [str(i) for i in range(len(options))]


def test_page_has_a_group_of_its_own_for_each_question():
    for name, questions in quiz.CHAPTERS.items():
        form = Form(quiz.show(name).html())
        groups = dict.fromkeys(radio["name"] for radio in form.radios)
        assert list(groups) == [f"mlp-{question.id}" for question in questions]
        assert form.parts["mlp-place"] == [f"Question {k} of {len(questions)}" for k in range(1, len(questions) + 1)]
        assert all(radio["type"] == "radio" for radio in form.radios)
        again = Form(quiz.ask(questions[-1].id).html())
        assert again.parts["mlp-place"] == form.parts["mlp-place"][-1:]
        assert not {radio["name"] for radio in again.radios} & set(groups), "on one page both may stand"


def test_the_page_gets_html_and_no_widget(monkeypatch):
    monkeypatch.setenv("MLP_PAGE", "1")
    shown = quiz.show("neurons")
    bundle = shown._repr_mimebundle_()
    assert bundle == {"text/plain": repr(shown), "text/html": shown.html()}
    assert "widget" not in vars(shown), "no widget is made, so none is in the page's state"
    monkeypatch.delenv("MLP_PAGE")
    assert "application/vnd.jupyter.widget-view+json" in shown._repr_mimebundle_()


def test_right_options_are_not_always_in_the_same_place():
    for name, questions in quiz.CHAPTERS.items():
        places = {[option.right for option in question.options].index(True) for question in questions}
        assert len(questions) == 1 or len(places) > 1, (
            f"in the quiz {name} every right option is number {places.pop() + 1}: move some, or readers guess")


def test_unknown_names_are_told_the_nearest():
    with pytest.raises(ValueError, match="sigmoid-largest-slope"):
        quiz.ask("sigmoid-larges-slope")
    with pytest.raises(ValueError, match="activations"):
        quiz.show("activation")


@pytest.mark.parametrize("changes, words", [
    ({"id": "Bad Id"}, "lower case with hyphens"),
    ({"text": " "}, "has no text"),
    ({"options": OPTIONS[:2]}, "2 options; 3 to 8"),
    ({"options": (*OPTIONS[1:], Option("d", "no"))}, "0 right options"),
    ({"options": (*OPTIONS, Option("d", "yes", True))}, "2 right options"),
    ({"options": (*OPTIONS, Option("a", "again"))}, "offers the same text twice"),
    ({"options": (*OPTIONS, Option("d", ""))}, "needs a text and a reason"),
])
def test_bad_records_are_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        Question(**{"id": "q", "text": "Which?", "options": OPTIONS} | changes)
    assert Question("q", "Which?", OPTIONS).options == OPTIONS
