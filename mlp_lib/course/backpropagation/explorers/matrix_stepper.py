"""Stepping through backpropagation with matrices: every product with its numbers, beside the finite differences."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from mlp_lib.course.scenery.moving import moving
from mlp_lib.course.scenery.words import HIGH, number
from mlp_lib.gradcheck import numerical_gradient
from mlp_lib.hints import Array
from mlp_lib.network import MLP, backward, forward, loss
from mlp_lib.parameters import Parameters
from mlp_lib.plots import draw_network
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ._blocks import equation

# name, equation in numbers, caption, activations shown, units and connections marked
Step = tuple[str, str, str, dict[int, Array], tuple[tuple[int, ...], ...]]
WIDE = 0.36                                 # radius of a unit: room for −0.50


def matrices(net: MLP, x: ArrayLike, y: ArrayLike, eta: float) -> Explorer:
    """Return the explorer of one round of training of a small network, such as 2-2-2-1, on one observation."""
    steps = script(net, np.asarray(x, float), np.asarray(y, float), eta)
    names = [name for name, *_ in steps]

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1, gridspec_kw={"height_ratios": [1.9, 1.2]})
        diagram = draw_network(net, ax=top, biases=False, values=forward(net, x).a)
        for layer in diagram.nodes.values():
            for node in layer.values():
                node.set(radius=WIDE)
        bottom.axis("off")
        bottom.set(xlim=(0, 1), ylim=(0, 1))
        text = bottom.text(0.5, 0.5, "", family="monospace", fontsize=12, ha="center", va="center", linespacing=1.35)

        def update(step: int) -> Frame:
            _, picture, _, shown, marked = steps[step]
            for l, texts in diagram.texts.items():
                for i, node in texts.items():
                    node.set_text(f"{shown[l][i - 1]:.2f}".replace("-", "−") if l in shown else "")
            diagram.mark(*marked)
            text.set_text(picture)
            return [*moving(diagram), text], steps[step][2]
        return update

    return explore(scene, name="matrix-stepper", title="Backpropagation, layer by layer", figsize=(6.6, 3.6),
                   step=Control(range(len(steps)), "step", play=1500,
                                texts=[f"{i} · {name}" for i, name in enumerate(names)]), start={"step": 0},
                   stills=[{"step": names.index(f"backward: ∂C/∂W{up(max(1, net.L - 1))}")}])


def script(net: MLP, x: Array, y: Array, eta: float) -> list[Step]:
    """Return all steps: forward, loss, backward, update, and the loss again."""
    trace, L = forward(net, x), net.L
    grad, numeric = backward(net, trace, y), Parameters(net.sizes, numerical_gradient(net, x, y))
    z, a, cost, shown = trace.z, trace.a, loss(net, x, y), {0: x}
    steps: list[Step] = [
        ("start", equation(("x = a⁽⁰⁾", x), ",", ("y", y)),
         f"A {'-'.join(map(str, net.sizes))} network, one observation. Nothing is computed yet.", dict(shown), ())]
    for l in net.W:
        n, m, before = up(l), up(l - 1), units(net, l - 1)
        steps.append((f"forward: z{n}", equation((f"W{n}", net.W[l]), "·", (f"a{m}", a[l - 1]), "+",
                      (f"b{n}", net.b[l]), "=", (f"z{n}", z[l])), f"Forward. z{n} = W{n} a{m} + b{n}: each row of W{n} "
                      "makes one sum.",
                      dict(shown), (*lines(net, l), *before)))
        shown[l] = a[l]
        f = "σ" if net.sigma[l].name != "identity" else "the identity"
        steps.append((f"forward: a{n}", equation((f"z{n}", z[l]), "→", (f"a{n}", a[l])),
                      f"Forward. a{n} = {f} of z{n}, neuron by neuron.", dict(shown), units(net, l)))
    steps.append(("loss", equation((f"a{up(L)}", a[L]), "−", ("y", y), "=", ("error", a[L] - y)),
                  f"The loss, the sum of the squared errors: C = {number(cost)}. From here we go backward.",
                  dict(shown), units(net, L)))
    for l in range(L, 0, -1):
        n, m = up(l), up(l - 1)
        above = 2 * (a[L] - y) if l == L else net.W[l + 1].T @ grad.delta[l + 1]
        name, slope = f"∂C/∂a{n}", net.sigma[l].derivative(z[l], a[l])
        if l == L:
            steps.append((f"backward: {name}", equation("2 ·", ("error", a[L] - y), "=", (name, above)),
                          f"Backward. {name} = 2(a{n} − y), the gradient of the loss itself.", dict(shown),
                          units(net, L)))
        else:
            k = up(l + 1)
            steps.append((f"backward: {name}", equation((f"W{k}ᵀ", net.W[l + 1].T), "·", (f"δ{k}", grad.delta[l + 1]),
                          "=", (name, above)), f"Backward. {name} = W{k}ᵀ δ{k}: each neuron of layer {l} sums the "
                          "errors of all neurons that it feeds, each times the weight between them.", dict(shown),
                          (*lines(net, l + 1), *units(net, l + 1))))
        steps.append((f"backward: δ{n}", equation((name, above), "⊙", (f"σ′(z{n})", slope), "=",
                      (f"δ{n}", grad.delta[l])), f"Backward. δ{n} = {name} ⊙ σ′(z{n}), entry by entry"
                      f"{'; the slope of the identity is 1' if net.sigma[l].name == 'identity' else ''}.", dict(shown),
                      units(net, l)))
        gap = max(np.abs(grad.W[l] - numeric.W[l]).max(), np.abs(grad.b[l] - numeric.b[l]).max())
        steps.append((f"backward: ∂C/∂W{n}", equation((f"δ{n}", grad.delta[l]), "·", (f"a{m}ᵀ", a[l - 1][None]), "=",
                      (f"∂C/∂W{n}", grad.W[l]), "≈", ("difference", numeric.W[l])),
                      f"Backward. ∂C/∂W{n} = δ{n} a{m}ᵀ, the outer product, of the shape of W{n}; and ∂C/∂b{n} = δ{n}. "
                      f"Finite differences agree to {'eight' if gap < 1e-8 else 'six'} decimals.", dict(shown),
                      (*lines(net, l), *units(net, l), *units(net, l - 1))))
    new = net.with_theta(net.theta - eta * grad.theta)
    for l in range(L, 0, -1):
        n = up(l)
        steps.append((f"update: W{n}", equation((f"W{n}", net.W[l]), f"− {eta:g} ·", (f"∂C/∂W{n}", grad.W[l]), "=",
                      (f"new W{n}", new.W[l])), f"Update (17), after all gradients are known: W{n}, and b{n} in the "
                      "same way.", dict(shown), lines(net, l)))
    after = forward(new, x)
    steps.append(("loss again", equation((f"a{up(L)}", after.a[L]), "−", ("y", y), "=", ("error", after.a[L] - y)),
                  f"Forward again with the new weights: C = {number(loss(new, x, y))}, it was {number(cost)}.",
                  dict(after.a), units(net, L)))
    return steps


def up(l: int) -> str:
    """Return (l) in superscript."""
    return f"({l})".translate(HIGH)


def units(net: MLP, l: int) -> tuple[tuple[int, int], ...]:
    """Return all units of layer l, to be marked."""
    return tuple((l, i + 1) for i in range(net.sizes[l]))


def lines(net: MLP, l: int) -> tuple[tuple[int, int, int], ...]:
    """Return all connections into layer l, to be marked."""
    return tuple((l, i + 1, j + 1) for i in range(net.sizes[l]) for j in range(net.sizes[l - 1]))
