"""A diagnosis says which of seven usual faults a training run looks like, why, and what to do about it.

It is an educated guess from the losses of the epochs and from the trained network, as a teacher looking over your
shoulder would make it. Give it the data as well, and it need not guess what the inputs look like.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .checks import lookup
from .hints import Array
from .inputs import as_inputs, as_net, as_targets
from .losses import LOSSES
from .network import MLP, Trace, forward

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
LARGE, SMALL = 10, 0.02                     # sizes of inputs, root mean square, that are far from 1
RANGES: dict[str, tuple[float, float]] = {
    "sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, np.inf), "softplus": (0, np.inf), "softmax": (0, 1), "step": (0, 1)}


@dataclass(frozen=True)
class Diagnosis:
    """What a run looks like: `name` (a key of `REMEDIES`, or "healthy"), `why` and `remedy`."""

    name: str
    why: str
    remedy: str = ""

    def __repr__(self) -> str:
        return " ".join(filter(None, (f"{self.name}: {self.why}", self.remedy)))


@dataclass
class Run:
    """What the checks look at: losses of the epochs, the network, inputs with their trace, targets or None."""

    losses: Array                           # (epochs,)
    net: MLP
    X: Array                                # (N, n_0); `given` is False where it stands in for the reader's
    given: bool
    y: Array | None                         # (N, K)
    loss: str | None
    trace: Trace = field(init=False)

    def __post_init__(self) -> None:
        self.trace = forward(self.net, self.X)

    @property
    def output(self) -> str:
        return self.net.sigma[self.net.L].name

    @property
    def hidden(self) -> range:
        return range(1, self.net.L)

    def constant(self) -> float:
        """Return the mean loss of one good constant for all observations, infinity where it cannot be known."""
        K = self.net.sizes[-1]
        if self.y is None or self.loss is None:
            return 1.2 * np.log(K) if self.output == "softmax" else np.inf       # some room: its loss is a guess
        middle = np.median if self.loss == "absolute_error" else np.mean
        return LOSSES[self.loss].value(np.broadcast_to(middle(self.y, axis=0), self.y.shape), self.y) / len(self.y)

    def spread(self) -> float:
        """Return how much the outputs differ between observations: the largest standard deviation of an output."""
        return float(self.trace.a[self.net.L].std(axis=0).max())


def diagnose(history: Any, net: MLP, X: ArrayLike | None = None, y: ArrayLike | None = None,
             loss: str | None = None) -> Diagnosis:
    """Return what a training run looks like: one of seven faults, or healthy.

    history   `.history` of a fit, or anything with `.loss`, one number per epoch; empty if it diverged at once
    net       the trained network
    X, y      the inputs (N, n_0) and targets of the run; without X, inputs of mean 0 and spread 1 are supposed
    loss      name of the loss of the run

    Raises TypeError for what is no history or no network, ValueError for data that do not fit the network.
    """
    losses = getattr(history, "loss", None)
    if losses is None or np.ndim(losses) != 1:
        raise TypeError(f"history must have .loss, one number per epoch, got {type(history).__name__}. "
                        "`fit` returns one: pass its .history.")
    net, given = as_net(net), X is not None
    if y is not None:
        supposed = loss or ("cross_entropy" if net.sigma[net.L].name == "softmax" else "squared_error")
        rows = len(np.asarray(y)) if X is None else len(np.atleast_2d(X))
        y = as_targets(y, (rows, net.sizes[-1]), lookup(LOSSES, supposed, "loss"))
    elif loss is not None:
        lookup(LOSSES, loss, "loss")
    if X is None:
        X = np.random.default_rng(0).normal(size=(500, net.sizes[0]))
    run = Run(np.asarray(losses, float), net, np.atleast_2d(as_inputs(net, X)), given, y, loss)
    with np.errstate(all="ignore"):
        for name, check in CHECKS.items():
            why = check(run)
            if why:
                return Diagnosis(name, why, REMEDIES[name])
    return Diagnosis(HEALTHY, "none of the seven usual faults is to be seen.")


def zero_start(run: Run) -> str | None:
    """Units that are copies of one another get the same gradient for ever."""
    for l in run.hidden:
        unit = np.column_stack([run.net.W[l], run.net.b[l]])                  # (n_l, n_{l-1} + 1)
        if not run.net.W[l].any():
            return f"all weights of layer {l} are 0, so its units all learn the same."
        if len(unit) > 1 and np.ptp(unit, axis=0).max() <= 1e-6 * np.abs(unit).max():
            return f"all units of layer {l} have the same weights, so they all learn the same."
    return None


def unscaled(run: Run) -> str | None:
    """Inputs far from size 1 make a valley too steep for any one learning rate."""
    if run.given:
        size = np.sqrt((run.X**2).mean(axis=0))                               # (n_0,)
        if size.max() > LARGE or size.max() < SMALL:
            return f"X[:, {size.argmax()}] has a root mean square of {size.max():.3g}, where about 1 is wanted."
    return None


def rate_too_high(run: Run) -> str | None:
    """The loss grew, leapt about, or is worse than that of a network that knows nothing."""
    losses = run.losses
    if not len(losses):
        return "the loss was infinite before the first epoch had ended."
    if not np.isfinite(losses).all() or losses[-1] > 1.2 * losses[0]:
        return f"the loss went from {losses[0]:.3g} to {losses[-1]:.3g}."
    steps = np.diff(np.log(losses + 1e-300))                                  # (epochs - 1,)
    if losses.max() > 1e9 or (np.abs(steps) > np.log(1000)).any():
        return f"the loss has been as high as {losses.max():.3g}."
    leaps = steps[len(steps) // 3:] > 0.15
    if len(leaps) > 4 and leaps.mean() > 0.25 and losses[-1] > 0.2 * losses[0]:
        return f"the loss leapt up in {leaps.sum()} of the last {len(leaps)} epochs."
    constant = run.constant()
    if losses[-1] > 1.25 * constant:
        return f"the loss is {losses[-1]:.3g}; the same answer to every observation would give {constant:.3g}."
    return None


def wrong_output(run: Run) -> str | None:
    """The output layer cannot reach the targets, or its slope goes to 0 where the loss is largest."""
    low, high = RANGES.get(run.output, (-np.inf, np.inf))
    if run.y is not None and run.output != "softmax" and (run.y.min() < low or run.y.max() > high):
        return (f"targets run from {run.y.min():.3g} to {run.y.max():.3g}, but {run.output} only gives values from "
                f"{low:g} to {high:g}.")
    last = run.losses[-1] if len(run.losses) else 0
    if run.loss and run.output in ("sigmoid", "softmax") and "entropy" not in run.loss and last > run.losses[0] / 2:
        return f"{run.output} with {run.loss}: where it is sure and wrong, its slope is near 0, and so is the gradient."
    worst = {"sigmoid": 1.2, "tanh": 1.5}.get(run.output, np.inf) * run.net.sizes[-1]
    if run.y is None and last > worst:
        return f"the loss stays at {last:.3g}: do the targets lie outside {run.output}'s range? Or eta is too high."
    if run.output in ("relu", "step") and run.y is None and (run.trace.a[run.net.L] == 0).mean() > 0.25:
        return f"{run.output} puts out 0 for {(run.trace.a[run.net.L] == 0).mean():.0%} of the inputs."
    return None


def dead_relus(run: Run) -> str | None:
    """A ReLU that is off for every observation has slope 0 for ever."""
    most = 1 if run.given else 0.99
    off = {l: (run.trace.z[l] <= 0).mean(axis=0) >= most for l in run.hidden if run.net.sigma[l].name == "relu"}
    if off:
        dead, units = sum(map(np.sum, off.values())), sum(map(len, off.values()))
        if dead >= units / 2 or any(layer.all() for layer in off.values()):
            return f"{dead} of the {units} hidden ReLUs are off for every observation."
    return None


def only_identities(run: Run) -> str | None:
    """Layers that do not bend are one layer."""
    if run.hidden and all(run.net.sigma[l].name == "identity" for l in run.hidden):
        return "no hidden layer bends, so the network is a linear model, whatever its size."
    return None


def vanishing(run: Run) -> str | None:
    """The gradient is lost on its way to layer 1, and the output hardly depends on the input."""
    if not run.hidden or not len(run.losses):
        return None
    net, (z, a) = run.net, run.trace
    delta = np.ones_like(z[net.L])
    for l in range(net.L, 1, -1):
        delta = net.sigma[l - 1].pullback(z[l - 1], a[l - 1], delta @ net.W[l])
    left = np.sqrt((delta**2).mean())
    unit = 1 if run.output in ("sigmoid", "softmax") else np.sqrt(run.losses[-1] / net.sizes[-1])
    if left < 0.02 and run.spread() < 0.05 * unit:
        return f"of a gradient of 1 at the output {left:.1g} is left in layer 1, and all outputs are nearly the same."
    return None


Check = Callable[[Run], str | None]         # why the run looks like the fault, None where it does not
CHECKS: dict[str, Check] = dict(zip(
    REMEDIES, (zero_start, unscaled, rate_too_high, wrong_output, dead_relus, only_identities, vanishing), strict=True))
