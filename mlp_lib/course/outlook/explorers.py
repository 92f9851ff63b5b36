"""Explorers of the outlook (slide S36): a filter slides over the strain of a small bridge under passing trucks."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from mlp_lib.course.scenery.words import number, products
from mlp_lib.hints import Array
from mlp_lib.plots.style import BLACK, BLUE, GREY, ORANGE, RED, SKY
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

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
    x = strain()
    n, K = len(x), len(FILTERS["edge"])
    outputs = {name: np.correlate(x, w, mode="valid") for name, w in FILTERS.items()}            # (n - K + 1,)
    reach = max(np.abs(z).max() for z in outputs.values())

    def scene(figure: Figure) -> Update:
        top, middle, bottom = figure.subplots(3, 1, sharex=True, gridspec_kw={"height_ratios": [3, 2, 3]})
        top.plot(range(n), x, ".-", color=GREY, lw=1, ms=5)
        top.set(ylabel="strain x,\n10⁻⁶", ylim=(-6, 38), xlim=(-1, n))
        window = top.add_patch(Rectangle((-0.5, -6), K, 44, color=SKY, alpha=0.35, lw=0))
        inside, = top.plot([], [], "o", color=BLUE, ms=5)
        middle.axhline(0, color=GREY, lw=0.8)
        stems = middle.vlines(np.arange(K), 0, np.ones(K), color=RED, lw=2)
        heads, = middle.plot([], [], "s", color=RED, ms=5)
        middle.set(ylabel="filter w", ylim=(-2.8, 2.8), yticks=(-2, 0, 2))
        bottom.axhline(0, color=GREY, lw=0.8)
        so_far, = bottom.plot([], [], "-", color=BLACK, lw=1.5)
        here, = bottom.plot([], [], "D", color=ORANGE, mec=BLACK, ms=8)
        bottom.set(ylabel="output z", xlabel="sample (20 a second)", ylim=(-1.1 * reach, 1.1 * reach))

        def update(filter: str, position: int) -> Frame:
            w, z = FILTERS[filter], outputs[filter]
            at = np.arange(position, position + K)
            window.set_x(position - 0.5)
            inside.set_data(at, x[at])
            stems.set_segments([[(i, 0), (i, v)] for i, v in zip(at, w, strict=True)])
            heads.set_data(at, w)
            so_far.set_data(np.arange(position + 1) + K // 2, z[:position + 1])       # under the middle of the window
            here.set_data([position + K // 2], [z[position]])
            return (window, inside, stems, heads, so_far, here), (
                f"{filter}, samples {position} to {position + K - 1}: z = {products(w, x[at], 0).removesuffix(' + 0')} "
                f"= {number(z[position])}.")
        return update

    return explore(scene, name="slide", title="A filter slides over the strain", figsize=(6, 5.2),
                   filter=Control(list(FILTERS), "filter"), position=Control(range(n - K + 1), "first sample"),
                   start={"filter": "edge", "position": 4})
