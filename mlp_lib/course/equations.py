"""The lecture's equations: one table of all 65, with the slide, the chapter and the function that computes each.

The rows stand in ``tables/equations.csv``.  The LaTeX is the right form, as the chapters print it; what the slides
print otherwise is on the errata page.
"""
from __future__ import annotations

from typing import NamedTuple

from mlp_lib.checks import count, lookup

from .listing import Listing, read

SECTIONS = {                                            # of the deck -> its first and last slide
    "Introduction": (3, 8), "Activation functions": (9, 13), "ANN operations": (14, 19),
    "Backpropagation": (20, 33), "Summary": (34, 37),
}


class Equation(NamedTuple):
    """An equation of the lecture.

    number     as on the slide; None for the two of S18 that have none
    slide      the slide that prints it
    page       the chapter that prints it, a file name without its ending; "" where none does yet
    function   dotted name in mlp_lib of what computes it; "" for (54), which is empty
    words      what it is, in a few words
    erratum    the erratum that says where the slide prints it otherwise, such as "E14"; "" where it does not
    latex      the right form, as in the chapter, without number
    """

    number: int | None
    slide: int
    page: str
    function: str
    words: str
    erratum: str
    latex: str

    @property
    def section(self) -> str:
        """The deck's section that it belongs to."""
        return section_of(self.slide)

    @property
    def link(self) -> str:
        """A Markdown link to the place of the book that prints it."""
        label = f"({self.number})" if self.number else "no number"
        printed = self.number and self.latex and self.page
        return f"[{label}]({self.page}.ipynb#lecture-{self.number})" if printed else label


ALL = tuple(Equation(int(row["number"]) if row["number"] else None, int(row["slide"]), *list(row.values())[2:])
            for row in read("equations.csv"))
NUMBERED = {equation.number: equation for equation in ALL if equation.number}


def section_of(slide: int) -> str:
    """Return the deck's section of a slide; a slide without one (S1, S2, S38) is a ValueError."""
    slide = count(slide, "slide", remedy="Slides count from 1 to 38.")
    for name, (first, last) in SECTIONS.items():
        if first <= slide <= last:
            return name
    raise ValueError(f"S{slide} is in no section: sections run from S3 to S37.")


def show(section: str) -> Listing:
    """Return the equations of a section of the deck, such as "Activation functions", each under its number."""
    first, last = lookup(SECTIONS, section, "section")
    return Listing(f"Equations of {section}, S{first} to S{last}",
                   tuple(_stanza(e) for e in ALL if first <= e.slide <= last))


def _stanza(e: Equation) -> str:
    head = f'<span id="row-{e.number}"></span>' * bool(e.number) + " · ".join(filter(None, (
        f"**{e.link}**", f"[S{e.slide}](slides.ipynb#s{e.slide})", e.words, _code(e.function),
        f"[otherwise on the slide: {e.erratum}](errata.ipynb#{e.erratum.lower()})" if e.erratum else "")))
    # starred: an unstarred equation in an output would be numbered from 1 by JupyterLab
    return f"{head}\n\n\\begin{{equation*}}\n{e.latex}\n\\end{{equation*}}" if e.latex else head


def _code(dotted: str) -> str:
    table, _, key = dotted.partition(".")
    return f'`{table}["{key}"]`' if key and table.isupper() and table != "MLP" else f"`{dotted}`" if dotted else ""
