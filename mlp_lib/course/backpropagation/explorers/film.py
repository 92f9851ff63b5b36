"""A film of training: decision surface, loss, and the size of the gradient in each layer, epoch by epoch."""
from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.figure import Figure

from mlp_lib import data
from mlp_lib.course.scenery.words import power
from mlp_lib.network import MLP, backward, forward, loss
from mlp_lib.plots import grid
from mlp_lib.plots.style import BLACK, BLUE, DIVERGING, GREEN, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore
from mlp_lib.training import fit

SIZES, ETA, BATCH = [2, 8, 8, 8, 1], 0.05, 10
FRAMES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 50, 70, 100)
NAMES = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"}
Shot = tuple[MLP, float, list[float]]                   # network, mean loss, size of dC/dW in each layer


def train(activation: str, epochs: Iterable[int] = FRAMES, name: str = "circle") -> dict[int, Shot]:
    """Return {epoch: (network, mean loss, [size of dC/dW in each layer])} of one run on a Playground set."""
    X, y = data.playground(name, n=200, rng=0)
    X = X / 3                                               # inputs of about the size of 1
    net, state, shots, done = MLP(SIZES, activation, rng=1), None, {}, 0
    for epoch in epochs:
        if epoch > done:
            run = fit(net, X, y, loss="squared_error", eta=ETA, epochs=epoch - done, batch_size=BATCH, state=state,
                      rng=0 if state is None else None)
            net, state, done = run.net, run.state, epoch
        grad = backward(net, forward(net, X), y, reduction="mean")
        shots[epoch] = net, loss(net, X, y, reduction="mean"), [float(np.linalg.norm(g)) for g in grad.W.values()]
    return shots


def share(ratio: float) -> str:
    """Return a ratio with two digits."""
    return f"{ratio:.2g}" if ratio >= 1e-3 else power(ratio)


def film() -> Explorer:
    """Return the explorer of three runs that differ in their activation alone: sigmoid, tanh and ReLU."""
    X, y = data.playground("circle", n=200, rng=0)
    runs = {activation: train(activation) for activation in NAMES}
    pixels, layers = grid(n=50), range(1, len(SIZES))

    def scene(figure: Figure) -> Update:
        panels = figure.subplot_mosaic([["map", "loss"], ["map", "size"]], width_ratios=[1.25, 1])
        left, upper, lower = panels["map"], panels["loss"], panels["size"]
        image = left.imshow(np.zeros((50, 50)), extent=(-6, 6, -6, 6), origin="lower", cmap=DIVERGING, vmin=-1.3,
                            vmax=1.3)
        left.set(xlabel="$x_1$", ylabel="$x_2$")
        left.grid(False)
        dots = [left.plot(*X[(y[:, 0] > 0) == above].T, marker, color=colour, markeredgecolor="white", ms=4.5,
                          mew=0.5)[0] for above, marker, colour in ((True, "o", BLUE), (False, "^", RED))]
        upper.set(title="mean squared error", xlabel="epoch", xlim=(0, max(FRAMES)), ylim=(0, 1.3))
        looks = (("sigmoid", "-", GREY), ("tanh", "--", GREEN), ("relu", "-.", BLUE))
        curves = {name: upper.plot(FRAMES, [shot[1] for shot in runs[name].values()], dash, lw=1.2, color=colour,
                                   label=NAMES[name])[0] for name, dash, colour in looks}
        figure.legend(*upper.get_legend_handles_labels(), loc="outside upper center", ncols=3)
        now, = upper.plot([], [], "o", color=BLACK)
        lower.set(title="size of ∂C/∂W in layer", yscale="log", ylim=(1e-4, 10), xlim=(0.4, len(SIZES) - 0.4),
                  xticks=layers)
        stems = lower.vlines(layers, 1e-4, 1e-4, color=BLUE, lw=14)

        def update(activation: str, epoch: int) -> Frame:
            net, cost, sizes = runs[activation][epoch]
            image.set_data(net.predict(pixels / 3).reshape(50, 50))
            now.set_data([epoch], [cost])
            stems.set_segments([[(l, 1e-4), (l, max(size, 1e-4))] for l, size in zip(layers, sizes, strict=True)])
            wrong = int(((net.predict(X / 3) > 0) != (y > 0)).sum())
            return (image, *dots, *curves.values(), now, stems), (
                f"{NAMES[activation]}, epoch {epoch}: mean squared error {cost:.3f}, {wrong} of {len(X)} points on the "
                f"wrong side. ∂C/∂W in layer 1 has {share(sizes[0] / sizes[-1])} times the size of that in "
                f"layer {len(sizes)}. (One start of each.)")
        return update

    return explore(scene, name="training-film", title="A film of training", figsize=(6, 4.2),
                   activation=Control(list(NAMES), "hidden activation", texts=list(NAMES.values())),
                   epoch=Control(FRAMES, "epoch", play=600), start={"activation": "tanh", "epoch": 2},
                   stills=[{"activation": name, "epoch": 16} for name in ("sigmoid", "tanh")])
