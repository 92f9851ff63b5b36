"""Softmax (65): three logits become three probabilities, and what does and does not change them."""
from __future__ import annotations

from pathlib import Path

from mlp_lib.teaching.explorer import Control, Explorer, Span, live

GIVEN, LARGEST, LAST = "as they are", "minus the largest", "minus the car's"


def softmax() -> Explorer:
    """Return the explorer of the softmax of three logits, with a temperature, and shifted in two ways."""
    return live(Path(__file__).with_suffix(".js"), name="softmax", title="From three logits to three probabilities",
                train=Span(-5, 5, label="the train's logit"), bus=Span(-5, 5, label="the bus's logit"),
                car=Span(-5, 5, label="the car's logit"), temperature=Span(0.1, 10, label="temperature T"),
                shift=Control([GIVEN, LARGEST, LAST], "logits"),
                start={"train": 1, "bus": 0, "car": 2, "temperature": 1})
