"""Exercises on one layer, the parts of the reader's own network: slope, sums, loss (slides S14 to S23)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def sigmoid_and_slope(z):
    a = 1 / (1 + np.exp(-z))
    return a, a * (1 - a)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


SLOPE = Exercise(
    id="own-sigmoid-and-slope",
    title="Your network, part 1: the sigmoid and its slope",
    prompt=r"""
        Write `sigmoid_and_slope(z)` for a number or an array: it returns the activation $a = \sigma(z)$ and the slope
        $\sigma'(z)$ at the same place. Moderate $z$ will do.
        """,
    kind="code", level="core", minutes=3,
    hints=(r"The slope of the sigmoid is shortest when written with $a$.", r"$\sigma'(z) = a (1 - a)$."),
    solution=sigmoid_and_slope,
    why=r"""The forward pass has $a$ already, so the slope costs one multiplication. That is why `forward` keeps every
        activation.""",
    cases=(
        Case((2.0,), (0.8807970779778823, 0.10499358540350662), 2),
        Case((0.0,), (0.5, 0.25), 2),
        Case((np.array([-1.0, 0.5]),), (np.array([0.2689414213699951, 0.6224593312018546]),
                                        np.array([0.19661193324148185, 0.2350037122015945])), 2),
    ),
    slips=(
        Slip(lambda z: (1 / (1 + np.exp(-z)), z * (1 - z)),
             r"The slope has $z$ where $a$ belongs: it is $a(1 - a)$, made of what comes *out* of the neuron.", 2),
        Slip(lambda z: (_sigmoid(z), _sigmoid(_sigmoid(z)) * (1 - _sigmoid(_sigmoid(z)))),
             r"The slope is taken at $a$: $\sigma'(a)$, where $\sigma'(z)$ belongs. Made of $a$ it is $a(1 - a)$.", 2),
        Slip(lambda z: (1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z)) ** 2),
             r"$1 - a^2$ is the slope of $\tanh$, not of the sigmoid.", 2),
        Slip(lambda z: (1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z))), r"$1 - a$ is half of the slope: times "
                                                                         r"$a$.", 2),
        Slip(lambda z: (1 / (1 + np.exp(z)), np.exp(z) / (1 + np.exp(z)) ** 2),
             r"The exponential in (8) has $-z$: your sigmoid falls.", 1),
        Slip(lambda z: (np.exp(-z) / (1 + np.exp(-z)) ** 2, 1 / (1 + np.exp(-z))),
             r"Both are right, in the other order: first $a$, then the slope."),
    ),
)


def layer(W, b, A):
    return A @ W.T + b


_W, _B = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 20.0])

LAYER = Exercise(
    id="own-layer-forward",
    title="Your network, part 2: one layer forward",
    prompt=r"""
        Write `layer(W, b, A)`, which returns the sums $z$ of a layer: `W` is (to, from), `b` is (to,), and `A` holds
        the activations of the layer before, one vector (from,) or a batch (N, from) with an observation in each row.
        The activation function comes later.
        """,
    kind="code", level="core", minutes=3,
    hints=(
        r"For one vector it is (39), `W @ a + b`. For rows, each row $a$ must become $W a + b$.",
        r"$(W a)^T = a^T W^T$: rows times the transposed matrix. NumPy adds `b` to every row by itself.",
    ),
    solution=layer,
    why=r"""`A @ W.T + b` is $Wa + b$ for every row, and for a single vector too: the line in `mlp_lib` that carries the
        numbers (39) and (40).""",
    cases=(
        Case((_W, _B, np.array([1.0, -1.0])), np.array([9.0, 19.0]), 2),
        Case((_W, _B, np.array([[1.0, -1.0], [2.0, 0.5]])),
             np.array([[9.0, 19.0], [13.0, 28.0]]), 2),
        Case((np.array([[1.0, 0.0, 2.0], [-1.0, 3.0, 0.5]]), np.array([0.5, -0.5]), np.array([[1.0, 2.0, -1.0]])),
             np.array([[-0.5, 4.0]]), 2),
    ),
    slips=(
        Slip(lambda W, b, A: A @ W + b, r"`A @ W` sums over the wrong index, the *to* index: $W$ is (to, from), and "
                                        r"the sum in (39) runs over *from*.", 2),
        Slip(lambda W, b, A: W @ A + b, r"`W @ A` is right for one vector. With a batch the rows are observations, and "
                                        r"it sums over those.", 2),
        Slip(lambda W, b, A: A @ W.T, r"The bias is missing.", 1),
        Slip(lambda W, b, A: 1 / (1 + np.exp(-(A @ W.T + b))), r"This is already $a = \sigma(z)$; the sums $z$ were "
                                                               r"asked for.", 1),
    ),
)


def loss_and_gradient(A, Y):
    E = A - Y
    return (E ** 2).sum(), 2 * E


LOSS = Exercise(
    id="own-loss-gradient",
    title="Your network, part 3: the loss and its gradient",
    prompt=r"""
        Write `loss_and_gradient(A, Y)`: the loss (14), summed over all rows and outputs, and its gradient
        $\partial C / \partial a$, an array of the shape of `A`. Both arrays are (N, K).
        """,
    kind="code", level="core", minutes=4,
    hints=(
        r"The gradient has one entry for each entry of `A`: how does $C$ change with *this* output? All other terms of "
        r"the sum stay.",
        r"One term is $(a - y)^2$; its derivative by $a$ is $2(a - y)$. No sum, no mean.",
    ),
    solution=loss_and_gradient,
    why=r"""The sum disappears in the gradient, because each entry of `A` stands in one term only. What is left is
        the first
        factor of every chain, $2(a^{(L)} - y)$.""",
    cases=(
        Case((np.array([[1.0], [3.0], [0.5]]), np.array([[2.0], [1.0], [0.0]])),
             (5.25, np.array([[-2.0], [4.0], [1.0]])), 2),
        Case((np.array([[0.5, -1.0]]), np.array([[0.0, 1.0]])), (4.25, np.array([[1.0, -4.0]])), 2),
        Case((np.array([[1.0, 2.0], [0.0, 3.0], [0.5, 0.0]]), np.array([[0.0, 2.0], [1.0, 1.0], [0.5, 2.0]])),
             (10.0, np.array([[2.0, 0.0], [-2.0, 4.0], [0.0, -4.0]])), 2),
    ),
    slips=(
        Slip(lambda A, Y: (((A - Y) ** 2).sum() / len(A), 2 * (A - Y) / len(A)), r"Both are divided by $N$: this is "
             r"the mean over the observations. Equation (14) is the sum.", 2),
        Slip(lambda A, Y: (((A - Y) ** 2).sum(), 2 * (A - Y) / len(A)), r"The loss is right. Its gradient is divided "
             r"by $N$: that belongs to the mean, and (14) is the sum.", 2),
        Slip(lambda A, Y: (((A - Y) ** 2).mean(), 2 * (A - Y) / A.size), r"This is the mean squared error. Equation "
             r"(14) is the sum; the two differ by a constant factor.", 2),
        Slip(lambda A, Y: (((A - Y) ** 2).sum(), A - Y), r"The 2 was dropped: $(a - y)^2$ has the derivative $2(a - "
             r"y)$. (The Playground's loss has a ½ that cancels it; (14) has none.)", 2),
        Slip(lambda A, Y: (((A - Y) ** 2).sum(), 2 * (Y - A)), r"The sign is wrong: this is $2(y - a)$. The cost "
                                                               r"grows with "
             r"$a$ where $a$ is too large already.", 2),
        Slip(lambda A, Y: (((A - Y) ** 2).sum(), (2 * (A - Y)).sum()), r"The gradient was summed up. It has the "
             r"shape of `A`: one slope for each output.", 1),
        Slip(lambda A, Y: (((A - Y) ** 2).sum() / 2, A - Y), r"There is no ½ in (14).", 2),
        Slip(lambda A, Y: (((A - Y) ** 2).sum(), (A - Y) ** 2), r"These are the terms of the loss, not their "
                                                                r"slopes.", 2),
    ),
    planted=(Mistake(lambda A, Y: ((A - Y) ** 2).sum(), "2 results, separated by commas"),),
)

EXERCISES = (SLOPE, LAYER, LOSS)
