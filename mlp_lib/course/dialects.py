"""Dialects: one observation through one network, forward and back, as five others write it.

Each function takes a network of two layers, tanh and then identity, with an input (n_0,) and a target (n_2,), and
returns what its dialect calls output, cost and gradient of the first layer's weights, each as that dialect has it.
`AS_HERE` says how to come from there to this book's. The page shows the source; the tests run all five.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mlp_lib.network import backward, forward

from . import source


def slides(net, x, y):
    """Write it as the lecture does: a column, weights from right to left, (to, from)."""
    trace = forward(net, x)                             # z(l) = W(l) a(l-1) + b(l)
    C = np.sum((trace.a[2] - y) ** 2)                   # (14), one observation of it
    return trace.a[2], C, backward(net, trace, y).W[1]


def three_blue_one_brown(net, x, y):
    """Write it as the films do: sums with j (to) and k (from), each layer counted back from L."""
    w, b = {"L-1": net.W[1], "L": net.W[2]}, {"L-1": net.b[1], "L": net.b[2]}
    hidden, outputs, inputs = (range(n) for n in (len(b["L-1"]), len(b["L"]), len(x)))
    z1 = [sum(w["L-1"][j, k] * x[k] for k in inputs) + b["L-1"][j] for j in hidden]
    a1 = np.tanh(z1)
    a = [sum(w["L"][j, k] * a1[k] for k in hidden) + b["L"][j] for j in outputs]
    C0 = sum((a[j] - y[j]) ** 2 for j in outputs)       # the cost of one example
    dC_da1 = [sum(w["L"][j, k] * 2 * (a[j] - y[j]) for j in outputs) for k in hidden]
    dC_dw1 = [[x[k] * (1 - np.tanh(z1[j]) ** 2) * dC_da1[j] for k in inputs] for j in hidden]
    return np.array(a), C0, np.array(dC_dw1)


def bishop_murphy_column(net, x, t):
    """Write it as their equations do: a is the sum, z what leaves the unit, t the target, y the output."""
    W1 = np.column_stack([net.b[1], net.W[1]])          # w_j0 is the bias, of an input x_0 = 1
    W2 = np.column_stack([net.b[2], net.W[2]])
    x = np.array([1, *x])
    a = W1 @ x
    z = np.array([1, *np.tanh(a)])
    y = W2 @ z
    E = np.sum((y - t) ** 2) / 2                        # with the half
    delta_k = y - t                                     # which takes the 2 away
    delta_j = (1 - z[1:] ** 2) * (W2[:, 1:].T @ delta_k)
    return y, E, np.outer(delta_j, x)                   # its column 0 belongs to the biases


def bishop_murphy_row(net, x, t):
    """Write it as their tables of data do: one observation in each row of X, weights on the right, (from, to)."""
    X, T = x[None], t[None]                             # (N, n_0), (N, n_2), here with N = 1
    W1, W2 = net.W[1].T, net.W[2].T                     # (n_0, n_1), (n_1, n_2)
    Z = np.tanh(X @ W1 + net.b[1])
    Y = Z @ W2 + net.b[2]
    E = np.sum((Y - T) ** 2) / 2
    return Y[0], E, X.T @ ((Y - T) @ W2.T * (1 - Z ** 2))


def in_pytorch(net, x, y):
    """Write it in PyTorch: rows, weights kept as (to, from), a mean over all outputs."""
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)).double()
    with torch.no_grad():
        for l, layer in ((1, model[0]), (2, model[2])):
            layer.weight.copy_(torch.tensor(net.W[l]))  # F.linear: x @ weight.T + bias
            layer.bias.copy_(torch.tensor(net.b[l]))
    output = model(torch.tensor(x)[None])
    C = nn.MSELoss()(output, torch.tensor(y)[None])     # the mean over rows *and* outputs
    C.backward()
    return output[0].detach().numpy(), C.item(), model[0].weight.grad.numpy()


def in_scikit_learn(net, x, y):
    """Write it in scikit-learn: rows, coefs_ as (from, to), a half in the loss; the gradient from one step of 0.1."""
    from mlp_lib import peers

    model = peers.to_sklearn(net)
    model.set_params(solver="sgd", momentum=0, alpha=0, batch_size=1, learning_rate_init=0.1)
    output = model.predict(x[None])[0]
    before = model.coefs_[0].copy()
    model.partial_fit(x[None], y[None])
    return output, model.loss_, (before - model.coefs_[0]) / 0.1


CODE = {"the slides, and this book": slides, "3Blue1Brown": three_blue_one_brown,
        "Bishop, Murphy: a column": bishop_murphy_column, "Bishop, Murphy: rows": bishop_murphy_row,
        "PyTorch": in_pytorch, "scikit-learn": in_scikit_learn}


@dataclass(frozen=True)
class Here:
    """How to come from a dialect to this book: cost times `cost`; gradient times `gradient`, turned and cut."""

    cost: float = 1             # for two outputs, where it depends on them
    gradient: float = 1
    turned: bool = False        # (from, to) there
    biases: bool = False        # a column of biases in front

    def __call__(self, output, cost, gradient):
        """Return output, cost and gradient as this book has them."""
        gradient = gradient.T if self.turned else gradient[:, 1:] if self.biases else gradient
        return output, self.cost * cost, self.gradient * gradient


AS_HERE = {"the slides, and this book": Here(), "3Blue1Brown": Here(),
           "Bishop, Murphy: a column": Here(2, 2, biases=True), "Bishop, Murphy: rows": Here(2, 2, turned=True),
           "PyTorch": Here(2, 2), "scikit-learn": Here(4, 2, turned=True)}


def show(dialect: str) -> source.Source:
    """Return the source of a dialect, a name of `CODE`, which displays itself; it needs nothing to be installed."""
    return source.of(CODE, dialect, "dialect")
