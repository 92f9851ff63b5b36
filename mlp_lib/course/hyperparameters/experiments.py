"""An experiment trains one network for each setting and each seed and notes what came out, one row for each run.

Its table lies in ``chapters/results``; `make results` makes it anew. The chapter's explorers draw from these tables,
and a test runs a row of each again. An outcome that a run did not reach, because it diverged, is an empty cell.
"""
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mlp_lib import data
from mlp_lib.checks import lookup
from mlp_lib.course.sweeps.bikes import GRID, bike_run
from mlp_lib.diagnose import HEALTHY, REMEDIES, diagnose
from mlp_lib.hints import Array
from mlp_lib.losses import LOSSES
from mlp_lib.network import MLP, loss
from mlp_lib.training import fit

from . import failures
from .tasks import rentals, travellers, working_days

if TYPE_CHECKING:
    import pandas as pd

Outcomes = dict[str, Any]


@dataclass(frozen=True)
class Experiment:
    """What is varied, from which seeds, and the run: ``run(seed=0, **setting)`` returns name -> outcome.

    timed   whether the table keeps the seconds of each run, which differ from one making to the next
    """

    about: str
    run: Callable[..., Outcomes]
    grid: Mapping[str, Sequence[Any]]
    seeds: range = range(5)
    timed: bool = False

    def settings(self) -> Iterator[dict[str, Any]]:
        """Yield the settings of every row, the seed last."""
        names = (*self.grid, "seed")
        for values in itertools.product(*self.grid.values(), self.seeds):
            yield dict(zip(names, values, strict=True))


# a chapter's own folder first: in JupyterLite there is no other; then the one of a clone, from wherever it is asked
FOLDERS = Path("results"), Path(__file__).parents[3] / "chapters" / "results"


def read(name: str, folder: str | Path | None = None) -> pd.DataFrame:
    """Return the table of an experiment as a DataFrame; a name that is none is a ValueError with the nearest.

    folder   where the tables lie; None looks into ``results`` and, in a clone, into ``chapters/results``
    """
    import pandas as pd  # here, not above: it takes longer to import than the rest of the package

    lookup(EXPERIMENTS, name, "experiment")
    paths = [Path(f, f"{name}.csv") for f in (FOLDERS if folder is None else [folder])]
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        raise ValueError(f"there is no table {paths[0]}. Is this the folder chapters? `make results` makes the tables.")
    return pd.read_csv(path, comment="#")


def curve(values: list[float], epochs: int, name: str = "epoch") -> dict[str, float]:
    """Return epoch -> loss, empty beyond a run's end and beyond 1,000, so that all rows have the same columns."""
    values = [v if v < 1e3 else np.nan for v in values] + [np.nan] * (epochs - len(values))
    return {f"{name}_{e}": v for e, v in enumerate(values, start=1)}


# --- the runs --------------------------------------------------------------------------------------

def learning_rate(eta: float, seed: int, epochs: int = 30) -> Outcomes:
    """Train the same network on 1,000 hours with one learning rate."""
    net = MLP([4, 20, 20, 1], rng=seed)
    run = fit(net, *rentals(1000), loss="squared_error", eta=eta, epochs=epochs, batch_size=25, rng=seed)
    return curve(run.history.loss, epochs)


def width_depth(width: int, depth: int, seed: int) -> Outcomes:
    """Train `depth` hidden layers of `width` units on 400 hours, and measure the loss on 1,000 others."""
    X, y = rentals(1400)
    net = MLP([4] + [width] * depth + [1], rng=seed)
    net = fit(net, X[:400], y[:400], loss="squared_error", eta=0.003, epochs=150, batch_size=25, optimizer="adam",
              rng=seed).net
    return {"parameters": net.theta.size, "training": loss(net, X[:400], y[:400], reduction="mean"),
            "validation": loss(net, X[400:], y[400:], reduction="mean")}


STARTS = {                                              # (rng, to, from) -> W
    "all zero": lambda rng, n, m: np.zeros((n, m)),
    "normal, 0.01": lambda rng, n, m: rng.normal(0, 0.01, (n, m)),
    "Glorot": lambda rng, n, m: rng.uniform(-1, 1, (n, m)) * np.sqrt(6 / (n + m)),
    "He": lambda rng, n, m: rng.normal(0, np.sqrt(2 / m), (n, m)),
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
    return {"error": np.abs(demand - median).mean()} | {f"hour_{h}": v for h, v in enumerate(demand)}


def batch_size(batch: int, seed: int, epochs: int = 30) -> Outcomes:
    """Train the same network with batches of one size."""
    net = MLP([4, 20, 20, 1], rng=seed)
    run = fit(net, *rentals(1000), loss="squared_error", eta=0.02, epochs=epochs, batch_size=batch, rng=seed)
    return curve(run.history.loss, epochs)


def penalty(kind: str, strength: float, seed: int) -> Outcomes:
    """Train a network that is too large for its 150 hours, with one penalty on its weights."""
    X, y = rentals(1150)
    net = MLP([4, 30, 30, 1], "tanh", rng=seed)
    only: dict[str, Any] = {kind: strength}
    net = fit(net, X[:150], y[:150], loss="squared_error", eta=0.05, epochs=400, batch_size=25, rng=seed, **only).net
    size = np.sort(np.abs(np.concatenate([W.ravel() for W in net.W.values()])))[::-1]
    return {"training": loss(net, X[:150], y[:150], reduction="mean"),
            "validation": loss(net, X[150:], y[150:], reduction="mean"), "zero": np.mean(size == 0)} | {
        f"weight_{i}": size[round(i / 50 * (len(size) - 1))] for i in range(51)}


def early_stopping(seed: int, epochs: int = 150) -> Outcomes:
    """Train a network that is too large for its 150 hours, and watch 1,000 others."""
    X, y = rentals(1150)
    net = MLP([4, 50, 50, 1], rng=seed)
    history = fit(net, X[:150], y[:150], loss="squared_error", eta=0.002, epochs=epochs, batch_size=10,
                  optimizer="adam", rng=seed, validation=(X[150:], y[150:])).history
    return curve(history.loss, epochs, "training") | curve(history.validation, epochs, "validation")


MODELS: dict[str, dict[str, Any]] = {
    "shares alone": {}, "logit": {"hidden": [], "l2": 0}, "net of 20": {"hidden": [20], "l2": 0},
    "net of 20, L2": {"hidden": [20], "l2": 0.01}}


def mode_choice(model: str, seed: int) -> Outcomes:
    """Predict the mode of 63 travellers from 147 others: by their shares, by a logit, and by networks."""
    X, y = travellers()
    train, test = data.split(len(X), (0.7, 0.3), rng=seed)
    P: Array = np.tile(np.bincount(y[train], minlength=4) / len(train), (len(X), 1))              # (210, 4)
    if MODELS[model]:
        Z = data.standardizer(X[train])(X)
        net = MLP([10, *MODELS[model]["hidden"], 4], output="softmax", rng=seed)
        P = fit(net, Z[train], y[train], loss="cross_entropy", eta=0.1, epochs=1000, batch_size=21, rng=seed,
                l2=MODELS[model]["l2"]).net.predict(Z)
    outcome: Outcomes = {}
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
    "penalty": Experiment("4-30-30-1, tanh, 150 hours, rate 0.05, 400 epochs; 1,000 other hours; sizes of the weights",
                          penalty, {"kind": ["l1", "l2"], "strength": STRENGTHS}, seeds=range(3)),
    "early-stopping": Experiment("4-50-50-1, ReLU, 150 hours, Adam 0.002; losses, also of 1,000 other hours",
                                 early_stopping, {}),
    "mode-choice": Experiment("147 travellers, 1,000 epochs, rate 0.1, batches of 21; 63 other travellers", mode_choice,
                              {"model": list(MODELS)}, seeds=range(10)),
    "break-it": Experiment("4-16-16-1, ReLU, 600 hours, rate 0.05, batches of 20, one thing changed; diagnosis, losses",
                           break_it, {"fault": [HEALTHY, *REMEDIES]}, seeds=range(10)),
    "sweep": Experiment("1,000 hours, Adam, 30 epochs, batches of 25; mean losses, 500 and 1,733 hours of other days",
                        bike_run, GRID, timed=True),
}
