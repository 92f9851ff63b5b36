"""Explorers of the chapter on structured data: a split that leaks, more rows, one mix, a threshold, calibration."""
from .forecasts import calibration, threshold
from .mix import mix
from .rows import rows
from .split_leak import split_leak

__all__ = ["calibration", "mix", "rows", "split_leak", "threshold"]
