"""Metrics: how good outputs are in the reader's own units, which the loss need not say."""
from __future__ import annotations

import numpy as np

METRICS = {                                                 # (outputs, targets), both (N, K) -> a number
    "accuracy": lambda a, y: np.mean(a.argmax(1) == y.argmax(1) if y.shape[1] > 1     # classes 0 and 1, or -1 and 1
                                     else (a > 0.5 * (y.min() >= 0)) == (y > 0)),
    "mean_absolute_error": lambda a, y: np.abs(a - y).mean(),
    "root_mean_squared_error": lambda a, y: np.sqrt(((a - y) ** 2).mean()),
}
