"""Exercises of the prerequisite check: a matrix times a vector, and a slope by differences."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Slip


def weighted_sums(W, a, b):
    return W @ a + b


def _bias_forgotten(W, a, b):
    return W @ a


def _transposed(W, a, b):
    return W.T @ a + b


def _not_added_up(W, a, b):
    return W * a + b


def _columns(W, a, b):
    return (W * a).sum(axis=0) + b


def _bias_each_time(W, a, b):
    return np.array([sum(w * x + c for w, x in zip(row, a, strict=True)) for row, c in zip(W, b, strict=True)])


def _bias_subtracted(W, a, b):
    return W @ a - b


W3, W2 = np.array([[2.0, 0.0, -1.0], [1.0, 1.0, 0.5], [0.0, 3.0, 1.0]]), np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]])

WEIGHTED_SUMS = Exercise(
    id="ready-weighted-sums",
    title="Weighted sums with NumPy",
    prompt=r"""
        Write `weighted_sums(W, a, b)`, which returns $\mathbf{z} = \mathbf{W}\mathbf{a} + \mathbf{b}$: entry $j$ is
        $z_j = \sum_i w_{j,i}\,a_i + b_j$. `W` is an array of shape (to, from), `a` has one number for each column of
        `W`, `b` one for each row. A loop will do; one line is enough.
        """,
    kind="code", level="core", minutes=5,
    hints=(
        r"Work out $z_1$ by hand for the first case: the first *row* of `W` times `a`, entry by entry, added up, plus "
        r"$b_1$.",
        r"NumPy's `@` multiplies each row of a matrix with a vector and adds up; `*` only multiplies.",
    ),
    solution=weighted_sums,
    why=r"""This one line is a layer without its activation, equation (13). All the rest of the forward pass is
        repetition.""",
    cases=(
        Case((W3, np.array([1.0, 2.0, 4.0]), np.array([0.5, -1.0, 10.0])), np.array([-1.5, 4.0, 20.0])),
        Case((W2, np.array([2.0, 1.0]), np.array([0.0, 0.5, -1.0])), np.array([4.0, -0.5, 6.0]), hint=2),
    ),
    slips=(
        Slip(_bias_forgotten, r"The sums are right, but the bias $\mathbf{b}$ is missing."),
        Slip(_bias_subtracted, r"The bias is subtracted. It is added: $+\,b_j$."),
        Slip(_transposed, r"`W` is transposed here, to and from are swapped: the rows of `W` belong to the results."),
        Slip(lambda W, a, b: a @ W, r"`a @ W` takes the columns of `W`, and the bias $\mathbf{b}$ is missing."),
        Slip(_not_added_up, r"`W * a` multiplies entry by entry and does not add up: it is still a table.", 2),
        Slip(_columns, r"This sums over the wrong index, down each column. Sum along each row."),
        Slip(lambda W, a, b: np.mean(W * a, axis=1) + b, r"This is the mean of each row's products. Add them up."),
        Slip(lambda W, a, b: np.sum(W * a) + b, r"The sums of all rows are added together here. Each row has a sum of "
                                                r"its own."),
        Slip(lambda W, a, b: np.sum(W @ a + b), r"The results of all rows are added together here. There is one result "
                                                r"for each row."),
        Slip(lambda W, a, b: W @ a + b.sum(), r"Each result gets all the biases. Row $j$ gets only its own, $b_j$."),
        Slip(lambda W, a, b: W @ b + a, r"`a` and `b` have changed places: `W` multiplies `a`, and `b` is added."),
        Slip(lambda W, a, b: W @ (a + b), r"The bias is added to `a`, before the weights. It is added after the sum."),
        Slip(lambda W, a, b: np.tanh(W @ a + b), r"The sums are right, but an activation is applied. It is not asked "
                                                 r"for here."),
        Slip(_bias_each_time, r"The bias $b_j$ is added in every term of the sum. It comes once, after the sum."),
    ),
)


def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def slope_with_a_bug(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / 2 * h


def _half(f, x, h=1e-5):
    return (f(x + h) - f(x)) / (2 * h)


def _double(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h


def _downhill(f, x, h=1e-5):
    return (f(x - h) - f(x + h)) / (2 * h)


def _one_sided(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h


def _fourth_order(f, x, h=1e-5):
    return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)


def cube(x):
    return x ** 3


SLOPE = Exercise(
    id="ready-slope",
    title="A slope from two values",
    prompt=r"""
        The slope of a function at $x$ is nearly the slope of a line through two points of its graph, one a little to
        the right and one a little to the left:

        $f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$

        The code below is meant to compute it. It has one mistake: for $f(x) = x^3$ at $x = 2$ the slope is 12, and it
        returns nearly 0. Find the mistake and hand in the repaired `slope`.
        """,
    kind="find the bug", level="core", minutes=5,
    hints=(
        r"Put $h = 0.1$ and $f(x) = x^3$ at $x = 2$ into formula and code, and compare the two steps by step.",
        r"Python divides and multiplies from left to right: `a / 2 * h` is $(a/2) \cdot h$.",
    ),
    solution=slope,
    why=r"""The whole of $2h$ belongs under the line. With such differences the book checks every gradient that
        backpropagation computes; taking both sides makes the error far smaller than one side alone.""",
    given=slope_with_a_bug,
    cases=(
        Case((cube, 2.0), 12.0),
        Case((cube, 2.0, 0.5), 12.25, hint=2),               # (15.625 - 3.375) / 1
        Case((np.exp, 0.0), 1.0),
        Case((np.exp, 0.0, 1.0), 1.1752011936438014, hint=2),    # sinh 1
    ),
    slips=(
        Slip(lambda f, x, h=1e-5: 3 * x ** 2,
             "This is the derivative of $x^3$, whatever `f` is. Use the two values of the `f` that is handed in: "
             "next time it is $e^x$."),
        Slip(_half, r"One point is now $x$ itself, so the two are only $h$ apart, but you divide by $2h$: half the "
                    r"slope."),
        Slip(_double, r"Twice the slope: the two points are $2h$ apart, not $h$.", 1),
        Slip(_downhill, r"The size is right, the sign is not: the value on the right comes first."),
        Slip(lambda f, x, h=1e-5: 2 * h / (f(x + h) - f(x - h)), r"The fraction is upside down: the "
             r"difference of the values stands above, $2h$ below."),
        Slip(lambda f, x, h=1e-5: (f(x) - f(x + h)) / h, r"The sign is wrong, and the two points are $x$ and $x + h$. "
                                                         r"The formula takes $f(x + h)$ first, and $f(x - h)$ off it."),
        Slip(lambda f, x, h=1e-5: (f(x - h) - f(x)) / h, r"The sign is wrong, and the two points are $x$ and $x - h$. "
                                                         r"The formula takes $f(x + h)$ first, and $f(x - h)$ off it."),
        Slip(_one_sided, r"A slope it is, but from one side only, and for $h = 0.5$ that is not what the formula "
                         r"gives: keep $x - h$."),
        Slip(lambda f, x, h=1e-5: (f(x) - f(x - h)) / h, r"A slope it is, but from the left side only: keep $x + h$."),
        Slip(lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / (2 + h), r"The line divides by $2 + h$. It is 2 *times* $h$.",
             2),
        Slip(lambda f, x, h=1e-5: f(x + h) - f(x - h) / (2 * h), r"Only the second value is divided. Put parentheses "
                                                                 r"around the difference."),
        Slip(lambda f, x, h=1e-5: f(x + h) - f(x - h), r"This is the difference of the two values. It is not yet "
                                                       r"divided by $2h$."),
        Slip(lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2, r"The difference is divided by 2, not by $2h$: the $h$ is "
                                                             r"missing.", 2),
        Slip(lambda f, x, h=1e-5: (f(x + h) + f(x - h)) / (2 * h), r"The two values are added. A slope takes their "
                                                                   r"difference."),
        Slip(_fourth_order, r"This takes four values, two on each side. The formula takes two, $f(x + h)$ and "
                            r"$f(x - h)$."),
        Slip(lambda f, x, h=1e-5: slope(f, x), r"Your `h` is fixed. Use the `h` that is handed in: the check calls it "
                                               r"with $h = 0.5$ too."),
    ),
)

EXERCISES = (WEIGHTED_SUMS, SLOPE)
