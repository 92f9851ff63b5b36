"""Runs of several seeds as curves: the median, the band between the lowest and the highest, and both in words."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mlp_lib.hints import Array
from mlp_lib.losses import LOSSES
from mlp_lib.plots.style import BLACK, BLUE, RED, SKY

from ..tasks import rentals

if TYPE_CHECKING:
    import pandas as pd

SQUARED = "(hundreds of bikes an hour)²"


def columns(rows: pd.DataFrame, prefix: str) -> Array:
    """Return the columns prefix_... of some rows of a table, (rows, columns); infinite where a loss is beyond 1,000."""
    return np.asarray(rows.filter(regex=f"^{prefix}_\\d+$").fillna(np.inf), float)


def values_of(column: pd.Series) -> list[Any]:
    """Return the values in a column, each once, in rising order, as Python's numbers."""
    return sorted(set(column.tolist()))


def middle(values: Array) -> Array:
    """Return lowest, median and highest over the rows, (3, ...); what is infinite counts as highest."""
    values = np.sort(values, axis=0)
    return np.stack([values[0], (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2, values[-1]])


def spread(values: Array, beyond: str = "1,000", form: str = ".2f") -> str:
    """Return the losses of some runs in words: median, range, and how many are beyond what the tables hold."""
    kept = np.sort(values[np.isfinite(values)])
    lost = len(values) - len(kept)
    if not len(kept):
        return f"beyond {beyond} for all {len(values)} starts"
    words = (f"{kept[0]:{form}} for one start" if len(kept) == 1 else
             f"{np.median(kept):{form}}, median of {len(kept)} starts, from {kept[0]:{form}} to {kept[-1]:{form}}")
    return words + (f"; beyond {beyond} for {lost} of {len(values)}" if lost else "")


def ranged(values: pd.Series, form: str = ".2f") -> str:
    """Return the outcomes of several starts in words: median, lowest and highest."""
    low, median, high = middle(values.to_numpy())
    return f"{median:{form}} ({low:{form}} to {high:{form}})"


def constant(n: int = 1000, loss: str = "squared_error") -> float:
    """Return the mean loss of the best constant for the n hours of rentals; of the square it is their variance."""
    y = rentals(n)[1]
    return min(LOSSES[loss].value(np.full_like(y, c), y) for c in np.linspace(y.min(), y.max(), 1000)) / n


class Band:
    """The curves of several seeds on an axis: a thin line each, a thick one for the median.

    What is above the picture is a red line along its upper edge, with an arrow for each run where it leaves.
    """

    def __init__(self, ax: Axes, runs: int, label: str) -> None:
        self.thin = [ax.plot([], [], color=SKY, lw=0.9)[0] for _ in range(runs)]
        self.thick, = ax.plot([], [], color=BLUE, label=label)
        self.thin[0].set_label("each start")
        self.out, = ax.plot([], [], "^", color=RED, ms=7, transform=ax.get_xaxis_transform())
        self.edge, = ax.plot([], [], color=RED, lw=3, solid_capstyle="butt", transform=ax.get_xaxis_transform())
        self.words = ax.text(0.97, 0.93, "", transform=ax.transAxes, ha="right", va="top", zorder=5,
                             bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})    # curves may be behind
        self.artists, self.ax = [*self.thin, self.thick, self.edge, self.out, self.words], ax

    def show(self, x: ArrayLike, values: Array) -> None:
        """Draw values (runs, len(x)); a run that is above the picture or lost, infinite, runs along its edge."""
        above = ~(values < self.ax.get_ylim()[1])                       # (runs, len(x))
        leaves = [np.asarray(x)[row.argmax()] for row in above if row.any()]
        self.out.set_data(leaves, [0.96] * len(leaves))
        self.edge.set_data(x, np.where(above.any(axis=0), 0.995, np.nan))
        self.words.set_text(beyond(above))
        values = np.where(np.isfinite(values), values, np.nan)
        for line, run in zip(self.thin, values, strict=True):
            line.set_data(x, run)
        median = middle(np.where(np.isnan(values), np.inf, values))[1]
        self.thick.set_data(x, np.where(np.isfinite(median), median, np.nan))


def beyond(above: NDArray[np.bool_]) -> str:
    """Return in two lines how many runs are above the picture, from above (runs, places), all along or for a while."""
    always = int(above.all(axis=1).sum())
    some = int(above.any(axis=1).sum()) - always
    if not always:
        return f"above the picture\nfor a while: {some} of {len(above)} curves" if some else ""
    return f"above the picture:\n{always} of {len(above)} curves{f', {some} for a while' if some else ''}"


def level(ax: Axes, height: float, text: str) -> None:
    """Draw a dotted line at a height, with its name in the legend."""
    ax.axhline(height, color=BLACK, lw=1, ls=":", label=text)
