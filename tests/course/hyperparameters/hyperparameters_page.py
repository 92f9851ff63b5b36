"""The hyperparameters page for its tests: its text, and the numbers in the tables of the runs."""
import math
import re
from statistics import median

from chapter import Page, rows

PAGE = Page("hyperparameters")
told = PAGE.told


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
