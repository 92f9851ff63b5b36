"""Stepping through a forward pass: one neuron a step, its sum with all its numbers."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text

from mlp_lib.course.scenery.moving import moving
from mlp_lib.course.scenery.words import number, products, symbol, terms
from mlp_lib.hints import Array
from mlp_lib.network import MLP, Trace, forward
from mlp_lib.plots import Diagram, draw_network
from mlp_lib.plots.style import BLACK
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

SIGNS = {"relu": "ReLU", "sigmoid": "sigmoid", "tanh": "tanh"}


def stepper(net: MLP, X: Array, Y: Array) -> Explorer:
    """Return the explorer that runs the rows of X (N, n_0) through `net`, neuron by neuron, up to the loss against Y.

    `net` is small, like 3-4-2; its hidden layers are also shown with the sigmoid.
    """
    nets = {name: _with_hidden(net, name) for name in ("relu", "sigmoid")}
    neurons = [(l, i) for l in net.W for i in range(1, net.sizes[l] + 1)]
    names = ["input", *(symbol("a", i, l) for l, i in neurons), "loss"]

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        diagram = draw_network(net, ax=ax)
        parts = moving(diagram)
        labels = [ax.text(0, 0, "", ha="center", va="center", zorder=6, fontsize=11,
                          bbox={"facecolor": "white", "edgecolor": BLACK, "linewidth": 0.5, "pad": 1.5})
                  for _ in range(max(net.sizes) + 1)]

        def update(activation: str, row: int, step: int) -> Frame:
            trace = forward(nets[activation], X[row - 1])
            done = [(0, i) for i in range(1, net.sizes[0] + 1)] + neurons[:step]
            for l, texts in diagram.texts.items():
                for i, text in texts.items():
                    text.set_text(number(round(float(trace.a[l][i - 1]), 2)) if (l, i) in done else "")
            now = neurons[step - 1] if 1 <= step <= len(neurons) else None
            diagram.mark(*([now, *((*now, j) for j in range(net.sizes[now[0] - 1] + 1))] if now else []))
            _label(labels, diagram, net, now)
            if now:
                words = _neuron(nets[activation], trace, *now)
            elif step == 0:
                words = f"Observation {row}: x = ({', '.join(map(number, X[row - 1]))}). All sums begin here."
            else:
                words = _loss(trace.a[net.L], Y[row - 1])
            return [*parts, *labels], words
        return update

    return explore(scene, name="stepper", title="The forward pass, neuron by neuron", figsize=(5.4, 4.4),
                   activation=Control(list(nets), "hidden activation", texts=[SIGNS[name] for name in nets]),
                   row=Control(range(1, len(X) + 1), "observation"),
                   step=Control(range(len(names)), "step", texts=names, play=1500), start={"row": 1, "step": 2},
                   stills=[{"step": len(neurons)}])


def _with_hidden(net: MLP, name: str) -> MLP:
    """Return `net` with another activation in its hidden layers."""
    return MLP(net.sizes, hidden=name, output=net.sigma[net.L].name, rng=0).with_theta(net.theta)


def _label(labels: list[Text], diagram: Diagram, net: MLP, now: tuple[int, int] | None) -> None:
    """Write the weights into the neuron `now` onto their lines; hide the other labels."""
    for text in labels:
        text.set_visible(False)
    if now is None:
        return
    l, i = now
    for text, (j, line) in zip(labels, diagram.edges[l][i].items(), strict=False):
        (x0, x1), (y0, y1) = np.array(line.get_data())
        text.set_position((0.66 * x0 + 0.34 * x1, 0.66 * y0 + 0.34 * y1))
        text.set_text(number(net.W[l][i - 1, j - 1] if j else net.b[l][i - 1]))
        text.set_visible(True)


def _neuron(net: MLP, trace: Trace, l: int, i: int) -> str:
    """Return the sum and the activation of neuron i of layer l with its numbers."""
    w, b, before = net.W[l][i - 1], net.b[l][i - 1], trace.a[l - 1]
    z, a = number(trace.z[l][i - 1]), number(trace.a[l][i - 1])
    name = net.sigma[l].name
    after = (f"The output layer passes its sum on: {symbol('a', i, l)} = {a}." if name == "identity" else
             f"Then {symbol('a', i, l)} = {SIGNS.get(name, name)}({z}) = {a}.")
    return f"{symbol('z', i, l)} = {products(w, before, b)} = {terms(w, before, b)} = {z}. {after}"


def _loss(out: Array, y: Array) -> str:
    """Return (14) for one observation with its numbers."""
    squares = " + ".join(f"({number(t)} − {number(o)})²".replace("− −", "+ ") for t, o in zip(y, out, strict=True))
    return f"Loss of this observation, against y = ({', '.join(map(number, y))}): {squares} = " \
           f"{number(np.sum((y - out) ** 2))}."
