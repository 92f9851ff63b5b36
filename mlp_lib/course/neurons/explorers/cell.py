"""A drawing of a nerve cell, and beside it the neuron that is computed: both made of lines, with their parts named."""
from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch, Polygon, Rectangle

from mlp_lib.plots.style import BLACK, BLUE, GREY, RED

Point = tuple[float, float]
BODY = "#FBE3D3"
SKIN: dict[str, Any] = {"color": BLACK, "solid_capstyle": "round", "zorder": 2}
DENDRITES = (                           # where each begins on the cell body, where it forks, its two ends
    ((-0.45, 0.35), (-1.25, 0.95), (-1.75, 1.55), (-2.15, 0.95)),
    ((-0.62, 0.02), (-1.55, 0.08), (-2.35, 0.42), (-2.35, -0.3)),
    ((-0.45, -0.38), (-1.15, -1.0), (-2.05, -0.95), (-1.5, -1.6)),
    ((0.1, 0.55), (0.25, 1.15), (-0.35, 1.65), (0.75, 1.65)),
)


def draw_cell(ax: Axes | None = None) -> Axes:
    """Draw a nerve cell with its dendrites, body, axon and synapses onto the next cell; returns the axes."""
    ax = _empty(ax, (6, 3.4), xlim=(-2.6, 6.6), ylim=(-2.5, 2.4))
    angle = np.linspace(0, 2 * np.pi, 80, endpoint=False)
    radius = 0.62 + 0.07 * np.cos(3 * angle + 0.5) + 0.04 * np.sin(5 * angle)
    ax.add_patch(Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), facecolor=BODY,
                         edgecolor=BLACK, lw=1.5, zorder=3))
    ax.add_patch(Circle((0, 0), 0.2, facecolor="white", edgecolor=BLACK, lw=1.2, zorder=4))
    for start, fork, *ends in DENDRITES:
        _branch(ax, start, fork, 4)
        for end in ends:
            _branch(ax, fork, end, 2)
            _signal(ax, end, fork)
    x = np.linspace(0.6, 4.1, 60)
    ax.plot(x, 0.1 * np.sin(1.8 * x), lw=4, **SKIN)                                     # the axon
    for y in (0.95, 0.05, -0.9):
        knob = (5.27 + 0.06 * y ** 2, y)                                                # where it touches the next cell
        _branch(ax, (4.1, 0.09), knob, 2)
        ax.add_patch(Circle(knob, 0.11, facecolor=RED, edgecolor=BLACK, lw=1, zorder=4))
    bend = np.linspace(-1.7, 1.8, 40)
    ax.plot(5.42 + 0.06 * bend ** 2, bend, lw=5, color=GREY, solid_capstyle="round")    # a dendrite of the next cell
    ax.annotate("", (3.6, 0.5), (1.5, 0.5), arrowprops={"arrowstyle": "-|>", "color": BLUE, "lw": 2})
    for words, at, to in (("dendrites:\nsignals come in", (-2.5, -2.4), (-1.45, -1.5)),
                          ("cell body", (0.1, -1.6), (0.15, -0.65)),
                          ("axon: one\nsignal goes out", (1.7, -1.75), (2.5, -0.15)),
                          ("synapses", (3.6, 1.75), (5.13, 1.05)), ("next cell", (5.15, -2.4), (5.6, -1.75))):
        ax.annotate(words, to, at, va="bottom", fontsize=11, arrowprops={"arrowstyle": "-", "color": GREY, "lw": 1})
    return ax


def draw_neuron(ax: Axes | None = None) -> Axes:
    """Draw the neuron (5): inputs, each times its weight, a sum with the bias, the activation; returns the axes."""
    ax = _empty(ax, (6, 2.9), xlim=(-0.3, 8.9), ylim=(-2.25, 2.2))
    for i, y in ((1, 1.4), (2, 0.0), (3, -1.4)):
        ax.text(0, y, f"$x_{i}$", ha="center", va="center", fontsize=14)
        _arrow(ax, (0.35, y), (3.2, 0.4 * y))
        ax.text(1.5, 0.82 * y, f"$w_{i}$", ha="center", va="center", fontsize=13, color=BLUE,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5}, zorder=5)
    ax.add_patch(Circle((4.1, 0), 0.95, facecolor=BODY, edgecolor=BLACK, lw=1.5, zorder=3))
    ax.text(4.1, 0, r"$\sum_i w_i x_i + b$", ha="center", va="center", fontsize=11, zorder=5)
    ax.text(4.1, -2.05, "$b$", ha="center", va="center", fontsize=13, color=BLUE)
    _arrow(ax, (4.1, -1.8), (4.1, -1.0))
    _arrow(ax, (5.05, 0), (6.0, 0))
    ax.add_patch(Rectangle((6.0, -0.5), 1.0, 1.0, facecolor="white", edgecolor=BLACK, lw=1.5, zorder=3))
    ax.text(6.5, 0, "$f$", ha="center", va="center", fontsize=14, zorder=5)
    _arrow(ax, (7.0, 0), (8.2, 0))
    ax.text(8.5, 0, "$y$", ha="center", va="center", fontsize=14)
    for words, x, y in (("inputs", 0.25, 1.95), ("weights", 1.6, 1.95), ("sum", 4.1, 1.2), ("activation", 6.5, 0.8),
                        ("output", 8.3, 0.45), ("bias", 4.75, -2.05)):
        ax.text(x, y, words, ha="center", va="center", fontsize=11)
    return ax


def _empty(ax: Axes | None, size: Point, **limits: Point) -> Axes:
    ax = plt.subplots(figsize=size)[1] if ax is None else ax
    ax.set(aspect="equal", **limits)
    ax.axis("off")
    return ax


def _branch(ax: Axes, start: Point, end: Point, width: float) -> None:
    """Draw a slightly bent branch."""
    (x0, y0), (x1, y1), t = start, end, np.linspace(0, 1, 20)
    bend = 0.08 * np.sin(np.pi * t)
    ax.plot(x0 + t * (x1 - x0) - bend * (y1 - y0), y0 + t * (y1 - y0) + bend * (x1 - x0), lw=width, **SKIN)


def _signal(ax: Axes, start: Point, end: Point) -> None:
    """Draw a small arrow beside the end of a dendrite, towards the cell body."""
    tip, body = np.array(start), np.array(end)
    along = (body - tip) / np.linalg.norm(body - tip)
    side = 0.18 * np.array([-along[1], along[0]])
    ax.add_patch(FancyArrowPatch(tip + side - 0.1 * along, tip + side + 0.45 * along, arrowstyle="-|>",
                                 mutation_scale=11, color=BLUE, lw=1.5, zorder=5))


def _arrow(ax: Axes, start: Point, end: Point) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=14, color=BLACK, lw=1.5, shrinkA=0,
                                 shrinkB=0, zorder=2))
