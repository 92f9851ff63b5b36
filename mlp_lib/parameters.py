"""Parameters: all weights and biases of a network, or a gradient over them, as one flat vector theta."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NoReturn, Self, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from .checks import finite
from .hints import Array

T = TypeVar("T")


def _stays(*given: Any, **named: Any) -> NoReturn:
    raise TypeError("layers, their sizes and their activations stay as they were made. Make another network, such as "
                    "MLP(sizes, hidden=..., output=...), and give it the weights: other.theta = net.theta")


class Layers(dict[int, T]):
    """What each layer has, keyed by the lecture's layer number: there is no layer 0 to have weights."""

    def __missing__(self, l: object) -> T:
        raise KeyError(f"there is no layer {l!r}: layers are counted from the first hidden one, 1 ... {len(self)}; "
                       "the input is a[0] of the forward pass, it has no weights")

    __setitem__ = __delitem__ = __ior__ = update = setdefault = pop = popitem = clear = _stays

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


class Arrays(Layers[Array]):
    """Arrays of the layers: ``W[1] = values`` writes into the array that is there, so that theta follows."""

    def __setitem__(self, l: int, values: ArrayLike) -> None:         # type: ignore[override] # that refuses
        self.update({l: values})

    def update(self, values: Mapping[int, ArrayLike]) -> None:      # type: ignore[override] # nothing but layers
        """Write the values into the arrays of these layers: into all of them or, where one does not fit, into none."""
        if not isinstance(values, Mapping):
            raise TypeError(f"wanted a dictionary from layers to arrays, such as {{1: values}}, got {values!r:.60}")
        fitting = {l: _fitting(self[l], v, f"the value for layer {l}") for l, v in values.items()}
        for l, array in fitting.items():
            self[l][...] = array

    def __ior__(self, values: Mapping[int, ArrayLike]) -> Self:     # type: ignore[override,misc] # nothing but layers
        self.update(values)
        return self


class Parameters:
    """All weights and biases as one flat vector theta, with W[l] and b[l] as views into it.

    A network's parameters and its gradient are both of this kind, so the update (17) is
    ``net.theta - eta * grad.theta`` and the number of parameters is ``theta.size``.  Setting theta, W or b writes into
    the arrays that are there, so that the three stay in step.
    """

    def __init__(self, sizes: Sequence[int], theta: Array) -> None:
        self.sizes, self.theta = tuple(sizes), theta
        self.L = len(self.sizes) - 1                        # layers, the input not counted
        W, b, start = {}, {}, 0
        for l, (m, n) in enumerate(pairwise(self.sizes), start=1):
            middle, end = start + n * m, start + n * (m + 1)
            W[l] = theta[start:middle].reshape(n, m)        # (to, from)
            b[l] = theta[middle:end]
            start = end
        self.W, self.b = Arrays(W), Arrays(b)

    def __setattr__(self, name: str, value: Any) -> None:
        there = vars(self).get(name)
        if there is None or name not in ("theta", "W", "b", "sizes", "L", "sigma"):
            super().__setattr__(name, value)
        elif name == "theta":
            there[...] = _fitting(there, value, "theta")
        elif name in ("W", "b"):
            if isinstance(value, Mapping) and value.keys() != there.keys():
                raise ValueError(f"{name} has layers {list(there)}, got {list(value)}. Of one layer: {name}[1] = ...")
            there.update(value)
        elif value is not there:
            _stays()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in ("W", "b")}

    def __setstate__(self, state: dict[str, Any]) -> None:  # of a copy: W and b are views into its own theta
        Parameters.__init__(self, state.pop("sizes"), state.pop("theta").copy())
        vars(self).update(state)


def _fitting(array: Array, values: ArrayLike, name: str) -> Array:
    """Return the values as an array that may be written into `array`."""
    values = finite(values, name, dtype=array.dtype)
    if values.shape != array.shape:
        hint = " To and from swapped?" if array.ndim == 2 and values.shape == array.shape[::-1] else ""
        raise ValueError(f"{name} is {values.shape}, wanted {array.shape}; nothing is broadcast.{hint}")
    return values


def parameter_count(sizes: Sequence[int]) -> int:
    """Return the number of weights and biases: the sum of n_l (n_{l-1} + 1) over the layers."""
    return sum(n * (m + 1) for m, n in pairwise(sizes))


def weight_mask(net: Parameters) -> Array:
    """Return an array like theta, 1 for a weight and 0 for a bias."""
    mask = Parameters(net.sizes, np.zeros_like(net.theta))
    for W in mask.W.values():
        W[...] = 1
    return mask.theta
