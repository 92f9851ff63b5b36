"""Exercises of the playground (slide S37): six experiments, each answered by a number that the picture shows.

The answers are runs of this book's Playground from a given seed; what training gives differs a little between
machines, so what is far along is judged by a range.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from mlp_lib.teaching.exercise import Exercise, Form, Mistake, Reason, Slip

LINEAR = Exercise(
    id="play-linear",
    title="Units that do not bend",
    prompt=r"""
        Set the Playground by the address `#activation=linear&seed=1`: the circle, two hidden layers, linear units. Let
        it run to epoch 100 ("stop at epoch"). What is the *test loss*, to two decimals?
        """,
    kind="number", level="core", minutes=5,
    hints=(
        r"The loss stands under the map, and, once you press Reset, in the record of runs. Is the menu on *linear*?",
        r"A network of linear units is one linear function in a tanh. Which single number is the best answer to "
        r"points of which half are $-1$ and half are $1$? Put it into $\frac12 (a - y)^2$.",
    ),
    solution=0.499, atol=0.006,
    why=r"""It is $\frac12$ from the first epoch to the last: the best that a linear function can do about a circle is
        to answer about 0 everywhere, and $\frac12 (0 - y)^2 = \frac12$. More layers of linear units change nothing
        (S10).""",
    slips=(
        Slip(0.011, r"This is the loss of tanh units: they learn the circle. Set the activation to linear.", 1),
        Slip(0.424, r"This is the share of test points that are right. The loss stands in the line above.", 1),
        Slip(1.0, r"The Playground's loss has a $\frac12$ in it: the mean of $\frac12 (a - y)^2$.", 2),
        Slip(0.0, r"A loss of 0 would be a network that answers each point rightly. Look again under the map.", 1),
    ),
    planted=(Mistake(0.52, "too large"), Mistake("half", "a number was wanted")),
)

ZERO = Exercise(
    id="play-zero-start",
    title="A start from zeros",
    prompt=r"""
        `#initZero=true&seed=1`: all 25 weights and biases begin at 0. Predict how many of them will have learned
        something. Then train for 50 epochs, and open *All weights*. How many of the 25 parameters are *still* 0?
        """,
    kind="number", level="core", minutes=6,
    hints=(
        r"With tanh, what is $a$ of every hidden unit when all weights are 0? The gradient of a weight is $\delta$ "
        r"times the $a$ that it carries (44).",
        r"And what $\delta$ comes back to a hidden layer through weights that are 0 (32)? Only one kind of parameter "
        r"has a gradient with no factor 0: look at the output layer.",
    ),
    solution=24,
    why=r"""Only the output's bias moves. Its weights carry $a = 0$, and nothing comes back through them, so no hidden
        weight ever learns: the symmetry is never broken. That is why networks start from random weights.""",
    slips=(
        Slip(0, r"All 25 begin at 0, and most of them stay there. Open *All weights* after the 50 epochs.", 1),
        Slip(25, r"Nearly. One parameter does move, a little: look at the bias of the output.", 2),
        Slip(1, r"That is how many have moved.", 2),
        Slip(18, r"There are seven biases, but those of the hidden units get $\delta = 0$, through weights that are 0.",
             2),
        Slip(22, r"The output layer has three parameters; its two weights carry $a = 0$, and stay.", 1),
    ),
)

RADIUS = Exercise(
    id="play-radius",
    title="The circle in three numbers",
    prompt=r"""
        `#networkShape=&x=false&y=false&xSquared=true&ySquared=true&seed=1`: no hidden layer, and the features
        $X_1^2$ and $X_2^2$ in the place of $X_1$ and $X_2$. Train for 100 epochs. The output changes sides where
        $w_1 X_1^2 + w_2 X_2^2 + b = 0$. Read the three numbers in *All weights*: at which positive $X_1$ does this line
        cross the axis $X_2 = 0$? To one decimal or finer.
        """,
    kind="number", level="core", minutes=8,
    hints=(
        r"On the axis $X_2 = 0$ what is left is $w_1 X_1^2 + b = 0$.",
        r"So $X_1 = \sqrt{-b / w_1}$; $w_1$ is negative and $b$ positive. The points change sides at 2.5 to 3.5.",
    ),
    solution=2.915, atol=0.055,
    why=r"""Three parameters do what 25 did before: with the right basis a linear model is enough, equation (2). But
        somebody had to know that squares are right, and that the points lie about 0.""",
    slips=(
        Slip(8.497, r"This is $X_1^2$. The root of it is asked for.", 2),
        Slip(0.343, r"This is $\sqrt{-w_1 / b}$: the fraction is upside down.", 2),
        Slip(3.025, r"This is where the line crosses the *other* axis, by $w_2$. The two weights are not quite "
                    r"equal.", 1),
        Slip(2.497, r"This is $b$ alone. Divide it by $-w_1$, and take the root.", 2),
        Slip(-2.915, r"The line crosses there too; the positive crossing is asked for.", 2),
    ),
)


def _judge_features(answer: Any) -> Reason | None:
    plain, features = np.asarray(answer, float)
    if not 0.42 <= plain <= 0.52:
        return Reason(f"The first loss is {plain:.3g}. For 4-2 with two features it is far from 0 after 300 epochs; "
                      "is it the *test* loss, and the spiral?", 1)
    if not 0.01 <= features <= 0.25:
        return Reason(f"The first loss is right. The second, {features:.3g}, is not that of the seven features after "
                      "300 epochs: is every feature on, and one hidden layer of 6 units?", 2)
    return None


SPIRAL = Exercise(
    id="play-features",
    title="What features are worth",
    prompt=r"""
        Two runs of 300 epochs on the spiral, from one seed: `#dataset=spiral&seed=10`, and
        `#dataset=spiral&seed=10&networkShape=6&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true`. Predict
        which has more parameters. What are both test losses, as the record of runs has them?
        """,
    hand_in="Hand them in as `plain, with_features`.",
    kind="number", level="core", minutes=9,
    hints=(
        r"Write 300 into *stop at epoch* before you run. The run goes into the record when the next address is taken.",
        r"The second network is 7-6-1 with tanh units. Under its map it says 55 parameters.",
    ),
    form=Form(("test loss of 4-2 with X₁ and X₂", "test loss of 6 with all features")),
    solution=np.array([0.476, 0.055]), judge=_judge_features,
    why=r"""With two features and 25 parameters nothing is learned in 300 epochs; with seven features, and 55
        parameters in a single layer, nearly all. Over twenty seeds the medians are 0.49 and 0.14. A wide net without
        features gets there too, but late: see the films.""",
    slips=(
        Slip((0.055, 0.476), r"The two are swapped: the first is the network with two features.", 1),
        Slip((0.476, 0.476), r"The same number twice: is the second address taken, with all seven features?", 2),
    ),
    planted=(
        Mistake((0.05, 0.05), "far from 0 after 300 epochs"),
        Mistake((0.49, 0.4), "The first loss is right"),
        Mistake((0.49,), "shape (2,) was wanted"),
    ),
)

OBSERVATION = Exercise(
    id="play-one-observation",
    title="One observation, by its numbers",
    prompt=r"""
        `#seed=1`, and no training at all. Open *One observation, step by step* and look at observation 1. From its $a$
        and $y$ at the output work out $\partial C / \partial z^{(3)}$ yourself, for $C = \frac12 (a - y)^2$ and
        $a = \tanh z$; then compare it with the line under *Backward*, and hand it in.
        """,
    kind="number", level="core", minutes=7,
    hints=(
        r"$\partial C / \partial a = a - y$. The square's 2 and the $\frac12$ cancel, and $y = -1$ here.",
        r"Then the slope of tanh, $1 - a^2$: $\partial C / \partial z = (a - y)(1 - a^2)$, with $a = 0.2420$.",
    ),
    solution=1.1693, atol=0.0015,
    why=r"""$(0.2420 + 1)(1 - 0.2420^2)$. It is positive: a smaller $z$ would lower the loss, since $y = -1$. Each
        number of the panel is one that you have computed in the chapter on backpropagation.""",
    slips=(
        Slip(1.2420, r"This is $\partial C / \partial a$. The slope of tanh, $1 - a^2$, is missing.", 2),
        Slip(-0.7136, r"This takes $y = 1$. The label of observation 1 is $-1$.", 1),
        Slip(2.3385, r"Twice too large: with $\frac12 (a - y)^2$ there is no 2 in the derivative.", 1),
        Slip(-1.1693, r"The sign: it is $a - y$, not $y - a$.", 1),
        Slip(0.7713, r"This is the loss itself, $\frac12 (a - y)^2$. Its derivative is asked for.", 1),
        Slip(0.9414, r"This is the slope of tanh alone. Multiply it by $a - y$.", 2),
    ),
)

THREE = Exercise(
    id="play-three-classes",
    title="A third class, and a loss that you can foretell",
    prompt=r"""
        The original has no third class. Here set *Problem* to three classes and tick *start from zeros*. Before any
        training: what must the loss be? Work it out, then compare it with the number under the map, and hand it in.
        """,
    kind="number", level="core", minutes=6,
    hints=(
        r"With all weights 0, what does softmax (65) answer to every point?",
        r"Each class gets $\frac13$. The cross-entropy of an observation is $-\log a$ of its true class, with the "
        r"natural logarithm (16).",
    ),
    solution=1.0986, atol=0.0015,
    why=r"""$-\log \frac13 = \log 3 = 1.0986$. A good test of any classifier with $K$ classes: before it has learned,
        its loss should lie near $\log K$. One that begins far above has a fault.""",
    slips=(
        Slip(0.6931, r"This is $\log 2$, of two classes. There are three.", 2),
        Slip(0.4771, r"This is the logarithm to the base 10. The loss takes the natural one.", 2),
        Slip(0.3333, r"This is the probability itself. The loss is minus its logarithm.", 2),
        Slip(-1.0986, r"The sign: the loss is *minus* the logarithm of a number below 1.", 2),
        Slip(3.2958, r"This adds the three classes. Only the true class of an observation counts, since $y = 0$ for "
                     r"the others.", 2),
        Slip(1.5850, r"This is the logarithm to the base 2. The loss takes the natural one.", 2),
    ),
)

EXERCISES = (LINEAR, ZERO, RADIUS, SPIRAL, OBSERVATION, THREE)
