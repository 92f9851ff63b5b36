"""A unit is one neuron: here one input, one weight, one bias and an activation, a = f(w x + b)."""
from __future__ import annotations

from pathlib import Path

from mlp_lib.teaching.explorer import Control, Explorer, Span, live


def unit() -> Explorer:
    """Return the explorer of one neuron of one input: what w, b and f do to its curve."""
    return live(Path(__file__).with_suffix(".js"), name="one-neuron", title="One neuron",
                activation=Control(["sigmoid", "step", "tanh", "relu"], "activation f"),
                w=Span(-5, 5, label="weight w"), b=Span(-5, 5, label="bias b"),
                start={"w": 1, "b": 0.5}, stills=[{"w": 2, "b": -2}])
