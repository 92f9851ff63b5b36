"""Exercises on the losses: equations (14) to (16), sums and means, and a column that got lost (S19)."""
from __future__ import annotations

import math

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip
from mlp_lib.teaching.exercise.call import call


def sum_of_squares(F, Y):
    return np.sum((Y - F) ** 2)


SQUARES = Exercise(
    id="sum-of-squares",
    title="The loss (14)",
    prompt=r"""
        Write `sum_of_squares(F, Y)`, equation (14): `F` and `Y` are (N, K), outputs and targets; the result is one
        number.
        """,
    kind="code", level="core", minutes=4,
    hints=(
        r"Equation (14) has two sums, over $n$ and over $k$, and no fraction in front.",
        r"Square each entry of the difference first, then add up everything.",
    ),
    solution=sum_of_squares,
    why=r"""Square, then sum over both indices. Halves and means are other conventions: each is this number times a
        constant.""",
    cases=(
        Case((np.array([[0.5, 0.0], [1.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 2.0]])), 5.25),
        Case((np.array([[3.0, 0.7], [1.95, 0.63], [2.0, 1.94]]), np.array([[2.6, 0.9], [2.0, 0.6], [2.4, 1.7]])),
             0.421),
        Case((np.array([[3.0, 0.7]]), np.array([[2.6, 0.9]])), 0.2),
    ),
    slips=(
        Slip(lambda F, Y: np.mean((Y - F) ** 2),
             r"This is the mean over all $N K$ entries, PyTorch's habit. (14) is the sum."),
        Slip(lambda F, Y: np.sum((Y - F) ** 2) / len(Y), r"This is the mean over the observations. (14) is the sum."),
        Slip(lambda F, Y: np.sum((Y - F) ** 2) / 2, r"There is a ½ here, which (14) does not have."),
        Slip(lambda F, Y: np.sum(Y - F) ** 2,
             r"You add first and square then: residuals of opposite sign cancel.", 2),
        Slip(lambda F, Y: np.sqrt(np.sum((Y - F) ** 2)), r"This is the root of the loss. (14) has none."),
        Slip(lambda F, Y: np.mean((Y - F) ** 2) / 2, r"This is half the mean. (14) has neither a ½ nor a mean."),
        Slip(lambda F, Y: np.sqrt(np.mean((Y - F) ** 2)), r"This is the root of the mean, the RMSE. (14) is the sum, "
                                                          r"without a root."),
        Slip(lambda F, Y: (Y - F) ** 2, r"The squares are not summed: (14) is one number.", 2),
        Slip(lambda F, Y: np.sum(Y - F), r"The square is missing: residuals of opposite sign cancel.", 2),
        Slip(lambda F, Y: np.sum(np.abs(Y - F)), r"This is the absolute error, without a square.", 2),
        Slip(lambda F, Y: np.sum((Y - F) ** 2, axis=0),
             r"Summed over $n$ only: one number for each output $k$ is left."),
        Slip(lambda F, Y: np.sum((Y - F) ** 2, axis=1),
             r"Summed over $k$ only: one number for each observation $n$ is left."),
    ),
)


def squared_error(y, y_hat):
    return np.sum((y - y_hat[:, 0]) ** 2)


def squared_error_as_found(y, y_hat):
    return np.sum((y - y_hat) ** 2)


COLUMN = Exercise(
    id="lost-column",
    title="A loss that is far too large",
    prompt=r"""
        This is (15), it seems. `y` is a column of a table, (N,); `y_hat` is what `net.predict(X)` returns, (N, 1).
        The loss comes out far too large, the larger the more observations there are, and no error is raised. Mend it.
        """,
    kind="find the bug", level="core", minutes=4,
    given=squared_error_as_found,
    hints=(
        r"Print the shape of `y - y_hat` for N = 5.",
        r"NumPy pairs each row of (N, 1) with each entry of (N,): N times N differences. Bring both to one shape "
        r"first.",
    ),
    solution=squared_error,
    why=r"""(N,) minus (N, 1) is (N, N): each target is compared with every prediction. `mlp_lib.loss` refuses what does
        not fit; bare NumPy does not.""",
    cases=(
        Case((np.array([1.0, 2.0, 4.0]), np.array([[1.0], [1.5], [2.0]])), 4.25),
        Case((np.array([2.6, 2.0, 2.4, 1.0, 4.5]), np.array([[3.0], [1.95], [2.0], [1.2], [4.08]])), 0.5389),
    ),
    slips=(
        Slip(lambda y, y_hat: np.mean((y - y_hat) ** 2),
             r"Now it is the mean over all $N^2$ pairs. The number is smaller, and as wrong as before."),
        Slip(lambda y, y_hat: np.sum((y - y_hat) ** 2) / len(y),
             r"Dividing by $N$ hides the symptom: each target is still compared with every prediction."),
        Slip(lambda y, y_hat: np.mean((y - y_hat[:, 0]) ** 2),
             r"The shapes agree now, but this is the mean. (15) is the sum."),
        Slip(lambda y, y_hat: np.sum(y - y_hat[:, 0]) ** 2,
             r"The shapes agree now, but you add first and square then: residuals cancel."),
        Slip(lambda y, y_hat: np.sum((y - y_hat[0]) ** 2),
             r"`y_hat[0]` is the first *row*: all targets are compared with one prediction.", 2),
        Slip(lambda y, y_hat: (y - y_hat[:, 0]) ** 2, r"The shapes agree now, but the squares are not summed: (15) is "
                                                      r"one number."),
        Slip(lambda y, y_hat: np.sum((y - y_hat) ** 2, axis=1), r"Summed over the wrong index: the table of all pairs "
             r"is still there, added up along its rows.", 2),
        Slip(lambda y, y_hat: np.sum((y - y_hat) ** 2, axis=0), r"Summed over the wrong index: the table of all pairs "
             r"is still there, added up over its rows.", 2),
    ),
)

FROM_RMSE = Exercise(
    id="loss-from-rmse",
    title="From a reported error to the loss",
    prompt=r"""
        A report says: "root mean squared error 12 bikes an hour, over 500 hours". How large is the lecture's loss
        (15) for these hours?
        """,
    kind="number", level="core", minutes=3,
    hints=(
        r"Undo the words from left to right: root, mean. What is left is a sum of squares.",
        r"The mean of the squares is $12^2 = 144$, and there are 500 of them.",
    ),
    solution=72000.0,
    why=r"""$500 \cdot 12^2 = 72{,}000$ bikes². Root and mean bring it back into bikes and make it independent of
        $N$: that is why reports use them.""",
    rtol=1e-4,
    slips=(
        Slip(6000.0, r"This is $500 \cdot 12$. The 12 is the *root* of the mean square.", 1),
        Slip(144.0, r"This is the mean of the squares. (15) is their sum.", 2),
        Slip(36000.0, r"There is a ½ in here, which (15) does not have.", 2),
        Slip(12.0, r"This is the root mean squared error of the report.", 1),
        Slip(0.288, r"This is $12^2 / 500$. The 144 is the mean already: multiply by 500 to get the sum.", 2),
        Slip(72.0, r"The digits are right, but it is thousands: 500 times 144.", 2),
        Slip(12 * np.sqrt(500), r"This is the root of (15).", 1),
        Slip(36e6, r"This is $(500 \cdot 12)^2$: the count was squared as well.", 2),
    ),
)


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
                  "off. Let `Y`, not `P`, decide which terms count.", 3)


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
        targets, with one 1 in each row. A probability of 0 for a class that was *not* chosen costs nothing; see that
        your code says so too, without a warning.
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
        Mistake(_by_math, "math.log(0.0)"),
    ),
)

EXERCISES = (SQUARES, COLUMN, FROM_RMSE, ENTROPY)
