"""A paper of the self-test: which questions, in which order, with which numbers; and its mark."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np

from mlp_lib import checks
from mlp_lib.course.sections import Section
from mlp_lib.teaching.quiz import Drill, Question

from .pool import SOURCES, weights

COUNT = 40


class Asked(NamedTuple):
    """A question of a paper.

    question   its options in the order of this paper
    order      that order: the places that the options have in the record
    home       the section to read again
    part       the section of the deck
    """

    question: Question
    order: tuple[int, ...]
    home: Section
    part: str


@dataclass(frozen=True)
class Paper:
    """Forty questions, drawn from a seed."""

    seed: int
    asked: tuple[Asked, ...]


class Mark(NamedTuple):
    """What came out.

    right   how many are right
    parts   section of the deck -> (right, asked)
    again   sections to read again -> how many of their questions were not answered rightly, most first
    """

    right: int
    parts: dict[str, tuple[int, int]]
    again: dict[Section, int]


def shares(count: int = COUNT) -> dict[str, int]:
    """Return how many questions each section of the deck gets: in proportion to its slides, the largest rests first."""
    slides = weights()
    exact = {part: count * n / sum(slides.values()) for part, n in slides.items()}
    found = {part: int(share) for part, share in exact.items()}
    for part in sorted(exact, key=lambda part: found[part] - exact[part])[:count - sum(found.values())]:
        found[part] += 1
    return found


@cache
def draw(seed: int) -> Paper:
    """Return the paper of a seed, 1 or more: of each section of the deck its share, about half of it drills."""
    seed = checks.count(seed, "seed", 1)
    rng, asked = np.random.default_rng(seed), []
    for part, share in shares().items():
        drills, fixed = ([s for s in SOURCES if s.part == part and isinstance(s.record, Drill) == drill]
                         for drill in (True, False))
        varied = min(len(drills), (share + 1) // 2)
        chosen = [drills[i] for i in rng.permutation(len(drills))[:varied]]
        chosen += [fixed[i] for i in rng.permutation(len(fixed))[:share - varied]]
        for i in rng.permutation(share):
            question, source = chosen[i].question(seed), chosen[i]
            numbers = isinstance(source.record, Drill)          # in the order of their size
            order = range(len(question.options)) if numbers else rng.permutation(len(question.options))
            places = tuple(int(place) for place in order)
            ordered = replace(question, options=tuple(question.options[place] for place in places))
            asked.append(Asked(ordered, places, source.home, part))
    return Paper(seed, tuple(asked))


def mark(paper: Paper, choices: Sequence[int | None]) -> Mark:
    """Return the Mark of the chosen options, one for each question; None is a question left out."""
    if len(choices) != len(paper.asked):
        raise ValueError(f"the paper has {len(paper.asked)} questions, got {len(choices)} choices: None for those left "
                         "out.")
    right = [choice is not None and one.question.options[choice].right
             for one, choice in zip(paper.asked, choices, strict=True)]
    asked, good, again = Counter[str](), Counter[str](), Counter[Section]()
    for one, hit in zip(paper.asked, right, strict=True):
        asked[one.part] += 1
        good[one.part] += hit
        again[one.home] += not hit
    return Mark(sum(right), {part: (good[part], asked[part]) for part in asked},
                {section: n for section, n in again.most_common() if n})
