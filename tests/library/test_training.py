"""Training: updates worked by hand, optimizers against their formulas, penalties, batches, history, stopping."""
import functools

import numpy as np
import pytest

from mlp_lib import METRICS, MLP, OPTIMIZERS, fit, loss
from mlp_lib.optimizers import BLOCK, blocks

# One weight, one bias: a = w x + b from w = 2, b = 1, with three observations.
LINE = MLP([1, 1], rng=0).with_theta([2.0, 1.0])
X, Y = np.array([[1.0], [2.0], [-1.0]]), np.array([[2.0], [7.0], [0.0]])
line = functools.partial(fit, LINE, X, Y, loss="squared_error", eta=0.1, shuffle=None, rng=0)


def wave(N=40, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-2, 2, (N, 2))
    return x, np.sin(x[:, :1]) + 0.1 * rng.normal(size=(N, 1))


def test_one_epoch_by_hand():
    # batch 1: outputs 3, 5; errors 1, -2; dw = (2*1*1 - 2*2*2) / 2 = -3, db = (2 - 4) / 2 = -1: w = 2.3, b = 1.1
    # batch 2: output -2.3 + 1.1 = -1.2; error -1.2; dw = 2.4, db = -2.4: w = 2.3 - 0.24 = 2.06, b = 1.1 + 0.24 = 1.34
    run = line(epochs=1, batch_size=2)
    np.testing.assert_allclose(run.net.theta, [2.06, 1.34], rtol=1e-14)
    assert run.history.loss == pytest.approx([(1 + 4 + 1.44) / 3], rel=1e-14)    # each before its batch's update
    assert run.reason == "finished: 1 epochs; this is the network of epoch 1"
    assert (run.history.validation, run.history.metrics) == ([], {})


def test_full_batch_is_the_default_and_loss_is_that_of_the_network_before():
    # dw = (2 - 8 + 2*(-1)*(-1)) / 3 = -4/3, db = (2 - 4 - 2) / 3 = -4/3; errors 1, -2, -1
    run = line(epochs=1)
    np.testing.assert_allclose(run.net.theta, [2 + 0.4 / 3, 1 + 0.4 / 3], rtol=1e-14)
    assert run.history.loss == pytest.approx([2.0], rel=1e-14)
    again = line(epochs=2)
    assert again.history.loss[1] == pytest.approx(loss(run.net, X, Y, reduction="mean"), rel=1e-14)


def test_l2_by_hand():
    # as above with 0.5 w more: dw = -3 + 1 = -2: w = 2.2, b = 1.1; then output -1.1, dw = 2.2 + 1.1: w = 1.87, b = 1.32
    run = line(epochs=1, batch_size=2, l2=0.5)
    np.testing.assert_allclose(run.net.theta, [1.87, 1.32], rtol=1e-14)
    assert run.history.loss == pytest.approx([(1 + 4 + 1.21) / 3], rel=1e-14)    # without the penalty


def test_l1_by_hand():
    # w = 2.3 - 0.1 * 0.5 = 2.25, b = 1.1; then output -1.15, dw = 2.3: w = 2.25 - 0.23 - 0.05 = 1.97, b = 1.33
    run = line(epochs=1, batch_size=2, l1=0.5)
    np.testing.assert_allclose(run.net.theta, [1.97, 1.33], rtol=1e-14)


def test_l1_clips_at_zero_and_leaves_biases():
    flat = lambda theta, gradient, eta, memory: None                             # noqa: E731
    net = MLP([1, 2, 1], "tanh", rng=0).with_theta([0.03, -0.2, 0.01, -0.01, -0.05, 0.2, 0.02])
    run = fit(net, X, Y, loss="squared_error", eta=0.1, epochs=1, l1=0.5, optimizer=flat, rng=0)
    # by 0.05 towards 0: W[1] = (0.03, -0.2), b[1] = (0.01, -0.01) stays, W[2] = (-0.05, 0.2), b[2] = 0.02 stays
    np.testing.assert_allclose(run.net.theta, [0, -0.15, 0.01, -0.01, 0, 0.15, 0.02], rtol=1e-14)
    assert run.net.W[1][0] == 0 and run.net.W[2][0, 0] == 0


def gradients(w, b):
    """Return (dw, db) of the mean squared error of the line over all three observations, in plain Python."""
    errors = [w * x + b - y for x, y in ((1, 2), (2, 7), (-1, 0))]
    return [2 * sum(e * x for e, x in zip(errors, (1, 2, -1), strict=True)) / 3, 2 * sum(errors) / 3]


def test_momentum_against_its_formula():
    theta, v = [2.0, 1.0], [0.0, 0.0]
    for _ in range(7):
        v = [0.9 * vi + gi for vi, gi in zip(v, gradients(*theta), strict=True)]
        theta = [ti - 0.01 * vi for ti, vi in zip(theta, v, strict=True)]
    np.testing.assert_allclose(line(epochs=7, eta=0.01, optimizer="momentum").net.theta, theta, rtol=1e-13)


def test_adam_against_its_formula():
    theta, m, v = [2.0, 1.0], [0.0, 0.0], [0.0, 0.0]
    for t in range(1, 8):
        for i, g in enumerate(gradients(*theta)):
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g * g
        hats = [(mi / (1 - 0.9**t), vi / (1 - 0.999**t)) for mi, vi in zip(m, v, strict=True)]
        theta = [ti - 0.01 * mi / (vi**0.5 + 1e-8) for ti, (mi, vi) in zip(theta, hats, strict=True)]
    run = line(epochs=7, eta=0.01, optimizer="adam")
    np.testing.assert_allclose(run.net.theta, theta, rtol=1e-13)
    np.testing.assert_allclose(line(epochs=1, optimizer="adam").net.theta, [2.1, 1.1], rtol=1e-8)    # a step of eta


def orders(shuffle, N=7, epochs=3, batch_size=1, rng=0):
    """Return the order of the observations in each epoch: with no update, db = -2 y tells which one it is."""
    seen = []
    look = lambda theta, gradient, eta, memory: seen.append(gradient[-1] / -2)   # noqa: E731
    fit(MLP([1, 1], init="zeros", rng=0), np.ones((N, 1)), np.arange(N), loss="squared_error", eta=1, epochs=epochs,
        batch_size=batch_size, optimizer=look, shuffle=shuffle, rng=rng)
    return np.reshape(seen, (epochs, -1)).tolist()


def test_order_of_the_observations():
    assert orders(None) == [[0, 1, 2, 3, 4, 5, 6]] * 3
    once, each = orders("once"), orders("each epoch")
    assert once[0] == once[1] == once[2] != sorted(once[0])
    assert len({tuple(order) for order in each}) == 3
    assert all(sorted(order) == [0, 1, 2, 3, 4, 5, 6] for order in once + each)
    assert orders("each epoch", rng=1) != each == orders("each epoch")


def test_last_batch_may_be_smaller():
    assert orders(None, batch_size=3, epochs=1) == [[1, 4, 6]]                   # means of (0, 1, 2), (3, 4, 5), (6)
    assert orders(None, batch_size=7, epochs=1) == [[3]]


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_same_seed_same_bits_and_nothing_passed_in_is_changed(optimizer):
    x, y = wave()
    net, rng = MLP([2, 6, 1], "tanh", rng=1), np.random.default_rng(3)
    before = net.theta.copy(), x.copy(), y.copy()
    for array in (net.theta, x, y):
        array.setflags(write=False)
    settings = dict(loss="huber", eta=0.05, epochs=5, batch_size=7, optimizer=optimizer, l1=0.01, l2=0.01,
                    validation=(x[:9], y[:9]), metrics="mean_absolute_error")
    runs = [fit(net, x, y, rng=seed, **settings) for seed in (3, 3, rng, rng, 4)]
    for run in runs[1:4]:                                                        # a Generator is not used up either
        np.testing.assert_array_equal(run.net.theta, runs[0].net.theta)
        assert run.history == runs[0].history
    assert (runs[4].net.theta != runs[0].net.theta).any() and (runs[0].net.theta != net.theta).all()
    for old, new in zip(before, (net.theta, x, y), strict=True):
        np.testing.assert_array_equal(old, new)
    runs[0].state.theta[:] = 0
    assert runs[0].net.theta.any() and net.theta.any()


def test_it_learns_and_float32_stays_float32():
    x, y = wave(200)
    for dtype in (np.float64, np.float32):
        run = fit(MLP([2, 16, 1], "tanh", rng=0, dtype=dtype), x, y, loss="squared_error", eta=0.01, epochs=150,
                  batch_size=20, optimizer="adam", rng=0)
        assert run.net.theta.dtype == run.state.theta.dtype == dtype
        assert run.history.loss[-1] < 0.03 < 0.1 < run.history.loss[0]           # noise of 0.1 leaves 0.01


def test_validation_and_metrics_are_those_of_the_network_after_the_epoch():
    x, y = wave()
    vx, vy = wave(15, seed=9)
    net = MLP([2, 5, 1], "tanh", rng=0)

    def bias(a, y):
        return (a - y).mean()
    settings = dict(loss="squared_error", eta=0.05, batch_size=8, shuffle=None, rng=0,
                    metrics=["mean_absolute_error", "root_mean_squared_error", bias])
    run = fit(net, x, y, epochs=4, validation=(vx, vy), **settings)
    plain = fit(net, x, y, epochs=4, **settings)
    for epochs in range(1, 5):
        at = fit(net, x, y, epochs=epochs, **settings).net
        for history, (u, t) in ((run.history, (vx, vy)), (plain.history, (x, y))):
            e = at.predict(u) - t
            values = {name: series[epochs - 1] for name, series in history.metrics.items()}
            assert values == pytest.approx({"mean_absolute_error": abs(e).sum() / len(t), "bias": e.sum() / len(t),
                                            "root_mean_squared_error": ((e**2).sum() / len(t)) ** 0.5}, rel=1e-12)
        assert run.history.validation[epochs - 1] == pytest.approx(loss(at, vx, vy, reduction="mean"), rel=1e-12)
    np.testing.assert_array_equal(run.net.theta, plain.net.theta)                # looking on changes nothing


def test_accuracy_counts_rows():
    accuracy = METRICS["accuracy"]
    probabilities = np.array([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1], [0.1, 0.1, 0.8], [0.3, 0.4, 0.3]])
    assert accuracy(probabilities, np.eye(3)[[1, 0, 2, 0]]) == 0.75
    assert accuracy(np.array([[0.4], [0.6], [0.9], [0.2]]), np.array([[0.0], [1], [0], [0]])) == 0.75
    assert accuracy(np.array([[-0.4], [0.2], [0.9], [0.3]]), np.array([[-1.0], [1], [-1], [1]])) == 0.75   # cut at 0


def test_progress_bar_changes_nothing(capsys):
    quiet, shown = line(epochs=3), line(epochs=3, progress=True)
    np.testing.assert_array_equal(quiet.net.theta, shown.net.theta)
    assert "3/3" in capsys.readouterr().err


STOP = dict(validation=(X, Y), early_stopping=2)
bad = pytest.mark.parametrize(("settings", "error", "words"), [
    ({"loss": "mse"}, ValueError, "unknown loss 'mse'.*Known: squared_error"),
    ({"loss": None}, TypeError, "loss is given by name"),
    ({"loss": "cross_entropy"}, ValueError, "output='softmax'"),
    ({"eta": 0}, ValueError, "eta must be above 0 and finite, got 0. 0.1 or 0.01 is a start"),
    ({"eta": -0.1}, ValueError, "got -0.1"), ({"eta": np.nan}, ValueError, "got nan"),
    ({"eta": 10**400}, ValueError, "eta must be above 0 and finite"), ({"eta": "0.1"}, TypeError, "got '0.1'"),
    ({"epochs": 0}, ValueError, "epochs must be at least 1, got 0"),
    ({"epochs": 2.5}, TypeError, "whole number, got 2.5"),
    ({"batch_size": 0}, ValueError, "from 1 to 3, got 0. There are 3 observations"),
    ({"batch_size": 4}, ValueError, "from 1 to 3, got 4"), ({"batch_size": True}, TypeError, "got True"),
    ({"optimizer": "Adam"}, ValueError, "Did you mean 'adam'"),
    ({"optimizer": 1}, TypeError, "optimizer is given by name"),
    ({"l1": -1}, ValueError, "l1 must be at least 0"), ({"l2": np.inf}, ValueError, "l2 must be.*finite, got inf"),
    ({"validation": X}, TypeError, r"validation must be a pair.*got ndarray"),
    ({"validation": (X, Y, X)}, TypeError, "a pair.*got 3 of them"), ({"loss": "mae"}, ValueError, "'absolute_error'"),
    ({"validation": (X, X.T)}, ValueError, "y.T"),
    ({"validation": (X[0], Y[0])}, ValueError, r"validation: fit wants a batch.*X\[None\]"),
    ({"early_stopping": 2}, ValueError, "pass validation"), (STOP | {"early_stopping": 0}, ValueError, "got 0"),
    (STOP | {"early_stopping": 1.5}, TypeError, "number of epochs"),
    ({"metrics": "acuracy"}, ValueError, "Did you mean 'accuracy'"),
    ({"metrics": 3}, TypeError, "metrics must be a list"),
    ({"metrics": [lambda a, y: 0, lambda a, y: 1]}, ValueError, "different names.*<lambda>"),
    ({"state": {}}, TypeError, "state must be the .state of an earlier fit, got dict"),
    ({"rng": 1.5}, TypeError, "Pass a seed"),
    ({"shuffle": "daily"}, ValueError, "'each epoch', 'once', None; got 'daily'"),
])


@bad
def test_bad_settings_are_named_and_change_nothing(settings, error, words):
    with pytest.raises(error, match=words):
        line(**({"epochs": 1} | settings))
    np.testing.assert_array_equal(LINE.theta, [2, 1])


@pytest.mark.parametrize(("x", "y", "words"), [
    (X, np.ones(4), r"y is \(4,\)"), (X[0], Y[0], "fit wants a batch"), (np.ones((3, 2)), Y, r"x is \(3, 2\)"),
    (X * np.nan, Y, "is nan"), (X[:0], Y[:0], r"x is \(0, 1\)"),
])
def test_bad_data_are_named(x, y, words):
    with pytest.raises(ValueError, match=words):
        fit(LINE, x, y, loss="squared_error", eta=0.1, epochs=1)


@pytest.mark.parametrize("size", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 3])
def test_blocks_have_each_parameter_once_and_in_order(size):
    theta, gradient = np.arange(size), -np.arange(size)
    parts = blocks(theta, gradient)
    assert all(0 < len(w) <= BLOCK for w, _ in parts)
    np.testing.assert_array_equal(np.concatenate([w for w, _ in parts]), theta)
    np.testing.assert_array_equal(np.concatenate([g for _, g in parts]), gradient)
    parts[-1][0][-1] = 7                                        # the parts are views
    assert theta[-1] == 7


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_large_theta_steps_like_many_small_ones(name):
    rng = np.random.default_rng(0)
    theta, gradients = rng.normal(size=2 * BLOCK + 5), rng.normal(size=(3, 2 * BLOCK + 5))
    at = [0, BLOCK - 1, BLOCK, 2 * BLOCK + 4]
    few, memory, memory_of_few = theta[at], {}, {}
    for gradient in gradients:
        OPTIMIZERS[name](theta, gradient, 0.1, memory)
        OPTIMIZERS[name](few, gradient[at], 0.1, memory_of_few)
    np.testing.assert_allclose(theta[at], few, rtol=1e-14)
