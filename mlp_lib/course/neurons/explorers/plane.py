"""A line in the plane is where a neuron of two inputs changes its mind: w_1 x_1 + w_2 x_2 + b = 0."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.activations import ACTIVATIONS
from mlp_lib.hints import Array
from mlp_lib.plots.style import BLACK, BLUE, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ..afternoons import afternoons

WARM, DRY = (-5, 38), (10, 105)           # what the axes show: °C, %


def line() -> Explorer:
    """Return the explorer of a neuron of two inputs: its line turns with the weights and shifts with the bias."""
    x, busy = afternoons()
    celsius, percent = 10 * x[:, 0] + 15, 20 * x[:, 1] + 60
    corners = np.array([(t, h) for t, h in ((WARM[0], DRY[0]), (WARM[1], DRY[0]), (WARM[1], DRY[1]),
                                            (WARM[0], DRY[1]))], float)

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.grid(False)
        side, = ax.fill([0], [0], color="#DCEBF5", zorder=0.5, label="here it fires")
        edge, = ax.plot([], [], color=BLACK, lw=2, label="w₁x₁ + w₂x₂ + b = 0")
        dots = [*ax.plot(celsius[busy], percent[busy], "o", color=BLUE, ms=6, label="busy"),
                *ax.plot(celsius[~busy], percent[~busy], "^", color=RED, ms=6, label="quiet")]
        wrong, = ax.plot([], [], "o", ms=11, mfc="none", mec=BLACK, label="wrong")
        ax.set(xlabel="temperature, °C", ylabel="humidity, %", xlim=WARM, ylim=DRY)
        figure.legend(loc="outside upper center", ncols=3)

        def update(w1: float, w2: float, b: float) -> Frame:
            def z(t: Array, h: Array) -> Array:
                return (2 * w1 * (t - 15) + w2 * (h - 60)) / 20 + b         # 0 on the line, to the last digit
            fires = ACTIVATIONS["step"](np.asarray(z(celsius, percent), float)) == 1
            area = _half(corners, z)
            side.set_xy(area if len(area) else [(np.nan, np.nan)])
            ends = area[np.abs(z(*area.T)) < 1e-9] if w1 or w2 else area[:0]
            edge.set_data(*ends.T if len(ends) else ([], []))
            miss = fires != busy
            wrong.set_data(celsius[miss], percent[miss])
            words = f"fires at {fires.sum()} of {len(x)} afternoons and is right for {np.sum(~miss)} of them"
            return (side, edge, *dots, wrong), (
                f"w₁ = {_n(w1)}, w₂ = {_n(w2)}, b = {_n(b)}: the neuron {words}; it misses "
                f"{np.sum(busy & ~fires)} busy ones and calls {np.sum(fires & ~busy)} quiet ones busy.")
        return update

    return explore(scene, name="two-inputs", title="A neuron of two inputs draws a line", figsize=(6, 4.6),
                   w1=Control([-1, 0, 1, 2], "w₁, of the temperature"),
                   w2=Control([-2, -1, 0, 1], "w₂, of the humidity"),
                   b=Control([-2, -1, 0, 1, 2], "bias b"), start={"w1": 1, "w2": 0, "b": 0})


def _half(corners: Array, z: Callable[[Array, Array], Array]) -> Array:
    """Return the corners (k, 2) of the part of a polygon where z >= 0; z is linear."""
    inside = []
    for p, q in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        a, c = z(*p), z(*q)
        if a >= 0:
            inside.append(p)
        if a * c < 0:
            inside.append(p + a / (a - c) * (q - p))
    return np.array(inside).reshape(-1, 2)


def _n(value: float) -> str:
    return f"{value:g}".replace("-", "−")
