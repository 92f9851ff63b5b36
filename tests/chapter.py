"""A page of the book for its tests, as it is stored: what it says and prints, and the tables of the runs."""
import csv
from pathlib import Path

import nbformat

from tools import terms

CHAPTERS = Path(__file__).parents[1] / "chapters"


class Page:
    """A notebook: its cells, its text without the links to the glossary, its code, what that prints, its alt texts."""

    def __init__(self, name):
        self.cells = nbformat.read(CHAPTERS / f"{name}.ipynb", as_version=4).cells
        self.code = [cell for cell in self.cells if cell.cell_type == "code"]
        self.sources = [cell.source for cell in self.code]
        self.text = terms.plain("\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown"))
        self.printed = "".join(out.text for cell in self.code for out in cell.outputs if out.output_type == "stream")
        self.alts = " ".join(cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "") for cell in self.code)

    def told(self, words, where=None):
        """Assert that the page says `words`, so that a test of a number is a test of what is read."""
        assert words in (self.text if where is None else where), words


def rows(name, **where):
    """Return the rows of a table of runs whose settings are as given, dicts of text, by the csv module alone."""
    lines = (CHAPTERS / "results" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [row for row in table if all(row[key] == str(value) for key, value in where.items())]
