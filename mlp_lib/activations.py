"""Activation functions: what a unit makes of its weighted sum, a = sigma(z), with the slope that backpropagation needs.

Each is one record in ``ACTIVATIONS``; adding one is adding a record.  Sources: S9 to S13, equations (6) to (10),
and S35, equation (65), for the softmax; (6) and (7) are reconstructed, the slides that held them are lost.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .checks import Named, finite
from .hints import Array


@dataclass(frozen=True)
class Activation:
    """A function a = sigma(z) with its derivative.

    name        its key in ``ACTIVATIONS``
    formula     LaTeX of sigma(z)
    f           z -> a, array to array of the same shape, no checks
    slope       (z, a) -> da/dz, elementwise; both are given because some slopes are shorter in a
    kink        True where the derivative jumps at z = 0
    rectifier   True for the ReLU family, which starts from He's weights
    """

    name: str
    formula: str
    f: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array]
    kink: bool = False
    rectifier: bool = False

    def __call__(self, z: ArrayLike) -> Array:
        """Return sigma(z) for a number or an array of finite numbers."""
        a: Array = self.f(finite(z, "z").copy())[()]       # a copy: the identity gives back what it gets
        return a

    def derivative(self, z: ArrayLike, a: ArrayLike | None = None) -> Array:
        """Return da/dz at z, elementwise; a = sigma(z) saves its computation (softmax: see `Softmax`)."""
        z = finite(z, "z")
        a = self.f(z) if a is None else finite(a, "a")
        if a.shape != z.shape:
            raise ValueError(f"a is {a.shape}, but z is {z.shape}: wanted sigma(z). Leave a out to have it computed.")
        slope: Array = self.slope(z, a)[()]
        return slope

    def pullback(self, z: Array, a: Array, da: Array) -> Array:
        """Return dL/dz from dL/da, one factor of the chain (23): dL/dz = dL/da * da/dz.  All of the shape of z."""
        return da * self.slope(z, a)

    def __repr__(self) -> str:
        return f"<activation {self.name}>"


class Identity(Activation):
    """The identity (7): its slope is 1, so the chain passes through it unchanged, as (21) has it at the output."""

    def pullback(self, z: Array, a: Array, da: Array) -> Array:
        """Return dL/dz = dL/da."""
        return da


class Softmax(Activation):
    """The softmax (65), over the last axis: the one activation whose units depend on one another."""

    def pullback(self, z: Array, a: Array, da: Array) -> Array:
        """Return dL/dz = a * (da - sum_k a_k da_k), the product of da with the Jacobian, row by row."""
        dz: Array = a * (da - (a * da).sum(axis=-1, keepdims=True))
        return dz


def _step(z: Array) -> Array:
    return (z >= 0).astype(z.dtype)


def _sigmoid(z: Array) -> Array:
    e = np.exp(-np.abs(z))                      # in (0, 1]: cannot overflow
    a: Array = np.where(z >= 0, 1, e) / (1 + e)
    return a


def _softmax(z: Array) -> Array:
    if not z.shape or not z.shape[-1]:
        raise ValueError(f"softmax compares units: z must have them on its last axis, it is {z.shape}. Pass a list.")
    with np.errstate(over="ignore"):            # -1e308 - 1e308 is -inf, and e to that is 0, as it should be
        e = np.exp(z - z.max(axis=-1, keepdims=True))
    a: Array = e / e.sum(axis=-1, keepdims=True)
    return a


def _softmax_jacobian(z: Array, a: Array) -> Array:     # (..., K, K): da_i / dz_j = a_i (1{i = j} - a_j)
    return a[..., :, None] * (np.eye(a.shape[-1], dtype=a.dtype) - a[..., None, :])


ACTIVATIONS = Named("activation", {record.name: record for record in (
    Identity("identity", r"z",
             f=lambda z: z, slope=lambda z, a: np.ones_like(z)),                                 # (7)
    Activation("step", r"1 \text{ if } z \ge 0 \text{ else } 0",
               f=_step, slope=lambda z, a: np.zeros_like(z), kink=True),                         # (6)
    Activation("sigmoid", r"\frac{1}{1 + e^{-z}}",
               f=_sigmoid, slope=lambda z, a: a * (1 - a)),                                      # (8)
    Activation("tanh", r"\frac{e^z - e^{-z}}{e^z + e^{-z}}",
               f=np.tanh, slope=lambda z, a: 1 - a * a),                                         # (9)
    Activation("relu", r"\max(0, z)",
               f=lambda z: np.maximum(z, 0), slope=lambda z, a: (z > 0).astype(z.dtype),         # (10)
               kink=True, rectifier=True),
    Activation("leaky_relu", r"\max(0.01\,z, z)",
               f=lambda z: np.maximum(0.01 * z, z),
               slope=lambda z, a: np.where(z > 0, z.dtype.type(1), z.dtype.type(0.01)),
               kink=True, rectifier=True),
    Activation("softplus", r"\log(1 + e^z)",
               f=lambda z: np.logaddexp(z, 0), slope=lambda z, a: -np.expm1(-a), rectifier=True),
    Softmax("softmax", r"\frac{e^{z_k}}{\sum_{k'} e^{z_{k'}}}",
            f=_softmax, slope=_softmax_jacobian),                                                # (65)
)})
