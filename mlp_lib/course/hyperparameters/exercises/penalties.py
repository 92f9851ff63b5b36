"""One update with L1 and L2: an exercise on what the penalties do to a weight, and leave to a bias."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def step(W, b, dW, db, eta, l1, l2):
    W = W - eta * (dW + l2 * W)
    W = np.sign(W) * np.maximum(np.abs(W) - eta * l1, 0)
    return W, b - eta * db


def _soft(W, by):
    return np.sign(W) * np.maximum(np.abs(W) - by, 0)


def _on_the_bias_too(W, b, dW, db, eta, l1, l2):
    return step(W, b, dW, db, eta, l1, l2)[0], step(b, b, db, db, eta, l1, l2)[0]


def _bias_l2(W, b, dW, db, eta, l1, l2):
    return step(W, b, dW, db, eta, l1, l2)[0], step(b, b, db, db, eta, 0, l2)[0]


def _weights(rule):
    """Return a step that is right for the biases and takes its weights from `rule`."""
    return lambda W, b, dW, db, eta, l1, l2: (rule(W, dW, eta, l1, l2), b - eta * db)


_STEP = (np.array([[1.0, -2.0], [0.05, 0.5]]), np.array([1.0, -1.0]), np.array([[2.0, 1.0], [0.1, -1.0]]),
         np.array([0.5, -2.0]), 0.1)

PENALTIES = Exercise(
    id="step-with-penalties",
    title="One step with two penalties",
    prompt=r"""
        Write `step(W, b, dW, db, eta, l1, l2)`, one update of a layer by (17) with both penalties, and return the new
        `W, b`. `W` and `dW` are (to, from), `b` and `db` (to,).

        L2, $\frac{1}{2} l_2 \sum w^2$, adds its slope to the gradient. L1 comes after the gradient step: it draws each
        weight towards 0 by $\eta\, l_1$, and a weight that would cross 0 stops there. Biases are not penalised. Leave
        the arrays that are handed in as they are.
        """,
    kind="code", level="stretch", minutes=10,
    hints=(
        r"The slope of $\frac12 l_2 w^2$ is $l_2 w$. A penalty on the size of a weight must make it *smaller* when the "
        r"loss has no wish of its own, `dW = 0`.",
        r"With L2 alone: $w - \eta\,(\partial C/\partial w + l_2 w)$. The bias keeps plain (17).",
        r"L1: the new size is $|w| - \eta\, l_1$, but not below 0, and the sign stays. `np.sign(W)` and "
        r"`np.maximum(..., 0)` do it for all weights at once.",
    ),
    solution=step,
    why=r"""L2 shrinks a weight by a part of itself, so it hardly ever becomes 0; L1 takes the same amount off each, and
        leaves some at exactly 0. A bias only shifts a unit: small biases do not make a smoother network.""",
    cases=(
        Case((*_STEP, 0.0, 0.5), (np.array([[0.75, -2.0], [0.0375, 0.575]]), np.array([0.95, -0.8])), hint=2),
        Case((*_STEP, 0.5, 0.0), (np.array([[0.75, -2.05], [0.0, 0.55]]), np.array([0.95, -0.8])), hint=3),
        Case((*_STEP, 1.0, 0.5), (np.array([[0.65, -1.9], [0.0, 0.475]]), np.array([0.95, -0.8])), hint=3),
        Case((*_STEP, 0.0, 0.0), (np.array([[0.8, -2.1], [0.04, 0.6]]), np.array([0.95, -0.8])), hint=2),
    ),
    slips=(
        Slip(_on_the_bias_too, r"The biases are penalised as well. They keep plain (17).", 2),
        Slip(_bias_l2, r"The L2 penalty is on the biases as well. They keep plain (17).", 2),
        Slip(_weights(lambda W, dW, eta, l1, l2: _soft(W - eta * (dW - l2 * W), eta * l1)),
             r"The sign of the L2 term: this makes every weight *grow*.", 1),
        Slip(_weights(lambda W, dW, eta, l1, l2: _soft(W - eta * (dW + 2 * l2 * W), eta * l1)),
             r"The slope of $\frac12 l_2 w^2$ is $l_2 w$: the ½ and the 2 cancel.", 1),
        Slip(_weights(lambda W, dW, eta, l1, l2: _soft(W - eta * dW - l2 * W, eta * l1)),
             r"The L2 term is not multiplied by $\eta$. It belongs into the gradient.", 2),
        Slip(_weights(lambda W, dW, eta, l1, l2: _soft(W - eta * (dW + l2 * W), l1)),
             r"L1 draws by $\eta\, l_1$; here it draws by $l_1$.", 3),
        Slip(_weights(lambda W, dW, eta, l1, l2: W - eta * (dW + l2 * W + l1 * np.sign(W))),
             r"A weight crosses 0: with this step it would jump about 0 for ever. It must stop *at* 0.", 3),
        Slip(_weights(lambda W, dW, eta, l1, l2: np.maximum(W - eta * (dW + l2 * W) - eta * l1, 0)),
             r"This sets all negative weights to 0. Towards 0 means upwards for a negative weight.", 3),
        Slip(_weights(lambda W, dW, eta, l1, l2: W - eta * (dW + l2 * W) - eta * l1),
             r"This takes $\eta\, l_1$ off every weight. A negative one then moves *away* from 0.", 3),
        Slip(_weights(lambda W, dW, eta, l1, l2: _soft(W, eta * l1) - eta * (dW + l2 * W)),
             r"L1 comes first here. Then the gradient step may push a weight on, through 0.", 3),
    ),
    planted=(
        Mistake(lambda W, b, dW, db, eta, l1, l2: step(W, b, dW, db, eta, l1, l2)[0], "2 results"),
        Mistake(lambda W, b, dW, db, eta, l1, l2: step(W, b, dW, db, -eta, -l1, l2), "was wanted"),
    ),
)

EXERCISES = (PENALTIES,)
