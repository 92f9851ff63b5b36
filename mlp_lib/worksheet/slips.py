"""The usual slips: for each kind of box, what else a reader writes into it, and which factor that is.

A slip is a rule like the right one, with one factor wrong. So it can be worked out from the reader's own numbers.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .entries import Symbols, sigma
from .sheet import Entry, Sheet

NAMES = {                                               # kind -> its name in a list of slips
    "slope": "σ′ forgotten", "z for a": "z in place of a", "transposed": "to and from swapped", "two": "the 2 dropped",
    "share": "1/N dropped", "updated": "a weight after its update", "path": "a term of the sum left out",
    "sign": "a sign", "bias": "bias forgotten", "activation": "activation forgotten or put in", "input": "input factor",
    "w for a": "the weight in place of its input", "square": "the square", "half": "a ½ put in", "eta": "η forgotten",
    "step": "the step alone", "neighbour": "another neuron's number", "layer": "another layer's activation",
    "error": "the error forgotten", "other slope": "the slope of another function",
}


class Slip(NamedTuple):
    """One wrong way to fill a box: its kind, a key of NAMES, the sentence that names the factor, and the rule."""

    kind: str
    says: str
    rule: Callable


def slips(sheet: Sheet, entry: Entry) -> list[Slip]:
    """Return the slips of one box that this sheet admits, the likeliest first."""
    found = list(BY_KIND[entry.kind](sheet, Symbols(sheet), entry))
    if entry.step == "backward" and entry.kind not in ("da/dz", "dz/dw"):
        found += _multiplied(sheet, entry)
    if entry.kind != "da/dz" or sheet.hidden(entry.l):      # the slope of the identity is 1 in every box
        found += _neighbours(sheet, entry)
    return found


def _multiplied(sheet, e):
    """Return the slips that change any gradient by a factor."""
    yield Slip("sign", "the sign is the other way round. The error is a − y, the output minus the target, and the "
               "minus of (17) comes only with the update", lambda v: -e.rule(v))
    yield Slip("two", "the 2 was dropped: the derivative of (a − y)² is 2(a − y)", lambda v: e.rule(v) / 2)
    if sheet.share > 1:
        yield Slip("share", f"the 1/N was dropped: here the loss is a mean over N = {sheet.N} observations",
                   lambda v: e.rule(v) * sheet.share)


def _neighbours(sheet, e):
    """Return, as a slip, each number that belongs into a box beside this one."""
    for other in sheet.entries.values():
        if other is e or (other.kind, other.l, other.n) != (e.kind, e.l, e.n):
            continue
        if e.j and e.i and (other.i, other.j) == (e.j, e.i):
            yield Slip("transposed", f"to and from are swapped: this is {other.label}. The first index is the neuron "
                       "where the weight arrives", other.rule)
        else:
            yield Slip("neighbour", f"this is {other.label}, the number of a box beside it", other.rule)


def _z(sheet, s, e) -> Iterator[Slip]:
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


def _a(sheet, s, e):
    l, z = e.l, lambda v: v.z(e.l, e.i, e.n)
    if not sheet.hidden(l):
        yield Slip("activation", f"the output has no σ here: by (21), {e.label} is {s.z(l, e.i, e.n)} itself",
                   lambda v: sigma(z(v)))
        yield Slip("sign", "the sign was lost on the way from z to a", lambda v: -z(v))
        return
    yield Slip("activation", "the activation σ was forgotten: this is still z", z)
    yield Slip("sign", "the exponent has the wrong sign: σ(z) = 1 / (1 + e^(−z))", lambda v: sigma(-z(v)))
    yield Slip("slope", "this is the slope σ′(z), not σ(z) itself", lambda v: sigma(z(v)) * sigma(-z(v)))
    yield Slip("other slope", "this is tanh(z); the hidden neurons are sigmoids here", lambda v: math.tanh(z(v)))


def _loss(sheet, s, e):
    L = sheet.L
    pairs = [(k, n) for n in sheet.observations for k in sheet.units(L)]

    def gap(v, pair):
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


def _loss_slope(sheet, s, e):
    if e.l < sheet.L:
        yield from _passed_back(sheet, s, e)
        return
    l, i, n = e.l, e.i, e.n
    yield Slip("square", "this is the squared difference, a part of the loss; its derivative is 2(a − y)",
               lambda v: (v.a(l, i, n) - v.y(i, n)) ** 2 / sheet.share)
    yield Slip("sign", "a and y were added; the error is a − y",
               lambda v: 2 * (v.a(l, i, n) + v.y(i, n)) / sheet.share)
    if sheet.hidden(l):
        yield Slip("z for a", "the error compares the output a with y, not the sum z",
                   lambda v: 2 * (v.z(l, i, n) - v.y(i, n)) / sheet.share)
        yield Slip("slope", f"the factor {s.slope(l, i, n)} was put in already: it has a box of its own, the next one",
                   lambda v: e.rule(v) * v.a(l, i, n) * (1 - v.a(l, i, n)))


def _new_weight(sheet, v, l, i, j):
    """Return a weight as it is after the update."""
    return v.w(l, i, j) - sheet.eta * v.get("dC/dw", l, i, j)


def _passed_back(sheet, s, e):
    l, j, n, above = e.l, e.i, e.n, sheet.units(e.l + 1)
    yield Slip("updated", f"a weight of layer {l + 1} was used after its update. All gradients come first, with the "
               "weights of the forward pass, then all updates (erratum E19)",
               lambda v: sum(v.get("dC/dz", l + 1, i, n=n) * _new_weight(sheet, v, l + 1, i, j) for i in above))
    if len(above) == len(sheet.units(l)) > 1:
        yield Slip("transposed", f"to and from are swapped: backward the sum runs over the first index of w, *to*; the "
                   f"second is {j} in every term",
                   lambda v: sum(v.get("dC/dz", l + 1, i, n=n) * v.w(l + 1, j, i) for i in above))
    if sheet.hidden(l + 1):
        yield Slip("slope", f"the factor σ′ of layer {l + 1} was forgotten: the sum takes its δ, not its ∂C/∂a",
                   lambda v: sum(v.get("dC/da", l + 1, i, n=n) * v.w(l + 1, i, j) for i in above))
    if len(above) > 1:
        for i in above:
            yield Slip("path", f"a path was left out: the one through neuron {i} of layer {l + 1}, "
                       f"{s.delta(l + 1, i, n)} · {s.w(l + 1, i, j)}",
                       lambda v, i=i: e.rule(v) - v.get("dC/dz", l + 1, i, n=n) * v.w(l + 1, i, j))
    yield Slip("w for a", f"δ was multiplied by the activation a; on the way back to {s.a(l, j, n)} it is the weight",
               lambda v: sum(v.get("dC/dz", l + 1, i, n=n) * v.a(l, j, n) for i in above))
    if len(above) == 1:
        yield Slip("input", f"the factor {s.w(l + 1, 1, j)} was forgotten: this is δ of layer {l + 1} as it stands",
                   lambda v: v.get("dC/dz", l + 1, 1, n=n))
    yield Slip("slope", f"the factor {s.slope(l, j, n)} was put in already: it has a box of its own, the next one",
               lambda v: e.rule(v) * v.a(l, j, n) * (1 - v.a(l, j, n)))


def _slope(sheet, s, e):
    l, i, n = e.l, e.i, e.n
    a, z = (lambda v: v.a(l, i, n)), (lambda v: v.z(l, i, n))
    if not sheet.hidden(l):
        yield Slip("other slope", "the output has no σ here. The slope of the identity is 1",
                   lambda v: sigma(z(v)) * sigma(-z(v)))
        yield Slip("other slope", "the output has no σ here. The slope of the identity is 1",
                   lambda v: a(v) * (1 - a(v)))
        yield Slip("activation", "this is the activation, not its slope: the slope of the identity is 1", a)
        yield Slip("other slope", "the identity rises by 1 for each 1 of z: its slope is 1, not 0", lambda v: 0.0)
        return
    yield Slip("z for a", "z stands in place of a: the slope is a(1 − a), of the activation",
               lambda v: z(v) * (1 - z(v)))
    yield Slip("z for a", "σ was applied twice: σ′ is taken at z, and a is σ(z) already",
               lambda v: sigma(a(v)) * sigma(-a(v)))
    yield Slip("activation", "this is the activation a, not its slope: a(1 − a)", a)
    yield Slip("slope", "this is only one of the two factors of a(1 − a)", lambda v: 1 - a(v))
    yield Slip("other slope", "1 − a² is the slope of tanh; that of the sigmoid is a(1 − a)", lambda v: 1 - a(v) ** 2)
    yield Slip("sign", "the slope of the sigmoid is never negative: a(1 − a), not a(a − 1)", lambda v: -e.rule(v))
    yield Slip("slope", "1 was left out: the slope is a − a²", lambda v: a(v) ** 2)


def _delta(sheet, s, e):
    l, i, n = e.l, e.i, e.n
    if sheet.hidden(l):
        yield Slip("slope", f"the factor σ′, that is {s.slope(l, i, n)}, was forgotten: this is {s.loss(s.a(l, i, n))}",
                   lambda v: v.get("dC/da", l, i, n=n))
        yield Slip("z for a", "z stands in place of a in the slope a(1 − a)",
                   lambda v: v.get("dC/da", l, i, n=n) * v.z(l, i, n) * (1 - v.z(l, i, n)))
        yield Slip("activation", "the error was multiplied by the activation a, not by its slope a(1 − a)",
                   lambda v: v.get("dC/da", l, i, n=n) * v.a(l, i, n))
    else:
        yield Slip("other slope", "the output has no σ here: the slope is 1, and δ is ∂C/∂a",
                   lambda v: v.get("dC/da", l, i, n=n) * v.a(l, i, n) * (1 - v.a(l, i, n)))
    yield Slip("error", f"the factor {s.loss(s.a(l, i, n))} was forgotten: this is the slope alone",
               lambda v: v.get("da/dz", l, i, n=n))


def _in(sheet, s, e):
    l, j, n = e.l, e.j, e.n
    if l > 1:
        yield Slip("z for a", f"z stands in place of a: what comes in is the activation {s.a(l - 1, j, n)}",
                   lambda v: v.z(l - 1, j, n))
    for i in sheet.units(l):
        yield Slip("w for a", "the weight stands in place of its input: ∂z/∂a is the weight, ∂z/∂w the activation "
                   "that comes in", lambda v, i=i: v.w(l, i, j))
    if j in sheet.units(l):
        yield Slip("layer", f"this is an activation of layer {l}; what comes in is {s.a(l - 1, j, n)}",
                   lambda v: v.a(l, j, n))


def _weight(sheet, s, e):
    l, i, j, rows = e.l, e.i, e.j, sheet.observations

    def total(kind, factor):
        return lambda v: sum(v.get(kind, l, i, n=n) * factor(v, n) for n in rows)

    def came_in(v, n):
        return v.a(l - 1, j, n)
    if l > 1:
        yield Slip("z for a", f"z stands in place of a: the last factor is the activation {s.a(l - 1, j, 1)}",
                   total("dC/dz", lambda v, n: v.z(l - 1, j, n)))
    if sheet.hidden(l):
        yield Slip("slope", f"the factor σ′, that is {s.slope(l, i, 1)}, was forgotten", total("dC/da", came_in))
    yield Slip("input", f"the last factor, the input {s.a(l - 1, j, 1)}, was forgotten: this is the bias's gradient",
               total("dC/dz", lambda v, n: 1))
    yield Slip("w for a", "the weight stands in place of its input: the last factor is what comes in",
               total("dC/dz", lambda v, n: v.w(l, i, j)))
    if j in sheet.units(l):
        yield Slip("layer", f"this takes an activation of layer {l}; what comes in is {s.a(l - 1, j, 1)}",
                   total("dC/dz", lambda v, n: v.a(l, j, n)))
    yield from _rows(s, e, rows, lambda v, n: v.get("dC/dz", l, i, n=n) * came_in(v, n))


def _rows(s, e, rows, term):
    """Return the slips of a gradient that is a sum over several observations."""
    if len(rows) > 1:
        for n in rows:
            yield Slip("path", f"a term of the sum was left out: that of observation {n}",
                       lambda v, n=n: e.rule(v) - term(v, n))
        yield Slip("share", "the sum was divided by N, which the loss does not do here, or has done already in ∂C/∂a",
                   lambda v: e.rule(v) / len(rows))


def _bias(sheet, s, e):
    l, i, rows = e.l, e.i, sheet.observations
    if sheet.hidden(l):
        yield Slip("slope", f"the factor σ′, that is {s.slope(l, i, 1)}, was forgotten",
                   lambda v: sum(v.get("dC/da", l, i, n=n) for n in rows))
    for j in sheet.units(l - 1):
        yield Slip("input", f"this is the gradient of the weight {s.w(l, i, j)}; the input of a bias is 1",
                   lambda v, j=j: v.get("dC/dw", l, i, j))
    yield from _rows(s, e, rows, lambda v, n: v.get("dC/dz", l, i, n=n))


def _new(sheet, s, e):
    letter = e.kind[-1]
    args = (e.l, e.i, e.j) if letter == "w" else (e.l, e.i)
    slope, old = f"dC/d{letter}", lambda v: getattr(v, letter)(*args)
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


BY_KIND = {"z": _z, "a": _a, "C": _loss, "dC/da": _loss_slope, "da/dz": _slope, "dC/dz": _delta, "dz/dw": _in,
           "dC/dw": _weight, "dC/db": _bias, "new w": _new, "new b": _new}
