"""The loss and its outliers: the same counts, some of them misread tenfold, fitted by the square, the MAE and Huber."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.course.experiments import read
from mlp_lib.plots.style import BLACK, GREY
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ..tasks import working_days
from ._runs import Band, columns, middle, values_of

NAMES = {"squared_error": "MSE", "absolute_error": "MAE", "huber": "Huber"}
TOP = 1500                                  # of the picture, bikes an hour


def outliers() -> Explorer:
    """Return the explorer of the three losses of S34 on a working day's rentals with misread counts."""
    table = read("outliers")
    shares = values_of(table["share"])
    days = {share: working_days(share, 0) for share in shares}
    median = 100 * days[0][3]                                                   # (24,), bikes an hour
    hours = np.arange(24)
    rows = {key: part for key, part in table.groupby(["loss", "share"])}

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="hour of the day", ylabel="bikes an hour", xlim=(-0.5, 23.5), ylim=(0, TOP),
               xticks=range(0, 24, 3))
        dots, = ax.plot([], [], ".", color=GREY, ms=3, label="counts")
        ax.plot(hours, median, "o", color=BLACK, ms=4, label="true median of the hour")
        band = Band(ax, len(next(iter(rows.values()))), "median of the starts")
        figure.legend(loc="outside upper center", ncols=2)

        def update(loss: str, share: float) -> Frame:
            x, _, misread, _ = days[share]
            dots.set_data(x[:, 0], 100 * misread[:, 0])
            part = rows[loss, share]
            band.show(hours, 100 * columns(part, "hour"))
            low, off, high = 100 * middle(part["off"].to_numpy())
            return (dots, *band.artists), (
                f"{NAMES[loss]}, {100 * share:.0f} % of the 240 counts misread ({(misread > TOP / 100).sum()} of the "
                f"counts drawn lie above the picture). The network is off from the true median by {off:.0f} bikes "
                f"an hour on average (median of {len(part)} starts, from {low:.0f} to {high:.0f}).")
        return update

    return explore(scene, name="outliers", title="What do a few wrong counts do?", figsize=(6, 3.9),
                   loss=Control(list(NAMES), "loss", list(NAMES.values())),
                   share=Control(shares, "share of counts misread tenfold", [f"{100 * s:.0f} %" for s in shares]),
                   start={"loss": "squared_error", "share": shares[1]},
                   stills=[{"share": shares[2]}])
