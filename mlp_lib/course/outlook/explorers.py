"""Explorers of the outlook (slide S36): a filter slides over the strain of a small bridge under passing trucks."""
from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from mlp_lib.hints import Array
from mlp_lib.teaching.explorer import Control, Explorer, Span, live

# Five weights each. The bias is 0.
FILTERS = {
    "smooth": np.array([0.2, 0.2, 0.2, 0.2, 0.2]),
    "edge": np.array([-1.0, -1.0, 0.0, 1.0, 1.0]),
    "bump": np.array([-2.0, 1.0, 2.0, 1.0, -2.0]),
}
RISE = 5                    # samples from an axle's arrival to mid-span: 4 m at 16 m/s, 20 samples a second


def passage(arrivals: ArrayLike, strains: ArrayLike, n: int) -> Array:
    """Return the strain at mid-span, (n,) samples in 10^-6, of axles that arrive at `arrivals` (samples).

    Each axle draws the influence line of a simply supported beam of 8 m: up to its strain at mid-span, 5 samples after
    it arrives, and down again in another 5.
    """
    t = np.arange(n)[:, None]
    triangles = np.clip(1 - np.abs(t - np.asarray(arrivals, np.float64) - RISE) / RISE, 0, None)      # (n, axles)
    return triangles @ np.asarray(strains, np.float64)


def strain() -> Array:
    """Return 44 samples of strain, whole microstrains: a heavy truck of two axles, then a light one."""
    noise = np.random.default_rng(4).normal(0, 0.5, 44)
    return (passage([2, 8, 24, 30], [20, 30, 10, 15], 44) + noise).round() + 0.0              # no minus zeros


def slide() -> Explorer:
    """Return the explorer of a filter that slides over the strain: the products, their sum, and the output so far."""
    x, K = strain(), len(FILTERS["edge"])
    return live(Path(__file__).with_name("slide.js"), name="slide", title="A filter slides over the strain",
                data={"x": x.tolist(), "filters": {name: w.tolist() for name, w in FILTERS.items()}},
                filter=Control(list(FILTERS), "filter"),
                position=Span(0, len(x) - K, 1, "first sample", play=250), start={"filter": "edge", "position": 4},
                stills=[{"position": 34}])
