"""Parameters: all weights and biases of a network, or a gradient over them, as one flat vector theta."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from .checks import finite
from .hints import Array

T = TypeVar("T")


class Layers(dict[int, T]):
    """Arrays keyed by the lecture's layer number: there is no layer 0 to have weights.

    ``W[1] = values`` writes into the array that is there, so that theta follows.
    """

    def __missing__(self, l: object) -> T:
        raise KeyError(f"there is no layer {l!r}: layers are counted from the first hidden one, 1 ... {len(self)}; "
                       "the input is a[0] of the forward pass, it has no weights")

    def __setitem__(self: Layers[Array], l: int, values: ArrayLike) -> None:    # type: ignore[override] # arrays only
        _write(self[l], values, f"the value for layer {l}")

    def __reduce__(self) -> tuple[Any, ...]:
        return Layers, (dict(self),)


class Parameters:
    """All weights and biases as one flat vector theta, with W[l] and b[l] as views into it.

    A network's parameters and its gradient are both of this kind, so the update (17) is
    ``net.theta - eta * grad.theta`` and the number of parameters is ``theta.size``.
    """

    def __init__(self, sizes: Sequence[int], theta: Array) -> None:
        self.sizes, self._theta = tuple(sizes), theta
        self.L = len(self.sizes) - 1                        # layers, the input not counted
        W, b, start = {}, {}, 0
        for l, (m, n) in enumerate(pairwise(self.sizes), start=1):
            middle, end = start + n * m, start + n * (m + 1)
            W[l] = theta[start:middle].reshape(n, m)        # (to, from)
            b[l] = theta[middle:end]
            start = end
        self.W, self.b = Layers(W), Layers(b)

    @property
    def theta(self) -> Array:
        """The vector; setting it writes into the array that is there, so that W and b follow."""
        return self._theta

    @theta.setter
    def theta(self, values: ArrayLike) -> None:
        _write(self._theta, values, "theta")


def _write(array: Array, values: ArrayLike, name: str) -> None:
    values = finite(values, name, dtype=array.dtype)
    if values.shape != array.shape:
        hint = " To and from swapped?" if array.ndim == 2 and values.shape == array.shape[::-1] else ""
        raise ValueError(f"{name} is {values.shape}, wanted {array.shape}; nothing is broadcast.{hint}")
    array[...] = values


def parameter_count(sizes: Sequence[int]) -> int:
    """Return the number of weights and biases: the sum of n_l (n_{l-1} + 1) over the layers."""
    return sum(n * (m + 1) for m, n in pairwise(sizes))


def weight_mask(net: Parameters) -> Array:
    """Return an array like theta, 1 for a weight and 0 for a bias."""
    mask = Parameters(net.sizes, np.zeros_like(net.theta))
    for W in mask.W.values():
        W[...] = 1
    return mask.theta
