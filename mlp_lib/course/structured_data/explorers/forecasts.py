"""Forecasts of the mode: a threshold with its two kinds of mistakes, and whether probabilities keep their word."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from mlp_lib import data
from mlp_lib.teaching.explorer import Control, Explorer, Span, live

from ..stored import mode_forecasts

MODES = data.CATEGORIES["mode"]
NAMES = {"net of 20, L2": "network", "net of 20": "network without L2", "conditional logit": "conditional logit"}


def _data(names: list[str]) -> dict[str, Any]:
    """Return probabilities in thousandths, and what came."""
    found = {name: mode_forecasts(name) for name in names}
    return {"said": {NAMES[name]: np.rint(1000 * P).astype(int).T.tolist() for name, (P, _) in found.items()},
            "taken": found[names[0]][1].astype(int).tolist()}


def threshold() -> Explorer:
    """Return the explorer of a threshold for one mode: who is found, who is called in error, and what that costs."""
    return live(Path(__file__).with_name("threshold.js"), name="threshold", title="From which probability on?",
                data=_data(["net of 20, L2"]), mode=Control(MODES, "mode"),
                threshold=Span(0, 1, 0.01, "threshold"),
                cost=Span(1, 10, 0.5, "cost of a miss, in false alarms"),
                start={"mode": "bus", "threshold": 0.5, "cost": 4})


def calibration() -> Explorer:
    """Return the explorer of a calibration diagram: how many bins, and which forecast."""
    return live(Path(__file__).with_name("calibration.js"), name="calibration",
                title="Do the probabilities keep their word?", data=_data(list(NAMES)),
                forecast=Control(list(NAMES.values()), "forecast"), mode=Control([*MODES, "all"], "mode"),
                bins=Span(2, 20, 1, "bins"), start={"mode": "all", "bins": 10})
