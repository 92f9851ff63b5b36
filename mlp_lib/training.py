"""Training: gradient descent, epoch by epoch and batch by batch, with the update w_new = w_old - eta dC/dw (17)."""
from __future__ import annotations

import copy

import numpy as np
from numpy.typing import ArrayLike

from .checks import count, number, one_of, told
from .hints import Array, Measure, Metrics, Optimizer, Pair, Seed
from .inputs import as_batch, as_loss, as_pair
from .interrupts import KEEPS
from .losses import Loss
from .metrics import MetricError, as_metrics
from .network import MLP, Gradient, _backward, _forward
from .optimizers import as_optimizer, penalised
from .parameters import weight_mask
from .runs import Fit, History, State, progress_bar, start


@told
def fit(net: MLP, X: ArrayLike, y: ArrayLike, *, loss: str | Loss, eta: float, epochs: int,
        batch_size: int | None = None, optimizer: str | Optimizer = "sgd", l1: float = 0, l2: float = 0,
        validation: Pair | None = None, early_stopping: int | None = None, metrics: Metrics = (), rng: Seed = None,
        state: State | None = None, shuffle: str | None = "each epoch", progress: bool = False) -> Fit:
    """Train a copy of the network by gradient descent on the mean loss of each batch: S20, S22, (17), (61).

    X, y            observations (N, n_0) and targets as for `backward`
    loss            a name from LOSSES, or a Loss such as `quantiles.pinball` makes
    eta             learning rate
    epochs          passes over the data
    batch_size      observations per update, None for all; the last batch of an epoch may be smaller
    optimizer       "sgd", "momentum", "adam", or a function (theta, gradient, eta, memory) that changes theta
    l1, l2          penalties on the weights, not on the biases: l2 adds l2 * w to the gradient; l1 draws each weight
                    towards 0 by eta * l1 after the step, and stops there
    validation      (X, y), evaluated at the end of each epoch
    early_stopping  end after so many epochs without a lower validation loss, and return the best network
    metrics         names from METRICS or functions (outputs, targets) -> number; one that fails ends the run
    state           ``.state`` of an earlier run: go on from it, not from `net` and `rng`
    rng             seed or Generator of the shuffling; None is fresh
    shuffle         "each epoch", "once" (as the TensorFlow Playground does) or None
    progress        show a bar

    What is passed in stays as it was.  Divergence and an interrupt raise nothing: they end the run with the network
    of the last good epoch, and ``.reason`` says why; within a `sweep` an interrupt is passed on, to end the sweep.
    Raises ValueError or TypeError for settings and data that cannot be meant.
    """
    record = as_loss(net, loss)
    X, y = as_batch(net, X, y, record)
    held_out = None if validation is None else as_batch(net, *as_pair(validation), record, "validation ")
    batch_size = len(X) if batch_size is None else count(
        batch_size, "batch_size", 1, len(X), f"There are {len(X)} observations.")
    eta, epochs = number(eta, "eta", open_end=True, remedy="0.1 or 0.01 is a start."), count(epochs, "epochs")
    if early_stopping is not None:
        count(early_stopping, "early_stopping", remedy="It is a number of epochs.")
        if held_out is None:
            raise ValueError("early_stopping watches the validation loss: pass validation=(X, y) as well.")
    one_of(shuffle, ("each epoch", "once", None), "shuffle")
    measures = as_metrics(metrics, net.sigma[net.L].name, y, *(held_out or ())[1:])
    step = penalised(as_optimizer(optimizer), weight_mask(net), number(l1, "l1"), number(l2, "l2"))
    state = before = start(net, X, state, rng)

    first, history = state.epoch, History(metrics={name: [] for name in measures})
    reason = f"finished: {epochs} epochs"
    bar = progress_bar(epochs) if progress else None
    try:
        for _ in range(epochs):
            ahead = copy.deepcopy(state)                    # becomes the state when the epoch has ended well
            ahead.epoch += 1
            if shuffle is None:
                ahead.order = None
            elif shuffle == "each epoch" or ahead.order is None:
                ahead.order = ahead.rng.permutation(len(X))
            run, mean = _epoch(net, X, y, record, eta, batch_size, step, ahead)
            if not (np.isfinite(mean) and np.isfinite(ahead.theta).all()):
                reason = (f"diverged in epoch {ahead.epoch}, where the loss was {mean:g}: lower eta (it was {eta:g}) "
                          "or scale the inputs")
                if not np.isfinite(_evaluate(net.with_theta(state.theta), X, y, record)[0]):
                    state = before                          # the epoch had begun with a network already too large
                break
            history.loss.append(mean)
            if held_out or measures:
                value, values = _evaluate(run, *(held_out or (X, y)), record, measures)
                for name in measures:
                    history.metrics[name].append(values[name])
            if held_out:
                history.validation.append(value)
                if value < ahead.best[0]:
                    ahead.best = value, ahead.epoch, ahead.theta
            before, state = state, ahead
            if bar is not None:
                bar.set_postfix_str(f"loss {mean:.4g}", refresh=False)
                bar.update()
            if early_stopping and state.epoch - state.best[1] >= early_stopping:
                reason = f"stopped early: no lower validation loss since epoch {state.best[1]}"
                break
    except KeyboardInterrupt:
        if not KEEPS.get():                                 # within a sweep, which is to end
            raise
        reason = f"interrupted in epoch {state.epoch + 1}"
    except MetricError as error:
        if state.epoch == first:                            # nothing is lost yet
            raise error.__cause__ or error from None
        reason = f"stopped in epoch {state.epoch + 1}: {error}"
    finally:
        if bar is not None:
            bar.close()
    for curve in (history.loss, history.validation, *history.metrics.values()):
        del curve[state.epoch - first:]                     # what is left of an epoch that did not end well
    _, epoch, theta = state.best
    if not early_stopping or theta is None:
        epoch, theta = state.epoch, state.theta
    return Fit(net.with_theta(theta), history, f"{reason}; this is the network of epoch {epoch}", state)


@np.errstate(all="ignore")                                  # `fit` looks for divergence at the end of each epoch
def _epoch(net: MLP, X: Array, y: Array, loss: Loss, eta: float, batch_size: int, step: Optimizer,
           state: State) -> tuple[MLP, float]:
    """Pass once over the data from state.theta, which it changes; return the network and the epoch's mean loss."""
    net = net.with_theta(state.theta)
    state.theta, grad = net.theta, Gradient(net)
    if state.order is not None:
        X, y = X[state.order], y[state.order]
    output = np.empty_like(y)                               # z or a of all batches: one loss per epoch is cheaper
    for s in range(0, len(X), batch_size):
        batch = slice(s, s + batch_size)
        trace = _forward(net, X[batch])
        output[batch] = (trace.z if loss.from_z else trace.a)[net.L]
        _backward(net, trace, y[batch], loss, len(trace.a[0]), grad)
        step(net.theta, grad.theta, eta, state.memory)                           # (17)
    return net, float(loss.total(output, output, y)) / len(X)


@np.errstate(all="ignore")
def _evaluate(net: MLP, X: Array, y: Array, loss: Loss,
              metrics: dict[str, Measure] | None = None) -> tuple[float, dict[str, float]]:
    """Return the mean loss and the values of the metrics."""
    z, a = (part[net.L] for part in _forward(net, X))
    return float(loss.total(z, a, y)) / len(X), {name: f(a, y) for name, f in (metrics or {}).items()}
