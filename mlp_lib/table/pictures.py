"""Pictures of a report: PNGs with words for those who do not see them; no name of the table is taken for a formula."""
from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from mlp_lib.hints import Array, Rows
from mlp_lib.plots import loss_curves
from mlp_lib.plots.style import BLUE, GREY, RC, RED
from mlp_lib.probabilities import calibration, confusion
from mlp_lib.runs import History

from .errors import short

BARS, SHOWN = 12, 600                                       # inputs, and rows, that a picture shows
WRITTEN = 10                                                # classes up to which squares have their counts


@dataclass(frozen=True)
class Picture:
    """A picture with its heading, what is to be seen in it, and what to look for."""

    title: str
    png: bytes
    alt: str
    text: str

    def _repr_png_(self) -> bytes:
        return self.png

    def __repr__(self) -> str:
        return f"Picture: {self.title}"


def draw(title: str, text: str, paint: Callable[[Axes], str], height: float = 3.5, names: bool = True) -> Picture:
    """Return the picture that `paint` draws into axes; it returns the words for it. `names`: of the table are in it."""
    with matplotlib.rc_context(RC), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")           # names may be in any script
        figure = Figure(figsize=(6, height), dpi=120)
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        alt = paint(axes)
        for label in figure.findobj(matplotlib.text.Text) if names else ():
            label.set_parse_math(False)
        png = io.BytesIO()
        figure.savefig(png, format="png", metadata={"Software": None})
    return Picture(title, png.getvalue(), alt, text)


def learning(history: History) -> Picture:
    """Return the losses over the epochs."""
    best = int(np.argmin(history.validation))

    def paint(ax: Axes) -> str:
        loss_curves(history, ax, log=min(history.loss + history.validation) > 0)
        return (f"Loss over {len(history.loss)} epochs: the training loss goes from {history.loss[0]:.3g} to "
                f"{history.loss[-1]:.3g}; the validation loss is lowest, {history.validation[best]:.3g}, in epoch "
                f"{best + 1}.")
    return draw("How it learned", "Where the training loss goes on falling and the validation loss does not, the net "
                "learns its rows by heart. The weights of the lowest validation loss are kept.", paint, names=False)


def against(predicted: Array, true: Array, target: str) -> Picture:
    """Return predictions against what was measured, (N,) each."""
    rows = _few(len(true))

    def paint(ax: Axes) -> str:
        low, high = min(true.min(), predicted.min()), max(true.max(), predicted.max())
        ax.plot([low, high], [low, high], "--", color=GREY, linewidth=1.2, label="predicted = measured")
        ax.plot(true[rows], predicted[rows], ".", color=BLUE, alpha=0.6, markersize=5, label="a test row")
        ax.set_xlabel(f"{short(target)}, measured")
        ax.set_ylabel("predicted")
        ax.legend()
        return (f"{len(rows)} test rows, predicted against measured {short(target)}, {low:.4g} to {high:.4g}, about "
                f"the diagonal; half of all test rows are off by less than {np.median(abs(predicted - true)):.3g}.")
    return draw("Predicted and measured", "Points on the dashed line are right. A bend at the ends says that the "
                "extremes are drawn towards the middle.", paint, 4.2)


def residuals(predicted: Array, true: Array, target: str) -> Picture:
    """Return what is left over against the prediction."""
    rows, left = _few(len(true)), true - predicted

    def paint(ax: Axes) -> str:
        ax.axhline(0, color=GREY, linewidth=1.2)
        ax.plot(predicted[rows], left[rows], ".", color=BLUE, alpha=0.6, markersize=5)
        ax.set_xlabel(f"{short(target)}, predicted")
        ax.set_ylabel("measured − predicted")
        halves = [left[predicted <= np.median(predicted)], left[predicted > np.median(predicted)]]
        told = " and ".join(f"{half.std():.3g}" for half in halves if half.size)
        return (f"Measured minus predicted against the prediction; over the lower and the upper half of the "
                f"predictions it spreads by {told} (standard deviation).")
    return draw("What is left over", "A pattern here is something the net has missed. A funnel says that large values "
                "are predicted less well than small ones.", paint)


def mistaken(P: Array, labels: Rows, classes: Sequence[str]) -> Picture:
    """Return the confusion matrix of forecasts (N, K)."""
    counts, K = confusion(labels, P.argmax(axis=1), len(classes)), len(classes)
    names = [short(c, 14) for c in classes]

    def paint(ax: Axes) -> str:
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        ax.grid(False)
        ax.set_xticks(range(K), names, rotation=45 if K > 3 else 0, ha="right" if K > 3 else "center")
        ax.set_yticks(range(K), names)
        ax.set(xlabel="predicted", ylabel="true")
        for i, j in np.ndindex(K, K) if K <= WRITTEN else ():
            ax.text(j, i, str(counts[i, j]), ha="center", va="center",
                    color="white" if shares[i, j] > 0.55 else "black")
        right = "; ".join(f"{name} {counts[k, k]} of {counts[k].sum()}" for k, name in list(enumerate(names))[:8])
        return f"Confusion matrix of {len(labels)} test rows. Right: {right}."
    return draw("Which is taken for which", "Each row is a true class; its counts stand under what the net said. Off "
                "the diagonal are the mistakes.", paint, min(2.5 + 0.3 * K, 7))


def honest(P: Array, labels: Rows, classes: Sequence[str]) -> Picture:
    """Return the calibration diagram of all classes together."""
    bins = calibration(P.ravel(), np.eye(len(classes))[labels].ravel(), 10, "count")

    def paint(ax: Axes) -> str:
        ax.plot([0, 1], [0, 1], "--", color=GREY, linewidth=1.2, label="as often as said")
        ax.plot(bins.said, bins.came, "o-", color=BLUE, label="the net")
        ax.set(xlabel="probability that was said", ylabel="share that came true", xlim=(0, 1), ylim=(0, 1))
        ax.legend()
        return (f"Share that came true against the probability said, {len(bins.rows)} bins; the mean distance to the "
                f"diagonal is {bins.error:.3f}.")
    return draw("Are its probabilities honest?", "Of what is said with 70 %, 7 in 10 should come true. Below the "
                "dashed line the net is too sure.", paint)


def importance(names: Sequence[str], rise: Array, unit: str) -> Picture:
    """Return how much worse the net does when an input is shuffled; `rise` is (inputs, permutations)."""
    order = np.argsort(rise.mean(axis=1))[::-1][:BARS]

    def paint(ax: Axes) -> str:
        means, low, high = (f(rise[order], axis=1) for f in (np.mean, np.min, np.max))
        places = np.arange(len(order))[::-1]
        ax.barh(places, means, color=BLUE, xerr=np.maximum([means - low, high - means], 0),
                error_kw={"ecolor": RED, "capsize": 2})
        ax.set_yticks(places, [short(names[i], 24) for i in order])
        ax.set_xlabel(f"rise of the {unit}")
        ax.grid(axis="y", visible=False)
        told = "; ".join(f"{short(names[i], 24)} {rise[i].mean():.3g}" for i in order[:5])
        return f"How much the {unit} rises on the test rows when one input is shuffled. The largest: {told}."
    return draw("What it looks at", "The error when one column's values are dealt out anew among the test rows; the "
                "red lines span five deals. Inputs that say the same share what they are worth, and none of this is "
                "a cause.", paint, max(2.0, 0.9 + 0.3 * len(order)))


def curves(name: str, grid: Array, each: Array, what: str) -> Picture:
    """Return predictions over one input: `each` is (rows, grid), for rows of the test with this input changed."""
    mean = each.mean(axis=0)

    def paint(ax: Axes) -> str:
        ax.add_collection(LineCollection([np.column_stack([grid, row]) for row in each], colors=GREY, alpha=0.25,
                                         linewidths=0.8))
        ax.plot(grid, mean, color=BLUE, linewidth=2.6, label="the mean")
        ax.set_xlabel(short(name))
        ax.set_ylabel(short(what))
        ax.legend()
        return (f"{short(what)} over {short(name)} from {grid[0]:.4g} to {grid[-1]:.4g}: the mean over the rows goes "
                f"from {mean[0]:.4g} to {mean[-1]:.4g}, lowest {mean.min():.4g}, highest {mean.max():.4g}.")
    return draw(f"Predictions over {short(name)}", "Grey: a test row, with this one input changed and all else as it "
                "is; some of these rows may be such as cannot be.", paint)


def _few(n: int) -> Rows:
    return np.arange(n) if n <= SHOWN else np.sort(np.random.default_rng(0).choice(n, SHOWN, replace=False))
