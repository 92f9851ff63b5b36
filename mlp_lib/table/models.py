"""Models: the plain guess, the linear model and the networks that a report compares, all fitted on the same rows.

Each is a function from rows (N, n_0) to predictions: of a number (N, 1), in units of the target's standard deviation
among the training rows; of classes (N, K), probabilities.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mlp_lib.hints import Array
from mlp_lib.network import MLP
from mlp_lib.runs import History
from mlp_lib.training import fit

Model = Callable[[Array], Array]
Setting = tuple[tuple[int, ...], float]                     # hidden layers, l2
SETTINGS: tuple[Setting, ...] = (((16,), 1e-2), ((16,), 1e-4), ((40, 20), 1e-4))        # that are tried
LOGIT: tuple[Setting, ...] = (((), 1e-1), ((), 1e-2), ((), 1e-3))
ETA, PATIENCE = 0.003, 25                                   # Adam's step; epochs without a gain
EPOCHS, UPDATES = 400, 8_000                                # at most, of one run
RIDGE = (1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0)                  # penalties of the linear model, per row, that are tried
Sets = tuple[tuple[Array, Array], tuple[Array, Array]]      # (X, Y) of the training, of the validation


@dataclass(frozen=True, eq=False)
class Networks:
    """Several networks of one size, from different starting weights, and how the choice of the size went."""

    nets: tuple[MLP, ...]
    history: History                                        # of the first
    reason: str
    tried: dict[Setting, float]                             # -> validation loss
    setting: Setting

    def average(self, X: Array) -> Array:
        """Return the mean of the networks' predictions."""
        mean: Array = np.mean([net.predict(X) for net in self.nets], axis=0)
        return mean


def plain(Y: Array, classes: bool) -> Model:
    """Return the guess that looks at no input: the mean, or each class's share with one row more in each."""
    guess = (Y.sum(axis=0) + 1) / (len(Y) + Y.shape[1]) if classes else Y.mean(axis=0)
    return lambda X: np.tile(guess, (len(X), 1))


def linear(sets: Sets, classes: bool, seed: int) -> Model:
    """Return the linear model: least squares with the penalty that validates best; of classes the logit model."""
    (X, Y), (V, W) = sets
    if classes:
        return _best([_network(setting, sets, classes, seed) for setting in LOGIT]).nets[0].predict
    mean = X.mean(axis=0)
    U, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    middle = Y.mean(axis=0)

    def weights(penalty: float) -> Array:
        kept = s > 1e-10 * max(float(s[0]), 1e-300)                     # columns that say the same are no two
        shrunk = np.where(kept, s / np.where(kept, s**2 + penalty * len(X), 1), 0)
        w: Array = Vt.T @ (shrunk[:, None] * (U.T @ (Y - middle)))      # (n_0, 1)
        return w

    best = min((weights(penalty) for penalty in RIDGE),
               key=lambda w: float((((V - mean) @ w + middle - W)**2).mean()))
    return lambda rows: (rows - mean) @ best + middle


def networks(sets: Sets, classes: bool, seeds: int, seed: int, tell: Callable[[str], None]) -> Networks:
    """Return `seeds` networks of the size that validates best; `tell` hears what is being trained."""
    runs = []
    for setting in SETTINGS:
        tell(f"a network with {hidden_units(setting)}")
        runs.append(_network(setting, sets, classes, seed))
    best = _best(runs)
    nets = list(best.nets)
    for k in range(1, seeds):
        tell(f"network {k + 1} of {seeds}, from other starting weights")
        nets += _network(best.setting, sets, classes, seed + k).nets
    return Networks(tuple(nets), best.history, best.reason, {run.setting: run.tried[run.setting] for run in runs},
                    best.setting)


def hidden_units(setting: Setting) -> str:
    """Return a setting in words."""
    return f"{' and '.join(map(str, setting[0]))} hidden units, l2 {setting[1]:g}"


def _best(runs: list[Networks]) -> Networks:
    return min(runs, key=lambda run: run.tried[run.setting])


def _network(setting: Setting, sets: Sets, classes: bool, seed: int) -> Networks:
    """Train one network, as long as the validation rows gain by it."""
    (X, Y), held_out = sets
    hidden, l2 = setting
    batch = 32 if len(X) <= 5_000 else 128
    net = MLP([X.shape[1], *hidden, Y.shape[1]], "relu", "softmax" if classes else "identity", rng=seed)
    afford = UPDATES * min(1, 20_000 / net.theta.size)                  # updates: large networks take longer for each
    epochs = int(np.clip(afford * batch / len(X), 10, EPOCHS))
    run = fit(net, X, Y, loss="cross_entropy" if classes else "squared_error", eta=ETA if hidden else 3 * ETA,
              epochs=epochs, batch_size=min(batch, len(X)), optimizer="adam", l2=l2, validation=held_out,
              early_stopping=PATIENCE, rng=seed)
    return Networks((run.net,), run.history, run.reason, {setting: min(run.history.validation, default=np.inf)},
                    setting)
