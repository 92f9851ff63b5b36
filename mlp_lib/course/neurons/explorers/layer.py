"""A layer in the plane: two or three units draw a line each, and the next neuron puts together what they see."""
from __future__ import annotations

from pathlib import Path

import numpy as np

from mlp_lib.hints import Array
from mlp_lib.teaching.explorer import Control, Explorer, Span, live

AND, OR = "all of them fire", "one of them fires"


def corners() -> tuple[Array, Array]:
    """Return 24 points (24, 2) round the corners of a square, and y (24,): 1 where the signs differ (XOR)."""
    middle = np.array([(1, 1), (-1, -1), (1, -1), (-1, 1)])
    x = np.repeat(middle, 6, axis=0) + np.random.default_rng(3).normal(0, 0.25, (24, 2))
    return x.round(2), np.repeat([0, 0, 1, 1], 6)


def layer() -> Explorer:
    """Return the explorer of a layer of two or three threshold units, and of the neuron that adds up their answers."""
    x, y = corners()
    lines = {key: span for i in (1, 2, 3) for key, span in (
        (f"turn{i}", Span(-180, 180, 1, f"unit {i}: direction of w, °")),
        (f"far{i}", Span(-2, 2, label=f"unit {i}: distance of its line")))}
    return live(Path(__file__).with_suffix(".js"), name="layer", title="A layer in the plane",
                data={"x": x.tolist(), "y": y.tolist()},
                units=Control(["two", "three"], "units"), rule=Control([AND, OR], "output fires where"), **lines,
                start={"units": "two", "rule": AND, "turn1": 45, "far1": 0.6, "turn2": 120, "far2": 0.4, "turn3": -135,
                       "far3": 0.5},
                stills=[{"turn1": 45, "far1": -0.8, "turn2": -135, "far2": -0.8}])
