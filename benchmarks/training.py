"""Seconds per epoch, of mlp_lib and its peers in turn within one process, so that a drifting machine is fair to all."""
from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import numpy as np

from mlp_lib.parameters import parameter_count

from .peers import PEERS, products


@dataclass(frozen=True)
class Case:
    """One training to be timed."""

    name: str
    N: int
    sizes: tuple
    batch: int
    epochs: int                 # per timing
    activation: str = "tanh"
    dtype: type = np.float64
    optimizer: str = "sgd"
    eta: float = 1e-3
    budget: float | None = None     # the peers' time over ours that design asks for

    @property
    def parameters(self):
        """The number of weights and biases."""
        return parameter_count(self.sizes)

    @property
    def steps(self):
        """The updates of an epoch."""
        return -(-self.N // self.batch)

    @property
    def flops(self):
        """About the operations of an epoch: three products, each a multiplication and an addition per parameter."""
        return 2 * 3 * self.parameters * self.N

    def data(self):
        """Return X, y of a made-up regression."""
        rng = np.random.default_rng(0)
        X = rng.normal(size=(self.N, self.sizes[0]))
        y = np.tanh(X @ rng.normal(size=(self.sizes[0], self.sizes[-1])) / np.sqrt(self.sizes[0]))
        return X.astype(self.dtype), y.astype(self.dtype)


SMALL = {"name": "500×2, 8-8, batch 10", "N": 500, "sizes": (2, 8, 8, 1), "batch": 10, "epochs": 20}
MIDDLE = {"name": "5,000×20, 100-50, batch 32", "N": 5000, "sizes": (20, 100, 50, 1), "batch": 32, "epochs": 2}
LARGE = {"name": "20,000×256, 1024-1024, batch 256", "N": 20000, "sizes": (256, 1024, 1024, 10), "batch": 256,
         "epochs": 1}
CASES = [Case(**size, activation=activation, dtype=dtype, budget=budget if activation == asked else None)
         for size, asked, budget in ((SMALL, "tanh", 5.0), (MIDDLE, "tanh", 2.0), (LARGE, "relu", 1.0))
         for activation in ("tanh", "relu") for dtype in (np.float64, np.float32)]
CASES += [Case(**size, optimizer=optimizer) for size in (SMALL, MIDDLE) for optimizer in ("momentum", "adam")]


def measure(cases, contenders, rounds):
    """Return {(case, name): seconds per epoch, one number per round}; all run in turn."""
    runs = {(case, name): prepare(case, *case.data(), case.epochs)
            for case in cases for name, prepare in contenders.items()}
    for run in runs.values():                                   # warm up: threads, caches, lazy imports
        run()
    seconds = {key: [] for key in runs}
    for _ in range(rounds):
        for key, run in runs.items():
            start = time.perf_counter()
            run()
            seconds[key].append((time.perf_counter() - start) / key[0].epochs)
    return seconds


def compare(case, rounds=7):
    """Return a row: medians of seconds per epoch, medians of the ratios taken round by round, share of the products."""
    seconds = {name: row for (_, name), row in measure([case], PEERS | {"products": products}, rounds).items()}
    us = seconds["mlp_lib"]

    def ratio(name):
        return statistics.median(t / u for t, u in zip(seconds[name], us, strict=True))
    return {
        "case": case.name, "activation": case.activation, "dtype": np.dtype(case.dtype).name,
        "optimizer": case.optimizer, "parameters": case.parameters, "steps": case.steps, "Gflop": case.flops / 1e9,
        **{f"{name}, s/epoch": statistics.median(seconds[name]) for name in PEERS},
        **{f"{name} / mlp_lib": ratio(name) for name in PEERS if name != "mlp_lib"},
        "share of products": ratio("products"), "budget": case.budget,
    }


def rows(cases=CASES):
    """Yield a row per case: medians of rounds in which the contenders ran in turn, seed 0."""
    for count, case in enumerate(cases, start=1):
        yield compare(case, rounds=3 if case.N > 10_000 else 9)
        print(f"  {count} of {len(cases)}: {case.name}, {case.activation}, {np.dtype(case.dtype).name}", flush=True)
