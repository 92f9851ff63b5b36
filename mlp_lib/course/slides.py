"""The slides: for each, what to take from it, and where the book takes it up: section, explorer, exercise, errata.

The rows stand in ``tables/slides.csv``.  They are counted from the title, S1, to the reading list, S37.  The minutes
are those of the section in the book (tools/minutes.py says by which rule).
"""
from __future__ import annotations

from typing import NamedTuple

from mlp_lib.checks import lookup

from . import equations, exercises
from .listing import Listing, read


class Slide(NamedTuple):
    """A slide of the deck.

    number     counted from the title, S1
    topic      what it is about, in a few words
    page       the page of the book that takes it up, a file name without its ending
    section    the anchor of the section there; "" for the title and the outline, which have none
    take       what to take from it, in a sentence
    explorer   the name of the explorer to look at, as in its anchor ``#explorer-<name>``, or ""
    exercise   the id of the exercise to do, or ""
    errata     those that concern it, such as ("E9", "E22")
    minutes    that the section takes, estimated; 0 where there is none
    """

    number: int
    topic: str
    page: str
    section: str
    take: str
    explorer: str
    exercise: str
    errata: tuple[str, ...]
    minutes: int


SLIDES = tuple(Slide(int(row["slide"]), row["topic"], row["page"], row["section"], row["take"], row["explorer"],
                     row["exercise"], tuple(row["errata"].split()), int(row["minutes"] or 0))
               for row in read("slides.csv"))


def show(section: str) -> Listing:
    """Return the slides of a section of the deck, such as "Activation functions", one below the other."""
    first, last = lookup(equations.SECTIONS, section, "section")
    return Listing(f"Slides of {section}, S{first} to S{last}",
                             tuple(_stanza(s) for s in SLIDES if first <= s.number <= last))


def of_section(page: str, section: str) -> tuple[int, ...]:
    """Return the numbers of the slides that this section of the book takes up, lowest first."""
    return tuple(s.number for s in SLIDES if (s.page, s.section) == (page, section))


def _stanza(s: Slide) -> str:
    page = f"{s.page}.ipynb"
    links = ", ".join(e.link for e in equations.ALL if e.slide == s.number and e.number)
    ways = (f"[{s.page.replace('-', ' ')}, {s.minutes} min]({page}#{s.section})",
            s.explorer and f"explorer [{s.explorer.replace('-', ' ')}]({page}#explorer-{s.explorer})",
            s.exercise and f"exercise [{exercises.show(s.exercise).title}]({page}#exercise-{s.exercise})",
            links and f"equations {links}",
            "errata " * bool(s.errata) + ", ".join(f"[{e}](errata.ipynb#{e.lower()})" for e in s.errata))
    return (f'<span id="s{s.number}"></span>**S{s.number} · {s.topic}**\n\n{s.take}\n\n'
            + " · ".join(filter(None, ways)))
