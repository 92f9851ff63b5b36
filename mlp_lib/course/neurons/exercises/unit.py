"""Exercises on one neuron: its sum and its threshold; (5) and S7."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Slip


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
        Case((np.array([2.0, 0.5]), np.array([-3.0, 2.0]), 0.5, np.negative), 4.5),                    # the sum is −4.5
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
        Slip(lambda x, w, b, f: max(0.0, w @ x + b), "ReLU is fixed here. Apply the function `f` that is handed in."),
        Slip(lambda x, w, b, f: f(w * x + b), "These are several numbers, one for each input: the products have not "
                                              "been summed."),
    ),
)


def fires(x, w, t):
    b = -t                # the threshold, moved to the other side
    return w @ x + b >= 0


def fires_twice(x, w, t):
    b = -t                # the threshold, moved to the other side
    return w @ x + b >= t


THRESHOLD = Exercise(
    id="threshold-twice",
    title="A neuron that hardly ever fires",
    prompt=r"""
        A neuron is to fire when $\sum_i w_i x_i$ reaches its threshold $t$. This code has both $b$ and $t$, as slide
        S7 does. With weights 1 and 1, threshold 1.5 and both inputs at 1 it ought to fire, and it does not.
        Mend it.
        """,
    kind="find the bug", level="core", minutes=3,
    hints=(
        r"Put in the numbers: the sum is 2, the threshold 1.5. What is compared with what?",
        r"$\sum w_i x_i \ge t$ and $\sum w_i x_i + b \ge 0$ with $b = -t$ say the same. The code mixes the two.",
    ),
    solution=fires,
    given=fires_twice,
    why=r"""With $b = -t$ the comparison is with 0. If $t$ stays on the right as well, the threshold is counted twice
        (erratum E20): the neuron then fires only from $2t$ on.""",
    cases=(
        Case((np.array([1.0, 1.0]), np.array([1.0, 1.0]), 1.5), 1),
        Case((np.array([1.0, 0.0]), np.array([1.0, 1.0]), 1.5), 0),
        Case((np.array([1.0, 1.0]), np.array([1.0, -2.0]), -0.5), 0),
        Case((np.array([1.0, 1.0]), np.array([1.0, -2.0]), -1.5), 1),
        Case((np.array([0.5, 0.0]), np.array([1.0, 3.0]), 1.0), 0),
        Case((np.array([0.5]), np.array([1.0]), -1.0), 1),
        Case((np.array([1.0, 1.0]), np.array([1.0, 0.5]), 1.5), 1),         # just at the threshold
    ),
    slips=(
        Slip(lambda x, w, t: w @ x + t >= 0, "The bias has the wrong sign here: a high threshold would make the neuron "
                                            "fire more readily.", 2),
        Slip(lambda x, w, t: w @ x >= 0, "The threshold is gone altogether: neither $t$ nor $b$ plays a part.", 2),
        Slip(lambda x, w, t: w @ x - t < 0, "The comparison is the wrong way round: this neuron fires when the sum "
                                            "is *below* its threshold."),
        Slip(lambda x, w, t: w @ x > t,
             "Nearly: this neuron is silent where the sum just equals its threshold. It fires when the sum *reaches* "
             "it, as the step (6) does."),
        Slip(lambda x, w, t: w * x >= t, "Each product is compared by itself. The cell body sums first: the slide "
                                        "leaves out the $\\Sigma$ (erratum E20)."),
    ),
)
