"""Exercises of the chapter on structured data: from the split of a table to one number that can be defended."""
from . import classes, columns, lags, learned, rows, sureness, units

EXERCISES = (*rows.EXERCISES, *columns.EXERCISES, *units.EXERCISES, *classes.EXERCISES, *lags.EXERCISES,
             *learned.EXERCISES, *sureness.EXERCISES)
