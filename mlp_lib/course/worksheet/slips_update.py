"""The slips of the update: in the old value, in the step, and in the gradient that it takes."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .boxes import Entry, Numbers
from .entries import Symbols
from .slip import Rule, Slip
from .slips_rounds import one_by_one
from .slips_weights import bias_gradients, weight_gradients

if TYPE_CHECKING:
    from .sheet import Sheet


def update(sheet: Sheet, s: Symbols, e: Entry) -> Iterator[Slip]:
    letter, eta = e.kind[-1], sheet.eta
    args = (e.l, e.i, e.j) if letter == "w" else (e.l, e.i)
    slope = f"dC/d{letter}"

    def old(v: Numbers) -> float:
        return float(getattr(v, letter)(*args))

    def gradient(v: Numbers) -> float:
        return v.get(slope, *args)

    def step(by: float, of: Rule = gradient) -> Rule:
        return lambda v: old(v) + by * of(v)

    against = "the sign of the step is wrong: (17) goes *against* the slope, with a minus"
    forgot = "the learning rate η was forgotten"
    yield Slip("sign", against, step(eta))
    yield Slip("eta", forgot, step(-1.0))
    for sign in (-1, 1):
        yield Slip("step", "this is the step alone: the new value is the old one plus the step",
                   lambda v, sign=sign: sign * eta * gradient(v))
    if letter == "w":
        yield Slip("input", "the step is that of the bias: a weight takes its own gradient",
                   step(-eta, lambda v: v.get("dC/db", e.l, e.i)))
    yield from _of_others(sheet, e, slope, old, gradient)
    yield Slip("eta+sign", f"{forgot}, and {against}", step(1.0))
    yield Slip("old", "this is the value before the update", old)
    yield Slip("two", "the 2 was dropped: the derivative of (a − y)² is 2(a − y)", step(-eta / 2))
    if sheet.share > 1:
        yield Slip("share", f"the 1/N was dropped: here the loss is a mean over N = {sheet.N} observations",
                   step(-eta * sheet.share))
        yield Slip("share", "the 1/N is there twice", step(-eta / sheet.share), 1)
    elif sheet.N > 1:
        yield Slip("share", "the step was divided by N; the loss here is a sum", step(-eta / sheet.N), 1)
        yield Slip("share", "the step was multiplied by N; the loss here is a sum", step(-eta * sheet.N), 1)
    yield Slip("step", "this is the gradient; the new value is the old one minus η times it", gradient, 1)
    yield Slip("step", "the step was taken twice", step(-2 * eta), 1)
    yield Slip("sign+step", f"the step was taken twice, and {against}", step(2 * eta), 1)
    yield Slip("two+sign", f"the 2 was dropped, and {against}", step(eta / 2), 1)
    yield Slip("half", "a ½ stands in place of the 2", step(-eta / 4), 2)
    for tenth in (10.0, 0.1):
        yield Slip("eta", f"the learning rate is {eta:g}: the decimal point has moved", step(-eta * tenth), 1)
    yield Slip("eta", f"the learning rate is {eta:g}, not its square", step(-eta * eta), 2)
    yield Slip("eta", "the gradient is multiplied by η, not divided", step(-1 / eta), 2)
    for rate in (0.1, 0.2, 0.5):
        yield Slip("eta", f"the learning rate is {eta:g}, not {rate:g}", step(-rate), 2)
    for kind, says, rare, function in (
            ("eta", "η alone was subtracted: the step is η times the gradient", 1, lambda old, g: old - eta),
            ("brackets", "η multiplies the gradient alone", 1, lambda old, g: eta * (old - g)),
            ("sign", "old value and step are the other way round", 1, lambda old, g: eta * g - old),
            ("sign", "the sign of the old value was lost", 1, lambda old, g: abs(old) - eta * g),
            ("sign", "the sign of the gradient was lost", 1, lambda old, g: old - eta * abs(g)),
            ("brackets", "η multiplies the gradient, not the old value", 2, lambda old, g: eta * old - g),
            ("brackets", "η multiplies the gradient alone", 2, lambda old, g: (1 - eta) * old - eta * g),
            ("eta", "η and the gradient are multiplied, not added", 2, lambda old, g: old - eta - g),
            ("product", "the step is subtracted; the old value is no factor", 2, lambda old, g: old * (1 - eta * g)),
            ("product", "the step is subtracted, not multiplied", 2, lambda old, g: -eta * old * g),
            ("sign", "the sign of the old value was lost", 2, lambda old, g: -old - eta * g)):
        yield Slip(kind, says, lambda v, f=function: f(old(v), gradient(v)), rare)
    if sheet.N > 1:
        yield Slip("observation", "there is one step for all observations, not one after the other", lambda v: float(
            one_by_one(sheet).W[e.l][e.i - 1, e.j - 1] if letter == "w" else one_by_one(sheet).b[e.l][e.i - 1]), 2)
    yield Slip("error", "the loss stands in place of the gradient", step(-eta, lambda v: v["C"]), 2)
    for slip in weight_gradients(sheet, s, *args) if letter == "w" else bias_gradients(sheet, s, *args):
        yield Slip(slip.kind, f"in the gradient, {slip.says}", step(-eta, slip.rule), slip.rare + 1)
        if letter == "w" and slip.kind in ("slope", "slope+input") and not slip.rare and e.l == sheet.L:
            yield Slip("two+slope", f"in the gradient, {slip.says}; and the 2 was dropped",
                       step(-eta / 2, slip.rule), 2)


def _of_others(sheet: Sheet, e: Entry, slope: str, old: Rule,
               gradient: Rule) -> Iterator[Slip]:
    """Return the slips of those who take the gradient or the old value of another weight or bias."""
    letter, eta = e.kind[-1], sheet.eta
    for other in sheet.entries.values():
        beside = other.kind == slope and other.l == e.l and (other.i, other.j) != (e.i, e.j)
        crossed = beside and e.j and (other.i, other.j) == (e.j, e.i)
        kind, where = ("transposed", "to and from are swapped") if crossed else ("neighbour", "a neighbour is mixed up")
        if letter == "b" and other.kind == "dC/dw" and (other.l, other.i) == (e.l, e.i):
            kind, where = "input", "a bias takes its own gradient, not that of a weight"
        elif letter == "w" and other.kind == "dC/db" and (other.l, other.i) == (e.l, e.i):
            kind, where = "input", "a weight takes its own gradient, not that of the bias"
        elif other.kind == slope and other.l != e.l and (other.i, other.j) == (e.i, e.j):
            kind, where = "layer", f"the layers {other.l} and {e.l} are mixed up"
        elif not beside:
            continue

        def its(v: Numbers, name: str = other.name) -> float:
            return v[name]

        says = f"{where}: the step is that of {other.label}"
        if not (letter == "w" and kind == "input"):
            yield Slip(kind, says, lambda v, its=its: old(v) - eta * its(v), int(kind == "layer"))
        yield Slip(f"{kind}+sign", f"{says}; and the sign is wrong, (17) has a minus",
                   lambda v, its=its: old(v) + eta * its(v), 2)
        yield Slip(f"{kind}+eta", f"{says}; and η was forgotten", lambda v, its=its: old(v) - its(v), 2)
        yield Slip(f"{kind}+two", f"{says}; and the 2 was dropped", lambda v, its=its: old(v) - eta / 2 * its(v), 2)
        if beside:
            place = (other.l, other.i, other.j) if letter == "w" else (other.l, other.i)
            yield Slip(kind, f"{where}: the old value is another one", lambda v, place=place: float(
                getattr(v, letter)(*place)) - eta * gradient(v), 1)
    if letter == "b":
        units, low = sheet.units(e.l), sheet.units(e.l - 1)
        yield Slip("input", "the gradients of all weights are added up: a bias takes its own",
                   lambda v: old(v) - eta * sum(
            v.get("dC/dw", e.l, e.i, j) for j in low), 1)
        for j in low:
            yield Slip("w for a", "the old value is that of a weight",
                       lambda v, j=j: v.w(e.l, e.i, j) - eta * gradient(v), 2)
        if len(units) > 1:
            yield Slip("neighbour", "each neuron's bias has its own gradient: they are not added up",
                       lambda v: old(v) - eta * sum(v.get("dC/db", e.l, k) for k in units), 1)
