"""Exercises on where losses come from and how they pull: noise, likelihood, outliers (S19, S34)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

PULL = Exercise(
    id="pull-of-an-outlier",
    title="How hard does an outlier pull?",
    prompt=r"""
        One detector was broken, and its residual is 4. In gradient descent an observation pulls on the fit with the
        *slope* of its loss. How many times as hard does it pull with the squared error as with Huber's loss?

        Read the two slopes off the explorer.
        """,
    explorer="residual",
    kind="explorer challenge", level="core", minutes=3,
    hints=(
        r"Set the residual to 4, choose each loss in turn, and read its slope, not what it costs.",
        r"The slope of $e^2$ is $2e$. Huber's loss is a straight line there.",
    ),
    solution=8.0,
    why=r"""Slope 8 against slope 1. Under the squared error one outlier pulls with the force of many good observations;
        Huber's loss caps the pull.""",
    atol=0.01,
    slips=(
        Slip(16 / 3.5, r"This compares what the residual *costs*, 16 and 3.5.", 1),
        Slip(4.0, r"The slope of $e^2$ is $2e$: the 2 is missing.", 2),
        Slip(0.125, r"The other way round: Huber over squared.", 2),
        Slip(2.0, r"The slope 8 is right. Huber's loss is a straight line at 4: its slope is no longer $e$.", 2),
        Slip(8 / 3.5, r"This divides a slope by a cost. Read the slope of Huber's loss as well."),
        Slip(16.0, r"This is the squared error itself, not its slope."),
    ),
)


def negative_log_likelihood(y, y_hat, s):
    e = y - y_hat
    return np.sum(e ** 2) / (2 * s ** 2) + len(y) / 2 * np.log(2 * np.pi * s ** 2)


GAUSS = Exercise(
    id="gaussian-noise-loss",
    title="Squared error is Gaussian noise",
    prompt=r"""
        Suppose $y_n = \hat y_n + \text{noise}$, and the noise is Gaussian with mean 0 and standard deviation $s$:
        $p(y_n) = \frac{1}{\sqrt{2\pi s^2}}\, e^{-(y_n - \hat y_n)^2 / (2 s^2)}$, independent for each $n$.

        Write `negative_log_likelihood(y, y_hat, s)`, minus the logarithm of the product of all $p(y_n)$; `y` and
        `y_hat` are (N,). It must stay finite for 5,000 observations, and nothing may overflow on the way.
        """,
    kind="code", level="stretch", minutes=8,
    hints=(
        r"The logarithm of a product is a sum of logarithms. Take the logarithm of one $p(y_n)$ on paper first.",
        r"For one observation: $\frac{e_n^2}{2 s^2} + \frac12 \log(2 \pi s^2)$. Now sum over $n$; the second part is "
        r"the same for each.",
    ),
    solution=negative_log_likelihood,
    why=r"""It is the loss (15) divided by $2s^2$, plus a term without weights: for a fixed $s$ both are smallest at the
        same weights.""",
    cases=(
        Case((np.array([1.0, 2.0]), np.array([1.0, 2.0]), 1.0), 1.8378770664093453),
        Case((np.array([1.0, 2.0, 4.0]), np.array([1.5, 2.0, 2.0]), 2.0), 5.367507141293855),
        Case((np.zeros(5000), np.full(5000, 3.0), 0.5), 91128.95676322363),
        Case((np.zeros(1), np.array([50.0]), 1.0), 1250.9189385332047, hint=2),         # 50 standard deviations away
    ),
    quiet=True,
    slips=(
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2) / (2 * s ** 2),
             r"This is right up to the term $\frac{N}{2}\log(2\pi s^2)$. It holds no weights, but it belongs to the "
             r"likelihood, and to fit $s$ you need it.", 2),
        Slip(lambda y, y_hat, s: -negative_log_likelihood(y, y_hat, s), r"This is the log-likelihood: the minus is "
                                                                        r"missing."),
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2) / s ** 2 + len(y) / 2 * np.log(2 * np.pi * s ** 2),
             r"The ½ of the exponent is missing.", 2),
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2) / (2 * s ** 2) + 0.5 * np.log(2 * np.pi * s ** 2),
             r"The second part is counted once. Each of the $N$ observations has it.", 2),
        Slip(lambda y, y_hat, s: negative_log_likelihood(y, y_hat, s) / len(y),
             r"This is the mean over the observations. The logarithm of a product is a sum."),
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2) / (2 * s ** 2) + len(y) * np.log(2 * np.pi * s ** 2),
             r"The root is missing: $\log\sqrt{u} = \frac12 \log u$.", 2),
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2) / (2 * s ** 2) - len(y) / 2 * np.log(2 * np.pi * s ** 2),
             r"The second part has the wrong sign: $-\log(1/u) = +\log u$.", 2),
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2) / (2 * s ** 2) + len(y) / 2 * np.log10(2 * np.pi * s ** 2),
             r"This is the logarithm to base 10. Take the natural one, `np.log`.", 2),
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2) / (2 * s) + len(y) / 2 * np.log(2 * np.pi * s),
             r"Here $s$ stands for the variance. It is the standard deviation: the formula has $s^2$.", 2),
        Slip(lambda y, y_hat, s: np.sum((y - y_hat) ** 2), r"This is the loss (15) alone, without $s$.", 2),
    ),
    planted=(
        Mistake(lambda y, y_hat, s: -np.log(np.prod(np.exp(-(y - y_hat) ** 2 / (2 * s ** 2))
                                                    / np.sqrt(2 * np.pi * s ** 2))), "is inf"),
    ),
)

EXERCISES = (PULL, GAUSS)
