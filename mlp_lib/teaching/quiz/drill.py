"""A drill: a question whose numbers are drawn from a seed, by the code that also works out its answers."""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

from .record import Option, Question

MOST = 5                                                # options of a question
TRIES = 200

Offer = tuple[float | str, str]                         # an answer, and why it is right or whose slip it is
Asked = tuple[str, Sequence[Offer]]                     # the text; the right answer, then those of the usual slips


class Drill(NamedTuple):
    """A question with other numbers for each seed.

    id        in lower case with hyphens
    section   the anchor of the chapter's section that a wrong answer leads to
    make      from a random generator to the text and the answers, the right one first; draws all its numbers
    """

    id: str
    section: str
    make: Callable[[np.random.Generator], Asked]


def draw(drill: Drill, seed: int) -> Question:
    """Return the question of a seed; answers that look alike are offered once, and the order is that of the numbers.

    Where fewer than three answers are left, other numbers are drawn; a drill that never has three is a ValueError.
    """
    rng = np.random.default_rng([seed, crc32(drill.id.encode())])
    for _ in range(TRIES):
        text, offers = drill.make(rng)
        apart: dict[str, Offer] = {}
        for offer in offers:
            apart.setdefault(written(offer[0]), offer)
        chosen = list(apart.items())[:MOST]
        if len(chosen) < 3:
            continue
        right = written(offers[0][0])
        in_order = sorted(chosen, key=lambda one: (isinstance(one[1][0], str), one[1][0]))
        return Question(f"{drill.id}-{seed}", text,
                        tuple(Option(word, reason, word == right) for word, (_, reason) in in_order), drill.section)
    raise ValueError(f"drill {drill.id!r} drew {TRIES} times without three answers that differ: give it more slips.")


def written(value: float | str) -> str:
    """Return an answer as it is read: a number with up to three decimals and a true minus sign, a text as it is."""
    return value if isinstance(value, str) else re.sub("^-", "−", f"{round(float(value), 3) + 0.0:.10g}")


def brief(value: float) -> str:
    """Return a number for a formula: up to three decimals, and a minus sign that MathJax reads."""
    return written(value).replace("−", "-")
