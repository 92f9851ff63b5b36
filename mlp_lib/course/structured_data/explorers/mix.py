"""A mix whose ingredients the reader sets: its strength and band from five stored networks, over age and over water."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array
from mlp_lib.teaching.explorer import Explorer, Span, live

from .. import models, stored
from ..tasks import MIX, concrete_rows

LABELS = ["cement, kg/m³", "slag", "fly ash", "water", "superplasticizer", "coarse aggregate", "fine aggregate"]
NEAR = 0.95                 # of the table's mixes have another one within the distance that counts as near
DIGITS = 5                  # of the weights: the strength moves by less than .01 MPa


def ingredients() -> Array:
    """Return the 329 mixes, (329, 7), kg/m³, in the order of their numbers; of one that is written twice, the first."""
    X, _, number = concrete_rows()
    return X[np.unique(number, return_index=True)[1], :len(MIX)]


def apart(mixes: Array, spread: Array) -> Array:
    """Return how far each mix is from its nearest other one, (M,), in standard deviations of the ingredients."""
    scaled = mixes / spread
    distance = np.linalg.norm(scaled[:, None] - scaled, axis=2)         # (M, M)
    np.fill_diagonal(distance, np.inf)
    nearest: Array = distance.min(axis=1)
    return nearest


def _rounded(values: Array) -> list[float]:
    return [float(f"{value:.{DIGITS}g}") for value in values]


def _data() -> dict[str, Any]:
    X, y, number = concrete_rows()
    learn, hold = stored.band_rows()
    nets, mixes = stored.band_nets(), ingredients()
    inputs, target = data.standardizer(models.log_age(X[learn])), data.standardizer(y[learn, 0])
    average = models.mean_of([models.with_scales(net, X[learn], y[learn]) for net in nets])
    spread = X[:, :len(MIX)].std(axis=0)
    at_28 = X[:, -1] == 28
    return {
        "sizes": list(nets[0].sizes), "thetas": [_rounded(net.theta) for net in nets],
        "inputs": {"mean": inputs.mean.tolist(), "std": inputs.std.tolist()},
        "target": {"mean": float(target.mean), "std": float(target.std)},
        "wider": models.widening(average(X[hold]), y[hold]),
        "mixes": mixes.round(1).tolist(), "spread": spread.tolist(),
        "near": float(np.quantile(apart(mixes, spread), NEAR)),
        "tests": [[int(m), int(age), round(float(strength), 1)] for m, age, strength in zip(number, X[:, -1], y[:, 0],
                                                                                            strict=True)],
        "at28": np.column_stack([X[at_28, MIX.index("water")] / X[at_28, 0], y[at_28, 0]]).round(2).tolist(),
    }


def mix() -> Explorer:
    """Return the explorer of one mix: predicted strength and band, the water-cement ratio, and whether it is known."""
    X, _, _ = concrete_rows()
    low, high = np.floor(X.min(axis=0)), np.ceil(X.max(axis=0))
    spans: dict[str, Any] = {
        name: Span(float(low[j]), float(high[j]), 0.1 if name == "superplasticizer" else 1, LABELS[j])
        for j, name in enumerate(MIX)}
    return live(Path(__file__).with_suffix(".js"), name="mix", title="A mix of your own", data=_data(), **spans,
                age=Span(1, 365, 1, "age, days"),
                start={"cement": 300, "slag": 0, "fly_ash": 100, "water": 180, "superplasticizer": 6,
                       "coarse_aggregate": 1000, "fine_aggregate": 780, "age": 28})
