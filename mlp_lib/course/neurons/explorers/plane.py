"""A line in the plane is where a neuron of two inputs changes its mind: w_1 x_1 + w_2 x_2 + b = 0."""
from __future__ import annotations

from pathlib import Path

from mlp_lib.teaching.explorer import Explorer, Span, live

from ..afternoons import afternoons


def line() -> Explorer:
    """Return the explorer of a neuron of two inputs: its line turns with the weights and shifts with the bias."""
    x, busy = afternoons()
    return live(Path(__file__).with_suffix(".js"), name="two-inputs", title="A neuron of two inputs draws a line",
                data={"celsius": (10 * x[:, 0] + 15).tolist(), "percent": (20 * x[:, 1] + 60).tolist(),
                      "busy": busy.tolist()},
                w1=Span(-3, 3, label="w₁, of the temperature"), w2=Span(-3, 3, label="w₂, of the humidity"),
                b=Span(-3, 3, label="bias b"), start={"w1": 1, "w2": 0.5, "b": 0})
