"""Metrics: how good outputs are in the reader's own units, which the loss need not say."""
from __future__ import annotations

import numpy as np

from .checks import lookup
from .hints import Metric, Metrics

METRICS: dict[str, Metric] = {                              # (outputs, targets), both (N, K) -> a number
    "accuracy": lambda a, y: np.mean(a.argmax(1) == y.argmax(1) if y.shape[1] > 1     # classes 0 and 1, or -1 and 1
                                     else (a > 0.5 * (y.min() >= 0)) == (y > 0)),
    "mean_absolute_error": lambda a, y: np.abs(a - y).mean(),
    "root_mean_squared_error": lambda a, y: np.sqrt(((a - y) ** 2).mean()),
}


def as_metrics(metrics: Metrics) -> dict[str, Metric]:
    """Return name -> function for one metric or a list of them, each a name or a function."""
    metrics = [metrics] if isinstance(metrics, str) or callable(metrics) else metrics
    if not isinstance(metrics, list | tuple):
        raise TypeError(f"metrics must be a list of names or functions, got {metrics!r}")
    named = {getattr(m, "__name__", repr(m)) if callable(m) else m: m if callable(m) else lookup(METRICS, m, "metric")
             for m in metrics}
    if len(named) < len(metrics):
        raise ValueError(f"metrics must have different names, got only {', '.join(named)}. Name functions with def.")
    return named
