"""An exercise in which the reader's own network learns XOR (S22, S32)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip

from ._slopes import slopes, squared_error

XOR_X, XOR_Y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])


def start(units, inputs=2, seed=0):
    """Return W1, b1, W2, b2 of a network with `units` hidden neurons and one output, drawn at random."""
    rng = np.random.default_rng(seed)
    return rng.normal(0, 2, (units, inputs)), np.zeros(units), rng.normal(0, 1, (1, units)), np.zeros(1)


def train(X, Y, W1, b1, W2, b2, eta, epochs):
    for _ in range(epochs):
        A1 = 1 / (1 + np.exp(-(X @ W1.T + b1)))             # forward
        A2 = A1 @ W2.T + b2
        D2 = 2 * (A2 - Y) / len(X)                          # backward, with the old weights
        D1 = D2 @ W2 * A1 * (1 - A1)
        W1, b1 = W1 - eta * D1.T @ X, b1 - eta * D1.sum(axis=0)
        W2, b2 = W2 - eta * D2.T @ A1, b2 - eta * D2.sum(axis=0)
    return W1, b1, W2, b2


def _trained(X, Y, parts, eta, epochs):
    """Return the parameters after gradient descent on the mean loss, with slopes by the complex step."""
    for _ in range(epochs):
        gradients = slopes(lambda *parts: squared_error(X, Y, *parts) / len(X), parts)
        parts = [part - eta * gradient for part, gradient in zip(parts, gradients, strict=True)]
    return tuple(parts)


def _error(A2, Y):
    return 2 * (A2 - Y)


def _wrong(mean=True, error=_error, sign=1.0, slope=lambda A: A * (1 - A), early=False, biases=True, first=True,
           output=lambda Z: Z, epochs_done=lambda epochs: epochs):
    """Return a training loop with one thing done wrongly."""
    def train(X, Y, W1, b1, W2, b2, eta, epochs):
        for _ in range(epochs_done(epochs)):
            A1 = 1 / (1 + np.exp(-(X @ W1.T + b1)))
            D2 = error(output(A1 @ W2.T + b2), Y) / (len(X) if mean else 1)
            new_W2 = W2 - sign * eta * D2.T @ A1
            D1 = D2 @ (new_W2 if early else W2) * slope(A1) * first
            W1, W2 = W1 - sign * eta * D1.T @ X, new_W2
            if biases:
                b1, b2 = b1 - sign * eta * D1.sum(axis=0), b2 - sign * eta * D2.sum(axis=0)
        return W1, b1, W2, b2
    return train


def _row_by_row(mean):
    """Return a training loop that updates after every row; with `mean` each step is divided by N."""
    def wrong(X, Y, W1, b1, W2, b2, eta, epochs):
        for _ in range(epochs):
            for x, y in zip(X, Y, strict=True):
                W1, b1, W2, b2 = train(x[None], y[None], W1, b1, W2, b2, eta / (len(X) if mean else 1), 1)
        return W1, b1, W2, b2
    return wrong


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _in_place(X, Y, W1, b1, W2, b2, eta, epochs):
    for _ in range(epochs):
        A1 = 1 / (1 + np.exp(-(X @ W1.T + b1)))
        D2 = 2 * (A1 @ W2.T + b2 - Y) / len(X)
        D1 = D2 @ W2 * A1 * (1 - A1)
        for part, step in ((W1, D1.T @ X), (b1, D1.sum(axis=0)), (W2, D2.T @ A1), (b2, D2.sum(axis=0))):
            part -= eta * step
    return W1, b1, W2, b2


def predict(X, W1, b1, W2, b2):
    """Return the outputs (N, 1)."""
    return 1 / (1 + np.exp(-(X @ W1.T + b1))) @ W2.T + b2


def _judge_xor(answer):
    """Let the answer learn XOR."""
    out = predict(XOR_X, *answer(XOR_X, XOR_Y, *start(4), 0.5, 1000))
    if ((out > 0.5) != (XOR_Y > 0.5)).any():
        return Reason(f"One epoch is right, but after 1000 epochs XOR is not learned: {out.round(2).ravel()}.", 2)
    return None


XOR = Exercise(
    id="own-training-xor",
    title="Your network, part 10: it learns XOR",
    prompt=r"""
        Write the whole loop: `train(X, Y, W1, b1, W2, b2, eta, epochs)` for a network with one hidden layer of
        sigmoids and an output that passes its sum on. `X` is (N, n), `Y` is (N, 1). In every epoch: forward,
        backward, update, with all rows at once, and with the *mean* loss $\frac1N \sum_n (\hat y_n - y_n)^2$, so
        that $\eta$ does not depend on $N$. Return the new `W1, b1, W2, b2`, and leave those that are handed in as they
        are: with `W1 -= …` a cell that is run twice would train twice.

        The check compares the first epochs with slopes that were not found by backpropagation, and then lets your
        function learn XOR, which no linear model can.
        """,
    kind="code", level="core", minutes=15,
    hints=(
        r"Parts 2, 1 and 4 to 8, in this order, inside `for _ in range(epochs):`. Rows are observations: "
        r"`A1 = ` sigmoid of `X @ W1.T + b1`, `A2 = A1 @ W2.T + b2`.",
        r"`D2 = 2 * (A2 - Y) / len(X)`. For rows, $W^T\delta$ becomes `D2 @ W2`, and `D1 = D2 @ W2 * A1 * (1 - A1)`.",
        r"Update all four from the old ones: `W1 - eta * D1.T @ X`, `b1 - eta * D1.sum(axis=0)`, and so for layer 2.",
    ),
    solution=train,
    why=r"""This is the procedure of S22 and S32, whole: (61), the cost, the gradients, (17), again. `fit` in
        `mlp_lib` has more
        comfort, and no other idea.""",
    cases=(
        Case((XOR_X, XOR_Y, *start(2, seed=1), 0.5, 1), _trained(XOR_X, XOR_Y, start(2, seed=1), 0.5, 1), 2),
        Case((XOR_X[:3], XOR_Y[:3], *start(3, seed=2), 0.2, 3),
             _trained(XOR_X[:3], XOR_Y[:3], start(3, seed=2), 0.2, 3), 3),
    ),
    judge=_judge_xor,
    slips=(
        Slip(_wrong(mean=False), r"This descends on the sum of the losses; with the mean, divide by $N$ = `len(X)` "
                                 r"once, in `D2`.", 2),
        Slip(_wrong(early=True), r"The hidden layer's error was sent back through the *updated* `W2`: erratum E19. All "
                                 r"gradients first, then all updates.", 3),
        Slip(_wrong(error=lambda A2, Y: A2 - Y), r"The 2 of $2(\hat y - y)$ was dropped.", 2),
        Slip(_wrong(sign=-1.0), r"The sign is wrong: this climbs, and the cost grows with each epoch.", 3),
        Slip(_wrong(slope=lambda A: 1), r"The slope of the hidden layer, `A1 * (1 - A1)`, was forgotten.", 2),
        Slip(_wrong(slope=lambda A: A), r"The slope of the hidden layer is `A1 * (1 - A1)`, not `A1`.", 2),
        Slip(_wrong(slope=lambda A: 1 - A ** 2), r"`1 - A1 ** 2` is the slope of tanh. The hidden layer has sigmoids: "
                                                 r"`A1 * (1 - A1)`.", 2),
        *(Slip(_wrong(output=_sigmoid, error=error), r"The output has a sigmoid here. It is to pass its sum on: "
               r"`A2 = A1 @ W2.T + b2`.", 1) for error in (_error, lambda A2, Y: 2 * (A2 - Y) * A2 * (1 - A2))),
        *(Slip(_row_by_row(mean), r"The weights are updated after every row. In one epoch there is one update, with "
                                  r"the gradients of all rows.", 1) for mean in (True, False)),
        Slip(_wrong(first=False), r"Only layer 2 is trained: `W1` and `b1` come back as they were.", 3),
        Slip(_wrong(biases=False), r"The biases are never updated.", 3),
        *(Slip(_wrong(epochs_done=lambda epochs, by=by: epochs + by), f"It trains for one epoch too {word}: "
               "`range(epochs)` is the number of rounds.", 1) for by, word in ((-1, "few"), (1, "many"))),
        Slip(_wrong(epochs_done=lambda epochs: 1), r"It stops after one epoch: does `return` stand inside the "
                                                   r"loop?", 1),
    ),
    planted=(Mistake(_in_place, "changes its argument"),),
)

EXERCISES = (XOR,)
