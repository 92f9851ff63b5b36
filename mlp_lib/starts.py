"""Starts: the weights and biases with which training begins, random so that units differ, of a size that fits."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .activations import Activation
from .checks import Named, finite, lookup
from .hints import Array

Init = Callable[[np.random.Generator, int, int], ArrayLike]
INITS: Named[Callable[[np.random.Generator, int, int], tuple[Array, float]]] = Named("init", {  # rng, to, from -> W, b
    "he": lambda rng, n, m: (rng.normal(0, np.sqrt(2 / m), (n, m)), 0),
    "glorot": lambda rng, n, m: (rng.uniform(-1, 1, (n, m)) * np.sqrt(6 / (n + m)), 0),
    "playground": lambda rng, n, m: (rng.uniform(-0.5, 0.5, (n, m)), 0.1),
    "zeros": lambda rng, n, m: (np.zeros((n, m)), 0),
})


def start(l: int, like: Array, sigma: Activation, init: str | Init | None,
          rng: np.random.Generator) -> tuple[Array, float]:
    """Return (W[l], b[l]) for the layer l that `like`, (to, from), will hold, with the activation sigma."""
    n, m = like.shape
    if not callable(init):
        fitting = "he" if sigma.rectifier else "glorot"
        return lookup(INITS, fitting if init is None else init, "init")(rng, n, m)
    W = finite(init(rng, n, m), f"init's W[{l}]", "Mend init.", like.dtype)
    if W.shape != (n, m):
        raise ValueError(f"init gave a W[{l}] of shape {W.shape}, wanted (to, from) = {(n, m)}: swapped?")
    return W, 0.0
