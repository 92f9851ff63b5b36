"""The hyperparameters page for its tests: its text, and the tables of the runs, read by the csv module alone."""
import csv
import math
import re
from pathlib import Path
from statistics import median

import nbformat

from tools import terms

CHAPTERS = Path(__file__).parents[3] / "chapters"
CELLS = nbformat.read(CHAPTERS / "hyperparameters.ipynb", as_version=4).cells
TEXT = terms.plain(" ".join(cell.source for cell in CELLS if cell.cell_type == "markdown"))
SOURCES = [cell.source for cell in CELLS if cell.cell_type == "code"]
PRINTED = "".join(output.text for cell in CELLS for output in cell.get("outputs", []) if output.output_type == "stream")


def told(words):
    """Assert that the chapter says `words`, so that a test of a number is a test of what is read."""
    assert words in TEXT, words


def rows(name, **where):
    """Return the rows of a table whose settings are as given, as dicts of text."""
    lines = (CHAPTERS / "results" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [row for row in table if all(row[key] == str(value) for key, value in where.items())]


def number(cell):
    """Return a cell as a number; an empty one is a loss beyond 1,000."""
    return float(cell) if cell else math.inf


def values(name, column, **where):
    """Return a column of such rows as numbers."""
    return [number(row[column]) for row in rows(name, **where)]


def curve(row, prefix):
    """Return the columns prefix_1, prefix_2, ... of a row."""
    return [number(cell) for key, cell in row.items() if re.fullmatch(rf"{prefix}_\d+", key)]


def middle(numbers):
    """Return median, lowest and highest, rounded as the captions do."""
    return [round(f, 2) for f in (median(numbers), min(numbers), max(numbers))]


def numbers_in(caption):
    """Return a caption's numbers."""
    return [float(n.replace("−", "-").replace(",", "")) for n in re.findall(r"[−-]?\d[\d,]*(?:\.\d+)?", caption)]
