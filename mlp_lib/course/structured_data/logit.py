"""The logit of the transport engineer: a utility for each mode, linear in a few numbers, and a softmax over them.

The conditional logit gives a dollar and a minute the same worth in every mode; McFadden (1974). It is a softmax whose
logits share their weights, so it has few of them.
"""
from __future__ import annotations

import numpy as np

from mlp_lib import data
from mlp_lib.activations import ACTIVATIONS
from mlp_lib.hints import Array, Rows

from .tasks import travel_columns

NAMES = [*(f"constant of {mode}" for mode in data.CATEGORIES["mode"][:3]), "cost, $100", "time, h",
         *(f"{what} in {mode}" for what in ("income, $10,000", "party size") for mode in data.CATEGORIES["mode"][:3])]


def utilities(X: Array) -> Array:
    """Return what multiplies the eleven parameters of `NAMES` in the utility of each mode: (N, 4, 11).

    The car is the mode that the constants, income and party size are measured against: only differences count.
    """
    income, party, cost, time = travel_columns(X)           # (N,), (N,), (N, 4), (N, 4)
    own = np.eye(4)[:, :3]                                  # (4, 3): the constants of air, train, bus
    return np.concatenate([np.tile(own, (len(X), 1, 1)), cost[..., None] / 100, time[..., None] / 60,
                           own * income[:, None, None] / 10, own * party[:, None, None]], axis=2)


def conditional(X: Array, y: Rows, steps: int = 50) -> Array:
    """Return the parameters (11,) that make the choices y of travellers X most probable, by Newton's method.

    The log-likelihood is concave, so there is one summit; the step is halved where it would not climb.
    """
    Z, w = utilities(X), np.zeros(len(NAMES))               # (N, 4, P), (P,)
    for _ in range(steps):
        P = ACTIVATIONS["softmax"](Z @ w)                   # (N, 4)
        mean = np.einsum("nk,nkp->np", P, Z)
        gradient = (Z[np.arange(len(y)), y] - mean).sum(axis=0)
        curvature = np.einsum("nk,nkp,nkq->pq", P, Z, Z) - mean.T @ mean
        step = np.linalg.solve(curvature, gradient)
        while likelihood(Z, y, w + step) < likelihood(Z, y, w) and np.abs(step).max() > 1e-12:
            step /= 2
        w = w + step
        if np.abs(step).max() < 1e-10:
            break
    return w


def likelihood(Z: Array, y: Rows, w: Array) -> float:
    """Return the log-likelihood of the choices, from utilities as `utilities` gives them."""
    V = Z @ w
    top = V.max(axis=1, keepdims=True)
    return float((V[np.arange(len(y)), y] - top[:, 0] - np.log(np.exp(V - top).sum(axis=1))).sum())


def probabilities(w: Array, X: Array) -> Array:
    """Return the probability of each mode (N, 4)."""
    P: Array = ACTIVATIONS["softmax"](utilities(X) @ w)
    return P
