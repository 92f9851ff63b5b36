"""A failure is a sound training run with one setting changed, so that it breaks: the break-it gallery."""
from __future__ import annotations

from typing import Any, NamedTuple

from mlp_lib.checks import lookup
from mlp_lib.diagnose import HEALTHY
from mlp_lib.hints import Array
from mlp_lib.network import MLP
from mlp_lib.runs import Fit
from mlp_lib.training import fit

from .tasks import rentals

SOUND: dict[str, Any] = {
    "sizes": [4, 16, 16, 1], "hidden": "relu", "output": "identity", "init": None, "scaled": True,
    "loss": "squared_error", "eta": 0.05, "epochs": 20}
FAILURES: dict[str, dict[str, Any]] = {     # name of the diagnosis -> what is changed
    "zero start": {"init": "zeros"},
    "unscaled inputs": {"scaled": False},
    "rate too high": {"eta": 5.0},
    "wrong output layer": {"output": "sigmoid"},
    "dead ReLUs": {"loss": "huber", "eta": 3.0},
    "only identities": {"hidden": "identity"},
    "vanishing gradient": {"hidden": "sigmoid", "sizes": [4, 16, 16, 16, 16, 16, 16, 1]},
}
LETTERS = dict(zip("ABCDEFGH", (            # of the gallery, where the reader guesses first
    "wrong output layer", "rate too high", HEALTHY, "zero start", "unscaled inputs", "only identities", "dead ReLUs",
    "vanishing gradient"), strict=True))


class Broken(NamedTuple):
    """A run with what it was trained on: fit, inputs (600, 4), targets (600, 1), hundreds of bikes an hour."""

    fit: Fit
    X: Array
    y: Array


def train(seed: int = 0, **change: Any) -> Broken:
    """Train the sound network on 600 hours of rentals, with the settings of `change` in place of those of `SOUND`."""
    for name in change:
        lookup(SOUND, name, "setting")
    s = SOUND | change
    X, y = rentals(600, scaled=s["scaled"])
    net = MLP(s["sizes"], s["hidden"], s["output"], rng=seed, init=s["init"])
    return Broken(fit(net, X, y, loss=s["loss"], eta=s["eta"], epochs=s["epochs"], batch_size=20, rng=seed), X, y)
