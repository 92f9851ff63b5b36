"""Maps: what the network and each of its units answer on the square from -6 to 6, as bytes for a picture."""
from __future__ import annotations

import base64
from functools import cache

import numpy as np

from ..hints import Array
from ..network import forward
from .points import REACH
from .run import Run
from .settings import FEATURES

PER_UNIT = 5                # pixels of the large map for one of a unit's map, each way
SHADES = 80                 # of each of three classes


@cache
def raster(n: int) -> Array:
    """Return the centres of the n * n pixels, (n * n, 2), row by row from the top left, as a canvas has them."""
    middle = (np.arange(n) + 0.5) / n * 2 * REACH - REACH
    x1, x2 = np.meshgrid(middle, -middle)
    return np.column_stack([x1.ravel(), x2.ravel()])


def maps(run: Run, n: int) -> tuple[str, list[list[str]]]:
    """Return the map of the output, n * n, and by hidden layer the maps of the units, n / 5 each way, in base64.

    A byte is 127 + 127 a, where a, of a sigmoid output 2 a - 1, is held between -1 and 1. Of three classes it is
    80 k + 79 (p - 1/3) / (2/3), for the class k of the largest probability p.
    """
    L, a = run.net.L, forward(run.net, run.settings.inputs(raster(n))).a
    coarse = np.arange(n * n).reshape(n, n)[PER_UNIT // 2::PER_UNIT, PER_UNIT // 2::PER_UNIT].ravel()
    units = [[packed(shade(a[l][coarse, i])) for i in range(a[l].shape[1])] for l in range(1, L)]
    if run.settings.task.output == "softmax":
        top = a[L].max(axis=1)
        return packed(SHADES * a[L].argmax(axis=1) + np.rint((SHADES - 1) * (1.5 * top - 0.5))), units
    whole = a[L][:, 0]
    return packed(shade(2 * whole - 1 if run.settings.task.output == "sigmoid" else whole)), units


def inputs(n: int) -> dict[str, str]:
    """Return the map of every feature, by its key."""
    x1, x2 = raster(n).T
    return {key: packed(shade(f(x1, x2))) for key, (_, f) in FEATURES.items()}


def shade(values: Array) -> Array:
    """Return values as shades from 0 (-1 and less) to 254 (1 and more)."""
    shades: Array = np.rint(127 + 127 * np.clip(values, -1, 1))
    return shades


def packed(values: Array) -> str:
    """Return shades as bytes in base64."""
    return base64.b64encode(values.astype(np.uint8).tobytes()).decode()
