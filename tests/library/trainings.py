"""Thirty trainings for the diagnosis, half of them healthy: other data, sizes and losses than the book's.

    python tests/library/trainings.py       the table: what was planted, what three seeds were called
"""
from collections import Counter
from typing import NamedTuple

import numpy as np
from sklearn import datasets

from mlp_lib import MLP, data, diagnose, fit

HEALTHY, FALLING, CONSTANT = "healthy", "still falling", "no better than a constant"

class Training(NamedTuple):
    """What is trained on what: data by seed, sizes, arguments of `MLP` and of `fit`; the names it may be called."""

    wanted: tuple[str, ...]
    make: object
    sizes: list
    build: dict
    training: dict


def table(name, scaled=True, part=slice(None)):
    """Return a maker of one of scikit-learn's tables."""
    def make(seed):
        X, y = getattr(datasets, f"load_{name}")(return_X_y=True)
        rows = np.random.default_rng(seed).permutation(len(X))[part]
        X, y = X[rows].astype(float), y[rows]
        return (data.standardizer(X)(X) if scaled else X), y
    return make


def drawn(f):
    """Return a maker of drawn data: f(rng) -> X, y."""
    return lambda seed: f(np.random.default_rng([seed, 5]))


def sine(rng):
    x = rng.uniform(-2, 2, (300, 1))
    return x, np.sin(3 * x) + rng.normal(0, 0.1, x.shape)


def linear(rng, noise=0.5, n=400, D=6):
    X = rng.normal(size=(n, D))
    return X, X @ rng.normal(size=(D, 1)) + rng.normal(0, noise, (n, 1))


def pixels(rng):
    X, y = rng.uniform(0.1, 1, (400, 5)), rng.normal(0, 0.1, (400, 1))
    return X, y + np.sin(4 * X[:, :1])


def weak(rng):
    X, y = linear(rng, noise=5.0, n=1500)
    return X, y / y.std()


def share(rng):
    """A share of (0, 1) that depends on the inputs, with much noise."""
    X = rng.normal(size=(500, 5))
    z = X @ rng.normal(0, 0.5, (5, 1)) + rng.normal(0, 1.0, (500, 1))
    return X, 1 / (1 + np.exp(-z))


def counts(rng):
    X = rng.normal(size=(400, 4))
    return X, rng.poisson(np.exp(X @ [[0.8], [0.5], [-0.6], [0.3]] + 2)).astype(float)


def dummies(rng):
    """A category of which one value is rare, as columns of 0 and 1, beside two measurements."""
    kind = rng.choice(4, 3000, p=[0.6, 0.3, 0.0999, 0.0001])
    X = np.column_stack([np.eye(4)[kind], rng.normal(size=(3000, 2))])
    return X, X @ rng.normal(size=(6, 1)) + rng.normal(0, 0.2, (3000, 1))


def money(rng):
    X, y = linear(rng)
    return X, 250_000 + 60_000 * y / y.std()


def tiny_column(rng):
    X, y = linear(rng)
    return X * [1, 1e-6, 1, 1, 1, 1], y


def shuffled(rng):
    X, y = linear(rng, n=800)
    return X, rng.permutation(y)


def constant(rng):
    return linear(rng)[0], np.full((400, 1), 1.7)


def spins(rng):
    """Classes -1 and 1, of two clouds."""
    y = rng.choice([-1.0, 1.0], (400, 1))
    return rng.normal(size=(400, 3)) + y * [0.8, -0.5, 0], y


def labels(make):
    """The same with one 0/1 column for each class."""
    def encoded(seed):
        X, y = make(seed)
        return X, np.eye(y.max() + 1)[y]
    return encoded


def binary(make):
    def column(seed):
        X, y = make(seed)
        return X, y[:, None].astype(float)
    return column


def scaled_target(make):
    def scaled(seed):
        X, y = make(seed)
        return X, ((y - y.mean()) / y.std())[:, None]
    return scaled


IRIS, WINE, CANCER, DIGITS = table("iris"), table("wine"), binary(table("breast_cancer")), table("digits")
SUGAR = scaled_target(table("diabetes"))
SOFTMAX, SIGMOID = {"output": "softmax"}, {"output": "sigmoid"}
CE, BCE = {"loss": "cross_entropy"}, {"loss": "binary_cross_entropy"}
SE = {"loss": "squared_error"}


def wide(rng, n, m):
    return rng.normal(0, 8, (n, m))

def wide_within(rng, n, m):
    return rng.normal(0, 8 if n > 1 else 0.3, (n, m))


def mostly_negative(rng, n, m):
    W = rng.normal(0, np.sqrt(2 / m), (n, m))
    if m == 5:
        W[:14] = -abs(W[:14])
    return W


TRAININGS = {
    # healthy
    "iris, softmax": Training((HEALTHY,), IRIS, [4, 12, 3], SOFTMAX, CE | {"eta": 0.1, "epochs": 40, "batch_size": 10}),
    "wine, two layers, Adam": Training((HEALTHY,), WINE, [13, 24, 12, 3], SOFTMAX,
                                       CE | {"eta": 0.005, "epochs": 30, "batch_size": 16, "optimizer": "adam"}),
    "digits, 64 inputs": Training((HEALTHY,), table("digits", part=slice(700)), [64, 40, 10], SOFTMAX,
                                  CE | {"eta": 0.1, "epochs": 25, "batch_size": 20}),
    "tumours, sigmoid": Training((HEALTHY,), CANCER, [30, 10, 1], SIGMOID | {"hidden": "tanh"},
                                 BCE | {"eta": 0.05, "epochs": 25, "batch_size": 20}),
    "tumours, logit": Training((HEALTHY,), CANCER, [30, 1], SIGMOID,
                               BCE | {"eta": 0.1, "epochs": 30, "batch_size": 32}),
    "diabetes, absolute error": Training((HEALTHY,), SUGAR, [10, 16, 1], {},
                                         {"loss": "absolute_error", "eta": 0.02, "epochs": 40, "batch_size": 20}),
    "diabetes, Huber, L2": Training((HEALTHY,), SUGAR, [10, 32, 32, 1], {"hidden": "softplus"},
                                    {"loss": "huber", "eta": 0.05, "epochs": 40, "batch_size": 32, "l2": 0.01}),
    "sine, tanh": Training((HEALTHY,), drawn(sine), [1, 30, 30, 1], {"hidden": "tanh"},
                           SE | {"eta": 0.02, "epochs": 60, "batch_size": 10}),
    "sine, all at once, momentum": Training((HEALTHY,), drawn(sine), [1, 20, 1], {"hidden": "tanh"},
                                            SE | {"eta": 0.05, "epochs": 400, "optimizer": "momentum"}),
    "a linear model": Training((HEALTHY,), drawn(linear), [6, 1], {},
                               SE | {"eta": 0.02, "epochs": 20, "batch_size": 8}),
    "a weak signal": Training((HEALTHY,), drawn(weak), [6, 8, 1], {},
                              SE | {"eta": 0.01, "epochs": 30, "batch_size": 30}),
    "a noisy share": Training((HEALTHY,), drawn(share), [5, 12, 1], SIGMOID,
                              SE | {"eta": 0.1, "epochs": 40, "batch_size": 20}),
    "counts, softplus": Training((HEALTHY,), drawn(counts), [4, 16, 1], {"output": "softplus"},
                                 {"loss": "absolute_error", "eta": 0.01, "epochs": 60, "batch_size": 20}),
    "a rare dummy": Training((HEALTHY,), drawn(dummies), [6, 16, 1], {},
                             SE | {"eta": 0.03, "epochs": 15, "batch_size": 50}),
    "money as it comes, Adam": Training((HEALTHY,), drawn(money), [6, 20, 1], {},
                                        SE | {"eta": 20.0, "epochs": 150, "batch_size": 20, "optimizer": "adam"}),
    "classes -1 and 1, tanh": Training((HEALTHY,), drawn(spins), [3, 6, 1], {"hidden": "tanh", "output": "tanh"},
                                       SE | {"eta": 0.03, "epochs": 30, "batch_size": 16}),
    "sigmoid hidden, leaky": Training((HEALTHY,), IRIS, [4, 16, 10, 3], SOFTMAX | {"hidden": ["sigmoid", "leaky_relu"]},
                                      CE | {"eta": 0.2, "epochs": 60, "batch_size": 10}),
    # not healthy
    "tiny rate": Training((FALLING,), SUGAR, [10, 16, 1], {}, SE | {"eta": 1e-5, "epochs": 20, "batch_size": 20}),
    "tiny rate, classes": Training((FALLING, CONSTANT), WINE, [13, 24, 3], SOFTMAX,
                                   CE | {"eta": 1e-4, "epochs": 15, "batch_size": 16}),
    "money, rate for a scaled one": Training((FALLING,), drawn(money), [6, 20, 1], {},
                                   SE | {"eta": 0.03, "epochs": 30, "batch_size": 20, "optimizer": "adam"}),
    "shuffled targets": Training((CONSTANT,), drawn(shuffled), [6, 12, 1], {},
                                 SE | {"eta": 0.01, "epochs": 30, "batch_size": 20}),
    "shuffled, two sigmoid layers": Training((CONSTANT,), drawn(shuffled), [6, 12, 12, 1], {"hidden": "sigmoid"},
                                             SE | {"eta": 0.02, "epochs": 30, "batch_size": 20}),
    "constant targets": Training((CONSTANT,), drawn(constant), [6, 12, 1], {},
                                 SE | {"eta": 0.01, "epochs": 20, "batch_size": 20}),
    "counts behind a sigmoid": Training(("wrong output layer",), drawn(counts), [4, 16, 1], SIGMOID,
                                        SE | {"eta": 0.01, "epochs": 20, "batch_size": 20}),
    "classes, softmax, squared error": Training(("wrong output layer",), labels(WINE), [13, 16, 3], SOFTMAX,
                                                SE | {"eta": 0.05, "epochs": 30, "batch_size": 16}),
    "classes, identity": Training(("wrong output layer",), labels(IRIS), [4, 16, 3], {},
                                  SE | {"eta": 0.02, "epochs": 30, "batch_size": 10}),
    "yes or no, identity": Training(("wrong output layer",), CANCER, [30, 16, 1], {},
                                    SE | {"eta": 0.01, "epochs": 30, "batch_size": 20}),
    "one column a millionth": Training(("unscaled inputs",), drawn(tiny_column), [6, 16, 1], {},
                                       SE | {"eta": 0.02, "epochs": 20, "batch_size": 20}),
    "wine as it comes": Training(("unscaled inputs",), table("wine", scaled=False), [13, 16, 3], SOFTMAX,
                                 CE | {"eta": 0.05, "epochs": 20, "batch_size": 16}),
    "rate too high": Training(("rate too high",), SUGAR, [10, 24, 1], {"hidden": "tanh"},
                              SE | {"eta": 1.5, "epochs": 25, "batch_size": 10}),
    "rate too high, classes": Training(("rate too high",), WINE, [13, 20, 3], SOFTMAX | {"hidden": "tanh"},
                                       CE | {"eta": 50.0, "epochs": 25, "batch_size": 10}),
    "zeros": Training(("zero start",), DIGITS, [64, 20, 10], SOFTMAX | {"init": "zeros"},
                      CE | {"eta": 0.1, "epochs": 10, "batch_size": 50}),
    "linear layers": Training(("only identities",), drawn(sine), [1, 10, 10, 1], {"hidden": "identity"},
                              SE | {"eta": 0.02, "epochs": 20, "batch_size": 20}),
    "eight sigmoid layers": Training(("vanishing gradient",), WINE, [13, *[12] * 8, 3], SOFTMAX | {"hidden": "sigmoid"},
                                     CE | {"eta": 0.1, "epochs": 30, "batch_size": 16}),
    "tanh saturated from the start": Training(("vanishing gradient",), drawn(sine), [1, 12, 12, 1],
                                              {"hidden": "tanh", "init": wide_within},
                                              SE | {"eta": 1e-3, "epochs": 20, "batch_size": 20}),
    "14 of 16 units dead": Training(("dead ReLUs",), drawn(pixels), [5, 16, 16, 1], {"init": mostly_negative},
                                    SE | {"eta": 0.02, "epochs": 20, "batch_size": 20}),
    "sure and wrong": Training(("wrong output layer",), CANCER, [30, 16, 1], SIGMOID | {"init": wide},
                               SE | {"eta": 0.02, "epochs": 20, "batch_size": 20}),
    "a jump too far": Training(("rate too high", "dead ReLUs"), SUGAR, [10, 16, 16, 1], {},
                               {"loss": "huber", "eta": 4.0, "epochs": 20, "batch_size": 10}),
}


def trained(name, seed):
    """Return the fit of a training, with its data and the name of its loss."""
    t = TRAININGS[name]
    X, y = t.make(seed)
    return fit(MLP(t.sizes, rng=seed, **t.build), X, y, rng=seed, **t.training), X, y, t.training["loss"]


def main():
    for name, t in TRAININGS.items():
        found, lone = Counter(), Counter()
        for seed in range(3):
            run, X, y, loss = trained(name, seed)
            verdict = diagnose(run.history, run.net, X, y, loss)
            found[verdict.name] += 1
            lone[diagnose(run.history, run.net).name] += 1
            h = run.history.loss
        wrong = "" if set(found) <= set(t.wanted) else "   WRONG"
        print(f"{name:32} {'/'.join(t.wanted):26} {dict(found)}{wrong}   without data {dict(lone)}  "
              f"{h[0] if h else 0:.3g}->{h[-1] if h else 0:.3g}", flush=True)


if __name__ == "__main__":
    main()
