"""Exercises on gradient descent (slides S20, S21)."""
from __future__ import annotations

from mlp_lib.teaching.exercise import Exercise, Mistake, Reason, Slip

ONE_STEP = Exercise(
    id="one-step-downhill",
    title="One step downhill",
    prompt=r"""
        A model with one weight and no bias, $\hat y = w x$, has seen one hour: $x = 3$, $y = 9$. The weight is
        $w = 2$ and the cost $C = (w x - y)^2$. What is $w$ after one step of (17) with $\eta = 0.05$?
        """,
    kind="number", level="core", minutes=3,
    hints=(
        r"Differentiate $C$ with respect to $w$ first. It is a square of something that holds $w$: outer derivative "
        r"times inner derivative.",
        r"$\partial C / \partial w = 2 (w x - y)\, x$. Put the numbers in; mind the sign.",
        r"The slope is $2 \cdot (6 - 9) \cdot 3 = -18$. The step goes *against* it.",
    ),
    solution=2.9, rtol=0, atol=1e-6,
    why=r"""The slope is $-18$, so $w$ goes up by $0.05 \cdot 18 = 0.9$, towards the best value 3. A negative slope
        means: more of this weight, less cost.""",
    slips=(
        Slip(1.1, r"The minus sign of (17) is missing: this step goes uphill, and the cost rises.", 3),
        Slip(2.45, r"The 2 of the square was dropped: $(\cdot)^2$ has the outer derivative $2\,(\cdot)$.", 2),
        Slip(2.3, r"The inner derivative is missing: $w x - y$ changes by $x = 3$ for each unit of $w$.", 2),
        Slip(20.0, r"The learning rate is missing: the step is $\eta$ times the slope, not the slope itself.", 3),
        Slip(0.9, r"This is the step. The new weight is the old one plus this.", 3),
        Slip(-18.0, r"This is the slope $\partial C/\partial w$. Now take the step.", 3),
    ),
    planted=(Mistake(3.0, "too large"), Mistake(2.0, "too small")),
)


def _judge_rate(eta):
    """Accept the rate at which a step lands as far away as it began; else say what this one does."""
    if abs(eta - LARGEST.solution) <= LARGEST.atol:
        return None
    if eta <= 0:
        return Reason(f"With η = {eta:g} the step goes uphill, or nowhere.", 1)
    factor = abs(1 - 2.5 * eta)
    does = "still comes closer" if factor < 1 else "moves further away"
    return Reason(f"With η = {eta:g} each step {does}: the distance to the bottom is multiplied by {factor:.3g}.", 2)


LARGEST = Exercise(
    id="largest-learning-rate",
    title="How large may the step be?",
    prompt=r"""
        In the explorer above, "one valley" is $C = 1.25\,(w - 2)^2$. There is one learning rate at which the descent
        neither comes closer to the bottom nor goes further away, but jumps to and fro for ever. Which?
        """,
    explorer="descent-curve",
    kind="explorer challenge", level="core", minutes=3,
    hints=(
        r"Try $\eta = 0.75$ and $\eta = 0.85$ with 20 steps. Between the two something changes.",
        r"Write the distance to the bottom after a step: $w - \eta \cdot 2.5 (w - 2) - 2$ "
        r"$= (1 - 2.5\eta)(w - 2)$. When does it have the same size as before?",
    ),
    solution=0.8, atol=0.005, judge=_judge_rate,
    why=r"""With $\eta = 0.8$ the factor $1 - 2.5\eta$ is $-1$: the weight lands on the other side, just as high. In
        general
        the limit is $\eta = 2 / C''$, twice the inverse of the curvature: steep, narrow valleys need small steps.""",
    slips=(
        Slip(0.4, r"With $\eta = 0.4$ the factor $1 - 2.5\eta$ is 0: one step and it is there, the best rate of "
                  r"all.", 2),
        Slip(1.6, r"The slope is $2 \cdot 1.25\,(w - 2)$: the 2 counts as well.", 2),
        Slip(1.0, r"That would be so for $C = (w - 2)^2$. Here the curvature is $C'' = 2.5$.", 2),
    ),
    planted=(Mistake(0.75, "still comes closer"), Mistake(0.85, "moves further away"), Mistake(-1.0, "uphill")),
)

EXERCISES = (ONE_STEP, LARGEST)
