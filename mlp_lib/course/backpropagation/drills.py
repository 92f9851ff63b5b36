"""Questions with other numbers for each seed, on learning and backpropagation (slides S20 to S33)."""
from __future__ import annotations

import numpy as np

from mlp_lib.network import MLP, backward, forward
from mlp_lib.teaching.quiz.drill import Asked, Drill, brief, written

HALVES = np.array([-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0])


def _step(rng: np.random.Generator) -> Asked:
    w, slope, eta = rng.choice(HALVES), rng.choice([-6.0, -4.0, -3.0, 2.0, 5.0, 8.0]), rng.choice([0.05, 0.1, 0.2])
    return (rf"At $w = {brief(w)}$ the slope is $\partial C/\partial w = {brief(slope)}$, and $\eta = {brief(eta)}$. "
            rf"What is $w$ after one step of (17)?",
            [(w - eta * slope, rf"$w - \eta \cdot {brief(slope)}$: against the slope."),
             (w + eta * slope, "With the slope it goes uphill: (17) has a minus."),
             (w - slope, "The learning rate is missing."),
             (-eta * slope, "This is the step; it is added to the old weight."), (w - eta, "The slope is missing.")])


def _delta_of_output(rng: np.random.Generator) -> Asked:
    a, y = rng.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8]), float(rng.integers(0, 2))
    slope = a * (1 - a)
    return (rf"An output unit with the sigmoid has put out $a = {brief(a)}$, the target is $y = {brief(y)}$, the cost "
            r"$C = (a - y)^2$. What is $\delta = \partial C/\partial z$?",
            [(2 * (a - y) * slope, r"$2(a - y)\,\sigma'(z)$ with $\sigma'(z) = a(1 - a)$."),
             ((a - y) * slope, "The 2 of the square is missing."),
             (2 * (a - y), "The slope of the sigmoid is missing."),
             (2 * (y - a) * slope, "The sign is turned: the derivative is by $a$, and $a$ stands first."),
             (2 * (a - y) * a, r"$\sigma'(z) = a(1 - a)$: a factor is missing.")])


def _delta_of_hidden(rng: np.random.Generator) -> Asked:
    W, delta, a = rng.choice(HALVES, (2, 2)), rng.choice(HALVES, 2), rng.choice([0.2, 0.4, 0.5, 0.8])
    slope, j = a * (1 - a), int(rng.integers(1, 3))
    given = ", ".join(f"$w_{{{i},{k}}} = {brief(W[i - 1, k - 1])}$" for i in (1, 2) for k in (1, 2))
    right = slope * (W.T @ delta)[j - 1]
    return (rf"Two hidden sigmoid units lead to two outputs by {given} (to, from). The outputs have "
            rf"$\delta_1 = {brief(delta[0])}$, $\delta_2 = {brief(delta[1])}$, and hidden unit {j} has put out "
            rf"$a_{j} = {brief(a)}$. What is its own $\delta_{j}$?",
            [(right, rf"Backward goes down the column: $\sigma'(z_{j}) (w_{{1,{j}}} \delta_1 + w_{{2,{j}}} "
              rf"\delta_2)$."),
             (slope * (W @ delta)[j - 1], rf"This is row {j}. Unit {j} reaches the outputs by *column* {j}."),
             ((W.T @ delta)[j - 1], "The unit's own slope is missing."),
             (slope * delta.sum(), "Each error comes back through its weight."),
             (slope * W[0, j - 1] * delta[0], "The unit reaches both outputs: two terms.")])


def _slope_of_weight(rng: np.random.Generator) -> Asked:
    net = MLP([2, 2], output="identity", rng=0)
    net.W[1], net.b[1] = rng.choice(HALVES, (2, 2)), rng.choice(HALVES, 2)
    x, y = rng.choice(HALVES, 2), rng.choice(HALVES, 2)
    i, j = (int(n) for n in rng.integers(1, 3, 2))
    trace = forward(net, x)
    gradient = backward(net, trace, y)
    delta = gradient.delta[1]
    return (rf"A layer with the identity has $a_1 = {brief(trace.a[1][0])}$, $a_2 = {brief(trace.a[1][1])}$, its "
            rf"targets are "
            rf"{written(y[0])} and {written(y[1])}, its inputs {written(x[0])} and {written(x[1])}. With $C = \sum_k "
            rf"(a_k - y_k)^2$, "
            rf"what is $\partial C/\partial w_{{{i},{j}}}$?",
            [(gradient.W[1][i - 1, j - 1], rf"$\delta_{i} x_{j}$ with $\delta_{i} = 2(a_{i} - y_{i}) = "
              rf"{brief(delta[i - 1])}$."),
             (gradient.W[1][i - 1, j - 1] / 2, "The 2 of the square is missing."),
             (gradient.W[1][j - 1, i - 1], "To and from are swapped: the first index is the unit that sums."),
             (delta[i - 1], "The input is missing; this is the slope by the bias."),
             (-gradient.W[1][i - 1, j - 1], "The sign is turned.")])


def _chain(rng: np.random.Generator) -> Asked:
    x, w2, w3, a1, a2 = rng.choice([1.0, 2.0, 3.0]), *rng.choice(HALVES, 2), *rng.choice([0.2, 0.4, 0.5, 0.8], 2)
    error, s1, s2 = float(rng.choice([-2.0, -1.0, 1.0, 2.0])), a1 * (1 - a1), a2 * (1 - a2)
    whole = error * w3 * s2 * w2 * s1 * x
    return (rf"Three layers of one unit, sigmoids but for the identity at the end: $x = {brief(x)}$, $a^{{(1)}} = "
            rf"{brief(a1)}$, "
            rf"$a^{{(2)}} = {brief(a2)}$, $w^{{(2)}} = {brief(w2)}$, $w^{{(3)}} = {brief(w3)}$, "
            rf"$\partial C/\partial a^{{(3)}} = {brief(error)}$. What is $\partial C/\partial w^{{(1)}}$?",
            [(whole, rf"${brief(error)} \cdot w^{{(3)}} \cdot {brief(s2)} \cdot w^{{(2)}} \cdot {brief(s1)} \cdot "
              rf"x$: equation (64)."),
             (whole / w2, r"$\partial z^{(2)}/\partial a^{(1)} = w^{(2)}$ is missing, the hole of erratum E16."),
             (whole / s2, "The slope of the second unit is missing."), (whole / x, "The input is missing."),
             (error * w3 * a2 * w2 * a1 * x, "The slopes are $a(1 - a)$, not $a$.")])


def _rows(rng: np.random.Generator) -> Asked:
    n, m, N = (int(rng.integers(*ends)) for ends in ((3, 8), (9, 15), (16, 64)))
    return (f"A layer has {n} inputs and {m} units, the batch {N} rows: `Delta` is ({N}, {m}), `A` is ({N}, {n}). "
            r"Which product is $\partial C/\partial \mathbf{W}$?",
            [("Delta.T @ A", f"({m}, {N}) times ({N}, {n}) is ({m}, {n}), the shape of W: the sum runs over the rows."),
             ("A.T @ Delta", f"This is ({n}, {m}): the matrix on its side."),
             ("Delta @ A.T", "The inner sizes differ, so NumPy refuses; the rows must be summed over."),
             ("Delta * A", "The shapes do not fit, and nothing is summed.")])


def _bias(rng: np.random.Generator) -> Asked:
    delta = rng.choice(HALVES, 3)
    return (f"A unit has the errors {', '.join(map(written, delta))} for the three observations of a batch, and the "
            "loss is the sum over them. What is its $\\partial C/\\partial b$?",
            [(delta.sum(), "The bias counts once in each sum $z$: the errors add up."),
             (delta.mean(), "This belongs to the mean; the lecture's loss is a sum."),
             (float((delta ** 2).sum()), "The errors are added, not their squares."),
             (delta[0], "All three observations count."), (0.0, "A bias is learned like any weight.")])


def _too_early(rng: np.random.Generator) -> Asked:
    w, a, delta = rng.choice([0.5, 1.0, 1.5, 2.0]), rng.choice([0.5, 1.0, 2.0]), rng.choice([-2.0, -1.0, 2.0])
    slope = 0.25
    new = w - 0.1 * delta * a
    return (rf"$w^{{(2)}} = {brief(w)}$, $\delta^{{(2)}} = {brief(delta)}$, $a^{{(1)}} = {brief(a)}$, "
            rf"$\sigma'(z^{{(1)}}) = 0.25$ and $\eta = 0.1$. A round computes all gradients and then updates. Which "
            r"$\delta^{(1)}$ does it use?",
            [(slope * w * delta, "With the old weight: all gradients belong to one network, the one that made the "
              "pass."),
             (slope * new * delta, rf"This has the new $w^{{(2)}} = {brief(new)}$ in it, too early."),
             (w * delta, "The slope of layer 1 is missing."), (slope * delta, "The weight on the way is missing."),
             (slope * a * delta, r"$a^{(1)}$ belongs to the slope of $w^{(2)}$; the error goes back through the "
              r"weight.")])


def _difference(rng: np.random.Generator) -> Asked:
    slope, h = float(rng.choice([-3.0, -1.5, 0.5, 2.0, 4.0])), 0.01
    up, down = 1 + slope * h, 1 - slope * h
    return (rf"A weight is moved by 0.01 to both sides: the cost is {brief(up)} above and {brief(down)} below. Which "
            rf"slope should backpropagation give?",
            [(slope, "The difference of the two, divided by $2h = 0.02$."),
             (2 * slope, "The two places are 0.02 apart, not 0.01."),
             (-slope, "The sign is turned: the cost above minus that below."),
             (slope * h * 2, "This is the difference; divide it."),
             (slope / 2, "Divided by 4 times 0.01.")])


DRILLS = (
    Drill("drill-step", "what-does-it-mean-to-learn", _step),
    Drill("drill-delta-of-output", "how-does-the-cost-depend-on-the-last-weight", _delta_of_output),
    Drill("drill-delta-of-hidden", "what-if-there-are-several-neurons-in-a-layer", _delta_of_hidden),
    Drill("drill-slope-of-weight", "and-all-of-it-with-matrices", _slope_of_weight),
    Drill("drill-chain", "three-layers-factor-by-factor", _chain),
    Drill("drill-rows", "many-observations-at-once", _rows),
    Drill("drill-bias-of-batch", "many-observations-at-once", _bias),
    Drill("drill-too-early", "too-early", _too_early),
    Drill("drill-difference", "how-do-i-know-that-it-is-right", _difference),
)
