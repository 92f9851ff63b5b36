"""Whole rounds gone wrong: one observation after the other, and layer by layer with the new weights (erratum E19)."""
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mlp_lib.network import MLP, backward, forward

if TYPE_CHECKING:
    from .sheet import Sheet



def one_by_one(sheet: Sheet) -> MLP:
    """Return the network after a step for each observation, its gradient worked out anew."""
    net = sheet.net
    for x, y in zip(sheet.x, sheet.y, strict=True):
        net = net.with_theta(net.theta - sheet.eta / sheet.share * backward(net, forward(net, x), y).theta)
    return net


def in_slide_order(sheet: Sheet) -> MLP:
    """Return the network where each layer is updated before the gradient of the layer before it is worked out."""
    net, trace, wrong = sheet.net, forward(sheet.net, sheet.x), sheet.net
    for l in range(sheet.L, 0, -1):
        mixed = net.with_theta(wrong.theta)                 # layers after l are new, l and those before it old
        grad = backward(mixed, trace, sheet.y, reduction=sheet.reduction)
        theta = mixed.with_theta(np.zeros_like(net.theta))
        theta.W[l][...], theta.b[l][...] = grad.W[l], grad.b[l]
        wrong = mixed.with_theta(mixed.theta - sheet.eta * theta.theta)
    return wrong
