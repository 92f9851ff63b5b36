"""The page on structured data for its tests: its text, what it prints, and the tables, read by the csv module."""
import csv
from pathlib import Path
from statistics import mean

import nbformat

from tools import terms

CHAPTERS = Path(__file__).parents[3] / "chapters"
CELLS = nbformat.read(CHAPTERS / "structured-data.ipynb", as_version=4).cells
TEXT = terms.plain(" ".join(cell.source for cell in CELLS if cell.cell_type == "markdown"))
ALTS = " ".join(cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "") for cell in CELLS)
PRINTED = "".join(output.text for cell in CELLS for output in cell.get("outputs", []) if output.output_type == "stream")


def told(words, where=None):
    """Assert that the chapter says `words`, so that a test of a number is a test of what is read."""
    assert words in (TEXT if where is None else where), words


def rows(name, **where):
    """Return the rows of a table whose settings are as given, by seed, as dicts of text."""
    lines = (CHAPTERS / "results" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [row for row in table if all(row[key] == str(value) for key, value in where.items())]


def values(name, column, **where):
    """Return a column of such rows as numbers, ten of them but for the stored networks."""
    return [float(row[column]) for row in rows(name, **where)]


def average(name, column, **where):
    """Return the mean of such a column."""
    ten = values(name, column, **where)
    assert len(ten) == 10
    return mean(ten)


def wins(first, second):
    """Return in how many of the pairs the first is lower."""
    return sum(a < b for a, b in zip(first, second, strict=True))
