"""Runs: how they end (early, in divergence, by an interrupt) and how they go on to the same bits."""
import copy
import itertools
import pickle
import signal

import numpy as np
import pytest

from mlp_lib import MLP, OPTIMIZERS, fit, loss

NET = MLP([2, 5, 1], "tanh", rng=1)
RNG = np.random.default_rng(0)
X, V = RNG.normal(size=(23, 2)), RNG.normal(size=(8, 2))
Y, VY = np.sin(2 * X[:, :1]), np.sin(2 * V[:, :1]) + 0.3 * RNG.normal(size=(8, 1))
SETTINGS = dict(loss="squared_error", eta=0.02, batch_size=5, l1=1e-3, l2=1e-3, validation=(V, VY),
                metrics="mean_absolute_error")


def go(epochs, net=NET, **settings):
    start = {} if "state" in settings else {"rng": 3}
    return fit(net, X, Y, epochs=epochs, **(SETTINGS | start | settings))


def joined(*runs):
    """Return the histories of runs end to end."""
    return [list(itertools.chain(*(pick(run.history) for run in runs))) for pick in (
        lambda h: h.loss, lambda h: h.validation, lambda h: h.metrics["mean_absolute_error"])]


def stops_at(call, error=KeyboardInterrupt, then=None):
    """Return an optimizer like `then` that is interrupted at its call number `call`."""
    calls = itertools.count(1)

    def step(theta, gradient, eta, memory):
        OPTIMIZERS[then or "sgd"](theta, gradient, eta, memory)
        if next(calls) == call:
            raise error
    return step


def diverges_at(call, value):
    calls = itertools.count(1)

    def step(theta, gradient, eta, memory):
        theta[...] = value if next(calls) == call else theta - eta * gradient
    return step


def same(run, other):
    np.testing.assert_array_equal(run.net.theta, other.net.theta)
    np.testing.assert_array_equal(run.state.theta, other.state.theta)
    assert run.state.epoch == other.state.epoch
    assert run.state.rng.bit_generator.state == other.state.rng.bit_generator.state


# --- going on

@pytest.mark.parametrize("early_stopping", [None, 1000])
@pytest.mark.parametrize("shuffle", ["each epoch", "once", None])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_resume_gives_the_bits_of_an_uninterrupted_run(optimizer, shuffle, early_stopping):
    settings = dict(optimizer=optimizer, shuffle=shuffle, early_stopping=early_stopping)
    whole, first = go(9, **settings), go(4, **settings)
    kept = copy.deepcopy(first.state)
    parked = pickle.loads(pickle.dumps(first.state))                 # over night, in a file
    for state in (first.state, parked, first.state):                 # and a state can be used twice
        second = go(5, state=state, **settings)
        same(second, whole)
        assert joined(first, second) == joined(whole)
    np.testing.assert_array_equal(first.state.theta, kept.theta)
    assert first.state.epoch == kept.epoch == 4


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("call", [1, 13, 15])                        # 5 batches an epoch: in epochs 1, 3 and 3
def test_resume_after_an_interrupt(call, optimizer):
    whole = go(6, optimizer=optimizer)
    first = go(6, optimizer=stops_at(call, then=optimizer))
    done = (call - 1) // 5
    assert first.reason == f"interrupted in epoch {done + 1}; this is the network of epoch {done}"
    second = go(6 - done, optimizer=optimizer, state=first.state)
    same(second, whole)
    assert joined(first, second) == joined(whole)


def test_resume_under_other_settings():
    first = go(3, optimizer="momentum")
    other = go(3, optimizer="adam", state=first.state)               # does not take momentum's memory for its own
    fresh = copy.deepcopy(first.state)
    fresh.memory = {}
    same(other, go(3, optimizer="adam", state=fresh))
    unshuffled = copy.deepcopy(first.state)
    unshuffled.order = None
    same(go(2, state=first.state, shuffle=None), go(2, state=unshuffled, shuffle=None))


def test_a_state_that_does_not_fit_is_named():
    state = go(2).state
    with pytest.raises(ValueError, match="leave out rng=0"):
        fit(NET, X, Y, loss="huber", eta=1, epochs=1, state=state, rng=0)
    with pytest.raises(ValueError, match="a run over 23 observations, X has 20"):
        fit(NET, X[:20], Y[:20], loss="huber", eta=1, epochs=1, state=state)
    with pytest.raises(ValueError, match=r"theta is \(21,\), but 2-4-1 has 17"):
        go(1, net=MLP([2, 4, 1], rng=0), state=state)
    with pytest.raises(TypeError, match="got Fit"):
        go(1, state=go(1))


@pytest.mark.parametrize("net", [MLP([2, 5, 1], "relu", rng=1), MLP([2, 5, 1], "tanh", "sigmoid", rng=1),
                                 MLP([2, 2, 2, 3], "tanh", rng=1), MLP([2, 5, 1], "tanh", rng=1, dtype=np.float32)])
def test_a_state_of_another_network_with_as_many_parameters_is_refused(net):
    state = go(2).state                                              # 2-5-1, tanh: 21 parameters, as all of these have
    y = np.repeat(Y, net.sizes[-1], axis=1)
    with pytest.raises(ValueError, match=r"state is of MLP\(2-5-1, tanh, identity, 21 .*but the network is MLP\(2-"):
        fit(net, X, y, loss="squared_error", eta=0.01, epochs=1, state=state)
    twin = pickle.loads(pickle.dumps(state))
    same(go(2, state=twin), go(2, state=state))


def test_running_twice_does_not_train_twice():
    before = NET.theta.copy()
    same(go(3), go(3))
    np.testing.assert_array_equal(NET.theta, before)


# --- interrupts

def interrupting_metric(epoch):
    calls = itertools.count(1)

    def metric(a, y):
        if next(calls) == epoch:
            signal.raise_signal(signal.SIGINT)                       # what the stop button sends
        return 0.0
    return metric


@pytest.mark.parametrize("epoch", [1, 3])
def test_interrupt_between_epochs_keeps_network_and_history_together(epoch):
    run = go(9, metrics=["mean_absolute_error", interrupting_metric(epoch)], progress=True)
    whole = go(epoch - 1) if epoch > 1 else None
    assert run.reason == f"interrupted in epoch {epoch}; this is the network of epoch {epoch - 1}"
    np.testing.assert_array_equal(run.net.theta, whole.net.theta if whole else NET.theta)
    assert joined(run) == (joined(whole) if whole else [[], [], []])
    assert run.state.epoch == epoch - 1 and len(run.history.metrics["metric"]) == epoch - 1


def test_a_run_that_ends_at_once_shares_nothing_with_what_was_passed_in():
    rng = np.random.default_rng(3)
    run = go(3, rng=rng, optimizer=stops_at(1))
    assert run.state.rng is not rng and not np.shares_memory(run.state.theta, NET.theta)
    np.testing.assert_array_equal(run.net.theta, NET.theta)


def test_other_errors_of_the_caller_are_not_swallowed():
    with pytest.raises(ZeroDivisionError):
        go(3, optimizer=stops_at(7, ZeroDivisionError))


# --- divergence

@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("early_stopping", [None, 50])
def test_divergence_keeps_the_last_good_network(value, early_stopping):
    run = go(9, optimizer=diverges_at(13, value), early_stopping=early_stopping)      # within epoch 3
    good = go(2, early_stopping=early_stopping)
    np.testing.assert_array_equal(run.net.theta, good.net.theta)
    assert joined(run) == joined(good) and run.state.epoch == 2
    assert run.reason.startswith("diverged in epoch 3, where the loss was")
    assert "lower eta (it was 0.02) or scale the inputs; this is the network of epoch" in run.reason


@pytest.mark.parametrize(("hidden", "optimizer", "name", "dtype"), [
    ("relu", "sgd", "squared_error", np.float64), ("relu", "momentum", "half_squared_error", np.float32),
    ("identity", "sgd", "squared_error", np.float32), ("softplus", "momentum", "squared_error", np.float64),
    ("leaky_relu", "sgd", "squared_error", np.float64),
])
def test_too_large_a_step_ends_without_a_warning_and_with_finite_numbers(hidden, optimizer, name, dtype):
    net = MLP([2, 8, 1], hidden, rng=0, dtype=dtype)
    run = fit(net, X, Y, loss=name, eta=50, epochs=2000, optimizer=optimizer, validation=(1e3 * V, VY), rng=0,
              metrics=["mean_absolute_error", "root_mean_squared_error"])
    assert run.reason.startswith("diverged in epoch")
    assert np.isfinite(run.net.theta).all() and np.isfinite(run.history.loss).all()
    assert np.isfinite(loss(run.net, X, Y, name))                    # and the loss of that network is a number
    assert len(run.history.loss) == len(run.history.validation) == run.state.epoch
    assert f"the network of epoch {run.state.epoch}" in run.reason
    assert run.state.epoch >= int(run.reason.split()[3].strip(",")) - 2          # no further back than it has to be


def test_divergence_from_the_start_gives_the_network_passed_in():
    net = MLP([2, 1], rng=0).with_theta([1e200, 1.0, 0.0])
    run = fit(net, X, Y, loss="squared_error", eta=0.1, epochs=3, rng=0)
    assert run.reason.startswith("diverged in epoch 1, where the loss was inf")
    np.testing.assert_array_equal(run.net.theta, net.theta)
    assert run.history.loss == [] and run.state.epoch == 0


# --- early stopping

def test_early_stopping_returns_the_best_network():
    run = go(400, eta=0.2, l1=0, l2=0, early_stopping=10)
    validation = run.history.validation
    best = int(np.argmin(validation))
    assert len(validation) == best + 11 == run.state.epoch < 400
    assert run.reason == f"stopped early: no lower validation loss since epoch {best + 1}; " \
                         f"this is the network of epoch {best + 1}"
    assert loss(run.net, V, VY, reduction="mean") == pytest.approx(validation[best], rel=1e-12)
    same_epoch = go(best + 1, eta=0.2, l1=0, l2=0)
    np.testing.assert_array_equal(run.net.theta, same_epoch.net.theta)
    assert (run.state.theta != run.net.theta).any()                  # the state goes on from the last epoch


def test_an_equal_validation_loss_is_no_lower_one():
    run = go(50, optimizer=lambda theta, gradient, eta, memory: None, l1=0, early_stopping=4)
    assert run.reason == "stopped early: no lower validation loss since epoch 1; this is the network of epoch 1"
    assert len(set(run.history.validation)) == 1 and run.state.epoch == 5


def test_the_best_network_is_named_when_the_epochs_run_out_first():
    whole = go(400, eta=0.2, l1=0, l2=0, early_stopping=10)
    best = int(np.argmin(whole.history.validation)) + 1
    run = go(best + 5, eta=0.2, l1=0, l2=0, early_stopping=10)
    assert run.reason == f"finished: {best + 5} epochs; this is the network of epoch {best}"
    np.testing.assert_array_equal(run.net.theta, whole.net.theta)
    last = go(best + 5, eta=0.2, l1=0, l2=0)                         # validation alone only looks on
    assert last.reason.endswith(f"network of epoch {best + 5}")
    np.testing.assert_array_equal(last.net.theta, last.state.theta)


def test_early_stopping_goes_on_across_a_resume():
    settings = dict(eta=0.2, l1=0, l2=0, early_stopping=10)
    whole = go(400, **settings)
    first = go(whole.state.epoch - 4, **settings)
    second = go(400, state=first.state, **settings)
    same(second, whole)
    assert second.reason == whole.reason and joined(first, second) == joined(whole)
