"""A network diagram shows the units of every layer as circles, and each weight as a line between two of them.

All is keyed as the lecture numbers it: layers l = 0 (the input) ... L, units from 1, connections (to, from).
The bias of a unit is its connection from the bias unit, a square that always says 1; its `from` is 0.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Rectangle
from matplotlib.text import Text
from numpy.typing import ArrayLike

from .. import checks
from ..network import MLP
from .style import BLACK, BLUE, GREY, RED, YELLOW

STEP, RADIUS, GAP = 0.85, 0.27, 2.2     # inches at full size: unit to unit, of a unit, layer to layer at least
FIRST, LAST, LABEL = 0.27, 0.80, 0.37   # where labels stand on a line, as shares of it; inches for each
APART = 0.3                             # of them at most: two need not stand near the unit that they lead to
UNITS, LAYERS, LABELS = 10, 7, 80       # what can still be read
HEIGHT = 6.5                            # inches; taller networks are drawn smaller
Place = tuple[float, float]
Look = tuple[Any, dict[str, Any]]       # an artist, and its properties by name


@dataclass
class Diagram:
    """A drawn network with its parts within reach, so that a scene may change texts and colours.

    nodes[l][i]          circle of unit i of layer l         texts[l][i]             what is written in it
    edges[l][to][from]   line of a weight of W[l] (of b[l] where from = 0)
    labels[l][to][from]  its text, where labels are drawn    bias[l]                 square that feeds layer l
    """

    figure: Figure | SubFigure
    ax: Axes
    nodes: dict[int, dict[int, Patch]] = field(default_factory=dict)
    texts: dict[int, dict[int, Text]] = field(default_factory=dict)
    edges: dict[int, dict[int, dict[int, Line2D]]] = field(default_factory=dict)
    labels: dict[int, dict[int, dict[int, Text]]] = field(default_factory=dict)
    bias: dict[int, Patch] = field(default_factory=dict)
    _before: list[Look] = field(default_factory=list, repr=False)

    @property
    def artists(self) -> list[Artist]:
        """All lines, texts, circles and squares: what a scene returns as moving."""
        rows: list[Mapping[int, Artist]] = [
            row for table in (self.edges, self.labels) for layer in table.values() for row in layer.values()]
        rows += [*self.nodes.values(), *self.texts.values(), self.bias]
        return [part for row in rows for part in row.values()]

    def mark(self, *what: tuple[int, ...]) -> None:
        """Highlight these units (l, i) and connections (l, to, from), and no others."""
        looks = [look for key in what for look in self._look(key)]
        for artist, before in self._before:
            artist.set(**before)
        self._before = [(artist, {name: getattr(artist, f"get_{name}")() for name in look}) for artist, look in looks]
        for artist, look in looks:
            artist.set(**look)

    def _look(self, key: tuple[int, ...]) -> list[Look]:
        """Return [(artist, its look when highlighted)] for (l, i) or (l, to, from)."""
        try:
            if len(key) == 2:
                l, i = key
                return [(self.nodes[l][i], {"edgecolor": BLACK, "facecolor": YELLOW, "linewidth": 2.5})]
            l, to, start = key
            line = (self.edges[l][to][start], {"color": BLACK, "linewidth": 3.5})
            if not self.labels:
                return [line]
            return [line, (self.labels[l][to][start].get_bbox_patch(), {"facecolor": YELLOW})]
        except (KeyError, TypeError, ValueError):
            raise ValueError(f"this diagram has no {key!r}. A unit is (layer, unit), a connection (layer, to, from), "
                             "from = 0 for the bias; units count from 1, layers from 0, the input; the layers have "
                             f"{', '.join(str(len(row)) for row in self.nodes.values())} units.") from None


def draw_network(net_or_sizes: Any, ax: Axes | None = None, *, labels: str | None = None,
                 weights: bool = False, biases: bool = True, highlight: Any = (),
                 values: Mapping[int, ArrayLike] | None = None) -> Diagram:
    """Draw a network layer by layer, the input on the left; returns a `Diagram`.

    net_or_sizes   a network, or units per layer, the input first, such as [3, 4, 2]
    labels         None, "to-from" for the symbols w_{to,from}^{(l)}, or "values" for the numbers of a network
    weights        True: blue solid lines for weights above 0, red dashed ones below, thicker for larger
    biases         True: with bias units
    highlight      a unit (l, i), a connection (l, to, from), or a list of these
    values         {l: vector of numbers to write into the units}, such as the `.a` of a forward pass

    Raises ValueError for a network too large to be read, and where numbers are wanted of sizes alone.
    Alt text: tell the units of each layer, how many weights and biases join them, and what is highlighted.
    Source: S5, S8 (the 3-4-2 network), S14 (the order to, from).
    """
    net = net_or_sizes if hasattr(net_or_sizes, "sizes") else None
    if net is None and not isinstance(net_or_sizes, list | tuple | np.ndarray):
        raise TypeError(f"a network or its units per layer, such as [3, 4, 2], is wanted, got {net_or_sizes!r:.60}.")
    if not isinstance(highlight, list | tuple | set):
        raise TypeError(f"highlight must be a unit (l, i), a connection (l, to, from) or a list of these, "
                        f"got {highlight!r:.60}.")
    checks.axes(ax)
    if values is not None and not isinstance(values, Mapping):
        raise TypeError(f"values must be {{layer: numbers}}, such as the .a of a forward pass, got {values!r:.60}.")
    sizes = [checks.count(n, "a layer's units") for n in (net.sizes if net else net_or_sizes)]
    labels = checks.one_of(labels, [None, "to-from", "values"], "labels")
    _refuse(net, sizes, labels, weights)
    for l in values or ():
        checks.one_of(l, range(len(sizes)), "a layer of values")
    gaps = [max(GAP, LABEL * (n - (not biases)) / (LAST - FIRST)) if labels else GAP for n in sizes[:-1]]
    x = np.concatenate([[0], np.cumsum(gaps)])
    rows = max(n + (biases and l < len(sizes) - 1) for l, n in enumerate(sizes))
    if ax is None:
        width, height = x[-1] + 1.2, rows * STEP + 0.7 + 0.3 * weights
        scale = min(1, HEIGHT / height)
        ax = plt.subplots(figsize=(scale * width, scale * height))[1]
    diagram = Diagram(ax.figure, ax)
    small = rows > 7
    places = {l: _units(diagram, l, x[l], n, len(sizes) - 1, biases, values, small) for l, n in enumerate(sizes)}
    for l in range(1, len(sizes)):
        _connections(diagram, l, places[l - 1], places[l], net, labels, weights)
    top = rows / 2 * STEP
    for l in range(len(sizes)):
        kind = "input" if l == 0 else "output layer" if l == len(sizes) - 1 else "hidden layer"
        ax.text(x[l], top + 0.05, kind if l == 0 else f"{kind} {l}", ha="center", va="bottom")
    if weights:
        ax.text(x[-1] / 2, -top - 0.02, "solid blue: weight above 0; dashed red: below 0; thicker: larger",
                ha="center", va="top", fontsize=10)
    ax.set(xlim=(-0.6, x[-1] + 0.6), ylim=(-top - 0.3 * weights, top + 0.35), aspect="equal")
    ax.axis("off")
    single = len(highlight) > 0 and not hasattr(next(iter(highlight)), "__len__")
    diagram.mark(*([highlight] if single else highlight))
    return diagram


def _refuse(net: MLP | None, sizes: list[int], labels: str | None, weights: bool) -> None:
    """Refuse what cannot be read, or not be known."""
    if not 2 <= len(sizes) <= LAYERS:
        raise ValueError(f"sizes must name 2 to {LAYERS} layers, the input first, got {sizes}.")
    if max(sizes) > UNITS:
        raise ValueError(f"a diagram shows up to {UNITS} units in a layer, layer {int(np.argmax(sizes))} has "
                         f"{max(sizes)}. Draw a smaller network of the same kind, such as [3, 4, 2].")
    total = sum((m + 1) * n for m, n in pairwise(sizes))
    if labels and total > LABELS:
        raise ValueError(f"labels on {total} connections cannot be read, {LABELS} can. Use labels=None.")
    if net is None and (weights or labels == "values"):
        raise ValueError("the numbers of the weights need a network, got sizes alone. Pass the network.")


def _units(diagram: Diagram, l: int, x: float, n: int, L: int, biases: bool, values: Mapping[int, ArrayLike] | None,
           small: bool) -> dict[int, Place]:
    """Draw layer l; return {i: (x, y)}, unit 1 on top, the bias unit 0 below."""
    bias = biases and l < L
    y = ((n + bias - 1) / 2 - np.arange(n + bias)) * STEP
    places = {i: (x, y[i - 1]) for i in range(1, n + 1)} | ({0: (x, y[-1])} if bias else {})
    shown = None if values is None or l not in values else checks.numbers(values[l], f"values[{l}]")
    if shown is not None and shown.shape != (n,):
        raise ValueError(f"values[{l}] must be ({n},), one number per unit of layer {l}, got {shown.shape}. "
                         "A batch has a row per observation: pass one row.")
    fill = "white" if l == 0 else "#DCEBF5" if l < L else "#FBE3D3"
    diagram.nodes[l], diagram.texts[l] = {}, {}
    for i in range(1, n + 1):
        diagram.nodes[l][i] = diagram.ax.add_patch(
            Circle(places[i], RADIUS, facecolor=fill, edgecolor=BLACK, linewidth=1.2, zorder=4))
        name = _number(shown[i - 1]) if shown is not None else f"$x_{{{i}}}$" if l == 0 else f"$a_{{{i}}}^{{({l})}}$"
        diagram.texts[l][i] = diagram.ax.text(*places[i], name, ha="center", va="center", zorder=5,
                                              fontsize=11 - 2 * small if shown is None else 8.5 - small)
    if bias:
        (x, y), half = places[0], 0.75 * RADIUS
        diagram.bias[l + 1] = diagram.ax.add_patch(Rectangle(
            (x - half, y - half), 2 * half, 2 * half, facecolor="#EEEEEE", edgecolor=BLACK, linewidth=1.2, zorder=4))
        diagram.ax.text(x, y, "1", ha="center", va="center", zorder=5)
    return places


def _connections(diagram: Diagram, l: int, sources: dict[int, Place], targets: dict[int, Place], net: Any,
                 labels: str | None, weights: bool) -> None:
    """Draw the lines into layer l; labels of one source stand in one column, so that no two of them meet."""
    order = sorted(sources, key=lambda i: i or len(sources))               # units from the top, the bias last
    share = dict(zip(order, np.linspace(FIRST, min(LAST, FIRST + APART * (len(order) - 1)), len(order)), strict=True))
    largest = max(np.abs(net.W[l]).max(), np.abs(net.b[l]).max(), 1e-12) if weights else 1
    diagram.edges[l] = {to: {} for to in targets if to}
    if labels:
        diagram.labels[l] = {to: {} for to in targets if to}
    for to in diagram.edges[l]:
        for start in order:
            (x0, y0), (x1, y1) = sources[start], targets[to]
            w = 0.0 if net is None else net.b[l][to - 1] if start == 0 else net.W[l][to - 1, start - 1]
            look = {"color": GREY, "linewidth": 1.0} if not weights else {
                "color": BLUE if w >= 0 else RED, "linestyle": "-" if w >= 0 else "--",
                "linewidth": 0.6 + 3.4 * abs(w) / largest}
            diagram.edges[l][to][start], = diagram.ax.plot([x0, x1], [y0, y1], zorder=2, **look)
            if labels:
                symbol = f"$b_{{{to}}}^{{({l})}}$" if start == 0 else f"$w_{{{to},{start}}}^{{({l})}}$"
                t = share[start]
                diagram.labels[l][to][start] = diagram.ax.text(
                    x0 + t * (x1 - x0), y0 + t * (y1 - y0), symbol if labels == "to-from" else _number(w),
                    ha="center", va="center", fontsize=9.5, zorder=3,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})


def _number(value: float) -> str:
    """Return a number with two decimals, or with its power of ten where these would tell nothing."""
    fixed = value == 0 or 0.005 <= abs(value) < 1000
    return f"{value:.2f}".replace("-", "−") if fixed else f"{value:.0e}".replace("-", "−")
