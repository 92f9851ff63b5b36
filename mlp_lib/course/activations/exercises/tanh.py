"""What tanh (9) mends of the sigmoid: exercises on its centring and on the formula that links the two."""
from __future__ import annotations

import numpy as np

from mlp_lib.activations import ACTIVATIONS
from mlp_lib.teaching.exercise import Case, Exercise, Slip

from . import handed_out

sigmoid = ACTIVATIONS["sigmoid"]


def tanh(z):
    return 2 * ACTIVATIONS["sigmoid"](2 * z) - 1


TANH = Exercise(
    id="tanh-by-sigmoid",
    title="Tanh from a sigmoid: find the bug",
    prompt=r"""
        This function is meant to be $\tanh z$, made from the library's sigmoid by the right side of (9). It has
        the right value at $z = 0$, and it runs from −1 to 1, and still it is wrong. Find the mistake and mend it.
        """,
    kind="find the bug", level="core", minutes=5,
    given=handed_out.tanh,
    hints=(
        r"Compare it with `np.tanh` at a few points. Is it too high, too low, too flat, too steep? And where is it "
        r"right?",
        r"Compare the slopes at $z = 0$: it must be 1. Twice the sigmoid has twice the slope $\tfrac14$.",
        r"Read the right side of (9) again, letter by letter: what does $\sigma$ get there?",
    ),
    solution=tanh,
    why=r"""Without the 2 inside, the curve is $\tanh(z/2)$: the right ends, half the speed. Stretching the height
        by 2 and running twice as fast give the slope $2 \cdot 2 \cdot \tfrac14 = 1$ at $z = 0$.""",
    cases=(
        Case((0.5,), 0.46211715726000975),
        Case((0.0,), 0.0),
        Case((np.array([-2.0, 1.0, 3.0]),),
             np.array([-0.9640275800758169, 0.7615941559557649, 0.9950547536867305]), hint=3),
        Case((np.array([[-400.0], [400.0]]),), np.array([[-1.0], [1.0]])),
    ),
    slips=(
        Slip(lambda z: 2 * sigmoid(2 * z), "Now the −1 is missing: this runs from 0 to 2.", 3),
        Slip(lambda z: sigmoid(2 * z), "This is $\\sigma(2z)$, from 0 to 1: twice as fast, but not stretched to "
                                       "(−1, 1).", 3),
        Slip(lambda z: sigmoid(2 * z) - 1, "This runs from −1 to 0: the factor 2 before the sigmoid is lost.", 3),
        Slip(lambda z: sigmoid(2 * z) - 0.5, "This runs from −1/2 to 1/2: centred, but only half as high.", 3),
        Slip(lambda z: 2 * sigmoid(z / 2) - 1, "This is $\\tanh(z/4)$: the mistake has doubled. Must the sigmoid run "
                                               "faster or slower?", 2),
        Slip(lambda z: 2 * sigmoid(2 * z - 1), "The −1 has slipped inside: this is $2\\sigma(2z - 1)$.", 3),
        Slip(lambda z: 4 * sigmoid(z) - 2, "The slope at 0 is right now, but this runs from −2 to 2: the curve was "
                                           "stretched in height, it has to run faster.", 3),
        Slip(lambda z: 1 - 2 * sigmoid(2 * z), "This is $-\\tanh z$: it falls where tanh rises.", 3),
    ),
)

SAME_SIGN = Exercise(
    id="same-sign-gradients",
    title="All up or all down",
    prompt=r"""
        A neuron has four inputs $a_1, \dots, a_4$, the outputs of sigmoid units. One step of gradient descent for
        one observation changes each of its weights by $-\eta\,\delta\,a_i$, with the same $\delta \ne 0$ for all
        four.

        Each weight goes up or down. For four weights that makes $2^4 = 16$ patterns, such as up, up, down, up.
        How many of the 16 can a single step make?
        """,
    kind="number", level="core", minutes=4,
    hints=(
        r"The learning rate $\eta$ is positive. Which signs can $a_i$ have, and which can $\delta$ have?",
        r"All four $a_i$ are positive, so all four changes have the sign of $-\delta$. How many signs can "
        r"that be?",
    ),
    solution=2.0,
    why=r"""Every $a_i$ is positive, so all weights rise ($\delta < 0$) or all fall ($\delta > 0$): 2 of 16 patterns.
        With tanh outputs each $a_i$ has its own sign and all 16 are within reach. That is what being
        zero-centred is good for.""",
    slips=(
        Slip(16.0, r"All 16 would be possible if each $a_i$ had its own sign, as with tanh. The sigmoid's outputs "
                   r"lie in (0, 1)."),
        Slip(1.0, r"All in the same direction, yes; but $\delta$ may be positive or negative.", 2),
        Slip(8.0, r"Half of the patterns would mean that only one of the four signs is fixed.", 2),
        Slip(4.0, r"Four weights, but no choice for each of them: the step has one factor that decides for "
                  r"all.", 2),
        Slip(0.0, r"Every step makes some pattern, since $\delta \ne 0$ and no $a_i$ is 0.", 2),
        Slip(0.125, r"This is the share of the 16. The question is how many patterns.", 2),
    ),
)
