"""The peers: one function each that prepares the same training and returns a function that runs its epochs.

All train the same network on the same data with the same batch size, dtype and optimizer, from weights drawn alike,
on the squared error.  scikit-learn and PyTorch are used as their documentation shows, PyTorch without data loaders,
which would slow it down.
"""
from __future__ import annotations

import warnings
from itertools import pairwise

import numpy as np

from mlp_lib import MLP, fit


def ours(case, X, y, epochs):
    """mlp_lib."""
    net = MLP(case.sizes, case.activation, rng=0, dtype=case.dtype)
    return lambda: fit(net, X, y, loss="half_squared_error", eta=case.eta, epochs=epochs, batch_size=case.batch,
                       optimizer=case.optimizer, rng=0)


def sklearn(case, X, y, epochs):
    """scikit-learn's MLPRegressor."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    momentum = {"sgd": 0.0, "momentum": 0.9, "adam": 0.0}[case.optimizer]
    solver = "adam" if case.optimizer == "adam" else "sgd"
    model = MLPRegressor(hidden_layer_sizes=case.sizes[1:-1], activation=case.activation, solver=solver, alpha=0,
                         batch_size=case.batch, learning_rate_init=case.eta, max_iter=epochs,
                         momentum=momentum, nesterovs_momentum=False,
                         tol=0, n_iter_no_change=epochs + 1, random_state=0)
    target = y[:, 0] if y.shape[1] == 1 else y

    def run():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(X, target)
    return run


def torch(case, X, y, epochs):
    """PyTorch, eager, on the CPU."""
    import torch
    from torch import nn

    torch.manual_seed(0)
    layers = []
    for n_from, n_to in pairwise(case.sizes):
        layers += [nn.Linear(n_from, n_to), {"tanh": nn.Tanh, "relu": nn.ReLU}[case.activation]()]
    model = nn.Sequential(*layers[:-1]).to(torch.float64 if case.dtype == np.float64 else torch.float32)
    optimizer = {"sgd": lambda p: torch.optim.SGD(p, lr=case.eta),
                 "momentum": lambda p: torch.optim.SGD(p, lr=case.eta, momentum=0.9),
                 "adam": lambda p: torch.optim.Adam(p, lr=case.eta)}[case.optimizer](model.parameters())
    loss, X, y = nn.MSELoss(), torch.from_numpy(X), torch.from_numpy(y)

    def run():
        for _ in range(epochs):
            order = torch.randperm(len(X))
            Xs, ys = X[order], y[order]
            for s in range(0, len(X), case.batch):
                optimizer.zero_grad()
                loss(model(Xs[s:s + case.batch]), ys[s:s + case.batch]).backward()
                optimizer.step()
    return run


def products(case, X, y, epochs):
    """The matrix products of the training and nothing else, into arrays that are there already."""
    net = MLP(case.sizes, case.activation, rng=0, dtype=case.dtype)
    L, rng = net.L, np.random.default_rng(0)
    a = [rng.normal(size=(case.batch, n)).astype(case.dtype) for n in case.sizes]
    delta = [np.empty_like(array) for array in a]
    grad = {l: np.empty_like(W) for l, W in net.W.items()}

    def run():
        for _ in range(epochs * len(X) // case.batch):
            for l in range(1, L + 1):
                np.matmul(a[l - 1], net.W[l].T, out=delta[l])
            for l in range(L, 0, -1):
                np.matmul(a[l].T, a[l - 1], out=grad[l])
                if l > 1:
                    np.matmul(a[l], net.W[l], out=delta[l - 1])
    return run


PEERS = {"mlp_lib": ours, "scikit-learn": sklearn, "PyTorch": torch}
