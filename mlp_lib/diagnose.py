"""A diagnosis says which of seven usual faults a training run looks like, why, and what to do about it.

It is an educated guess from the losses of the epochs and from the trained network, as a teacher looking over your
shoulder would make it. Give it the data as well, and it need not guess what the inputs look like. Where no fault is to
be seen and yet nothing was learned, it says so.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .checks import array, numbers
from .faults import CHECKS, CONSTANT, FALLING
from .inputs import as_inputs, as_net, as_record, as_targets
from .losses import LOSSES, Loss
from .network import MLP
from .symptoms import Run

HEALTHY = "healthy"
REMEDIES = {                                # in the order in which they are looked for: causes before effects
    "zero start": "Start from random weights: leave init at its default.",
    "unscaled inputs": "Scale each input to mean 0 and spread 1: data.standardizer.",
    "rate too high": "Divide eta by 3, more than once if need be. Are the inputs and the targets scaled?",
    "wrong output layer": "Identity for any number, sigmoid for yes or no, softmax for one of several classes.",
    "dead ReLUs": "Start anew with a smaller eta, or with leaky_relu.",
    "only identities": "Take an activation that bends, such as relu.",
    "vanishing gradient": "Take relu and its default init, or fewer layers.",
}
UNTOLD = {                                  # what is known where no fault is to be seen
    FALLING: "Train for more epochs, or with a larger eta.",
    CONSTANT: "What keeps it there cannot be told from here. Do X and y belong together, row by row? Then try another "
              "eta, more epochs, more units.",
}


@dataclass(frozen=True)
class Diagnosis:
    """What a run looks like: `name` (a key of `REMEDIES` or of `UNTOLD`, or "healthy"), `why` and `remedy`."""

    name: str
    why: str
    remedy: str = ""

    def __repr__(self) -> str:
        return " ".join(filter(None, (f"{self.name}: {self.why}", self.remedy)))


def diagnose(history: Any, net: MLP, X: ArrayLike | None = None, y: ArrayLike | None = None,
             loss: str | Loss | None = None) -> Diagnosis:
    """Return what a training run looks like: one of seven faults, still falling, no better than a constant, or healthy.

    history   `.history` of a fit, or anything with `.loss`, one number per epoch; empty if it diverged at once
    net       the trained network
    X, y      the inputs (N, n_0) and targets of the run; without X, inputs of mean 0 and spread 1 are supposed
    loss      of the run: a name, or a Loss such as `quantiles.pinball` makes, with y as it was learned from

    Raises TypeError for what is no history or no network, ValueError for data that do not fit the network.
    """
    losses = getattr(history, "loss", None)
    if losses is None or array(losses, "history.loss").ndim != 1:
        raise TypeError(f"history must have .loss, one number per epoch, got {type(history).__name__}. "
                        "`fit` returns one: pass its .history.")
    net, given, record = as_net(net), X is not None, None if loss is None else as_record(loss)
    if y is not None:
        supposed = record or LOSSES["cross_entropy" if net.sigma[net.L].name == "softmax" else "squared_error"]
        rows = len(np.atleast_1d(array(y, "y"))) if X is None else len(np.atleast_2d(array(X, "X")))
        y = as_targets(y, (rows, net.sizes[-1]), supposed)
    if X is None:
        X = np.random.default_rng(0).normal(size=(500, net.sizes[0]))
    losses = numbers(losses, "history.loss", "One number per epoch is wanted.", float)
    run = Run(losses, net, np.atleast_2d(as_inputs(net, X)), given, y, record)
    with np.errstate(all="ignore"):
        for name, check in CHECKS:
            why = check(run)
            if why:
                return Diagnosis(name, why, REMEDIES.get(name) or UNTOLD[name])
    known = "" if given and y is not None and record else " Pass X, y and loss as well: then more can be seen."
    return Diagnosis(HEALTHY, f"none of the seven usual faults is to be seen.{known}")
