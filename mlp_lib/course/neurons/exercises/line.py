"""Exercises on the line at which a neuron of two inputs begins to fire."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Exercise, Form, Mistake, Reason, Slip

from ..afternoons import afternoons

BOUNDARY = Exercise(
    id="firing-temperature",
    title="How warm must a humid afternoon be?",
    prompt=r"""
        A neuron judges whether many bikes will be rented at 17:00. Its inputs are $x_1$ = (temperature − 15 °C)/10
        and $x_2$ = (humidity − 60 %)/20, its weights $w_1 = 2$ and $w_2 = -1$, its bias $b = -1$.

        On an afternoon with 80 % humidity: from which temperature on, in °C, does it fire?
        """,
    kind="number", level="core", minutes=3,
    hints=(
        r"The neuron changes its mind where $w_1 x_1 + w_2 x_2 + b = 0$. At 80 % humidity $x_2$ is a number: which?",
        r"$x_2 = 1$, so $2 x_1 - 1 - 1 = 0$. Solve for $x_1$, and turn it back into °C.",
    ),
    solution=25.0,
    why=r"""$2 x_1 - 1 - 1 = 0$ gives $x_1 = 1$, that is 25 °C. The humidity has a negative, inhibitory weight: at
        60 % the neuron would fire from 20 °C on.""",
    atol=0.05,
    slips=(
        Slip(1.0, "This is $x_1$. It counts tens of degrees above 15 °C: turn it back into a temperature.", 2),
        Slip(26.0,
             "Just at the border the sum is 0, and there the step (6) is 1: it fires *from* that temperature on, "
             "not from the next whole degree."),
        Slip(20.0, "Here the bias is missing (or the humidity, which comes to the same): $2 x_1 - 1 = 0$. Both take 1 "
                   "off the sum.", 2),
        Slip(15.0, "Here a minus is lost, at $w_2$ or at $b$, so that humidity and bias cancel. Both are negative.",
             2),
        Slip(5.0, "A sign has changed on the way: $2 x_1 = 2$, not $-2$.", 2),
        Slip(10.0, "This is $10\\,x_1$, the degrees above 15 °C.", 2),
        Slip(35.0, "The division by $w_1 = 2$ is missing: $2 x_1 = 2$ gives $x_1 = 1$.", 2),
        Slip(40.0, "This takes $x_2$ = 80/20. The 60 must be taken off first: $x_2$ = (80 − 60)/20."),
        Slip(120.0, "This takes $x_2$ = 80 − 60. It is still to be divided by 20."),
        Slip(24.0, "This takes $x_2$ = 0.8. The neuron is fed $x_2$ = (80 − 60)/20."),
        Slip(420.0, "80 is the humidity in per cent; the neuron is fed $x_2$ = (80 − 60)/20."),
    ),
)


def _wrong(w1, w2, b):
    """Return how many of the 63 afternoons a neuron calls busy and quiet, each wrongly."""
    x, busy = afternoons()
    fires = w1 * x[:, 0] + w2 * x[:, 1] + b >= -1e-9          # on the line it fires
    return int(np.sum(fires & ~busy)), int(np.sum(~fires & busy))


def _judge_line(answer):
    """Accept whatever gets 55 afternoons right; else say how many it gets."""
    try:
        w1, w2, b = np.asarray(answer, float).reshape(3).tolist()
    except (TypeError, ValueError):
        raise Reason("Three numbers were wanted: w1, w2, b.") from None
    if not np.isfinite([w1, w2, b]).all():
        raise Reason("Three finite numbers were wanted: w1, w2, b.")
    too_busy, too_quiet = _wrong(w1, w2, b)
    right = 63 - too_busy - too_quiet
    if right >= 55:
        return None
    text = (f"This neuron is right for {right} of the 63 afternoons. It calls {too_busy} quiet ones busy and "
            f"{too_quiet} busy ones quiet.")
    if sum(_wrong(-w1, -w2, -b)) <= 8:
        return Reason(f"{text} The line is right, but all signs are the other way round: it fires on the wrong side.")
    if sum(_wrong(w2, w1, b)) <= 8 or sum(_wrong(w2, b, w1)) <= 8:
        return Reason(f"{text} Is the order right? First $w_1$ (temperature), then $w_2$ (humidity), then $b$.")
    if w1 < 0:
        return Reason(f"{text} With a negative $w_1$ warm afternoons count as quieter ones. Are they?", 1)
    if too_quiet > too_busy and w1 > 0 > w2:
        return Reason(f"{text} The line lies too far on the warm side: raise $b$.")
    return Reason(text, 1 if w1 == 0 or w2 > 0 else 2)


LINE = Exercise(
    id="best-line",
    title="Turn and shift the line",
    prompt=r"""
        Use the explorer *A neuron of two inputs draws a line*. Find $w_1$, $w_2$ and $b$ with which the neuron is
        right for at least 55 of the 63 afternoons.
        """,
    hand_in="Hand them in as three numbers, `w1, w2, b`.", explorer="two-inputs",
    kind="explorer challenge", level="stretch", minutes=4,
    hints=(
        r"Which sign must $w_1$ have if warm afternoons are busy? And $w_2$, if damp ones are quiet? Turn the line "
        r"first.",
        r"Then shift it with $b$. With $w_2 = -1$, a $w_1$ of 2 is better than one of 1, and the line has to "
        r"move a little towards the warm side.",
    ),
    form=Form(("w₁", "w₂", "b")),
    solution=(2, -1, -1),
    why=r"""The direction of $\mathbf{w}$ turns the line, $b$ shifts it. The one shown says that warmth excites, damp
        inhibits, and that it takes some warmth to begin with; by the temperature alone, with $(1, 0, -0.3)$, 55 are
        right too. Some eight afternoons stay on the wrong side: no straight line is right for more than 57.""",
    judge=_judge_line,
    slips=(
        Slip((1, 0, 0), "54 of 63, by the temperature alone: the line is upright. Turn it by the humidity, or shift it "
                        "a little towards the warm side.", 1),
        Slip((2, -1, 0), "54 of 63: the line has the right slope. Shift it.", 2),
        Slip((2, -1, 1), "The slope is right, but the bias shifts the line to the cold side: too many quiet afternoons "
                         "are called busy.", 2),
        Slip((2, 1, -1), "With $w_2 = 1$ damp afternoons count as busier ones. Are they?", 1),
    ),
    planted=(
        Mistake((-1, 0, 0), "negative $w_1$"),
        Mistake((0, 0, 1), "of the 63 afternoons"),
        Mistake((-2, 1, 1), "all signs"),
        Mistake((-1, 2, -1), "Is the order right?"),
        Mistake((2, -1, -2), "too far on the warm side"),
        Mistake((2, -1), "Three numbers"),
    ),
)
