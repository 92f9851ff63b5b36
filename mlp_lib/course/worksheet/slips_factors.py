"""What stands in the place of one factor of a gradient: of the slope σ′, of δ, and of what comes in."""
from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .boxes import Numbers
from .entries import Symbols, sigma
from .slip import Instead, Rule

if TYPE_CHECKING:
    from .sheet import Sheet


def bell(z: float) -> float:
    """Return the slope of the sigmoid at z."""
    return sigma(z) * sigma(-z)


def slopes(sheet: Sheet, s: Symbols, l: int, i: int) -> Iterator[Instead]:
    """Return what stands in place of the slope of neuron i of layer l."""
    def a(v: Numbers, n: int) -> float:
        return v.a(l, i, n)

    def z(v: Numbers, n: int) -> float:
        return v.z(l, i, n)

    if not sheet.hidden(l):
        none = "the output has no σ here: its slope is 1"
        yield Instead("other slope", f"{none}, and δ is ∂C/∂a", lambda v, n: a(v, n) * (1 - a(v, n)))
        yield Instead("other slope", f"{none}, although (23) prints σ′(z)", lambda v, n: bell(z(v, n)))
        yield Instead("activation", f"{none}, not its activation a", a, 1)
        for rare, other in enumerate((lambda z: 0.0, lambda z: 1 - z ** 2, lambda z: 1 - z,
                                      lambda z: 1 - math.tanh(z) ** 2, lambda z: 0.25), start=1):
            yield Instead("other slope", f"{none}, and nothing else", lambda v, n, f=other: f(z(v, n)), min(rare, 2))
        yield Instead("activation", f"{none}, not σ(z)", lambda v, n: sigma(z(v, n)), 2)
        if l > 1:
            for k in sheet.units(l - 1):
                yield Instead("layer", f"{none}, not that of a hidden neuron",
                              lambda v, n, k=k: v.a(l - 1, k, n) * (1 - v.a(l - 1, k, n)), 2)
        return
    yield Instead("slope", f"the factor σ′, that is {s.slope(l, i, 0)}, was forgotten", lambda v, n: 1.0)
    yield Instead("z for a", "z stands in place of a in the slope a(1 − a)", lambda v, n: z(v, n) * (1 - z(v, n)))
    yield Instead("activation", "the activation a stands in place of its slope a(1 − a)", a)
    yield Instead("z for a", "σ was applied twice: σ′ is taken at z, and a is σ(z) already",
                  lambda v, n: bell(a(v, n)))
    yield Instead("slope", "of the two factors of the slope a(1 − a) only 1 − a is there", lambda v, n: 1 - a(v, n))
    yield Instead("other slope", "1 − a² is the slope of tanh; that of the sigmoid is a(1 − a)",
                  lambda v, n: 1 - a(v, n) ** 2)
    yield Instead("slope", "the factor σ′ is there twice", lambda v, n: (a(v, n) * (1 - a(v, n))) ** 2, 1)
    for kind, says, rare, function in (
            ("slope", "1 was left out: the slope is a − a²", 2, lambda a, z: a ** 2),
            ("other slope", "1 − tanh² is the slope of tanh; that of the sigmoid is a(1 − a)", 1,
             lambda a, z: 1 - math.tanh(z) ** 2),
            ("other slope", "this has the slope of ReLU, 1 or 0; that of the sigmoid is a(1 − a)", 2,
             lambda a, z: float(z > 0)),
            ("z for a", "one a of the slope a(1 − a) is z", 1, lambda a, z: z * (1 - a)),
            ("z for a", "one a of the slope a(1 − a) is z", 1, lambda a, z: a * (1 - z)),
            ("z for a", "z stands in place of the slope a(1 − a)", 2, lambda a, z: z),
            ("sign", "the slope of the sigmoid is a(1 − a), with a minus", 2, lambda a, z: a * (1 + a)),
            ("slope", "the slope is a(1 − a), not (1 − a)²", 2, lambda a, z: (1 - a) ** 2)):
        yield Instead(kind, says, lambda v, n, f=function: f(a(v, n), z(v, n)), rare)
    for k in sheet.units(l):
        if k != i:
            yield Instead("neighbour", f"the slope is that of neuron {k}, not of neuron {i}",
                          lambda v, n, k=k: v.a(l, k, n) * (1 - v.a(l, k, n)), 1)
    for m in (l - 1, l + 1, sheet.L):
        for k in sheet.units(m) if m <= sheet.L and m != l else ():
            yield Instead("layer", f"the slope is that of a neuron of layer {m}, not of layer {l}" if m else
                          "the slope is taken at the input x; it is a(1 − a)",
                          lambda v, n, m=m, k=k: v.a(m, k, n) * (1 - v.a(m, k, n)), 2 - (k == i))
    for m in range(1, sheet.N):
        yield Instead("observation", "the slope is that of another observation",
                      lambda v, n, m=m: v.get("da/dz", l, i, n=(n + m - 1) % sheet.N + 1), 1)


def deltas(sheet: Sheet, s: Symbols, l: int, i: int) -> Iterator[Instead]:
    """Return what stands in place of δ of neuron i of layer l, but for its slope."""
    units, L = sheet.units(l), sheet.L

    def error(v: Numbers, n: int, k: int = i, m: int = l) -> float:
        return v.get("dC/da", m, k, n=n)

    def slope(v: Numbers, n: int, k: int = i, m: int = l) -> float:
        return v.get("da/dz", m, k, n=n)

    def right(v: Numbers, n: int, k: int = i, m: int = l) -> float:
        return error(v, n, k, m) * slope(v, n, k, m)

    for k in units:
        if k != i:
            yield Instead("neighbour", f"∂C/∂a is that of neuron {k}, not of neuron {i}",
                          lambda v, n, k=k: error(v, n, k) * slope(v, n), 1)
    if l < L:
        above = sheet.units(l + 1)

        def back(v: Numbers, n: int, weight: Rule, over: range = above) -> float:
            return slope(v, n) * sum(v.get("dC/dz", l + 1, k, n=n) * weight(v, k) for k in over)
        yield Instead("weight", "the weight on the way back was left out, as in (53) (erratum E16)",
                      lambda v, n: back(v, n, lambda v, k: 1.0))
        yield Instead("updated", f"in {s.loss(s.a(l, i, 0))}, a weight of layer {l + 1} was used after its update "
                      "(erratum E19)",
                      lambda v, n: back(
            v, n, lambda v, k: v.w(l + 1, k, i) - sheet.eta * v.get("dC/dw", l + 1, k, i)), 1)
        for k in above if len(above) > 1 else ():
            yield Instead("path", f"only the path through neuron {k} of layer {l + 1} is there",
                          lambda v, n, k=k: back(v, n, lambda v, k: v.w(l + 1, k, i), range(k, k + 1)), 1)
            yield Instead("weight", f"δ of layer {l + 1} goes back through a weight first, and all paths are added",
                          lambda v, n, k=k: back(v, n, lambda v, k: 1.0, range(k, k + 1)), 1)
        for k in above:
            yield Instead("layer", f"the error is δ of layer {l + 1}: it goes back through a weight, and σ′ comes in",
                          lambda v, n, k=k: v.get("dC/dz", l + 1, k, n=n), 2 - (k == i))
            yield Instead("weight", "the weight on the way back is there twice",
                          lambda v, n, k=k: right(v, n) * v.w(l + 1, k, i), 1)
            yield Instead("layer", f"the slope of layer {l + 1} is there once more",
                          lambda v, n, k=k: right(v, n) * slope(v, n, k, l + 1), 1)
        for k in sheet.units(L):
            yield Instead("layer", "all between output and neuron was left out: the error goes back layer by layer",
                          lambda v, n, k=k: error(v, n, k, L) * slope(v, n), 1)
            yield Instead("layer", "this has δ of the output: it goes back layer by layer",
                          lambda v, n, k=k: right(v, n, k, L), 2)
            yield Instead("target", "only an output has a target; here the error comes back through weights",
                          lambda v, n, k=k: 2 * (v.a(l, i, n) - v.y(k, n)) / sheet.share * slope(v, n), 1)
    for m in range(1, sheet.N):
        yield Instead("observation", "∂C/∂a is that of another observation",
                      lambda v, n, m=m: error(v, (n + m - 1) % sheet.N + 1) * slope(v, n), 1)
    for j in sheet.units(l - 1):
        yield Instead("w for a", "a weight into this neuron was put in: none stands between ∂C/∂a and δ",
                      lambda v, n, j=j: right(v, n) * v.w(l, i, j), 2)
    yield Instead("product", "∂C/∂a and the slope are multiplied, not added", lambda v, n: error(v, n) + slope(v, n), 1)
    yield Instead("product", "∂C/∂a and the slope are multiplied, not divided",
                  lambda v, n: error(v, n) / (slope(v, n) or math.nan), 2)
    yield Instead("error", "∂C/∂a was forgotten: this is the slope alone", slope, 2)
    yield Instead("square", "the loss stands in place of its slope ∂C/∂a", lambda v, n: v["C"] * slope(v, n), 1)
    if len(units) > 1:
        own = f"each neuron has its own {s.delta(l, i, 0)}"
        yield Instead("neighbour", f"{own}: they are not added up", lambda v, n: sum(right(v, n, k) for k in units), 1)
        yield Instead("neighbour", f"{own}: the slopes are not added up",
                      lambda v, n: error(v, n) * sum(slope(v, n, k) for k in units), 2)
        yield Instead("neighbour", f"{own}: the errors are not added up",
                      lambda v, n: slope(v, n) * sum(error(v, n, k) for k in units), 2)


def inputs(sheet: Sheet, s: Symbols, l: int, i: int, j: int) -> Iterator[Instead]:
    """Return what stands in place of the input that the weight from neuron j of layer l - 1 to neuron i multiplies."""
    what, low = s.a(l - 1, j, 0), sheet.units(l - 1)

    def a(v: Numbers, n: int) -> float:
        return v.a(l - 1, j, n)

    if l > 1:
        yield Instead("z for a", f"z stands in place of a: what comes in is the activation {what}",
                      lambda v, n: v.z(l - 1, j, n))
    yield Instead("w for a", "the weight stands in place of its input: ∂z/∂a is the weight, ∂z/∂w the activation "
                  "that comes in", lambda v, n: v.w(l, i, j))
    for k in dict.fromkeys((i, j)):
        if k in sheet.units(l):
            yield Instead("layer", f"this is an activation of layer {l}, where the weight arrives; what comes in is "
                          f"{what}", lambda v, n, k=k: v.a(l, k, n))
    for m in range(l - 1):
        for k in sheet.units(m):
            yield Instead("layer", f"this takes {s.a(m, k, 0)}, from before layer {l - 1}; what comes in is {what}",
                          lambda v, n, m=m, k=k: v.a(m, k, n), 0 if k == j else 2)
    for k in low:
        if k != j:
            yield Instead("neighbour", f"what comes in is {what}, not {s.a(l - 1, k, 0)}",
                          lambda v, n, k=k: v.a(l - 1, k, n))
    yield Instead("w for a", f"the weight was put in, too: only what comes in, {what}, is multiplied",
                  lambda v, n: v.w(l, i, j) * a(v, n), 1)
    yield Instead("z for a", f"what comes in is {what}, not z of the neuron where it arrives",
                  lambda v, n: v.z(l, i, n), 1)
    yield Instead("sign", f"the sign of what comes in, {what}, was lost", lambda v, n: abs(a(v, n)), 1)
    yield Instead("slope", f"what comes in is {what}, not the slope there", lambda v, n: a(v, n) * (1 - a(v, n)), 1)
    if l > 1:
        yield Instead("slope", f"the slope of {what} was put in: none stands between δ and what comes in",
                      lambda v, n: a(v, n) ** 2 * (1 - a(v, n)), 1)
    yield Instead("bias", f"the bias was left in the derivative: what comes in is {what}",
                  lambda v, n: a(v, n) + v.b(l, i), 1)
    yield Instead("observation", "each observation has its own input: they are not added up here",
                  lambda v, n: sum(a(v, m) for m in sheet.observations) if sheet.N > 1 else math.nan, 1)
    yield Instead("observation", "each observation has its own input, and this is their mean",
                  lambda v, n: sum(a(v, m) for m in sheet.observations) / sheet.N if sheet.N > 1 else math.nan, 1)
    for m in range(1, sheet.N):
        yield Instead("observation", "what comes in is of another observation",
                      lambda v, n, m=m: a(v, (n + m - 1) % sheet.N + 1), 1)
    for m in sheet.observations if sheet.N > 1 else ():
        yield Instead("observation", f"what comes in is of observation {m} in every term", lambda v, n, m=m: a(v, m), 1)
    if len(low) > 1:
        yield Instead("neighbour", f"what comes in here is {what} alone, not the sum of the inputs",
                      lambda v, n: sum(v.a(l - 1, k, n) for k in low), 2)
    yield Instead("path", "the other terms of z were left in: they have no such weight, and their derivative is 0",
                  lambda v, n: a(v, n) + v.z(l, i, n) - v.w(l, i, j) * a(v, n), 2)
    yield Instead("activation", f"σ was put in: what comes in is {what} itself", lambda v, n: sigma(a(v, n)), 2)
    yield Instead("quotient", f"∂z/∂w is no quotient of numbers (erratum E15): it is {what}",
                  lambda v, n: v.z(l, i, n) / (v.w(l, i, j) or math.nan), 2)
    yield Instead("w for a", f"the bias stands in place of what comes in, {what}", lambda v, n: v.b(l, i), 2)
    if j in sheet.units(l) and i in low:
        yield Instead("transposed", "the weight with to and from swapped stands in place of an input",
                      lambda v, n: v.w(l, j, i), 2)
