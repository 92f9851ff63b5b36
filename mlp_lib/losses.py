"""Losses: one number for how far outputs a are from targets y; C in some of the lecture's equations, L in others.

Each is one record in ``LOSSES``; adding one is adding a record.  Sources: S19, equations (14) to (16), and S34.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .activations import Activation
from .checks import finite
from .hints import Array, Number


@dataclass(frozen=True)
class Loss:
    """A loss summed over observations and outputs, with its gradient.

    name      its key in ``LOSSES``
    formula   LaTeX of the term of one observation n and output k
    f         (a, y) -> the sum over all entries, no checks
    df        (a, y) -> dL/da, of the shape of a
    output    the one output activation that it goes with, None where any will do
    from_z    (z, y) -> the same sum from the pre-activations, stable; only where `output` is given
    kink      True where df jumps at a = y
    """

    name: str
    formula: str
    f: Callable[[Array, Array], Number]
    df: Callable[[Array, Array], Array]
    output: str | None = None
    from_z: Callable[[Array, Array], Number] | None = None
    kink: bool = False

    def value(self, a: ArrayLike, y: ArrayLike) -> float:
        """Return the loss of outputs a against targets y, both (K,) or (N, K), summed over everything."""
        return float(self.f(*self._pair(a, y)))

    def gradient(self, a: ArrayLike, y: ArrayLike) -> Array:
        """Return dL/da, of the shape of a, for a and y as in `value`."""
        da: Array = self.df(*self._pair(a, y))[()]
        return da

    def total(self, z: Array, a: Array, y: Array) -> Number:
        """Return the sum from a layer's z and a, through z where that is the stable way."""
        return self.from_z(z, y) if self.from_z else self.f(a, y)

    def delta(self, sigma: Activation, z: Array, a: Array, y: Array) -> Array:
        """Return dL/dz of the output layer.

        The chain rule, dL/da * da/dz, but for the two pairs with `output`: softmax with cross-entropy and sigmoid
        with binary cross-entropy.  There the product of the two factors is a - y, and the factors alone overflow.
        """
        return a - y if self.output else sigma.pullback(z, a, self.df(a, y))

    def _pair(self, a: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        a, y = finite(a, "a"), finite(y, "y")
        if a.shape != y.shape:
            raise ValueError(f"a is {a.shape} and y is {y.shape}: the shapes must agree, nothing is broadcast. "
                             "Reshape y, for instance y.reshape(-1, 1).")
        if self.output and a.size and not 0 <= min(a.min(), y.min()) <= max(a.max(), y.max()) <= 1:
            raise ValueError(f"{self.name} compares probabilities, but a runs from {a.min():g} to {a.max():g} and y "
                             f"from {y.min():g} to {y.max():g}. Put the outputs through {self.output} first.")
        return a, y

    def __repr__(self) -> str:
        return f"<loss {self.name}>"


def _huber(e: Array) -> Array:                      # e = a - y
    size = np.abs(e)
    near = np.minimum(size, 1)                      # |e| up to 1: e^2 / 2;  1 beyond: |e| - 1/2
    return near * (size - near / 2)


def _ratio(y: Array, a: Array) -> Array:            # y / a, and 0 where y is 0
    with np.errstate(divide="ignore", over="ignore"):
        return np.divide(y, a, where=y != 0, out=np.zeros_like(a))


def _cross_entropy(a: Array, y: Array) -> Number:   # 0 log 0 = 0;  y log 0 is infinite
    with np.errstate(divide="ignore"):
        return 0.0 - float(np.multiply(y, np.log(a), where=y != 0, out=np.zeros_like(a)).sum(dtype=float))     # no -0.0


def _cross_entropy_from_z(z: Array, y: Array) -> Number:
    # -log softmax_k(z) = (top - z_k) + log(1 + the other exponentials)
    top = z.argmax(axis=-1)[..., None]
    with np.errstate(over="ignore"):
        gap = np.take_along_axis(z, top, axis=-1) - z
    others = np.exp(-gap)
    np.put_along_axis(others, top, 0, axis=-1)
    gap = gap + np.log1p(others.sum(axis=-1, keepdims=True))
    return float(np.multiply(y, gap, where=y != 0, out=np.zeros_like(z)).sum(dtype=float))


LOSSES = {record.name: record for record in (
    Loss("squared_error", r"(y_{nk} - a_{nk})^2",                                                 # (14), (15)
         f=lambda a, y: ((a - y) ** 2).sum(dtype=float), df=lambda a, y: 2 * (a - y)),
    Loss("half_squared_error", r"\tfrac12 (y_{nk} - a_{nk})^2",
         f=lambda a, y: ((a - y) ** 2).sum(dtype=float) / 2, df=lambda a, y: a - y),
    Loss("absolute_error", r"|y_{nk} - a_{nk}|",
         f=lambda a, y: np.abs(a - y).sum(dtype=float), df=lambda a, y: np.sign(a - y), kink=True),
    Loss("huber", r"\tfrac12 e^2 \text{ if } |e| \le 1 \text{ else } |e| - \tfrac12,\ e = y_{nk} - a_{nk}",
         f=lambda a, y: _huber(a - y).sum(dtype=float), df=lambda a, y: np.clip(a - y, -1, 1)),
    Loss("cross_entropy", r"-y_{nk} \log a_{nk}",                                                 # (16)
         f=_cross_entropy, df=lambda a, y: -_ratio(y, a),
         output="softmax", from_z=_cross_entropy_from_z),
    Loss("binary_cross_entropy", r"-y_{nk} \log a_{nk} - (1 - y_{nk}) \log(1 - a_{nk})",
         f=lambda a, y: _cross_entropy(a, y) + _cross_entropy(1 - a, 1 - y),
         df=lambda a, y: _ratio(1 - y, 1 - a) - _ratio(y, a), output="sigmoid",
         from_z=lambda z, y: (y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)).sum(dtype=float)),
)}
