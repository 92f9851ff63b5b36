"""What the self-test draws from: the quizzes' questions, exercises that ask for a number, and drills.

A drill (`DRILLS` of a chapter's `drills`) has other numbers for each seed; the others stand as their records have them.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mlp_lib.course import equations, exercises, quiz, rooms, sections
from mlp_lib.course.sections import Section
from mlp_lib.teaching.quiz import Drill, Option, Question
from mlp_lib.teaching.quiz.drill import MOST, draw, written

PARTS = {                                               # section of the deck -> the chapters that ask about it
    "Introduction": ("neurons",), "Activation functions": ("activations",), "ANN operations": ("forward-pass",),
    "Backpropagation": ("backpropagation",), "Summary": ("hyperparameters", "structured-data", "outlook"),
}
NUMBERS = ("same-sign-gradients", "one-step-downhill", "chain-by-hand", "loss-from-rmse", "firing-temperature")
# exercises that need neither their page nor a computer; each has slips enough for the other answers


class Source(NamedTuple):
    """Something to ask: its record, the section that it belongs to, and the section of the deck."""

    record: Question | Drill
    home: Section
    part: str

    def question(self, seed: int) -> Question:
        """Return it as a question; a drill's is that of the seed."""
        return draw(self.record, seed) if isinstance(self.record, Drill) else self.record


def _sources() -> Iterator[Source]:
    drills = {chapter: module.DRILLS for chapter, module in rooms("drills")}
    for part, chapters in PARTS.items():
        for chapter in chapters:
            for record in (*quiz.CHAPTERS[chapter], *drills.get(chapter, ())):
                yield Source(record, sections.ALL[f"{chapter}#{record.section}"], part)
            for id in NUMBERS:
                if exercises.ALL[id].chapter == chapter:
                    yield Source(number(exercises.ALL[id]), sections.HOME[id], part)


def number(exercise: exercises.Exercise) -> Question:
    """Return an exercise whose answer is a number as a question: its usual slips are the other answers."""
    offers = {written(float(exercise.solution)): (float(exercise.solution), exercise.why)}
    for slip in exercise.slips:
        offers.setdefault(written(float(slip.answer)), (float(slip.answer), slip.says))
    chosen = sorted(list(offers.items())[:MOST], key=lambda one: one[1][0])
    right = written(float(exercise.solution))
    return Question(exercise.id, exercise.prompt, tuple(
        Option(text, " ".join(reason.split()), text == right) for text, (_, reason) in chosen))


def weights() -> dict[str, int]:
    """Return the section of the deck -> how many slides it has."""
    return {part: last - first + 1 for part, (first, last) in equations.SECTIONS.items()}


SOURCES = tuple(_sources())
