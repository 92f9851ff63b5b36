"""Checks of what callers hand in: an error says what came, what was wanted and the likely remedy."""
from __future__ import annotations

import difflib
import functools
import inspect
import itertools
from collections.abc import Callable, Iterable, Mapping
from numbers import Complex, Integral, Number, Real
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from .hints import Array, Seed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
INSTEAD = {                                                 # what other libraries have, and what does here
    "sample_weight": "every row counts once. Repeat rows instead, np.repeat(X, times, axis=0) and y likewise.",
    "class_weight": "every class counts as often as it is there. Repeat the rows of the rare ones instead, such as "
                    "np.repeat(X, times[y], axis=0) and np.repeat(y, times[y]), with times per class.",
}
SAME = {                                                    # a name elsewhere -> the names here that it may stand for
    "lr": ("eta",), "learning_rate": ("eta",), "learning_rate_init": ("eta",), "max_iter": ("epochs",),
    "solver": ("optimizer",), "weight_decay": ("l2",), "momentum": ("optimizer",), "random_state": ("rng",),
    "seed": ("rng",), "mse": ("squared_error",), "mae": ("absolute_error", "mean_absolute_error"),
    "rmse": ("root_mean_squared_error",), "linear": ("identity",), "logistic": ("sigmoid",), "xavier": ("glorot",),
    "kaiming": ("he",),
}


def lookup(table: Mapping[str, T], name: object, kind: str) -> T:
    """Return ``table[name]``; an unknown name is a ValueError that suggests the nearest one."""
    if not isinstance(name, str):
        raise TypeError(f"{kind} is given by name, one of {', '.join(table)}; got {name!r:.60}")
    if name not in table:
        raise ValueError(f"unknown {kind} {name!r:.60}.{_nearest(name, table)} Known: {', '.join(table)}.")
    return table[name]


def _nearest(name: str, known: Iterable[str]) -> str:
    known = list(known)
    same = [one for one in SAME.get(name.lower(), ()) if one in known]
    near = same or difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""


def records(given: object, kind: type[T], name: str) -> tuple[T, ...]:
    """Return `given` if it is a tuple of records of one kind."""
    if not isinstance(given, tuple) or not all(isinstance(record, kind) for record in given):
        raise TypeError(f"{name} must be a tuple of {kind.__name__}s, a single one as (record,); got {given!r:.100}")
    return given


def told(f: Callable[P, R]) -> Callable[P, R]:
    """Wrap a function so that a setting it does not have is refused in words, with what does instead."""
    known = list(inspect.signature(f).parameters)

    @functools.wraps(f)
    def call(*args: P.args, **settings: P.kwargs) -> R:
        for name in settings:
            if name in INSTEAD:
                raise TypeError(f"{f.__name__} has no {name}: {INSTEAD[name]}")
            if name not in known:
                raise TypeError(f"{f.__name__} has no {name!r}.{_nearest(name, known)} It has {', '.join(known)}.")
        return f(*args, **settings)
    return call


def count(value: object, name: str, least: int = 1, most: int | None = None, remedy: str = "") -> int:
    """Return `value` as an int between `least` and `most`, both included."""
    if isinstance(value, bool | np.timedelta64) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be a whole number, got {value!r:.60}.{' ' + remedy if remedy else ''}")
    if int(value) < least or (most is not None and int(value) > most):
        wanted = f"at least {least}" if most is None else f"from {least} to {most}"
        raise ValueError(f"{name} must be {wanted}, got {value!r:.60}.{' ' + remedy if remedy else ''}")
    return int(value)


def few(values: Iterable[T], name: str, most: int = 100_000) -> list[T]:
    """Return `values` as a list, and do not wait for the end of those that have none."""
    found = list(itertools.islice(values, most + 1))
    if len(found) > most:
        raise ValueError(f"{name} has more than {most:,} values. Take fewer, the first ones for instance.")
    return found


def number(value: object, name: str, least: float = 0.0, *, open_end: bool = False, remedy: str = "") -> float:
    """Return `value` as a finite float of at least `least` (above it, where `open_end`)."""
    if isinstance(value, bool | np.timedelta64) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, got {value!r:.60}.{' ' + remedy if remedy else ''}")
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
        raise ValueError(f"{name} must be one of {', '.join(map(repr, choices))}; got {value!r:.60}.")
    return value


def words(given: object, name: str) -> tuple[str, ...]:
    """Return `given` as a tuple of words, if it is a list of such."""
    if not isinstance(given, list | tuple) or not all(isinstance(word, str) for word in given):
        raise TypeError(f"{name} must be a list of words, got {given!r:.60}")
    return tuple(given)


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
    """Return `array` as a float array (of `dtype`) without NaN and infinity; the error names the first bad place."""
    out = numbers(array, name, remedy, dtype)
    if not np.isfinite(out).all():
        where = _first(~np.isfinite(out))
        raise ValueError(f"{place(array, name, where)} is {np.asarray(array)[where]}: {name} must be finite"
                         f"{' in float32' if out.dtype == np.float32 else ''}. {remedy}")
    return out


def numbers(array: ArrayLike, name: str, remedy: str = "Drop or fill these rows first.",
            dtype: DTypeLike | None = None) -> Array:
    """Return `array` as a float array (of `dtype`), NaN and infinity included; the error names the first bad place.

    Numbers only: text and dates are not read as numbers, no imaginary part is dropped, what is masked is missing.
    """
    raw, gaps = _entries(array, name)
    if gaps.any():
        where = _first(gaps)
        value = "masked" if raw[where] is np.ma.masked else raw[where]
        raise ValueError(f"{place(array, name, where)} is {value}: {name} must be finite. {remedy}")
    try:
        with np.errstate(over="ignore"):                    # too large for float32 is infinite
            kept = dtype or (raw.dtype if raw.dtype in (np.float32, np.float64) else float)
            out: Array = np.asarray(raw).astype(kept, copy=False)
    except OverflowError:                                   # a whole number of more than 308 digits
        raise TypeError(_no_numbers(array, name)) from None
    return out


def array(given: ArrayLike, name: str) -> NDArray[Any]:
    """Return what is given as an array of whatever kind; rows of different lengths are none, a TypeError."""
    try:
        return np.asarray(given)
    except ValueError:
        raise TypeError(f"{name} must be an array, its rows of one length; got {given!r:.60}") from None


def _entries(array: ArrayLike, name: str) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the entries as an array of numbers, and which of them are none: masked, None, or the NA of pandas."""
    rows = array if isinstance(array, list | tuple) else (array,)
    masked = any(isinstance(row, np.ma.MaskedArray) for row in rows)
    try:
        raw = np.ma.array(array) if masked else np.asarray(array)
    except (TypeError, ValueError):                         # rows of different lengths, for instance
        raise TypeError(_no_numbers(array, name)) from None
    if raw.dtype.kind not in "biufO":
        raise TypeError(_no_numbers(array, name))
    gaps = np.ma.getmaskarray(raw) if masked else np.zeros((), bool)
    if raw.dtype.kind == "O":                               # of mixed columns, or of numbers of another library
        gaps = gaps | _is_missing(np.ma.getdata(raw))
        strange = ~(gaps | _is_number(np.ma.getdata(raw)))
        if strange.any():
            where = _first(strange)
            raise TypeError(f"{place(array, name, where)} is {raw[where]!r:.60}: {name} must be an array of numbers. "
                            "Classes become columns by pandas.get_dummies, digits numbers by pandas.to_numeric.")
    return raw, gaps


@np.vectorize(otypes=[bool])
def _is_number(value: object) -> bool:
    if isinstance(value, np.timedelta64):                   # which NumPy registers as a whole number
        return False
    return isinstance(value, Real | np.bool_) or (isinstance(value, Number) and not isinstance(value, Complex))


@np.vectorize(otypes=[bool])
def _is_missing(value: object) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType")               # the latter two of pandas


def _first(marks: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(marks)[0])


def _no_numbers(array: object, name: str) -> str:
    return f"{name} must be an array of numbers, got {type(array).__name__}: {array!r:.60}"


def place(array: object, name: str, where: tuple[int, ...]) -> str:
    """Return the words for a place in an array, such as "x[3, 1], column 'wind',": a table of pandas names it."""
    words = f"{name}{list(where)}" if where else name
    if not hasattr(array, "iloc"):
        return words
    column = array.columns[where[-1]] if hasattr(array, "columns") else getattr(array, "name", None)
    return words if column is None else f"{words}, column {column!r},"
