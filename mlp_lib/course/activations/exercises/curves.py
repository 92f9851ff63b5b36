"""Curves from a few units: exercises on a tent made of hinges and a bump made of sigmoids."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Form, Mistake, Reason, Slip


def _judge_tent(v):
    """Compare the sum with the tent at five places, from left to right."""
    v1, v2, v3 = map(float, v)
    for x, want in ((0.5, 0.5), (1.0, 1.0), (1.5, 0.5), (2.0, 0.0), (4.0, 0.0)):
        got = v1 * max(0.0, x) + v2 * max(0.0, x - 1) + v3 * max(0.0, x - 2)
        if abs(got - want) > 1e-6:
            return Reason(f"With these weights the sum is {got:.6g} at $x = {x:g}$, and the tent is {want:g} there.",
                          1 if x <= 1 else 2 if x <= 2 else 3)
    return None


TENT = Exercise(
    id="tent-from-hinges",
    title="A tent from three hinges",
    prompt=r"""
        The tent is a broken line: 0 up to $x = 0$, then straight up to 1 at $x = 1$, straight down to 0 at $x = 2$,
        and 0 from there on.

        Three ReLU units have their hinges at the knots 0, 1 and 2. With which output weights is the sum of
        $v_1\,\text{ReLU}(x)$, $v_2\,\text{ReLU}(x - 1)$ and $v_3\,\text{ReLU}(x - 2)$ the tent, for every $x$?
        """,
    hand_in="Give the three as a list, `[v1, v2, v3]`.",
    kind="number", level="stretch", minutes=8,
    hints=(
        r"Walk from left to right. Between 0 and 1 only the first hinge is on: which $v_1$ gives the slope that the "
        r"tent has there?",
        r"From $x = 1$ on the slope of the sum is $v_1 + v_2$, and the tent's is −1. A hinge *changes* the slope, "
        r"it does not set it.",
        r"From $x = 2$ on all three are on, the slope is $v_1 + v_2 + v_3$, and the tent is flat.",
    ),
    form=Form(("v₁", "v₂", "v₃")),
    solution=np.array([1.0, -2.0, 1.0]),
    why=r"""The tent has the slopes 0, 1, −1, 0, and each weight is a change of slope: +1, −2, +1. Any broken line
        is such a sum, with one hinge for each corner. Tents side by side, each with its own height, pass through
        any points you like.""",
    judge=_judge_tent,
    slips=(
        Slip(np.array([1.0, -1.0, 0.0]), r"These are the slopes of the three pieces. A hinge does not set the slope, "
                                         r"it changes it: at $x = 1$ from 1 to −1.", 2),
        Slip(np.array([0.0, 1.0, 0.0]), "These are the heights of the tent at the three knots. The weights are the "
                                        "changes of its slope."),
        Slip(np.array([1.0, -1.0, -1.0]), "A −1 at the second knot only stops the rise, from slope 1 to 0; to go down "
                                          "it takes more.", 2),
        Slip(np.array([1.0, -1.0, 1.0]), r"At the second knot the slope must fall from 1 to −1, by more than 1.", 2),
        Slip(np.array([1.0, -2.0, 0.0]), r"Right up to $x = 2$; but then the sum keeps falling below 0. The third "
                                         r"hinge must stop it.", 3),
        Slip(np.array([1.0, -2.0, 2.0]), r"Right up to $x = 2$; then the slope is 1 and the sum rises again. It should "
                                         r"be 0.", 3),
        Slip(np.array([1.0, 2.0, 1.0]), "A sign: with three positive weights the sum only gets steeper and steeper.",
             2),
        Slip(np.array([-1.0, 2.0, -1.0]), "This is the tent upside down.", 1),
        Slip(np.array([1.0, -2.0]), "Two hinges are right; without the third the sum keeps falling after $x = 2$.", 3),
    ),
    planted=(
        Mistake([0.5, -1.0, 0.5], "the sum is 0.25 at $x = 0.5$"),
        Mistake([1.0, -3.0, 1.0], "the sum is 0 at $x = 1.5$"),
    ),
)


def bump(left, right, height, s):
    return np.array([-s * left, -s * right]), np.array([height, -height])


def _knots_not_scaled(left, right, height, s):
    return np.array([-left, -right]), np.array([height, -height])


def _sign_of_bias(left, right, height, s):
    return np.array([s * left, s * right]), np.array([height, -height])


def _knots_as_biases(left, right, height, s):
    return np.array([left, right]), np.array([height, -height])


def _both_up(left, right, height, s):
    return np.array([-s * left, -s * right]), np.array([height, height])


def _down_first(left, right, height, s):
    return np.array([-s * left, -s * right]), np.array([-height, height])


def _units_swapped(left, right, height, s):
    return np.array([-s * right, -s * left]), np.array([-height, height])


def _half_each(left, right, height, s):
    return np.array([-s * left, -s * right]), np.array([height / 2, -height / 2])


def _divided(left, right, height, s):
    return np.array([-left / s, -right / s]), np.array([height, -height])


BUMP = Exercise(
    id="bump-from-sigmoids",
    title="The morning peak from two sigmoids",
    prompt=r"""
        Two sigmoid units, $a_1 = \sigma(s x + b_1)$ and $a_2 = \sigma(s x + b_2)$, and a linear output
        $y = v_1 a_1 + v_2 a_2$ make a bump over $x$. Both units have the same weight $s$. The first
        goes up around `x = left`, the second takes it down again around `x = right`, and in between, if $s$ is
        large, $y$ is `height`. The explorer shows four such bumps for 8 units as "sigmoid bumps"; its steepness
        is $s$.

        Write `bump(left, right, height, s)` that returns `b, v`, the two biases and the two output weights, each an
        array of 2 numbers, the unit that goes up first. Example: a morning peak of 300 bikes an hour from 7:30 to
        9:30 is `bump(7.5, 9.5, 300, 12)`.
        """,
    kind="code", level="stretch", minutes=8,
    hints=(
        r"A sigmoid is half-way up where its sum is 0. At which $x$ is $s x + b_1 = 0$, and where should that "
        r"be?",
        r"Solve $s \cdot \text{left} + b_1 = 0$ for $b_1$, and the same at the right end for $b_2$.",
        r"Far to the right of both ends the two sigmoids are 1, and $y = v_1 + v_2$ must be 0 there. Between the "
        r"ends only the first is 1.",
    ),
    solution=bump,
    why=r"""The weight $s$ sets how steep the side is, the bias where it stands, at $x = -b/s$, and the output weight
        how high it goes. A hidden layer of bumps can follow any day's demand, one pair of units for each step.""",
    cases=(
        Case((7.5, 9.5, 300.0, 12.0), (np.array([-90.0, -114.0]), np.array([300.0, -300.0])), hint=2),
        Case((0.0, 1.0, 1.0, 2.0), (np.array([0.0, -2.0]), np.array([1.0, -1.0])), hint=2),
        Case((16.0, 19.5, 450.0, 4.0), (np.array([-64.0, -78.0]), np.array([450.0, -450.0])), hint=3),
    ),
    slips=(
        Slip(_knots_not_scaled, r"The ends are not where they should be: with $b = -\text{left}$ the sum $s x + b$ is "
                                r"0 at $x = \text{left}/s$.", 2),
        Slip(_sign_of_bias, r"The sign of the biases: $s x + s \cdot \text{left}$ is 0 at $x = -\text{left}$, on the "
                            r"other side of 0.", 2),
        Slip(_knots_as_biases, r"These are the ends themselves. A bias is not a place: the place is where "
                               r"$s x + b = 0$.", 1),
        Slip(_divided, r"The steepness is divided by; solved for $b$ the equation $s x + b = 0$ multiplies by it.", 2),
        Slip(lambda left, right, height, s: bump(left, right, height, 12),
             "The steepness is fixed at 12 here. Use the `s` that is handed in.", 2),
        Slip(_both_up, "Both units go up: this is a staircase of two steps that never comes down.", 3),
        Slip(_down_first, "This is the bump upside down: first down, then up.", 3),
        Slip(_units_swapped, "The same curve with its two units in the other order. Put the one that goes up first."),
        Slip(_half_each, "The bump has half the height: between the ends only one of the two sigmoids is 1.", 3),
        Slip(lambda left, right, height, s: np.array([-s * left, -s * right]), "The biases are right. The output "
             "weights are missing: return `b, v`.", 3),
        Slip(lambda left, right, height, s: bump(left, right, height, s)[::-1],
             "Both are right, but they have changed places: return `b` first, then `v`."),
        Slip(lambda left, right, height, s: (-s * left, height), "This is the first unit, which goes up. The one that "
             "takes the bump down again is missing.", 3),
    ),
)
