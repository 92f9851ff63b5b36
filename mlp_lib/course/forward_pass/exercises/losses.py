"""Exercises on the losses: equations (14) and (15), sums and means, and a column that got lost (S19)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Slip


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
        The loss comes out far too large, for a good network even more than for a bad one, and no error is raised.
        Mend it.
        """,
    kind="find the bug", level="core", minutes=4,
    given=squared_error_as_found,
    hints=(
        r"Print the shape of `y - y_hat` for N = 5.",
        r"NumPy pairs each row of (N, 1) with each entry of (N,): N times N differences. Bring both to one shape "
        r"first.",
    ),
    solution=squared_error,
    why=r"""(N,) minus (N, 1) is (N, N): each target is compared with every prediction. If all predictions are the same
        number, the loss is just $N$ times too large; the better a network follows the targets, the more it is.
        `mlp_lib.loss` refuses what does not fit; bare NumPy does not.""",
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

EXERCISES = (SQUARES, COLUMN, FROM_RMSE)
