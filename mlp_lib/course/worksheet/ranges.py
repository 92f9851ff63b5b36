"""A range: the values that a box can rightly have for readers who round at every step, and what counts as agreement.

A number is rounded to three significant digits or to three decimals, as the reader likes. Each box therefore passes on
a range, and a rule carries the ranges of its inputs on to its own, by its slopes.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .boxes import Numbers

if TYPE_CHECKING:
    from .sheet import Sheet


FLOAT = 1e-9                                            # what floating point may add to a range


class Range(NamedTuple):
    """The values from `middle - half` to `middle + half`."""

    middle: float
    half: float = 0.0

    def distance(self, value: float) -> float:
        """Return how far `value` lies outside."""
        return max(abs(value - self.middle) - self.half, 0.0)

    def widened(self, by: float) -> Range:
        """Return the range with `by` more on either side."""
        return Range(self.middle, self.half + by)

    def times(self, factor: float) -> Range:
        """Return the range of `factor` times the values."""
        return Range(self.middle * factor, self.half * abs(factor))

    def with_range(self, other: Range) -> Range:
        """Return the smallest range that has both."""
        low = min(self.middle - self.half, other.middle - other.half)
        high = max(self.middle + self.half, other.middle + other.half)
        return Range((low + high) / 2, (high - low) / 2)


def unit(value: float) -> float:
    """Return one unit of the third significant digit, or of the third decimal where that is coarser."""
    size = abs(value)
    return max(1e-3, 10.0 ** (math.floor(math.log10(size) + 1e-12) - 2)) if size > 0 else 1e-3


def carried(sheet: Sheet, rule: Callable[[Numbers], float], ranges: Mapping[str, Range]) -> Range:
    """Return the range of a rule's value over the ranges of what it reads."""
    centre = {name: r.middle for name, r in ranges.items()}
    numbers = Numbers(sheet, centre)
    middle, half = rule(numbers), 0.0
    for name in numbers.read:
        if ranges[name].half:
            here, at = ranges[name], dict(centre)
            ends = []
            for end in (here.middle - here.half, here.middle + here.half):
                at[name] = end
                ends.append(rule(Numbers(sheet, at)))
            half += max(abs(end - middle) for end in ends)
    return Range(middle, half + FLOAT * (1 + abs(middle)))


def true_ranges(sheet: Sheet) -> dict[str, Range]:
    """Return, for each box, the right values of all readers who round on the way, before its own rounding."""
    found: dict[str, Range] = {}
    passed: dict[str, Range] = {}
    for name, entry in sheet.rules.items():
        found[name] = carried(sheet, entry.rule, passed).with_range(Range(entry.value))
        passed[name] = found[name].widened(unit(entry.value) / 2)
    return found
