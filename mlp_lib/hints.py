"""Hints: the types that many modules share."""
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]       # float64, or float32 where a network was made with it
