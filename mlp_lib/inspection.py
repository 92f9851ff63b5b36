"""Inspection: what a trained model makes of its inputs, asked from outside, by changing them and looking.

A model is any function from rows (N, n_0) to one prediction for each, (N,) or (N, 1): ``net.predict``, or a function
that scales the rows before and the prediction after.  So inputs and answers are in the reader's units.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .checks import array, count, finite, generator, lookup
from .hints import Array, Metric, Rows, Seed
from .metrics import METRICS, as_number

Model = Callable[[Array], ArrayLike]


class Importance(NamedTuple):
    """How much worse a model does without the connection between a column and the target."""

    base: float         # the error with all columns as they are
    rise: Array         # (J, R), how much it rises when column j is permuted, for each of R permutations

    @property
    def mean(self) -> Array:
        """Return the mean rise of each column, (J,)."""
        means: Array = self.rise.mean(axis=1)
        return means


def permutation_importance(model: Model, X: ArrayLike, y: ArrayLike, *, permutations: int | ArrayLike = 10,
                           metric: str | Metric = "root_mean_squared_error", rng: Seed = None,
                           columns: Sequence[int | Sequence[int]] | None = None) -> Importance:
    """Return by how much the error rises when the values of one column are dealt out anew among the rows.

    X, y           rows (N, n_0), best such that the model has not learned from, and targets (N,) or (N, 1)
    permutations   how many, drawn by `rng`; or the orders themselves, (R, N) for all columns, (J, R, N) for each
    metric         an error, lower is better: a name from METRICS or a function (predictions, targets) -> number
    columns        the J columns to ask for: numbers, or lists of numbers that are dealt out together, such as the
                   columns of one category, or inputs that go up and down together; None: each by itself

    A model that has learned nothing from a column does as well without it.  Two columns that say the same share what
    they are worth: neither seems to matter while the other is there.  And a permuted row may be one that cannot be.
    Raises ValueError or TypeError for orders that are no permutations, for columns that are not there, and for the
    accuracy, which is no error.
    Source: Breiman (2001), Random forests, https://doi.org/10.1023/A:1010933404324.
    """
    X, target = _as_rows(X), finite(y, "y")
    if target.shape not in ((len(X),), (len(X), 1)):
        raise ValueError(f"y is {target.shape} and X is {X.shape}: wanted one target for each row.")
    target = target.reshape(-1)
    error = _as_error(metric, target)
    groups = _as_columns(range(X.shape[1]) if columns is None else columns, X.shape[1])
    orders = _as_orders(permutations, len(groups), len(X), rng)                         # (J, R, N)
    base = error(_predicted(model, X.copy()))
    rise = np.empty(orders.shape[:2])
    for j, group in enumerate(groups):
        for r, order in enumerate(orders[j]):
            dealt = X.copy()
            dealt[:, group] = X[order][:, group]
            rise[j, r] = error(_predicted(model, dealt)) - base
    return Importance(base, rise)


def individual_curves(model: Model, X: ArrayLike, column: int, grid: ArrayLike) -> Array:
    """Return what the model would predict for each row if its column had each value of the grid: (N, G).

    Nothing else of a row is changed, so a curve may run through rows that cannot be.  Raises ValueError or TypeError
    for a column that is not there, and for a model that does not give one number for each row.
    Source: Goldstein and others (2015), Peeking inside the black box, https://doi.org/10.1080/10618600.2014.907095.
    """
    X, values = _as_rows(X), finite(grid, "grid")
    place = _as_column(column, X.shape[1])
    if values.ndim != 1 or not values.size:
        raise ValueError(f"grid must be the values (G,) to put into the column, its shape is {values.shape}.")
    asked = np.repeat(X, len(values), axis=0)                                           # (N G, n_0)
    asked[:, place] = np.tile(values, len(X))
    return _predicted(model, asked).reshape(len(X), len(values))


def partial_dependence(model: Model, X: ArrayLike, column: int, grid: ArrayLike) -> Array:
    """Return the mean over all rows of the `individual_curves`: (G,), what the column does on average.

    Raises as they do.
    Source: Friedman (2001), Greedy function approximation, https://doi.org/10.1214/aos/1013203451.
    """
    means: Array = individual_curves(model, X, column, grid).mean(axis=0)
    return means


def _as_rows(X: ArrayLike) -> Array:
    rows = finite(X, "X")
    if rows.ndim != 2 or not rows.size:
        raise ValueError(f"X must be rows (N, n_0), its shape is {rows.shape}. A single row is X[None].")
    return rows


def _as_error(metric: str | Metric, target: Array) -> Callable[[Array], float]:
    """Return the error of predictions (N,) against the target (N,); a metric of the reader's own is given copies."""
    error = metric if callable(metric) else lookup(METRICS, metric, "metric")
    if error is METRICS["accuracy"]:
        raise ValueError("metric must be an error, lower is better, got accuracy. Pass a function (predictions, "
                         "targets) -> number, such as the share that is wrong.")
    name = getattr(error, "__name__", repr(error))
    return lambda told: as_number(error(told.copy(), target.copy()), name)


def _predicted(model: Model, X: Array) -> Array:
    if not callable(model):
        raise TypeError(f"model must be a function from rows to predictions, such as net.predict; got {model!r:.60}")
    told = finite(model(X), "the model's prediction", "Has the model seen such values?")
    if told.shape not in ((len(X),), (len(X), 1)):
        raise ValueError(f"the model gave {told.shape} for {len(X)} rows: wanted one number for each. Of several "
                         "outputs take one, such as lambda x: net.predict(x)[:, 0].")
    return told.reshape(-1)


def _as_columns(columns: Sequence[int | Sequence[int]], n: int) -> list[list[int]]:
    if not isinstance(columns, list | tuple | range) or not len(columns):
        raise TypeError(f"columns must be a list of column numbers, or of lists of them, got {columns!r:.60}.")
    groups = [list(column) if isinstance(column, list | tuple) else [column] for column in columns]
    if not all(groups):
        raise ValueError(f"each group of columns must name at least one, got {columns!r:.60}.")
    return [[_as_column(column, n) for column in group] for group in groups]


def _as_column(column: int, n: int) -> int:
    return count(column, "a column", least=0, most=n - 1, remedy=f"X has {n} columns, counted from 0.")


def _as_orders(permutations: int | ArrayLike, J: int, N: int, rng: Seed) -> Rows:
    orders = array(permutations, "permutations")
    if orders.ndim == 0:
        R = count(permutations, "permutations", most=100_000, remedy="It is how often a column is dealt out anew.")
        generate = generator(rng)
        return np.array([[generate.permutation(N) for _ in range(R)] for _ in range(J)])
    if orders.shape[-1] != N or orders.ndim not in (2, 3) or (orders.ndim == 3 and len(orders) != J):
        raise ValueError(f"permutations are {orders.shape}: wanted (R, {N}), or ({J}, R, {N}), orders of {N} rows.")
    if not orders.size or (np.sort(orders, axis=-1) != np.arange(N)).any():
        raise ValueError(f"permutations must be orders of the rows 0 ... {N - 1}, each row once.")
    return np.broadcast_to(orders, (J, *orders.shape[-2:]))
