"""The lecture's equations: one table of all 65, with the slide, the chapter and the function that computes each.

The rows stand in ``tables/equations.csv``, those of the slides in ``tables/slides.csv``.  The LaTeX is the right form,
as the chapters print it; what the slides print otherwise is on the errata page.
"""
from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from .checks import lookup

SECTIONS = {                                            # of the deck -> its first and last slide
    "Introduction": (3, 8), "Activation functions": (9, 13), "ANN operations": (14, 19),
    "Backpropagation": (20, 33), "Summary": (34, 37),
}


class Slide(NamedTuple):
    """A slide of the deck: its number, what it is about, and the page of the book that takes it up."""

    number: int
    topic: str
    page: str


class Equation(NamedTuple):
    """An equation of the lecture.

    number     as on the slide; None for the two of S18 that have none
    slide      the slide that prints it
    page       the chapter that prints it, a file name without its ending
    function   dotted name in mlp_lib of what computes it; "" for (54), which is empty
    words      what it is, in a few words
    latex      the right form, as in the chapter, without number
    """

    number: int | None
    slide: int
    page: str
    function: str
    words: str
    latex: str

    @property
    def section(self) -> str:
        """The deck's section that it belongs to."""
        return section_of(self.slide)

    @property
    def link(self) -> str:
        """A Markdown link to the place of the book that prints it."""
        label = f"({self.number})" if self.number else "no number"
        return f"[{label}]({self.page}.ipynb#lecture-{self.number})" if self.number and self.latex else label


@dataclass(frozen=True)
class Table:
    """A table that notebooks and the book show as Markdown, with math and links."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_markdown_(self) -> str:
        lines = [self.head, ("---",) * len(self.head), *self.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def __repr__(self) -> str:
        return f"{self.name}: {len(self.rows)} rows"


def _read(name):
    with (files(__package__) / "tables" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


SLIDES = tuple(Slide(int(row["slide"]), row["topic"], row["page"]) for row in _read("slides.csv"))
ALL = tuple(Equation(int(row["number"]) if row["number"] else None, int(row["slide"]), *list(row.values())[2:])
            for row in _read("equations.csv"))
NUMBERED = {equation.number: equation for equation in ALL if equation.number}


def section_of(slide: int) -> str:
    """Return the deck's section of a slide; a slide without one (S1, S2, S38) is a ValueError."""
    for name, (first, last) in SECTIONS.items():
        if first <= slide <= last:
            return name
    raise ValueError(f"S{slide} is in no section: sections run from S3 to S37.")


def show(section: str) -> Table:
    """Return the equations of a section of the deck, such as "Activation functions", as a table."""
    first, last = lookup(SECTIONS, section, "section")
    head = "no.", "slide", "what", "`mlp_lib`", "equation"
    return Table(f"Equations of {section}, S{first} to S{last}", head, tuple(
        (e.link, f"S{e.slide}", e.words, _code(e.function), rf"$\displaystyle {e.latex}$" if e.latex else "")
        for e in ALL if first <= e.slide <= last))


def slide_map() -> Table:
    """Return slide -> place in the book, linked to the first equation of the slide where there is one."""
    return Table("Slide map", ("slide", "topic", "in the book", "equations"), tuple(
        (f"S{s.number}", s.topic, f"[{title(s.page)}]({s.page}.ipynb)", ", ".join(
            e.link for e in ALL if e.slide == s.number and e.number)) for s in SLIDES))


def title(page: str) -> str:
    """Return a page's name in words: "forward-pass" is "Forward pass"."""
    return "Home" if page == "index" else page.replace("-", " ").capitalize()


def _code(dotted: str) -> str:
    table, _, key = dotted.partition(".")
    return f'`{table}["{key}"]`' if key and table.isupper() and table != "MLP" else f"`{dotted}`" if dotted else ""
