"""A comparison: what came beside what was wanted, and the difference told in plain words."""
from __future__ import annotations

import reprlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import checks
from ...hints import Array


class Reason(Exception):
    """What is wrong with an answer, in words; `hint` numbers the hint that fits (None: the words suffice).

    A judge may return it or raise it.
    """

    def __init__(self, text: str, hint: int | None = None) -> None:
        super().__init__(text)
        self.text, self.hint = text, hint


def compare(got: Any, want: Any, name: str = "Your answer", *, rtol: float = 1e-6, atol: float = 1e-9,
            reveal: bool = True, hint: int | None = 1) -> Reason | None:
    """Return None where `got` is `want` within atol + rtol |want|, else the Reason it is not.

    `want` is a number, an array, a word, or a tuple of these; the shape must agree, nothing is broadcast, and only a
    row among several results counts as a vector.
    `reveal=False` keeps the wanted number out of the words and tells its side only.
    """
    options: dict[str, Any] = {"rtol": rtol, "atol": atol, "reveal": reveal, "hint": hint}
    if isinstance(want, str):
        if not isinstance(got, str):
            return Reason(f"{name} is {describe(got)}; a word in quotes was wanted.")
        same = got.strip().casefold() == want.casefold()
        return None if same else Reason(f"{name} is {got.strip()!r:.40}, which is not it.", hint)
    if isinstance(want, tuple):
        if isinstance(got, np.ndarray) and all(got.shape == (len(want), *np.shape(w)) for w in want):
            got = list(got)                             # one array of results that have one shape
        if not isinstance(got, tuple | list) or len(got) != len(want):
            return Reason(f"{name} is {describe(got)}; "
                          f"{len(want)} results, separated by commas, were wanted.")
        parts = (compare(_vector(g, w), w, f"{name}, part {i},", **options)
                 for i, (g, w) in enumerate(zip(got, want, strict=True), start=1))
        return next((reason for reason in parts if reason is not None), None)
    reason, numbers = unfit(got, want, name, hint), _numbers(got)
    if reason is not None or numbers is None:
        return reason
    return _values(numbers, np.asarray(want, dtype=float), name, **options)


def _vector(got: Any, want: Any) -> Any:
    """Return a row (1, n) as the vector (n,) where one is wanted: `keepdims=True` leaves biases so."""
    return got[0] if isinstance(got, np.ndarray) and got.shape == (1, *np.shape(want)) and np.ndim(want) == 1 else got


def read(answer: Any, want: Any) -> Any:
    """Return an answer in numbers as it is meant: `[25]` and `"25"` are 25 where one number is wanted."""
    if _numbers(want) is None:
        return answer
    while np.ndim(want) == 0 and isinstance(answer, list | tuple | np.ndarray) and np.shape(answer)[:1] == (1,):
        answer = answer[0]
    if isinstance(answer, list | tuple):
        return type(answer)(read(part, w) for part, w in zip(answer, want, strict=True)) \
            if len(answer) == np.size(want) else answer
    try:
        return float(answer.replace("−", "-")) if isinstance(answer, str) else answer
    except ValueError:
        return answer


def each(names: str, want: tuple[float, ...], hints: tuple[int, ...], rtol: float = 1e-6,
         ) -> Callable[[Any], Reason | None]:
    """Return a judge of several numbers that tells which of them are right, with the hint of the first that is not."""
    def judge(answer: Any) -> Reason | None:
        reason, called = compare(answer, want, reveal=False, rtol=rtol), [f"`{name}`" for name in names.split(", ")]
        if reason is None:
            return None
        if isinstance(answer, tuple | list) and len(answer) == len(want):
            for part, name in zip(answer, called, strict=True):
                if (number := _numbers(part)) is None or number.ndim:
                    return Reason(f"{name} is {describe(part)}; a number was wanted.")
        elif _numbers(answer) is None or np.shape(answer) != (len(want),):
            return reason
        close = np.isclose(answer, want, rtol=rtol)
        i, right = int(np.argmin(close)), [name for name, same in zip(called, close, strict=True) if same]
        known = f"{', '.join(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""
        return Reason(f"{known}{called[i]} is {answer[i]:.6g}: too {'large' if answer[i] > want[i] else 'small'}.",
                      hints[i])
    return judge


def unfit(got: Any, want: Any, name: str = "Your answer", hint: int | None = 1) -> Reason | None:
    """Return the Reason that `got` is not of the kind and shape of the number or array `want`, or None."""
    want, numbers = np.asarray(want, dtype=float), _numbers(got)
    if numbers is None:
        wanted = f"an array of shape {want.shape}" if want.shape else "a number"
        return Reason(f"{name} is {describe(got)}; {wanted} was wanted.")
    if numbers.shape != want.shape:
        return Reason(f"{name} has {_shape(numbers)}, {_shape(want)} was wanted."
                      + _shape_remedy(numbers, want))
    if np.isnan(numbers).any() and not np.isnan(want).any():
        return Reason(f"{name} {_at(numbers, np.isnan(numbers))}, not a number: "
                      "look for 0/0, inf - inf or inf/inf.", hint)
    return None


def _values(got: Array, want: Array, name: str, *, rtol: float, atol: float, reveal: bool,
            hint: int | None) -> Reason | None:
    wrong = ~np.isclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
    if not wrong.any():
        return None
    at = tuple(np.argwhere(wrong)[0])
    g, w = float(got[at]), float(want[at])
    text = f"{name} {_at(got, wrong)}"
    if np.isinf(g):
        return Reason(f"{text}: look for a division by zero or an exponential that overflows.", hint)
    text += f"; {w:.6g} was wanted." if reveal else f": too {'large' if g > w else 'small'}."
    if np.allclose(got, -want, rtol=rtol, atol=atol):
        return Reason(f"{text} The size is right, the sign is not.", hint)
    if reveal:                                                # else the words would give the number away
        for usual, says in ((want.T, "Rows and columns are swapped."),
                            (2 * want, "It is twice as much: is there a 2 too many, or a ½ missing?"),
                            (want / 2, "It is half as much: is there a ½ too many, or a 2 missing?")):
            if got.shape == usual.shape and np.allclose(got, usual, rtol=rtol, atol=atol):
                return Reason(f"{text} {says}", hint)
    if np.allclose(got, want, rtol=20 * rtol, atol=20 * atol):
        return Reason(f"{text} Very near: keep more digits on the way.", hint)
    return Reason(text, hint)


def _at(array: Array, where: NDArray[np.bool_]) -> str:
    """Return the first entry of `array` that `where` marks, and its place."""
    at = tuple(int(i) for i in np.argwhere(where)[0])
    return f"is {array[at]:.6g}" + (f" at {list(at)}" if at else "")


def _numbers(value: Any) -> Array | None:
    """Return `value` as a float array, or None where it is not made of real numbers."""
    if isinstance(value, str | bytes | dict | set) or callable(value):
        return None
    try:
        return checks.numbers(value, "answer", dtype=float)
    except Exception:        # ragged lists, text, masked entries, objects without a number, integers beyond floats
        return None


def _shape(array: Array) -> str:
    return f"shape {array.shape}" if array.shape else "shape () (one number)"


def _shape_remedy(got: Array, want: Array) -> str:
    if got.T.shape == want.shape:
        return " Transposed?"
    if got.size == want.size:
        return " The count is right, the shape is not." if want.shape else " `.item()` takes the number out."
    if got.ndim > want.ndim:
        return " Is a sum over one axis missing?"
    return " Was too much summed up?" if got.ndim < want.ndim else ""


def describe(value: object) -> str:
    """Return in a few words what kind of thing `value` is."""
    if value is None:
        return "nothing (None)"
    if value is ...:
        return "the placeholder ..."
    if isinstance(value, str):
        return f"the text {reprlib.repr(value)}"
    if isinstance(value, np.ndarray) and value.ndim:
        of = "" if value.dtype.kind in "biuf" else f" of {value.dtype}"
        return f"an array of shape {value.shape}{of}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, bool | int | float | np.number | np.bool_):
        huge = isinstance(value, int) and abs(value) > 1e308
        return "a number beyond all floats" if huge else f"the number {value:.6g}"
    return f"the function {getattr(value, '__name__', '')}".strip() if callable(value) else \
        f"an object of type {type(value).__name__}"
