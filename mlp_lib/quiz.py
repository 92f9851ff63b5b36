"""A quiz: questions whose every option carries its reason, answered by the browser without a kernel.

A chapter's module in `mlp_lib/quizzes` holds `QUESTIONS = (Question(...), ...)`; that is all it takes to be
found.
"""
from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable

import ipywidgets as widgets

from . import markup, quizzes
from .checks import lookup, records
from .quizzes.record import LETTERS, Option, Question

# Widgets cut long option texts off; this makes them wrap, in the book, in Jupyter and on a phone.
STYLE = """<style>
.mlp-quiz, .mlp-quiz .widget-htmlmath, .mlp-quiz .widget-stack { overflow: visible }
.mlp-quiz .widget-htmlmath-content { line-height: 1.5; white-space: normal }
.mlp-quiz .widget-radio-box { column-gap: 1.5em; margin: 0 0 .5em !important }
.mlp-quiz .widget-radio-box label { height: auto; line-height: 1.5; white-space: normal;
  padding: .25em 0 .25em 28px }
.mlp-quiz .widget-radio-box input { height: 1.5em; margin: 0 0 0 -24px }
.mlp-letters .widget-radio-box { flex-flow: row wrap }
</style>"""


class Quiz(widgets.VBox):
    """One question as a widget: `.choice` is the radio group, nothing chosen at first, `.answers` the Stack."""

    def __init__(self, question: Question) -> None:
        self.question = question
        math = any("$" in option.text for option in question.options)      # radio labels cannot typeset
        texts = [o.text for o in question.options]
        listed = "".join(f"<li>{markup.inline(text)}</li>" for text in texts)
        wide = widgets.Layout(width="auto", margin="0")
        head = widgets.HTMLMath(f'{STYLE}<div class="mlp-question">{markup.paragraphs(question.text)}'
                                + (f'<ol type="A">{listed}</ol>' if math else "") + "</div>", layout=wide)
        self.choice = widgets.RadioButtons(options=list(LETTERS[:len(texts)]) if math else texts, index=None,
                                           layout=wide)
        if math:
            self.choice.add_class("mlp-letters")
        self.answers = widgets.Stack([widgets.HTMLMath(_answer(o), layout=wide) for o in question.options],
                                     selected_index=None, layout=wide)
        self.link = widgets.jsdlink((self.choice, "index"), (self.answers, "selected_index"))
        super().__init__([head, self.choice, self.answers])
        self.add_class("mlp-quiz").add_class("tex2jax_process")

    def __repr__(self) -> str:
        return f"Quiz question {self.question.id}: {len(self.question.options)} options"


class Chapter(widgets.VBox):
    """All questions of a chapter, one below the other."""

    def __init__(self, name: str, questions: Iterable[Question]) -> None:
        self.name = name
        super().__init__([Quiz(question) for question in questions])

    def __repr__(self) -> str:
        return f"Quiz {self.name}: {', '.join(quiz.question.id for quiz in self.children)}"


def _answer(option: Option) -> str:
    """Return the answer to a choice as HTML; the verdict is a word and a sign, not only a colour."""
    mark, word, kind = ("✓", "Right.", "right") if option.right else ("✗", "Not quite.", "wrong")
    return (f'<div class="mlp-answer mlp-{kind}" role="status"><strong>{word} '
            f'<span aria-hidden="true">{mark}</span></strong> {markup.inline(option.reason)}</div>')


def _chapters() -> dict[str, tuple[Question, ...]]:
    """Return chapter -> questions; an id used twice is a ValueError."""
    table: dict[str, tuple[Question, ...]] = {}
    home: dict[str, str] = {}                                   # question -> chapter
    for found in pkgutil.iter_modules(quizzes.__path__):
        module = importlib.import_module(f"{quizzes.__name__}.{found.name}")
        name = found.name.replace("_", "-")
        if not hasattr(module, "QUESTIONS"):
            continue
        table[name] = records(module.QUESTIONS, Question, f"{module.__name__}.QUESTIONS")
        for question in table[name]:
            if question.id in home:
                raise ValueError(f"two questions are called {question.id!r}: "
                                 f"in {home[question.id]} and {name}")
            home[question.id] = name
    return table


CHAPTERS = _chapters()
ALL = {question.id: question for questions in CHAPTERS.values() for question in questions}


def ask(id: str) -> Quiz:
    """Return the question as a widget without a kernel; an unknown id is a ValueError with the nearest."""
    return Quiz(lookup(ALL, id, "question"))


def show(chapter: str) -> Chapter:
    """Return all questions of a chapter, such as "activations"; an unknown name is a ValueError."""
    return Chapter(chapter, lookup(CHAPTERS, chapter, "chapter with a quiz"))
