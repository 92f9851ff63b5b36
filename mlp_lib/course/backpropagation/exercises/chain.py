"""Exercises on the chain rule in a chain of neurons (slides S23 to S31)."""
from __future__ import annotations

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

BY_HAND = Exercise(
    id="chain-by-hand",
    title="A chain by hand",
    prompt=r"""
        Two neurons in a row: $z^{(1)} = w^{(1)} x + b^{(1)}$ with the sigmoid, and
        $a^{(2)} = z^{(2)} = w^{(2)} a^{(1)} + b^{(2)}$. The weights are $w^{(1)} = 0.5$ and $w^{(2)} = 5$, the biases
        $b^{(1)} = -1.5$ and $b^{(2)} = -0.3$; $x = 3$, $y = 1.2$, and the cost is $C = (a^{(2)} - y)^2$. Find
        $\partial C / \partial w^{(1)}$ on paper. The numbers are made so that you need no calculator.
        """,
    kind="number", level="core", minutes=5,
    hints=(
        r"Forward first, and write everything down: $z^{(1)}, a^{(1)}, a^{(2)}$. One of them is 0.",
        r"$z^{(1)} = 0$, so $a^{(1)} = 0.5$ and $\sigma'(z^{(1)}) = 0.5 \cdot 0.5$. And $a^{(2)} = 2.2$. Now five "
        r"factors, from the loss back to the weight.",
        r"$2(a^{(2)} - y) \cdot 1 \cdot w^{(2)} \cdot \sigma'(z^{(1)}) \cdot x$.",
    ),
    solution=7.5, rtol=0, atol=1e-6,
    why=r"""$2 \cdot 1 \cdot 5 \cdot 0.25 \cdot 3 = 7.5$: error, slope of the output, weight on the way, slope of the
        hidden neuron, input.""",
    slips=(
        Slip(30.0, r"The slope $\sigma'(z^{(1)}) = 0.25$ of the hidden neuron was forgotten.", 3),
        Slip(15.0, r"The factor $\sigma'(z^{(1)})$ is the slope $a(1 - a) = 0.25$, not the activation $a = 0.5$.", 2),
        Slip(3.75, r"The 2 of $2(a^{(2)} - y)$ was dropped.", 3),
        Slip(-7.5, r"The size is right, the sign is not: the derivative of $(a - y)^2$ by $a$ is $2(a - y)$, not "
                   r"$2(y - a)$.", 3),
        Slip(9.75, r"The bias $b^{(2)}$ is missing: $a^{(2)} = 2.5 - 0.3$.", 2),
        Slip(12.0, r"The bias $b^{(2)}$ has lost its minus: $a^{(2)} = 2.5 - 0.3$.", 2),
        Slip(0.75, r"The weight on the way from neuron 1 to neuron 2 is $w^{(2)} = 5$; here it is $w^{(1)}$.", 3),
        Slip(1.5, r"The weight $w^{(2)}$ on the way from neuron 1 to neuron 2 is missing, $\partial z^{(2)} / \partial "
                  r"a^{(1)}$.", 3),
        Slip(1.25, r"The last factor is $\partial z^{(1)} / \partial w^{(1)} = x$, the input of *this* layer, not the "
                   r"activation that leaves it.", 3),
        Slip(2.5, r"This is $\partial C / \partial b^{(1)}$: its last factor is 1. For the weight it is $x$.", 3),
        Slip(1.0, r"This is $\partial C / \partial w^{(2)}$. Go one layer further back.", 3),
        Slip(0.0, r"$z^{(1)}$ is 0, but no factor is $z$ itself: it is the slope $\sigma'(z)$ at this $z$.", 2),
    ),
    planted=(Mistake(8.0, "too large"), Mistake(7.0, "too small")),
)


def bias_gradient(dC_da3, slope3, w3, slope2, w2, slope1):
    return dC_da3 * slope3 * w3 * slope2 * w2 * slope1


def _as_printed(dC_da3, slope3, w3, slope2, w2, slope1):
    return dC_da3 * slope3 * w3 * slope2 * slope1


def _summed(dC_da3, slope3, w3, slope2, w2, slope1):
    return dC_da3 * slope3 * w3 * slope2 + w2 * slope1


def _no_slope1(dC_da3, slope3, w3, slope2, w2, slope1):
    return dC_da3 * slope3 * w3 * slope2 * w2


def _twice_w3(dC_da3, slope3, w3, slope2, w2, slope1):
    return dC_da3 * slope3 * w3 * slope2 * w3 * slope1


def _no_w3(dC_da3, slope3, w3, slope2, w2, slope1):
    return dC_da3 * slope3 * slope2 * w2 * slope1


MISSING = Exercise(
    id="hole-in-the-chain",
    title="The hole in the chain",
    prompt=r"""
        The function below is the chain (53) as the slide prints it, for $L = 3$: the gradient of the bias $b^{(1)}$.
        Numerators and denominators of neighbours should cancel, and in one place they do not. Mend it.
        """,
    kind="find the bug", level="core", minutes=4,
    hints=(
        r"Write the chain with fractions: $\frac{\partial\mathcal{L}}{\partial a^{(3)}} \frac{\partial "
        r"a^{(3)}}{\partial "
        r"z^{(3)}} \frac{\partial z^{(3)}}{\partial a^{(2)}} \cdots$ Each denominator is the next numerator. Where "
        r"does that stop?",
        r"After $\partial a^{(2)} / \partial z^{(2)}$ the next numerator must be $\partial z^{(2)}$. Which number is "
        r"$\partial z^{(2)} / \partial a^{(1)}$?",
    ),
    solution=bias_gradient, given=_as_printed,
    why=r"""$\partial z^{(2)} / \partial a^{(1)} = w^{(2)}$ was left out: erratum E16. A chain is easy to proof-read:
        every
        denominator must come back as the next numerator.""",
    cases=(
        Case((-4.0, 1.0, 2.0, 0.25, -1.5, 0.2), 0.6, 2),
        Case((2.0, 1.0, 0.5, 0.2, 3.0, 0.1), 0.06, 2),
        Case((1.0, 0.5, -2.0, 0.1, 4.0, 0.25), -0.1, 2),
    ),
    slips=(
        Slip(_summed, r"Factors of one chain are multiplied; sums come in only where *several* chains lead to the same "
                      r"weight.", 1),
        Slip(_no_slope1, r"The factor $\partial z^{(2)}/\partial a^{(1)}$ is in now, but $\partial a^{(1)} / \partial "
                         r"z^{(1)}$, `slope1`, is gone.", 1),
        Slip(_twice_w3, r"$w^{(3)}$ stands in it twice. $\partial z^{(2)} / \partial a^{(1)}$ is the weight of layer "
                        r"2."),
        Slip(_no_w3, r"$w^{(2)}$ came in and $w^{(3)}$ went out. Both are on the way.", 1),
    ),
)

EXERCISES = (BY_HAND, MISSING)
