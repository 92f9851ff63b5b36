"""PyTorch's autograd: loss, dL/dtheta and every dL/dz for each activation, loss, reduction, depth, dtype and shape.

The other side is the formulas of PyTorch, in float64, differentiated by autograd; it shares no line with mlp_lib.
"""
import numpy as np
import oracle
import pytest
import torch
import torch.nn.functional as F

from mlp_lib import ACTIVATIONS, backward, forward, loss

SIGMA = {
    "identity": lambda z: z,
    "step": lambda z: torch.heaviside(z.detach(), torch.ones(1, dtype=z.dtype)) + 0 * z,
    "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": F.relu, "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "softplus": lambda z: F.softplus(z, threshold=40), "softmax": lambda z: F.softmax(z, dim=-1),
}
LOSS = {                                                    # (z, a, y) of the output layer, summed
    "squared_error": lambda z, a, y: F.mse_loss(a, y, reduction="sum"),
    "half_squared_error": lambda z, a, y: F.mse_loss(a, y, reduction="sum") / 2,
    "absolute_error": lambda z, a, y: F.l1_loss(a, y, reduction="sum"),
    "huber": lambda z, a, y: F.huber_loss(a, y, reduction="sum", delta=1.0),
    "cross_entropy": lambda z, a, y: F.cross_entropy(z, y, reduction="sum"),
    "binary_cross_entropy": lambda z, a, y: F.binary_cross_entropy_with_logits(z, y, reduction="sum"),
}


def differentiated(net, x, y, name, reduction):
    """Return PyTorch's loss, its derivative by theta, in the order of theta, and by each z."""
    W, b = ({l: torch.tensor(v, dtype=torch.float64, requires_grad=True) for l, v in part.items()}
            for part in (net.W, net.b))
    a, z, y = torch.tensor(x), {}, torch.tensor(y)
    for l, sigma in net.sigma.items():
        z[l] = F.linear(a, W[l], b[l])
        z[l].retain_grad()
        a = SIGMA[sigma.name](z[l])
    value = LOSS[name](z[net.L], a, y) / (len(x) if reduction == "mean" and x.ndim == 2 else 1)
    value.backward()
    theta = np.concatenate([v.grad.numpy().ravel() for l in W for v in (W[l], b[l])])
    return value.item(), theta, {l: v.grad.numpy() for l, v in z.items()}


@pytest.mark.parametrize(("name", "output"), oracle.PAIRS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_backpropagation_agrees_with_autograd(hidden, name, output):
    for depth in (1, 2, 3, 4) if hidden == "identity" else (2, 3, 4):        # of depth 1 there is no hidden layer
        net, X, Y = oracle.case(hidden, output, name, depth)
        for x, y in ((X, Y), (X[0], Y[0]), (X[:1], Y[:1])):
            for reduction in ("sum", "mean"):
                value, theta, deltas = differentiated(net, x, y, name, reduction)
                for dtype, close in oracle.CLOSE.items():
                    ours = net if dtype is np.float64 else oracle.single(net)
                    grad = backward(ours, forward(ours, x), y, name, reduction)
                    where = f"depth {depth}, x {x.shape}, {reduction}, {dtype.__name__}"
                    assert grad.theta.dtype == dtype
                    assert loss(ours, x, y, name, reduction) == pytest.approx(value, rel=close), where
                    assert oracle.apart(grad.theta, theta) <= close, where
                    for l, delta in deltas.items():
                        assert oracle.apart(grad.delta[l], delta) <= close, f"{where}, layer {l}"


@pytest.mark.parametrize("hidden", [name for name in ACTIVATIONS if name != "step"])
def test_labels_are_the_classes_of_pytorch(hidden):
    net, X, _ = oracle.case(hidden, "softmax", "cross_entropy", 3)
    labels = np.array([0, 2, 1, 1])
    logits = torch.tensor(forward(net, X).z[3])
    assert loss(net, X, labels, "cross_entropy", "mean") == pytest.approx(
        F.cross_entropy(logits, torch.tensor(labels)).item(), rel=1e-12)


def test_the_oracle_sees_a_wrong_gradient():
    net, x, y = oracle.case("tanh", "identity", "squared_error", 3)
    _, theta, _ = differentiated(net, x, y, "squared_error", "sum")
    wrong = backward(net, forward(net, x), y, "half_squared_error").theta    # the 2 forgotten
    assert oracle.apart(wrong, theta) > 0.4
    wrong = backward(net, forward(net, x), y).theta.copy()
    wrong[7] *= 1 + 1e-8                                                     # one entry, in the eighth place
    assert oracle.apart(wrong, theta) > 1e-12
