"""Code as it is handed out to find the bug in: each function has one mistake, and that is meant."""
from mlp_lib.activations import ACTIVATIONS


def tanh(z):
    return 2 * ACTIVATIONS["sigmoid"](z) - 1      # there is one mistake in here


def pullback(z, da):
    """Return dL/dz of a ReLU layer from dL/da."""
    return da * (da > 0)                          # there is one mistake in here
