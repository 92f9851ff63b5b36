"""The Playground's own rules where they differ from the library's: its start, and an L1 that lets no weight come back.

Read from its sources. What stays different: the random numbers are NumPy's, and where the batch does not divide the
number of points, the rest is an update of its own; there it waits for the next epoch's first points.
"""
from __future__ import annotations

import numpy as np

from ..hints import Array, Memory, Optimizer
from ..network import MLP
from ..optimizers import penalised, sgd
from ..parameters import weight_mask
from .settings import Settings

NAMES = {"linear": "identity"}              # of an activation, where the library calls it otherwise


def network(settings: Settings, rng: np.random.Generator) -> MLP:
    """Return the network of the settings at its start: weights U(-0.5, 0.5), biases 0.1, or all 0."""
    sizes = [len(settings.features), *settings.hidden, settings.task.units]
    return MLP(sizes, NAMES.get(settings.activation, settings.activation), settings.task.output, rng=rng,
               init="zeros" if settings.zero_start else "playground")


def update(settings: Settings, net: MLP) -> Optimizer:
    """Return what one step makes of a gradient, with the penalty of the settings."""
    rate, weights = settings.regularization_rate, weight_mask(net)
    if settings.regularization == "L1" and rate:
        return lasting_zeros(weights, rate)
    return penalised(sgd, weights, 0.0, rate if settings.regularization == "L2" else 0.0)


def lasting_zeros(weights: Array, l1: float) -> Optimizer:
    """Return a step of gradient descent with an L1 penalty on what `weights` marks with 1.

    A weight that the penalty would carry across 0 is set to 0, and its link is dead: it stays there.
    """
    def step(theta: Array, gradient: Array, eta: float, memory: Memory) -> None:
        dead = memory.setdefault("dead", np.zeros(theta.shape, bool))
        pull = eta * l1 * np.sign(theta) * weights                      # of the weights before the step
        theta -= eta * gradient
        crossed = (weights > 0) & (theta * (theta - pull) < 0)
        theta -= pull
        dead |= crossed
        theta[dead] = 0.0
    return step


def coded(labels: Array, settings: Settings) -> Array:
    """Return labels (N,) as the output layer is asked for them, (N, K): 0 and 1 for a sigmoid, one-hot for softmax."""
    if settings.task.output == "softmax":
        one_hot: Array = np.eye(settings.task.units)[labels.astype(int)]
        return one_hot
    return (labels[:, None] + 1) / 2 if settings.task.output == "sigmoid" else labels[:, None]
