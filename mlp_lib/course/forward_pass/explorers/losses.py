"""Losses to look at: what a residual costs, what a probability costs, and the noise that each loss stands for."""
from __future__ import annotations

from math import erf, exp, pi, sqrt

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.course.scenery.words import number
from mlp_lib.hints import Array
from mlp_lib.losses import LOSSES
from mlp_lib.plots.style import BLACK, BLUE, GREEN, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

SHOWN = {"squared_error": ("squared", BLUE, "-"), "absolute_error": ("absolute", RED, "--"),
         "huber": ("Huber", GREEN, "-.")}
AREA = {"squared_error": sqrt(pi), "absolute_error": 2.0,                  # under exp(-loss)
        "huber": sqrt(2 * pi) * erf(sqrt(0.5)) + 2 * exp(-0.5)}            # a normal middle, two exponential tails
MODES = ("air", "train", "bus", "car")


def residual() -> Explorer:
    """Return the explorer of a residual's loss and slope, beside the noise whose negative logarithm the loss is."""
    fine = np.linspace(-4, 4, 401)

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1)
        top.set(title="loss of one residual", xlabel="residual e = y − ŷ", xlim=(-4, 4), ylim=(-0.4, 9))
        bottom.set(title="noise that it stands for", xlabel="residual e", ylabel="density", xlim=(-4, 4),
                  ylim=(0, 0.65))
        lines, areas = {}, {}
        for name, (label, colour, dash) in SHOWN.items():
            cost = _curve(name, fine)
            lines[name], = top.plot(fine, cost, dash, color=colour, label=label)
            areas[name], = bottom.plot(fine, np.exp(-cost) / AREA[name], dash, color=colour)
        tangent, = top.plot([], [], color=BLACK, lw=1)
        points = [ax.plot([], [], "o", color=BLACK, ms=6)[0] for ax in (top, bottom)]
        top.legend(loc="upper center")

        def update(loss: str, e: float) -> Frame:
            for name in SHOWN:
                for line in (lines[name], areas[name]):
                    line.set(alpha=1 if name == loss else 0.35, linewidth=3 if name == loss else 1.2)
            record = LOSSES[loss]
            cost, slope = record.value([0.0], [e]), -float(record.gradient([0.0], [e])[0])     # d/de = -d/d(output)
            density = np.exp(-cost) / AREA[loss]
            tangent.set_data(fine, cost + slope * (fine - e))
            points[0].set_data([e], [cost])
            points[1].set_data([e], [density])
            return (*lines.values(), *areas.values(), tangent, *points), (
                f"{SHOWN[loss][0].capitalize()} error, residual {number(e)}: it costs {cost:.3f}, and the slope, its "
                f"pull on the fit, is {number(slope)}. The noise has density {density:.5f} there.")
        return update

    return explore(scene, name="residual", title="What does a residual cost?", figsize=(4.8, 5.2),
                   loss=Control(list(SHOWN), "loss", texts=[label for label, *_ in SHOWN.values()]),
                   e=Control([-4.0, -3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0], "residual e"),
                   start={"e": 2.0})


def surprise() -> Explorer:
    """Return the explorer of the probability given to what happened, and what it costs."""
    fine = np.linspace(0.004, 1, 400)

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1, gridspec_kw={"height_ratios": [3, 2]})
        top.set(xlabel="probability p given to the bus", ylabel="cost if the bus is taken", xlim=(0, 1.02),
                 ylim=(0, 5))
        top.plot(fine, -np.log(fine), color=BLUE, label="cross-entropy −log p")
        top.plot(fine, (1 - fine) ** 2, "--", color=RED, label="squared (1 − p)²")
        top.legend(loc="upper right")
        points = [top.plot([], [], "o", color=colour, mec=BLACK)[0] for colour in (BLUE, RED)]
        bottom.set(ylabel="probability", ylim=(0, 1), xlim=(-0.6, 3.6))
        bottom.set_xticks(range(4), MODES)
        bars = bottom.bar(range(4), [0.25] * 4, color=[GREY, GREY, BLUE, GREY])

        def update(p: float) -> Frame:
            entropy = LOSSES["cross_entropy"].value([p, 1 - p], [1.0, 0.0]) + 0.0
            for point, cost in zip(points, (entropy, (1 - p) ** 2), strict=True):
                point.set_data([p], [cost])
            for mode, bar in zip(MODES, bars, strict=True):
                bar.set_height(p if mode == "bus" else (1 - p) / 3)
            return (*points, *bars), (
                f"The traveller took the bus, to which the network gave p = {p:g}: cross-entropy {entropy:.4f}, slope "
                f"{number(-1 / p)}; squared error (1 − p)² = {(1 - p) ** 2:.4f}, slope {number(-2 * (1 - p))}.")
        return update

    return explore(scene, name="surprise", title="What does a probability cost?", figsize=(4.8, 4.8),
                   p=Control([0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0],
                             "p of the bus"), start={"p": 0.25})


def _curve(name: str, e: Array) -> Array:
    """Return the loss of each residual in e, one by one."""
    return np.array([LOSSES[name].f(np.zeros(1), np.array([x])) for x in e])
