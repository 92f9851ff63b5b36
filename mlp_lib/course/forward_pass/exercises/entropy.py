"""An exercise on the cross-entropy (16): what the probability of 0 costs (S19)."""
from __future__ import annotations

import math

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip
from mlp_lib.teaching.exercise.call import call


def cross_entropy(P, Y):
    given = Y > 0                          # where Y is 0 the term is 0, whatever P is
    return -np.sum(Y[given] * np.log(P[given]))


def _masked_by_p(P, Y):
    return -np.sum(Y[P > 0] * np.log(P[P > 0]))


def _clipped(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-12, 1)))


def _by_math(P, Y):
    return -sum(y * math.log(p) for p, y in zip(P.ravel(), Y.ravel(), strict=True) if y > 0)


def _judge_impossible(answer):
    """Ask for the loss where what happened had probability 0: minus log 0 is infinite."""
    outcome = call(answer, (np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])))
    got = outcome.value
    if outcome.error is not None:
        return Reason("One more case: the class that *was* chosen had the probability 0. Its loss is $-\\log 0$, "
                      f"infinite, and your function stops there: {outcome.error}. `np.log(0.0)` is −inf, but "
                      "`math.log(0.0)` is an error.", 3)
    if got is not None and np.all(np.isposinf(got)):
        return None
    return Reason("One more case: the class that *was* chosen had the probability 0. Its loss is $-\\log 0$, infinite, "
                  f"and yours is {got if got is None else f'{float(np.sum(got)):.3g}'}: the term was dropped or cut "
                  "off, or something was added to the 0. Let `Y`, not `P`, decide which terms count.", 3)


def _as_typed(P, Y):
    return -np.sum(Y * np.log(P))


def _with_the_others(P, Y):
    return -np.sum(np.log(np.where(Y > 0, P, 1 - P)))


CHANGES = (
    (lambda C, P: -C, r"The minus is missing: log p is negative, a loss is not.", 1),
    (lambda C, P: C / len(P), r"This is the mean over the observations. (16) is the sum.", 1),
    (lambda C, P: C / P.size, r"This is the mean over all entries. (16) is the sum.", 1),
    (lambda C, P: 2 * C, r"This is the deviance of statistics, twice the cross-entropy (erratum E24).", 1),
    (lambda C, P: C / np.log(10), r"This is the logarithm to base 10. (16) has the natural one, `np.log`.", 2),
    (lambda C, P: C / np.log(2), r"This is the logarithm to base 2. (16) has the natural one, `np.log`.", 2),
)


def _slip(rule, change, says, hint):
    return Slip(lambda P, Y: change(rule(P, Y), P), says, hint)


ENTROPY = Exercise(
    id="cross-entropy-by-sums",
    title="The loss (16)",
    prompt=r"""
        Write `cross_entropy(P, Y)`, equation (16): `P` (N, K) holds the network's probabilities, `Y` (N, K) the
        targets, with one 1 in each row. A probability of 0 for a class that was *not* chosen costs nothing, for the
        class that *was* chosen it costs infinitely much, `np.inf`. See that your code says so too; in the first case
        without taking the logarithm of 0.
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"In each row only one term survives: minus the logarithm of the probability of the class that was chosen.",
        r"Multiply `Y` by `np.log(P)`, add up everything, put a minus in front.",
        r"`0 * np.log(0)` is not 0 but nan. Take the logarithm only where `Y > 0`: a mask picks the entries, "
        r"`P[mask]`.",
    ),
    solution=cross_entropy,
    why=r"""Only the probability of what happened counts. Reading the entries where $y_{nk} > 0$ is $0 \log 0 = 0$ in
        code.""",
    cases=(
        Case((np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]]), np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]])),
             1.6094379124341003),
        Case((np.array([[0.2, 0.3, 0.4, 0.1], [0.25, 0.25, 0.25, 0.25], [0.7, 0.1, 0.1, 0.1]]),
              np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0]])), 3.3524072174927233),
        Case((np.array([[0.0, 0.5, 0.5], [0.1, 0.9, 0.0]]), np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])),
             2.995732273553991, hint=3),
    ),
    quiet=True,
    judge=_judge_impossible,
    slips=(
        Slip(_as_typed, r"This is (16) as printed, and right while no probability is 0. In the last case "
                        r"`0 * np.log(0)` is nan.", 3),
        *(_slip(rule, *change) for rule in (cross_entropy, _as_typed) for change in CHANGES),
        Slip(lambda P, Y: -np.log(np.sum(Y * P)), r"You take the logarithm of the sum. (16) sums the logarithms.", 2),
        Slip(_with_the_others, r"This also has $\log(1 - p)$ of the classes that were not chosen, as the loss of "
                               r"separate yes-or-no outputs has. (16) has only the chosen class.", 1),
        Slip(lambda P, Y: np.sum((Y - P) ** 2), r"This is the sum of squares (14).", 1),
        Slip(lambda P, Y: -np.sum(P[Y > 0]), r"The logarithm is missing.", 1),
        Slip(lambda P, Y: -np.sum(Y * np.log(np.where(Y > 0, P, 1)), axis=0), r"Summed over the wrong index, over $n$ "
             r"only: one number for each class is left. (16) sums over both.", 2),
        Slip(lambda P, Y: -np.sum(Y * np.log(np.where(Y > 0, P, 1)), axis=1), r"One number for each "
             r"observation $n$ is left. (16) sums over $n$ too.", 2),
    ),
    planted=(
        Mistake(_masked_by_p, "yours is 0.693: the term was dropped"),
        Mistake(_clipped, "yours is 28.3"),
        Mistake(lambda P, Y: -np.sum(Y * np.log(P + 1e-12)), "something was added to the 0"),
        Mistake(_by_math, "math.log(0.0)"),
    ),
)

EXERCISES = (ENTROPY,)
