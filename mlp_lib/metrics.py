"""Metrics: how good outputs are in the reader's own units, which the loss need not say."""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .activations import ACTIVATIONS
from .checks import finite, lookup, one_of
from .hints import Array, Measure, Metric, Metrics

CODES = ((0, 1), (-1, 1))                                   # how no and yes may be written


def accuracy(a: ArrayLike, y: ArrayLike, output: str | None = None, codes: tuple[int, int] | None = None) -> float:
    """Return the share of rows (N, K) that are right: in the class of the largest output, or in each yes and no.

    output   activation of the output layer.  "softmax": one of K classes; "sigmoid": yes or no, K times; others: one of
             K classes if each row of y says yes once, else yes or no.  `fit` knows it
    codes    (0, 1) or (-1, 1), how y says no and yes; an output above their middle is a yes.  `fit` takes them from its
             targets

    Raises ValueError for targets that are no classes, and where y alone leaves open what `output` or `codes` would say.
    """
    a, y = _pair(a, y)
    if output is not None:
        lookup(ACTIVATIONS, output, "output")
    a, y = a.reshape(len(a), -1), y.reshape(len(y), -1)
    if output is None and y.shape[1] > 1 and np.isin(y, (0, 1)).all() and (y.sum(axis=1) == 1).all():
        if a.min() < 0 or np.abs(a.sum(axis=1) - 1).max() > 1e-5:
            raise ValueError("accuracy cannot tell whether these outputs are scores of one class or a yes and no each: "
                             "pass output='identity' or output='sigmoid'.")
        output = "softmax"
    return float(_judge(y, output, codes)(a, y))


def _absolute(a: Array, y: Array) -> float:
    return float(np.abs(a - y).mean(dtype=float))


def _root(a: Array, y: Array) -> float:
    return float(np.sqrt(((a - y) ** 2).mean(dtype=float)))


def mean_absolute_error(a: ArrayLike, y: ArrayLike) -> float:
    """Return the mean of |a - y| over all rows and outputs."""
    return _absolute(*_pair(a, y))


def root_mean_squared_error(a: ArrayLike, y: ArrayLike) -> float:
    """Return the root of the mean of (a - y)^2 over all rows and outputs."""
    return _root(*_pair(a, y))


METRICS: dict[str, Metric] = {f.__name__: f for f in (accuracy, mean_absolute_error, root_mean_squared_error)}
UNCHECKED: dict[Metric, Measure] = {mean_absolute_error: _absolute, root_mean_squared_error: _root}     # for `fit`


def _pair(a: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    a, y = finite(a, "a"), finite(y, "y")
    if a.shape != y.shape or not a.ndim or not a.size:
        raise ValueError(f"a is {a.shape} and y is {y.shape}: wanted two of one shape with rows; nothing is broadcast. "
                         "Reshape y, for instance y.reshape(-1, 1).")
    return a, y


def _judge(y: Array, output: str | None, codes: tuple[int, int] | None = None) -> Measure:
    """Return the accuracy that fits targets y (N, K) and an output layer."""
    if output == "softmax":
        if y.min() < 0 or np.abs(y.sum(axis=1) - 1).max() > 1e-6:
            raise ValueError("accuracy of a softmax wants targets that name a class, rows that sum to 1; one is "
                             f"{y[np.abs(y.sum(axis=1) - 1).argmax()]}. For numbers, take mean_absolute_error.")
        return _largest
    no, yes = codes = _codes(y, output) if codes is None else one_of(codes, CODES, "codes")
    if not np.isin(y, codes).all():
        raise ValueError(f"accuracy wants targets {no} and {yes}, got {y[~np.isin(y, codes)][0]:g}. Recode classes; "
                         "for numbers, take mean_absolute_error.")
    if y.shape[1] > 1 and output != "sigmoid" and ((y == yes).sum(axis=1) == 1).all():
        return _largest
    middle = (no + yes) / 2
    return lambda a, y: float(np.mean(((a > middle) == (y > middle)).all(axis=1)))


def _largest(a: Array, y: Array) -> float:
    return float(np.mean(a.argmax(axis=1) == y.argmax(axis=1)))


def _codes(y: Array, output: str | None) -> tuple[int, int]:
    """Return how the targets say no and yes, given what the output layer can say."""
    if output not in (None, "identity", "leaky_relu", "tanh"):      # never below 0
        return CODES[0]
    if (y == 1).all():
        raise ValueError("accuracy cannot tell from targets that are all 1 whether no is 0 or -1: take data with both, "
                         "or METRICS['accuracy'] with codes=(0, 1) or (-1, 1).")
    return CODES[int(y.min() < 0)]


class MetricError(Exception):
    """A metric of the reader's own failed; the cause says how."""


def _own(name: str, metric: Metric) -> Measure:
    """Return a metric that is given copies, gives a number, and fails as a MetricError."""
    def measure(a: Array, y: Array) -> float:
        try:
            given = metric(a.copy(), y.copy())
        except Exception as error:
            error.add_note(f"This came from the metric {name!r}.")
            raise MetricError(f"the metric {name!r} failed: {type(error).__name__}: {error}") from error
        try:
            return as_number(given, name)
        except TypeError as error:
            raise MetricError(str(error)) from error
    return measure


def as_number(given: object, name: str) -> float:
    """Return what a metric of this name gave as a float."""
    try:
        value = np.asarray(given)
        number = value.item() if value.dtype.kind in "biuf" else None
    except ValueError:                                      # more than one, or lists of different lengths
        number = None
    if number is None:
        raise TypeError(f"the metric {name!r} returned {given!r:.60}, wanted a number. Does it end in return?")
    return float(number)


def as_metrics(metrics: Metrics, output: str, *targets: Array) -> dict[str, Measure]:
    """Return name -> function for one metric or a list of them, each a name or a function, that fit this training.

    output    activation of the output layer
    targets   of the training and, where there is one, of the validation, (N, K) each
    """
    metrics = [metrics] if isinstance(metrics, str) or callable(metrics) else metrics
    if not isinstance(metrics, list | tuple):
        raise TypeError(f"metrics must be a list of names or functions, got {metrics!r}")
    measures: dict[str, Measure] = {}
    for metric in metrics:
        metric = metric if callable(metric) else lookup(METRICS, metric, "metric")
        name = getattr(metric, "__name__", repr(metric))
        if name in measures:
            raise ValueError(f"metrics must have different names, got {name} twice. Name functions with def.")
        if metric is accuracy:
            measures[name] = _judge(np.concatenate(targets), output)
        else:
            measures[name] = UNCHECKED.get(metric) or _own(name, metric)
    return measures
