"""How the seconds per epoch grow with the observations, the width, the depth and the batch, one at a time."""
from __future__ import annotations

import statistics

from .peers import PEERS
from .training import Case, measure

BASE = {"N": 2000, "width": 64, "depth": 2, "batch": 32}
VALUES = {"N": (500, 2000, 8000), "width": (8, 64, 512), "depth": (1, 2, 4, 8), "batch": (8, 32, 128, 512)}


def setting(varied, value):
    """Return the case in which one of N, width, depth and batch is another than in BASE."""
    of = BASE | {varied: value}
    return Case(name=f"{varied} {value}", N=of["N"], sizes=(20, *[of["width"]] * of["depth"], 1), batch=of["batch"],
                epochs=1)


def rows(values=VALUES, peers=PEERS, rounds=15):
    """Yield a row per setting: medians of rounds in which settings and peers ran in turn, tanh, float64, seed 0."""
    for varied, row in values.items():
        cases = {value: setting(varied, value) for value in row}
        seconds = measure(cases.values(), peers, rounds)
        for value, case in cases.items():
            yield {"varied": varied, "value": value, **(BASE | {varied: value}), "parameters": case.parameters,
                   "steps": case.steps, "Gflop": case.flops / 1e9,
                   **{f"{name}, s/epoch": statistics.median(seconds[case, name]) for name in peers}}
