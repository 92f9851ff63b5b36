"""The gradient check: the gradient of backpropagation against central differences, one parameter at a time."""
from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from .checks import number
from .hints import Array
from .inputs import as_loss, as_net
from .losses import Loss
from .network import MLP, backward, forward
from .network import loss as loss_of


class KinkWarning(UserWarning):
    """A step of the gradient check crossed a kink, where the difference is no derivative."""


def numerical_gradient(net: MLP, x: ArrayLike, y: ArrayLike, loss: str | Loss = "squared_error", reduction: str = "sum",
                       h: float = 1e-5) -> Array:
    """Return dL/dtheta by central differences, (L(theta + h) - L(theta - h)) / 2h, like ``net.theta`` but in float64.

    h   the step, relative to a parameter's size where that is above 1

    Raises as `loss` does, and ValueError for an h above 1 or so small that it moves nothing.
    """
    net = as_net(net).with_theta(net.theta, float)
    h, gradient = number(h, "h", open_end=True), np.empty(net.theta.size)
    for i, (up, down, width) in enumerate(_nudged(net, h)):
        gradient[i] = (loss_of(up, x, y, loss, reduction) - loss_of(down, x, y, loss, reduction)) / width
    return gradient


def gradient_check(net: MLP, x: ArrayLike, y: ArrayLike, loss: str | Loss = "squared_error", h: float = 1e-5) -> float:
    """Return the relative difference ||g - n|| / (||g|| + ||n||) of backpropagation's g from the numerical n.

    Below 1e-7 the two agree; above 1e-4 one of them is wrong.  Both are of the network in float64: in float32, the
    difference of two losses has hardly a digit.  Where a nudge of h carries a unit over the kink of its activation, or
    a residual over that of the loss, the difference is no derivative: a KinkWarning says where.  Raises as
    `numerical_gradient` does.
    """
    net = as_net(net).with_theta(net.theta, float)
    g, n = backward(net, forward(net, x), y, loss).theta, numerical_gradient(net, x, y, loss, h=h)
    kinks = sorted(set().union(*(_crossed(up, down, x, y, loss) for up, down, _ in _nudged(net, h))))
    if kinks:
        warnings.warn(f"within {h:g} of a kink: {', '.join(kinks)}. There the check does not hold; move the "
                      "parameters or the data a little.", KinkWarning, stacklevel=2)
    size = np.linalg.norm(g) + np.linalg.norm(n)
    return float(np.linalg.norm(g - n) / size) if size else 0.0


def _nudged(net: MLP, h: float) -> Iterator[tuple[MLP, MLP, float]]:
    """Yield, per parameter, the network with it raised, with it lowered, and the distance between the two."""
    for i in range(net.theta.size):
        step = np.zeros(net.theta.size)
        step[i] = h * max(1, abs(net.theta[i]))
        up, down = net.with_theta(net.theta + step), net.with_theta(net.theta - step)
        if h > 1 or up.theta[i] == down.theta[i]:
            raise ValueError(f"h must move theta[{i}] = {net.theta[i]:g} a little, got h = {h:g}. Try 1e-5.")
        yield up, down, float(up.theta[i]) - float(down.theta[i])


def _crossed(up: MLP, down: MLP, x: ArrayLike, y: ArrayLike, loss: str | Loss) -> set[str]:
    """Return the names of the kinks between two networks, such as "z[1] of unit 3"."""
    before, after = forward(down, x), forward(up, x)
    pairs = {f"z[{l}] of unit": (before.z[l], after.z[l]) for l, sigma in up.sigma.items() if sigma.kink}
    if as_loss(up, loss).kink:
        target = np.reshape(y, before.a[up.L].shape)
        pairs["residual of output"] = before.a[up.L] - target, after.a[up.L] - target
    return {f"{name} {unit + 1}" for name, (u, v) in pairs.items()
            for unit in np.flatnonzero((np.sign(u) != np.sign(v)).reshape(-1, u.shape[-1]).any(axis=0))}
