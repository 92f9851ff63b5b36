"""A unit is one neuron: here one input, one weight, one bias and an activation, a = f(w x + b)."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.activations import ACTIVATIONS
from mlp_lib.plots.style import BLUE, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore


def unit() -> Explorer:
    """Return the explorer of one neuron of one input: what w, b and f do to its curve."""
    grid = np.linspace(-3, 3, 601)

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="input x: minutes saved by cycling, in tens", ylabel="output f(w x + b)", xlim=(-3, 3),
               ylim=(-1.2, 3.2))
        ax.axhline(0, color=GREY, lw=0.8)
        curve, = ax.plot([], [], color=BLUE, label="output")
        place = ax.axvline(0, color=RED, lw=1.2, ls="--", label="where w x + b = 0")
        point, = ax.plot([], [], "o", color=RED)
        ax.legend(loc="upper left")

        def update(activation: str, w: float, b: float) -> Frame:
            sigma = ACTIVATIONS[activation]
            curve.set_data(grid, sigma(w * grid + b))
            zero = -b / w + 0.0 if w else np.nan                        # + 0.0: no minus zero
            place.set_xdata([zero, zero])
            point.set_data([zero], [sigma(0.0)])
            return (curve, place, point), (
                f"{activation}({_sum(w, b)}): " + (
                    f"the weight is {'excitatory' if w > 0 else 'inhibitory'}, the sum is 0 at x = {_n(zero)}, "
                    f"and the output at x = 0 is {_n(float(sigma(float(b))))}." if w else
                    f"the input has no influence, the output is {_n(float(sigma(float(b))))} everywhere."))
        return update

    return explore(scene, name="one-neuron", title="One neuron", figsize=(6, 3.6),
                   activation=Control(["sigmoid", "step", "tanh", "relu"], "activation f"),
                   w=Control([-2, 0, 1, 2, 5], "weight w"), b=Control([-2, -1, 0, 1, 2], "bias b"),
                   start={"w": 1, "b": 0})


def _sum(w: float, b: float) -> str:
    """Return w x + b as it is written by hand."""
    return f"{w:g} x {'+' if b >= 0 else '−'} {abs(b):g}".replace("-", "−")


def _n(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
