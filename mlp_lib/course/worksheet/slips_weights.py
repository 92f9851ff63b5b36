"""The slips in the gradients of weights and biases."""
from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .boxes import Entry, Numbers
from .entries import Symbols
from .slip import Rule, Slip
from .slips_factors import deltas, inputs, slopes

if TYPE_CHECKING:
    from .sheet import Sheet


def weight(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    yield from weight_gradients(sheet, s, e.l, e.i, e.j)
    yield from _updated(sheet, e, lambda v: v.w(e.l, e.i, e.j))
    if len(sheet.units(e.l)) != len(sheet.units(e.l - 1)):
        rows, columns = sheet.units(e.l), sheet.units(e.l - 1)
        place = (e.j - 1) * len(rows) + e.i - 1
        i, j = place // len(columns) + 1, place % len(columns) + 1
        yield Slip("transposed", "to and from are swapped: the gradients of a neuron's weights are a row, not a column",
                   lambda v: sum(v.get("dC/dz", e.l, i, n=n) * v.a(e.l - 1, j, n) for n in sheet.observations), 2)


def _updated(sheet: Sheet, e: Entry, old: Rule) -> Iterator[Slip]:
    """Return the slips of those who write the step or the new number into the box of the gradient."""
    yield Slip("eta", "η was put in already: it comes with the update", lambda v: sheet.eta * e.rule(v), 1)
    yield Slip("eta", "η and the minus were put in already: they come with the update",
               lambda v: -sheet.eta * e.rule(v), 1)
    yield Slip("early", "this is the new number already: it has a box of its own",
               lambda v: old(v) - sheet.eta * e.rule(v), 1)


def weight_gradients(sheet: Sheet, s: Symbols, l: int, i: int, j: int) -> Iterator[Slip]:
    """Return what else a reader takes for the gradient of a weight."""
    rows, what = sheet.observations, s.a(l - 1, j, 0)

    def arrives(v: Numbers, n: int) -> float:
        return v.a(l - 1, j, n)

    def d(v: Numbers, n: int) -> float:
        return v.get("dC/dz", l, i, n=n)

    def error(v: Numbers, n: int) -> float:
        return v.get("dC/da", l, i, n=n)

    def total(one: Rule, two: Rule) -> Rule:
        return lambda v: sum(one(v, n) * two(v, n) for n in rows)

    def right(v: Numbers) -> float:
        return total(d, arrives)(v)

    others, instead = list(slopes(sheet, s, l, i)), list(inputs(sheet, s, l, i, j))
    if l > 1:
        yield Slip("z for a", f"z stands in place of a: the last factor is the activation {what}",
                   total(d, instead[0].value))
    if sheet.hidden(l):
        yield Slip("slope", f"the factor σ′, that is {s.slope(l, i, 0)}, was forgotten", total(error, arrives))
    yield Slip("input", f"the last factor, the input {what}, was forgotten: this is the bias's gradient",
               total(d, lambda v, n: 1))
    yield Slip("w for a", "the weight stands in place of its input: the last factor is what comes in",
               total(d, lambda v, n: v.w(l, i, j)))
    for f in instead:
        if f.kind not in ("z for a", "w for a") or f.rare:
            yield Slip(f.kind, f.says, total(d, f.value), f.rare)
    for f in others:
        yield Slip(f.kind, f.says, lambda v, f=f: sum(error(v, n) * f.value(v, n) * arrives(v, n) for n in rows),
                   f.rare + (f.kind != "slope"))
    for f in deltas(sheet, s, l, i):
        yield Slip(f.kind, f.says, total(f.value, arrives), f.rare + (f.kind == "neighbour"))
    yield from rows_of(rows, lambda v, n: d(v, n) * arrives(v, n), right, sheet.share)
    yield Slip("error", "δ was forgotten: this is what comes in, alone", lambda v: sum(arrives(v, n) for n in rows), 1)
    yield Slip("product", "δ and the input are multiplied, not added",
               lambda v: sum(d(v, n) + arrives(v, n) for n in rows), 2)
    if sheet.hidden(l):
        yield Slip("slope+input", "the factor σ′ and what comes in were forgotten",
                   lambda v: sum(error(v, n) for n in rows), 1)
        for f in instead:
            if f.kind in ("z for a", "neighbour") and not f.rare:
                yield Slip(f"slope+{f.kind}", f"σ′ was forgotten; and {f.says}", total(error, f.value), 2)
    for k in sheet.units(l):
        if k != i:
            for m in sheet.units(l - 1):
                if m != j:
                    kind, crossed = ("transposed", "to and from are swapped") if (k, m) == (j, i) else (
                        "neighbour", "δ and input are both those of neighbours")
                    for plus, which, there, value in (
                            ("", "dC/dz", "", lambda v, n, m=m: v.a(l - 1, m, n)),
                            ("+slope", "dC/da", "; and σ′ was forgotten", lambda v, n, m=m: v.a(l - 1, m, n)),
                            ("+z for a", "dC/dz", "; and z stands in place of a", lambda v, n, m=m: v.z(l - 1, m, n))):
                        yield Slip(kind + plus, crossed + there, lambda v, k=k, which=which, value=value: sum(
                            v.get(which, l, k, n=n) * value(v, n) for n in rows), 2)
    if len(sheet.units(l)) == len(sheet.units(l - 1)) > 1:
        yield Slip("path", "each δ is multiplied by each input: the products are not added up",
                   lambda v: sum(v.get("dC/dz", l, k, n=n) * v.a(l - 1, k, n) for n in rows for k in sheet.units(l)), 2)
    if l > 1:
        for k in sheet.units(l - 1):
            yield Slip("layer", f"this has δ of layer {l - 1}, not of layer {l}",
                       lambda v, k=k: sum(v.get("dC/dz", l - 1, k, n=n) * arrives(v, n) for n in rows), 2)


def rows_of(rows: range, term: Rule, right: Rule,
            share: int) -> Iterator[Slip]:
    """Return the slips of a gradient that is a sum over several observations."""
    if len(rows) > 1:
        for n in rows:
            yield Slip("path", f"a term of the sum was left out: that of observation {n}",
                       lambda v, n=n: right(v) - term(v, n))
            yield Slip("path", f"this is the term of observation {n} alone; the gradient is the sum",
                       lambda v, n=n: term(v, n))
            for times in (1 / len(rows), share):
                yield Slip("path+share", f"this is the term of observation {n} alone; and the 1/N belongs to ∂C/∂a",
                           lambda v, n=n, times=times: times * term(v, n), 2)
        yield Slip("share", "the sum was divided by N, which the loss does not do here, or has done already in ∂C/∂a",
                   lambda v: right(v) / len(rows))


def bias(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    yield from bias_gradients(sheet, s, e.l, e.i)
    yield from _updated(sheet, e, lambda v: v.b(e.l, e.i))


def bias_gradients(sheet: Sheet, s: Symbols, l: int, i: int) -> Iterator[Slip]:
    """Return what else a reader takes for the gradient of a bias."""
    rows = sheet.observations

    def d(v: Numbers, n: int) -> float:
        return v.get("dC/dz", l, i, n=n)

    def error(v: Numbers, n: int) -> float:
        return v.get("dC/da", l, i, n=n)

    def total(*factors: Rule) -> Rule:
        return lambda v: sum(math.prod(factor(v, n) for factor in factors) for n in rows)

    one = "the input of a bias is 1"
    for f in slopes(sheet, s, l, i):
        yield Slip(f.kind, f.says, total(error, f.value), f.rare)
    for j in sheet.units(l - 1):
        yield Slip("input", f"this is the gradient of the weight {s.w(l, i, j)}; {one}", total(d, lambda v, n, j=j: v.a(
            l - 1, j, n)))
    yield from rows_of(rows, d, total(d), sheet.share)
    for f in deltas(sheet, s, l, i):
        yield Slip(f.kind, f.says, total(f.value), f.rare)
    yield Slip("input", f"the gradients of all weights are added up here; {one}",
               lambda v: sum(d(v, n) * v.a(l - 1, j, n) for n in rows for j in sheet.units(l - 1)), 1)
    yield Slip("bias", f"δ was multiplied by the bias; {one}", total(d, lambda v, n: v.b(l, i)), 1)
    yield Slip("activation", f"δ was multiplied by the activation; {one}", total(d, lambda v, n: v.a(l, i, n)), 1)
    yield Slip("bias", "the derivative of z by b is 1, not 0", lambda v: 0.0, 1)
    yield Slip("error", "the derivative of z by b is 1, and δ is still a factor", lambda v: 1.0, 1)
    for j in sheet.units(l - 1):
        yield Slip("w for a", f"δ was multiplied by a weight; {one}", total(d, lambda v, n, j=j: v.w(l, i, j)), 2)
        if sheet.hidden(l):
            yield Slip("slope+input", f"σ′ was forgotten; and δ was multiplied by what comes in: {one}",
                       total(error, lambda v, n, j=j: v.a(l - 1, j, n)), 1)
    if l > 1:
        for k in sheet.units(l - 1):
            yield Slip("layer", f"this is the gradient of a bias of layer {l - 1}",
                       lambda v, k=k: sum(v.get("dC/dz", l - 1, k, n=n) for n in rows), 2 - (k == i))
