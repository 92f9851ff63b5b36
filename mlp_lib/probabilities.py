"""Probabilities: how good a forecast of classes is: which it takes for which, how surprised it is, how honest.

Forecasts are rows (N, K) of probabilities that sum to 1; labels are whole numbers 0 ... K - 1, (N,).
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .checks import array, count, finite, one_of
from .hints import Array, Rows
from .losses import LOSSES

CLASSES = 1_000                                                         # more, and the matrix is not what was meant


def confusion(labels: ArrayLike, said: ArrayLike, classes: int | None = None) -> Rows:
    """Return the confusion matrix (K, K): rows are what is true, columns what was said, entries count.

    labels, said   (N,), whole numbers 0 ... K - 1
    classes        K; None: up to the largest that occurs

    Raises TypeError for what are no whole numbers, ValueError for labels beyond K or not one of each for every row.
    """
    true, told = _as_labels(labels, "labels", classes), _as_labels(said, "said", classes)
    if true.shape != told.shape:
        raise ValueError(f"labels are {true.shape} and said is {told.shape}: wanted one of each for every row.")
    K = 1 + int(max(true.max(), told.max())) if classes is None else classes
    return np.bincount(K * true + told, minlength=K * K).reshape(K, K)


def log_loss(P: ArrayLike, labels: ArrayLike) -> float:
    """Return the mean of -log of the probability of what was true: the cross-entropy (16) of one row on average.

    P   (N, K); infinite where something true was given the probability 0

    Raises ValueError for rows of P that do not sum to 1, and for labels as `confusion` does.
    """
    P = _as_forecast(P)
    y = _as_labels(labels, "labels", P.shape[1])
    if len(y) != len(P):
        raise ValueError(f"P has {len(P)} rows and labels {len(y)}: wanted one label for every row.")
    return LOSSES["cross_entropy"].value(P, np.eye(P.shape[1])[y]) / len(P)


class Bins(NamedTuple):
    """The bins of a calibration diagram that have a row, from the lowest probability to the highest."""

    rows: Rows      # (B,), how many are in the bin
    said: Array     # (B,), their mean probability
    came: Array     # (B,), the share of them that came true

    @property
    def error(self) -> float:
        """Return the mean over all rows of |said - came|: the expected calibration error."""
        return float(np.average(np.abs(self.said - self.came), weights=self.rows))


def calibration(p: ArrayLike, yes: ArrayLike, bins: int = 10, by: str = "width") -> Bins:
    """Return what was said against what came true, in bins: of forecasts of 70 %, 7 in 10 should come true.

    p      (N,), probabilities of a yes; of several classes take one column, or ``P.ravel()`` of all
    yes    (N,), 0 and 1 or False and True: what came; for all classes ``np.eye(K)[labels].ravel()``
    bins   how many
    by     "width": all equally wide; "count": with equally many rows each, as nearly as ties allow

    A probability on an edge belongs to the lower bin.  Raises ValueError for what are no probabilities, or no yes and
    no for each.  Sources: DeGroot and Fienberg (1983), The comparison and evaluation of forecasters,
    https://doi.org/10.2307/2987588; the error: Guo and others (2017), arXiv:1706.04599.
    """
    p, came = finite(p, "p"), finite(yes, "yes")
    if p.ndim != 1 or p.shape != came.shape or not p.size:
        raise ValueError(f"p is {p.shape} and yes is {came.shape}: wanted two columns (N,), a yes or no for each "
                         "forecast. Of several classes take one column, P[:, k].")
    if p.min() < 0 or p.max() > 1:
        raise ValueError(f"p must be probabilities, but runs from {p.min():g} to {p.max():g}. Put scores through a "
                         "softmax or a sigmoid first.")
    if not np.isin(came, (0, 1)).all():
        raise ValueError(f"yes must hold 0 and 1, got {came[~np.isin(came, (0, 1))][0]:g}. Of labels, labels == k.")
    B = count(bins, "bins", most=100_000)
    places = np.linspace(0, 1, B + 1)
    edges = places if one_of(by, ("width", "count"), "by") == "width" else np.percentile(p, 100 * places)
    which = np.searchsorted(edges[1:-1], p)                                             # (N,), 0 ... B - 1
    rows = np.bincount(which, minlength=B)
    full = rows > 0
    said, share = (np.bincount(which, weights=v, minlength=B)[full] / rows[full] for v in (p, came))
    return Bins(rows[full], said, share)


def _as_forecast(P: ArrayLike) -> Array:
    forecast = finite(P, "P")
    if forecast.ndim != 2 or not forecast.size:
        raise ValueError(f"P must be rows of probabilities (N, K), its shape is {forecast.shape}. Of a yes with "
                         "probability p, np.column_stack([1 - p, p]).")
    if forecast.min() < 0 or np.abs(forecast.sum(axis=1) - 1).max() > 1e-5:
        worst = int(np.abs(forecast.sum(axis=1) - 1).argmax())
        raise ValueError(f"each row of P {forecast.shape} must be probabilities that sum to 1; P[{worst}] sums to "
                         f"{forecast[worst].sum():g}, the smallest entry is {forecast.min():g}. "
                         "Put scores through a softmax first.")
    return forecast


def _as_labels(given: ArrayLike, name: str, classes: int | None) -> Rows:
    labels = array(given, name)
    if labels.ndim != 1 or not labels.size or labels.dtype.kind not in "iu":
        raise TypeError(f"{name} must be whole numbers (N,), a class for each row; got {labels.dtype} {labels.shape}. "
                        "Of a category of pandas, column.cat.codes.to_numpy(int); of probabilities, P.argmax(axis=1).")
    most = min(labels.max(), CLASSES - 1) if classes is None else count(classes, "classes", most=CLASSES) - 1
    if labels.min() < 0 or labels.max() > most:
        raise ValueError(f"{name} run from {labels.min()} to {labels.max()}, wanted 0 to {most}: the classes are "
                         "counted from 0.")
    return labels.astype(int)
