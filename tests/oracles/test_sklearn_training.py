"""scikit-learn's solvers: training step for step from the same start over the same batches."""
from functools import partial

import numpy as np
import oracle
import pytest

from mlp_lib import MLP, OPTIMIZERS, fit, peers
from mlp_lib.optimizers import adam

N, BATCH = 20, 5
SOLVER = {
    "sgd": dict(solver="sgd", momentum=0.0, nesterovs_momentum=False),
    "momentum": dict(solver="sgd", momentum=0.9, nesterovs_momentum=False),
    "adam": dict(solver="adam", epsilon=1e-300),            # Adam's eps stands elsewhere there: all but 0 in both
}
OURS = OPTIMIZERS | {"adam": partial(adam, eps=1e-300)}
PROBLEMS = {                                                # loss -> output, number of outputs
    "half_squared_error": ("identity", 2), "cross_entropy": ("softmax", 3), "binary_cross_entropy": ("sigmoid", 1),
}


def start(hidden, name, dtype=np.float64):
    """Return a network, inputs, and targets as each of the two sides wants them."""
    output, K = PROBLEMS[name]
    rng = np.random.default_rng(2)
    net, x = MLP([3, 6, 5, K], hidden, output, rng=rng, dtype=dtype), rng.normal(size=(N, 3)).astype(dtype)
    if name == "half_squared_error":
        y = np.stack([np.sin(2 * x[:, 0]), x[:, 1] * x[:, 2]], 1).astype(dtype)
        return net, x, y, y
    labels = np.digitize(x[:, 0] + x[:, 1], [-0.5, 0.5][:K - 1 or 1])
    return net, x, labels if K > 1 else labels.astype(float), labels


@pytest.mark.parametrize("l2", [0, 0.03])
@pytest.mark.parametrize("hidden", ["identity", "sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("name", PROBLEMS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_step_agrees(optimizer, name, hidden, l2):
    net, x, ours, theirs = start(hidden, name)
    model = peers.to_sklearn(net)
    model.set_params(learning_rate_init=0.05, alpha=l2 * BATCH, shuffle=False, batch_size=BATCH, **SOLVER[optimizer])
    step, thetas = oracle.recorded(OURS[optimizer])
    fit(net, x, ours, loss=name, eta=0.05, epochs=6, batch_size=BATCH, optimizer=step, l2=l2, shuffle=None)
    assert len(thetas) == 24
    for k, theta in enumerate(thetas):                      # partial_fit of one batch is one step
        batch = slice(k * BATCH % N, k * BATCH % N + BATCH)
        model.partial_fit(x[batch], theirs[batch])
        assert oracle.apart(theta, peers.from_sklearn(model).theta) <= 1e-10, f"step {k + 1}"
    assert oracle.apart(thetas[-1], net.theta) > 0.02       # and it went somewhere


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_epoch_has_the_same_loss(name):
    net, x, ours, theirs = start("tanh", name)
    model = peers.to_sklearn(net).set_params(learning_rate_init=0.05, shuffle=False, batch_size=BATCH, **SOLVER["sgd"])
    run = fit(net, x, ours, loss=name, eta=0.05, epochs=6, batch_size=BATCH, shuffle=None)
    for _ in range(6):
        model.partial_fit(x, theirs)
    per_output = 2 if name == "half_squared_error" else 1   # there the mean is over the outputs too, not its gradient
    assert run.history.loss == pytest.approx([per_output * value for value in model.loss_curve_], rel=1e-10)
    assert oracle.apart(run.net.theta, peers.from_sklearn(model).theta) <= 1e-10


@pytest.mark.parametrize("optimizer", ["sgd", "momentum"])
def test_float32_agrees(optimizer):
    net, x, ours, theirs = start("tanh", "half_squared_error", np.float32)
    model = peers.to_sklearn(net).set_params(learning_rate_init=0.05, shuffle=False, batch_size=BATCH,
                                             **SOLVER[optimizer])
    run = fit(net, x, ours, loss="half_squared_error", eta=0.05, epochs=4, batch_size=BATCH, optimizer=optimizer,
              shuffle=None)
    for _ in range(4):
        model.partial_fit(x, theirs)
    twin = peers.from_sklearn(model)
    assert twin.theta.dtype == run.net.theta.dtype == np.float32
    assert oracle.apart(run.net.theta, twin.theta) <= 1e-4
