"""The slips of the forward pass: in the sum z and in the activation a."""
from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .boxes import Entry, Numbers
from .entries import Symbols, sigma
from .slip import Rule, Slip

if TYPE_CHECKING:
    from .sheet import Sheet


def weighted_sum(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    new = e.kind.startswith("new")
    l, i, n, units = e.l, e.i, e.n, sheet.units(e.l - 1)
    square = len(units) == len(sheet.units(l)) > 1

    def w(v: Numbers, j: int) -> float:
        return v.w(l, i, j, new)

    def a(v: Numbers, j: int) -> float:
        return v.a(l - 1, j, n, new)

    def b(v: Numbers) -> float:
        return v.b(l, i, new)

    def summed(term: Rule, plus: Rule = b) -> Rule:
        return lambda v: sum(term(v, j) for j in units) + plus(v)

    def none(v: Numbers) -> float:
        return 0.0

    yield Slip("bias", f"the bias {s.b(l, i)} was forgotten", lambda v: e.rule(v) - b(v))
    if square:
        yield Slip("transposed", f"to and from are swapped: {e.label} takes the weights whose first index is {i}, row "
                   f"{i} of W, not its column", summed(lambda v, j: v.w(l, j, i, new) * a(v, j)))
    if l > 1:
        yield Slip("z for a", "what goes through a weight is the activation a of the layer before, not its sum z",
                   summed(lambda v, j: w(v, j) * v.z(l - 1, j, n, new)))
    if len(units) > 1:
        for j in units:
            yield Slip("path", f"a term of the sum was left out: {s.w(l, i, j)} · {s.a(l - 1, j, n)}",
                       lambda v, j=j: e.rule(v) - w(v, j) * a(v, j))
    for j in units:
        yield Slip("sign", f"the sign of the term {s.w(l, i, j)} · {s.a(l - 1, j, n)} is the other way round",
                   lambda v, j=j: e.rule(v) - 2 * w(v, j) * a(v, j))
    yield Slip("sign", f"the bias {s.b(l, i)} has the wrong sign", lambda v: e.rule(v) - 2 * b(v))
    if sheet.hidden(l):
        yield Slip("activation", f"this is already {s.a(l, i, n)}: σ comes in the next box", lambda v: sigma(e.rule(v)))
    else:
        yield Slip("activation", "σ was applied, and the output has none", lambda v: sigma(e.rule(v)), 1)
    for m in range(l - 1):
        there = [j for j in units if j in sheet.units(m)]
        yield Slip("layer", f"what comes in is the activation of layer {l - 1}, not "
                   f"{'that of an earlier layer' if m else 'the input x'}",
                   lambda v, m=m, there=there: sum(w(v, j) * v.a(m, j, n, new) for j in there) + b(v))
    if len(units) > 1:
        yield Slip("neighbour", "each weight belongs to its own input: the second index says which",
                   summed(lambda v, j: w(v, j) * a(v, units[-j])), 1)
        for k in units:
            yield Slip("neighbour", "one input stands in every term: each weight has its own",
                       summed(lambda v, j, k=k: w(v, j) * a(v, k)), 1)
            yield Slip("neighbour", "one weight stands in every term: each input has its own",
                       summed(lambda v, j, k=k: w(v, k) * a(v, j)), 1)
            yield Slip("path", f"only the term {s.w(l, i, k)} · {s.a(l - 1, k, n)} of the sum is there",
                       lambda v, k=k: w(v, k) * a(v, k) + b(v), 1)
        yield Slip("neighbour", "the weights have slid by one: the bias is none of them",
                   lambda v: sum(w(v, j - 1) * a(v, j) for j in units[1:]) + b(v), 2)
        if not square and len(sheet.units(l)) > 1:
            yield Slip("transposed", "to and from are swapped: the weights of a neuron are a row of W, not a column",
                       summed(lambda v, j: _by_column(sheet, v, l, i, j, new) * a(v, j)), 1)
    for k in sheet.units(l):
        if k != i:
            yield Slip("bias", f"the bias is that of neuron {k}, not {s.b(l, i)}",
                       lambda v, k=k: e.rule(v) - b(v) + v.b(l, k, new), 1)
            yield Slip("neighbour", f"the weights are those into neuron {k}; the bias is that of neuron {i}",
                       summed(lambda v, j, k=k: v.w(l, k, j, new) * a(v, j)), 1)
    yield Slip("sign", "the signs of the weights were left out", summed(lambda v, j: abs(w(v, j)) * a(v, j)), 1)
    yield Slip("sign", "the signs of the inputs were left out", summed(lambda v, j: w(v, j) * abs(a(v, j))), 1)
    yield Slip("activation", f"σ was applied to {s.a(l - 1, 1, n)}: what comes in is {'a' if l > 1 else 'x'} itself",
               summed(lambda v, j: w(v, j) * sigma(a(v, j))), 1)
    for m in (l - 1, l + 1):
        if 1 <= m <= sheet.L and i in sheet.units(m):
            yield Slip("layer", f"the bias is that of layer {m}, not {s.b(l, i)}",
                       lambda v, m=m: e.rule(v) - b(v) + v.b(m, i, new), 1)
            if len(sheet.units(m - 1)) >= len(units):
                yield Slip("layer", f"the weights are those of layer {m}, not of layer {l}",
                           summed(lambda v, j, m=m: v.w(m, i, j, new) * a(v, j)), 1)
                yield Slip("layer", f"weights and bias are those of layer {m}, not of layer {l}",
                           summed(lambda v, j, m=m: v.w(m, i, j, new) * a(v, j), lambda v, m=m: v.b(m, i, new)), 2)
    for m in sheet.observations:
        if m != n:
            yield Slip("observation", f"this has the inputs of observation {m}, not {n}",
                       summed(lambda v, j, m=m: w(v, j) * v.a(l - 1, j, m, new)), 1)
    if sheet.N > 1:
        yield Slip("observation", "this has the mean over the observations: each has a z of its own",
                   summed(lambda v, j: w(v, j) * sum(v.a(l - 1, j, m, new) for m in sheet.observations) / sheet.N), 2)
    if l > 1:
        for j in units:
            yield Slip("z for a", f"what comes in from neuron {j} is its activation a, not its sum z",
                       lambda v, j=j: e.rule(v) + w(v, j) * (v.z(l - 1, j, n, new) - a(v, j)), 1)
        yield Slip("slope", "what comes in is the activation a, not its slope",
                   summed(lambda v, j: w(v, j) * a(v, j) * (1 - a(v, j))), 2)
        if square:
            yield Slip("transposed+z for a", "to and from are swapped, and z stands in place of a",
                       summed(lambda v, j: v.w(l, j, i, new) * v.z(l - 1, j, n, new)), 2)
    yield from _bias(sheet, s, e, w, a)
    yield Slip("weight", "the weights were forgotten", summed(a), 2)
    yield Slip("input", "what comes in was forgotten: these are weights and bias alone", summed(w), 2)
    yield Slip("product", "each weight is multiplied by what comes in, not added to it",
               summed(lambda v, j: w(v, j) + a(v, j)), 2)
    yield Slip("sign", "the sign is the other way round", lambda v: -e.rule(v), 2)
    yield Slip("sign", "the signs of all products are the other way round", lambda v: 2 * b(v) - e.rule(v), 2)
    yield Slip("sign", "the signs of all products were left out", summed(lambda v, j: abs(w(v, j) * a(v, j))), 2)
    yield Slip("share", "a neuron adds up its inputs and does not take their mean",
               lambda v: (e.rule(v) - b(v)) / len(units) + b(v), 2)


def _bias(sheet: Sheet, s: Symbols, e: Entry, w: Rule,
          a: Rule) -> Iterator[Slip]:
    """Return the rarer slips in the bias of a sum."""
    new, l, i, units = e.kind.startswith("new"), e.l, e.i, sheet.units(e.l - 1)
    once = f"the bias {s.b(l, i)} comes once"

    def b(v: Numbers) -> float:
        return v.b(l, i, new)

    def plain(v: Numbers) -> float:
        return e.rule(v) - b(v)
    yield Slip("bias", f"{once}, not twice", lambda v: plain(v) + 2 * b(v), 2)
    yield Slip("bias", f"{once}, not with each term", lambda v: plain(v) + len(units) * b(v), 2)
    yield Slip("bias", f"{once} and is added, not multiplied", lambda v: plain(v) * b(v), 2)
    yield Slip("bias", "each neuron has its own bias: they are not added up",
               lambda v: plain(v) + sum(v.b(l, k, new) for k in sheet.units(l)), 2)
    if len(units) <= len(sheet.units(l)):
        yield Slip("bias", f"{once}; its index is that of the neuron where the sum arrives",
                   lambda v: plain(v) + sum(v.b(l, j, new) for j in units), 2)
    yield Slip("bias", f"{once} and is not multiplied by what comes in",
               lambda v: plain(v) + b(v) * sum(a(v, j) for j in units), 2)
    yield Slip("bias", f"{once} and is not multiplied by the weights",
               lambda v: plain(v) + b(v) * sum(w(v, j) for j in units), 2)
    for j in units:
        yield Slip("bias", f"{once}; its input is 1, not {s.a(l - 1, j, 0)}",
                   lambda v, j=j: plain(v) + b(v) * a(v, j), 2)


def _by_column(sheet: Sheet, v: Numbers, l: int, i: int, j: int, new: bool) -> float:
    """Return the number at (i, j) where the weights are written down the columns and read along the rows."""
    rows, columns = sheet.units(l), sheet.units(l - 1)
    place = (i - 1) * len(columns) + j - 1
    return v.w(l, place % len(rows) + 1, place // len(rows) + 1, new)


def activation(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    l, new = e.l, e.kind.startswith("new")

    def z(v: Numbers) -> float:
        return v.z(l, e.i, e.n, new)

    def b(v: Numbers) -> float:
        return v.b(l, e.i, new)

    others = sheet.units(l)
    if len(others) > 1 or l == sheet.L:
        yield Slip("other function", "this is softmax, (65): here each neuron has its activation alone",
                   lambda v: part(exp(z(v)), sum(exp(v.z(l, k, e.n, new)) for k in others)), 1)
    if l == sheet.L:
        yield Slip("target", "this is the target; a is what the network says", lambda v: v.y(e.i, e.n), 2)
    if not sheet.hidden(l):
        none = f"the output has no σ here: by (21), {e.label} is {s.z(l, e.i, e.n)} itself"
        yield Slip("activation", none, lambda v: sigma(z(v)))
        yield Slip("sign", "the sign was lost on the way from z to a", lambda v: -z(v))
        yield Slip("other function", f"this is tanh; {none}", lambda v: math.tanh(z(v)), 1)
        yield Slip("other function", f"this is ReLU; {none}", lambda v: max(0.0, z(v)), 1)
        yield Slip("other function", f"this is the step; {none}", lambda v: float(z(v) > 0), 2)
        yield Slip("bias", f"the bias is in z already; {none}", lambda v: z(v) + b(v), 2)
        yield Slip("bias", f"the bias stays in; {none}", lambda v: z(v) - b(v), 2)
        yield Slip("activation", none, lambda v: sigma(-z(v)), 2)
        yield Slip("slope", none, lambda v: sigma(z(v)) * sigma(-z(v)), 2)
        yield Slip("target", f"the target comes with the loss; {none}", lambda v: z(v) - v.y(e.i, e.n), 2)
        return
    right = "σ(z) = 1 / (1 + e^(−z))"
    yield Slip("activation", "the activation σ was forgotten: this is still z", z)
    yield Slip("sign", f"the exponent has the wrong sign: {right}", lambda v: sigma(-z(v)))
    yield Slip("slope", "this is the slope σ′(z), not σ(z) itself", lambda v: sigma(z(v)) * sigma(-z(v)))
    yield Slip("other function", "this is tanh(z); the neurons are sigmoids here", lambda v: math.tanh(z(v)))
    for says, rare, function in (
            ("this is ReLU, max(0, z); the neurons are sigmoids here", 1, lambda z: max(0.0, z)),
            (f"the power is one of e, not of 10: {right}", 1, lambda z: sigma(math.log(10) * z)),
            ("this is the step; the neurons are sigmoids here", 2, lambda z: float(z > 0)),
            (f"the power is one of e, not of 2: {right}", 2, lambda z: sigma(math.log(2) * z)),
            ("tanh(z) is 2σ(2z) − 1: for σ(z) itself, z is not doubled", 2, lambda z: sigma(2 * z)),
            ("tanh(z) is 2σ(2z) − 1: this is tanh(z/2)", 2, lambda z: math.tanh(z / 2)),
            (f"e is raised to the power, not multiplied: {right}", 2, lambda z: part(1, 1 - math.e * z)),
            (f"e was forgotten: {right}", 2, lambda z: part(1, 1 + z)),
            (f"e was forgotten: {right}", 2, lambda z: part(1, 1 - z)),
            ("this is softplus; the neurons are sigmoids here", 2, lambda z: math.log1p(exp(z)))):
        yield Slip("other function", says, lambda v, f=function: f(z(v)), rare)
    for says, bracket in (("1 is divided by the whole sum", lambda z: 1 + exp(-z)), ("the 1 + was left out", exp),
                          ("this is e^(−z) alone", lambda z: exp(-z)),
                          ("1 is divided by the whole sum, and the exponent has a minus", lambda z: 1 + exp(z))):
        yield Slip("brackets", f"{says}: {right}", lambda v, f=bracket: f(z(v)), 1)
    yield Slip("activation", "σ was applied twice", lambda v: sigma(sigma(z(v))), 1)
    yield Slip("sign", f"the sum below has the wrong sign: {right}", lambda v: part(1, 1 - exp(-z(v))), 1)
    yield Slip("sign", f"the signs are wrong: {right}", lambda v: part(1, 1 - exp(z(v))), 2)
    yield Slip("sign", "σ(z) is never negative", lambda v: -sigma(z(v)), 2)
    yield Slip("bias", "the bias is in z already", lambda v: sigma(z(v) + b(v)), 1)
    yield Slip("bias", "the bias belongs inside of σ", lambda v: sigma(z(v) - b(v)) + b(v), 1)
    yield Slip("bias", "the bias was left out of z", lambda v: sigma(z(v) - b(v)), 2)
    for k in sheet.units(l - 1):
        yield Slip("layer", f"this is σ of what comes in, {s.a(l - 1, k, e.n)}; σ takes the sum z",
                   lambda v, k=k: sigma(v.a(l - 1, k, e.n, new)), 2)


def exp(z: float) -> float:
    """Return e^z, of a z that does not overflow."""
    return math.exp(min(z, 300.0))


def part(top: float, bottom: float) -> float:
    """Return a quotient; there is none by 0."""
    return top / bottom if bottom else math.nan
