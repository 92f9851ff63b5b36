"""Exercises of the chapter Your own table: what is wrong with a table, with a split, with a report."""
from .margins import MARGIN
from .reports import REPORT
from .splits import LEAKED
from .tables import TABLE

EXERCISES = (TABLE, LEAKED, REPORT, MARGIN)
