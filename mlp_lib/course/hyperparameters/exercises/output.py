"""The gradient behind softmax (65) and cross-entropy (16): an exercise on the mean that is taken twice."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

from . import handed_out


def output_gradients(A, Y, H):
    N = len(A)
    delta = (A - Y) / N
    return delta.T @ H, delta.sum(axis=0)


def _gradients(delta, over=lambda delta, H: (delta.T @ H, delta.sum(axis=0))):
    """Return output gradients with one thing done wrongly."""
    return lambda A, Y, H: over(delta(A, Y), H)


def _right(A, Y):
    return (A - Y) / len(A)


_A2, _Y2 = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]]), np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
_A4 = np.array([[0.75, 0.25], [0.5, 0.5], [0.25, 0.75], [0.5, 0.5]])
_Y4 = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])

DELTA = Exercise(
    id="mean-taken-twice",
    title="Trained on 32 rows, 32 times too slow: find the bug",
    prompt=r"""
        A classification network ends in softmax with the cross-entropy (16). `A` (N, K) are its outputs, `Y` (N, K)
        the targets, with a 1 in each row for the class that was taken, `H` (N, M) the activations of the last hidden
        layer. The function should return the gradients of the *mean* cross-entropy over the batch:
        $\partial C / \partial W$, (K, M), and $\partial C / \partial b$, (K,).

        With one row in the batch a gradient check finds nothing wrong. With 32 rows the network learns 32 times too
        slowly. Find the mistake and mend it.
        """,
    kind="find the bug", level="core", minutes=5,
    given=handed_out.output_gradients,
    hints=(
        r"What is special about a batch of one row? Which operation does nothing there?",
        r"For one row $\delta = \mathbf{a} - \mathbf{y}$: softmax and cross-entropy together leave nothing else. The "
        r"mean over the rows brings *one* factor $1/N$ into each gradient; count how many there are.",
        r"`delta` has its $1/N$ already. What follows are plain sums over the rows: `delta.T @ H` and "
        r"`delta.sum(axis=0)`.",
    ),
    solution=output_gradients,
    why=r"""$(\mathbf{a} - \mathbf{y})/N$, once. The gradient's direction was right, so the loss did go down: such a
        mistake shows only in a gradient check with more than one row.""",
    cases=(
        Case((_A2, _Y2, np.array([[1.0, 2.0], [3.0, -1.0]])),
             (np.array([[0.125, -0.625], [0.875, 0.0], [-1.0, 0.625]]), np.array([-0.125, 0.375, -0.25])), hint=2),
        Case((_A4, _Y4, np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 2.0], [2.0, 1.0, 0.0], [1.0, 1.0, 4.0]])),
             (np.array([[-0.3125, 0.0625, 0.625], [0.3125, -0.0625, -0.625]]), np.array([0.0, 0.0])), hint=3),
        Case((_A2[:1], _Y2[:1], np.array([[4.0]])), (np.array([[-2.0], [1.0], [1.0]]), np.array([-0.5, 0.25, 0.25])),
             hint=2),
    ),
    slips=(
        Slip(_gradients(lambda A, Y: A - Y), r"Now there is no $1/N$ at all: these are the gradients of the *sum*.", 2),
        Slip(_gradients(lambda A, Y: 2 * (A - Y) * A * (1 - A) / len(A)),
             r"This is the slope of the squared error behind a sigmoid, $2(a - y)\,a(1 - a)$. With softmax and "
             r"cross-entropy all that is left is $a - y$.", 2),
        Slip(_gradients(lambda A, Y: (A - Y) * A * (1 - A) / len(A)),
             r"The slope $a(1 - a)$ is in it once more. In $a - y$ softmax and cross-entropy are both contained.", 2),
        Slip(_gradients(lambda A, Y: 2 * (A - Y) / len(A)), r"The 2 belongs to the squared error. With the "
                                                            r"cross-entropy it is $a - y$.", 2),
        Slip(_gradients(lambda A, Y: (Y - A) / len(A)), r"The sign is wrong: $\mathbf{a} - \mathbf{y}$. With "
                                                        r"$\mathbf{y} - \mathbf{a}$ training goes uphill.", 2),
        Slip(_gradients(lambda A, Y: -Y / A / len(A)), r"This is $\partial C / \partial a$. Softmax still lies between "
                                                       r"$a$ and $z$.", 2),
        Slip(_gradients(lambda A, Y: (A - Y) / A.size), r"This divides by $N K$. The mean is one over the *rows*.", 2),
        Slip(_gradients(_right, lambda d, H: (d.T @ H, d.sum(axis=0) / len(d))),
             r"The weights are right; the biases still have $1/N$ twice.", 3),
        Slip(_gradients(_right, lambda d, H: (d.T @ H / len(d), d.sum(axis=0))),
             r"The biases are right; the weights still have $1/N$ twice.", 3),
    ),
    planted=(
        Mistake(_gradients(_right, lambda d, H: (H.T @ d, d.sum(axis=0))), "Transposed?"),
        Mistake(_gradients(_right, lambda d, H: (d.T @ H, d)), "Is a sum over one axis missing?"),
        Mistake(_gradients(_right, lambda d, H: d.T @ H), "2 results"),
    ),
)

EXERCISES = (DELTA,)
