"""Training: gradient descent, epoch by epoch and batch by batch, with the update w_new = w_old - eta dC/dw (17)."""
from __future__ import annotations

import copy
from dataclasses import dataclass, field

import numpy as np

from .checks import count, generator, lookup, number, one_of
from .inputs import as_batch, as_loss, as_pair
from .metrics import METRICS
from .network import MLP, Gradient, Parameters, _backward, _forward
from .optimizers import OPTIMIZERS


@dataclass
class History:
    """What a training run looked like: one number per epoch in each list.

    loss         mean over the epoch's observations, each as its batch came, before the update; without the penalty
    validation   loss on the validation data at the end of the epoch
    metrics      name -> values at the end of the epoch, on the validation data where given, else on the training data
    """

    loss: list = field(default_factory=list)
    validation: list = field(default_factory=list)
    metrics: dict = field(default_factory=dict)


@dataclass
class State:
    """What a run needs in order to go on to the same bits, as it was at the end of an epoch."""

    theta: np.ndarray
    rng: np.random.Generator
    epoch: int = 0                                          # epochs done so far
    memory: dict = field(default_factory=dict)              # the optimizer's
    order: np.ndarray | None = None                         # of the observations
    best: tuple = (np.inf, 0, None)                         # lowest validation loss, its epoch, its theta


@dataclass(frozen=True)
class Fit:
    """What `fit` gives: the trained network, its history, why training ended, and the state to go on from."""

    net: MLP
    history: History
    reason: str
    state: State


def fit(net, X, y, *, loss, eta, epochs, batch_size=None, optimizer="sgd", l1=0, l2=0, validation=None,
        early_stopping=None, metrics=(), state=None, rng=None, shuffle="each epoch", progress=False) -> Fit:
    """Train a copy of the network by gradient descent on the mean loss of each batch: S20, S22, (17), (61).

    X, y            observations (N, n_0) and targets as for `backward`
    loss            a name from LOSSES
    eta             learning rate
    epochs          passes over the data
    batch_size      observations per update, None for all; the last batch of an epoch may be smaller
    optimizer       "sgd", "momentum", "adam", or a function (theta, gradient, eta, memory) that changes theta
    l1, l2          penalties on the weights, not on the biases: l2 adds l2 * w to the gradient; l1 draws each weight
                    towards 0 by eta * l1 after the step, and stops there
    validation      (X, y), evaluated at the end of each epoch
    early_stopping  end after so many epochs without a lower validation loss, and return the best network
    metrics         names from METRICS or functions (outputs, targets) -> number
    state           ``.state`` of an earlier run: go on from it, not from `net` and `rng`
    rng             seed or Generator of the shuffling; None is fresh
    shuffle         "each epoch", "once" (as the TensorFlow Playground does) or None
    progress        show a bar

    What is passed in stays as it was.  Divergence and an interrupt raise nothing: they end the run with the network
    of the last good epoch, and ``.reason`` says why.  Settings and data that cannot be meant are a ValueError or
    TypeError.
    """
    record = as_loss(net, loss)
    X, y = as_batch(net, X, y, record)
    held_out = None if validation is None else as_batch(net, *as_pair(validation), record, "validation")
    batch_size = len(X) if batch_size is None else count(
        batch_size, "batch_size", 1, len(X), f"There are {len(X)} observations.")
    eta, epochs = number(eta, "eta", open_end=True, remedy="0.1 or 0.01 is a start."), count(epochs, "epochs")
    if early_stopping is not None:
        count(early_stopping, "early_stopping", remedy="It is a number of epochs.")
        if held_out is None:
            raise ValueError("early_stopping watches the validation loss: pass validation=(X, y) as well.")
    one_of(shuffle, ("each epoch", "once", None), "shuffle")
    metrics = _metrics(metrics)
    step = optimizer if callable(optimizer) else lookup(OPTIMIZERS, optimizer, "optimizer")
    step = _penalised(step, net, number(l1, "l1"), number(l2, "l2"))
    state = _start(net, X, state, rng)

    first, history = state.epoch, History(metrics={name: [] for name in metrics})
    reason = f"finished: {epochs} epochs"
    bar = _progress(epochs) if progress else None
    try:
        for _ in range(epochs):
            ahead = copy.deepcopy(state)                    # becomes the state when the epoch has ended well
            ahead.epoch += 1
            if shuffle == "each epoch" or (shuffle == "once" and ahead.order is None):
                ahead.order = ahead.rng.permutation(len(X))
            run, mean = _epoch(net, X, y, record, eta, batch_size, step, ahead)
            if not (np.isfinite(mean) and np.isfinite(ahead.theta).all()):
                reason = (f"diverged in epoch {ahead.epoch}: its loss is {mean:g}. This is the network of epoch "
                          f"{state.epoch}. Lower eta (it was {eta:g}) or scale the inputs.")
                break
            history.loss.append(mean)
            if held_out:
                history.validation.append(_mean_loss(run, *held_out, record))
                if history.validation[-1] < ahead.best[0]:
                    ahead.best = history.validation[-1], ahead.epoch, ahead.theta
            for name, metric in metrics.items():
                x, target = held_out or (X, y)
                history.metrics[name].append(float(metric(run.predict(x), target)))
            state = ahead
            if bar is not None:
                bar.set_postfix_str(f"loss {mean:.4g}", refresh=False)
                bar.update()
            if early_stopping and state.epoch - state.best[1] >= early_stopping:
                reason = f"stopped early: no lower validation loss since epoch {state.best[1]}, whose network this is"
                break
    except KeyboardInterrupt:
        reason = f"interrupted in epoch {state.epoch + 1}: this is the network of epoch {state.epoch}"
    finally:
        if bar is not None:
            bar.close()
    for values in (history.loss, history.validation, *history.metrics.values()):
        del values[state.epoch - first:]                    # what an interrupt left of an unfinished epoch
    best = state.best[2] if early_stopping else None
    return Fit(net.with_theta(state.theta if best is None else best), history, reason, state)


def _epoch(net, X, y, loss, eta, batch_size, step, state):
    """Pass once over the data from state.theta, which it changes; return the network and the epoch's mean loss."""
    net = net.with_theta(state.theta)
    state.theta, grad = net.theta, Gradient(net)
    if state.order is not None:
        X, y = X[state.order], y[state.order]
    z, a = np.empty_like(y), np.empty_like(y)               # outputs of all batches: one loss per epoch is cheaper
    with np.errstate(all="ignore"):                         # `fit` looks for divergence at the end of each epoch
        for s in range(0, len(X), batch_size):
            batch = slice(s, s + batch_size)
            trace = _forward(net, X[batch])
            z[batch], a[batch] = trace.z[net.L], trace.a[net.L]
            _backward(net, trace, y[batch], loss, len(z[batch]), grad)
            step(net.theta, grad.theta, eta, state.memory)                       # (17)
        return net, float(loss.total(z, a, y)) / len(X)


def _penalised(step, net, l1, l2):
    """Return the optimizer's step with the penalties added."""
    if not (l1 or l2):
        return step
    weights = Parameters(net.sizes, np.zeros_like(net.theta))                    # 1 for a weight, 0 for a bias
    for W in weights.W.values():
        W[...] = 1

    def penalised(theta, gradient, eta, memory):
        if l2:
            gradient += l2 * weights.theta * theta
        step(theta, gradient, eta, memory)
        if l1:
            theta -= weights.theta * np.clip(theta, -eta * l1, eta * l1)
    return penalised


def _mean_loss(net, X, y, loss):
    trace = _forward(net, X)
    return float(loss.total(trace.z[net.L], trace.a[net.L], y)) / len(X)


def _metrics(metrics):
    metrics = [metrics] if isinstance(metrics, str) or callable(metrics) else metrics
    return {m.__name__ if callable(m) else m: m if callable(m) else lookup(METRICS, m, "metric") for m in metrics}


def _start(net, X, state, rng):
    if state is None:
        return State(net.theta, copy.deepcopy(generator(rng)))
    if not isinstance(state, State):
        raise TypeError(f"state must be the .state of an earlier fit, got {type(state).__name__}")
    if rng is not None:
        raise ValueError(f"state brings its own random generator: leave out rng={rng!r}, or start anew without state.")
    if state.order is not None and len(state.order) != len(X):
        raise ValueError(f"state is of a run over {len(state.order)} observations, X has {len(X)}: "
                         "go on with the same data, or start anew without state.")
    net.with_theta(state.theta)                             # of another network: an error that says so
    return state


def _progress(epochs):
    from tqdm.auto import tqdm
    return tqdm(total=epochs, unit="epoch")
