"""Units by hand: a day's demand as a sum of hinges or bumps, each the share of one or two hidden units."""
from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array


def demand() -> tuple[Array, Array]:
    """Return the hours 0 ... 23 and the mean rentals of working days in each."""
    bikes = data.bikeshare()
    mean = bikes[bikes["workingday"]].groupby("hour")["bikers"].mean()
    return mean.index.to_numpy(float), mean.to_numpy()


def hinges(count: int) -> dict[str, Any]:
    """Return `count` ReLU units, and the constant, whose sum is the broken line nearest to the demand.

    Unit i is slopes[i] ReLU(x - knots[i]): it starts at its knot and changes the slope there.
    """
    hour, bikers = demand()
    knots = np.linspace(0, 23, count + 1)
    heights = _smooth(hour, bikers, knots)
    slopes = np.diff(np.diff(heights) / np.diff(knots), prepend=0)
    return {"constant": float(heights[0]), "knots": knots[:-1].tolist(), "slopes": slopes.tolist()}


def bumps(count: int) -> dict[str, Any]:
    """Return `count` sigmoid units, in pairs that make bumps side by side: their edges and heights.

    A pair is height (sigma(s (x - left)) - sigma(s (x - right))): up at its left edge, down again at its right one.
    """
    hour, bikers = demand()
    edges = np.linspace(-0.5, 23.5, count // 2 + 1)
    heights = [float(bikers[(hour >= low) & (hour < high)].mean()) for low, high in pairwise(edges)]
    return {"edges": edges.tolist(), "heights": heights}


def _smooth(hour: Array, bikers: Array, knots: Array) -> Array:
    """Return the heights at the knots of the broken line that is nearest to the demand (least squares)."""
    tents = np.stack([np.interp(hour, knots, row) for row in np.eye(len(knots))], axis=1)      # (24, knots)
    return np.linalg.lstsq(tents, bikers, rcond=None)[0]
