"""Settings: every control of the Playground, with the positions that it has, and three that the original lacks."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from .. import checks
from ..hints import Array
from .points import THREE

RATES = (1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
PENALTY_RATES = (0.0, *RATES[2:])
FEATURES: dict[str, tuple[str, Callable[[Array, Array], Array]]] = {    # key of the address -> name, (x1, x2) -> input
    "x": ("X₁", lambda x1, x2: x1),
    "y": ("X₂", lambda x1, x2: x2),
    "xSquared": ("X₁²", lambda x1, x2: x1 * x1),
    "ySquared": ("X₂²", lambda x1, x2: x2 * x2),
    "xTimesY": ("X₁X₂", lambda x1, x2: x1 * x2),
    "sinX": ("sin X₁", lambda x1, x2: np.sin(x1)),
    "sinY": ("sin X₂", lambda x1, x2: np.sin(x2)),
}
CHOICES: dict[str, Sequence[Any]] = {
    "problem": ("classification", "regression", "three-classes"),
    "dataset": ("circle", "xor", "gauss", "spiral"),
    "reg_dataset": ("reg-plane", "reg-gauss"),
    "class_dataset": tuple(THREE),
    "loss": ("half_squared_error", "cross_entropy"),
    "activation": ("relu", "tanh", "sigmoid", "linear"),
    "regularization": ("none", "L1", "L2"),
    "learning_rate": RATES,
    "regularization_rate": PENALTY_RATES,
    "noise": range(0, 51, 5),
    "train_percent": range(10, 91, 10),
    "batch_size": range(1, 31),
}
LAYERS, UNITS = 6, 8                        # hidden layers, units in one of them, at most
SEED = re.compile(r"[\w.+-]{1,40}", re.ASCII)


class Task(NamedTuple):
    """What the output layer is for: its activation, the loss that it is trained by, and how many units it has."""

    output: str
    loss: str
    units: int


TASKS = {
    ("classification", "half_squared_error"): Task("tanh", "half_squared_error", 1),        # the original's
    ("classification", "cross_entropy"): Task("sigmoid", "binary_cross_entropy", 1),
    ("regression", ""): Task("identity", "half_squared_error", 1),
    ("three-classes", ""): Task("softmax", "cross_entropy", 3),
}


@dataclass(frozen=True)
class Settings:
    """The settings of a run; the defaults are the Playground's.

    problem               "classification" (labels -1 and 1), "regression", or "three-classes" (of ours)
    dataset, reg_dataset, class_dataset     the point set of each problem
    own                   whether the points are the reader's own instead
    loss                  of two classes: "half_squared_error", as there, or "cross_entropy" (of ours, with a sigmoid)
    features              keys of FEATURES: the inputs
    hidden                units of each hidden layer: at most 6 layers of 1 to 8
    activation            of all hidden layers
    zero_start            all weights and biases 0
    seed                  text, as in the address: it decides the points and the start
    kept                  (key, value) of what the address says and we have no use for

    Raises ValueError or TypeError for what the Playground has no position for; CHOICES has the positions.
    """

    problem: str = "classification"
    dataset: str = "circle"
    reg_dataset: str = "reg-plane"
    class_dataset: str = "three-clouds"
    own: bool = False
    noise: int = 0
    train_percent: int = 50
    features: tuple[str, ...] = ("x", "y")
    hidden: tuple[int, ...] = (4, 2)
    activation: str = "tanh"
    loss: str = "half_squared_error"
    learning_rate: float = 0.03
    batch_size: int = 10
    regularization: str = "none"
    regularization_rate: float = 0.0
    zero_start: bool = False
    seed: str = "1"
    show_test: bool = False
    discretize: bool = False
    kept: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            object.__setattr__(self, name, position(name, getattr(self, name), choices))
        for name in ("own", "zero_start", "show_test", "discretize"):
            checks.one_of(getattr(self, name), (True, False), name)
        given = checks.words(self.features, "features")
        for name in given:
            checks.lookup(FEATURES, name, "feature")
        if not given:
            raise ValueError("features must name at least one input, such as ('x', 'y'): a network needs one.")
        object.__setattr__(self, "features", tuple(name for name in FEATURES if name in given))
        if not isinstance(self.hidden, list | tuple) or len(self.hidden) > LAYERS:
            raise ValueError(f"hidden must be the units of at most {LAYERS} layers, as in (4, 2); got {self.hidden!r}.")
        object.__setattr__(self, "hidden", tuple(
            checks.count(n, f"hidden layer {l}", most=UNITS) for l, n in enumerate(self.hidden, start=1)))
        if not isinstance(self.seed, str) or not SEED.fullmatch(self.seed):
            raise ValueError(f"seed must be text of letters, digits and . + - _, at most 40; got {self.seed!r:.60}.")

    @property
    def task(self) -> Task:
        """The output layer and the loss that go with the problem."""
        return TASKS[self.problem, self.loss if self.problem == "classification" else ""]

    @property
    def points(self) -> str:
        """The point set in use."""
        named = {"classification": self.dataset, "regression": self.reg_dataset, "three-classes": self.class_dataset}
        return "own" if self.own else named[self.problem]

    def inputs(self, X: Array) -> Array:
        """Return the features of points (N, 2) as the network's inputs, (N, n_0)."""
        return np.column_stack([FEATURES[name][1](X[:, 0], X[:, 1]) for name in self.features])


def position(name: str, value: Any, choices: Sequence[Any]) -> Any:
    """Return the position of a control that `value` is, of its own kind; else raise ValueError with the nearest."""
    if isinstance(choices[0], str):
        return checks.lookup(dict.fromkeys(choices, value), value, name.replace("_", " ")) and value
    value = checks.number(value, name.replace("_", " "))
    near = min(choices, key=lambda one: abs(one - value))
    if near != value:
        shown = (f"{choices[0]} to {choices[-1]} in steps of {choices.step}" if isinstance(choices, range)
                 else ", ".join(f"{one:g}" for one in choices))
        raise ValueError(f"{name.replace('_', ' ')} must be one of {shown}; got {value:g}. The nearest is {near:g}.")
    return near


def changed(settings: Settings, other: Settings) -> Mapping[str, Any]:
    """Return what `other` has that `settings` has not, name -> value."""
    return {name: getattr(other, name) for name in Settings.__dataclass_fields__
            if getattr(other, name) != getattr(settings, name)}
