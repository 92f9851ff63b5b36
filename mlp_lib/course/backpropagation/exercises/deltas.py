"""Exercises on the errors of a layer, and the gradients they make: delta, outer product, sum (slides S23 to S31)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def delta_output(z, a, y):
    return 2 * (a - y) * a * (1 - a)


_Z = np.array([0.0, np.log(3.0), -np.log(4.0)])             # sigmoid: 1/2, 3/4, 1/5; slopes 1/4, 3/16, 4/25
_A = np.array([0.5, 0.75, 0.2])

OUTPUT = Exercise(
    id="own-delta-output",
    title="Your network, part 4: the error of the output layer",
    prompt=r"""
        Suppose that the *output* neurons too have the sigmoid, as in a network that answers yes or no. Write
        `delta_output(z, a, y)`, which returns $\delta^{(L)} = \partial C / \partial z^{(L)}$ for the cost
        $C = \sum_k (a_k - y_k)^2$; all three are vectors (K,).
        """,
    kind="code", level="core", minutes=4,
    hints=(
        r"$\delta^{(L)}$ is made of the first two factors of (23): $\partial C/\partial a$ and $\partial a/\partial "
        r"z$, entry by entry.",
        r"$2(a - y)\, \sigma'(z)$, and $\sigma'(z) = a(1 - a)$.",
    ),
    solution=delta_output,
    why=r"""With the identity the second factor is 1 (erratum E4), with the sigmoid it is not. If an output is
        saturated, even a
        large error makes a small $\delta$: one reason why classification takes the cross-entropy instead.""",
    cases=(
        Case((_Z, _A, np.array([1.0, 0.0, 0.0])), np.array([-0.25, 0.28125, 0.064]), 2),
        Case((_Z[1:], _A[1:], np.array([1.0, 1.0])), np.array([-0.09375, -0.256]), 2),
    ),
    slips=(
        Slip(lambda z, a, y: 2 * (a - y), r"The slope $\sigma'(z)$ was forgotten: this is $\partial C/\partial a$, and "
                                          r"$\delta$ is $\partial C/\partial z$.", 2),
        Slip(lambda z, a, y: a - y, r"$a - y$ is the error behind the *cross-entropy*. Here the cost is the sum of "
                                    r"squares: 2 and $\sigma'(z)$ are missing.", 2),
        Slip(lambda z, a, y: 2 * (a - y) * _sigmoid(a) * (1 - _sigmoid(a)), r"The slope is taken at $a$: $\sigma'(a)$, "
             r"where $\sigma'(z)$ belongs. Made of $a$ it is $a(1 - a)$.", 2),
        Slip(lambda z, a, y: 2 * (a - y) * z * (1 - z), r"The slope has $z$ where $a$ belongs.", 2),
        Slip(lambda z, a, y: (a - y) * a * (1 - a), r"The 2 was dropped.", 2),
        Slip(lambda z, a, y: 2 * (y - a) * a * (1 - a), r"The sign is wrong: $2(a - y)$, not $2(y - a)$.", 2),
        Slip(lambda z, a, y: 2 * (a - y) * a * (1 - a) / len(a), r"This is divided by the number of outputs. The "
                                                                 r"cost here is a sum, not a mean.", 2),
        Slip(lambda z, a, y: 2 * (a - y) * a, r"The factor $\sigma'(z)$ is the slope $a(1 - a)$, not the "
                                              r"activation.", 2),
        Slip(lambda z, a, y: 2 * (z - y) * a * (1 - a), r"The error compares the *activation* $a$ with $y$, not the "
                                                        r"sum $z$.", 2),
    ),
)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def delta_hidden(W_next, delta_next, a):
    return (W_next.T @ delta_next) * a * (1 - a)


_W = np.array([[1.0, 2.0], [3.0, -4.0]])

HIDDEN = Exercise(
    id="own-delta-hidden",
    title="Your network, part 5: the error of a hidden layer",
    prompt=r"""
        Write `delta_hidden(W_next, delta_next, a)` for a hidden layer of sigmoids: `a` (n,) are its own activations,
        `W_next` (m, n) and `delta_next` (m,) belong to the layer *after* it. It returns $\delta$ of this layer, (n,).
        """,
    kind="code", level="core", minutes=6,
    hints=(
        r"Two factors again: how $C$ depends on the activation of neuron $j$, and its own slope.",
        r"Neuron $j$ feeds every neuron $i$ of the next layer through $w_{i,j}$, so its blame is a sum over $i$: "
        r"$\sum_i w_{i,j}\, \delta_i$. Which index of `W_next` runs over $i$?",
        r"The sum over the *to* index is the product with the transposed matrix: `W_next.T @ delta_next`.",
    ),
    solution=delta_hidden,
    why=r"""Forward, $W$ sums over *from*; backward, its transpose sums over *to*. The same numbers, read in columns
        instead of
        rows.""",
    cases=(
        Case((_W, np.array([1.0, 0.5]), np.array([0.5, 0.75])), np.array([0.625, 0.0]), 3),
        Case((_W, np.array([-2.0, 1.0]), np.array([0.5, 0.2])), np.array([0.25, -1.28]), 3),
        Case((np.array([[2.0, -1.0, 0.5]]), np.array([4.0]), np.array([0.5, 0.5, 0.2])),
             np.array([2.0, -1.0, 0.32]), 3),
    ),
    slips=(
        Slip(lambda W_next, delta_next, a: (W_next @ delta_next) * a * (1 - a), r"`W_next @ delta_next` sums over "
                                                                                r"the wrong "
             r"index: the *from* index, as forward. Backward the sum runs over *to*, so the matrix is transposed.", 3),
        Slip(lambda W_next, delta_next, a: W_next.T @ delta_next, r"The slope $\sigma'(z)$ of this layer was "
                                                                  r"forgotten: this "
             r"is $\partial C/\partial a$, not yet $\partial C/\partial z$.", 1),
        Slip(lambda W_next, delta_next, a: (W_next.T @ delta_next) * a, r"The factor is the slope $a(1 - a)$, not the "
             r"activation.", 1),
        Slip(lambda W_next, delta_next, a: (W_next.T @ delta_next) * _sigmoid(a) * (1 - _sigmoid(a)),
             r"The slope is taken at $a$: $\sigma'(a)$, where $\sigma'(z)$ belongs. Made of $a$ it is $a(1 - a)$.", 1),
        Slip(lambda W_next, delta_next, a: delta_next.sum() * a * (1 - a), r"The weights are missing: an error counts "
             r"as much as the connection through which it was caused.", 2),
        Slip(lambda W_next, delta_next, a: W_next.sum(axis=0) * a * (1 - a), r"The errors of the next layer are "
                                                                             r"missing.", 2),
        Slip(lambda W_next, delta_next, a: W_next.T @ (delta_next * (a * (1 - a))[:len(delta_next)]), r"The slopes "
             r"belong to *this* layer: multiply after going through `W_next`, not before.", 1),
    ),
)


def weight_gradient(delta, a_before):
    return np.outer(delta, a_before)


OUTER = Exercise(
    id="own-outer-product",
    title="Your network, part 6: the gradient of a weight matrix",
    prompt=r"""
        Write `weight_gradient(delta, a_before)`: from $\delta$ of a layer, (n,), and the activations of the layer
        before it, (m,), the gradient $\partial C/\partial W$ for one observation. It has the shape of $W$, (to, from).
        """,
    kind="code", level="core", minutes=3,
    hints=(
        r"Take one entry. $w_{i,j}$ leads from neuron $j$ to neuron $i$: which error and which activation meet there?",
        r"$\partial C/\partial w_{i,j} = \delta_i\, a_j$: every error with every activation. Rows are $i$, columns "
        r"$j$.",
    ),
    solution=weight_gradient,
    why=r"""$\delta\, a^T$, the outer product of erratum E14: (23) for all pairs of neurons at once. Its shape must
        be the
        shape of $W$, or the update could not be written down.""",
    cases=(
        Case((np.array([1.0, -2.0]), np.array([3.0, 0.5])), np.array([[3.0, 0.5], [-6.0, -1.0]]), 2),
        Case((np.array([2.0]), np.array([1.0, -1.0, 4.0])), np.array([[2.0, -2.0, 8.0]]), 2),
    ),
    slips=(
        Slip(lambda delta, a_before: np.outer(a_before, delta), r"Transposed: this has (from, to), and $W$ is (to, "
                                                                r"from).", 2),
        Slip(lambda delta, a_before: delta * a_before, r"Entry by entry pairs neuron 1 with neuron 1 only, and fails "
             r"where the layers differ in size. *Every* error meets *every* activation.", 2),
        Slip(lambda delta, a_before: np.dot(delta, a_before), r"This is the inner product, one number, and the sum of "
             r"different weights' gradients. Nothing is summed here.", 1),
        Slip(lambda delta, a_before: -np.outer(delta, a_before), r"This is the direction of the step. The gradient "
             r"has the other sign; the minus stands in (17).", 1),
    ),
)


def batch_gradients(Delta, A):
    return Delta.T @ A, Delta.sum(axis=0)


BATCH = Exercise(
    id="own-batch-gradients",
    title="Your network, part 7: a whole batch, and the biases",
    prompt=r"""
        Now a batch with an observation in each row: `Delta` is (N, to), `A` is (N, from). Write
        `batch_gradients(Delta, A)`, which returns $\partial C/\partial W$, (to, from), and $\partial C/\partial b$,
        (to,), for a cost that is the *sum* over the observations.
        """,
    kind="code", level="core", minutes=5,
    hints=(
        r"The gradient of a sum is the sum of the gradients: $\sum_n \delta_n a_n^T$. One matrix product does it.",
        r"`Delta.T @ A` sums over the rows $n$. A bias has the last factor 1: what is left of $\sum_n \delta_n \cdot "
        r"1$?",
    ),
    solution=batch_gradients,
    why=r"""The product `Delta.T @ A` is the sum of all outer products. Both lines stand in `mlp_lib`'s `backward` as
        (44) and
        (45).""",
    cases=(
        Case((np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[1.0, 0.0], [2.0, 4.0]])),
             (np.array([[2.0, 2.0], [0.0, -4.0]]), np.array([1.5, 1.0])), 2),
        Case((np.array([[1.0], [2.0], [3.0]]), np.array([[1.0, -1.0], [0.0, 2.0], [1.0, 1.0]])),
             (np.array([[4.0, 6.0]]), np.array([6.0])), 2),
    ),
    slips=(
        Slip(lambda Delta, A: (Delta.T @ A / len(A), Delta.mean(axis=0)), r"Both are divided by $N$: that is the "
             r"gradient of the mean. The cost here is the sum.", 1),
        Slip(lambda Delta, A: (Delta.T @ A, Delta.mean(axis=0)), r"The bias has the mean where the weights have the "
             r"sum: `Delta.T @ A` adds up over the rows, so must it.", 2),
        Slip(lambda Delta, A: (Delta.T @ A, Delta.sum(axis=1)), r"The bias sums over the wrong index: a sum over the "
             r"neurons, one number per observation. Sum over the observations.", 2),
        Slip(lambda Delta, A: (A.T @ Delta, Delta.sum(axis=0)), r"The weights' gradient is transposed: (from, to).", 1),
        Slip(lambda Delta, A: (Delta @ A.T, Delta.sum(axis=0)), r"`Delta @ A.T` pairs observations with each other "
             r"and sums over neurons: the sum must run over the observations.", 2),
        Slip(lambda Delta, A: (Delta.T @ A, Delta.sum()), r"The bias was summed over everything: each neuron has a "
             r"bias of its own.", 2),
    ),
    planted=(Mistake(lambda Delta, A: Delta.T @ A, "2 results, separated by commas"),),
)

EXERCISES = (OUTPUT, HIDDEN, OUTER, BATCH)
