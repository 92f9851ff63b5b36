"""A quiz: questions whose every option carries its reason, answered by the browser without a kernel.

A chapter's `quiz` holds `QUESTIONS = (Question(...), ...)`; that is all it takes to be found.
"""
from __future__ import annotations

from mlp_lib.checks import lookup, records
from mlp_lib.teaching.quiz import Option, Question, Quiz

from . import rooms

__all__ = ["ALL", "CHAPTERS", "Option", "Question", "ask", "show"]


def _chapters() -> dict[str, tuple[Question, ...]]:
    """Return chapter -> questions; an id used twice is a ValueError."""
    table: dict[str, tuple[Question, ...]] = {}
    home: dict[str, str] = {}                                   # question -> chapter
    for chapter, module in rooms("quiz"):
        table[chapter] = records(module.QUESTIONS, Question, f"{module.__name__}.QUESTIONS")
        for question in table[chapter]:
            if question.id in home:
                raise ValueError(f"two questions are called {question.id!r}: "
                                 f"in {home[question.id]} and {chapter}")
            home[question.id] = chapter
    return table


CHAPTERS = _chapters()
ALL = {question.id: question for questions in CHAPTERS.values() for question in questions}


def ask(id: str) -> Quiz:
    """Return the question, which displays itself; an unknown id is a ValueError with the nearest."""
    question = lookup(ALL, id, "question")
    chapter, questions = next((c, qs) for c, qs in CHAPTERS.items() if question in qs)
    return Quiz(chapter, [question], f"Quiz question {id}: {len(question.options)} options", of=questions)


def show(chapter: str) -> Quiz:
    """Return all questions of a chapter, such as "activations"; an unknown name is a ValueError."""
    questions = lookup(CHAPTERS, chapter, "chapter with a quiz")
    return Quiz(chapter, questions, f"Quiz {chapter}: {', '.join(question.id for question in questions)}")
