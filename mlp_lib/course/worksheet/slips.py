"""The usual slips: for each kind of box, what else a reader writes into it, and which factor that is."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import slips_backward, slips_forward, slips_gradient, slips_loss, slips_update, slips_weights
from .boxes import Entry
from .entries import Symbols
from .slip import Slip

if TYPE_CHECKING:
    from .sheet import Sheet

BY_KIND = {"z": slips_forward.weighted_sum, "a": slips_forward.activation, "C": slips_loss.loss,
           "dC/da": slips_backward.loss_slope, "da/dz": slips_gradient.slope, "dC/dz": slips_gradient.delta,
           "dz/dw": slips_gradient.came_in, "dC/dw": slips_weights.weight, "dC/db": slips_weights.bias,
           "new w": slips_update.update, "new b": slips_update.update, "new z": slips_forward.weighted_sum,
           "new a": slips_forward.activation, "new C": slips_loss.loss}


def slips(sheet: Sheet, entry: Entry) -> list[Slip]:
    """Return the slips of one box that this sheet admits, the likeliest first."""
    found = list(BY_KIND[entry.kind](sheet, Symbols(sheet), entry))
    if entry.step == "backward" and entry.kind not in ("da/dz", "dz/dw"):
        found += _multiplied(sheet, entry)
    if entry.kind != "da/dz" or sheet.hidden(entry.l):      # the slope of the identity is 1 in every box
        found += _beside(sheet, entry)
    for times, where in ((10, "right"), (0.1, "left")):
        found.append(Slip("decimal", f"the decimal point is one place too far to the {where}",
                          lambda v, times=times: times * entry.rule(v), 1))
    return found


def _multiplied(sheet: Sheet, e: Entry) -> Iterator[Slip]:
    """Return the slips that change any gradient by a factor."""
    yield Slip("sign", "the sign is the other way round. The error is a − y, the output minus the target, and the "
               "minus of (17) comes only with the update", lambda v: -e.rule(v))
    yield Slip("two", "the 2 was dropped: the derivative of (a − y)² is 2(a − y)", lambda v: e.rule(v) / 2)
    yield Slip("two+sign", "the 2 was dropped; and the sign is the other way round", lambda v: -e.rule(v) / 2)
    if sheet.share > 1:
        yield Slip("share", f"the 1/N was dropped: here the loss is a mean over N = {sheet.N} observations",
                   lambda v: e.rule(v) * sheet.share)
        yield Slip("share", "the 1/N is there twice", lambda v: e.rule(v) / sheet.share, 1)
    elif sheet.N > 1:
        yield Slip("share", "this was divided by N; the loss here is a sum", lambda v: e.rule(v) / sheet.N, 1)
    yield Slip("half", "a ½ stands in place of the 2: the derivative of (a − y)² is 2(a − y)",
               lambda v: e.rule(v) / 4, 1)
    yield Slip("two", "the 2 is there twice", lambda v: 2 * e.rule(v), 1)
    yield Slip("two+sign", "the 2 is there twice; and the sign is the other way round", lambda v: -2 * e.rule(v), 2)


def _beside(sheet: Sheet, e: Entry) -> Iterator[Slip]:
    """Return, as a slip, each number that belongs into a box beside this one, of another layer or observation."""
    for other in sheet.rules.values():
        if other is e or other.kind != e.kind:
            continue
        if other.l != e.l:
            if (other.i, other.j, other.n) == (e.i, e.j, e.n):
                yield Slip("layer", f"this is {other.label}, a number of layer {other.l}", other.rule, 1)
        elif other.n != e.n:
            if (other.i, other.j) == (e.i, e.j):
                yield Slip("observation", f"this is {other.label}, a number of observation {other.n}", other.rule)
        elif e.j and e.i and (other.i, other.j) == (e.j, e.i):
            yield Slip("transposed", f"to and from are swapped: this is {other.label}. The first index is the neuron "
                       "where the weight arrives", other.rule)
        else:
            yield Slip("neighbour", f"this is {other.label}, the number of a box beside it", other.rule)
