"""A split that leaks: where the tests of one mix fall, at random and by mix, and what error each split reports.

By mix to the last digit is not enough: the table has many mixes twice, once in whole kilograms.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from mlp_lib.course import experiments
from mlp_lib.teaching.explorer import Control, Explorer, live

from ..tasks import INPUTS, concrete_rows, divide, exact_mixes

SEEDS = range(10)
KINDS = {"random": "at random", "by exact mix": "by mix, to the last digit", "by mix": "by mix"}     # of the table
MODELS = {"linear, log age": "line in log(age)", "net, log age": "network", "net, log age, L2": "network with L2"}
ONCE, TWICE = 3, 2          # mixes to show: some that are written down once, and some that are twice
AGE = INPUTS.index("age")


def mixes() -> list[int]:
    """Return the numbers of mixes tested at six ages or more, and of those with most tests that stand there twice."""
    X, _, number = concrete_rows()
    exact = exact_mixes()
    days = {int(m): X[number == m, AGE].tolist() for m in np.unique(number)}
    once = [m for m, ages in days.items() if len(set(ages)) == len(ages) >= 6]
    written = {m: len(np.unique(exact[number == m])) for m in days}
    twice = sorted((m for m in days if written[m] == 2), key=lambda m: -len(days[m]))
    return [*(once[i * len(once) // ONCE] for i in range(ONCE)), *twice[:TWICE]]


def _data(shown: list[int]) -> dict[str, Any]:
    X, y, number = concrete_rows()
    table = experiments.read("concrete-split").sort_values("seed")
    groups = {kind: exact_mixes() if kind == "by exact mix" else number for kind in KINDS}
    learned = {kind: [np.isin(np.arange(len(X)), divide(kind, groups[kind], seed)[0]) for seed in SEEDS]
               for kind in KINDS}
    rows = [np.flatnonzero(number == m) for m in shown]
    rows = [r[np.argsort(X[r, AGE])] for r in rows]
    runs = {(kind, model): part for (kind, model), part in table.groupby(["kind", "model"])}
    return {
        "names": [f"mix {m}" for m in shown],
        "tests": [[[float(X[i, AGE]), float(y[i, 0])] for i in r] for r in rows],
        "recipes": [[round(float(v), 1) for v in X[r[0], :AGE]] for r in rows],
        "learned": {kind: [[marks[r].astype(int).tolist() for r in rows] for marks in learned[kind]] for kind in KINDS},
        "errors": {model: {kind: runs[kind, model]["test"].round(3).tolist() for kind in KINDS} for model in MODELS},
        "known": {kind: runs[kind, "mean"]["known_mixes"].round(4).tolist() for kind in KINDS},
    }


def split_leak() -> Explorer:
    """Return the explorer of two kinds of split: the tests of one mix, and the error that each split reports."""
    shown = mixes()
    texts = [f"mix {m}" + ", written twice" * (i >= ONCE) for i, m in enumerate(shown)]
    return live(Path(__file__).with_suffix(".js"), name="split-leak", title="Where do the tests of a mix go?",
                data=_data(shown), kind=Control(list(KINDS), "split", list(KINDS.values())),
                mix=Control([f"mix {m}" for m in shown], "mix", texts),
                draw=Control([seed + 1 for seed in SEEDS], "draw"),
                model=Control(list(MODELS), "model", list(MODELS.values())),
                start={"kind": "random", "mix": f"mix {shown[0]}", "draw": 1, "model": "net, log age"})
