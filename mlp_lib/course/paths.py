"""Study paths: which sections to take with an evening, a week, or an exam ahead, with the minutes of each.

The minutes are estimates, by the rule of tools/minutes.py; nobody's reading was timed.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from mlp_lib.checks import lookup

from . import exercises, sections
from .listing import Listing
from .sections import Section
from .self_test import COUNT

EXAM = Section("exam", "", "An exam of one hour", 0, 60)
SELF_TEST = Section("self-test", "", f"The self-test, {COUNT} questions", 0, COUNT)
QUIZZES = ("neurons", "activations", "forward-pass", "backpropagation", "hyperparameters")


@dataclass(frozen=True)
class Path:
    """A study path.

    title    what it is called
    parts    its parts in their order, such as days: a name, and the sections
    skip     what it leaves out, and why that is bearable
    """

    title: str
    parts: tuple[tuple[str, tuple[Section, ...]], ...]
    skip: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """All its sections."""
        return tuple(section for _, part in self.parts for section in part)

    @property
    def reading(self) -> int:
        """Minutes of reading."""
        return sum(section.reading for section in self.sections)

    @property
    def answering(self) -> int:
        """Minutes of core exercises and questions, of the exam and of the self-test."""
        return sum(section.answering for section in self.sections)

    @property
    def papers(self) -> int:
        """Minutes of what is in no chapter: the exam and the self-test."""
        return sum(section.minutes for section in self.sections if not section.anchor)

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids of its core exercises and questions."""
        asked = [id for s in self.sections if s.answering for id in (*s.exercises, *s.questions)]
        return tuple(id for id in asked if id not in exercises.ALL or exercises.ALL[id].level == "core")


def _some(page: str, anchors: str, read_only: str = "") -> tuple[Section, ...]:
    """Return sections of a page; of those in `read_only` the exercises are left out."""
    found = [sections.ALL[f"{page}#{anchor}"] for anchor in (anchors + " " + read_only).split()]
    order = [section.anchor for section in sections.of(page)]
    return tuple(section._replace(answering=0) if section.anchor in read_only.split() else section
                 for section in sorted(found, key=lambda section: order.index(section.anchor)))


def _until(page: str, last: str) -> tuple[Section, ...]:
    """Return the sections of a page up to this one, and it."""
    found = sections.of(page)
    return found[:[section.anchor for section in found].index(last) + 1]


def _after(page: str, last: str) -> tuple[Section, ...]:
    return sections.of(page)[len(_until(page, last)):]


PATHS = {
    "evening": Path("In one evening", (
        ("Neurons", _some("neurons", "what-if-the-line-gets-more-to-work-with what-does-a-neuron-compute "
                          "how-are-neurons-joined-to-a-network in-short")),
        ("Activation functions", _some("activations", "why-does-a-neuron-not-simply-pass-on-its-sum "
                                       "which-functions-are-used relu-a-hinge which-one-do-i-take in-short")),
        ("Forward pass", _some("forward-pass", "which-weight-is-w-2-3-1 what-does-a-whole-layer-compute "
                               "how-does-a-whole-network-compute how-wrong-is-the-network in-short")),
        ("Backpropagation", _some("backpropagation", "what-does-it-mean-to-learn and-on-a-weight-one-layer-before "
                                  "how-does-the-cost-depend-on-the-last-weight three-layers-factor-by-factor in-short",
                                  "too-early the-algorithm-in-four-steps")),
        ("Hyperparameters", _some("hyperparameters", "what-is-left-for-you-to-choose and-for-classes "
                                  "softmax-from-sums-to-probabilities in-short",
                                  "which-loss what-if-it-learns-by-heart")),
    ), "Nerve cells, the sections on single activations, all programming of your own, every derivation beyond one "
       "neuron a layer, and the data. You can follow the lecture then; you cannot write a network yet."),
    "week": Path("In a week", (
        ("Day 1", (*sections.of("prerequisites"), *sections.of("neurons"))),
        ("Day 2", sections.of("activations")),
        ("Day 3", sections.of("forward-pass")),
        ("Day 4", _until("backpropagation", "the-chain-as-a-product-of-jacobians")),
        ("Day 5", (*_after("backpropagation", "the-chain-as-a-product-of-jacobians"), *sections.of("worksheet"))),
        ("Day 6", sections.of("hyperparameters")),
        ("Day 7", (*_some("structured-data", "structured-data baselines-before-networks an-honest-split "
                          "what-leaks-in-the-preparation in-short"), *sections.of("outlook"))),
    ), "The stretch exercises, the second half of *Structured data*, the project, your own table, the sweep and the "
       "Playground: they are practice, and wait until you have a network to train."),
    "exam": Path("Before the exam", (
        ("In short, all of it", tuple(s for page in QUIZZES for s in _some(page, "in-short"))),
        ("Test yourself", tuple(s for page in QUIZZES for s in _some(page, "exit-quiz"))),
        ("By hand", (*_some("neurons", "what-is-counted-as-a-layer"),
                     *_some("forward-pass", "how-does-a-whole-network-compute which-shape-has-what "
                            "sum-mean-and-a-factor-2"),
                     *_some("backpropagation", "how-does-the-cost-depend-on-the-last-weight too-early "
                            "three-layers-factor-by-factor what-if-there-are-several-neurons-in-a-layer "
                            "and-all-of-it-with-matrices"),
                     *_some("worksheet", "sheet-1-one-output sheet-2-two-outputs"))),
        ("With words", _some("hyperparameters", "which-loss and-for-classes softmax-from-sums-to-probabilities "
                             "break-it-what-is-wrong-with-this-run")),
        ("As if it were the day", (SELF_TEST, EXAM)),
    ), "What you have read once and can say in a sentence; long programs, since an exam by hand asks for none; the "
       "films and the tables of runs."),
}


def show(name: str) -> Listing:
    """Return a study path, "evening", "week" or "exam": its sections with their minutes, and what it leaves out."""
    path = lookup(PATHS, name, "study path")
    rows = []
    for part, found in path.parts:
        rows.append(f"| **{part}** | {_total(s.reading for s in found)} | {_total(s.answering for s in found)} |")
        rows += [f"| {section.link} | {section.reading or ''} | {section.answering or ''} |" for section in found]
    rows.append(f"| **{path.title}: about {hours(path.reading + path.answering)}** | **{path.reading}** | "
                f"**{path.answering}** |")
    return Listing(f"{path.title}, {path.reading + path.answering} minutes",
                   (*rows, "", f"**Skip:** {path.skip}"),
                   ("| section | read, min | answer, min |", "|---|---:|---:|"), "\n")


def chapters() -> Listing:
    """Return what each chapter takes: to read, to answer, and its stretch exercises."""
    rows = []
    for page, group in groupby(sections.SECTIONS, key=lambda section: section.page):
        found = list(group)
        rows.append(f"| [{found[0].title}]({page}.ipynb) | {_total(s.reading for s in found)} | "
                    f"{_total(s.answering for s in found)} | {sections.stretch(page) or ''} |")
    return Listing("Minutes of the chapters", tuple(rows),
                   ("| chapter | read, min | core exercises and questions, min | stretch exercises, min |",
                    "|---|---:|---:|---:|"), "\n")


def hours(minutes: int) -> str:
    """Return minutes as hours, halves at the finest: 177 is "3 h"."""
    halves = round(minutes / 30)
    return f"{halves // 2}{'½' * (halves % 2)} h"


def _total(found: Iterable[int]) -> int | str:
    return sum(found) or ""
