"""A batch in one product: a row of X meets a column of W.T, and their sum of products stands where they cross."""
from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from mlp_lib.course.scenery.words import number, products, symbol
from mlp_lib.hints import Array
from mlp_lib.network import MLP
from mlp_lib.plots.style import BLACK, GREY, ORANGE, SKY, YELLOW
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

WIDE, HIGH, GAP = 1.0, 0.75, 0.45       # of a cell; between the matrices
ONE, ALL = "W a + b, one observation", "X Wᵀ + b, the batch"


def batch(net: MLP, X: Array) -> Explorer:
    """Return the explorer of layer 1 of `net` for the rows of X (N, n_0), singly and as one product."""
    W, b = net.W[1], net.b[1]                               # (M, D), (M,)
    N, (M, D) = len(X), W.shape
    Z = X @ W.T + b                                         # (N, M)
    full = np.column_stack([W, b])                          # (M, D + 1): the bias is the weight of a constant 1
    ones = np.column_stack([X, np.ones(N)])                 # (N, D + 1)

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlim=(-0.9, (D + 1 + M) * WIDE + GAP + 0.1), ylim=(-N * HIGH - 0.1, (D + 2.1) * HIGH + GAP))
        ax.axis("off")
        sheets = {ONE: _Sheet(ax, full, M, 1, "[W b]", "z"), ALL: _Sheet(ax, ones, N, M, "[X 1]", "Z")}
        sheets[ALL].write(ones, full.T, Z, "[W b]ᵀ")
        moving = [artist for sheet in sheets.values() for artist in sheet.artists]

        def update(form: str, row: int, to: int) -> Frame:
            n, m = row - 1, to - 1
            sheets[ONE].write(full, ones[n][:, None], Z[n][:, None], "[a; 1]")
            for name, sheet in sheets.items():
                sheet.show(name == form)
            sheets[form].mark(*((m, 0) if form == ONE else (n, m)))
            z = symbol("z", to, 1) if form == ONE else f"Z[{n}, {m}]"
            where = (f"Row {to} of W times observation {row}" if form == ONE else
                     f"Row {row} of X (observation {row}) times column {to} of Wᵀ, which is row {to} of W")
            return moving, f"{where}: {z} = {products(W[m], X[n], b[m])} = {number(Z[n, m])}."
        return update

    return explore(scene, name="batch", title="One observation, or all at once", figsize=(5.4, 4.6),
                   form=Control([ONE, ALL], "form"), row=Control(range(1, N + 1), "observation n"),
                   to=Control(range(1, M + 1), "neuron m"), start={"row": 2, "to": 3},
                   stills=[{"form": ALL}])


class _Sheet:
    """A product laid out so that each result stands where its row and its column cross."""

    def __init__(self, ax: Axes, left: Array, rows: int, columns: int, name: str, result: str) -> None:
        inner = left.shape[1]
        self.x, self.y, self.inner = inner * WIDE + GAP, inner * HIGH + GAP, inner
        look: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 3}

        def cells(n: int, m: int, x: float, y: float) -> list[list[Text]]:
            return [[ax.text(x + (j + 0.5) * WIDE, y - (i + 0.5) * HIGH, "", **look) for j in range(m)]
                    for i in range(n)]
        self.left, self.top = cells(rows, inner, 0, 0), cells(inner, columns, self.x, self.y)
        self.out = cells(rows, columns, self.x, 0)
        self.name = ax.text(self.x + columns * WIDE / 2, self.y + 0.5 * HIGH, "", **look)
        self.names = [self.name, ax.text(inner * WIDE / 2, 0.5 * HIGH, name, **look),
                      ax.text(-0.5, -rows * HIGH / 2, "", **look),
                      ax.text(self.x + columns * WIDE / 2, 0.3 * HIGH, result, fontsize=9, **look)]
        self.frames = [ax.add_patch(Rectangle(at, w * WIDE, h * HIGH, fill=False, edgecolor=GREY, zorder=2))
                       for at, w, h in (((0, -rows * HIGH), inner, rows), ((self.x, GAP), columns, inner),
                                        ((self.x, -rows * HIGH), columns, rows))]
        self.bars = [Rectangle((0, 0), w * WIDE, h * HIGH, facecolor=colour, edgecolor=BLACK, zorder=1)
                     for w, h, colour in ((inner, 1, SKY), (1, inner, ORANGE), (1, 1, YELLOW))]
        for bar in self.bars:
            ax.add_patch(bar)
        texts = [text for block in (self.left, self.top, self.out) for line in block for text in line]
        self.artists = [*texts, *self.names, *self.frames, *self.bars]

    def write(self, left: Array, top: Array, out: Array, name: str) -> None:
        """Write the numbers of the three matrices, and the heading of the upper one."""
        for block, values in ((self.left, left), (self.top, top), (self.out, out)):
            for line, row in zip(block, values, strict=True):
                for text, value in zip(line, row, strict=True):
                    text.set_text(number(value))
        self.name.set_text(name)

    def show(self, visible: bool) -> None:
        """Show or hide the sheet."""
        for artist in self.artists:
            artist.set_visible(visible)

    def mark(self, i: int, j: int) -> None:
        """Lay bars under row i, column j and the place where they cross."""
        for bar, at in zip(self.bars, ((0, -(i + 1) * HIGH), (self.x + j * WIDE, GAP),
                                       (self.x + j * WIDE, -(i + 1) * HIGH)), strict=True):
            bar.set_xy(at)
