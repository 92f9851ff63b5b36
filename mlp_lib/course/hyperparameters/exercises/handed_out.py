"""Code as it is handed out to find the bug in: each function has one mistake, and that is meant."""
import numpy as np


def output_gradients(A, Y, H):
    N = len(A)
    delta = (A - Y) / N
    return delta.T @ H / N, delta.sum(axis=0) / N


def scaled(X_train, X_val):
    X = np.concatenate([X_train, X_val])
    mean, spread = X.mean(axis=0), X.std(axis=0)
    return (X_train - mean) / spread, (X_val - mean) / spread
