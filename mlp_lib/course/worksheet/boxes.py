"""The boxes of a sheet: what an Entry is, and the Numbers that its rule reads."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .symbols import Script

if TYPE_CHECKING:
    from .sheet import Sheet

STEPS = {"forward": "Forward", "loss": "Loss", "backward": "Backward", "update": "Update",
         "after": "Forward once more: the loss after the update"}


@dataclass(frozen=True)
class Entry:
    """One box of the sheet.

    name      its key, such as "z1_2": z of layer 1, unit 2; of observation 2 of several: "z1_2@2"
    step      a key of STEPS; "scratch" for what is worked out on the way to a box and has none
    kind      "z", "a", "C", "dC/da", "da/dz", "dC/dz", "dz/dw", "dC/dw", "dC/db", "new w", "new b", "new z", "new a"
              or "new C"
    label     its symbol
    rule      Numbers -> its value, from the boxes before it
    formula   the rule in symbols
    worked    Numbers -> the rule with every factor in numbers
    inputs    names of the boxes that the rule uses
    value     the exact value
    l, i, j   layer, unit (to), unit before it (from), from 1; 0 where there is none
    n         observation, from 1; 0 where there is none
    """

    name: str
    step: str
    kind: str
    label: Script
    rule: Callable[[Numbers], float]
    formula: Script
    worked: Callable[[Numbers], str]
    l: int = 0
    i: int = 0
    j: int = 0
    n: int = 0
    inputs: tuple[str, ...] = ()
    value: float = float("nan")


@dataclass
class Numbers:
    """What a rule reads: the given numbers of a sheet, and the boxes filled in so far; it notes what is read."""

    sheet: Sheet
    values: Mapping[str, float]
    read: dict[str, bool] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float:
        self.read[name] = True
        return self.values[name]

    def x(self, j: int, n: int) -> float:
        return float(self.sheet.x[n - 1, j - 1])

    def y(self, k: int, n: int) -> float:
        return float(self.sheet.y[n - 1, k - 1])

    def w(self, l: int, i: int, j: int, new: bool = False) -> float:
        return self.get("new w", l, i, j) if new else float(self.sheet.net.W[l][i - 1, j - 1])

    def b(self, l: int, i: int, new: bool = False) -> float:
        return self.get("new b", l, i) if new else float(self.sheet.net.b[l][i - 1])

    def a(self, l: int, i: int, n: int, new: bool = False) -> float:
        return self.x(i, n) if l == 0 else self.get("new a" if new else "a", l, i, n=n)

    def z(self, l: int, i: int, n: int, new: bool = False) -> float:
        return self.x(i, n) if l == 0 else self.get("new z" if new else "z", l, i, n=n)

    def get(self, kind: str, l: int, i: int, j: int = 0, n: int = 0) -> float:
        return self[self.sheet.name(kind, l, i, j, n)]
