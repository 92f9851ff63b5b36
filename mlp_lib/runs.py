"""Runs: what one training run leaves behind: its network, its history, why it ended, and the state to go on from."""
from __future__ import annotations

import copy
import sys
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .checks import generator
from .hints import Array, Memory, Rows, Seed
from .network import MLP


@dataclass
class History:
    """What a training run looked like: one number per epoch in each list.

    loss         mean over the epoch's observations, each as its batch came, before the update; without the penalty
    validation   loss on the validation data at the end of the epoch
    metrics      name -> values at the end of the epoch, on the validation data where given, else on the training data
    """

    loss: list[float] = field(default_factory=list)
    validation: list[float] = field(default_factory=list)
    metrics: dict[str, list[float]] = field(default_factory=dict)


@dataclass
class State:
    """What a run needs in order to go on to the same bits, as it was at the end of an epoch."""

    theta: Array
    rng: np.random.Generator
    network: str                                            # its sizes and activations, as it shows itself
    epoch: int = 0                                          # epochs done so far
    memory: Memory = field(default_factory=dict)            # the optimizer's
    order: Rows | None = None                               # of the observations
    best: tuple[float, int, Array | None] = (np.inf, 0, None)   # lowest validation loss, its epoch, its theta


@dataclass(frozen=True)
class Fit:
    """What `fit` gives: the trained network, its history, why training ended, and the state to go on from."""

    net: MLP
    history: History
    reason: str
    state: State


def start(net: MLP, X: Array, state: State | None, rng: Seed) -> State:
    """Return the state that a run over X begins with: `state` where given, else one of `net` and `rng`."""
    if state is None:
        return State(net.theta.copy(), copy.deepcopy(generator(rng)), repr(net))
    if not isinstance(state, State):
        raise TypeError(f"state must be the .state of an earlier fit, got {type(state).__name__}")
    if rng is not None:
        raise ValueError(f"state brings its own random generator: leave out rng={rng!r}, or start anew without state.")
    if state.order is not None and len(state.order) != len(X):
        raise ValueError(f"state is of a run over {len(state.order)} observations, X has {len(X)}: "
                         "go on with the same data, or start anew without state.")
    net.with_theta(state.theta)                             # of another size: an error that says so
    if (state.network, state.theta.dtype) != (repr(net), net.theta.dtype):
        raise ValueError(f"state is of {state.network} in {state.theta.dtype}, but the network is {net!r} in "
                         f"{net.theta.dtype}. Pass the network that the state is of, or start anew without state.")
    return copy.deepcopy(state)


def progress_bar(total: int, unit: str = "epoch", done: int = 0, shown: bool = True) -> Any:
    """Return a bar that counts epochs or runs."""
    from tqdm.auto import tqdm
    if sys.platform == "emscripten":
        tqdm.monitor_interval = 0                           # a browser has no thread that could watch the bar
    return tqdm(total=total, initial=done, unit=unit, disable=not shown)
