"""An exercise in which the reader's own network learns the bike rentals, better than a plane can (S22, S32)."""
from __future__ import annotations

import numpy as np

from mlp_lib import data
from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip


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
        r"linear model, train longer.",
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
                     r"`y`: $|x|$ goes up on both sides, and your prediction does not. Do the hidden layers move?", 3),
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

EXERCISES = (BIKES,)
