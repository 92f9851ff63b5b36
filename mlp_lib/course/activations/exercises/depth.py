"""Depth: exercises on what layers upon layers do to the function, and to the gradient."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def merge(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


def _layers_swapped(W1, b1, W2, b2):
    return W1 @ W2, W1 @ b2 + b1


ONE_LAYER = Exercise(
    id="one-layer-for-two",
    title="One layer does the work of two",
    prompt=r"""
        Layer 1 computes $\mathbf{a} = \mathbf{W}^{(1)}\mathbf{x} + \mathbf{b}^{(1)}$, layer 2 passes $\mathbf{a}$
        on to $\mathbf{W}^{(2)}\mathbf{a} + \mathbf{b}^{(2)}$. Both activations are the identity.

        Write `merge(W1, b1, W2, b2)` that returns `W, b`, the weights and biases of the *one* layer that gives
        the same output for every $\mathbf{x}$. The weights are (to, from): for 3 inputs, 4 units and 2 outputs
        `W1` is of shape (4, 3) and `W2` of shape (2, 4).
        """,
    kind="code", level="core", minutes=5,
    hints=(
        r"Put the first formula into the second in place of $\mathbf{a}$ and multiply out. What stands before "
        r"$\mathbf{x}$ is the matrix, what is left over is the bias.",
        r"The shapes decide the order: of (4, 3) and (2, 4) only one product exists, and the one layer must be "
        r"(2, 3), from 3 inputs to 2 outputs.",
        r"$\mathbf{b}^{(1)}$ is a part of $\mathbf{a}$, so it goes through the second layer's weights as "
        r"everything else in $\mathbf{a}$ does; $\mathbf{b}^{(2)}$ is added after that.",
    ),
    solution=merge,
    why=r"""Multiplied out, two layers without a bend between them are one matrix and one bias vector, and so are
        any number of them. Depth gives nothing new before an activation stands between the layers.""",
    cases=(
        Case((np.array([[2.0]]), np.array([3.0]), np.array([[4.0]]), np.array([1.0])),
             (np.array([[8.0]]), np.array([13.0]))),
        Case((np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, -1.0]),
              np.array([[0.0, 1.0], [2.0, -1.0]]), np.array([5.0, 0.0])),
             (np.array([[3.0, 4.0], [-1.0, 0.0]]), np.array([4.0, 3.0])), hint=2),
        Case((np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 1.0], [2.0, 2.0, 0.0]]),
              np.array([1.0, 2.0, 3.0, 4.0]),
              np.array([[1.0, 0.0, 1.0, 0.0], [0.0, 2.0, 0.0, 1.0]]), np.array([10.0, -8.0])),
             (np.array([[0.0, 0.0, 3.0], [2.0, 4.0, 0.0]]), np.array([14.0, 0.0])), hint=2),
    ),
    slips=(
        Slip(lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2),
             r"The matrices are multiplied in the wrong order: layer 1 acts on $\mathbf{x}$ first, so its matrix "
             r"stands next to $\mathbf{x}$, on the right.", 2),
        Slip(_layers_swapped, "This is layer 2 first and layer 1 after it: the two layers have changed places.", 2),
        Slip(lambda W1, b1, W2, b2: (W2 @ b1 + b2, W2 @ W1),
             "Both are right, but they have changed places: return $W$ first, then $b$."),
        Slip(lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2),
             r"The matrix is right. The biases are merely added, as if $\mathbf{b}^{(1)}$ did not have to go "
             r"through layer 2.", 3),
        Slip(lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1),
             r"The matrix is right; the bias $\mathbf{b}^{(2)}$ of layer 2 is forgotten.", 3),
        Slip(lambda W1, b1, W2, b2: (W2 @ W1, b2),
             r"The matrix is right; the bias $\mathbf{b}^{(1)}$ of layer 1 is forgotten.", 3),
        Slip(lambda W1, b1, W2, b2: (W2 @ W1, W2 @ W1 @ b1 + b2),
             r"The matrix is right. $\mathbf{b}^{(1)}$ is sent through both layers; it comes in after layer 1, so "
             r"only $\mathbf{W}^{(2)}$ acts on it.", 3),
        Slip(lambda W1, b1, W2, b2: (W2 * W1, W2 @ b1 + b2),
             "`*` multiplies entry by entry. The product of matrices, rows by columns, is `@`.", 2),
        Slip(lambda W1, b1, W2, b2: (W2 * W1, W2 * b1 + b2),
             "`*` multiplies entry by entry. Both products are products of matrices: `@`.", 2),
        Slip(lambda W1, b1, W2, b2: (W2 @ W1, W2 @ (b1 + b2)),
             r"The matrix is right. $\mathbf{b}^{(2)}$ is sent through layer 2 here; it is added after it.", 3),
        Slip(lambda W1, b1, W2, b2: (W2 @ W1, W2 * b1 + b2),
             "The matrix is right. In the bias `*` multiplies entry by entry: a matrix acts on a vector by `@`.", 3),
        Slip(lambda W1, b1, W2, b2: (W1.T @ W2.T, W2 @ b1 + b2),
             r"The matrix is transposed, (from, to): in this book $\mathbf{W}$ stands to the left of "
             r"$\mathbf{x}$, (to, from).", 2),
        Slip(lambda W1, b1, W2, b2: (W1 + W2, b1 + b2),
             "The layers work one after the other, not side by side: put one formula into the other, do not add "
             "them."),
        Slip(lambda W1, b1, W2, b2: W2 @ W1, "The matrix is right. The one layer has biases too: return `W, b`.", 3),
    ),
    planted=(
        Mistake(lambda W1, b1, W2: (W2 @ W1, W2 @ b1), "begin it with `def merge(W1, b1, W2, b2):`"),
    ),
)

GRADIENT_LEFT = Exercise(
    id="gradient-left",
    title="What five sigmoids leave of a gradient",
    prompt=r"""
        *This one needs the chain rule through several layers. If that is new to you, come back to it after the chapter
        on backpropagation.*

        Five sigmoid neurons stand in a chain, one in each layer, and every weight is 1:
        $z^{(l)} = a^{(l-1)} + b^{(l)}$ and $a^{(l)} = \sigma(z^{(l)})$ for $l = 1, \dots, 5$. The biases may be
        what they like. Backpropagation starts with $\partial C / \partial a^{(5)}$ at the output and works its
        way back to $\partial C / \partial z^{(1)}$, at the sum of the first neuron.

        At most which share of $\partial C / \partial a^{(5)}$ arrives there? Give
        $\partial C / \partial z^{(1)}$ divided by $\partial C / \partial a^{(5)}$, as a fraction of 1.
        """,
    kind="number", level="stretch", minutes=5,
    hints=(
        r"Write the chain from the end: $\partial C / \partial z^{(5)} = \partial C / \partial a^{(5)} \cdot "
        r"\sigma'(z^{(5)})$. The step on to $\partial C / \partial a^{(4)}$ multiplies by the weight, "
        r"which is 1. And so on.",
        r"On the way to $z^{(1)}$ each of the five neurons puts in its slope $\sigma'(z^{(l)})$ once, as a factor. "
        r"How large can one of them be?",
        r"Each slope is at most $\sigma'(0) = \tfrac14$, and five factors of $\tfrac14$ are multiplied.",
    ),
    solution=1 / 1024,
    why=r"""$(1/4)^5 = 1/1024$, about a thousandth, and that is the *best* case: every neuron would have to sit at
        $z = 0$. Slopes multiply along the chain, so the gradient falls by a power of the depth.""",
    rtol=0.01,
    slips=(
        Slip(1.25, "The five slopes are added here. In the chain rule they are factors.", 1),
        Slip(0.05, r"A quarter is divided by 5. Each of the five layers takes its own quarter of what is left.", 3),
        Slip(0.25, r"That is what *one* sigmoid leaves. There are five of them on the way.", 2),
        Slip(0.25 ** 4, r"That is $(1/4)^4$: one neuron's slope is missing. The way from $a^{(5)}$ to $z^{(1)}$ "
                        r"leads through the slopes of all five.", 2),
        Slip(0.25 ** 6, r"That is $(1/4)^6$: one slope too many, there are five neurons.", 2),
        Slip(0.5 ** 5, r"That is $(1/2)^5$: $1/2$ is the value of the sigmoid at 0, not its slope there.", 3),
        Slip(100 / 1024, "That is the share in per cent; a fraction of 1 was asked for.", 3),
        Slip(1024.0, "That is how many times *smaller* it gets: turn the fraction over.", 3),
        Slip(1.0, r"So much could pass through five *tanh* neurons, whose largest slope is 1.", 2),
    ),
)
