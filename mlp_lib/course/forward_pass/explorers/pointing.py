"""Pointing at a weight: the same connection in the network, in the matrix and in the code."""
from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from mlp_lib.course.scenery.moving import moving
from mlp_lib.course.scenery.words import number, symbol
from mlp_lib.network import MLP
from mlp_lib.plots import draw_network
from mlp_lib.plots.style import BLACK, YELLOW
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

WIDE, HIGH, GAP = 1.0, 0.8, 0.5         # of a cell; between a matrix and its bias
LOOK: dict[str, Any] = {"ha": "center", "va": "center"}


def pointing(net: MLP) -> Explorer:
    """Return the explorer that shows where w_{to,from} of a layer stands; `net` is small, like 3-4-2."""
    most_to, most_from = max(net.sizes[1:]), max(net.sizes[:-1])

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1, gridspec_kw={"height_ratios": [3, 2.5]})
        diagram = draw_network(net, ax=top)
        name = top.text(0, 0, "", zorder=6, fontsize=14, **LOOK,
                        bbox={"facecolor": YELLOW, "edgecolor": BLACK, "pad": 2})
        bottom.set(xlim=(-1.3, (most_from + 1) * WIDE + GAP + 0.1), ylim=(-most_to * HIGH, 1.9 * HIGH))
        bottom.axis("off")
        tables = {l: _table(bottom, net, l) for l in net.W}
        cell = bottom.add_patch(Rectangle((0, 0), WIDE, HIGH, facecolor=YELLOW, edgecolor=BLACK, lw=2, zorder=1))
        parts = [*moving(diagram), name, cell, *(text for table in tables.values() for text in table)]

        def update(layer: str, to: str, source: str) -> Frame:
            l, i, j = int(layer), int(to), 0 if source == "bias" else int(source)
            n, m = net.W[l].shape
            here = i <= n and j <= m
            diagram.mark(*([(l, i), (l, i, j), *([(l - 1, j)] if j else [])] if here else []))
            for k, table in tables.items():
                for text in table:
                    text.set_visible(k == l)
            name.set_visible(here)
            cell.set_visible(here)
            if here:
                (x0, x1), (y0, y1) = np.array(diagram.edges[l][i][j].get_data())
                name.set_position((0.45 * x0 + 0.55 * x1, 0.45 * y0 + 0.55 * y1))
                name.set_text(f"$b_{{{i}}}^{{({l})}}$" if j == 0 else f"$w_{{{i},{j}}}^{{({l})}}$")
                cell.set_xy((_left(j, m), -i * HIGH))
            return parts, _caption(net, l, i, j)
        return update

    return explore(scene, name="pointing", title="Which weight is it? Layer, to, from", figsize=(5, 5),
                   layer=Control([str(l) for l in net.W], "layer"),
                   to=Control([str(i) for i in range(1, most_to + 1)], "to neuron"),
                   source=Control([*(str(j) for j in range(1, most_from + 1)), "bias"], "from neuron"),
                   start={"to": "2", "source": "3"})


def _left(j: int, m: int) -> float:
    """Return the left edge of column j of a matrix with m columns; column 0 is the bias, at the right."""
    return (j - 1) * WIDE if j else m * WIDE + GAP


def _table(ax: Axes, net: MLP, l: int) -> list[Text]:
    """Write W[l] and b[l] with their headings; return the texts."""
    n, m = net.W[l].shape
    texts = [ax.text(m * WIDE / 2, 1.5 * HIGH, f"$W^{{({l})}}$: {n} rows (to), {m} columns (from)", **LOOK),
             ax.text(_left(0, m) + WIDE / 2, 0.45 * HIGH, f"$b^{{({l})}}$", **LOOK)]
    for j in range(1, m + 1):
        texts.append(ax.text(_left(j, m) + WIDE / 2, 0.45 * HIGH, f"from {j}", fontsize=9, **LOOK))
    for i in range(1, n + 1):
        texts.append(ax.text(-0.7, (0.5 - i) * HIGH, f"to {i}", fontsize=9, **LOOK))
        for j in range(m + 1):
            value = net.W[l][i - 1, j - 1] if j else net.b[l][i - 1]
            texts.append(ax.text(_left(j, m) + WIDE / 2, (0.5 - i) * HIGH, number(value), zorder=3, **LOOK))
    return texts


def _caption(net: MLP, l: int, i: int, j: int) -> str:
    """Tell in words which parameter it is, where it stands, and how Python reaches it."""
    (n, m), matrix = net.W[l].shape, symbol("W", "", l)
    if i > n:
        return f"Layer {l} has {n} neurons, so {matrix} has {n} rows: there is no neuron {i} to point to."
    if j > m:
        return (f"Layer {l - 1} has {m} {'inputs' if l == 1 else 'neurons'}, so {matrix} has {m} columns: "
                f"there is no neuron {j} to come from.")
    if j == 0:
        return (f"{symbol('b', i, l)} = {number(net.b[l][i - 1])}: the bias of neuron {i} of layer {l}. "
                f"In code: b[{l}][{i - 1}].")
    origin = f"input {j}" if l == 1 else f"neuron {j} of layer {l - 1}"
    return (f"{symbol('w', f'{i},{j}', l)} = {number(net.W[l][i - 1, j - 1])}: to neuron {i} of layer {l}, from "
            f"{origin}. Row {i}, column {j} of the matrix. In code: W[{l}][{i - 1}, {j - 1}].")
