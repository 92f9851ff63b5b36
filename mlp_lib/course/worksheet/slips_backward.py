"""The slips of the backward pass, box by box: the error, the way back, the slope, and what becomes of them."""
from __future__ import annotations

from collections.abc import Callable, Iterator

from .entries import Symbols, sigma
from .sheet import Entry, Numbers, Sheet
from .slip import Slip


def loss_slope(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
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


def _new_weight(sheet: Sheet, v: Numbers, l: int, i: int, j: int) -> float:
    """Return a weight as it is after the update."""
    return v.w(l, i, j) - sheet.eta * v.get("dC/dw", l, i, j)


def _passed_back(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
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


def slope(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, i, n = e.l, e.i, e.n

    def a(v: Numbers) -> float:
        return v.a(l, i, n)

    def z(v: Numbers) -> float:
        return v.z(l, i, n)

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


def delta(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
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


def came_in(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
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


def weight(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, i, j, rows = e.l, e.i, e.j, sheet.observations

    def total(kind: str, factor: Callable[[Numbers, int], float]) -> Callable[[Numbers], float]:
        return lambda v: sum(v.get(kind, l, i, n=n) * factor(v, n) for n in rows)

    def arrives(v: Numbers, n: int) -> float:
        return v.a(l - 1, j, n)
    if l > 1:
        yield Slip("z for a", f"z stands in place of a: the last factor is the activation {s.a(l - 1, j, 1)}",
                   total("dC/dz", lambda v, n: v.z(l - 1, j, n)))
    if sheet.hidden(l):
        yield Slip("slope", f"the factor σ′, that is {s.slope(l, i, 1)}, was forgotten", total("dC/da", arrives))
    yield Slip("input", f"the last factor, the input {s.a(l - 1, j, 1)}, was forgotten: this is the bias's gradient",
               total("dC/dz", lambda v, n: 1))
    yield Slip("w for a", "the weight stands in place of its input: the last factor is what comes in",
               total("dC/dz", lambda v, n: v.w(l, i, j)))
    if j in sheet.units(l):
        yield Slip("layer", f"this takes an activation of layer {l}; what comes in is {s.a(l - 1, j, 1)}",
                   total("dC/dz", lambda v, n: v.a(l, j, n)))
    yield from _rows(s, e, rows, lambda v, n: v.get("dC/dz", l, i, n=n) * arrives(v, n))


def _rows(s: Symbols, e: Entry, rows: range, term: Callable[[Numbers, int], float]) -> Iterator[Slip]:
    """Return the slips of a gradient that is a sum over several observations."""
    if len(rows) > 1:
        for n in rows:
            yield Slip("path", f"a term of the sum was left out: that of observation {n}",
                       lambda v, n=n: e.rule(v) - term(v, n))
        yield Slip("share", "the sum was divided by N, which the loss does not do here, or has done already in ∂C/∂a",
                   lambda v: e.rule(v) / len(rows))


def bias(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, i, rows = e.l, e.i, sheet.observations
    if sheet.hidden(l):
        yield Slip("slope", f"the factor σ′, that is {s.slope(l, i, 1)}, was forgotten",
                   lambda v: sum(v.get("dC/da", l, i, n=n) for n in rows))
    for j in sheet.units(l - 1):
        yield Slip("input", f"this is the gradient of the weight {s.w(l, i, j)}; the input of a bias is 1",
                   lambda v, j=j: v.get("dC/dw", l, i, j))
    yield from _rows(s, e, rows, lambda v, n: v.get("dC/dz", l, i, n=n))
