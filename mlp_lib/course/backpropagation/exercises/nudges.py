"""An exercise on the referee of every gradient: nudge each parameter and see what the cost does (S32)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def numerical(cost, theta, h):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        nudge = np.zeros(len(theta))
        nudge[i] = h
        gradient[i] = (cost(theta + nudge) - cost(theta - nudge)) / (2 * h)
    return gradient


def _one_sided(cost, theta, h):
    return np.array([(cost(theta + h * e) - cost(theta)) / h for e in np.eye(len(theta))])


def _not_halved(cost, theta, h):
    return 2 * numerical(cost, theta, h)


def _all_at_once(cost, theta, h):
    return np.full(len(theta), (cost(theta + h) - cost(theta - h)) / (2 * h))


def _in_place(cost, theta, h):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += h
        up = cost(theta)
        theta[i] -= 2 * h
        gradient[i] = (up - cost(theta)) / (2 * h)
    return gradient


def bowl(theta):
    """Return a cost of two parameters with a known gradient: (2 t_1, 6 t_2)."""
    return theta[0] ** 2 + 3 * theta[1] ** 2


def product(theta):
    """Return a cost of three parameters with a known gradient, the products of the other two."""
    return theta[0] * theta[1] * theta[2]


NUMERICAL = Exercise(
    id="nudge-every-parameter",
    title="A gradient without calculus",
    prompt=r"""
        Write `numerical(cost, theta, h)`: central differences, for any function `cost` of a vector `theta`. It
        leaves `theta` as it was. With it you can check every gradient that you will ever derive.
        """,
    kind="code", level="stretch", minutes=8,
    hints=(
        r"One parameter at a time: a copy of `theta` with entry $i$ raised by $h$, another with it lowered by $h$.",
        r"$\bigl(C(\theta + h e_i) - C(\theta - h e_i)\bigr) / 2h$, where $e_i$ is 1 at place $i$ and 0 elsewhere.",
    ),
    solution=numerical,
    why=r"""Two forward passes for each parameter: simple, and right for any cost, but for a million parameters it is
        two million
        passes. Backpropagation takes about the time of two or three. Use this one as the referee.""",
    cases=(
        Case((bowl, np.array([1.0, -2.0]), 0.1), np.array([2.0, -12.0]), 2),
        Case((product, np.array([2.0, 3.0, -1.0]), 0.01), np.array([-3.0, -2.0, 6.0]), 2),
    ),
    slips=(
        Slip(_one_sided, r"This is the one-sided difference $(C(\theta + h) - C(\theta))/h$. Its error goes down "
                         r"with $h$, that "
                         r"of the central one with $h^2$.", 2),
        Slip(_not_halved, r"The two points lie $2h$ apart, not $h$.", 2),
        Slip(_all_at_once, r"All parameters are nudged together, so all slopes are mixed. One at a time.", 1),
    ),
    planted=(
        Mistake(_in_place, "changes its argument"),
        Mistake(lambda cost, theta, h: cost(theta + h) - cost(theta - h), "shape"),
    ),
)

EXERCISES = (NUMERICAL,)
