"""Holding a network back that could learn its few hours by heart: by a penalty on its weights, or by stopping early."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.course.experiments import read
from mlp_lib.hints import Array
from mlp_lib.plots.style import BLACK, BLUE, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ._runs import SQUARED, Band, columns, ranged, values_of


def penalty() -> Explorer:
    """Return the explorer of L1 and L2: losses by strength, and the sizes of the weights that are left."""
    table = read("penalty")
    strengths = values_of(table["strength"])
    places = np.arange(len(strengths))
    rows = {key: part for key, part in table.groupby(["kind", "strength"])}

    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlabel="strength of the penalty", ylabel=f"mean squared error,\n{SQUARED}", ylim=(0, 3.1),
                 xticks=places, xlim=(-0.5, places[-1] + 0.5))
        left.set_xticklabels([f"{s:g}" for s in strengths], rotation=45)
        train, = left.plot([], [], "o", color=BLUE, ms=4, label="150 training hours")
        other, = left.plot([], [], "^", color=RED, ms=4, label="1,000 other hours")
        here = left.axvline(0, color=BLACK, lw=1, ls=":")
        right.set(xlabel="weights, largest first, %", ylabel="size |w|", xlim=(0, 100), ylim=(-0.02, 1))
        band = Band(right, 3, "median of the starts")
        figure.legend(loc="outside upper center", ncols=2)

        def update(kind: str, strength: float) -> Frame:
            for part, line in (("training", train), ("validation", other)):
                points = [(p, v) for p, s in zip(places, strengths, strict=True) for v in rows[kind, s][part]]
                line.set_data(*zip(*points, strict=True))
            here.set_xdata([strengths.index(strength)] * 2)
            part = rows[kind, strength]
            band.show(np.linspace(0, 100, 51), columns(part, "weight"))
            return (train, other, here, *band.artists), (
                f"{kind.upper()} of strength {strength:g}. Training loss {ranged(part['training'])}, validation loss "
                f"{ranged(part['validation'])}; weights that are exactly 0: {ranged(100 * part['zero'], '.0f')} % "
                f"(median of {len(part)} starts, lowest to highest).")
        return update

    return explore(scene, name="penalty", title="A penalty on the weights", figsize=(6.4, 4.2),
                   kind=Control(["l1", "l2"], "penalty", ["L1", "L2"]), strength=Control(strengths, "strength"),
                   start={"kind": "l2", "strength": 0.01},
                   stills=[{"kind": "l1"}])


def early_stopping() -> Explorer:
    """Return the explorer of early stopping: where a patience ends each run, and which network it hands back."""
    table = read("early-stopping")
    training, validation = columns(table, "training"), columns(table, "validation")     # (seeds, epochs)
    epochs = np.arange(1, training.shape[1] + 1)

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="epoch", ylabel=f"mean squared error,\n{SQUARED}", xlim=(0, epochs[-1]), ylim=(0, 2.6))
        for run in validation:
            ax.plot(epochs, run, color=GREY, lw=0.6)
        ax.plot([], [], color=GREY, lw=0.6, label="validation, other starts")
        train, = ax.plot([], [], color=BLUE, label="150 training hours")
        other, = ax.plot([], [], "--", color=RED, label="validation, 1,000 other hours")
        best, = ax.plot([], [], "o", color=RED, ms=7, label="the network handed back")
        end = ax.axvline(1, color=BLACK, lw=1, ls=":", label="where the run stops")
        figure.legend(loc="outside upper center", ncols=2)

        def update(patience: int, seed: int) -> Frame:
            kept, last = stop(validation[seed - 1], patience)
            train.set_data(epochs, training[seed - 1])
            other.set_data(epochs, validation[seed - 1])
            best.set_data([kept], [validation[seed - 1, kept - 1]])
            end.set_xdata([last, last])
            full = validation[seed - 1, -1]
            how = f"stops after epoch {last}" if last < epochs[-1] else f"goes on to epoch {last}, the last"
            return (train, other, best, end), (
                f"Patience {patience}, start {seed}: the run {how} and hands back the network of epoch {kept}, with "
                f"validation loss {validation[seed - 1, kept - 1]:.2f}. After all {epochs[-1]} epochs it is "
                f"{full:.2f}.")
        return update

    return explore(scene, name="early-stopping", title="When to stop?", figsize=(6, 4),
                   patience=Control([1, 5, 20, 50], "patience, epochs"),
                   seed=Control(range(1, len(table) + 1), "start"), start={"patience": 5, "seed": 1},
                   stills=[{"patience": 20}])


def stop(validation: Array, patience: int) -> tuple[int, int]:
    """Return the epoch of the network handed back and the last epoch, from 1, by the rule of `fit`."""
    best = 0
    for e, value in enumerate(validation):
        if value < validation[best]:
            best = e
        elif e - best >= patience:
            break
    return best + 1, e + 1
