"""A fault is one thing that is wrong with a training run; a check says why a run looks like it, or None."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .symptoms import Run

FALLING, CONSTANT = "still falling", "no better than a constant"
LARGE, SMALL = 10, 0.02                     # root mean square of an input, its largest value: far from 1
LITTLE = 0.93                               # of the constant's loss: what is above may be learned by heart
RANGES: dict[str, tuple[float, float]] = {
    "sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, np.inf), "softplus": (0, np.inf), "softmax": (0, 1), "step": (0, 1)}


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
    """Inputs far from size 1 make a valley too steep for any one learning rate, or are not seen at all."""
    if run.given:
        size, most = np.sqrt((run.X**2).mean(axis=0)), np.abs(run.X).max(axis=0)          # (n_0,)
        if size.max() > LARGE:
            return f"X[:, {size.argmax()}] has a root mean square of {size.max():.3g}, where about 1 is wanted."
        small = np.where(np.ptp(run.X, axis=0) > 0, most, np.inf)
        if small.min() < SMALL:
            return (f"no value of X[:, {small.argmin()}] is larger than {small.min():.3g}, where about 1 is wanted: "
                    "the network can hardly see it.")
    return None


def wrong_output(run: Run) -> str | None:
    """The output layer cannot reach the targets, is none for classes, or its slope is 0 where the loss is largest."""
    low, high = RANGES.get(run.output, (-np.inf, np.inf))
    unfit = "" if run.loss is None or run.entropy else run.loss.name          # a loss that is none for probabilities
    if run.output == "softmax" and unfit and (run.y is None or run.classes):
        return (f"softmax with {unfit}: where it is sure and wrong, its slope is near 0, and so is the gradient. "
                "Take cross_entropy.")
    if run.y is None:
        return None
    if run.output != "softmax" and (run.y.min() < low - 1e-6 or run.y.max() > high + 1e-6):
        return (f"targets run from {run.y.min():.3g} to {run.y.max():.3g}, but {run.output} only gives values from "
                f"{low:g} to {high:g}.")
    if run.classes and high == np.inf:
        return f"the targets are {run.y.min():g} and {run.y.max():g}, which are classes; {run.output} gives any number."
    if not run.given:
        return None
    a = run.trace.a[run.net.L]
    if run.output in ("relu", "step") and (off := (a <= 0) & (run.y > 0)).mean() > 0.25:
        return f"{run.output} puts out 0 for {off.mean():.0%} of the targets, which are above 0."
    if run.output == "sigmoid" and unfit and (lost := (np.abs(a - run.y) > 0.5) & (a * (1 - a) < 0.05)).mean() > 0.2:
        return (f"sigmoid with {unfit}: for {lost.mean():.0%} of the targets it is sure and wrong, where its slope "
                "is near 0, and so is the gradient. Take binary_cross_entropy.")
    return None


def rate_too_high(run: Run) -> str | None:
    """The loss grew, leapt about, or stays, restless, above that of one answer for all."""
    losses = run.losses
    if not len(losses):
        return "the loss was infinite before the first epoch had ended."
    if not np.isfinite(losses).all() or run.late > 1.2 * losses[0]:
        return f"the loss went from {losses[0]:.3g} to {losses[-1]:.3g}."
    steps = np.diff(np.log(losses + 1e-300))                                  # (epochs - 1,)
    came_down = run.fall or run.late < 0.2 * losses[0]
    high = 1000 * run.zero() if np.isfinite(run.zero()) else 1e20 if came_down else 1e9
    leapt = np.abs(steps) if run.y is None and losses.max() > 1000 else steps
    if losses.max() > high or (leapt > np.log(1000)).any():
        return f"the loss has been as high as {losses.max():.3g}."
    leaps = steps[len(steps) // 3:] > 0.15
    if len(leaps) > 4 and leaps.mean() > 0.25 and losses[-1] > 0.2 * losses[0]:
        return f"the loss leapt up in {leaps.sum()} of the last {len(leaps)} epochs."
    if run.restless and run.late > 1.25 * run.constant():
        return (f"the loss goes up and down about {run.late:.3g}; the same answer to every observation would give "
                f"{run.constant():.3g}.")
    if run.restless and run.late > guess(run):
        return f"the loss goes up and down about {run.late:.3g}, which is much for {run.output}."
    return None


def guess(run: Run) -> float:
    """Return a loss, where the targets are not known, that a network with this output has not even at its start."""
    K = run.net.sizes[-1]
    worst = {"sigmoid": 1.2 * K, "tanh": 1.5 * K, "softmax": 1.5 * np.log(K)} if run.y is None else {}
    return float(worst.get(run.output, np.inf))


def guessed_output(run: Run) -> str | None:
    """Without the targets: a loss that a fitting output would not keep."""
    if run.output != "softmax" and run.late > guess(run):
        return f"the loss stays at {run.losses[-1]:.3g}: do the targets lie outside {run.output}'s range?"
    if run.y is None and run.output in ("relu", "step") and (run.trace.a[run.net.L] == 0).mean() > 0.25:
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
        for l, layer in off.items():
            if layer.mean() >= 0.75:
                return f"{layer.sum()} of the {len(layer)} ReLUs of layer {l} are off for every observation."
    return None


def only_identities(run: Run) -> str | None:
    """Layers that do not bend are one layer."""
    if run.hidden and all(run.net.sigma[l].name == "identity" for l in run.hidden):
        return "no hidden layer bends, so the network is a linear model, whatever its size."
    return None


def vanishing(run: Run) -> str | None:
    """The gradient is lost on its way to layer 1, and the output hardly depends on the input; or a layer is flat."""
    if not run.hidden or not len(run.losses):
        return None
    net, (z, a) = run.net, run.trace
    delta = np.ones_like(z[net.L])
    for l in range(net.L, 1, -1):
        delta = net.sigma[l - 1].pullback(z[l - 1], a[l - 1], delta @ net.W[l])
    left = np.sqrt((delta**2).mean())
    unit = 1 if run.output in ("sigmoid", "softmax") else np.sqrt(run.losses[-1] / net.sizes[-1])
    if left < 0.01 and run.spread() < 0.05 * unit:
        return f"of a gradient of 1 at the output {left:.1g} is left in layer 1, and all outputs are nearly the same."
    for l in run.hidden:
        top = {"tanh": 1, "sigmoid": 0.25}.get(net.sigma[l].name, np.inf)     # the steepest slope
        flat = (net.sigma[l].derivative(z[l], a[l]) < 0.05 * top).mean() if top < np.inf else 0
        if flat > 0.7 and run.constant() < 2 * run.late:
            return f"{net.sigma[l].name} of layer {l} is saturated, its slope near 0, for {flat:.0%} of its outputs."
    return None


def still_falling(run: Run) -> str | None:
    """The loss has not come down to that of one answer for all, but is on its way."""
    constant = run.constant()
    if run.late > constant and run.fall > (0.02 if run.late < 1.05 * constant else 0):
        return (f"the loss is {run.losses[-1]:.3g}, that of the same answer to every observation {constant:.3g}, and "
                "it was still falling.")
    return None


def no_better(run: Run) -> str | None:
    """The network knows no more than one answer for all, or so little more that it may have learned it by heart."""
    if run.same:
        return "all targets are the same, so there is nothing to learn."
    if run.late > LITTLE * run.constant():
        return f"the loss is {run.losses[-1]:.3g}; the same answer to every observation gives {run.constant():.3g}."
    return None


Check = Callable[[Run], str | None]         # why the run looks like the fault, None where it does not
CHECKS: tuple[tuple[str, Check], ...] = (
    ("zero start", zero_start), ("unscaled inputs", unscaled), ("wrong output layer", wrong_output),
    ("rate too high", rate_too_high), ("wrong output layer", guessed_output), ("dead ReLUs", dead_relus),
    ("only identities", only_identities), ("vanishing gradient", vanishing), (FALLING, still_falling),
    (CONSTANT, no_better))
