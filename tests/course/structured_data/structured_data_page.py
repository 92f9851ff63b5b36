"""The page on structured data for its tests: its text, what it prints, and the tables, read by the csv module."""
from statistics import mean

from chapter import Page, rows

PAGE = Page("structured-data")
told = PAGE.told


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
