"""The boxes of a sheet: every number of one round of training, with its rule, in the order (39) to (60) of the lecture.

A rule reads the boxes before it. So the same rule gives the exact value, and the value that follows from what a reader
wrote into those boxes.
"""
from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .boxes import Entry, Numbers
from .symbols import Script, as_script, factor, number, ratio, symbol, total

if TYPE_CHECKING:
    from .sheet import Sheet


def sigma(z: float) -> float:
    """Return 1 / (1 + e^-z), (8), without overflow."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


class Symbols:
    """The symbols of a sheet; with several observations their number comes first in the index, as on S18."""

    def __init__(self, sheet: Sheet) -> None:
        self.many, self.L = sheet.N > 1, sheet.L

    def _of(self, letter: str, l: int, i: int | str, n: int, new: bool = False) -> Script:
        return symbol(letter, f"{n},{i}" if self.many and n else i, l, new)

    def a(self, l: int, i: int, n: int, new: bool = False) -> Script:
        return symbol("x", f"{n},{i}" if self.many and n else i) if l == 0 else self._of("a", l, i, n, new)

    def z(self, l: int, i: int | str, n: int, new: bool = False) -> Script:
        return self._of("z", l, i, n, new)

    def delta(self, l: int, i: int, n: int) -> Script:
        return self._of("δ", l, i, n)

    def y(self, k: int, n: int) -> Script:
        return symbol("y", f"{n},{k}" if self.many else k)

    def w(self, l: int, i: int | str, j: int, new: bool = False) -> Script:
        return symbol("w", f"{i},{j}", l, new)

    def b(self, l: int, i: int, new: bool = False) -> Script:
        return symbol("b", i, l, new)

    def slope(self, l: int, i: int, n: int) -> Script:
        return ratio(self.a(l, i, n), self.z(l, i, n))

    def loss(self, below: Script) -> Script:
        return ratio(symbol("C"), below)


def fill(sheet: Sheet) -> dict[str, Entry]:
    """Return all boxes of a sheet and what is worked out between them, name -> Entry, with their exact values."""
    values: dict[str, float] = {}
    entries: dict[str, Entry] = {}
    for entry in _boxes(sheet, Symbols(sheet)):
        numbers = Numbers(sheet, values)
        values[entry.name] = float(entry.rule(numbers))
        entries[entry.name] = dataclasses.replace(entry, value=values[entry.name], inputs=tuple(numbers.read))
    return entries


def _boxes(sheet: Sheet, s: Symbols) -> Iterator[Entry]:
    for n in sheet.observations:
        for l in range(1, sheet.L + 1):
            yield from (_z(sheet, s, l, i, n) for i in sheet.units(l))
            yield from (_a(sheet, s, l, i, n) for i in sheet.units(l))
    yield _loss(sheet, s)
    for l in range(sheet.L, 0, -1):
        for n in sheet.observations:
            for make in (_error if l == sheet.L else _passed_back, _slope, _delta):
                yield from (make(sheet, s, l, i, n) for i in sheet.units(l))
            yield from (_in(sheet, s, l, j, n) for j in sheet.units(l - 1))
        yield from (_weight(sheet, s, l, i, j) for i in sheet.units(l) for j in sheet.units(l - 1))
        yield from (_bias(sheet, s, l, i) for i in sheet.units(l))
    for l in range(sheet.L, 0, -1):
        yield from (_new(sheet, s, l, i, j) for i in sheet.units(l) for j in sheet.units(l - 1))
        yield from (_new(sheet, s, l, i, 0) for i in sheet.units(l))
    for n in sheet.observations:
        for l in range(1, sheet.L + 1):
            yield from (_z(sheet, s, l, i, n, new=True) for i in sheet.units(l))
            yield from (_a(sheet, s, l, i, n, new=True) for i in sheet.units(l))
    yield _loss(sheet, s, new=True)


def _z(sheet: Sheet, s: Symbols, l: int, i: int, n: int, new: bool = False) -> Entry:     # (39)  sum_j w_ij a_j + b_i
    units, kind = sheet.units(l - 1), "new z" if new else "z"
    return Entry(
        sheet.name(kind, l, i, n=n), "scratch" if new else "forward", kind, s.z(l, i, n, new),
        lambda v: sum(v.w(l, i, j, new) * v.a(l - 1, j, n, new) for j in units) + v.b(l, i, new),
        total([*(s.w(l, i, j, new) + " · " + s.a(l - 1, j, n, new) for j in units), s.b(l, i, new)]),
        lambda v: " + ".join([*(f"{factor(v.w(l, i, j, new))} · {factor(v.a(l - 1, j, n, new))}" for j in units),
                              factor(v.b(l, i, new))]), l, i, n=n)


def _a(sheet: Sheet, s: Symbols, l: int, i: int, n: int, new: bool = False) -> Entry:     # (40)  sigma(z);  (21)  z
    hidden, kind = sheet.hidden(l), "new a" if new else "a"
    return Entry(
        sheet.name(kind, l, i, n=n), "scratch" if new else "forward", kind, s.a(l, i, n, new),
        lambda v: sigma(v.z(l, i, n, new)) if hidden else v.z(l, i, n, new),
        "σ(" + s.z(l, i, n, new) + ")" if hidden else s.z(l, i, n, new),
        lambda v: f"1 / (1 + e^{factor(-v.z(l, i, n, new))})" if hidden else number(v.z(l, i, n, new)), l, i, n=n)


def _loss(sheet: Sheet, s: Symbols, new: bool = False) -> Entry:              # (22), (14)  C = sum (a - y)^2
    pairs = [(k, n) for n in sheet.observations for k in sheet.units(sheet.L)]
    L, mean, kind = sheet.L, sheet.share > 1, "new C" if new else "C"
    terms = total("(" + s.a(L, k, n, new) + " − " + s.y(k, n) + ")²" for k, n in pairs)

    def worked(v: Numbers) -> str:
        text = " + ".join(f"({number(v.a(L, k, n, new))} − {factor(v.y(k, n))})²" for k, n in pairs)
        return f"({text}) / {sheet.share}" if mean else text
    return Entry(kind, "after" if new else "loss", kind, symbol("C", prime=new),
                 lambda v: sum((v.a(L, k, n, new) - v.y(k, n)) ** 2 for k, n in pairs) / sheet.share,
                 "(" + terms + f") / {sheet.share}" if mean else terms, worked)


def _error(sheet: Sheet, s: Symbols, l: int, i: int, n: int) -> Entry:        # (23)  dC/da = 2 (a - y)
    over = f" / {sheet.share}" if sheet.share > 1 else ""
    return Entry(
        sheet.name("dC/da", l, i, n=n), "backward", "dC/da", s.loss(s.a(l, i, n)),
        lambda v: 2 * (v.a(l, i, n) - v.y(i, n)) / sheet.share,
        "2 · (" + s.a(l, i, n) + " − " + s.y(i, n) + ")" + over,
        lambda v: f"2 · ({number(v.a(l, i, n))} − {factor(v.y(i, n))}){over}", l, i, n=n)


def _passed_back(sheet: Sheet, s: Symbols, l: int, j: int, n: int) -> Entry:  # (32)  dC/da_j = sum_i delta_i w_ij
    units = sheet.units(l + 1)
    return Entry(
        sheet.name("dC/da", l, j, n=n), "backward", "dC/da", s.loss(s.a(l, j, n)),
        lambda v: sum(v.get("dC/dz", l + 1, i, n=n) * v.w(l + 1, i, j) for i in units),
        total(s.delta(l + 1, i, n) + " · " + s.w(l + 1, i, j) for i in units),
        lambda v: " + ".join(f"{factor(v.get('dC/dz', l + 1, i, n=n))} · {factor(v.w(l + 1, i, j))}" for i in units),
        l, j, n=n)


def _slope(sheet: Sheet, s: Symbols, l: int, i: int, n: int) -> Entry:        # da/dz = sigma'(z) = a (1 - a)
    hidden, a = sheet.hidden(l), s.a(l, i, n)
    return Entry(
        sheet.name("da/dz", l, i, n=n), "backward", "da/dz", s.slope(l, i, n),
        lambda v: v.a(l, i, n) * (1 - v.a(l, i, n)) if hidden else 1.0,
        a + " · (1 − " + a + ")" if hidden else as_script("1"),
        lambda v: f"{number(v.a(l, i, n))} · (1 − {factor(v.a(l, i, n))})" if hidden else "the identity's slope",
        l, i, n=n)


def _delta(sheet: Sheet, s: Symbols, l: int, i: int, n: int) -> Entry:        # delta = dC/dz = dC/da  da/dz
    return Entry(
        sheet.name("dC/dz", l, i, n=n), "backward", "dC/dz", s.delta(l, i, n) + " = " + s.loss(s.z(l, i, n)),
        lambda v: v.get("dC/da", l, i, n=n) * v.get("da/dz", l, i, n=n),
        s.loss(s.a(l, i, n)) + " · " + s.slope(l, i, n),
        lambda v: f"{factor(v.get('dC/da', l, i, n=n))} · {factor(v.get('da/dz', l, i, n=n))}", l, i, n=n)


def _in(sheet: Sheet, s: Symbols, l: int, j: int, n: int) -> Entry:           # dz_i/dw_ij = a_j, the same for every i
    return Entry(
        sheet.name("dz/dw", l, 0, j, n), "backward", "dz/dw", ratio(s.z(l, "i", n), s.w(l, "i", j)),
        lambda v: v.a(l - 1, j, n), s.a(l - 1, j, n), lambda v: number(v.a(l - 1, j, n)), l, j=j, n=n)


def _weight(sheet: Sheet, s: Symbols, l: int, i: int, j: int) -> Entry:       # (44)  dC/dw_ij = delta_i a_j
    rows = sheet.observations
    return Entry(
        sheet.name("dC/dw", l, i, j), "backward", "dC/dw", s.loss(s.w(l, i, j)),
        lambda v: sum(v.get("dC/dz", l, i, n=n) * v.get("dz/dw", l, 0, j, n) for n in rows),
        total(s.delta(l, i, n) + " · " + s.a(l - 1, j, n) for n in rows),
        lambda v: " + ".join(f"{factor(v.get('dC/dz', l, i, n=n))} · {factor(v.get('dz/dw', l, 0, j, n))}"
                             for n in rows), l, i, j)


def _bias(sheet: Sheet, s: Symbols, l: int, i: int) -> Entry:                 # (45)  dC/db_i = delta_i
    rows = sheet.observations
    return Entry(
        sheet.name("dC/db", l, i), "backward", "dC/db", s.loss(s.b(l, i)),
        lambda v: sum(v.get("dC/dz", l, i, n=n) for n in rows),
        total(s.delta(l, i, n) + " · 1" for n in rows),
        lambda v: " + ".join(f"{factor(v.get('dC/dz', l, i, n=n))} · 1" for n in rows), l, i)


def _new(sheet: Sheet, s: Symbols, l: int, i: int, j: int) -> Entry:          # (17)  w_new = w - eta dC/dw
    letter, args = ("w", (l, i, j)) if j else ("b", (l, i))
    old, slope = getattr(s, letter), f"dC/d{letter}"

    def before(v: Numbers) -> float:
        return float(getattr(v, letter)(*args))
    eta = number(sheet.eta)
    return Entry(
        sheet.name(f"new {letter}", l, i, j), "update", f"new {letter}", old(*args, new=True),
        lambda v: before(v) - sheet.eta * v.get(slope, *args), old(*args) + " − η · " + s.loss(old(*args)),
        lambda v: f"{number(before(v))} − {eta} · {factor(v.get(slope, *args))}", l, i, j)


__all__ = ["Script", "Symbols", "fill", "sigma"]
