"""PyTorch's optimizers: training step for step from the same start over the same batches."""
import numpy as np
import oracle
import pytest
import torch
import torch.nn.functional as F

from mlp_lib import MLP, OPTIMIZERS, fit, peers

N, BATCH = 23, 5                                            # the last batch of an epoch has 3
STEPS = {
    "sgd": lambda parameters, eta: torch.optim.SGD(parameters, lr=eta),
    "momentum": lambda parameters, eta: torch.optim.SGD(parameters, lr=eta, momentum=0.9),
    "adam": lambda parameters, eta: torch.optim.Adam(parameters, lr=eta),
}
LOSS = {                                                    # of the model without its last activation where it has one
    "squared_error": lambda out, y: F.mse_loss(out, y, reduction="sum"),
    "huber": lambda out, y: F.huber_loss(out, y, reduction="sum"),
    "cross_entropy": lambda out, y: F.cross_entropy(out, y, reduction="sum"),
    "binary_cross_entropy": lambda out, y: F.binary_cross_entropy_with_logits(out, y, reduction="sum"),
}


def start(hidden, name, dtype=np.float64):
    rng = np.random.default_rng(1)
    net = MLP([3, 6, 5, 2], hidden, oracle.OUTPUT.get(name, "identity"), rng=rng, dtype=dtype)
    x = rng.normal(size=(N, 3)).astype(dtype)
    y = np.stack([np.sin(2 * x[:, 0]), x[:, 1] * x[:, 2]], 1)
    if name == "cross_entropy":
        y = np.eye(2)[(y[:, 0] > 0).astype(int)]
    elif name == "binary_cross_entropy":
        y = (y > 0).astype(float)
    return net, x, y.astype(dtype)


def trained(net, x, y, name, optimizer, eta, orders, l2=0.0):
    """Train in PyTorch over the observations in these orders; return theta after each step, the loss of each epoch."""
    model = peers.to_torch(net)
    linears = [part for part in model if isinstance(part, torch.nn.Linear)]
    groups = [{"params": [part.weight for part in linears], "weight_decay": l2},
              {"params": [part.bias for part in linears], "weight_decay": 0}]
    step, thetas, losses = STEPS[optimizer](groups, eta), [], []
    logits = model[:-1] if name in oracle.OUTPUT else model
    for order in orders:
        X, Y, total = torch.tensor(x[order]), torch.tensor(y[order]), 0.0
        for s in range(0, len(X), BATCH):
            step.zero_grad()
            value = LOSS[name](logits(X[s:s + BATCH]), Y[s:s + BATCH])
            total += value.item()
            (value / len(X[s:s + BATCH])).backward()
            step.step()
            thetas.append(np.concatenate([v.detach().numpy().ravel() for part in linears
                                          for v in (part.weight, part.bias)]))
        losses.append(total / len(X))
    return thetas, losses


@pytest.mark.parametrize("l2", [0, 0.03])
@pytest.mark.parametrize("hidden", ["tanh", "relu", "softplus"])
@pytest.mark.parametrize("name", LOSS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_step_agrees(optimizer, name, hidden, l2):
    net, x, y = start(hidden, name)
    step, ours = oracle.recorded(OPTIMIZERS[optimizer])
    run = fit(net, x, y, loss=name, eta=0.03, epochs=6, batch_size=BATCH, optimizer=step, l2=l2, shuffle=None)
    theirs, losses = trained(net, x, y, name, optimizer, 0.03, [np.arange(N)] * 6, l2)
    assert len(ours) == len(theirs) == 30
    for k, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        assert oracle.apart(a, b) <= 1e-10, f"step {k + 1}"
    assert run.history.loss == pytest.approx(losses, rel=1e-10)
    assert run.history.loss[-1] < 0.97 * run.history.loss[0]                 # and it was a training


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_float32_agrees(optimizer):
    net, x, y = start("tanh", "squared_error", np.float32)
    step, ours = oracle.recorded(OPTIMIZERS[optimizer])
    fit(net, x, y, loss="squared_error", eta=0.03, epochs=4, batch_size=BATCH, optimizer=step, shuffle=None)
    theirs, _ = trained(net, x, y, "squared_error", optimizer, 0.03, [np.arange(N)] * 4)
    assert ours[0].dtype == theirs[0].dtype == np.float32
    assert max(oracle.apart(a, b) for a, b in zip(ours, theirs, strict=True)) <= 1e-4


@pytest.mark.parametrize("shuffle", ["each epoch", "once"])
def test_the_order_of_the_state_is_the_order_of_the_batches(shuffle):
    net, x, y = start("tanh", "squared_error")
    settings = dict(loss="squared_error", eta=0.03, batch_size=BATCH, optimizer="momentum", shuffle=shuffle)
    run = fit(net, x, y, epochs=1, rng=3, **settings)
    orders = [run.state.order]
    for _ in range(4):                                      # epoch by epoch, to see the order of each
        run = fit(net, x, y, epochs=1, state=run.state, **settings)
        orders.append(run.state.order)
    theirs, _ = trained(net, x, y, "squared_error", "momentum", 0.03, orders)
    assert oracle.apart(run.net.theta, theirs[-1]) <= 1e-10
    assert len({tuple(order) for order in orders}) == (5 if shuffle == "each epoch" else 1)
