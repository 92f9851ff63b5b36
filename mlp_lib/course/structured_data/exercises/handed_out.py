"""Code as it is handed out to find the bug in: the function has one mistake, and that is meant."""
import numpy as np


def lagged(y, lags):
    first = max(lags)
    X = np.column_stack([y[first - lag + 1:len(y) - lag + 1] for lag in lags])
    return X, y[first:]
