"""Questions of the playground (slide S37)."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="play-loss",
        text=r"""The Playground shows a test loss of 0.500 for two classes, and does not move. What does the network
             answer, most likely?""",
        options=(
            Option("About 0 everywhere", r"$\frac12 (0 - y)^2 = \frac12$ for $y = 1$ and for $y = -1$. It has learned "
                                         r"nothing that depends on the point.", True),
            Option("Half of the points rightly, half wrongly",
                   r"A point that is wrong and sure of it, $a = -y$, costs $\frac12 \cdot 2^2 = 2$, so half of them "
                   r"would make a loss of 1."),
            Option("Rightly, but without being sure", r"An answer of the right sign and half the size costs $\frac12 "
                                                      r"\cdot 0.5^2 = 0.125$."),
            Option("NaN", r"A loss that is not a number is shown as NaN, there; here it is explained."),
        ),
    ),
    Question(
        id="play-depth-of-lines",
        text=r"""On the circle, a network with the hidden layers 8-8-8-8-8-8 of linear units: what is it worth?""",
        options=(
            Option("More than one layer of them, since it has more parameters",
                   r"It has 393 parameters, and they make one matrix: $W^{(7)} \cdots W^{(1)} x + b$."),
            Option("As much as a tanh network, after more epochs", r"No number of epochs bends a line."),
            Option("As much as no hidden layer at all",
                   r"A product of matrices is a matrix. What bends is only the tanh of the output, and its boundary is "
                   r"a straight line.", True),
        ),
    ),
    Question(
        id="play-stuck",
        text=r"""Two squares as features, no hidden layer: from 19 of 20 seeds the loss falls below 0.003, from one it
             stays at 0.98. What happened there?""",
        options=(
            Option("Too few epochs", r"It has not moved in 250 epochs, and the gradient is nearly 0."),
            Option(r"The squares are up to 25, so $z$ began far out, where tanh is flat",
                   r"Its weights began positive, so $z$ is large and positive nearly everywhere. There the slope $1 - "
                   r"a^2$ is nearly 0, and with it the gradient. A smaller rate does not help; inputs of about the "
                   r"size of 1 do.", True),
            Option("The learning rate is too high", r"At a tenth of it the same seed gets stuck as well."),
            Option("Three parameters cannot describe a circle", r"From the other 19 seeds they do."),
        ),
    ),
    Question(
        id="play-accuracy",
        text=r"""Of two runs one has the lower test loss, the other the higher test accuracy. How can that be?""",
        options=(
            Option("One of the two is computed wrongly", r"Both are right: they measure different things."),
            Option("The accuracy is that of the training set", r"Both are told for both sets, here; the original "
                                                               r"tells no accuracy."),
            Option("The loss counts how far, the accuracy how often",
                   r"A few points that are far off cost much loss and little accuracy; many that are just on the "
                   r"right side cost some loss and no accuracy.", True),
        ),
    ),
    Question(
        id="play-diverged",
        text=r"""Regression with ReLU and rate 10: the original shows NaN. Where does a number that is none come
             from?""",
        options=(
            Option("A division by the number of points", r"There are always some."),
            Option("A logarithm of 0", r"There is none in $\frac12 (a - y)^2$."),
            Option("Each step overshoots, the error grows with it, until a number overflows",
                   r"With an identity output the gradient grows with the error. Beyond $10^{308}$ it is infinite, "
                   r"and infinity minus infinity is not a number. Lower the rate.", True),
            Option("A ReLU that has died", r"A dead ReLU answers 0, which is a number."),
        ),
    ),
    Question(
        id="play-one-seed",
        text=r"""You compare ReLU with tanh on the spiral: one run each, seed 1, and ReLU wins. What do you know?""",
        options=(
            Option("That ReLU is better on the spiral",
                   r"For this seed. After 1,000 epochs, 8-8 with tanh ends between 0.02 and 0.33, by the seed alone."),
            Option("That ReLU was better from this start and on these points",
                   r"A comparison needs several seeds, and the spread beside the median.", True),
            Option("Nothing at all", r"A little: it happened. But it may not happen again."),
        ),
    ),
)
