"""What has it learned? Exercises that ask a trained model: what is a column worth, and what does it do with one?"""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def importance(predict, X, y, orders):
    def error(rows):
        return np.sqrt(np.mean((predict(rows) - y) ** 2))
    rise = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for order in orders:
            mixed = X.copy()
            mixed[:, j] = X[order, j]
            rise[j] += (error(mixed) - error(X)) / len(orders)
    return rise


def _risen(mix=None, size=lambda e: np.sqrt(np.mean(e ** 2)), target=lambda y, order: y,
           rise=lambda now, before: np.mean(now) - before):
    """Return an importance with one thing done in another way."""
    def shuffled(X, j, order):
        mixed = X.copy()
        mixed[:, j] = X[order, j]
        return mixed

    def wrong(predict, X, y, orders):
        before = size(predict(X) - y)
        return np.array([rise([size(predict((mix or shuffled)(X, j, order)) - target(y, order)) for order in orders],
                              before) for j in range(X.shape[1])])
    return wrong


def _never_put_back(predict, X, y, orders):
    mixed, rise = X.copy(), []
    before = np.sqrt(np.mean((predict(X) - y) ** 2))
    for j in range(X.shape[1]):
        now = []
        for order in orders:
            mixed[:, j] = X[order, j]
            now.append(np.sqrt(np.mean((predict(mixed) - y) ** 2)))
        rise.append(np.mean(now) - before)
    return np.array(rise)


def _in_place(predict, X, y, orders):
    before, rise = np.sqrt(np.mean((predict(X) - y) ** 2)), []
    for j in range(X.shape[1]):
        now = []
        for order in orders:
            X[:, j] = X[order, j]
            now.append(np.sqrt(np.mean((predict(X) - y) ** 2)))
        rise.append(np.mean(now) - before)
    return np.array(rise)


def _zeroed(X, j, order):
    mixed = X.copy()
    mixed[:, j] = 0
    return mixed


def _levelled(X, j, order):
    mixed = X.copy()
    mixed[:, j] = X[:, j].mean()
    return mixed


def _double(X):
    return 2 * X[:, 0]


def _product(X):
    return X[:, 0] * X[:, 1]


_ROWS = np.array([[0.0, 5.0, 1.0], [1.0, 5.0, 0.0], [2.0, 7.0, 1.0], [3.0, 7.0, 0.0]])
_STRENGTH = np.array([1.0, 1.0, 5.0, 5.0])                  # 2 x_0, and 1 more or less: a root mean square of 1
_TWO = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 0.0]])

IMPORTANCE = Exercise(
    id="permutation-importance",
    title="What is a column worth?",
    prompt=r"""
        Write `importance(predict, X, y, orders)`. `predict(X)` gives the predictions (N,) of a trained model for the
        rows of `X` (N, D); `y` (N,) is the truth; each of `orders` is a list of the row numbers 0 … N−1 in another
        order. For each column: put *this column alone* into the given order, leave everything else as it is, and see by
        how much the root mean squared error rises. Return the mean of the rises over all `orders`, (D,).
        """,
    kind="code", level="core", minutes=10,
    hints=(
        r"Two loops: over the columns, and over the orders. In each round begin with a fresh copy of `X`.",
        r"`mixed[:, j] = X[order, j]` shuffles one column. The truth `y` is not touched: the shuffled column no longer "
        r"belongs to it, and that is the point.",
        r"The rise is the error with the shuffled column minus the error with `X` as it is. Take the mean of the "
        r"*errors*, one root for each order.",
    ),
    solution=importance,
    why=r"""The model is not trained again: this asks what *this model* leans on, not what nature does. Where two
        columns say nearly the same, such as cement and the ratio of water to it, each covers for the other, and
        shuffling makes mixes that nobody could mix.""",
    cases=(
        Case((_double, _ROWS, _STRENGTH, [[1, 0, 3, 2], [3, 2, 1, 0]]),
             np.array([(17 ** 0.5 - 1) / 2, 0.0, 0.0]), hint=2),
        Case((_product, _TWO, np.array([2.0, 2.0, 0.0]), [[1, 2, 0]]),
             np.array([(5 / 3) ** 0.5, (41 / 3) ** 0.5]), hint=2),
        Case((_product, _TWO, np.array([3.0, 1.0, 1.0]), [[1, 2, 0], [1, 0, 2]]),
             np.array([0.5 * ((6 / 3) ** 0.5 + (2 / 3) ** 0.5) - 1, 0.5 * ((30 / 3) ** 0.5 + (14 / 3) ** 0.5) - 1]),
             hint=3),
    ),
    slips=(
        Slip(_risen(target=lambda y, order: y[list(order)]), r"`y` is shuffled along with the column. It must stay: "
                                                             r"the column is to lose its rows.", 2),
        Slip(_risen(mix=lambda X, j, order: X[order]), r"Whole rows are shuffled, so every column gets the same "
                                                       r"number. Shuffle column `j` alone.", 2),
        Slip(_risen(size=lambda e: np.mean(e ** 2)), r"This is the rise of the mean *squared* error. The root was "
                                                     r"asked for, in the unit of `y`.", 3),
        Slip(_risen(rise=lambda now, before: np.mean(now)), r"This is the error with the shuffled column. The *rise* "
                                                            r"was asked for: take off the error without shuffling.", 3),
        Slip(_risen(rise=lambda now, before: before - np.mean(now)), r"The sign: a column that is worth something "
                                                                     r"makes the error *rise*.", 3),
        Slip(_risen(rise=lambda now, before: np.sum(now) - len(now) * before), r"The rises are added up over the "
                                                                               r"orders. Their mean was asked for.", 3),
        Slip(_risen(rise=lambda now, before: np.sqrt(np.mean(np.square(now))) - before),
             r"The squares of all orders are put under one root. Take the root for each order, then the mean.", 3),
        Slip(_risen(mix=_zeroed), r"The column is set to 0. A network has never seen a mix without water; `orders` "
                                  r"shuffles values that do occur.", 2),
        Slip(_risen(mix=_levelled), r"The column is set to its mean. That asks another question; `orders` shuffles it.",
             2),
        Slip(_never_put_back, r"The columns that were shuffled before stay shuffled. Begin each round with a fresh "
                              r"copy.", 1),
        Slip(_in_place, r"`X` itself is shuffled, again and again, and what the caller handed in is lost. Work on a "
                        r"copy.", 1),
    ),
    planted=(
        Mistake(lambda predict, X, y, orders: importance(predict, X, y, orders).sum(), "shape"),
        Mistake(lambda predict, X, y, orders: importance(predict, X, y, orders[:1]), "was wanted"),
    ),
)


def dependence(predict, X, j, grid):
    curve = []
    for value in grid:
        same = X.copy()
        same[:, j] = value
        curve.append(predict(same).mean())
    return np.array(curve)


def _at_the_mean(predict, X, j, grid):
    rows = np.tile(X.mean(axis=0), (len(grid), 1))
    rows[:, j] = grid
    return predict(rows)


def _of_row(place):
    def wrong(predict, X, j, grid):
        return np.array([dependence(predict, X[place:][:1], j, [value])[0] for value in grid])
    return wrong


def _nearest(predict, X, j, grid):
    return np.array([predict(X)[np.abs(X[:, j] - value) == np.abs(X[:, j] - value).min()].mean() for value in grid])


def _curves(predict, X, j, grid):
    return np.array([[dependence(predict, X[i:i + 1], j, [value])[0] for value in grid] for i in range(len(X))])


def _shifted(predict, X, j, grid):
    def moved(value):
        rows = X.copy()
        rows[:, j] += value
        return predict(rows).mean()
    return np.array([moved(value) for value in grid])


def _changes(predict, X, j, grid):
    curve = []
    for value in grid:
        X[:, j] = value
        curve.append(predict(X).mean())
    return np.array(curve)


def _square(X):
    return X[:, 0] ** 2 + X[:, 1]


_MIX = np.array([[1.0, 4.0], [3.0, 0.0], [5.0, 2.0]])

DEPENDENCE = Exercise(
    id="partial-dependence",
    title="What does it do with the age?",
    prompt=r"""
        Write `dependence(predict, X, j, grid)`. `predict(X)` gives the predictions (N,) of a model for the rows of `X`
        (N, D). For each value of `grid` (G,): give column `j` this value *in all rows*, leave the other columns as they
        are, predict, and take the mean over the rows. Return the means, (G,).
        """,
    kind="code", level="core", minutes=6,
    hints=(
        r"For one value: copy `X`, fill one column, predict, take the mean. Then the same for each value of the grid.",
        r"`same[:, j] = value` fills a column of a copy.",
        r"The mean is taken of the *predictions*. The prediction for the mean row is another number where the model is "
        r"bent.",
    ),
    solution=dependence,
    why=r"""It is the mean of N curves, one for each mix: draw some of them too, since a mean may hide that slag mixes
        go one way and others another. And where two columns hang together, it asks about mixes that do not exist.""",
    cases=(
        Case((_square, _MIX, 0, [0.0, 2.0, 10.0]), np.array([2.0, 6.0, 102.0]), hint=2),
        Case((_square, _MIX, 1, [0.0, 1.0]), np.array([35 / 3, 38 / 3]), hint=3),
        Case((_product, _MIX, 1, np.array([-1.0, 0.5])), np.array([-3.0, 1.5]), hint=2),
    ),
    slips=(
        Slip(_at_the_mean, r"This predicts for *one* row, the mean mix. The model is bent, so that is not the mean of "
                           r"its predictions.", 3),
        Slip(_of_row(0), r"This is the curve of the first row alone. Take the mean over all rows.", 1),
        Slip(_of_row(-1), r"This is the curve of the last row alone. Take the mean over all rows.", 1),
        Slip(_nearest, r"Here only rows count whose own value is near the grid's. That mixes in what else is different "
                       r"about them; fill the column in *all* rows.", 1),
        Slip(_curves, r"These are the curves of all rows. Their mean was asked for: one number for each value of the "
                      r"grid.", 3),
        Slip(_shifted, r"The value is *added* to the column. It takes the column's place.", 2),
        Slip(_changes, r"The caller's `X` has been filled and stays so. Work on a copy.", 1),
        Slip(lambda predict, X, j, grid: dependence(predict, X, j, grid) - predict(X).mean(),
             r"The mean prediction is taken off. Some draw it so; the means themselves were asked for.", 3),
        Slip(lambda predict, X, j, grid: dependence(predict, X, j, grid) * len(X), r"The predictions are added up. "
                                                                                   r"Their mean was asked for.", 3),
    ),
    planted=(
        Mistake(lambda predict, X, j, grid: dependence(predict, X, j, grid).mean(), "shape"),
        Mistake(lambda predict, X, j, grid: dependence(predict, X, 0, grid), "was wanted"),
    ),
)

EXERCISES = (IMPORTANCE, DEPENDENCE)
