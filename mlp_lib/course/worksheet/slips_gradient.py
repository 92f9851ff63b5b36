"""The slips in the factors of a gradient: the slope, δ, and what comes in."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .boxes import Entry, Numbers
from .entries import Symbols
from .slip import Slip
from .slips_factors import bell, deltas, inputs, slopes
from .slips_forward import exp, part

if TYPE_CHECKING:
    from .sheet import Sheet


def slope(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, i, n = e.l, e.i, e.n

    def a(v: Numbers) -> float:
        return v.a(l, i, n)

    def z(v: Numbers) -> float:
        return v.z(l, i, n)

    for k in sheet.units(l - 1):
        yield Slip("early", "what comes in was put in already: it has a box of its own",
                   lambda v, k=k: e.rule(v) * v.a(l - 1, k, n), 2 - (k == 1))
    yield Slip("error", "this is ∂C/∂a; the slope of the activation has a box of its own",
               lambda v: v.get("dC/da", l, i, n=n), 2)
    if not sheet.hidden(l):
        none = "the output has no σ here. The slope of the identity is 1"
        yield Slip("other slope", none, lambda v: bell(z(v)))
        yield Slip("other slope", none, lambda v: a(v) * (1 - a(v)))
        yield Slip("activation", "this is the activation, not its slope: the slope of the identity is 1", a)
        yield Slip("other slope", "the identity rises by 1 for each 1 of z: its slope is 1, not 0", lambda v: 0.0)
        for f in slopes(sheet, s, l, i):
            yield Slip(f.kind, f.says, lambda v, f=f: f.value(v, n), max(f.rare, 1))
        return
    yield Slip("z for a", "z stands in place of a: the slope is a(1 − a), of the activation",
               lambda v: z(v) * (1 - z(v)))
    yield Slip("z for a", "σ was applied twice: σ′ is taken at z, and a is σ(z) already", lambda v: bell(a(v)))
    yield Slip("activation", "this is the activation a, not its slope: a(1 − a)", a)
    yield Slip("slope", "this is only one of the two factors of a(1 − a)", lambda v: 1 - a(v))
    yield Slip("other slope", "1 − a² is the slope of tanh; that of the sigmoid is a(1 − a)", lambda v: 1 - a(v) ** 2)
    yield Slip("sign", "the slope of the sigmoid is never negative: a(1 − a), not a(a − 1)", lambda v: -e.rule(v))
    yield Slip("slope", "1 was left out: the slope is a − a²", lambda v: a(v) ** 2)
    yield Slip("other slope", "1 is the slope of the identity; that of the sigmoid is a(1 − a)", lambda v: 1.0)
    for f in slopes(sheet, s, l, i):
        yield Slip(f.kind, f.says, lambda v, f=f: f.value(v, n), max(f.rare, 1))
    for kind, says, rare, function in (
            ("brackets", "the whole 1 − a is multiplied by a: it stands in brackets", 1, lambda a, z: 0.0),
            ("two", "this is 1 − 2a, the slope of the slope", 1, lambda a, z: 1 - 2 * a),
            ("two", "the slope has no 2: it is a(1 − a)", 2, lambda a, z: 2 * a * (1 - a)),
            ("other slope", "1/4 is the slope at z = 0; here z is another", 2, lambda a, z: 0.25),
            ("other slope", "1 − z² is none of the sigmoid's: it is a(1 − a)", 2, lambda a, z: 1 - z * z),
            ("slope", "the slope is a(1 − a), with no square", 2, lambda a, z: a * (1 - a) ** 2),
            ("slope", "this is the derivative of e^(−z) alone: the slope is a(1 − a)", 2, lambda a, z: -exp(-z)),
            ("sign", "a sign went wrong in the quotient rule: the slope is a(1 − a)", 2,
             lambda a, z: exp(z) / (1 + exp(-z)) ** 2),
            ("sign", "a sign went wrong in the quotient rule: the slope is a(1 − a)", 2,
             lambda a, z: part(exp(-z), (1 - exp(-z)) ** 2)),
            ("quotient", "∂a/∂z is no quotient of numbers (erratum E15): it is a(1 − a)", 2, part)):
        yield Slip(kind, says, lambda v, f=function: f(a(v), z(v)), rare)
    yield Slip("bias", "the bias was left out of z", lambda v: bell(z(v) - v.b(l, i)), 2)
    yield Slip("error", "the error was put in already: the product has a box of its own, the next one",
               lambda v: v.get("dC/da", l, i, n=n) * e.rule(v), 2)
    for k in sheet.units(l):
        if k != i:
            yield Slip("neighbour", f"one of the two factors is that of neuron {k}",
                       lambda v, k=k: a(v) * (1 - v.a(l, k, n)), 1)
            yield Slip("neighbour", f"one of the two factors is that of neuron {k}",
                       lambda v, k=k: v.a(l, k, n) * (1 - a(v)), 2)
    if l == sheet.L:
        yield Slip("target", "the slope is taken at the output, not at the target",
                   lambda v: v.y(i, n) * (1 - v.y(i, n)), 2)


def delta(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, i, n = e.l, e.i, e.n

    def error(v: Numbers) -> float:
        return v.get("dC/da", l, i, n=n)

    if sheet.hidden(l):
        yield Slip("slope", f"the factor σ′, that is {s.slope(l, i, n)}, was forgotten: this is "
                   f"{s.loss(s.a(l, i, n))}", error)
    for at, f in enumerate(slopes(sheet, s, l, i)):
        if at == 3:
            yield Slip("error", f"the factor {s.loss(s.a(l, i, n))} was forgotten: this is the slope alone",
                       lambda v: v.get("da/dz", l, i, n=n))
        if not (f.kind == "slope" and "was forgotten" in f.says):
            says = f.says.replace("the activation a stands in place of",
                                  "the error was multiplied by the activation a, not by")
            yield Slip(f.kind, says, lambda v, f=f: error(v) * f.value(v, n), f.rare)
    if sheet.hidden(l) and l == sheet.L:
        yield Slip("two+slope", "this is a − y, δ of the cross-entropy: here the 2 and σ′ belong to it",
                   lambda v: error(v) / 2)
        yield Slip("two+slope+sign", "this is y − a, without the 2 and σ′", lambda v: -error(v) / 2, 2)
    for f in deltas(sheet, s, l, i):
        if f.kind != "error":
            yield Slip(f.kind, f.says, lambda v, f=f: f.value(v, n), f.rare)
    for k in sheet.units(l - 1):
        yield Slip("early", "what comes in was put in already: that is the gradient of a weight",
                   lambda v, k=k: e.rule(v) * v.a(l - 1, k, n), 2 - (k == 1))
        if sheet.hidden(l):
            yield Slip("slope+early", "σ′ was forgotten, and what comes in was put in already",
                       lambda v, k=k: error(v) * v.a(l - 1, k, n), 2 - (k == 1))
    if sheet.N > 1:
        yield Slip("observation", "each observation has its own δ: they are added up with the gradients",
                   lambda v: sum(v.get("dC/da", l, i, n=m) * v.get("da/dz", l, i, n=m) for m in sheet.observations), 1)


def came_in(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, j, n = e.l, e.j, e.n
    what = s.a(l - 1, j, n)
    for i in sheet.units(l):
        for f in inputs(sheet, s, l, i, j):
            if f.kind != "neighbour" or f.rare:
                yield Slip(f.kind, f.says, lambda v, f=f: f.value(v, n), f.rare)
        yield Slip("early", "this is the whole gradient: δ was put in already",
                   lambda v, i=i: v.get("dC/dz", l, i, n=n) * v.a(l - 1, j, n), 1)
        yield Slip("early", f"the slope of neuron {i} was put in already: this is ∂a/∂w",
                   lambda v, i=i: v.get("da/dz", l, i, n=n) * v.a(l - 1, j, n), 1)
        yield Slip("error", f"this is δ; what comes in is {what}", lambda v, i=i: v.get("dC/dz", l, i, n=n), 2)
    yield Slip("input", f"1 is what a bias multiplies; what comes in here is {what}", lambda v: 1.0, 1)
    yield Slip("input", f"a derivative of w · a by w is a: {what}, not 0", lambda v: 0.0, 2)
    yield Slip("sign", f"the sign of {what} is the other way round", lambda v: -e.rule(v), 2)
    yield Slip("two", f"what comes in is {what}, with no 2", lambda v: 2 * e.rule(v), 2)
    if sheet.N > 1:
        yield Slip("share", "the 1/N belongs to the loss and to ∂C/∂a", lambda v: e.rule(v) / sheet.N, 2)
