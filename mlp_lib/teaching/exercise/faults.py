"""Faults on the way: overflow, division by zero and invalid operations of a call, noticed without NumPy's warnings.

NumPy warns where the processor tells it of a fault; in WebAssembly none does. So the arguments of the call are arrays
that look at each result themselves, and while it runs NumPy's functions make such arrays of whatever they are given.
"""
from __future__ import annotations

import contextlib
import copy
import io
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import numpy as np
from numpy import asarray, broadcast_to, isfinite, isinf, isnan  # as they are, also while np.isnan is watched

MAKERS = ("array", "asarray", "ascontiguousarray", "zeros", "ones", "empty", "full")      # they drop a subclass
_seen: dict[str, None] = {}                             # the faults of the call that is running, in order


class Watched(np.ndarray[Any, Any]):
    """An array that notes the faults of every operation it is part of; what comes out is watched too."""

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        given = before = [_bare(x) for x in inputs]
        if "out" in options:
            options["out"] = tuple(map(_bare, options["out"]))
            before = copy.deepcopy(given)                                         # `z *= 2` writes over z
        with np.errstate(all="ignore"):
            value = getattr(ufunc, method)(*given, **options)
        if isinstance(value, np.ndarray | np.floating) and value.dtype.kind == "f":
            alone = method == "__call__" and ufunc.signature is None              # each entry for itself
            _note(ufunc.__name__, [asarray(x) for x in before], asarray(value), alone, options.get("where", True))
        return _watch(value)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        return _watch(super().__array_function__(function, types, args, kwargs))

    def __getitem__(self, at: Any) -> Any:
        return _watch(super().__getitem__(at))          # a single number is watched as well

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))


def faults(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, ...]:
    """Run `function` on watched copies of `args`, its output lost; return its faults in words, each once."""
    _seen.clear()
    plain = {name: value for name, value in vars(np).items() if isinstance(value, np.ufunc) or name in MAKERS}
    given = [_watch(copy.deepcopy(x), "iuf") for x in args]
    try:
        vars(np).update({name: _Loud(value) for name, value in plain.items()})
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):   # an error is told elsewhere
            function(*given)
    finally:
        vars(np).update(plain)
    return tuple(_seen)


class _Loud:
    """A function of NumPy that watches plain numbers and arrays too."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __call__(self, *args: Any, **options: Any) -> Any:
        if isinstance(self._function, np.ufunc):
            args = tuple(_watch(x, "iuf") for x in args)
        return _watch(self._function(*args, **options))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)


def _watch(value: Any, kinds: str = "f") -> Any:
    """Return an array or number of these kinds watched, anything else as it is."""
    if isinstance(value, bool | Watched) or not isinstance(value, int | float | np.generic | np.ndarray):
        return value
    array = asarray(value)
    return array.view(Watched) if array.dtype.kind in kinds else value


def _bare(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, Watched) else value


def _note(name: str, given: list[Any], value: Any, alone: bool, where: Any) -> None:
    """Note what has gone wrong where `value` is no finite number and the numbers it was made of were."""
    given = [x for x in given if x.dtype.kind in "iuf"]

    def all_are(test: Callable[[Any], Any]) -> Any:
        return reduce(lambda so_far, x: so_far & (test(x) if alone else test(x).all()), given, where if alone else True)
    lost, endless = isnan(value) & all_are(lambda x: ~isnan(x)), isinf(value) & all_are(isfinite)
    if endless.any():
        zero = name.startswith("log") or (alone and name in ("divide", "reciprocal", "power", "float_power") and any(
            (broadcast_to(x, value.shape)[endless] == 0).any() for x in given))
        _seen[f"a division by zero in `{name}`" if zero else f"an overflow in `{name}`"] = None
    if lost.any():
        _seen[f"an invalid operation in `{name}`"] = None
