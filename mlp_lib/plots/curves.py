"""A curve shows one number against another: an activation against its input, a loss against the epochs."""
from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from .. import checks
from ..activations import ACTIVATIONS, Activation
from ..hints import Array
from .style import BLUE, GREY, RED


def plot_function(activation: str | Activation, ax: Axes | None = None, z: ArrayLike | None = None,
                  derivative: bool = True) -> Axes:
    """Draw an activation a = sigma(z) as a solid line and its derivative as a dashed one; returns the axes.

    activation   a name such as "relu", or a record of ``ACTIVATIONS``
    z            1-D array of inputs, 481 points from -6 to 6 if left out

    Raises ValueError for the softmax, whose outputs depend on all inputs together, and for unknown names.
    Alt text: tell the range, where the curve rises, where it is flat, and the largest slope. Source: S10 to S13.
    """
    if isinstance(activation, str):
        activation = checks.lookup(ACTIVATIONS, activation, "activation")
    if not (callable(activation) and hasattr(activation, "derivative")):
        raise TypeError(f"activation must be a name or a record of ACTIVATIONS, got {activation!r}.")
    z = checks.finite(np.linspace(-6, 6, 481) if z is None else z, "z")
    if z.ndim != 1 or z.size < 2:
        raise ValueError(f"z must be a vector of at least 2 inputs, got the shape {z.shape}.")
    ax, a = checks.axes(ax), activation(z)
    if a.shape != z.shape or not np.isclose(a[0], np.asarray(activation(z[:1]))[0]):
        raise ValueError(f"{activation.name} has no curve: each output depends on all inputs. Plot one output "
                         "against one input, the others held fixed.")
    ax = plt.subplots()[1] if ax is None else ax
    name = activation.name.replace("_", " ")
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.plot(z, a, "-", color=BLUE, label=f"{name} $\\sigma(z)$")
    if derivative:
        ax.plot(z, np.broadcast_to(activation.derivative(z, a), z.shape), "--", color=RED,
                label="derivative $\\sigma'(z)$")
    ax.set(xlabel="pre-activation $z$", ylabel="$\\sigma(z)$, $\\sigma'(z)$" if derivative else "$\\sigma(z)$")
    ax.legend()
    return ax


def loss_curves(history: Any, ax: Axes | None = None, *, log: bool = False, ylabel: str = "loss") -> Axes:
    """Draw the training loss of each epoch, and the validation loss with its lowest point; returns the axes.

    history   has ``.loss`` and may have ``.validation``, one number per epoch each; epochs count from 1
    log       True for a logarithmic loss axis

    Raises TypeError for what is no history, ValueError for an empty one or a log scale of a loss of 0 or less.
    Alt text: tell the first and last losses, and where the validation loss is lowest.
    """
    if not hasattr(history, "loss"):
        raise TypeError(f"history must have .loss, one number per epoch, got {type(history).__name__}. "
                        "`fit` returns one: pass its .history.")
    ax, train = checks.axes(ax), _numbers(history.loss, "history.loss")
    held_out = getattr(history, "validation", None)
    held_out = _numbers([] if held_out is None else held_out, "history.validation")
    if train.ndim != 1 or not np.isfinite(train).any():
        raise ValueError(f"history.loss must hold a finite number per epoch, got {train.tolist()}. Train first; "
                         "if the training diverged at once, lower the learning rate.")
    if held_out.size and held_out.shape != train.shape:
        raise ValueError(f"history.validation has the shape {held_out.shape}, history.loss {train.shape}: "
                         "one number per epoch is wanted in both.")
    if log and min(train.min(), held_out.min(initial=np.inf)) <= 0:
        raise ValueError("a log scale shows positive losses only, and a loss of 0 or less came. Use log=False.")
    ax = plt.subplots()[1] if ax is None else ax
    epochs = np.arange(1, len(train) + 1)
    marker = "." if len(train) == 1 else None
    ax.plot(epochs, train, "-", marker=marker, color=BLUE, label="training")
    if held_out.size:
        ax.plot(epochs, held_out, "--", marker=marker, color=RED, label="validation")
        if np.isfinite(held_out).any():
            best = int(np.nanargmin(held_out))
            ax.plot(epochs[best], held_out[best], "o", color=RED, label=f"lowest, epoch {epochs[best]}")
    ax.set(xlabel="epoch", ylabel=ylabel, yscale="log" if log else "linear")
    ax.locator_params(axis="x", integer=True)
    ax.legend()
    return ax


def _numbers(values: ArrayLike, name: str) -> Array:
    """Return one float per epoch; a diverged one may be infinite or NaN."""
    try:
        return checks.numbers(values, name, dtype=float)
    except TypeError:
        raise TypeError(f"{name} must be a list of one number per epoch, got {values!r:.60}.") from None
