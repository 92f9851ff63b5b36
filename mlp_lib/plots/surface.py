"""A decision surface shows what a network of two inputs answers everywhere on a rectangle."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap, to_rgb
from numpy.typing import ArrayLike

from .. import checks
from ..hints import Array
from ..network import MLP
from .style import BLACK, BLUE, CYCLE, DIVERGING, MARKERS, RED

Extent = tuple[float, float, float, float]              # left, right, bottom, top
Points = tuple[Array, Array]                            # (N, 2), and a target for each, (N,)


def grid(extent: Extent = (-6, 6, -6, 6), n: int = 100) -> Array:
    """Return the n * n centres of a picture's pixels, (n * n, 2), row by row from the bottom left.

    ``net.predict(grid(extent, n))[:, k].reshape(n, n)`` is then what ``image.set_data`` wants.  Raises ValueError for
    an extent without area and for an n that is not 2 to 1,000.
    """
    n = checks.count(n, "n", least=2, most=1000, remedy="100 is fine enough for a page.")
    edges = checks.finite(extent, "extent")
    left, right, bottom, top = edges if edges.shape == (4,) else (0, 0, 0, 0)
    if not (left < right and bottom < top):
        raise ValueError(f"extent must be (left, right, bottom, top) with left < right, bottom < top, got {extent}.")
    middle = (np.arange(n) + 0.5) / n
    x, y = np.meshgrid(left + middle * (right - left), bottom + middle * (top - bottom))
    return np.column_stack([x.ravel(), y.ravel()])


def decision_surface(net: MLP, X: ArrayLike | None = None, y: ArrayLike | None = None, ax: Axes | None = None,
                     extent: Extent = (-6, 6, -6, 6), n: int = 100, *,
                     names: tuple[str, str] = ("$x_1$", "$x_2$")) -> Axes:
    """Draw the output of a network with two inputs as colour, its boundary as a line, and the data; returns the axes.

    net      one output: the output is shown, blue above and red below the boundary (0.5 for a sigmoid, 0 otherwise);
             several outputs: the class of the largest one is shown
    X, y     data (N, 2) and its targets (N,) or (N, K), optional; classes differ in marker as well as in colour
    extent   left, right, bottom, top of the rectangle; n is the number of pixels each way
    names    axis labels

    Raises ValueError for a network without exactly two inputs and for data that does not fit it.
    Alt text: tell the shape of the boundary, which class lies where, and how many points lie on the wrong side.
    """
    if not hasattr(net, "sizes"):
        raise TypeError(f"net must be a network with 2 inputs, got {net!r:.60}. Of a fit, take its .net.")
    checks.axes(ax)
    if len(checks.words(names, "names")) != 2:
        raise ValueError(f"names must be two words, one for each axis, got {names!r:.60}.")
    if net.sizes[0] != 2:
        raise ValueError(f"a decision surface needs a network with 2 inputs, this one has {net.sizes[0]}. "
                         "Train one on two of the columns.")
    points = _data(X, y, net.sizes[-1])
    values = np.asarray(net.predict(grid(extent, n)), np.float64)           # (n * n, K)
    ax = plt.subplots(figsize=(5, 4))[1] if ax is None else ax
    draw = _one_output if values.shape[1] == 1 else _classes
    draw(ax, net, values, points, extent, n)
    ax.grid(False)
    ax.set(xlabel=names[0], ylabel=names[1], xlim=extent[:2], ylim=extent[2:])
    return ax


def _data(X: ArrayLike | None, y: ArrayLike | None, K: int) -> Points | None:
    """Return X (N, 2) and one target per row, (N,): a number, or for K > 1 outputs the class; None without data."""
    if X is None:
        if y is not None:
            raise ValueError("y came without X: pass the points as well.")
        return None
    X = checks.finite(X, "X")
    if X.ndim != 2 or X.shape[1] != 2:
        raise ValueError(f"X must be (N, 2), one point per row, got {X.shape}.")
    if y is None:
        raise ValueError("X came without y: pass the targets as well, they choose the markers.")
    y = checks.finite(y, "y")
    if y.shape not in {(len(X),), (len(X), 1), (len(X), K)}:
        raise ValueError(f"y must be ({len(X)},) or ({len(X)}, {K}), one target per row of X, got {y.shape}.")
    if K > 1 and y.shape == (len(X), K):
        return X, y.argmax(axis=1)
    y = y.reshape(len(X))
    if K > 1 and not np.isin(y, range(K)).all():
        raise ValueError(f"y must be labels 0 ... {K - 1}, one per class of the network, got "
                         f"{y[~np.isin(y, range(K))][0]:g}. Renumber the classes, for instance y - y.min().")
    return X, y


def _one_output(ax: Axes, net: MLP, values: Array, points: Points | None, extent: Extent, n: int) -> None:
    """Draw one output as colour, with the line where it changes sides."""
    sigmoid = getattr(net.sigma[net.L], "name", "") == "sigmoid"
    level, reach = (0.5, 0.5) if sigmoid else (0.0, max(1.0, np.abs(values).max()))
    shown = values.reshape(n, n)
    image = ax.imshow(shown, extent=extent, origin="lower", cmap=DIVERGING, vmin=level - reach, vmax=level + reach,
                      interpolation="nearest")
    bar = ax.figure.colorbar(image, ax=ax, label="output of the network")
    if values.min() < level < values.max():
        x1, x2 = grid(extent, n).T.reshape(2, n, n)
        ax.contour(x1, x2, shown, levels=[level], colors=BLACK, linewidths=1.5)
        bar.ax.axhline(level, color=BLACK, linewidth=1.5)
    if points is None:
        return
    X, y = points
    sides = np.unique(y > level)
    if len(np.unique(y)) > len(sides):                      # numbers, not classes: the colour tells them
        ax.scatter(X[:, 0], X[:, 1], c=y, cmap=DIVERGING, vmin=level - reach, vmax=level + reach, s=22,
                   edgecolors=BLACK, linewidths=0.6)
        return
    for above, colour, marker, words in ((True, BLUE, "o", "above"), (False, RED, "^", "below")):
        rows = (y > level) == above
        ax.plot(*X[rows].T, marker, color=colour, markeredgecolor="white", markersize=6.5,
                label=f"target {words} {level:g}")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 1.13), ncols=2, handletextpad=0.2, columnspacing=1)


def _classes(ax: Axes, net: MLP, values: Array, points: Points | None, extent: Extent, n: int) -> None:
    """Draw the class of the largest output as a light colour, its borders as lines."""
    K = values.shape[1]
    if K > len(CYCLE):
        raise ValueError(f"a decision surface tells up to {len(CYCLE)} classes apart, this network has {K}.")
    light = ListedColormap([tuple(0.6 + 0.4 * c for c in to_rgb(colour)) for colour in CYCLE[:K]])
    winner = values.argmax(axis=1).reshape(n, n)
    image = ax.imshow(winner, extent=extent, origin="lower", cmap=light, interpolation="nearest",
                      norm=BoundaryNorm(np.arange(K + 1) - 0.5, K))
    ax.figure.colorbar(image, ax=ax, label="class of the largest output", ticks=range(K)).minorticks_off()
    x1, x2 = grid(extent, n).T.reshape(2, n, n)
    for k in np.unique(winner):
        lead = values[:, k] - np.delete(values, k, axis=1).max(axis=1)      # over the next best class
        if lead.min() < 0 < lead.max():
            ax.contour(x1, x2, lead.reshape(n, n), levels=[0], colors=BLACK, linewidths=1)
    if points is None:
        return
    X, y = points
    for k in range(K):
        ax.plot(*X[y == k].T, MARKERS[k], color=CYCLE[k], markeredgecolor="white", markersize=7, label=f"class {k}")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 1.13), ncols=K, handletextpad=0.2, columnspacing=1)
