"""Exercises in which the reader's own network learns: XOR, then the bike rentals (S22, S32)."""
from __future__ import annotations

import numpy as np

from mlp_lib import data
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


def _wrong(mean=True, two=2.0, sign=1.0, slope=lambda A: A * (1 - A), early=False, biases=True, epochs_done=None):
    """Return a training loop with one thing done wrongly."""
    def train(X, Y, W1, b1, W2, b2, eta, epochs):
        for _ in range(epochs if epochs_done is None else epochs_done):
            A1 = 1 / (1 + np.exp(-(X @ W1.T + b1)))
            D2 = two * (A1 @ W2.T + b2 - Y) / (len(X) if mean else 1)
            new_W2 = W2 - sign * eta * D2.T @ A1
            D1 = D2 @ (new_W2 if early else W2) * slope(A1)
            W1, W2 = W1 - sign * eta * D1.T @ X, new_W2
            if biases:
                b1, b2 = b1 - sign * eta * D1.sum(axis=0), b2 - sign * eta * D2.sum(axis=0)
        return W1, b1, W2, b2
    return train


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
        that $\eta$ does not depend on $N$. Return `W1, b1, W2, b2`.

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
                                 r"once, in "
                                 r"`D2`.", 2),
        Slip(_wrong(early=True), r"The hidden layer's error was sent back through the *updated* `W2`: erratum E19. All "
                                 r"gradients first, then all updates.", 3),
        Slip(_wrong(two=1.0), r"The 2 of $2(\hat y - y)$ was dropped.", 2),
        Slip(_wrong(sign=-1.0), r"The sign is wrong: this climbs, and the cost grows with each epoch.", 3),
        Slip(_wrong(slope=lambda A: 1), r"The slope of the hidden layer, `A1 * (1 - A1)`, was forgotten.", 2),
        Slip(_wrong(slope=lambda A: A), r"The slope of the hidden layer is `A1 * (1 - A1)`, not `A1`.", 2),
        Slip(_wrong(biases=False), r"The biases are never updated.", 3),
        Slip(_wrong(epochs_done=1), r"It stops after one epoch: does `return` stand inside the loop?", 1),
    ),
    planted=(Mistake(_in_place, "changes its argument"),),
)


def fit_bikes(X, y, X_new):
    rng = np.random.default_rng(0)
    hidden = 8
    W1, b1 = rng.normal(size=(hidden, X.shape[1])), np.zeros(hidden)
    W2, b2 = 0.3 * rng.normal(size=(1, hidden)), np.zeros(1)
    for _ in range(1000):
        A1 = 1 / (1 + np.exp(-(X @ W1.T + b1)))
        D2 = 2 * (A1 @ W2.T + b2 - y) / len(X)
        D1 = D2 @ W2 * A1 * (1 - A1)
        W1, b1 = W1 - 0.3 * D1.T @ X, b1 - 0.3 * D1.sum(axis=0)
        W2, b2 = W2 - 0.3 * D2.T @ A1, b2 - 0.3 * D2.sum(axis=0)
    return 1 / (1 + np.exp(-(X_new @ W1.T + b1))) @ W2.T + b2


def bikes():
    """Return X, y of 600 hours to train on and of 400 others: hour, temperature, humidity and wind, standardised."""
    rows = data.bikeshare().sample(1000, random_state=0)
    X = rows[["hour", "temperature", "humidity", "wind"]].to_numpy(float)
    y = rows[["bikers"]].to_numpy(float) / 100              # hundreds of bikes an hour
    X = data.standardizer(X[:600])(X)
    return X[:600], y[:600], X[600:], y[600:]


def linear(X, y, X_new):
    """Return the predictions of the linear model (1), fitted by least squares."""
    A, A_new = (np.column_stack([np.ones(len(part)), part]) for part in (X, X_new))
    return A_new @ np.linalg.lstsq(A, y, rcond=None)[0]


def _wiggle(n, seed):
    """Return n rows of four inputs, and a target that a straight plane cannot follow: the size of the first."""
    X = np.random.default_rng(seed).normal(size=(n, 4))
    return X, np.abs(X[:, :1])


def _judge_bikes(answer):
    """Compare the error on the hours not seen with that of the linear model."""
    X, y, X_new, y_new = bikes()
    out = np.asarray(answer(X, y, X_new), float)
    if out.shape != y_new.shape:
        return Reason(f"For the bikes it returns the shape {out.shape}; one row per row of `X_new` is wanted, "
                      f"{y_new.shape}.", 1)
    share = np.sqrt(((out - y_new) ** 2).mean() / ((linear(X, y, X_new) - y_new) ** 2).mean())
    if not share <= SHARE:
        return Reason(f"On 400 hours that it has not seen, the error is {share:.2f} times that of the linear model; "
                      f"{SHARE} is wanted.", 3)
    return None


SHARE = 0.92

BIKES = Exercise(
    id="own-training-bikes",
    title="Your network, part 11: it learns the bikes",
    prompt=r"""
        Everything is yours now: the number of hidden neurons, the start, $\eta$, the epochs. Write `fit_bikes(X, y,
        X_new)`, which trains a network on the rows of `X` (N, 4) and `y` (N, 1), and returns its predictions for the
        rows of `X_new`, one row each. You may call your `train` from part 10.

        The check trains it on 600 hours of bike rentals (hour, temperature, humidity and wind, standardised; `y` in
        hundreds of bikes) and asks for 400 other hours. It counts as learned if the root mean squared error there is at
        most 0.92 times that of the linear model (1).
        """,
    kind="code", level="core", minutes=15,
    hints=(
        r"Draw the starting weights with `rng = np.random.default_rng(0)`; `W1` has the shape `(hidden, "
        r"X.shape[1])`. Why "
        r"can they not all be 0?",
        r"Start with 8 hidden neurons, weights of about the size of 1 in `W1` and smaller ones in `W2`.",
        r"$\eta = 0.3$ and 1000 epochs are enough. If the error is `nan`, $\eta$ is too large; if it is that of the "
        r"linear "
        r"model, train longer.",
    ),
    solution=fit_bikes, atol=0.6,
    why=r"""Your network has found the two peaks of the day, which no plane can have, with nothing but sums, sigmoids
        and the chain
        rule. The rest of the book is about doing it better.""",
    cases=(Case((*_wiggle(300, 0), np.array([[2.0, 0.0, 0.0, 0.0], [-2.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])),
                np.array([[2.0], [2.0], [0.0]]), 3),),
    judge=_judge_bikes,
    slips=(
        Slip(linear, r"This is the linear model, or a network that has become one, or hardly more than the mean of "
                     r"`y`: "
                     r"$|x|$ goes up on both sides, and your prediction does not. Do the hidden layers move?", 3),
        Slip(lambda X, y, X_new: np.zeros((len(X_new), 1)), r"Every prediction is 0: starting from zeros "
                                                            r"everywhere?", 1),
    ),
    planted=(
        Mistake(lambda X, y, X_new: np.full((len(X_new), 1), y.mean()), "hardly more than the mean"),
        Mistake(lambda X, y, X_new: fit_bikes(X, y, X_new)[:, 0], "shape"),
        Mistake(lambda X, y, X_new: np.abs(X_new[:, :1]), "times that of the linear model"),
        Mistake(lambda X, y, X_new: fit_bikes(X, y, X_new) * np.nan, "not a number"),
    ),
)

EXERCISES = (XOR, BIKES)
