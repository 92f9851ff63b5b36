"""Exercises on whole rounds of training: the backward pass of any depth, and the order of the update (S24 to S32)."""
from __future__ import annotations

from itertools import pairwise

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

from ._slopes import slopes, squared_error


def backward_pass(W, a, y):
    L, dW, db = len(W), {}, {}
    delta = 2 * (a[L] - y)                                  # the output passes its sum on
    for l in range(L, 0, -1):
        dW[l], db[l] = np.outer(delta, a[l - 1]), delta
        if l > 1:
            delta = (W[l].T @ delta) * a[l - 1] * (1 - a[l - 1])
    return [gradient for l in W for gradient in (dW[l], db[l])]


def _backward(first=lambda a, y: 2 * (a - y), slope=lambda a: a * (1 - a), through=lambda W, delta: W.T @ delta,
              pair=np.outer, slope_of=1, pair_with=1):
    """Return a backward pass with one thing done wrongly; 1 layer below is where slope and partner are found."""
    def wrong(W, a, y):
        L, gradients = len(W), []
        delta = first(a[L], y)
        for l in range(L, 0, -1):
            gradients[:0] = [pair(delta, a[l - pair_with]), delta]
            if l > 1:
                delta = through(W[l], delta) * slope(a[l - slope_of])
        return tuple(gradients)
    return wrong


def _network(sizes, seed):
    """Return W1, b1, ... of a network, (W, a, y) for one observation, and the gradients by the complex step."""
    rng = np.random.default_rng(seed)
    parts = [part for m, n in pairwise(sizes)
             for part in (rng.uniform(-1, 1, (n, m)).round(2), rng.uniform(-0.5, 0.5, n).round(2))]
    x, y = rng.uniform(-1, 1, sizes[0]).round(2), rng.uniform(-1, 1, sizes[-1]).round(2)
    W, a = dict(enumerate(parts[::2], start=1)), {0: x}
    for l, (w, b) in enumerate(zip(parts[::2], parts[1::2], strict=True), start=1):
        z = w @ a[l - 1] + b
        a[l] = z if l == len(W) else 1 / (1 + np.exp(-z))
    return parts, (W, a, y), slopes(lambda *parts: squared_error(x, y, *parts), parts)


BACKWARD = Exercise(
    id="own-backward",
    title="Your network, part 9: the backward pass, any depth",
    prompt=r"""
        Write `backward_pass(W, a, y)` for one observation and any number of layers. `W[l]` and `a[l]` are dictionaries
        with the lecture's layer numbers, `a[0]` is the input; hidden layers are sigmoids, the output passes its sum
        on, and the cost is $C = \sum_k (a^{(L)}_k - y_k)^2$. Return a list `[dW[1], db[1], dW[2], db[2], …]`.

        Parts 4 to 6 are all you need: start with $\delta^{(L)}$ and go down, `for l in range(L, 0, -1)`.
        """,
    kind="code", level="core", minutes=15,
    hints=(
        r"Three lines in the loop: the two gradients of layer $l$, then the $\delta$ of the layer below, which the "
        r"next round of the loop needs.",
        r"`dW[l] = np.outer(delta, a[l - 1])` and `db[l] = delta`. Then, if there is a layer below: "
        r"`delta = (W[l].T @ delta) * ` its slope, made of `a[l - 1]`.",
        r"Start: `delta = 2 * (a[L] - y)`, with $\sigma' = 1$. The last line: "
        r"`return [g for l in W for g in (dW[l], db[l])]`.",
    ),
    solution=backward_pass,
    why=r"""Ten lines, for any depth: that is backpropagation. Each layer uses the $\delta$ of the layer above, so no
        factor is
        computed twice.""",
    cases=tuple(Case(args, want, 2) for _, args, want in (
        _network([2, 2, 1], 0), _network([2, 2, 2, 2], 1), _network([3, 4, 2, 1], 2))),
    slips=(
        Slip(_backward(slope=lambda a: 1), r"The slopes of the hidden layers are missing: between two layers the error "
                                           r"passes $\sigma'(z^{(l)})$.", 2),
        Slip(_backward(slope=lambda a: a), r"The slope is $a(1 - a)$, not the activation $a$.", 2),
        *(Slip(_backward(slope_of=below), r"The slope belongs to the wrong layer: on the way from layer $l$ to layer "
                                          r"$l - 1$ it is made of `a[l - 1]`.", 2) for below in (0, 2)),
        Slip(_backward(pair_with=0), r"$\delta^{(l)}$ is paired with the activations of its own layer, `a[l]`. The "
                                     r"weights of layer $l$ come *from* `a[l - 1]`.", 2),
        Slip(_backward(first=lambda a, y: 2 * (a - y) * a * (1 - a)), r"The output has no sigmoid here: its slope is 1 "
                                                                      r"(erratum E4).", 3),
        Slip(_backward(first=lambda a, y: a - y), r"The 2 was dropped: everything is half of what it should be.", 3),
        Slip(_backward(first=lambda a, y: 2 * (y - a)), r"The sign is wrong everywhere: begin with $2(a - y)$.", 3),
        Slip(_backward(pair=lambda delta, a: np.outer(a, delta)), r"The gradients of the weights are transposed: "
                                                                  r"`np.outer(delta, a[l - 1])` is (to, from).", 2),
        Slip(_backward(first=lambda a, y: 2 * (a - y) / len(a)), r"The error was divided by the number of outputs; "
                                                                 r"the cost is a sum.", 3),
    ),
    planted=(
        Mistake(_backward(through=lambda W, delta: W @ delta), "Write down the shapes"),
        Mistake(lambda W, a, y: backward_pass(W, a, y)[0], "4 results"),
        Mistake(lambda W, a, y: backward_pass(W, a, y)[::-1], "shape"),
    ),
)


def step(W1, b1, W2, b2, x, y, eta):
    a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
    a2 = W2 @ a1 + b2
    delta2 = 2 * (a2 - y)
    delta1 = (W2.T @ delta2) * a1 * (1 - a1)                # before W2 moves
    W2, b2 = W2 - eta * np.outer(delta2, a1), b2 - eta * delta2
    W1, b1 = W1 - eta * np.outer(delta1, x), b1 - eta * delta1
    return W1, b1, W2, b2


def _as_on_the_slides(W1, b1, W2, b2, x, y, eta):
    a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
    a2 = W2 @ a1 + b2
    delta2 = 2 * (a2 - y)
    W2, b2 = W2 - eta * np.outer(delta2, a1), b2 - eta * delta2
    delta1 = (W2.T @ delta2) * a1 * (1 - a1)
    W1, b1 = W1 - eta * np.outer(delta1, x), b1 - eta * delta1
    return W1, b1, W2, b2


def _fresh_output(W1, b1, W2, b2, x, y, eta):
    a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
    delta2 = 2 * (W2 @ a1 + b2 - y)
    new_W2, new_b2 = W2 - eta * np.outer(delta2, a1), b2 - eta * delta2
    delta1 = (W2.T @ (2 * (new_W2 @ a1 + new_b2 - y))) * a1 * (1 - a1)
    return W1 - eta * np.outer(delta1, x), b1 - eta * delta1, new_W2, new_b2


def _uphill(W1, b1, W2, b2, x, y, eta):
    return step(W1, b1, W2, b2, x, y, -eta)


def _weights_only(W1, b1, W2, b2, x, y, eta):
    new = step(W1, b1, W2, b2, x, y, eta)
    return new[0], b1, new[2], b2


def _no_slope(W1, b1, W2, b2, x, y, eta):
    a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
    delta2 = 2 * (W2 @ a1 + b2 - y)
    delta1 = W2.T @ delta2
    return W1 - eta * np.outer(delta1, x), b1 - eta * delta1, W2 - eta * np.outer(delta2, a1), b2 - eta * delta2


def _second_name(W1, b1, W2, b2, x, y, eta):
    W2_old = W2
    a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
    delta2 = 2 * (W2 @ a1 + b2 - y)
    W2 -= eta * np.outer(delta2, a1)
    delta1 = (W2_old.T @ delta2) * a1 * (1 - a1)
    return W1 - eta * np.outer(delta1, x), b1 - eta * delta1, W2, b2 - eta * delta2


def _one_step(sizes, seed, eta):
    """Return a case of `step`: its arguments, and the new parameters by the complex step."""
    parts, (_, a, y), gradients = _network(sizes, seed)
    return Case((*parts, a[0], y, eta), tuple(p - eta * g for p, g in zip(parts, gradients, strict=True)), 2)


OLD_WEIGHTS = Exercise(
    id="update-with-old-weights",
    title="Your network, part 8: one update",
    prompt=r"""
        This function does one round of training of a two-layer network on one observation, in the order of the
        slides: the last layer is updated, then the gradient of the layer before is computed. Every line is right by
        itself. Mend the function. It must leave the arrays that it is given as they are.
        """,
    kind="find the bug", level="core", minutes=6,
    hints=(
        r"Which `W2` stands in the line of `delta1`, and which `W2` did the forward pass use?",
        r"All gradients belong to one and the same network. Compute `delta2` and `delta1` first; only then update.",
    ),
    solution=step, given=_as_on_the_slides,
    why=r"""The gradient is the slope at the place where the network *was*. With the updated `W2`, `delta1` is the
        slope at no
        place at all: erratum E19.""",
    cases=(_one_step([2, 2, 1], 0, 0.5), _one_step([3, 2, 2], 3, 0.2), _one_step([1, 3, 1], 4, 1.0)),
    slips=(
        Slip(_fresh_output, r"Now `W2` is the old one, but the error was computed anew with the updated weights. All "
                            r"of it belongs to one forward pass.", 2),
        Slip(_second_name, r"`delta1` still gets the updated `W2`. `W2_old = W2` is only a second name for the same "
                           r"array, and `W2 -= …` changes it under both. `W2 = W2 - …` makes a new one.", 2),
        Slip(_uphill, r"The order is right, the sign of the step is not.", 2),
        Slip(_weights_only, r"The biases are not updated any more.", 2),
        Slip(_no_slope, r"The order is right, but the slope `a1 * (1 - a1)` is gone.", 2),
    ),
)

EXERCISES = (BACKWARD, OLD_WEIGHTS)
