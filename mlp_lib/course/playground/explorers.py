"""Explorers of the playground's chapter: films of seven runs, drawn from their stored networks."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.course.experiments import read
from mlp_lib.network import MLP
from mlp_lib.playground import Session
from mlp_lib.playground.run import Run
from mlp_lib.plots import grid
from mlp_lib.plots.style import BLACK, BLUE, DIVERGING, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from .experiments import FILMS, FRAMES

SEED = 10                                   # of the films: its losses lie near the medians of twenty seeds


def runs() -> dict[str, tuple[Run, dict[int, MLP]]]:
    """Return name -> (the run with its points, epoch -> network as it was stored)."""
    table, found = read("playground-film"), {}
    for name, address in FILMS.items():
        run = Session(f"seed={SEED}&{address}").run
        rows = table[table["film"] == name].set_index("epoch").filter(like="theta_")
        found[name] = run, {epoch: run.net.with_theta(rows.loc[epoch].to_numpy(float)[:run.net.theta.size])
                            for epoch in FRAMES}
    return found


def figures(run: Run, net: MLP) -> tuple[float, float, float]:
    """Return training loss, test loss and the share of test points that are right, of a run with this network."""
    run.net = net
    return run.loss(run.train), run.loss(run.test), run.accuracy(run.test) or 0.0


def film() -> Explorer:
    """Return the explorer of seven runs: the map, the training points, and the losses."""
    films, pixels = runs(), grid(n=50)
    losses = {name: {epoch: figures(run, net) for epoch, net in nets.items()} for name, (run, nets) in films.items()}

    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.2, 1])
        image = left.imshow(np.zeros((50, 50)), extent=(-6, 6, -6, 6), origin="lower", cmap=DIVERGING, vmin=-1.3,
                            vmax=1.3)
        left.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(-6, 6), ylim=(-6, 6))
        left.grid(False)
        dots = [left.plot([], [], marker, color=colour, markeredgecolor="white", ms=4, mew=0.4)[0]
                for marker, colour in (("o", BLUE), ("^", RED))]
        right.set(title="loss, mean of ½ (a − y)²", xlabel="epoch", xscale="symlog", xlim=(0, 1100), ylim=(0, 1.25),
                  xticks=[0, 10, 100, 1000], xticklabels=["0", "10", "100", "1000"])
        train, = right.plot([], [], "--", color=GREY, label="training")
        test, = right.plot([], [], "-", color=BLACK, label="test")
        now, = right.plot([], [], "o", color=BLACK)
        right.legend(loc="lower center", bbox_to_anchor=(0.5, 1.1), ncols=2)

        def update(film: str, epoch: int) -> Frame:
            run, nets = films[film]
            image.set_data(nets[epoch].predict(run.settings.inputs(pixels)).reshape(50, 50))
            for line, side in zip(dots, (run.train.labels > 0, run.train.labels < 0), strict=True):
                line.set_data(*run.train.places[side].T)
            for line, k in ((train, 0), (test, 1)):
                line.set_data(FRAMES, [losses[film][e][k] for e in FRAMES])
            on_train, on_test, right_share = losses[film][epoch]
            now.set_data([epoch], [on_test])
            return (image, *dots, train, test, now), (
                f"{film}, epoch {epoch}: training loss {on_train:.3f}, test loss {on_test:.3f}, "
                f"{right_share:.0%} of the test points right. {nets[epoch].theta.size} parameters.")
        return update

    return explore(scene, name="playground-film", title="Seven runs at the Playground", figsize=(6.4, 3.4),
                   film=Control(list(FILMS), "run"), epoch=Control(FRAMES, "epoch", play=700), start={"epoch": 100},
                   stills=[{"film": "spiral, tanh 8-8", "epoch": 1000}])
