"""Networks, data and targets for the oracles, and what it takes for two results to be the same."""
from itertools import product

import numpy as np

from mlp_lib import ACTIVATIONS, LOSSES, MLP, forward

OUTPUT = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}
PAIRS = [(name, output) for name, output in product(LOSSES, ACTIVATIONS) if output == OUTPUT.get(name, output)]
CLOSE = {np.float64: 1e-10, np.float32: 1e-4}
WIDTHS = [3, 5, 4, 6]


def case(hidden, output, name, depth, N=4, K=3):
    """Return a float64 network with biases, inputs, targets; no unit and no residual is near a kink."""
    for seed in range(1000):
        rng = np.random.default_rng(seed)
        net = MLP([*WIDTHS[:depth], K], hidden, output, rng=rng)
        net.theta = (net.theta + rng.normal(0, 0.2, net.theta.size)).astype(np.float32)     # the same in both dtypes
        x = rng.normal(size=(N, WIDTHS[0])).astype(np.float32).astype(float)
        y = rng.dirichlet(np.ones(K), N) if name == "cross_entropy" else rng.uniform(0, 1, (N, K))
        y = y if name == "cross_entropy" else y.astype(np.float32).astype(float)
        trace = forward(net, x)
        error = trace.a[depth] - y
        gaps = [abs(trace.z[l]).min() for l, sigma in net.sigma.items() if sigma.kink]
        gaps += [abs(error).min(), abs(abs(error) - 1).min()]
        level = name == "absolute_error" and abs(np.sign(error).sum(1)).max() == K   # through softmax a gradient of 0
        if min(gaps) > 1e-3 and not level:
            return net, x, y
    raise AssertionError("no seed without a kink nearby")


def single(net):
    """Return the network in float32."""
    *hidden, output = (sigma.name for sigma in net.sigma.values())
    twin = MLP(net.sizes, hidden, output, init="zeros", rng=0, dtype=np.float32)
    twin.theta = net.theta
    return twin


def apart(ours, theirs):
    """Return the largest difference of two arrays, relative to the largest entry of the second."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    assert ours.shape == theirs.shape and np.isfinite(theirs).all()
    return np.abs(ours - theirs).max() / (np.abs(theirs).max() or 1)


def recorded(step):
    """Return an optimizer that does `step`, and the list of the thetas that it leaves behind, one per step."""
    thetas = []

    def recording(theta, gradient, eta, memory):
        step(theta, gradient, eta, memory)
        thetas.append(theta.copy())
    return recording, thetas
