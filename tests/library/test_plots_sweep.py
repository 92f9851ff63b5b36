"""The plot of a sweep: its points are medians and ranges worked out by loops, its axes fit the values."""
from statistics import median

import matplotlib
import numpy as np
import pandas as pd
import pytest

from mlp_lib.plots import sweep as plot

matplotlib.use("Agg")

ETAS, WIDTHS = [0.001, 0.01, 0.1], [2, 4]

pytestmark = pytest.mark.usefixtures("book")


def table(**changes):
    rng = np.random.default_rng(0)
    rows = [{"eta": eta, "width": width, "seed": seed, "validation": rng.uniform(1, 2) * width ** 0.1, "word": "x",
             "error": None} for eta in ETAS for width in WIDTHS for seed in range(5)]
    return pd.DataFrame(rows).assign(**changes)


def drawn(ax, k=0):
    """Return x, middle, low and high of the k-th line."""
    points, _, (bars,) = ax.containers[k]
    low, high = np.array([segment[:, 1] if len(segment) else [np.nan] * 2 for segment in bars.get_segments()]).T
    return (*points.get_xydata().T, low, high)


def by_hand(frame, **where):
    """Return median, lowest and highest of the best setting, by loops."""
    best = None
    for eta in ETAS:
        for width in WIDTHS:
            if {"eta": eta, "width": width}.items() >= where.items():
                losses = [row.validation for row in frame.itertuples() if (row.eta, row.width) == (eta, width)]
                losses = [np.inf if np.isnan(v) else v for v in losses]
                if best is None or median(losses) < best[0]:
                    best = median(losses), min(losses), max(losses)
    return best


def test_the_line_is_the_best_setting_for_each_value():
    frame = table()
    ax = plot(frame, "eta")
    assert ax.get_xscale() == "log" and ax.get_yscale() == "linear"
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0.001", "0.01", "0.1"]
    for x, *point in zip(*drawn(ax), strict=True):
        assert point == pytest.approx(by_hand(frame, eta=x))
    dots = ax.lines[-1].get_xydata()
    assert dots.tolist() == frame[["eta", "validation"]].to_numpy().tolist()


def test_a_line_for_each_value_of_another_setting():
    frame = table()
    ax = plot(frame, "eta", by="width", ylabel="loss")
    assert ax.get_legend_handles_labels()[1][:3] == ["each run", "width 2", "width 4"] and ax.get_ylabel() == "loss"
    for k, width in enumerate(WIDTHS):
        for x, *point in zip(*drawn(ax, k), strict=True):
            assert point == pytest.approx(by_hand(frame, eta=x, width=width))


def test_one_setting_alone():
    frame = table()
    frame = frame[frame["width"] == 4].drop(columns="width")
    x, middle, _, _ = drawn(plot(frame, "eta"))
    assert middle.tolist() == [median(frame.validation[frame.eta == eta]) for eta in x]


def test_runs_that_failed_are_infinitely_bad():
    frame = table()
    frame.loc[(frame["eta"] == 0.1) | ((frame["eta"] == 0.01) & (frame["seed"] < 3)), "validation"] = np.nan
    frame.loc[(frame["eta"] == 0.001) & (frame["seed"] == 1), "validation"] = np.nan
    _, middle, low, _ = drawn(plot(frame, "eta"))
    best = by_hand(frame, eta=0.001)
    assert (middle[0], low[0]) == pytest.approx(best[:2]) and np.isnan(middle[1:]).all()


@pytest.mark.parametrize("values, scale, places, ticks", [
    ([0.01, 0.1, 1], "log", [0.01, 0.1, 1], ["0.01", "0.1", "1"]),
    ([10, 20, 50], "linear", [10, 20, 50], ["10", "20", "50"]),
    ([0, 0.001, 0.1], "linear", [0, 1, 2], ["0", "0.001", "0.1"]),
    (["relu", "tanh", "sigmoid"], "linear", [0, 1, 2], ["relu", "tanh", "sigmoid"]),
    ([None, "he", "glorot"], "linear", [0, 1, 2], ["none", "he", "glorot"]),
    ([50, 100, None], "linear", [0, 1, 2], ["50", "100", "none"]),
])
def test_the_axis_fits_the_values(values, scale, places, ticks):
    frame = pd.DataFrame({"x": values, "seed": 0, "validation": [3.0, 2.0, 1.0]})
    ax = plot(frame, "x")
    assert ax.get_xscale() == scale and drawn(ax)[0].tolist() == places
    assert [label.get_text() for label in ax.get_xticklabels()] == ticks


def test_losses_that_span_decades_have_a_log_axis():
    assert plot(table(validation=np.geomspace(0.1, 3, 30)), "width").get_yscale() == "log"
    assert plot(table(validation=np.linspace(-1, 30, 30)), "width").get_yscale() == "linear"


@pytest.mark.parametrize("call, error, words", [
    (lambda: plot(table(), "etta"), ValueError, "Did you mean 'eta'"),
    (lambda: plot(table(), "validation"), ValueError, "unknown setting"),
    (lambda: plot(table(), "eta", "validaton"), ValueError, "Did you mean 'validation'"),
    (lambda: plot(table(), "eta", "word"), TypeError, "must be numbers"),
    (lambda: plot(table(), "eta", by="eta"), ValueError, "unknown setting 'eta'"),
    (lambda: plot(table(validation=np.nan), "eta"), ValueError, "no finite number"),
    (lambda: plot([1, 2], "eta"), TypeError, "DataFrame with a column seed"),
])
def test_what_cannot_be_drawn_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()
