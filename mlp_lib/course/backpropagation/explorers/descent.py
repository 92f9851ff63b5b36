"""Descent: gradient descent on a loss of one weight, and on one of two, step by step."""
from __future__ import annotations

from pathlib import Path

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array
from mlp_lib.teaching.explorer import Control, Explorer, Span, live

SCRIPT, STEPS = Path(__file__).with_suffix(".js"), 20


def curve() -> Explorer:
    """Return the explorer of gradient descent on a loss of one weight, with one valley or with two."""
    return live(SCRIPT, name="descent-curve", title="Gradient descent on one weight",
                cost=Control(["one valley", "two valleys"], "cost"), eta=Span(0.01, 1, label="learning rate η"),
                w0=Span(-4, 6, label="start w"), step=Span(0, STEPS, 1, "steps", play=350),
                start={"eta": 0.2, "w0": -1, "step": 3})


def rentals() -> tuple[Array, Array]:
    """Return temperature (N,), in tens of °C, and rentals (N,), in hundreds of bikes, of one hour in twenty."""
    bikes = data.bikeshare().iloc[::20]
    return bikes["temperature"].to_numpy(float) / 10, bikes["bikers"].to_numpy(float) / 100


def valleys() -> dict[str, object]:
    """Return the loss of a line b + w x before and after x is standardised, as the script's two pictures need it."""
    x, y = rentals()
    sides = [_side("as it comes", "x in tens of °C", x, y),
             _side("standardised", "x standardised", data.standardizer(x)(x), y)]
    return {"sides": sides, "half": 2.4, "levels": np.geomspace(0.1, 16, 6).tolist()}


def surface() -> Explorer:
    """Return the explorer of gradient descent on the loss of a line b + w x, before and after x is standardised."""
    return live(SCRIPT, name="descent-surface", title="Gradient descent on two weights", data=valleys(),
                eta=Span(0.01, 1.2, label="learning rate η"), b=Span(-2.2, 2.2, label="start b, from the lowest"),
                w=Span(-2.2, 2.2, label="start w, from the lowest"), step=Span(0, STEPS, 1, "steps", play=350),
                start={"eta": 0.1, "b": -1.9, "w": 1.5, "step": 4},
                stills=[{"step": STEPS}])


def _side(name: str, title: str, x: Array, y: Array) -> dict[str, object]:
    """Return the mean squared error of b + w x as the browser needs it: lowest + d·H d, where d is from the best."""
    A = np.column_stack([np.ones_like(x), x])                                    # (N, 2): b + w x = A (b, w)
    best = np.linalg.lstsq(A, y, rcond=None)[0]
    return {"name": name, "title": title, "best": best.tolist(), "H": (A.T @ A / len(y)).tolist(),
            "lowest": float(((A @ best - y) ** 2).mean())}
