"""Explorers of the chapter on activation functions (slides S9 to S13)."""
from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from mlp_lib import data
from mlp_lib.activations import ACTIVATIONS
from mlp_lib.course.scenery.words import power
from mlp_lib.network import MLP, backward, forward
from mlp_lib.plots.style import BLACK, BLUE, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Span, Update, explore, live
from mlp_lib.training import fit

from .units import bumps, demand, hinges

HERE = Path(__file__).parent
CURVES = [name for name in ACTIVATIONS if name != "softmax"]       # one z in, one a out


def tangent() -> Explorer:
    """Return the explorer of a function, its derivative, and the tangent at z, for every elementwise activation."""
    return live(HERE / "tangent.js", name="tangent", title="A function, its slope and its tangent",
                activation=Control(CURVES, "activation"), z=Span(-6, 6, label="z"),
                start={"activation": "sigmoid", "z": 1})


def collapse() -> Explorer:
    """Return the explorer of stacked layers: of identities they are one line, of anything else they are not."""
    x = np.linspace(-3, 3, 241)[:, None]

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="input x", ylabel="output of the network", xlim=(-3, 3), ylim=(-3, 3))
        out, = ax.plot([], [], color=BLUE, label="the network")
        line, = ax.plot([], [], "--", color=RED, label="the best straight line")
        figure.legend(loc="outside upper center", ncols=2)

        def update(activation: str, hidden: int, draw: int) -> Frame:
            rng = np.random.default_rng(draw)
            net = MLP([1] + [10] * hidden + [1], activation, rng=rng)
            net = net.with_theta(1.5 * net.theta)
            for b in net.b.values():
                b[...] = rng.uniform(-1, 1, b.shape)
            y = net.predict(x)
            y /= np.abs(y - y.mean()).max() / 2                      # the scale does not matter here, the shape does
            y -= y.mean()
            (slope, height), *_ = np.linalg.lstsq(np.hstack([x, np.ones_like(x)]), y[:, 0], rcond=None)
            gap = np.abs(y[:, 0] - (slope * x[:, 0] + height)).max()
            out.set_data(x[:, 0], y[:, 0])
            line.set_data(x[:, 0], slope * x[:, 0] + height)
            layers = f"{hidden} hidden layer{'s' if hidden > 1 else ''} of 10 {activation} units"
            return (out, line), (f"{layers}, {net.theta.size} parameters: the output is never more than {gap:.2f} away "
                                 f"from the best straight line{': it is that line' if gap < 1e-9 else ''}.")
        return update

    return explore(scene, name="collapse", title="Do more layers bend the line?", figsize=(6, 3.4),
                   activation=Control(["identity", "tanh", "relu"], "activation"),
                   hidden=Control([1, 2, 3, 4, 5], "hidden layers"),
                   draw=Control([1, 2, 3, 4], "random weights, draw"), start={"hidden": 1, "draw": 1},
                   stills=[{"activation": "tanh", "hidden": 3}])


def saturation() -> Explorer:
    """Return the explorer of the size of dC/dz, layer by layer, in networks that have not been trained yet."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(64, 30)), rng.normal(size=(64, 30))

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="layer", ylabel="size of ∂C/∂z in the layer,\nthe output layer's = 1", yscale="log",
               xlim=(0.4, 10.6), ylim=(1e-9, 1e6), xticks=range(1, 11))
        ax.axhline(1, color=GREY, lw=0.8)
        stems = ax.vlines(range(1, 11), 1e-9, 1e-9, color=BLUE, lw=9)
        heads, = ax.plot([], [], "o", color=BLACK, ms=4)

        def update(activation: str, depth: int, scale: float) -> Frame:
            sizes, slope = np.zeros((10, depth)), np.zeros(10)       # (draws, layers), (draws,)
            for draw in range(10):
                net = MLP([30] * (depth + 1), activation, rng=draw, init="glorot")
                net = net.with_theta(scale * net.theta)
                trace = forward(net, x)
                delta = backward(net, trace, y).delta
                sizes[draw] = [np.linalg.norm(delta[l]) for l in range(1, depth + 1)]
                slope[draw] = np.mean([net.sigma[l].derivative(trace.z[l]) for l in range(1, depth)])
            ratio = np.median(sizes / sizes[:, -1:], axis=0)
            stems.set_segments([[(l, 1e-9), (l, r)] for l, r in enumerate(ratio, start=1)])
            heads.set_data(range(1, depth + 1), ratio)
            return (stems, heads), (
                f"{activation}, {depth} layers of 30 units, weights {scale:g} times Glorot's, median of 10 draws: "
                f"the mean slope σ′(z) of the hidden units is {np.median(slope):.2f}, and in layer 1 ∂C/∂z is "
                f"{_times(ratio[0])} that of layer {depth}.")
        return update

    return explore(scene, name="saturation", title="What is left of ∂C/∂z in layer 1?", figsize=(6, 3.5),
                   activation=Control(["sigmoid", "tanh", "relu"], "activation"),
                   depth=Control([2, 3, 4, 6, 8, 10], "layers L"),
                   scale=Control([0.5, 1.0, 2.0, 4.0], "weights, times Glorot's"), start={"depth": 4, "scale": 1.0},
                   stills=[{"depth": 10}])


def _times(ratio: float) -> str:
    return f"{ratio:.2f} times" if 0.01 <= ratio < 1000 else f"{power(ratio)} times"


def dying() -> Explorer:
    """Return the explorer of dead ReLU units during training, by learning rate, with leaky ReLU beside it."""
    bikes = data.bikeshare().sample(800, random_state=0)
    X = bikes[["hour", "temperature", "humidity", "wind"]].to_numpy(float)
    X, y = (X - X.mean(0)) / X.std(0), bikes[["bikers"]].to_numpy(float) / 100        # hundreds of bikes an hour
    epochs = 30

    def off(net: MLP) -> float:
        """Return how many of the hidden units, in per cent, are at z <= 0 in every row."""
        return float(100 * (forward(net, X).z[1] <= 0).all(axis=0).mean())

    def train(activation: str, eta: float) -> tuple[list[float], list[float]]:
        """Return, after 0, 1, ... epochs, the share of units at z <= 0 in every row, and each epoch's loss."""
        net, state, losses = MLP([4, 50, 1], activation, rng=1), None, []
        shares = [off(net)]
        for _ in range(epochs):
            run = fit(net, X, y, loss="huber", eta=eta, epochs=1, batch_size=20, state=state,
                      rng=0 if state is None else None)
            net, state = run.net, run.state
            losses += run.history.loss
            shares.append(off(net))
        return shares, losses

    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(title="units at z ≤ 0 for every hour, %", xlabel="epoch", xlim=(0, epochs), ylim=(-3, 103))
        right.set(title="Huber loss", xlabel="epoch", xlim=(0, epochs), ylim=(0.3, 1))
        looks = {"relu": ("ReLU", "-", BLUE), "leaky_relu": ("leaky ReLU", "--", RED)}
        lines = {(name, ax): ax.plot([], [], dash, color=colour, label=label)[0]
                 for name, (label, dash, colour) in looks.items() for ax in (left, right)}
        figure.legend(*left.get_legend_handles_labels(), loc="outside upper center", ncols=2)

        def update(eta: float) -> Frame:
            words = []
            for name, (label, _, _) in looks.items():
                shares, losses = train(name, eta)
                lines[name, left].set_data(range(epochs + 1), shares)
                lines[name, right].set_data(range(1, epochs + 1), losses)
                words.append(f"{label}: {shares[-1]:.0f} % of the units at z ≤ 0, loss {losses[-1]:.2f}")
            told = f"One start, learning rate {eta:g}, after {epochs} epochs. {'; '.join(words)}."
            return tuple(lines.values()), told
        return update

    return explore(scene, name="dying", title="How many ReLU units die?", figsize=(6.4, 3.6),
                   eta=Control([0.1, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0], "learning rate η"), start={"eta": 0.3},
                   stills=[{"eta": 2.0}])


def building() -> Explorer:
    """Return the explorer of a day's demand built from a few units: hinges of ReLUs, bumps of sigmoids."""
    hour, bikers = demand()
    return live(HERE / "building.js", name="building", title="A day's demand from a few units",
                data={"hours": hour.tolist(), "bikers": bikers.tolist(),
                      "hinges": {count: hinges(count) for count in range(2, MOST + 1, 2)},
                      "bumps": {count: bumps(count) for count in range(2, MOST + 1, 2)}},
                unit=Control(["ReLU hinges", "sigmoid bumps"], "units"), count=Span(2, MOST, 2, "hidden units"),
                steepness=Span(1, 12, 0.5, "steepness of a sigmoid"),
                added=Span(0, MOST, 1, "units added so far", play=400),
                start={"count": 4, "steepness": 12, "added": MOST})


MOST = 24                               # hidden units of `building`
