"""A call: a reader's function run once on copies of its arguments, and all that went wrong, written down."""
from __future__ import annotations

import copy
import inspect
import itertools
import traceback
from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from typing import Any, NamedTuple

import numpy as np

from .compare import Reason, describe
from .faults import faults

REMEDIES = {
    NameError: "Is that name spelt as where it was made, and has its cell been run?",
    RecursionError: "The function calls itself without an end.",
    UnboundLocalError: "On this way through the function the name gets no value before it is used.",
}
TEXTS = {
    "truth value of an array": "`if` asks one yes or no, an array has many: use `np.where(condition, a, b)`.",
    "length-1 arrays": "`math` takes single numbers: use the function of the same name in `np`.",
    "0-dimensional arrays": "`math` takes single numbers: use the function of the same name in `np`.",
    "could not be broadcast": "Write down the shape of both sides.",
    "not aligned": "Write down the shapes: the inner two must agree.",
    "values to unpack": "Does the number of names on the left fit every case? Count what is handed in.",
    "mismatch in its core dimension": "Write down the shapes: the inner two must agree in `A @ B`.",
}


class Outcome(NamedTuple):
    """What one call gave: a value or an error, the faults on the way, and whether an argument was changed."""

    value: Any
    error: BaseException | None
    faults: tuple[str, ...]
    changed: bool


def call(function: Callable[..., Any], args: tuple[Any, ...], watch: bool = False) -> Outcome:
    """Run `function` on deep copies of `args`; an exception of the function is part of the outcome.

    With `watch` it is run once more, to see whether anything overflows or is divided by zero on the way.
    """
    given = copy.deepcopy(args)
    value, error = None, None
    with np.errstate(all="ignore"):
        try:
            value = settled(function(*given))             # its own buffer may be used again by the next call
        except (Exception, SystemExit) as stop:
            error = stop
    return Outcome(value, error, faults(function, args) if watch else (), not _alike(args, given))


def settled(value: Any) -> Any:
    """Return a copy of `value` in which a generator, zip, map or view of a dictionary is a list."""
    if isinstance(value, Iterator | KeysView | ValuesView | ItemsView):
        value = list(itertools.islice(value, 10_000))     # one without an end is not waited for
    if type(value) in (list, tuple):
        value = type(value)(map(settled, value))
    try:
        return copy.deepcopy(value)
    except Exception:                                     # not every object can be copied: then it is judged itself
        return value


def _alike(old: Any, new: Any) -> bool:
    """Return whether an argument is after the call what it was before: arrays, lists and what they hold."""
    if isinstance(old, np.ndarray):
        return np.array_equal(old, new, equal_nan=old.dtype.kind == "f")
    if isinstance(old, dict):
        return old.keys() == new.keys() and all(_alike(old[key], new[key]) for key in old)
    if isinstance(old, list | tuple):
        return len(old) == len(new) and all(map(_alike, old, new))
    return old is new or bool(old == new)


def unfinished(outcome: Outcome) -> bool:
    """Return whether the call met a placeholder: it returned `...` or computed with one."""
    return outcome.value is ... or (isinstance(outcome.error, TypeError) and "ellipsis" in str(outcome.error))


def arity(function: Callable[..., Any], solution: Callable[..., Any], args: tuple[Any, ...]) -> Reason | None:
    """Return the Reason that `function` cannot be called with `args`, or None."""
    wanted = f"def {solution.__name__}{inspect.signature(solution)}:"
    try:
        inspect.signature(function).bind(*args)
    except TypeError:
        return Reason(f"Your function takes {inspect.signature(function)}, the check hands it {len(args)} "
                      f"argument{'s' * (len(args) != 1)}: begin it with `{wanted}`")
    except Exception:       # some built-in functions have no signature: the call itself will tell
        return None
    return None


def told(label: str, error: BaseException, function: Callable[..., Any]) -> str:
    """Return in words how the call `label` was stopped by an error."""
    code = getattr(function, "__code__", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__)
             if code and frame.filename == code.co_filename and frame.lineno >= code.co_firstlineno]
    where = f", at `{lines[-1].line}`" if lines and lines[-1].line else ""
    remedy = next((r for key, r in TEXTS.items() if key in str(error)), REMEDIES.get(type(error), ""))
    return f"{label} stops with {type(error).__name__}: {str(error) or 'no message'}{where}. {remedy}".strip()


def label(name: str, args: tuple[Any, ...]) -> str:
    """Return the call in code quotes, as the reader would type it, long arguments shortened."""
    def short(value: object) -> str:
        if isinstance(value, np.ndarray) and value.ndim:
            if value.size > 8:
                return describe(value)
            return np.array2string(value, precision=4, separator=", ").replace("\n", "")
        if isinstance(value, list | tuple) and len(value) <= 8 and not any(map(callable, value)):
            return f"[{', '.join(map(short, value))}]"
        return f"{float(value):.6g}" if isinstance(value, int | float | np.number) else describe(value)
    return f"`{name}({', '.join(map(short, args))})`"
