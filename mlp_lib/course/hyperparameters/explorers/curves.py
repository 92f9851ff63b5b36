"""Loss curves of one hyperparameter at a time: the learning rate, the batch size, the start with its activation."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.course.experiments import read
from mlp_lib.plots.style import GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ..experiments import STARTS
from ._runs import SQUARED, Band, columns, constant, level, middle, spread, values_of

TOP = 5                                     # of the loss axes; what is beyond is lost


def learning_rate() -> Explorer:
    """Return the explorer of the learning rate: the losses of 30 epochs, and how good each rate is in the end."""
    table = read("learning-rate")
    rates = values_of(table["eta"])
    runs = {eta: columns(table[table["eta"] == eta], "epoch") for eta in rates}         # (seeds, epochs)
    epochs = np.arange(1, runs[rates[0]].shape[1] + 1)
    ends = {eta: values[:, -1] for eta, values in runs.items()}
    variance = constant()

    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, sharey=True)
        left.set(xlabel="epoch", ylabel=f"mean squared error,\n{SQUARED}", xlim=(0, epochs[-1]), ylim=(0.5, TOP),
                 yscale="log", yticks=[0.5, 1, 2, 5], yticklabels=["0.5", "1", "2", "5"])
        left.minorticks_off()
        right.set(xlabel="learning rate η", xscale="log", xlim=(2e-4, 2), title=f"after {epochs[-1]} epochs")
        for ax in (left, right):
            level(ax, variance, "best constant")
        band = Band(left, len(runs[rates[0]]), "median of the starts")
        figure.legend(*left.get_legend_handles_labels(), loc="outside upper center", ncols=3)
        for eta in rates:
            inside = ends[eta][ends[eta] < TOP]
            right.plot([eta] * len(inside), inside, "o", color=GREY, ms=3.5)
        here, = right.plot([], [], "o", color=RED, ms=5)
        bar = right.axvline(1, color=RED, lw=1, ls="--")
        left.title.set_text("the losses")

        def update(eta: float) -> Frame:
            band.show(epochs, runs[eta])
            here.set_data([eta] * len(ends[eta]), np.where(np.isfinite(ends[eta]), ends[eta], np.nan))
            bar.set_xdata([eta, eta])
            return (*band.artists, here, bar), (
                f"η = {eta:g}. The loss after {epochs[-1]} epochs: {spread(ends[eta])}. "
                f"(The best constant has {variance:.2f}.)")
        return update

    return explore(scene, name="learning-rate", title="How large a step?", figsize=(6.4, 3.8),
                   eta=Control(rates, "learning rate η"), start={"eta": rates[len(rates) // 2]})


def batch_size() -> Explorer:
    """Return the explorer of the batch size: the same losses over the epochs, and over the updates made."""
    table = read("batch-size")
    sizes = values_of(table["batch"])
    runs = {size: columns(table[table["batch"] == size], "epoch") for size in sizes}
    epochs = np.arange(1, runs[sizes[0]].shape[1] + 1)

    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, sharey=True)
        left.set(xlabel="epochs", ylabel=f"mean squared error,\n{SQUARED}", xlim=(0, epochs[-1]), ylim=(0.5, TOP),
                 yscale="log", yticks=[0.5, 1, 2, 5], yticklabels=["0.5", "1", "2", "5"])
        left.minorticks_off()
        right.set(xlabel="updates", xscale="log", xlim=(0.8, 5e4))
        for size, values in runs.items():
            left.plot(epochs, middle(values)[1], color=GREY, lw=0.8)
            right.plot(epochs * updates(size), middle(values)[1], color=GREY, lw=0.8)
        bands = [Band(ax, len(values), "median of the starts") for ax in (left, right)]
        left.plot([], [], color=GREY, lw=0.8, label="other batches")
        figure.legend(*left.get_legend_handles_labels(), loc="outside upper center", ncols=3)

        def update(batch: int) -> Frame:
            bands[0].show(epochs, runs[batch])
            bands[1].show(epochs * updates(batch), runs[batch])
            end = runs[batch][:, -1]
            return (*bands[0].artists, *bands[1].artists), (
                f"{_count(batch)}: {updates(batch):,} update{'s' * (updates(batch) > 1)} an epoch, "
                f"{updates(batch) * epochs[-1]:,} in {epochs[-1]} epochs. The loss at the end: {spread(end)}.")
        return update

    return explore(scene, name="batch-size", title="How many hours for one step?", figsize=(6.4, 3.8),
                   batch=Control(sizes, "batch size"), start={"batch": 25})


def updates(batch: int, hours: int = 1000) -> int:
    """Return the updates in one epoch."""
    return -(-hours // int(batch))


def _count(batch: int) -> str:
    return "All 1,000 hours in one batch" if batch == 1000 else f"Batches of {batch} hour{'s' * (batch > 1)}"


def start() -> Explorer:
    """Return the explorer of the activation and the starting weights of a network of five hidden layers."""
    table = read("activation-start")
    names = list(dict.fromkeys(table["activation"]))
    runs = {key: columns(rows, "epoch") for key, rows in table.groupby(["activation", "start"])}
    epochs = np.arange(1, next(iter(runs.values())).shape[1] + 1)
    variance = constant()

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="epoch", ylabel=f"mean squared error,\n{SQUARED}", xlim=(0, epochs[-1]), ylim=(0, 3))
        level(ax, variance, "best constant")
        band = Band(ax, len(next(iter(runs.values()))), "median of the starts")
        figure.legend(loc="outside upper center", ncols=3)

        def update(activation: str, weights: str) -> Frame:
            values = runs[activation, weights]
            band.show(epochs, values)
            return band.artists, (f"{activation}, starting weights {weights}. The loss after {epochs[-1]} epochs: "
                                  f"{spread(values[:, -1])}. (The best constant has {variance:.2f}.)")
        return update

    return explore(scene, name="start", title="From which weights does a deep network start?", figsize=(6, 3.6),
                   activation=Control(names, "hidden activation"), weights=Control(list(STARTS), "starting weights"),
                   start={"activation": "tanh", "weights": "Glorot"})
