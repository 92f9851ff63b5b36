"""Elsewhere: one small network trained on in PyTorch and in scikit-learn.

The outlook shows the source of these functions, and the tests run them: what a reader copies is what was checked.
Neither library is imported before its function is called.
"""
from __future__ import annotations

from mlp_lib.course import source


def in_pytorch(net, X, y, eta, epochs):
    """Train a 4-8-1 network of tanh on; return its predictions (N, 1)."""
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1)).double()
    with torch.no_grad():
        for l, layer in ((1, model[0]), (2, model[2])):
            layer.weight.copy_(torch.tensor(net.W[l]))  # (to, from), as on slides
            layer.bias.copy_(torch.tensor(net.b[l]))

    X, y = torch.tensor(X), torch.tensor(y)
    optimizer = torch.optim.SGD(model.parameters(), lr=eta)
    for _ in range(epochs):
        C = nn.MSELoss()(model(X), y)   # forward; the mean over the rows
        optimizer.zero_grad()           # else the gradients of all epochs add up
        C.backward()                    # backpropagation: all gradients first ...
        optimizer.step()                # ... then one update of all weights (17)
    return model(X).detach().numpy()


def in_scikit_learn(net, X, y, eta, epochs):
    """Train a network with one output on; return its predictions (N,)."""
    from mlp_lib import peers

    model = peers.to_sklearn(net)         # coefs_[l - 1] is W[l].T, (from, to)
    model.set_params(solver="sgd", momentum=0, batch_size=len(X), shuffle=False,
                     learning_rate_init=2 * eta,  # its loss has a 1/2, ours has not
                     max_iter=epochs, n_iter_no_change=epochs, warm_start=True)
    model.fit(X, y.ravel())               # it warns that it may not have converged
    return model.predict(X)


CODE = {"PyTorch": in_pytorch, "scikit-learn": in_scikit_learn}


def show(library: str) -> source.Source:
    """Return the source for "PyTorch" or "scikit-learn", which displays itself; it needs neither to be installed."""
    return source.of(CODE, library, "library")
