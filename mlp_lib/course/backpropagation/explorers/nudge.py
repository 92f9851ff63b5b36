"""A nudge: one weight is changed a little, and what comes after it moves: the implicit dependence of (29) to (31)."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.course.scenery.moving import moving
from mlp_lib.course.scenery.words import number, symbol
from mlp_lib.hints import Array
from mlp_lib.network import MLP, backward, forward, loss
from mlp_lib.plots import draw_network
from mlp_lib.plots.style import BLUE, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

NUDGES = (-1.0, -0.5, 0.5, 1.0)
Weight = tuple[int, int, int]           # layer, to, from


def nudge(net: MLP, x: Array, y: Array,
          weights: Sequence[Weight] = ((1, 1, 1), (1, 2, 1), (2, 1, 1), (2, 2, 2), (3, 1, 2))) -> Explorer:
    """Return the explorer that nudges one weight (layer, to, from) of a small network and marks what moves."""
    still, grad, cost = forward(net, x), backward(net, forward(net, x), y), loss(net, x, y)
    grid = np.linspace(-1.3, 1.3, 53)
    names = [symbol("w", f"{to},{start}", l) for l, to, start in weights]

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1, gridspec_kw={"height_ratios": [1.8, 2]})
        diagram = draw_network(net, ax=top, biases=False, values=still.a)
        bottom.set(xlabel="nudge of the weight", ylabel="cost C", xlim=(-1.3, 1.3), ylim=(0, 12))
        bottom.axvline(0, color=GREY, lw=0.8)
        curve, = bottom.plot([], [], color=BLUE, label="C, every layer computed anew")
        line, = bottom.plot([], [], "--", color=RED, label="tangent: slope ∂C/∂w")
        dots, = bottom.plot([], [], "o", color=BLUE)
        bottom.legend(loc="upper left", ncols=2)

        def update(weight: str, by: float) -> Frame:
            l, to, start = weights[names.index(weight)]
            after = forward(nudged(net, (l, to, start), by), x)
            moved = [(k, int(i) + 1) for k in range(net.L + 1) for i in np.flatnonzero(after.a[k] != still.a[k])]
            for k, texts in diagram.texts.items():
                for i, text in texts.items():
                    text.set_text(f"{after.a[k][i - 1]:.2f}".replace("-", "−"))
            diagram.mark((l, to, start), *moved)
            slope, new = grad.W[l][to - 1, start - 1], loss(nudged(net, (l, to, start), by), x, y)
            curve.set_data(grid, [loss(nudged(net, (l, to, start), d), x, y) for d in grid])
            line.set_data(grid, cost + slope * grid)
            dots.set_data([0, by], [cost, new])
            changes = "; ".join(f"{symbol('a', i, k)} by {number(after.a[k][i - 1] - still.a[k][i - 1])}"
                                for k, i in moved)
            return [*moving(diagram), curve, line, dots], (
                f"{weight} nudged by {number(by)}. What moves: {changes}; and C from {number(cost)} to {number(new)}. "
                f"The slope {number(slope)} alone would say {number(cost + slope * by)}.")
        return update

    return explore(scene, name="nudge", title="Nudge one weight: what moves?", figsize=(6.4, 4.2),
                   weight=Control(names, "weight"), by=Control(NUDGES, "nudge"), start={"by": 0.5})


def nudged(net: MLP, weight: Weight, by: float) -> MLP:
    """Return a network like `net` whose weight (layer, to, from) is larger by `by`."""
    l, to, start = weight
    other = net.with_theta(net.theta)
    other.W[l][to - 1, start - 1] += by
    return other
