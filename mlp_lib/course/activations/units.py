"""Units by hand: a day's demand as a sum of hinges or bumps, each the share of one or two hidden units."""
from __future__ import annotations

from itertools import pairwise

import numpy as np

from mlp_lib import data
from mlp_lib.activations import ACTIVATIONS
from mlp_lib.hints import Array


def demand() -> tuple[Array, Array]:
    """Return the hours 0 ... 23 and the mean rentals of working days in each."""
    bikes = data.bikeshare()
    mean = bikes[bikes["workingday"]].groupby("hour")["bikers"].mean()
    return mean.index.to_numpy(float), mean.to_numpy()


def hinges(count: int, x: Array) -> tuple[Array, float]:
    """Return the shares (len(x), count) of `count` ReLU units, and the constant, whose sum joins points of the demand.

    Unit i is v_i ReLU(x - k_i): it starts at its knot k_i and changes the slope there by v_i.
    """
    hour, bikers = demand()
    knots = np.linspace(0, 23, count + 1)
    heights = _smooth(hour, bikers, knots)
    slopes = np.diff(heights) / np.diff(knots)
    return np.diff(slopes, prepend=0) * ACTIVATIONS["relu"](x[:, None] - knots[:-1]), heights[0]


def bumps(count: int, x: Array, steepness: float) -> tuple[Array, float]:
    """Return the shares (len(x), count) of `count` sigmoid units, in pairs that make bumps, and the constant 0.

    A pair is v (sigma(s (x - left)) - sigma(s (x - right))): up at its left end, down again at its right end.
    """
    hour, bikers = demand()
    edges = np.linspace(-0.5, 23.5, count // 2 + 1)
    sigma, pieces = ACTIVATIONS["sigmoid"], []
    for low, high in pairwise(edges):
        height = bikers[(hour >= low) & (hour < high)].mean()
        pieces += [height * sigma(steepness * (x - low)), -height * sigma(steepness * (x - high))]
    return np.stack(pieces, axis=1), 0.0


def _smooth(hour: Array, bikers: Array, knots: Array) -> Array:
    """Return the heights at the knots of the broken line that is nearest to the demand (least squares)."""
    tents = np.stack([np.interp(hour, knots, row) for row in np.eye(len(knots))], axis=1)      # (24, knots)
    return np.linalg.lstsq(tents, bikers, rcond=None)[0]
