"""The sections of the book: what each takes, what it asks, and of which chapter it is.

The rows stand in ``tables/sections.csv``, written by tools/minutes.py, which says by which rule the minutes are
estimated.
"""
from __future__ import annotations

from typing import NamedTuple

from . import exercises
from .listing import read


class Section(NamedTuple):
    """A section of the book.

    page         the chapter, a file name without its ending
    anchor       of its heading
    title        its heading
    reading      minutes to read it, estimated: text, equations, code, explorers
    answering    minutes of its core exercises, and one for each question
    exercises    the ids of its exercises, core and stretch
    questions    the ids of the questions that are asked here first
    """

    page: str
    anchor: str
    title: str
    reading: int
    answering: int
    exercises: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """What it takes to read it and to answer what it asks."""
        return self.reading + self.answering

    @property
    def link(self) -> str:
        """A Markdown link to it."""
        return f"[{self.title}]({self.page}.ipynb{'#' * bool(self.anchor)}{self.anchor})"


SECTIONS = tuple(Section(row["page"], row["section"], row["title"], int(row["reading"]), int(row["answering"]),
                         tuple(row["exercises"].split()), tuple(row["questions"].split()))
                 for row in read("sections.csv"))
ALL = {f"{section.page}#{section.anchor}": section for section in SECTIONS}
HOME = {id: section for section in SECTIONS for id in (*section.exercises, *section.questions)}


def of(page: str) -> tuple[Section, ...]:
    """Return the sections of a chapter, in its order; the first is what stands above them, under its title."""
    return tuple(section for section in SECTIONS if section.page == page)


def stretch(page: str) -> int:
    """Return the minutes of a chapter's stretch exercises, which no section's minutes contain."""
    return sum(e.minutes for e in exercises.ALL.values() if e.chapter == page and e.level == "stretch")
