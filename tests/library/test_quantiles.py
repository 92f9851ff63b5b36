"""Quantiles: the pinball loss by hand, its gradient, what it finds, and that a loss may be a record."""
import pickle

import numpy as np
import pytest

from mlp_lib import LOSSES, MLP, fit, gradient_check, loss, numerical_gradient, quantiles

LEVELS = [0.05, 0.5, 0.95]


def test_by_hand():
    record = quantiles.pinball([0.1, 0.9])
    a, y = [[2.0, 2.0], [5.0, 5.0]], [[3.0, 3.0], [3.0, 3.0]]
    # too low by 1: 0.1 and 0.9; too high by 2: 0.9 * 2 and 0.1 * 2
    assert record.value(a, y) == pytest.approx(0.1 + 0.9 + 1.8 + 0.2)
    np.testing.assert_allclose(record.gradient(a, y), [[-0.1, -0.9], [0.9, 0.1]])
    assert record.gradient([[3.0, 3.0]], [[3.0, 3.0]]).tolist() == [[0, 0]]
    assert record.name == "pinball of 0.1, 0.9" and record.kink and record.output is None


def test_half_the_absolute_error():
    rng = np.random.default_rng(0)
    a, y = rng.normal(size=(2, 30, 1))
    half = quantiles.pinball(0.5)
    assert half.value(a, y) == pytest.approx(LOSSES["absolute_error"].value(a, y) / 2)
    np.testing.assert_allclose(half.gradient(a, y), LOSSES["absolute_error"].gradient(a, y) / 2)


@pytest.mark.parametrize("hidden, output", [("tanh", "identity"), ("softplus", "identity"), ("sigmoid", "softplus")])
def test_the_gradient(hidden, output):
    rng = np.random.default_rng(3)
    net, x = MLP([4, 6, 3], hidden, output, rng=3), rng.normal(size=(9, 4))
    y = quantiles.repeated(rng.normal(size=9), LEVELS)
    assert gradient_check(net, x, y, quantiles.pinball(LEVELS)) < 1e-7
    assert np.abs(numerical_gradient(net, x, y, quantiles.pinball(LEVELS))).max() > 0.1


def test_the_constant_that_it_finds_is_the_quantile():
    rng = np.random.default_rng(0)
    y = np.sort(rng.exponential(size=199))
    net = MLP([1, 3], init="zeros", rng=0)                  # three constants: the input is 0
    run = fit(net, np.zeros((199, 1)), quantiles.repeated(y, LEVELS), loss=quantiles.pinball(LEVELS), eta=0.05,
              epochs=4000, rng=0)
    found = run.net.predict([0.0])
    below = [(y < value).mean() for value in found]
    assert below == pytest.approx(LEVELS, abs=0.02)
    assert run.history.loss[-1] == pytest.approx(
        loss(run.net, np.zeros((199, 1)), quantiles.repeated(y, LEVELS), quantiles.pinball(LEVELS), "mean"), rel=0.01)


def test_float32_stays_float32_and_the_record_travels():
    record = pickle.loads(pickle.dumps(quantiles.pinball(LEVELS)))
    a = np.ones((2, 3), np.float32)
    assert record.gradient(a, 2 * a).dtype == np.float32
    net = MLP([2, 3], rng=0, dtype=np.float32)
    run = fit(net, [[1.0, 2.0]], [[1.0, 1.0, 1.0]], loss=record, eta=0.1, epochs=2, rng=0)
    assert run.net.theta.dtype == np.float32


def test_repeated_and_coverage():
    y = np.array([[1.0], [2.0]])
    assert quantiles.repeated(y, LEVELS).tolist() == quantiles.repeated(y[:, 0], LEVELS).tolist() == [[1] * 3, [2] * 3]
    assert y.tolist() == [[1.0], [2.0]]
    assert quantiles.coverage([0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 2, 0.5]) == 0.75


@pytest.mark.parametrize("call, message", [
    (lambda: quantiles.pinball([5, 50, 95]), "A level of 5 % is 0.05"),
    (lambda: quantiles.pinball([0.5, 0.5]), "rise"),
    (lambda: quantiles.pinball([]), "between 0 and 1"),
    (lambda: quantiles.pinball(LEVELS).value(np.ones((2, 1)), np.ones((2, 1))), "there are 3 levels, but the outputs"),
    (lambda: fit(MLP([1, 1], rng=0), [[1.0]], [[1.0]], loss=quantiles.pinball(LEVELS), eta=0.1, epochs=1, rng=0),
     r"repeat the target, quantiles.repeated"),
    (lambda: fit(MLP([1, 3], rng=0), [[1.0]], [[1.0]], loss=quantiles.pinball(LEVELS), eta=0.1, epochs=1, rng=0),
     r"y is \(1, 1\), but the network's output is \(1, 3\)"),
    (lambda: quantiles.repeated(np.ones((2, 2)), LEVELS), "one target for each row"),
    (lambda: quantiles.coverage([0.0], [1.0], [[0.5]]), "nothing is broadcast"),
    (lambda: quantiles.coverage([], [], []), "with rows"),
])
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
