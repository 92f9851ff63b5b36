"""The slips of the loss, before and after the update."""
from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlp_lib.network import loss as network_loss

from .boxes import Entry, Numbers
from .entries import Symbols, sigma
from .slip import Rule, Slip
from .slips_rounds import in_slide_order, one_by_one

if TYPE_CHECKING:
    from .sheet import Sheet

Pair = tuple[int, int]                                  # output and observation


def loss(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    L, new = sheet.L, e.kind == "new C"
    pairs = [(k, n) for n in sheet.observations for k in sheet.units(L)]

    def a(v: Numbers, pair: Pair) -> float:
        return v.a(L, *pair, new)

    def gap(v: Numbers, pair: Pair) -> float:
        return a(v, pair) - v.y(*pair)

    def summed(term: Rule) -> Rule:
        return lambda v: sum(term(v, pair) for pair in pairs) / sheet.share

    if sheet.share > 1:
        yield Slip("share", f"the 1/N was dropped: here the loss is a mean over N = {sheet.N} observations",
                   lambda v: e.rule(v) * sheet.share)
    yield Slip("half", "a ½ was put in: the lecture's loss (14) has none", lambda v: e.rule(v) / 2)
    yield Slip("square", "the square was forgotten", summed(gap))
    yield Slip("square", "the square was forgotten", summed(lambda v, p: abs(gap(v, p))))
    yield Slip("sign", "a and y were added; the loss takes their difference",
               summed(lambda v, p: (a(v, p) + v.y(*p)) ** 2))
    if sheet.hidden(L):
        yield Slip("z for a", "the loss compares the output a with y, not the sum z",
                   summed(lambda v, p: (v.z(L, *p, new) - v.y(*p)) ** 2))
    if len(pairs) > 1:
        for pair in pairs:
            yield Slip("path", f"a term of the sum was left out: ({s.a(L, *pair)} − {s.y(*pair)})²",
                       lambda v, pair=pair: e.rule(v) - gap(v, pair) ** 2 / sheet.share)
        yield Slip("square", "each difference is squared by itself, and then they are added",
                   lambda v: summed(gap)(v) ** 2 * sheet.share)
    terms, outputs, rows = len(pairs), sheet.units(L), sheet.observations

    def only(chosen: Iterable[Pair], times: float = 1.0) -> Rule:
        chosen = list(chosen)
        return lambda v: times * sum(gap(v, pair) ** 2 for pair in chosen) / sheet.share

    def alone(chosen: Iterable[Pair], what: str) -> Iterator[Slip]:
        chosen = list(chosen)
        if 0 < len(chosen) < terms:
            yield Slip("path", f"only the terms of {what} are there", only(chosen), 1)
            yield Slip("path", f"the terms of {what} were left out", only(p for p in pairs if p not in chosen), 1)
            if sheet.share > 1:
                yield Slip("path", f"only the terms of {what} are there, without 1/N", only(chosen, sheet.share), 1)

    for k in outputs:
        yield from alone([p for p in pairs if p[0] == k], f"output {k}")
    for n in rows:
        yield from alone([p for p in pairs if p[1] == n], f"observation {n}")
    yield from alone([p for p in pairs if p[0] == p[1]], "output 1 for observation 1, 2 for 2")
    for pair in pairs if terms > 1 else ():
        yield from alone([pair], f"output {pair[0]}{f', observation {pair[1]}' if sheet.N > 1 else ''}")
        yield Slip("square", "the square of one difference was forgotten",
                   lambda v, p=pair: e.rule(v) + (gap(v, p) - gap(v, p) ** 2) / sheet.share, 2)
    yield Slip("square", "the square was forgotten", lambda v: -summed(gap)(v), 1)
    yield Slip("square", "a difference is squared, not doubled", summed(lambda v, p: 2 * gap(v, p)), 1)
    yield Slip("square", "a and y are squared one by one; the difference comes first",
               summed(lambda v, p: a(v, p) ** 2 - v.y(*p) ** 2), 1)
    yield Slip("square", "a root was taken: the loss is the sum of squares itself",
               lambda v: math.sqrt(max(e.rule(v), 0.0)), 1)
    yield Slip("brackets", "the whole difference is squared, not the target alone",
               summed(lambda v, p: a(v, p) - v.y(*p) ** 2), 2)
    yield Slip("brackets", "the whole difference is squared, not the output alone",
               summed(lambda v, p: a(v, p) ** 2 - v.y(*p)), 2)
    yield Slip("brackets", "each difference is squared by itself", lambda v: sum(
        sum(gap(v, (k, n)) for k in outputs) ** 2 for n in rows) / sheet.share, 2)
    yield Slip("brackets", "the sum over the differences is squared, each by itself, and then divided",
               lambda v: (sum(gap(v, p) for p in pairs) / sheet.share) ** 2, 2)
    yield Slip("sign", "a square is never negative, that of a negative difference neither",
               summed(lambda v, p: math.copysign(gap(v, p) ** 2, gap(v, p))), 1)
    yield Slip("sign", "the terms are added, not subtracted", lambda v: only(pairs[:1], 2)(v) - e.rule(v), 1)
    yield Slip("sign", "a loss of squares is never negative", lambda v: -e.rule(v), 2)
    yield Slip("target", "the target was forgotten", summed(lambda v, p: a(v, p) ** 2), 2)
    yield Slip("two", "the 2 is one of the derivative; the loss has no factor", lambda v: 2 * e.rule(v), 2)
    says = f"the loss here is {'a mean over N' if sheet.share > 1 else 'a sum'}"
    for parts, what in ((sheet.N, "N"), (len(outputs), "the number of outputs"), (terms, "the number of terms")):
        if parts > 1:
            yield Slip("share", f"this is divided by {what}; {says}", lambda v, p=parts: e.rule(v) / p, 1)
            yield Slip("half+share", f"this has a ½ and is divided by {what}; {says}, with no ½",
                       lambda v, p=parts: e.rule(v) / (2 * p), 1)
    if sheet.N > 2:
        yield Slip("share", f"this is divided by N − 1; {says}", lambda v: e.rule(v) * sheet.share / (sheet.N - 1), 2)
    if sheet.share > 1:
        for n in rows:
            yield Slip("share", "the 1/N stands before the whole sum", lambda v, n=n: e.rule(v) * sheet.share + (
                1 / sheet.share - 1) * only([(k, n) for k in outputs], sheet.share)(v), 2)
    for k in outputs if len(outputs) > 1 else ():
        yield Slip("target", "each output has its own target", summed(
            lambda v, p, k=k: (a(v, p) - v.y(k, p[1])) ** 2), 1)
    if len(outputs) == 2:
        yield Slip("target", "each output has its own target: they are swapped",
                   summed(lambda v, p: (a(v, p) - v.y(3 - p[0], p[1])) ** 2), 1)
    for m in range(1, sheet.N):
        yield Slip("observation", "each observation has its own target: they are mixed up", summed(
            lambda v, p, m=m: (a(v, p) - v.y(p[0], (p[1] + m - 1) % sheet.N + 1)) ** 2), 1)
    if sheet.N > 1:
        yield Slip("observation", "each observation has its own target: this has the first in all",
                   summed(lambda v, p: (a(v, p) - v.y(p[0], 1)) ** 2), 2)
    yield Slip("activation", "σ was applied once too often before the loss",
               summed(lambda v, p: (sigma(a(v, p)) - v.y(*p)) ** 2), 1)
    if sheet.hidden(L):
        for says, times, both in (("(16)", 1, 0), ("of two classes", 1, 1), ("twice, the deviance", 2, 0)):
            yield Slip("other function", f"this is the cross-entropy, {says}; the loss here is the squared error (14)",
                       summed(lambda v, p, t=times, both=both: -t * (
                           v.y(*p) * log(a(v, p)) + both * (1 - v.y(*p)) * log(1 - a(v, p)))), times)
    if L > 1 and len(sheet.units(L - 1)) >= len(outputs):
        yield Slip("layer", "the target is compared with the output, not with a hidden neuron",
                   summed(lambda v, p: (v.a(L - 1, *p, new) - v.y(*p)) ** 2), 2)
    if new:
        yield from _after(sheet, s, e)


def log(a: float) -> float:
    """Return the natural logarithm of a number above 0, nan for others."""
    return math.log(a) if a > 0 else math.nan


def _after(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    """Return the slips of those who go forward once more with the wrong parameters."""
    layers = range(1, sheet.L + 1)

    def again(step: Callable[..., float], active: bool = True, last: bool = False) -> Rule:
        """Return the loss after another step: how often each layer's "w" and "b" move by what the update says."""
        def rule(v: Numbers) -> float:
            total = 0.0
            for n in sheet.observations:
                a = [v.x(j, n) for j in sheet.units(0)]
                for l in layers:
                    w, b = step(l, "w"), step(l, "b")
                    z = [sum((v.w(l, i, j) + w * (v.w(l, i, j, True) - v.w(l, i, j))) * a_j
                             for j, a_j in enumerate(a, start=1))
                         + v.b(l, i) + b * (v.b(l, i, True) - v.b(l, i)) for i in sheet.units(l)]
                    on = sheet.hidden(l) != last if l == sheet.L else active
                    a = [sigma(z_i) for z_i in z] if on else z
                total += sum((a_k - v.y(k, n)) ** 2 for k, a_k in enumerate(a, start=1))
            return total / sheet.share
        return rule

    yield Slip("old", "this is the loss before the update: go forward once more, with all new weights and biases",
               lambda v: v["C"])
    yield Slip("bias", "the biases are those from before the update", again(lambda l, kind: float(kind == "w")))
    for l in layers if sheet.L > 1 else ():
        yield Slip("old", f"layer {l} still has the weights and biases from before the update",
                   again(lambda m, kind, l=l: float(m != l)))
        yield Slip("old", f"only layer {l} has its new weights and biases", again(lambda m, kind, l=l: float(m == l)))
        yield Slip("bias", f"the biases of layer {l} are those from before the update",
                   again(lambda m, kind, l=l: float(m != l or kind == "w")), 1)
        yield Slip("bias", f"of the biases only those of layer {l} are new",
                   again(lambda m, kind, l=l: float(m == l or kind == "w")), 1)
    yield Slip("sign", "this is the loss after a step the other way, with a plus: (17) has a minus",
               again(lambda l, kind: -1.0))
    yield Slip("eta", "this is the loss after a step without η", again(lambda l, kind: 1 / sheet.eta))
    if sheet.L > 1:
        yield Slip("activation", "σ was forgotten in the hidden layers", again(lambda l, kind: 1.0, active=False))
    yield Slip("activation", "σ was applied at the output, or left out there", again(lambda l, kind: 1.0, last=True), 1)
    yield Slip("weight", "the weights are those from before the update", again(lambda l, kind: float(kind == "b")), 1)
    yield Slip("bias", "the biases were forgotten on the way forward", lambda v: again(lambda l, kind: 1.0)(
        Unbiased(v.sheet, v.values, v.read)), 1)
    yield Slip("two", "this is the loss after half the step: the 2 was dropped", again(lambda l, kind: 0.5), 1)
    yield Slip("step", "this is the loss after two steps with the same gradient", again(lambda l, kind: 2.0), 2)
    yield Slip("transposed", "to and from are swapped in the new weights", lambda v: again(lambda l, kind: 1.0)(
        Transposed(v.sheet, v.values, v.read)), 1)
    if sheet.share > 1:
        yield Slip("share", "this is the loss after a step without 1/N", again(lambda l, kind: float(sheet.N)), 1)
    for l in layers:
        for i in sheet.units(l):
            for j in sheet.units(l - 1):
                yield Slip("old", f"{s.w(l, i, j)} is the one from before the update", lambda v, at=(l, i, j): again(
                    lambda l, kind: 1.0)(Left(v.sheet, v.values, v.read, at)), 1 if (l, i, j) == (sheet.L, 1, 1) else 2)
    yield Slip("step", "this is the difference of the losses before and after", lambda v: v["C"] - e.rule(v), 1)
    yield Slip("step", "this is the difference of the losses before and after", lambda v: e.rule(v) - v["C"], 1)
    yield Slip("updated", "this is the loss after an update layer by layer: all gradients come before it (erratum E19)",
               lambda v: float(network_loss(in_slide_order(sheet), sheet.x, sheet.y, reduction=sheet.reduction)), 1)
    if sheet.N > 1:
        yield Slip("observation", "there is one step for all observations, not one after the other",
                   lambda v: float(network_loss(one_by_one(sheet), sheet.x, sheet.y, reduction=sheet.reduction)), 2)
    pairs = [(k, n) for n in sheet.observations for k in sheet.units(sheet.L)]
    for what, old in (("observation", {p for p in pairs if p[1] > 1}), ("output", {p for p in pairs if p[0] > 1})):
        if old:
            yield Slip("old", f"only the first {what} is new: go forward for each", lambda v, old=old: sum(
                (v.a(sheet.L, *p, p not in old) - v.y(*p)) ** 2 for p in pairs) / sheet.share, 2)
    yield Slip("old", "the new output is compared with the target, not with the old output", lambda v: sum(
        (v.a(sheet.L, *p, True) - v.a(sheet.L, *p)) ** 2 for p in pairs) / sheet.share, 2)

    def along(v: Numbers) -> float:
        moved = [v.w(l, i, j, True) - v.w(l, i, j) for l in layers for i in sheet.units(l) for j in sheet.units(l - 1)]
        moved += [v.b(l, i, True) - v.b(l, i) for l in layers for i in sheet.units(l)]
        return v["C"] - sum(step ** 2 for step in moved) / sheet.eta
    yield Slip("step", "this is what the slope alone predicts; the loss bends: go forward once more", along, 1)


class Unbiased(Numbers):
    """Numbers of a reader who forgets all biases."""

    def b(self, l: int, i: int, new: bool = False) -> float:
        return 0.0


class Transposed(Numbers):
    """Numbers of a reader who swaps to and from where that can be done."""

    def w(self, l: int, i: int, j: int, new: bool = False) -> float:
        square = len(self.sheet.units(l)) == len(self.sheet.units(l - 1))
        return super().w(l, j, i, new) if square else super().w(l, i, j, new)


@dataclass
class Left(Numbers):
    """Numbers of a reader who leaves one weight as it was."""

    at: tuple[int, int, int] = (0, 0, 0)

    def w(self, l: int, i: int, j: int, new: bool = False) -> float:
        return super().w(l, i, j, new and (l, i, j) != self.at)
