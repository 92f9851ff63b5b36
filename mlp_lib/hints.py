"""Hints: the types that many modules share."""
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating[Any]]       # float64, or float32 where a network was made with it; one number counts too
Number = float | np.floating[Any]       # the sum of an Array is of the Array's own kind of float
Rows = NDArray[np.integer[Any]]         # row numbers
Pair = tuple[ArrayLike, ArrayLike]      # (X, y)
Seed = int | np.random.Generator | None
Memory = dict[str, Any]                 # what an optimizer keeps from step to step, under names of its own
Optimizer = Callable[[Array, Array, float, Memory], None]               # (theta, gradient, eta, memory)
Metric = Callable[[Array, Array], Number]                               # (outputs, targets), the reader's
Measure = Callable[[Array, Array], float]                               # the same, made ready by `as_metrics`
Metrics = str | Metric | Sequence[str | Metric]
