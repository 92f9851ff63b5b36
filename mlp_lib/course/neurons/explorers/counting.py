"""A counter of parameters: each layer's weights as a table, one row to each unit, and its biases in a column."""
from __future__ import annotations

from pathlib import Path

from mlp_lib.teaching.explorer import Explorer, Span, live


def counter() -> Explorer:
    """Return the explorer that counts the parameters of a network, with every weight and bias in view."""
    return live(Path(__file__).with_suffix(".js"), name="parameter-counter", title="Count the parameters",
                inputs=Span(1, 20, 1, "inputs"), layers=Span(0, 3, 1, "hidden layers"),
                hidden=Span(1, 20, 1, "units in each of them"), outputs=Span(1, 10, 1, "outputs"),
                start={"inputs": 3, "layers": 1, "hidden": 4, "outputs": 2},
                stills=[{"layers": 2}])
