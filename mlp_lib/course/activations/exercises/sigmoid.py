"""The sigmoid (8): an exercise on coding it safely and one on where it saturates."""
from __future__ import annotations

import math

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip


def sigmoid(z):
    e = np.exp(-np.abs(z))                # between 0 and 1, whatever z is
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def _minus_forgotten(z):
    return 1 / (1 + np.exp(z))


def _tanh(z):
    return np.tanh(z)


def _tanh_not_halved(z):
    return 0.5 * (1 + np.tanh(z))


def _other_form(z):
    return np.exp(z) / (1 + np.exp(z))


def _as_printed(z):
    return 1 / (1 + np.exp(-z))


def _single_numbers(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def _cut_hard(z):
    return np.clip(0.5 + np.asarray(z) / 4, 0, 1)


def _silenced(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


STABLE_SIGMOID = Exercise(
    id="stable-sigmoid",
    title="A sigmoid that never overflows",
    prompt=r"""
        Equation (8) is $\sigma(z) = 1 / (1 + e^{-z})$. Typed as it stands it is right on paper and fails in
        the machine: a float ends near $10^{308}$, so $e^{-z}$ overflows for $z = -1000$, and
        NumPy warns (in the browser it cannot). A travel cost in cents instead of dollars is enough to bring such a $z$.

        Write `sigmoid(z)` for a number or an array of any shape so that it agrees with (8) to six decimals, and
        nothing overflows on the way, for any finite $z$.
        """,
    kind="code", level="core", minutes=10,
    hints=(
        r"Check one value by hand: $\sigma(0) = 1/2$, and a large positive $z$ must give 1, a large negative "
        r"one 0.",
        r"An exponential overflows only where its exponent is large and positive. Which exponent, made of "
        r"$z$, is never positive?",
        r"Multiply (8) above and below by $e^z$: $\sigma(z) = e^z / (1 + e^z)$. One form is safe for "
        r"$z \ge 0$, the other for $z < 0$; both can be written with $e^{-|z|}$. `np.where` "
        r"chooses for each entry, but only after both forms have been computed everywhere.",
    ),
    solution=sigmoid,
    why=r"""Both forms are equation (8); $e^{-|z|}$ lies between 0 and 1, so neither can overflow. For large
        $|z|$ the result is 0 or 1 to the last digit: that is what saturation looks like in the machine.""",
    cases=(
        Case((0.0,), 0.5),
        Case((2.0,), 0.8807970779778823),
        Case((np.array([-2.0, -0.5, 1.0]),),
             np.array([0.11920292202211755, 0.3775406687981454, 0.7310585786300049])),
        Case((0.5,), 0.6224593312018546),                       # 1 − σ(−½)
        Case((np.array([[-3.0], [3.0]]),), np.array([[0.04742587317756678], [0.9525741268224334]])),
        Case((np.array([-1, 0, 1]),), np.array([0.2689414213699951, 0.5, 0.7310585786300049])),     # whole numbers
        Case((np.array([-1000.0, 1000.0]),), np.array([0.0, 1.0]), hint=2),
        Case((-1000.0,), 0.0, hint=2),
        Case((1000.0,), 1.0, hint=2),
    ),
    quiet=True,
    slips=(
        Slip(_minus_forgotten, r"This is $1/(1 + e^{z})$: it falls where the sigmoid rises. The minus sign "
                               r"of the exponent is missing."),
        Slip(_tanh, r"This is $\tanh z$, equation (9), which runs from −1 to 1. The sigmoid runs from 0 "
                    r"to 1."),
        Slip(_tanh_not_halved, r"This is $\sigma(2z)$: the way through (9) is a good one, but solved for the "
                               r"sigmoid it reads $\sigma(z) = (1 + \tanh(z/2))/2$, with $z/2$ inside."),
        Slip(_other_form, r"$e^z / (1 + e^z)$ is the sigmoid, but it only moves the trouble from $z = -1000$ "
                          r"to $z = 1000$, where it is inf/inf, not a number.", 3),
        Slip(_cut_hard, r"This is the straight line $1/2 + z/4$, cut off at 0 and 1: it has the sigmoid's "
                        r"slope at $z = 0$ and leaves it from there on."),
        Slip(lambda z: np.round(sigmoid(z), 2), "The values are rounded to two digits. Keep them all: the gradient "
                                                "lives on the rest."),
        Slip(lambda z: [sigmoid(z)], "The result is packed into a list, which adds an axis. Return the array itself."),
    ),
    planted=(
        Mistake(_as_printed, "an overflow in `exp`"),
        Mistake(_single_numbers, "np.where"),
        Mistake(_silenced, "an overflow in `exp`"),     # the warning is gone, the overflow is not
        Mistake(lambda z: np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
                "an overflow in `exp` and an invalid operation in `divide`"),
        Mistake(lambda z: 1 / (1 + np.exp(-np.clip(z, -5, 5))), "was wanted"),
    ),
)


def _judge_saturation(z):
    """Accept z to one decimal; else say how far the slope has fallen from its largest value 1/4."""
    if z < 0:
        return Reason(f"At z = {z:.6g} the sigmoid is flat too, but the positive side was asked for.", 1)
    if abs(z - SATURATION.solution) <= SATURATION.atol:
        return None
    a = sigmoid(z)
    return Reason(f"At z = {z:.6g} the slope is {400 * a * (1 - a):.3g} % of its largest value: go "
                  f"{'further out' if z < SATURATION.solution else 'back towards 0'}.", 1)


SATURATION = Exercise(
    id="sigmoid-saturation",
    title="Where the sigmoid stops learning",
    prompt=r"""
        The slope $\sigma'(z)$ of a sigmoid neuron is a factor in the gradient of each of its weights, and it is
        largest at $z = 0$. From which $z > 0$ on is the slope at most one hundredth of its largest value?

        Find it with the explorer "A function, its slope and its tangent", or solve for it.
        """,
    explorer="tangent",
    kind="explorer challenge", level="core", minutes=5,
    hints=(
        r"The slope is $\sigma'(z) = \sigma(z)(1 - \sigma(z))$. Read it off at $z = 0$ first: one "
        r"hundredth of *that* is looked for.",
        r"One hundredth of $1/4$ is 0.0025. Move $z$ out until $\sigma(z)(1 - \sigma(z))$ is that small; "
        r"$\sigma(z)$ is then very near 1, and the slope is nearly $e^{-z}$.",
    ),
    solution=5.98645,                     # 2 artanh sqrt(0.99)
    why=r"""From $z = 5.99$ on the slope is below 0.0025, a hundredth of $1/4$: the weights of a neuron with
        $z = 6$ get a hundredth of the gradient that they would get at $z = 0$. The neuron is saturated, the
        first of the two faults that S11 names.""",
    judge=_judge_saturation,
    atol=0.02,
    slips=(
        Slip(4.585, r"At $z = 4.6$ the slope itself is 0.01. The question is where it is a hundredth of the "
                    r"*largest* slope, and that is not 1."),
        Slip(2.993, r"This is the place for $\tanh$, equation (9): by $\tanh z = 2\sigma(2z) - 1$ it "
                    r"saturates at half the $z$.", 2),
        Slip(0.0025, r"This is the slope there. The question is at which $z$ the sigmoid has it.", 2),
    ),
    planted=(
        Mistake(-6.0, "positive side"),
        Mistake(5.0, "further out"),
        Mistake(5.94, "1.05 % of its largest value: go further out"),
        Mistake(0.04, "100 % of its largest value"),
        Mistake(9.0, "back towards 0"),
    ),
)
