"""A trial is one run of training with one setting and one seed: what a sweep does many times."""
from __future__ import annotations

import hashlib
import inspect
import json
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import count, finite, lookup
from ..hints import Pair
from ..inputs import as_pair
from ..network import MLP, loss
from ..training import fit

OWN = ("self", "sizes", "rng", "net", "X", "y", "state", "validation", "progress", "metrics")     # not to be set


def settable() -> dict[str, inspect.Parameter]:
    """Return the arguments of `MLP` and `fit` that a trial may set, by name."""
    both = {**inspect.signature(MLP).parameters, **inspect.signature(fit).parameters}
    return {name: p.replace(kind=p.KEYWORD_ONLY, annotation=p.empty) for name, p in both.items() if name not in OWN}


class Trial:
    """Train a network of `depth` hidden layers of `width` units, and measure its losses: a run for `sweep`.

    X, y         training data as for `fit`
    validation   (X, y) to choose by: the column validation
    test         (X, y) to judge the choice by, optional: the column test
    fixed        what all runs have in common: width, depth, and the arguments of `MLP` and `fit`

    ``trial(seed=0, **setting)`` returns {"parameters", "training", "validation"[, "test"], "ended"}. The losses are
    means over the observations, of the network that `fit` gives back; after a divergence they are NaN. "ended" is
    how the training did: finished, stopped early, diverged. The seed draws the starting weights and the shuffling.
    """

    def __init__(self, X: ArrayLike, y: ArrayLike, *, validation: Pair, test: Pair | None = None, **fixed: Any) -> None:
        self.data: dict[str, Pair] = {"training": (X, y), "validation": as_pair(validation)}
        if test is not None:
            self.data["test"] = as_pair(test)
        size = {name: inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("seed", "width", "depth")}
        known = size | settable()
        for name in fixed:
            lookup({name: None for name in known if name != "seed"}, name, "setting")
        self.fixed = fixed
        self.__signature__ = inspect.Signature([p for name, p in known.items() if name not in fixed])
        self.about = {"trial": {name: str(value) for name, value in fixed.items()}, "data": self._fingerprint()}

    def _fingerprint(self) -> str:
        """Return what tells these data from others, to six digits: the same on machines that round differently."""
        digest = hashlib.sha256()
        for X, y in self.data.values():
            for array in (X, y):
                array = finite(array, "data")
                digest.update(json.dumps([array.shape, [f"{v:.5e}" for v in array.ravel()]]).encode())
        return digest.hexdigest()[:16]

    def __call__(self, *, seed: int, **setting: Any) -> dict[str, Any]:
        setting = self.fixed | setting
        X, y = self.data["training"]
        width, depth = setting.pop("width"), count(setting.pop("depth"), "depth", 0)
        ours = {name: setting.pop(name) for name in list(setting) if name in inspect.signature(MLP).parameters}
        net = MLP([np.shape(X)[1], *[width] * depth, self._outputs(setting["loss"])], rng=seed, **ours)
        early: dict[str, Any] = {"validation": self.data["validation"]} if setting.get("early_stopping") else {}
        run = fit(net, X, y, rng=seed, **early, **setting)
        ended = run.reason.split(":")[0].split(" in ")[0]
        if ended == "interrupted":                          # `fit` keeps what it has; here it is the sweep that ends
            raise KeyboardInterrupt
        losses = {name: np.nan if ended == "diverged" else loss(run.net, *pair, loss=setting["loss"], reduction="mean")
                  for name, pair in self.data.items()}
        return {"parameters": net.theta.size, **losses, "ended": ended}

    def _outputs(self, loss: str) -> int:
        targets = [np.asarray(y) for _, y in self.data.values()]            # a class may be in one of them alone
        if targets[0].ndim == 2:
            return int(targets[0].shape[1])
        return int(max(y.max() for y in targets)) + 1 if loss == "cross_entropy" else 1     # labels 0 ... K - 1

    def __repr__(self) -> str:
        N, D = np.shape(self.data["training"][0])
        return f"Trial({N} observations of {D} inputs, {', '.join(f'{k}={v!r}' for k, v in self.fixed.items())})"
