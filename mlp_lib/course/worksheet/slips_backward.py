"""The slips of the way back: in the error at the output, and in the sum over the paths to a hidden neuron."""
from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .boxes import Entry, Numbers
from .entries import Symbols, sigma
from .slip import Rule, Slip
from .slips_factors import slopes
from .slips_forward import part

if TYPE_CHECKING:
    from .sheet import Sheet


def loss_slope(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    if e.l < sheet.L:
        yield from _passed_back(sheet, s, e)
        return
    l, i, n, share, units = e.l, e.i, e.n, sheet.share, sheet.units(e.l)

    def a(v: Numbers) -> float:
        return v.a(l, i, n)

    def y(v: Numbers) -> float:
        return v.y(i, n)

    def twice(v: Numbers, gap: float) -> float:
        return 2 * gap / share

    yield Slip("square", "this is the squared difference, a part of the loss; its derivative is 2(a − y)",
               lambda v: (a(v) - y(v)) ** 2 / share)
    yield Slip("sign", "a and y were added; the error is a − y", lambda v: twice(v, a(v) + y(v)))
    put_in = f"the factor {s.slope(l, i, n)} was put in already: it has a box of its own, the next one"
    if sheet.hidden(l):
        yield Slip("z for a", "the error compares the output a with y, not the sum z",
                   lambda v: twice(v, v.z(l, i, n) - y(v)))
        yield Slip("slope", put_in, lambda v: e.rule(v) * a(v) * (1 - a(v)))
        yield Slip("other function", "this is the derivative of the cross-entropy (16); here the loss is (14)",
                   lambda v: part(-y(v), a(v)) / share, 1)
        yield Slip("other function", "this is the derivative of the cross-entropy; here the loss is (14)",
                   lambda v: part(a(v) - y(v), a(v) * (1 - a(v))) / share, 2)
    else:
        yield Slip("activation", "σ was applied to the output, which has none",
                   lambda v: twice(v, sigma(a(v)) - y(v)), 1)
        for f in slopes(sheet, s, l, i):
            if f.rare < 2:
                yield Slip(f.kind, f"{put_in}; and {f.says}", lambda v, f=f: e.rule(v) * f.value(v, n), f.rare + 1)
    if share > 1:
        yield Slip("share+two", "the 1/N and the 2 were dropped", lambda v: a(v) - y(v), 1)
        yield Slip("share+sign", "the 1/N was dropped; and the error is a − y, not y − a",
                   lambda v: 2 * (y(v) - a(v)), 2)
    for kind, says, rare, function in (
            ("square", "the square stayed: the derivative of (a − y)² is 2(a − y)", 1, lambda a, y: 2 * (a - y) ** 2),
            ("brackets", "the 2 multiplies the whole difference", 1, lambda a, y: 2 * a - y),
            ("brackets", "the 2 multiplies the whole difference", 2, lambda a, y: a - 2 * y),
            ("target", "the target was forgotten", 1, lambda a, y: 2 * a),
            ("target", "this is the target's part alone", 2, lambda a, y: -2 * y),
            ("activation", "the activation was put in: the derivative of (a − y)² is 2(a − y)", 1,
             lambda a, y: 2 * (a - y) * a),
            ("square", "this is the sign alone, the derivative of |a − y|", 2, lambda a, y: math.copysign(1, a - y))):
        yield Slip(kind, says, lambda v, f=function: f(a(v), y(v)) / share, rare)
    yield Slip("square", "this is the loss, not its derivative 2(a − y)", lambda v: v["C"], 1)
    yield Slip("square", "this is twice the loss; its derivative is 2(a − y)", lambda v: 2 * v["C"], 2)
    yield Slip("quotient", "∂C/∂a is no quotient of numbers (erratum E15): it is 2(a − y)",
               lambda v: part(v["C"], a(v)), 2)
    for k in sheet.units(l - 1):
        yield Slip("early", "what comes in was put in already: it has a box of its own",
                   lambda v, k=k: e.rule(v) * v.a(l - 1, k, n), 2)
    for k in units:
        if k != i:
            yield Slip("target", "the target is that of another output", lambda v, k=k: twice(v, a(v) - v.y(k, n)), 1)
    if len(units) > 1:
        yield Slip("path", "each output has its own error: they are not added",
                   lambda v: twice(v, sum(v.a(l, m, n) - v.y(m, n) for m in units)), 1)
        yield Slip("share", "this is divided by the number of outputs; the loss here is not",
                   lambda v: e.rule(v) / len(units), 1)
    for m in sheet.observations:
        if m != n:
            yield Slip("observation", f"this has the target of observation {m}, not {n}",
                       lambda v, m=m: twice(v, a(v) - v.y(i, m)), 1)
    if sheet.N > 1:
        yield Slip("path", "each observation has its own error: they are not added here",
                   lambda v: twice(v, sum(v.a(l, i, m) - v.y(i, m) for m in sheet.observations)), 1)


def _passed_back(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, j, n, above, own = e.l, e.i, e.n, sheet.units(e.l + 1), sheet.units(e.l)
    square = len(above) == len(own) > 1

    def delta(v: Numbers, i: int) -> float:
        return v.get("dC/dz", l + 1, i, n=n)

    def error(v: Numbers, i: int) -> float:
        return v.get("dC/da", l + 1, i, n=n)

    def w(v: Numbers, i: int) -> float:
        return v.w(l + 1, i, j)

    def new(v: Numbers, i: int, j: int = j, by: float = -sheet.eta) -> float:
        return v.w(l + 1, i, j) + by * v.get("dC/dw", l + 1, i, j)

    def slope(v: Numbers, m: int = l, i: int = j) -> float:
        return v.a(m, i, n) * (1 - v.a(m, i, n))

    def summed(one: Rule, two: Rule) -> Rule:
        return lambda v: sum(one(v, i) * two(v, i) for i in above)

    put_in = f"the factor {s.slope(l, j, n)} was put in already: it has a box of its own, the next one"
    e19 = f"a weight of layer {l + 1} was used after its update"
    swapped = "to and from are swapped: backward the sum runs over the first index of w, *to*"
    no_slope = f"the factor σ′ of layer {l + 1} was forgotten: the sum takes its δ, not its ∂C/∂a"
    yield Slip("updated", f"{e19}. All gradients come first, with the weights of the forward pass, then all updates "
               "(erratum E19)", summed(delta, new))
    if square:
        yield Slip("transposed", f"{swapped}; the second is {j} in every term",
                   summed(delta, lambda v, i: v.w(l + 1, j, i)))
    if sheet.hidden(l + 1):
        yield Slip("slope", no_slope, summed(error, w))
    for i in above if len(above) > 1 else ():
        yield Slip("path", f"a path was left out: the one through neuron {i} of layer {l + 1}, "
                   f"{s.delta(l + 1, i, n)} · {s.w(l + 1, i, j)}", lambda v, i=i: e.rule(v) - delta(v, i) * w(v, i))
    yield Slip("w for a", f"δ was multiplied by the activation a; on the way back to {s.a(l, j, n)} it is the weight",
               summed(delta, lambda v, i: v.a(l, j, n)))
    if len(above) == 1:
        yield Slip("input", f"the factor {s.w(l + 1, 1, j)} was forgotten: this is δ of layer {l + 1} as it stands",
                   lambda v: delta(v, 1))
    else:
        yield Slip("weight", f"the weights were left out, as in (53) (erratum E16): these are the δ of layer {l + 1}",
                   summed(delta, lambda v, i: 1.0))
    yield Slip("slope", put_in, lambda v: e.rule(v) * slope(v))
    for others in zip(*([f for f in slopes(sheet, s, l + 1, i) if f.kind not in ("neighbour", "layer", "observation")]
                        for i in above), strict=True):
        yield Slip(others[0].kind, f"in δ of layer {l + 1}, {others[0].says}", lambda v, others=others: sum(
            error(v, i) * other.value(v, n) * w(v, i) for i, other in zip(above, others, strict=True)),
                   others[0].rare + 1)
    for i in above if len(above) > 1 else ():
        yield Slip("path", f"only the path through neuron {i} of layer {l + 1} is there",
                   lambda v, i=i: delta(v, i) * w(v, i))
        yield Slip("updated", f"one weight of layer {l + 1} was used after its update",
                   lambda v, i=i: e.rule(v) + delta(v, i) * (new(v, i) - w(v, i)), 2)
        yield Slip("weight", f"the factor {s.w(l + 1, i, j)} was forgotten",
                   lambda v, i=i: e.rule(v) + delta(v, i) * (1 - w(v, i)), 2)
        yield Slip("error", f"the factor {s.delta(l + 1, i, n)} was forgotten",
                   lambda v, i=i: e.rule(v) + (1 - delta(v, i)) * w(v, i), 2)
        yield Slip("weight+path", f"the weights were left out: this is {s.delta(l + 1, i, n)}",
                   lambda v, i=i: delta(v, i), 2)
        yield Slip("sign", f"the sign of the path through neuron {i} is the other way round",
                   lambda v, i=i: e.rule(v) - 2 * delta(v, i) * w(v, i), 1)
        yield Slip("sign", f"only the path through neuron {i} has its sign", lambda v, i=i: 2 * delta(v, i) * w(v, i)
                   - e.rule(v), 1)
        yield Slip("neighbour", "one weight stands in every term: each δ has its own",
                   lambda v, i=i: w(v, i) * sum(delta(v, k) for k in above), 1)
        yield Slip("neighbour", "one δ stands in every term: each weight has its own",
                   lambda v, i=i: delta(v, i) * sum(w(v, k) for k in above), 1)
        yield Slip("path+updated", f"only one path is there; and {e19}", lambda v, i=i: delta(v, i) * new(v, i), 1)
        yield Slip("path+slope", f"only one path is there; and {no_slope}", lambda v, i=i: error(v, i) * w(v, i), 1)
    if len(above) > 1:
        for by in range(1, len(above)):
            yield Slip("neighbour", "each δ goes back through its own weight, whose first index is its own",
                       lambda v, by=by: sum(delta(v, i) * w(v, (i + by - 1) % len(above) + 1) for i in above), 1)
        yield Slip("share", "the paths are added; this is their mean", lambda v: e.rule(v) / len(above), 2)
        yield Slip("sign", "the paths are added with their signs", summed(
            lambda v, i: abs(delta(v, i)), lambda v, i: abs(w(v, i))), 2)
    yield Slip("sign", "the signs of the weights were left out", summed(delta, lambda v, i: abs(w(v, i))), 1)
    yield Slip("sign", "the signs of δ were left out", summed(lambda v, i: abs(delta(v, i)), w), 1)
    yield Slip("updated", f"{e19}, and that with the wrong sign", summed(delta,
               lambda v, i: new(v, i, by=sheet.eta)), 1)
    yield Slip("updated", f"{e19}, and that without η", summed(delta, lambda v, i: new(v, i, by=-1.0)), 2)
    yield Slip("updated+slope", f"{e19}; and {no_slope}", summed(error, new), 1)
    yield Slip("updated+slope", f"{e19}; and {put_in}", lambda v: summed(delta, new)(v) * slope(v), 2)
    if square:
        yield Slip("updated+transposed", f"{e19}; and {swapped}", summed(delta, lambda v, i: new(v, j, i)), 1)
        yield Slip("slope+transposed", f"{no_slope}; and {swapped}", summed(error, lambda v, i: v.w(l + 1, j, i)), 1)
    for i in above:
        weights = lambda v, i=i: sum(v.w(l + 1, i, k) for k in own)  # noqa: E731
        yield Slip("transposed", f"{swapped}; this has all weights into neuron {i}",
                   lambda v, i=i, weights=weights: weights(v) * delta(v, i), 1)
        for k in own if j in above and len(above) > 1 else ():
            yield Slip("transposed+path", f"{swapped}; and only one term is there",
                       lambda v, i=i, k=k: v.w(l + 1, j, k) * delta(v, i), 2)
    if len(own) > 1:
        yield Slip("neighbour", "each hidden neuron has its own ∂C/∂a: they are not added up", lambda v: sum(
            delta(v, i) * v.w(l + 1, i, k) for i in above for k in own), 2)
    alone = "the factor δ was forgotten"
    yield Slip("error", f"{alone}: this is the weight alone", summed(lambda v, i: 1.0, w), 1)
    yield Slip("error", f"{alone}: this has the slope", summed(lambda v, i: v.get("da/dz", l + 1, i, n=n), w), 2)
    yield Slip("error", f"{alone}: this has the activation", summed(lambda v, i: v.a(l + 1, i, n), w), 2)
    for kind, says, rare, value in (
            ("z for a", "δ was multiplied by z; on the way back it is the weight", 2, lambda v, i: v.z(l, j, n)),
            ("z for a", "z was put in: the way back has δ and the weight", 1, lambda v, i: w(v, i) * v.z(l, j, n)),
            ("w for a", "the activation was put in: the way back has δ and the weight", 1,
             lambda v, i: w(v, i) * v.a(l, j, n)),
            ("w for a", "δ was multiplied by a gradient; on the way back it is the weight", 1,
             lambda v, i: v.get("dC/dw", l + 1, i, j)),
            ("bias", "δ was multiplied by the bias; on the way back it is the weight", 2, lambda v, i: v.b(l + 1, i)),
            ("slope", f"the factor {s.slope(l, j, n)} stands in place of the weight", 2, lambda v, i: slope(v)),
            ("quotient", "∂z/∂a is no quotient of numbers (erratum E15): it is the weight", 2,
             lambda v, i: part(v.z(l + 1, i, n), v.a(l, j, n)))):
        yield Slip(kind, says, summed(delta, value), rare)
    yield Slip("product", "δ and weight are multiplied, not added",
               lambda v: sum(delta(v, i) + w(v, i) for i in above), 2)
    yield Slip("bias", "on the way back no bias is added", lambda v: e.rule(v) + v.b(l, j), 1)
    yield from _other_layers(sheet, e, delta, w)
    for m in sheet.observations:
        if m != n:
            yield Slip("observation", f"δ is that of observation {m}, not {n}", lambda v, m=m: sum(
                v.get("dC/dz", l + 1, i, n=m) * w(v, i) for i in above), 1)
    if sheet.N > 1:
        yield Slip("observation", "each observation has its own ∂C/∂a: they are not added up", lambda v: sum(
            v.get("dC/dz", l + 1, i, n=m) * w(v, i) for m in sheet.observations for i in above), 1)


def _other_layers(sheet: Sheet, e: Entry, delta: Rule,
                  w: Rule) -> Iterator[Slip]:
    """Return the slips of those who take weights, δ or a target of another layer on the way back."""
    l, j, n, L, above, low = e.l, e.i, e.n, sheet.L, sheet.units(e.l + 1), sheet.units(e.l - 1)
    wrong = f"the way back goes through the weights of layer {l + 1}, not of layer {l}"
    if len(above) <= len(sheet.units(l)) and j in low:
        yield Slip("layer", wrong, lambda v: sum(delta(v, i) * v.w(l, i, j) for i in above), 1)
    if len(above) <= len(low):
        yield Slip("layer", wrong, lambda v: sum(delta(v, i) * v.w(l, j, i) for i in above), 1)
    elif len(low) <= len(above):
        yield Slip("layer", wrong, lambda v: sum(delta(v, i) * v.w(l, j, i) for i in low), 1)
    for k in above:
        yield Slip("layer", f"this is ∂C/∂a of layer {l + 1}: it goes back through σ′ and a weight",
                   lambda v, k=k: v.get("dC/da", l + 1, k, n=n), 1)
    for k in sheet.units(L):
        yield Slip("target", "only an output is compared with a target; here the error comes back through weights",
                   lambda v, k=k: 2 * (v.a(l, j, n) - v.y(k, n)) / sheet.share, 1)
        if l + 1 < L:
            skipped = "no layer is skipped on the way back"
            yield Slip("layer", f"{skipped}: this has δ of the output", lambda v, k=k: sum(
                w(v, i) * v.get("dC/dz", L, k, n=n) for i in above), 1)
            yield Slip("layer", f"{skipped}: this has the weights of the output", lambda v, k=k: sum(
                v.w(L, k, i) * delta(v, i) for i in above), 1)
            if j in sheet.units(L - 1):
                yield Slip("layer", f"{skipped}: this has weight and δ of the output",
                           lambda v, k=k: v.w(L, k, j) * v.get("dC/dz", L, k, n=n), 1)
