"""Checks of what callers hand in: an error says what came, what was wanted and the likely remedy."""
from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from .hints import Array, Seed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

T = TypeVar("T")


def lookup(table: Mapping[str, T], name: object, kind: str) -> T:
    """Return ``table[name]``; an unknown name is a ValueError that suggests the nearest one."""
    if not isinstance(name, str):
        raise TypeError(f"{kind} is given by name, one of {', '.join(table)}; got {name!r}")
    if name not in table:
        near = difflib.get_close_matches(name.lower(), table, n=1, cutoff=0.5)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"unknown {kind} {name!r}.{hint} Known: {', '.join(table)}.")
    return table[name]


def records(given: object, kind: type[T], name: str) -> tuple[T, ...]:
    """Return `given` if it is a tuple of records of one kind."""
    if not isinstance(given, tuple) or not all(isinstance(record, kind) for record in given):
        raise TypeError(f"{name} must be a tuple of {kind.__name__}s, a single one as (record,); got {given!r:.100}")
    return given


def count(value: object, name: str, least: int = 1, most: int | None = None, remedy: str = "") -> int:
    """Return `value` as an int between `least` and `most`, both included."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be a whole number, got {value!r}.{' ' + remedy if remedy else ''}")
    if int(value) < least or (most is not None and int(value) > most):
        wanted = f"at least {least}" if most is None else f"from {least} to {most}"
        raise ValueError(f"{name} must be {wanted}, got {value!r}.{' ' + remedy if remedy else ''}")
    return int(value)


def few(values: Iterable[T], name: str, most: int = 100_000) -> list[T]:
    """Return `values` as a list, and do not wait for the end of those that have none."""
    found = list(itertools.islice(values, most + 1))
    if len(found) > most:
        raise ValueError(f"{name} has more than {most:,} values. Take fewer, the first ones for instance.")
    return found


def number(value: object, name: str, least: float = 0.0, *, open_end: bool = False, remedy: str = "") -> float:
    """Return `value` as a finite float of at least `least` (above it, where `open_end`)."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, got {value!r}.{' ' + remedy if remedy else ''}")
    try:
        result = float(value)
    except OverflowError:                                   # a whole number of more than 308 digits
        result = np.inf
    if not np.isfinite(result) or result < least or (open_end and result == least):
        wanted = f"{'above' if open_end else 'at least'} {least:g} and finite"
        raise ValueError(f"{name} must be {wanted}, got {value!r:.60}.{' ' + remedy if remedy else ''}")
    return result


def one_of(value: T, choices: Iterable[object], name: str) -> T:
    """Return `value` if it is one of `choices`."""
    choices = list(choices)
    if not any(value is c or (type(value) is type(c) and value == c) for c in choices):
        raise ValueError(f"{name} must be one of {', '.join(map(repr, choices))}; got {value!r}.")
    return value


def axes(ax: Axes | None) -> Axes | None:
    """Return Matplotlib axes, or None for a new figure."""
    if ax is not None and not hasattr(ax, "get_figure"):
        raise TypeError(f"ax must be Matplotlib axes, got {ax!r:.60}. Leave it out for a new figure.")
    return ax


def generator(rng: Seed) -> np.random.Generator:
    """Return a Generator from a seed, a Generator, or None (fresh)."""
    if rng is None or isinstance(rng, np.random.Generator):
        return np.random.default_rng(rng)
    return np.random.default_rng(count(rng, "rng", least=0, remedy="Pass a seed such as rng=0, or a Generator."))


def finite(array: ArrayLike, name: str, remedy: str = "Drop or fill these rows first.",
           dtype: DTypeLike | None = None) -> Array:
    """Return `array` as a float array (of `dtype`) with no NaN or infinity in it; the error names the first bad place.

    Numbers only: text and dates are not read as numbers, and no imaginary part is dropped.
    """
    try:
        raw = np.asarray(array)
        if raw.dtype.kind not in "biufO":
            raise TypeError
        dtype = dtype or (raw.dtype if raw.dtype in (np.float32, np.float64) else float)
        with np.errstate(over="ignore"):                    # too large for float32 is infinite, and refused below
            out = raw.astype(dtype, copy=False)
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"{name} must be an array of numbers, got {type(array).__name__}: {array!r:.60}") from None
    if not np.isfinite(out).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(out))[0])
        raise ValueError(f"{name}{list(where) if where else ''} is {raw[where]}: {name} must be finite"
                         f"{' in float32' if out.dtype == np.float32 else ''}. {remedy}")
    return out
