"""The usual slips: for each kind of box, what else a reader writes into it, and which factor that is."""
from __future__ import annotations

import math
from collections.abc import Iterator

from . import slips_backward
from .entries import Symbols, sigma
from .sheet import Entry, Numbers, Sheet
from .slip import Slip


def slips(sheet: Sheet, entry: Entry) -> list[Slip]:
    """Return the slips of one box that this sheet admits, the likeliest first."""
    found = list(BY_KIND[entry.kind](sheet, Symbols(sheet), entry))
    if entry.step == "backward" and entry.kind not in ("da/dz", "dz/dw"):
        found += _multiplied(sheet, entry)
    if entry.kind != "da/dz" or sheet.hidden(entry.l):      # the slope of the identity is 1 in every box
        found += _neighbours(sheet, entry)
    return found


def _multiplied(sheet: Sheet, e: Entry) -> Iterator[Slip]:
    """Return the slips that change any gradient by a factor."""
    yield Slip("sign", "the sign is the other way round. The error is a − y, the output minus the target, and the "
               "minus of (17) comes only with the update", lambda v: -e.rule(v))
    yield Slip("two", "the 2 was dropped: the derivative of (a − y)² is 2(a − y)", lambda v: e.rule(v) / 2)
    if sheet.share > 1:
        yield Slip("share", f"the 1/N was dropped: here the loss is a mean over N = {sheet.N} observations",
                   lambda v: e.rule(v) * sheet.share)


def _neighbours(sheet: Sheet, e: Entry) -> Iterator[Slip]:
    """Return, as a slip, each number that belongs into a box beside this one."""
    for other in sheet.entries.values():
        if other is e or (other.kind, other.l, other.n) != (e.kind, e.l, e.n):
            continue
        if e.j and e.i and (other.i, other.j) == (e.j, e.i):
            yield Slip("transposed", f"to and from are swapped: this is {other.label}. The first index is the neuron "
                       "where the weight arrives", other.rule)
        else:
            yield Slip("neighbour", f"this is {other.label}, the number of a box beside it", other.rule)


def _z(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, i, n, units = e.l, e.i, e.n, sheet.units(e.l - 1)
    yield Slip("bias", f"the bias {s.b(l, i)} was forgotten", lambda v: e.rule(v) - v.b(l, i))
    if len(units) == len(sheet.units(l)) > 1:
        yield Slip("transposed", f"to and from are swapped: {e.label} takes the weights whose first index is {i}, row "
                   f"{i} of W, not its column",
                   lambda v: sum(v.w(l, j, i) * v.a(l - 1, j, n) for j in units) + v.b(l, i))
    if l > 1:
        yield Slip("z for a", "what goes through a weight is the activation a of the layer before, not its sum z",
                   lambda v: sum(v.w(l, i, j) * v.z(l - 1, j, n) for j in units) + v.b(l, i))
    if len(units) > 1:
        for j in units:
            yield Slip("path", f"a term of the sum was left out: {s.w(l, i, j)} · {s.a(l - 1, j, n)}",
                       lambda v, j=j: e.rule(v) - v.w(l, i, j) * v.a(l - 1, j, n))
    for j in units:
        yield Slip("sign", f"the sign of the term {s.w(l, i, j)} · {s.a(l - 1, j, n)} is the other way round",
                   lambda v, j=j: e.rule(v) - 2 * v.w(l, i, j) * v.a(l - 1, j, n))
    yield Slip("sign", f"the bias {s.b(l, i)} has the wrong sign", lambda v: e.rule(v) - 2 * v.b(l, i))
    if sheet.hidden(l):
        yield Slip("activation", f"this is already {s.a(l, i, n)}: σ comes in the next box", lambda v: sigma(e.rule(v)))


def _a(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l = e.l

    def z(v: Numbers) -> float:
        return v.z(l, e.i, e.n)
    if not sheet.hidden(l):
        yield Slip("activation", f"the output has no σ here: by (21), {e.label} is {s.z(l, e.i, e.n)} itself",
                   lambda v: sigma(z(v)))
        yield Slip("sign", "the sign was lost on the way from z to a", lambda v: -z(v))
        return
    yield Slip("activation", "the activation σ was forgotten: this is still z", z)
    yield Slip("sign", "the exponent has the wrong sign: σ(z) = 1 / (1 + e^(−z))", lambda v: sigma(-z(v)))
    yield Slip("slope", "this is the slope σ′(z), not σ(z) itself", lambda v: sigma(z(v)) * sigma(-z(v)))
    yield Slip("other slope", "this is tanh(z); the hidden neurons are sigmoids here", lambda v: math.tanh(z(v)))


def _loss(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    L = sheet.L
    pairs = [(k, n) for n in sheet.observations for k in sheet.units(L)]

    def gap(v: Numbers, pair: tuple[int, int]) -> float:
        return v.a(L, *pair) - v.y(*pair)
    if sheet.share > 1:
        yield Slip("share", f"the 1/N was dropped: here the loss is a mean over N = {sheet.N} observations",
                   lambda v: e.rule(v) * sheet.share)
    yield Slip("half", "a ½ was put in: the lecture's loss (14) has none", lambda v: e.rule(v) / 2)
    yield Slip("square", "the square was forgotten", lambda v: sum(gap(v, p) for p in pairs) / sheet.share)
    yield Slip("square", "the square was forgotten", lambda v: sum(abs(gap(v, p)) for p in pairs) / sheet.share)
    yield Slip("sign", "a and y were added; the loss takes their difference",
               lambda v: sum((v.a(L, *p) + v.y(*p)) ** 2 for p in pairs) / sheet.share)
    if sheet.hidden(L):
        yield Slip("z for a", "the loss compares the output a with y, not the sum z",
                   lambda v: sum((v.z(L, *p) - v.y(*p)) ** 2 for p in pairs) / sheet.share)
    if len(pairs) > 1:
        for pair in pairs:
            yield Slip("path", f"a term of the sum was left out: ({s.a(L, *pair)} − {s.y(*pair)})²",
                       lambda v, pair=pair: e.rule(v) - gap(v, pair) ** 2 / sheet.share)
        yield Slip("square", "each difference is squared by itself, and then they are added",
                   lambda v: sum(gap(v, p) for p in pairs) ** 2 / sheet.share)


def _new(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    letter = e.kind[-1]
    args = (e.l, e.i, e.j) if letter == "w" else (e.l, e.i)
    slope = f"dC/d{letter}"

    def old(v: Numbers) -> float:
        return float(getattr(v, letter)(*args))
    yield Slip("sign", "the sign of the step is wrong: (17) goes *against* the slope, with a minus",
               lambda v: old(v) + sheet.eta * v.get(slope, *args))
    yield Slip("eta", "the learning rate η was forgotten", lambda v: old(v) - v.get(slope, *args))
    for sign in (-1, 1):
        yield Slip("step", "this is the step alone: the new value is the old one plus the step",
                   lambda v, sign=sign: sign * sheet.eta * v.get(slope, *args))
    if letter == "w":
        yield Slip("input", "the step is that of the bias: a weight takes its own gradient",
                   lambda v: old(v) - sheet.eta * v.get("dC/db", e.l, e.i))
        if e.i != e.j and max(e.i, e.j) <= min(len(sheet.units(e.l)), len(sheet.units(e.l - 1))):
            yield Slip("transposed", "to and from are swapped: the step is that of the weight on the other side of the "
                       "diagonal", lambda v: old(v) - sheet.eta * v.get(slope, e.l, e.j, e.i))


BY_KIND = {"z": _z, "a": _a, "C": _loss, "dC/da": slips_backward.loss_slope, "da/dz": slips_backward.slope,
           "dC/dz": slips_backward.delta, "dz/dw": slips_backward.came_in, "dC/dw": slips_backward.weight,
           "dC/db": slips_backward.bias, "new w": _new, "new b": _new}
