"""The experiments of the chapter on hyperparameters: one choice of the training at a time, each from several seeds."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mlp_lib import data
from mlp_lib.diagnose import HEALTHY, REMEDIES, diagnose
from mlp_lib.hints import Array, Rows
from mlp_lib.losses import LOSSES
from mlp_lib.network import MLP, loss
from mlp_lib.optimizers import OPTIMIZERS
from mlp_lib.starts import Init
from mlp_lib.sweeps.experiment import Experiment, Outcomes, curve
from mlp_lib.training import fit

from . import failures
from .tasks import rentals, travellers, working_days


def learning_rate(eta: float, seed: int, epochs: int = 30) -> Outcomes:
    """Train the same network on 1,000 hours with one learning rate."""
    net = MLP([4, 20, 20, 1], rng=seed)
    run = fit(net, *rentals(1000), loss="squared_error", eta=eta, epochs=epochs, batch_size=25, rng=seed)
    return curve(run.history.loss, epochs)


def width_depth(width: int, depth: int, seed: int) -> Outcomes:
    """Train `depth` hidden layers of `width` units on 400 hours, and measure the loss on 1,000 others."""
    X, y = rentals(1400, train=400)
    net = MLP([4] + [width] * depth + [1], rng=seed)
    net = fit(net, X[:400], y[:400], loss="squared_error", eta=0.003, epochs=150, batch_size=25, optimizer="adam",
              rng=seed).net
    return {"parameters": net.theta.size, "training": loss(net, X[:400], y[:400], reduction="mean"),
            "validation": loss(net, X[400:], y[400:], reduction="mean")}


STARTS: dict[str, str | Init] = {                       # a name from INITS, or (rng, to, from) -> W
    "all zero": "zeros",
    "normal, 0.01": lambda rng, n, m: rng.normal(0, 0.01, (n, m)),
    "Glorot": "glorot",
    "He": "he",
    "normal, 1": lambda rng, n, m: rng.normal(0, 1, (n, m)),
}


def activation_start(activation: str, start: str, seed: int, epochs: int = 30) -> Outcomes:
    """Train five hidden layers of 20 units of one activation from one kind of starting weights."""
    net = MLP([4] + [20] * 5 + [1], activation, rng=seed, init=STARTS[start])
    run = fit(net, *rentals(1000), loss="squared_error", eta=0.02, epochs=epochs, batch_size=25, rng=seed)
    return curve(run.history.loss, epochs)


def outliers(loss: str, share: float, seed: int) -> Outcomes:
    """Fit the day's course of rentals by one loss, with a share of the counts misread tenfold."""
    x, _, y, median = working_days(share, seed)
    scale = data.standardizer(x)
    net = MLP([1, 30, 30, 1], "tanh", rng=seed)
    net = fit(net, scale(x), y, loss=loss, eta=0.005, epochs=200, batch_size=24, optimizer="adam", rng=seed).net
    demand = net.predict(scale(np.arange(24.0)[:, None]))[:, 0]
    return {"off": np.abs(demand - median).mean()} | {f"hour_{h}": v for h, v in enumerate(demand)}


def batch_size(batch: int, seed: int, epochs: int = 30) -> Outcomes:
    """Train the same network with batches of one size."""
    net = MLP([4, 20, 20, 1], rng=seed)
    run = fit(net, *rentals(1000), loss="squared_error", eta=0.02, epochs=epochs, batch_size=batch, rng=seed)
    return curve(run.history.loss, epochs)


def optimizer(optimizer: str, eta: float, seed: int, epochs: int = 30) -> Outcomes:
    """Train the same network by one kind of step at one rate."""
    net = MLP([4, 20, 20, 1], rng=seed)
    run = fit(net, *rentals(1000), loss="squared_error", eta=eta, epochs=epochs, batch_size=25, optimizer=optimizer,
              rng=seed)
    return {"last": run.history.loss[-1] if len(run.history.loss) == epochs else np.nan}


def penalty(kind: str, strength: float, seed: int) -> Outcomes:
    """Train a network that is too large for its 150 hours, with one penalty on its weights."""
    X, y = rentals(1150, train=150)
    net = MLP([4, 30, 30, 1], "tanh", rng=seed)
    only: dict[str, Any] = {kind: strength}
    net = fit(net, X[:150], y[:150], loss="squared_error", eta=0.05, epochs=400, batch_size=25, rng=seed, **only).net
    size = np.sort(np.abs(np.concatenate([W.ravel() for W in net.W.values()])))[::-1]
    return {"training": loss(net, X[:150], y[:150], reduction="mean"),
            "validation": loss(net, X[150:], y[150:], reduction="mean"), "zero": np.mean(size == 0)} | {
        f"weight_{i}": size[round(i / 50 * (len(size) - 1))] for i in range(51)}


def early_stopping(seed: int, epochs: int = 150) -> Outcomes:
    """Train a network that is too large for its 150 hours, and watch 1,000 others."""
    X, y = rentals(1150, train=150)
    net = MLP([4, 50, 50, 1], rng=seed)
    history = fit(net, X[:150], y[:150], loss="squared_error", eta=0.002, epochs=epochs, batch_size=10,
                  optimizer="adam", rng=seed, validation=(X[150:], y[150:])).history
    return curve(history.loss, epochs, "training") | curve(history.validation, epochs, "validation")


MODELS = {"shares alone": None, "logit": [], "logit, L2": [], "net of 20": [20], "net of 20, L2": [20]}
CANDIDATES = [0.0, 0.003, 0.01, 0.03, 0.1]              # strengths of the L2 of mode choice


def choose_l2(hidden: list[int], X: Array, y: Rows, seed: int) -> float:
    """Return the strength with the lowest mean cross-entropy on 42 of the travellers, over three divisions of them."""
    losses = np.zeros(len(CANDIDATES))
    for division in range(3):
        learn, hold = data.split(len(X), (5 / 7, 2 / 7), rng=3 * seed + division)           # 105 and 42 of 147
        for i, l2 in enumerate(CANDIDATES):
            P = probabilities(hidden, X[learn], y[learn], l2, seed)(X[hold])
            losses[i] += LOSSES["cross_entropy"].value(P, np.eye(4)[y[hold]])
    return CANDIDATES[losses.argmin()]


def probabilities(hidden: list[int], X: Array, y: Rows, l2: float, seed: int) -> Callable[[Array], Array]:
    """Return the trained function from travellers (N, n_0) to probabilities (N, 4); X and y alone shape its scale."""
    scale = data.standardizer(X)
    net = MLP([X.shape[1], *hidden, 4], output="softmax", rng=seed)
    net = fit(net, scale(X), y, loss="cross_entropy", eta=0.1, epochs=1000, batch_size=21, rng=seed, l2=l2).net
    return lambda rows: net.predict(scale(rows))


def mode_choice(model: str, seed: int) -> Outcomes:
    """Predict the mode of 63 travellers from 147 others: by their shares, by a logit, and by networks.

    Where there is an L2, it is chosen within the 147.
    """
    X, y = travellers()
    train, test = data.split(len(X), (0.7, 0.3), rng=seed)
    hidden, l2 = MODELS[model], 0.0
    if hidden is None:
        P: Array = np.tile(np.bincount(y[train], minlength=4) / len(train), (len(X), 1))          # (210, 4)
    else:
        l2 = choose_l2(hidden, X[train], y[train], seed) if model.endswith("L2") else 0.0
        P = probabilities(hidden, X[train], y[train], l2, seed)(X)
    outcome: Outcomes = {"l2": l2}
    for name, rows in (("training", train), ("test", test)):
        outcome |= {f"{name}_entropy": LOSSES["cross_entropy"].value(P[rows], np.eye(4)[y[rows]]) / len(rows),
                    f"{name}_right": np.mean(P[rows].argmax(axis=1) == y[rows])}
    return outcome


def break_it(fault: str, seed: int, epochs: int = 20) -> Outcomes:
    """Train the gallery's run with one fault planted, or none, and ask for the diagnosis, also without the data."""
    run, X, y = failures.train(seed, **failures.FAILURES.get(fault, {}))
    verdict = diagnose(run.history, run.net, X, y, (failures.SOUND | failures.FAILURES.get(fault, {}))["loss"])
    return {"named": verdict.name, "why": verdict.why, "without_data": diagnose(run.history, run.net).name} | curve(
        run.history.loss, epochs)


STRENGTHS = [0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3]
EXPERIMENTS = {
    "learning-rate": Experiment("4-20-20-1, ReLU, 1,000 hours, batches of 25; loss of each epoch", learning_rate,
                                {"eta": [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 1.0]}),
    "width-depth": Experiment("ReLU, 400 hours, Adam 0.003, 150 epochs; 1,000 other hours", width_depth,
                              {"width": [2, 5, 10, 20, 50, 100], "depth": [1, 2, 3, 5]}),
    "activation-start": Experiment("4-20-20-20-20-20-1, 1,000 hours, rate 0.02; loss of each epoch", activation_start,
                                   {"activation": ["sigmoid", "tanh", "relu"], "start": list(STARTS)}),
    "outliers": Experiment("1-30-30-1, tanh, 240 working hours, Adam 0.005, 200 epochs; demand at each hour", outliers,
                           {"loss": ["squared_error", "absolute_error", "huber"], "share": [0.0, 0.03, 0.1, 0.2]}),
    "batch-size": Experiment("4-20-20-1, ReLU, 1,000 hours, rate 0.02; loss of each epoch", batch_size,
                             {"batch": [1, 5, 25, 100, 1000]}, seeds=range(3)),
    "optimizer": Experiment("4-20-20-1, ReLU, 1,000 hours, batches of 25; loss of the last of 30 epochs", optimizer,
                            {"optimizer": list(OPTIMIZERS), "eta": [0.001, 0.003, 0.01, 0.03, 0.1, 0.3]}),
    "penalty": Experiment("4-30-30-1, tanh, 150 hours, rate 0.05, 400 epochs; 1,000 other hours; sizes of the weights",
                          penalty, {"kind": ["l1", "l2"], "strength": STRENGTHS}, seeds=range(3)),
    "early-stopping": Experiment("4-50-50-1, ReLU, 150 hours, Adam 0.002; losses, also of 1,000 other hours",
                                 early_stopping, {}),
    "mode-choice": Experiment("147 travellers, 1,000 epochs, rate 0.1, batches of 21; 63 others; L2 chosen by the 147",
                              mode_choice, {"model": list(MODELS)}, seeds=range(10)),
    "break-it": Experiment("4-16-16-1, ReLU, 600 hours, rate 0.05, batches of 20, one thing changed; diagnosis, losses",
                           break_it, {"fault": [HEALTHY, *REMEDIES]}, seeds=range(10)),
}
