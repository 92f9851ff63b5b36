"""Quantiles: a network that says how sure it is, by one output for each level, and the loss that teaches it to.

The loss is a `Loss` like those of ``LOSSES``: outputs and targets have one shape, so the target is repeated, once for
each level.  ``levels = [0.05, 0.5, 0.95]``, ``fit(net, X, repeated(y, levels), loss=pinball(levels), ...)``.
"""
from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from .checks import finite
from .hints import Array, Number
from .losses import Loss

FORMULA = r"\max\{\tau_k (y_{nk} - a_{nk}),\ (\tau_k - 1)(y_{nk} - a_{nk})\}"


def pinball(levels: ArrayLike) -> Loss:
    """Return the loss whose minimum is, for output k, the quantile of level tau_k of the target.

    levels   (K,), each between 0 and 1 and larger than the one before, such as [0.05, 0.5, 0.95]

    An output that is too low by e costs tau e, one that is too high by e costs (1 - tau) e.  Level 0.5 is half the
    absolute error.  Raises for levels that are none, and later for outputs that are not one for each level.
    Source: Koenker and Bassett (1978), Regression quantiles, https://doi.org/10.2307/1913643.
    """
    tau = _as_levels(levels)
    return Loss(f"pinball of {', '.join(f'{t:g}' for t in tau)}", FORMULA, partial(_value, tau), partial(_slope, tau),
                kink=True)


def repeated(y: ArrayLike, levels: ArrayLike) -> Array:
    """Return targets y (N,) or (N, 1) as (N, K), the same column for each of the K levels; ValueError for others."""
    column = finite(y, "y")
    if column.ndim not in (1, 2) or not column.size or column.size != len(column):
        raise ValueError(f"y must be one target for each row, (N,) or (N, 1); its shape is {column.shape}.")
    return np.repeat(column.reshape(-1, 1), len(_as_levels(levels)), axis=1)


def coverage(low: ArrayLike, high: ArrayLike, y: ArrayLike) -> float:
    """Return the share of the targets y between low and high, ends included; ValueError if not all of one shape."""
    low, high, y = finite(low, "low"), finite(high, "high"), finite(y, "y")
    if not low.shape == high.shape == y.shape or not y.size:
        raise ValueError(f"low is {low.shape}, high is {high.shape} and y is {y.shape}: wanted one shape, with rows; "
                         "nothing is broadcast.")
    return float(np.mean((low <= y) & (y <= high)))


def _as_levels(levels: ArrayLike) -> Array:
    tau = np.atleast_1d(finite(levels, "levels"))
    if tau.ndim != 1 or not tau.size or tau.min() <= 0 or tau.max() >= 1 or (np.diff(tau) <= 0).any():
        raise ValueError(f"levels must lie between 0 and 1 and rise, like 0.05, 0.5, 0.95; got {tau.tolist()!s:.60}. "
                         "A level of 5 % is 0.05.")
    return tau


def _matched(tau: Array, a: Array) -> Array:
    if a.shape[-1:] != tau.shape:                           # else one output would be stretched to all levels
        raise ValueError(f"there are {tau.size} levels, but the outputs are {a.shape}: give the network one output for "
                         "each level, and repeat the target, quantiles.repeated(y, levels).")
    return tau.astype(a.dtype)


def _value(tau: Array, a: Array, y: Array) -> Number:
    tau, e = _matched(tau, a), y - a
    return float(np.maximum(tau * e, (tau - 1) * e).sum(dtype=float))


def _slope(tau: Array, a: Array, y: Array) -> Array:        # -tau where a is too low, 1 - tau where it is too high
    tau = _matched(tau, a)
    return np.where(a < y, -tau, np.where(a > y, 1 - tau, 0)).astype(a.dtype)
