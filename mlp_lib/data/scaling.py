"""Scaling: columns brought to mean 0 and standard deviation 1, by what the training rows say and nothing else."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..hints import Array

ROUNDING = 4                # units in the last place: values no further apart than that count as one value


@dataclass(frozen=True, eq=False)
class Standardizer:
    """The mean and standard deviation of the training rows, ready to be applied to any rows."""

    mean: Array         # (n_0,), or () for a single column; float64, as is std
    std: Array          # the same shape, never 0
    columns: tuple[object, ...] | None = None       # their names, where the rows came as a table of pandas

    def __call__(self, x: ArrayLike) -> Array:
        """Return (x - mean) / std, in the precision of x."""
        array = self._fits(x, "x")
        return ((array - self.mean) / self.std).astype(array.dtype, copy=False)

    def back(self, z: ArrayLike) -> Array:
        """Return z std + mean, in the units of the training rows again, in the precision of z."""
        array = self._fits(z, "z")
        return (array * self.std + self.mean).astype(array.dtype, copy=False)

    def _fits(self, given: ArrayLike, name: str) -> Array:
        array, columns = checks.finite(given, name), _columns(given)
        if self.mean.ndim and array.shape[-1:] != self.mean.shape:
            raise ValueError(f"{name} has the shape {array.shape}; the training rows had {self.mean.size} columns.")
        if None not in (columns, self.columns) and columns != self.columns:
            raise ValueError(f"{name} has the columns {columns!s:.100}, the training rows had {self.columns!s:.100}. "
                             f"Take the same in the same order: {name}[train.columns].")
        return array


def standardizer(train: ArrayLike) -> Standardizer:
    """Return the `Standardizer` of the training rows `train`, (N, n_0) or (N,); N divides the variance.

    ``scale = standardizer(X[t])``, then ``scale(X)`` for all rows: validation and test rows must not shape it.
    A constant column is only centred; one that is constant but for rounding, such as 0.3 and 0.1 + 0.2, is too.
    Sums are made in float64. A table of pandas has to have the same columns later. Raises where `train` is empty or
    holds anything but finite numbers.
    """
    rows = checks.finite(train, "train")
    if rows.ndim not in (1, 2) or rows.size == 0:
        raise ValueError(f"train must be rows (N, n_0) or one column (N,), not empty; its shape is {rows.shape}.")
    size = np.abs(rows).max(axis=0).astype(float)           # of the largest entry
    unit = np.ldexp(1.0, np.frexp(size)[1] - 1)             # a power of 2 below it: squares fit, no digit is lost
    shares = rows / unit                                    # float64
    std = shares.std(axis=0) * unit
    constant = np.ptp(shares, axis=0) <= ROUNDING * np.finfo(rows.dtype).eps * (size / unit)
    return Standardizer(shares.mean(axis=0) * unit, np.where(constant | (std == 0), 1, std), _columns(train))


def _columns(table: object) -> tuple[object, ...] | None:
    return tuple(table.columns) if hasattr(table, "iloc") and hasattr(table, "columns") else None
