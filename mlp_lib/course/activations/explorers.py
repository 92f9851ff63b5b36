"""Explorers of the chapter on activation functions (slides S9 to S13)."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib import data
from mlp_lib.activations import ACTIVATIONS
from mlp_lib.network import MLP, backward, forward
from mlp_lib.plots.style import BLACK, BLUE, GREEN, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore
from mlp_lib.training import fit

from .units import bumps, demand, hinges

CURVES = [name for name in ACTIVATIONS if name != "softmax"]       # one z in, one a out


def tangent() -> Explorer:
    """Return the explorer of a function, its derivative, and the tangent at z, for every elementwise activation."""
    grid = np.linspace(-6.4, 6.4, 641)
    low, high = -1.3, 3.2

    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(title="the function a = σ(z)", ylim=(low, high))
        right.set(title="its slope σ′(z)", ylim=(-0.1, 1.25))
        for ax in (left, right):
            ax.set(xlabel="z", xlim=(-6.4, 6.4))
            ax.axhline(0, color=GREY, lw=0.8)
            ax.axvline(0, color=GREY, lw=0.8)
        curve, = left.plot([], [], color=BLUE)
        line, = left.plot([], [], "--", color=RED)
        point, = left.plot([], [], "o", color=RED)
        slope, = right.plot([], [], color=GREEN)
        here, = right.plot([], [], "o", color=RED)

        def update(activation: str, z: float) -> Frame:
            sigma = ACTIVATIONS[activation]
            a, steep = sigma(float(z)), sigma.derivative(float(z))
            values, slopes = sigma(grid), sigma.derivative(grid)
            if activation == "step":                                # a jump is not a line
                values = np.where(np.abs(grid) < 1e-9, np.nan, values)
            curve.set_data(grid, values)
            slope.set_data(grid, np.where(np.abs(grid) < 1e-9, np.nan, slopes) if sigma.kink else slopes)
            line.set_data(grid, a + steep * (grid - z))
            point.set_data([z], [a])
            here.set_data([z], [steep])
            place = " (above the picture)" if a > high else " (below the picture)" if a < low else ""
            return (curve, line, point, slope, here), (
                f"{activation} at z = {z:g}: a = {a:.4f}{place}, and the tangent rises by {steep:.4f} for each unit "
                "of z.")
        return update

    return explore(scene, name="tangent", title="A function, its slope and its tangent", figsize=(7, 3.4),
                   activation=Control(CURVES, "activation"),
                   z=Control([-6, -4, *np.arange(-3, 3.5, 0.5), 4, 6], "z"),
                   start={"activation": "sigmoid", "z": 1.0})


def collapse() -> Explorer:
    """Return the explorer of stacked layers: of identities they are one line, of anything else they are not."""
    x = np.linspace(-3, 3, 241)[:, None]

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="input x", ylabel="output of the network", xlim=(-3, 3), ylim=(-3, 3))
        out, = ax.plot([], [], color=BLUE, label="the network")
        line, = ax.plot([], [], "--", color=RED, label="the best straight line")
        ax.legend(loc="upper left")

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
                   draw=Control([1, 2, 3, 4], "random weights, draw"), start={"hidden": 1, "draw": 1})


def saturation() -> Explorer:
    """Return the explorer of the gradient's size, layer by layer, in networks that have not been trained yet."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(64, 30)), rng.normal(size=(64, 30))

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="layer", ylabel="size of ∂C/∂z in the layer,\nthe output layer's = 1", yscale="log",
               xlim=(0.4, 10.6), ylim=(1e-9, 1e4), xticks=range(1, 11))
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
                f"the mean slope σ′(z) of the hidden units is {np.median(slope):.2f}, and in layer 1 the gradient is "
                f"{_times(ratio[0])} that of layer {depth}.")
        return update

    return explore(scene, name="saturation", title="What is left of the gradient in layer 1?", figsize=(6, 3.5),
                   activation=Control(["sigmoid", "tanh", "relu"], "activation"),
                   depth=Control([2, 3, 4, 6, 8, 10], "layers L"),
                   scale=Control([0.5, 1.0, 2.0, 4.0], "weights, times Glorot's"), start={"depth": 4, "scale": 1.0})


def _times(ratio: float) -> str:
    return f"{ratio:.2f} times" if 0.01 <= ratio < 1000 else f"{ratio:.1e} times"


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
        left.legend(loc="upper left")

        def update(eta: float) -> Frame:
            words = []
            for name, (label, _, _) in looks.items():
                shares, losses = train(name, eta)
                lines[name, left].set_data(range(epochs + 1), shares)
                lines[name, right].set_data(range(1, epochs + 1), losses)
                words.append(f"{label}: {shares[-1]:.0f} % of the units at z ≤ 0, loss {losses[-1]:.2f}")
            return tuple(lines.values()), f"Learning rate {eta:g}, after {epochs} epochs. {'; '.join(words)}."
        return update

    return explore(scene, name="dying", title="How many ReLU units die?", figsize=(7, 3.4),
                   eta=Control([0.1, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0], "learning rate η"), start={"eta": 0.3})


def building() -> Explorer:
    """Return the explorer of a day's demand built from a few units: hinges of ReLUs, bumps of sigmoids."""
    hour, bikers = demand()
    fine = np.linspace(0, 23, 461)

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": [3, 2]})
        top.plot(hour, bikers, "o", color=BLACK, ms=4, label="mean rentals, working days")
        total, = top.plot([], [], color=BLUE, label="sum of the units")
        top.set(ylabel="bikes an hour", ylim=(-60, 620), xlim=(0, 23))
        top.legend(loc="upper left")
        bottom.set(xlabel="hour of the day", ylabel="each unit's share", ylim=(-900, 900), xticks=range(0, 24, 3))
        parts = [bottom.plot([], [], lw=1.2, color=colour)[0] for colour in [RED, GREEN] * 12]

        def update(unit: str, count: int) -> Frame:
            pieces, constant = hinges(count, fine) if unit == "ReLU hinges" else bumps(count, fine, *STEEP[unit])
            for i, part in enumerate(parts):
                part.set_data(fine, pieces[:, i]) if i < pieces.shape[1] else part.set_data([], [])
            curve = constant + pieces.sum(axis=1)
            total.set_data(fine, curve)
            error = np.sqrt(np.mean((np.interp(hour, fine, curve) - bikers) ** 2))
            return (total, *parts), (f"{pieces.shape[1]} hidden units as {unit}: root mean squared error {error:.0f} "
                                     "bikes an hour.")
        return update

    return explore(scene, name="building", title="A day's demand from a few units", figsize=(6, 4.6),
                   unit=Control(["ReLU hinges", *STEEP], "units"),
                   count=Control([2, 4, 6, 8, 12, 16, 24], "hidden units"), start={"count": 4})


STEEP = {"sigmoid bumps, soft": (2,), "sigmoid bumps, steep": (12,)}
