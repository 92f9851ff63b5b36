"""Inputs: what callers hand in (sizes, observations, targets, losses), checked and made ready for the core."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from .checks import count, finite, lookup, one_of
from .hints import Array, Pair, Rows
from .losses import LOSSES, Loss
from .parameters import parameter_count

if TYPE_CHECKING:
    from .network import MLP, Trace
MOST, LAYERS = 10**9, 10**4                             # of parameters, 8 GB, and of layers
DTYPES = np.dtype(np.float64), np.dtype(np.float32)


def as_sizes(sizes: Iterable[int]) -> tuple[int, ...]:
    """Return the units per layer, the input first, as a tuple of ints."""
    if isinstance(sizes, str | bytes | Set | Mapping) or not hasattr(sizes, "__iter__"):    # a set has no order
        raise TypeError(f"sizes must be a list of layer widths, such as [3, 4, 2]; got {sizes!r}")
    sizes = tuple(count(n, f"sizes[{i}]", remedy="It is the number of units of a layer.")
                  for i, n in enumerate(islice(sizes, LAYERS + 1)))
    if len(sizes) > LAYERS:
        raise ValueError(f"sizes must name at most {LAYERS} layers, got more, {list(sizes[:3])} ... Take fewer.")
    if len(sizes) < 2:
        raise ValueError(f"sizes must have an input and an output layer, such as [3, 1]; got {list(sizes)}")
    if parameter_count(sizes) > MOST:
        raise ValueError(f"sizes {sizes!s:.60} make more than {MOST:.0e} parameters, and those more than 8 GB. "
                         "Take fewer units.")
    return sizes


def as_dtype(dtype: DTypeLike) -> np.dtype[Any]:
    """Return float64 or float32 as a type of NumPy's."""
    try:
        given = np.dtype(dtype)
    except TypeError:
        raise ValueError(f"dtype must be float or np.float32, got {dtype!r:.60}.") from None
    return one_of(given, DTYPES, "dtype")


def as_net(net: MLP) -> MLP:
    """Return the network."""
    if not hasattr(net, "sigma"):
        raise TypeError(f"net must be an MLP, got {type(net).__name__}. Of a fit, take its .net.")
    return net


def as_record(loss: str | Loss) -> Loss:
    """Return the record of a loss, given by name or itself."""
    return loss if isinstance(loss, Loss) else lookup(LOSSES, loss, "loss")


def as_loss(net: MLP, loss: str | Loss) -> Loss:
    """Return the record of a loss, given by name or itself, that fits the network's output."""
    record = as_record(loss)
    output = as_net(net).sigma[net.L].name
    if record.output not in (None, output):
        raise ValueError(f"{record.name} needs probabilities: output={record.output!r}, but this network's output is "
                         f"{output!r}. Build it with output={record.output!r}, or take another loss.")
    return record


def as_inputs(net: MLP, x: ArrayLike, name: str = "x") -> Array:
    """Return x as an array (n_0,) or (N, n_0) of the network's dtype."""
    x, n = finite(x, name, dtype=as_net(net).theta.dtype), net.sizes[0]
    if x.ndim not in (1, 2) or x.shape[-1] != n or not x.size:
        hint = "One observation per row."
        if x.ndim == 2 and len(x) == 0:
            hint = "It has no rows: was nothing selected?"
        elif x.ndim == 2 and x.shape[0] == n:
            hint += " Rows and columns swapped? Try x.T."
        elif x.ndim == 1 and n == 1:
            hint += " For one input column, try x.reshape(-1, 1)."
        raise ValueError(f"{name} is {x.shape}, but layer 1 has W[1] of (to, from) = {net.W[1].shape}: "
                         f"{name} must be ({n},) or (N, {n}). {hint}")
    return x


def as_trace(net: MLP, trace: Trace) -> Trace:
    """Return the trace of a forward pass of this network."""
    widths = [a.shape[-1] for a in trace.a.values()] if hasattr(trace, "a") else type(trace).__name__
    if widths != list(as_net(net).sizes):
        raise ValueError(f"trace must come from forward(net, x) with this network of sizes {list(net.sizes)}; "
                         f"got {widths}. Call backward(net, forward(net, x), y).")
    return trace


def as_targets(y: ArrayLike, shape: tuple[int, ...], loss: Loss, dtype: DTypeLike = float, name: str = "y") -> Array:
    """Return targets as an array of `shape`, which is (K,) or (N, K), ready for `loss`.

    y may have that shape, lack the last axis where K = 1, or, for the cross-entropy, hold labels 0 ... K-1.
    """
    *rows, K = shape
    try:
        target = finite(y, name, dtype=dtype)
    except TypeError:
        if loss.output:
            _refuse_words(y, name)
        raise
    given = target.shape
    if loss.name == "cross_entropy" and given == tuple(rows):
        return _one_hot(np.asarray(y), K, name, dtype)
    if K == 1 and target.shape == tuple(rows):
        target = target[..., None]
    if target.shape != tuple(shape):
        hint = "One row per observation, one column per output."
        if target.ndim == 2 and target.T.shape == tuple(shape):
            hint = "Rows and columns swapped? Try y.T."
        elif loss.name == "cross_entropy" and given == (*rows, 1):
            hint = "Labels have no second axis: take y.ravel(), of a table y.squeeze()."
        raise ValueError(f"{name} is {given}, but the network's output is {tuple(shape)}. {hint}")
    if loss.output and (target.min() < 0 or target.max() > 1):
        bad = target.min() if target.min() < 0 else target.max()
        raise ValueError(f"{loss.name} needs targets between 0 and 1, got {bad:g} in {name}. "
                         "Recode the classes as 0 and 1.")
    if loss.name == "cross_entropy" and np.abs(target.sum(axis=-1) - 1).max() > 1e-6:
        raise ValueError(f"each row of {name} must sum to 1, as probabilities do; one sums to "
                         f"{target.sum(axis=-1).flat[np.abs(target.sum(axis=-1) - 1).argmax()]:g}.")
    return target


def _refuse_words(y: ArrayLike, name: str) -> None:
    for value in np.asarray(y, object).flat:
        if isinstance(value, str | bytes):
            raise TypeError(f"{name} holds words such as {value!r:.60}, wanted numbers. Before you split the rows: "
                            "classes, y = np.unique(y, return_inverse=True); y is then 0 ... K-1.") from None


def _one_hot(labels: Rows, K: int, name: str, dtype: DTypeLike) -> Array:
    """Return the labels 0 ... K-1, one per row, as rows with a single 1."""
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels must be whole numbers 0 ... {K - 1}, {name} holds {labels.dtype}. "
                        "Convert them with .astype(int), or give one column per class.")
    if labels.size and not (0 <= labels.min() and labels.max() < K):
        raise ValueError(f"labels of {name} run from {labels.min()} to {labels.max()}, but {K} outputs have the labels "
                         f"0 ... {K - 1}. Renumber the classes, or give the network one output per class.")
    one_hot: Array = np.eye(K, dtype=dtype)[labels]
    return one_hot


def as_batch(net: MLP, X: ArrayLike, y: ArrayLike, loss: Loss, which: str = "") -> tuple[Array, Array]:
    """Return a batch X (N, n_0) with its targets (N, K); `which` goes before their names, such as "validation "."""
    X = as_inputs(net, X, f"{which}x")
    if X.ndim == 1:
        raise ValueError(f"{which.strip() or 'X, y'}: fit wants a batch (N, {net.sizes[0]}), got one observation "
                         f"{X.shape}. For a single one, X[None] and y[None].")
    return X, as_targets(y, (len(X), net.sizes[-1]), loss, net.theta.dtype, f"{which}y")


def as_pair(validation: Pair) -> Pair:
    """Return (X, y)."""
    if not isinstance(validation, tuple | list) or len(validation) != 2:
        came = f"{len(validation)} of them" if isinstance(validation, tuple | list) else type(validation).__name__
        raise TypeError(f"validation must be a pair (X, y), inputs and targets; got {came}.")
    return validation
