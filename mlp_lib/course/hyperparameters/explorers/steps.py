"""Steps: plain descent, momentum and Adam on the two valleys of the chapter on backpropagation."""
from __future__ import annotations

from mlp_lib.course.backpropagation.explorers.descent import SCRIPT, valleys
from mlp_lib.teaching.explorer import Control, Explorer, Span, live

KINDS = ["plain", "momentum", "Adam"]


def steps() -> Explorer:
    """Return the explorer of three kinds of steps on the loss of a line, before and after the input is standardised."""
    return live(SCRIPT, name="descent-steps", title="Three kinds of steps in two valleys", data=valleys(),
                kind=Control(KINDS, "kind of step"),
                eta=Span(0.01, 1.2, label="learning rate η"), b=Span(-2.2, 2.2, label="start b, from the lowest"),
                w=Span(-2.2, 2.2, label="start w, from the lowest"), step=Span(0, 80, 1, "steps", play=120),
                start={"eta": 0.03, "b": -1.9, "w": 1.5, "step": 20},
                stills=[{"kind": kind} for kind in KINDS])
