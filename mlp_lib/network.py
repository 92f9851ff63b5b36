"""The multilayer perceptron: layers of units, a forward pass and a backward pass, written as the lecture writes them.

Symbols   W[l], b[l], z[l], a[l], delta[l], sigma[l] carry the lecture's layer number l = 1 ... L; a[0] is the input.
Shapes    W[l] is (n_l, n_{l-1}), that is (to, from).  One observation is a vector (n_0,), a batch is (N, n_0), one
          observation per row: `a @ W.T + b` is W a + b for every row, and W a + b itself for a single vector.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from .activations import ACTIVATIONS
from .checks import finite, generator, lookup, one_of
from .hints import Array, Seed
from .inputs import as_dtype, as_inputs, as_loss, as_sizes, as_targets, as_trace
from .losses import Loss
from .parameters import Layers, Parameters, parameter_count
from .starts import Init, start


class MLP(Parameters):
    """A network of fully connected layers, for instance ``MLP([3, 4, 2])``: 3 inputs, 4 hidden units, 2 outputs.

    sizes    units per layer, the input first
    hidden   activation of the hidden layers: one name, or one per hidden layer
    output   activation of the output layer
    rng      seed or Generator of the starting weights; None is fresh
    init     None: He's normal weights for the ReLU family, Glorot's uniform ones otherwise, zero biases.  Or a name,
             "he", "glorot", "zeros", "playground" (U(-0.5, 0.5), biases 0.1), or a function (rng, n_to, n_from) -> W
    dtype    float, or np.float32

    Raises ValueError or TypeError for sizes that make no network and for unknown names.  Sources: S5, S8, S34.
    """

    def __init__(self, sizes: Iterable[int], hidden: str | list[str] | tuple[str, ...] = "relu",
                 output: str = "identity", rng: Seed = None, init: str | Init | None = None,
                 dtype: DTypeLike = float) -> None:
        sizes, dtype = as_sizes(sizes), as_dtype(dtype)
        names = list(hidden) if isinstance(hidden, list | tuple) else [hidden] * len(sizes)
        sigma = [lookup(ACTIVATIONS, name, "activation") for name in (*names, output)]
        if isinstance(hidden, list | tuple) and len(names) != len(sizes) - 2:
            raise ValueError(f"hidden names {len(names)} activations, but sizes {list(sizes)} have {len(sizes) - 2} "
                             "hidden layers: give one name for all, or one per hidden layer.")
        if output == "softmax" and sizes[-1] == 1:
            raise ValueError("softmax over one output is always 1: use output='sigmoid', or one output per class.")
        super().__init__(sizes, np.zeros(parameter_count(sizes), dtype))
        self.sigma = Layers(enumerate([*sigma[:self.L - 1], sigma[-1]], start=1))
        rng = generator(rng)
        for l in self.W:
            self.W[l][...], self.b[l][...] = start(l, self.W[l], self.sigma[l], init, rng)

    def with_theta(self, theta: ArrayLike, dtype: DTypeLike | None = None) -> MLP:
        """Return a network like this one with the parameters `theta`, a copy; this one stays as it is."""
        theta = finite(theta, "theta", "Has training diverged? Lower the learning rate.", dtype or self.theta.dtype)
        if theta.shape != self.theta.shape:
            raise ValueError(f"theta is {theta.shape}, but {'-'.join(map(str, self.sizes))} has {self.theta.size} "
                             "parameters: is it another network's?")
        net = object.__new__(MLP)
        net.sigma = self.sigma
        Parameters.__init__(net, self.sizes, theta.copy())
        return net

    def predict(self, x: ArrayLike) -> Array:
        """Return the output a[L] for one observation (n_0,) or a batch (N, n_0); raises as `forward` does."""
        return _forward(self, as_inputs(self, x)).a[self.L]

    def __repr__(self) -> str:
        names = [sigma.name for sigma in self.sigma.values()]
        return f"MLP({'-'.join(map(str, self.sizes))}, {', '.join(names)}, {self.theta.size} parameters)"

    def __reduce__(self) -> tuple[Any, ...]:                # in a copy, W and b are views into its own theta
        *hidden, output = (sigma.name for sigma in self.sigma.values())
        return rebuild, (self.sizes, hidden, output, self.theta)


def rebuild(sizes: Iterable[int], hidden: list[str], output: str, theta: Array) -> MLP:
    """Return the network of these parts: what copying, pickling and loading do."""
    return MLP(sizes, hidden, output, init="zeros", dtype=theta.dtype).with_theta(theta)


class Trace(NamedTuple):
    """What a forward pass leaves behind: z[l] for l = 1 ... L and a[l] for l = 0 ... L, each (n_l,) or (N, n_l)."""

    z: dict[int, Array]
    a: dict[int, Array]


class Gradient(Parameters):
    """dL/dtheta, as ``.theta`` and as ``.W[l]``, ``.b[l]``, with ``.delta[l]`` = dL/dz[l], per row of the batch."""

    def __init__(self, net: MLP) -> None:
        super().__init__(net.sizes, np.empty_like(net.theta))
        self.delta: dict[int, Array] = {}


def forward(net: MLP, x: ArrayLike) -> Trace:
    """Return the forward pass of one observation (n_0,) or a batch (N, n_0), layer by layer: (18), (39) to (42).

    Raises ValueError or TypeError for an x that does not fit, which names the first bad place.
    """
    trace = _forward(net, as_inputs(net, x).copy())         # no array is the caller's, or two layers' parts at once
    trace.a.update({l: z.copy() for l, z in trace.z.items() if trace.a[l] is z})
    return trace


def _forward(net: MLP, x: Array) -> Trace:
    z, a = trace = Trace(z={}, a={0: x})
    for l in range(1, net.L + 1):
        z[l] = a[l - 1].dot(net.W[l].T)                     # (39)  z = W a
        z[l] += net.b[l]                                    #             + b
        a[l] = net.sigma[l].f(z[l])                         # (40)  a = sigma(z)
    return trace


def loss(net: MLP, x: ArrayLike, y: ArrayLike, loss: str | Loss = "squared_error", reduction: str = "sum") -> float:
    """Return the loss of the network's outputs for x against y: (14) to (16), or their mean over the N observations.

    reduction   "sum" as on the slides, or "mean", which divides by N (not by N times K); one observation is N = 1

    Raises ValueError or TypeError for x and y that do not fit, and for a loss that does not go with the output.
    """
    trace, y, record, N = _prepare(net, forward(net, x), y, loss, reduction)
    return float(record.total(trace.z[net.L], trace.a[net.L], y)) / N


def backward(net: MLP, trace: Trace, y: ArrayLike, loss: str | Loss = "squared_error",
             reduction: str = "sum") -> Gradient:
    """Return the gradient of `loss` over theta, by backpropagation through the trace of a forward pass: (44) to (60).

    y   targets of the shape of the output, (K,) or (N, K); (N,) where K = 1 or, for the cross-entropy, labels

    Raises as `loss` does, and ValueError for the trace of another network.
    """
    trace, y, record, N = _prepare(net, as_trace(net, trace), y, loss, reduction)
    if single := y.ndim == 1:                               # one observation is a batch of one row
        trace, y = Trace(*({l: v[None] for l, v in part.items()} for part in trace)), y[None]
    grad = _backward(net, trace, y, record, N, Gradient(net))
    if single:
        grad.delta.update({l: delta[0] for l, delta in grad.delta.items()})
    return grad


def _backward(net: MLP, trace: Trace, y: Array, loss: Loss, N: int, grad: Gradient) -> Gradient:
    z, a = trace
    L, delta = net.L, grad.delta
    delta[L] = loss.delta(net.sigma[L], z[L], a[L], y) / N  # (23)  dL/dz = dL/da  da/dz
    ones = np.ones(len(y), y.dtype)                         # the bias unit, for each row of the batch
    for l in range(L, 0, -1):
        np.matmul(delta[l].T, a[l - 1], out=grad.W[l])      # (44)  dL/dW = dL/dz  dz/dW
        ones.dot(delta[l], out=grad.b[l])                   # (45)  dL/db = dL/dz  dz/db
        if l > 1:
            da = delta[l].dot(net.W[l])                     # (32)  dL/da^(l-1) = dL/dz  dz/da^(l-1)
            delta[l - 1] = net.sigma[l - 1].pullback(z[l - 1], a[l - 1], da)
    return grad


def _prepare(net: MLP, trace: Trace, y: ArrayLike, name: str | Loss, reduction: str) -> tuple[Trace, Array, Loss, int]:
    record, output = as_loss(net, name), trace.a[net.L]
    y = as_targets(y, output.shape, record, net.theta.dtype)
    mean = one_of(reduction, ("sum", "mean"), "reduction") == "mean"
    return trace, y, record, len(output) if mean and output.ndim == 2 else 1
