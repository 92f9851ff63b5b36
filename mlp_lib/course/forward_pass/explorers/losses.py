"""Losses to look at: what a residual costs, what a probability costs, and the noise that each loss stands for."""
from __future__ import annotations

from math import erf, exp, pi, sqrt
from pathlib import Path

from mlp_lib.teaching.explorer import Control, Explorer, Span, live

SCRIPT = Path(__file__).with_suffix(".js")
SHOWN = {"squared_error": "squared", "absolute_error": "absolute", "huber": "Huber"}
AREA = {"squared_error": sqrt(pi), "absolute_error": 2.0,                  # under exp(-loss)
        "huber": sqrt(2 * pi) * erf(sqrt(0.5)) + 2 * exp(-0.5)}            # a normal middle, two exponential tails


def residual() -> Explorer:
    """Return the explorer of a residual's loss and slope, beside the noise whose negative logarithm the loss is."""
    return live(SCRIPT, name="residual", title="What does a residual cost?", data={"areas": AREA},
                loss=Control(list(SHOWN), "loss", texts=list(SHOWN.values())), e=Span(-4, 4, label="residual e"),
                start={"e": 2})


def surprise() -> Explorer:
    """Return the explorer of the probability given to what happened, and what it costs."""
    return live(SCRIPT, name="surprise", title="What does a probability cost?",
                p=Span(0.005, 1, 0.005, "p of the bus"), start={"p": 0.25})
