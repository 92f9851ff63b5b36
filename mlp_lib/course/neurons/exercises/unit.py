"""Exercises on one neuron: its sum, its threshold and its line; (5) and S7."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip

from ..afternoons import afternoons


def neuron(x, w, b, f):
    return f(w @ x + b)


NEURON = Exercise(
    id="one-neuron",
    title="One neuron",
    prompt=r"""
        Write equation (5), $y = f\left(\sum_i w_i x_i + b\right)$, as a function `neuron(x, w, b, f)`. `x` and `w`
        have one entry per input, `b` is a number, `f` is a function, such as `np.tanh`.
        """,
    kind="code", level="core", minutes=3,
    hints=(
        r"Three steps, from the inside outwards: the products and their sum, then the bias, then $f$, once.",
        r"First `z = w @ x + b`, a single number; then $f$ of it.",
    ),
    solution=neuron,
    why=r"""The neuron is a linear model with a function behind it. With `f` the identity it *is* the linear model
        (1); with the step it is the threshold neuron.""",
    cases=(
        Case((np.array([1.3, -1.0]), np.array([2.0, -1.0]), -1.0, np.tanh), 0.9890274022010993),      # tanh 2.6
        Case((np.array([3.0]), np.array([2.0]), 1.0, np.square), 49.0),
        Case((np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, -1.0]), 0.5, np.square), 0.25),
    ),
    slips=(
        Slip(lambda x, w, b, f: f(w @ x), "The bias is missing: this neuron's threshold is always 0."),
        Slip(lambda x, w, b, f: f(w @ x) + b, "The bias is added after $f$. It belongs to the sum inside: it moves the "
                                              "threshold, not the output.", 2),
        Slip(lambda x, w, b, f: np.sum(f(w * x + b)), "$f$ is applied to every product by itself and the results are "
             "summed. The cell body sums first; $f$ comes once, at the end.", 2),
        Slip(lambda x, w, b, f: np.sum(f(w * x)) + b, "$f$ is applied to every product by itself. The cell body sums "
                                                      "first, with the bias; $f$ comes once, at the end.", 2),
        Slip(lambda x, w, b, f: w @ x + b, "This is the sum inside. The activation function $f$ is still to be "
                                           "applied."),
        Slip(lambda x, w, b, f: f(np.sum(w * x + b)), "The bias stands inside the sum, so it is added once for every "
                                                      "input. It comes once.", 2),
        Slip(lambda x, w, b, f: f(w @ x - b), "The bias is subtracted. It is added in (5)."),
        Slip(lambda x, w, b, f: f(f(w @ x + b)), "$f$ is applied twice. Once is enough.", 2),
        Slip(lambda x, w, b, f: f(np.mean(w * x) + b), "This takes the mean of the products. (5) has their sum.", 2),
        Slip(lambda x, w, b, f: np.tanh(w @ x + b), "`np.tanh` is fixed here. Apply the function `f` that is handed "
                                                    "in."),
        Slip(lambda x, w, b, f: 1 / (1 + np.exp(-(w @ x + b))),
             "The sigmoid is fixed here. Apply the function `f` that is handed in."),
        Slip(lambda x, w, b, f: f(w * x + b), "These are several numbers, one for each input: the products have not "
                                              "been summed."),
    ),
)


def fires(x, w, t):
    b = -t                # the threshold, moved to the other side
    return w @ x + b > 0


def fires_twice(x, w, t):
    b = -t                # the threshold, moved to the other side
    return w @ x + b > t


THRESHOLD = Exercise(
    id="threshold-twice",
    title="A neuron that hardly ever fires",
    prompt=r"""
        A neuron is to fire when $\sum_i w_i x_i$ exceeds its threshold $t$. This code compares as slide S7
        does. With weights 1 and 1, threshold 1.5 and both inputs at 1 it ought to fire, and it does not.
        Mend it.
        """,
    kind="find the bug", level="core", minutes=3,
    hints=(
        r"Put in the numbers: the sum is 2, the threshold 1.5. What is compared with what?",
        r"$\sum w_i x_i > t$ and $\sum w_i x_i + b > 0$ with $b = -t$ say the same. The code mixes the two.",
    ),
    solution=fires,
    given=fires_twice,
    why=r"""With $b = -t$ the comparison is with 0. Who keeps $t$ on the right as well counts the threshold twice
        (erratum E20): the neuron then fires above $2t$ only.""",
    cases=(
        Case((np.array([1.0, 1.0]), np.array([1.0, 1.0]), 1.5), 1),
        Case((np.array([1.0, 0.0]), np.array([1.0, 1.0]), 1.5), 0),
        Case((np.array([1.0, 1.0]), np.array([1.0, -2.0]), -0.5), 0),
        Case((np.array([1.0, 1.0]), np.array([1.0, -2.0]), -1.5), 1),
        Case((np.array([0.5, 0.0]), np.array([1.0, 3.0]), 1.0), 0),
        Case((np.array([0.5]), np.array([1.0]), -1.0), 1),
        Case((np.array([1.0, 1.0]), np.array([1.0, 0.5]), 1.5), 0),         # just at the threshold
    ),
    slips=(
        Slip(lambda x, w, t: w @ x + t > 0, "The bias has the wrong sign here: a high threshold would make the neuron "
                                            "fire more readily.", 2),
        Slip(lambda x, w, t: w @ x > 0, "The threshold is gone altogether: neither $t$ nor $b$ plays a part.", 2),
        Slip(lambda x, w, t: w @ x - t < 0, "The comparison is the wrong way round: this neuron fires when the sum "
                                            "is *below* its threshold."),
        Slip(lambda x, w, t: w @ x >= t,
             "Nearly: this neuron also fires where the sum just equals its threshold. It is to exceed it."),
        Slip(lambda x, w, t: w * x > t, "Each product is compared by itself. The cell body sums first: the slide "
                                        "leaves out the $\\Sigma$ (erratum E20)."),
    ),
)

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
        right for at least 55 of the 63 afternoons. Hand them in as three numbers, `w1, w2, b`.
        """,
    kind="explorer challenge", level="stretch", minutes=4,
    hints=(
        r"Which sign must $w_1$ have if warm afternoons are busy? And $w_2$, if damp ones are quiet? Turn the line "
        r"first.",
        r"Then shift it with $b$. With $w_2 = -1$, a $w_1$ of 2 is better than one of 1, and the line has to move a "
        r"little towards the warm side.",
    ),
    solution=(2, -1, -1),
    why=r"""Warmth excites, damp inhibits, and the bias says that it takes some warmth to begin with. The direction of
        $\mathbf{w}$ turns the line, $b$ shifts it. Some eight afternoons stay on the wrong side: no straight line does
        much better.""",
    judge=_judge_line,
    slips=(
        Slip((1, 0, 0), "54 of 63, by the temperature alone: the line is upright. One more is right when the humidity "
                        "has a say.", 1),
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
