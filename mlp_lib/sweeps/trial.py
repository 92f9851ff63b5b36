"""A trial is one run of training with one setting and one seed: what a sweep does many times."""
from __future__ import annotations

import hashlib
import inspect
import json
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import count, finite, lookup
from ..hints import Array, Pair
from ..inputs import as_pair
from ..losses import Loss
from ..network import MLP, loss
from ..training import fit
from .identity import identity

OWN = ("self", "sizes", "rng", "net", "X", "y", "state", "validation", "progress", "metrics")     # not to be set


def settable() -> dict[str, inspect.Parameter]:
    """Return the arguments of `MLP` and `fit` that a trial may set, by name."""
    both = {**inspect.signature(MLP).parameters, **inspect.signature(fit).parameters}
    return {name: p.replace(kind=p.KEYWORD_ONLY, annotation=p.empty) for name, p in both.items() if name not in OWN}


def copied(name: str, X: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Return copies of inputs (N, D) and targets (N,) or (N, K), so that later changes of the caller's are not seen."""
    inputs, targets = finite(X, f"{name}: X").copy(), finite(y, f"{name}: y")
    if inputs.ndim != 2 or not inputs.size:
        hint = " For one input column, X.reshape(-1, 1)." if inputs.ndim == 1 else ""
        raise ValueError(f"{name}: X is {inputs.shape}, wanted (N, inputs), one observation per row.{hint}")
    if targets.ndim not in (1, 2) or len(targets) != len(inputs):
        raise ValueError(f"{name}: y is {targets.shape}, but X has {len(inputs)} rows: one target for each.")
    return inputs, np.array(y)                              # labels stay whole numbers


class Trial:
    """Train a network of `depth` hidden layers of `width` units, and measure its losses: a run for `sweep`.

    X, y         training data as for `fit`
    validation   (X, y) to choose by: the column validation
    test         (X, y) to judge the choice by, optional: the column test
    fixed        what all runs have in common: width, depth, and the arguments of `MLP` and `fit`

    The data are copied: what becomes of the caller's arrays later is not seen.

    ``trial(seed=0, **setting)`` returns {"parameters", "training", "validation"[, "test"], "ended"}. The losses are
    means over the observations, of the network that `fit` gives back; after a divergence they are NaN. "ended" is
    how the training did: finished, stopped early, diverged. The seed draws the starting weights and the shuffling.
    """

    def __init__(self, X: ArrayLike, y: ArrayLike, *, validation: Pair, test: Pair | None = None, **fixed: Any) -> None:
        self.data = {"training": copied("X, y", X, y), "validation": copied("validation", *as_pair(validation))}
        if test is not None:
            self.data["test"] = copied("test", *as_pair(test))
        D = self.data["training"][0].shape[1]
        for name, (inputs, _) in self.data.items():
            if inputs.shape[1] != D:
                raise ValueError(f"{name} has {inputs.shape[1]} inputs, but the training data have {D}: give all the "
                                 "same columns.")
        size = {name: inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("seed", "width", "depth")}
        known = size | settable()
        for name in fixed:
            lookup({name: None for name in known if name != "seed"}, name, "setting")
        self.fixed = fixed
        self.__signature__ = inspect.Signature([p for name, p in known.items() if name not in fixed])

    @property
    def about(self) -> dict[str, Any]:
        """What tells this trial from others: what is fixed, and its data."""
        return {"trial": {name: identity(value, name) for name, value in self.fixed.items()},
                "data": self._fingerprint()}

    def _fingerprint(self) -> str:
        """Return what tells these data from others, to six digits: the same on machines that round differently."""
        digest = hashlib.sha256()
        for X, y in self.data.values():
            for array in (X, y):
                digest.update(json.dumps([array.shape, [f"{v:.5e}" for v in array.astype(float).ravel()]]).encode())
        return digest.hexdigest()[:16]

    def __call__(self, *, seed: int, **setting: Any) -> dict[str, Any]:
        try:
            self.__signature__.bind(seed=seed, **setting)
        except TypeError as error:
            raise TypeError(f"{error}. Give each setting once: in the grid, or to Trial for all runs.") from None
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

    def _outputs(self, loss: str | Loss) -> int:
        targets = [y for _, y in self.data.values()]
        if targets[0].ndim == 2:
            return int(targets[0].shape[1])
        name = loss.name if isinstance(loss, Loss) else loss
        return int(max(y.max() for y in targets)) + 1 if name == "cross_entropy" else 1     # labels 0 ... K - 1

    def __repr__(self) -> str:
        N, D = np.shape(self.data["training"][0])
        return f"Trial({N} observations of {D} inputs, {', '.join(f'{k}={v!r}' for k, v in self.fixed.items())})"
