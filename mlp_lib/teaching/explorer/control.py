"""A control is what a reader may set: one of some values, or any number between two."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

import numpy as np

from ... import checks

MENU = 60                   # characters of buttons side by side; more become a menu


@dataclass(frozen=True)
class Control:
    """One of some values: the label beside it, one readable text per value, and, where the control is time, how many
    milliseconds each value is shown when it is played (all three optional)."""

    values: Sequence[Any]
    label: str | None = None
    texts: Sequence[str] | None = None
    play: int = 0

    @classmethod
    def of(cls, name: str, given: Control | Mapping[str, Any] | Sequence[Any]) -> Control:
        """Read a Control, a dict of its fields or a plain list of values; refuse what cannot be shown."""
        if isinstance(given, Mapping):
            for key in given:
                checks.one_of(key, cls.__dataclass_fields__, f"a key of control {name!r}")
        control = given if isinstance(given, Control) else cls(**given) if isinstance(given, Mapping) else cls(given)
        if isinstance(control.values, str | Mapping | Set) or not isinstance(control.values, Iterable):
            raise TypeError(f"control {name!r} must be a list of values such as [0.1, 1.0], "
                            f"got {control.values!r}. What does not change belongs into the scene.")
        given_values = checks.few(control.values, f"control {name!r}", 1000)
        values = tuple(v.item() if isinstance(v, np.generic) else v for v in given_values)
        if len(values) < 2:
            raise ValueError(f"control {name!r} must have at least 2 values, got {list(values)}. "
                             "Add values, or fix this one in the scene.")
        texts = checks.words(list(map(_text, values)) if control.texts is None else control.texts,
                             f"texts of control {name!r}")
        _shown(control.label, control.play, f"control {name!r}")
        if len(texts) != len(values) or len(set(texts)) < len(values):
            raise ValueError(f"control {name!r} must show one text per value, no two alike; its {len(values)} "
                             f"values are shown as {list(texts)}. Drop the double one, or pass texts=[...].")
        control = replace(control, values=values, label=control.label or name, texts=texts)
        if control.numeric:
            checks.finite(values, f"control {name!r}", remedy="Leave it out.")
        return control

    @property
    def numeric(self) -> bool:
        return all(isinstance(v, Real) and not isinstance(v, bool) for v in self.values)

    @property
    def first(self) -> Any:
        """The value to begin with where nothing else is asked for: the middle number, the first word."""
        return self.values[len(self.values) // 2 if self.numeric else 0]

    def check(self, value: Any, name: str) -> Any:
        """Return the one of the values that equals `value` (a browser writes 1 for 1.0); else raise ValueError."""
        alike = self.values if isinstance(value, Real | str) else ()
        same = [v for v in alike if v == value and isinstance(v, bool) == isinstance(value, bool)]
        return same[0] if same else checks.one_of(value, self.values, name)

    def spec(self, name: str) -> dict[str, Any]:
        """Return what the browser needs: a slider for numbers, buttons for a few words, a menu for many."""
        texts = tuple(self.texts or map(_text, self.values))
        kind = "stops" if self.numeric else "menu" if sum(map(len, texts)) > MENU else "buttons"
        return {"name": name, "label": self.label or name, "kind": kind, "values": list(self.values),
                "texts": list(texts), "play": self.play}


@dataclass(frozen=True)
class Span:
    """Any number from `low` to `high`, to a `step`, for a live explorer: a slider with a number box.

    Where the control is time, `play` is the number of milliseconds of a step when it is played.
    """

    low: float
    high: float
    step: float = 0.01
    label: str | None = None
    play: int = 0

    def __post_init__(self) -> None:
        low, high, step = checks.finite([self.low, self.high, self.step], "low, high and step of a span")
        if not (low < high and 0 < step <= high - low):
            raise ValueError(f"a span goes from low to high by a step above 0, got low {self.low}, high {self.high} "
                             f"and step {self.step}. Swap them, or take a smaller step.")
        _shown(self.label, self.play, "a span")

    @property
    def first(self) -> float:
        """The value to begin with where nothing else is asked for: the lowest."""
        return self.low

    def check(self, value: Any, name: str) -> float:
        """Return `value` if it is a number of the span; else raise TypeError or ValueError."""
        if not isinstance(value, Real) or isinstance(value, bool):
            raise TypeError(f"{name} must be a number, got {value!r}.")
        number = value if isinstance(value, int | float) else float(value)
        if not self.low <= number <= self.high:
            raise ValueError(f"{name} must be from {self.low:g} to {self.high:g}, got {number:g}.")
        return number

    def spec(self, name: str) -> dict[str, Any]:
        """Return what the browser needs."""
        return {"name": name, "label": self.label or name, "kind": "range", "min": self.low, "max": self.high,
                "step": self.step, "play": self.play}


def _shown(label: object, play: object, what: str) -> None:
    """Refuse a label that is no words, and a time to play that is none."""
    if not isinstance(label, str | None):
        raise TypeError(f"the label of {what} must be words, got {label!r:.60}.")
    checks.count(play, f"play of {what}", 0, remedy="It is milliseconds for each value; 0 for none.")


def _text(value: object) -> str:
    """Return a value as a reader would write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}".replace("-", "−") if isinstance(value, Real) else str(value)
