"""Optimizers: what one step makes of a gradient; each changes theta in place and keeps what it needs in `memory`."""
from __future__ import annotations

import numpy as np

from .checks import Named, lookup
from .hints import Array, Memory, Optimizer

BLOCK = 16384                                           # parameters; a few arrays of it stay in the processor's cache


def blocks(*arrays: Array) -> list[tuple[Array, ...]]:
    """Return the arrays piece by piece: over a large theta, whole arrays would travel to memory and back each time."""
    if arrays[0].size <= BLOCK:
        return [arrays]
    return [tuple(array[s:s + BLOCK] for array in arrays) for s in range(0, arrays[0].size, BLOCK)]


def sgd(theta: Array, gradient: Array, eta: float, memory: Memory) -> None:
    """Take one step of gradient descent (17), in place."""
    for w, g in blocks(theta, gradient):
        w -= eta * g


def momentum(theta: Array, gradient: Array, eta: float, memory: Memory, mu: float = 0.9) -> None:
    """Take one step of gradient descent with momentum, in place: v <- mu v + g, theta <- theta - eta v."""
    velocity = memory.setdefault("velocity", np.zeros_like(theta))
    for w, g, v in blocks(theta, gradient, velocity):
        v *= mu
        v += g
        w -= eta * v


def adam(theta: Array, gradient: Array, eta: float, memory: Memory,
         beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8) -> None:
    """Take one step of Adam (Kingma and Ba 2015, in PyTorch's form), in place."""
    first, second = (memory.setdefault(name, np.zeros_like(theta)) for name in ("m", "v"))
    t = memory["t"] = memory.get("t", 0) + 1
    for w, g, m, v in blocks(theta, gradient, first, second):
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g * g - v)
        w -= eta / (1 - beta1**t) * m / (np.sqrt(v) / np.sqrt(1 - beta2**t) + eps)


OPTIMIZERS: Named[Optimizer] = Named("optimizer", {step.__name__: step for step in (sgd, momentum, adam)})


def as_optimizer(optimizer: str | Optimizer) -> Optimizer:
    """Return the step of that name, or the reader's own, which is told if it returns a theta that nobody takes."""
    if not callable(optimizer):
        return lookup(OPTIMIZERS, optimizer, "optimizer")

    def own_step(theta: Array, gradient: Array, eta: float, memory: Memory) -> None:
        given: object = optimizer(theta, gradient, eta, memory)
        if given is not None and given is not theta:
            raise TypeError(f"an optimizer changes theta in place, as in theta -= eta * gradient, and returns nothing; "
                            f"{getattr(optimizer, '__name__', optimizer)} returned {type(given).__name__}.")
    return own_step


def penalised(step: Optimizer, weights: Array, l1: float, l2: float) -> Optimizer:
    """Return the optimizer `step` with penalties on the parameters that `weights` marks with 1 (biases have 0)."""
    def penalised_step(theta: Array, gradient: Array, eta: float, memory: Memory) -> None:
        gradient += l2 * weights * theta
        step(theta, gradient, eta, memory)
        theta -= weights * np.clip(theta, -eta * l1, eta * l1)                   # towards 0, and no further
    return penalised_step if l1 or l2 else step
