"""Losses: values worked by hand, gradients against differences, and the two shortcuts against the chain rule."""
import dataclasses
import math

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, LOSSES

A = np.array([[1.0, -2.0], [0.5, 4.0]])
Y = np.array([[0.0, 1.0], [0.2, 4.5]])                    # a - y = (1, -3), (0.3, -0.5)
P = np.array([[0.5, 0.25, 0.25], [0.125, 0.125, 0.75]])
T = np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]])


def test_table_has_the_six_of_the_contract():
    assert list(LOSSES) == ["squared_error", "half_squared_error", "absolute_error", "huber", "cross_entropy",
                            "binary_cross_entropy"]
    for name, loss in LOSSES.items():
        assert loss.name == name and loss.formula and name in repr(loss)


@pytest.mark.parametrize(("name", "value", "gradient"), [
    ("squared_error", 1 + 9 + 0.09 + 0.25, [[2, -6], [0.6, -1]]),                    # (14): no half
    ("half_squared_error", (1 + 9 + 0.09 + 0.25) / 2, [[1, -3], [0.3, -0.5]]),
    ("absolute_error", 1 + 3 + 0.3 + 0.5, [[1, -1], [1, -1]]),
    ("huber", 0.5 + 2.5 + 0.045 + 0.125, [[1, -1], [0.3, -0.5]]),                    # |e| = 1 is where the halves meet
])
def test_regression_losses_by_hand(name, value, gradient):
    assert LOSSES[name].value(A, Y) == pytest.approx(value, rel=1e-14)
    np.testing.assert_allclose(LOSSES[name].gradient(A, Y), gradient, rtol=1e-14)
    assert LOSSES[name].value(A[0], Y[0]) + LOSSES[name].value(A[1], Y[1]) == pytest.approx(value, rel=1e-14)


def test_cross_entropy_by_hand():
    # -log(1/2) - (log(1/8) + log(3/4)) / 2 = log 2 + (log 8 + log(4/3)) / 2
    assert LOSSES["cross_entropy"].value(P, T) == pytest.approx(
        math.log(2) + (math.log(8) + math.log(4 / 3)) / 2, rel=1e-15)
    np.testing.assert_allclose(LOSSES["cross_entropy"].gradient(P, T), [[-2, 0, 0], [0, -4, -2 / 3]], rtol=1e-15)


def test_binary_cross_entropy_by_hand():
    # -(log .8) - (log(1 - .4)) - (.25 log .5 + .75 log .5)
    a, y = [0.8, 0.4, 0.5], [1.0, 0.0, 0.25]
    loss = LOSSES["binary_cross_entropy"]
    assert loss.value(a, y) == pytest.approx(-math.log(0.8) - math.log(0.6) + math.log(2), rel=1e-15)
    np.testing.assert_allclose(loss.gradient(a, y), [-1.25, 1 / 0.6, 1.0], rtol=1e-15)       # (a - y) / (a (1 - a))


def test_zero_times_log_zero_is_zero_and_a_certain_error_is_infinite():
    assert LOSSES["cross_entropy"].value([1.0, 0.0], [1.0, 0.0]) == 0
    assert LOSSES["binary_cross_entropy"].value([1.0, 0.0], [1.0, 0.0]) == 0
    assert LOSSES["cross_entropy"].value([0.0, 1.0], [1.0, 0.0]) == math.inf
    assert LOSSES["cross_entropy"].gradient([0.0, 1.0], [1.0, 0.0])[0] == -math.inf
    np.testing.assert_array_equal(LOSSES["binary_cross_entropy"].gradient([1.0, 0.0], [1.0, 0.0]), [-1, 1])


@pytest.mark.parametrize("name", LOSSES)
def test_gradient_against_central_differences(name):
    rng = np.random.default_rng(1)
    a, y = rng.uniform(0.1, 0.9, (2, 4, 3))
    h, loss = 1e-6, LOSSES[name]
    numeric = np.empty_like(a)
    for place in np.ndindex(a.shape):
        step = np.zeros_like(a)
        step[place] = h
        numeric[place] = (loss.value(a + step, y) - loss.value(a - step, y)) / (2 * h)
    np.testing.assert_allclose(loss.gradient(a, y), numeric, rtol=2e-8, atol=1e-9)


@pytest.mark.parametrize(("name", "output"), [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")])
def test_shortcut_equals_the_chain_rule_with_the_full_jacobian(name, output):
    rng = np.random.default_rng(2)
    z = rng.normal(0, 2, (6, 4))
    y = rng.dirichlet(np.ones(4), 6) if name == "cross_entropy" else rng.uniform(0, 1, (6, 4))
    loss, sigma = LOSSES[name], ACTIVATIONS[output]
    a = sigma(z)
    jacobian = sigma.derivative(z) if output == "softmax" else sigma.derivative(z)[:, :, None] * np.eye(4)
    chain = np.einsum("ni,nij->nj", loss.gradient(a, y), jacobian)
    np.testing.assert_allclose(loss.delta(sigma, z, a, y), chain, atol=1e-14)
    np.testing.assert_allclose(loss.delta(sigma, z, a, y), a - y, atol=0)
    assert loss.total(z, a, y) == pytest.approx(loss.value(a, y), rel=1e-13)


@pytest.mark.parametrize(("z", "y", "value"), [
    ([1000.0, 0.0], [0.0, 1.0], 1000.0),                  # the outputs are 1 and 0: their logarithm has no number
    ([-1e307, 1e307], [1.0, 0.0], 2e307),
    ([1e308, -1e308], [1.0, 0.0], 0.0),                   # their distance has no number, and is not asked for
    ([800.0, 0.0], [1.0, 0.0], 0.0),                      # e^-800 is below the smallest double
    ([40.0, 0.0], [1.0, 0.0], math.exp(-40)),             # log(1 + e^-40), which 1 + e^-40 alone rounds away
])
def test_cross_entropy_from_z_is_stable(z, y, value):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert LOSSES["cross_entropy"].from_z(np.array(z), np.array(y)) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(("z", "y", "value"), [
    (1000.0, 0.0, 1000.0), (-1000.0, 1.0, 1000.0), (1e308, 1.0, 0.0), (40.0, 1.0, math.exp(-40)),
    (0.0, 0.5, math.log(2)),
])
def test_binary_cross_entropy_from_z_is_stable(z, y, value):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert LOSSES["binary_cross_entropy"].from_z(np.array([z]), np.array([y])) == pytest.approx(value, rel=1e-14)


def test_huber_does_not_square_what_is_far_away():
    assert LOSSES["huber"].value([1e200, -1e300], [0.0, 0.0]) == 1e300
    np.testing.assert_array_equal(LOSSES["huber"].gradient([1e200, -1e300], [0.0, 0.0]), [1, -1])


def test_numbers_and_float32():
    assert LOSSES["squared_error"].value(3, 1) == 4 and LOSSES["squared_error"].gradient(3, 1) == 4
    a, y = np.float32([0.25, 0.75]), np.float32([0, 1])
    for loss in LOSSES.values():
        assert loss.gradient(a, y).dtype == np.float32 and isinstance(loss.value(a, y), float)


@pytest.mark.parametrize("name", LOSSES)
def test_many_rows_of_float32_are_summed_in_float64(name):
    a, y = np.full((300_000, 2), 0.3, np.float32), np.zeros((300_000, 2), np.float32)
    y[:, 0] = 1
    if name == "cross_entropy":
        a[:, 1] = 0.7
    row = LOSSES[name].f(a[:1], y[:1])                    # all rows are this one
    assert LOSSES[name].value(a, y) == pytest.approx(300_000 * float(row), rel=1e-11)
    if LOSSES[name].from_z:
        assert LOSSES[name].from_z(a, y) == pytest.approx(300_000 * float(LOSSES[name].from_z(a[:1], y[:1])), rel=1e-11)


@pytest.mark.parametrize(("name", "a", "y", "words"), [
    ("squared_error", np.zeros((3, 1)), np.zeros(3), r"\(3, 1\).*\(3,\).*nothing is broadcast.*reshape"),
    ("squared_error", [np.nan], [0.0], r"a\[0\] is nan"),
    ("huber", [0.0], [np.inf], r"y\[0\] is inf"),
    ("cross_entropy", [-1.0, 2.0], [1.0, 0.0], "probabilities.*from -1 to 2.*softmax"),
    ("binary_cross_entropy", [0.5], [2.0], "probabilities.*sigmoid"),
    ("binary_cross_entropy", [-0.5, 0.5], [0.5, 0.75], "a runs from -0.5 to 0.5 and y from 0.5 to 0.75"),
    ("binary_cross_entropy", [0.5, 1.5], [0.5, 0.75], "a runs from 0.5 to 1.5 and y from 0.5 to 0.75"),
    ("binary_cross_entropy", [0.5, 0.75], [-0.5, 0.5], "a runs from 0.5 to 0.75 and y from -0.5 to 0.5"),
    ("binary_cross_entropy", [0.5, 0.75], [0.5, 1.5], "a runs from 0.5 to 0.75 and y from 0.5 to 1.5"),
])
def test_bad_pairs_are_named(name, a, y, words):
    for call in (LOSSES[name].value, LOSSES[name].gradient):
        with pytest.raises(ValueError, match=words):
            call(a, y)


def test_a_gradient_beyond_all_floats_is_infinite():
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        gradient = LOSSES["cross_entropy"].gradient([1e-310, 1.0], [1.0, 0.0])
    np.testing.assert_array_equal(gradient, [-np.inf, 0])


def test_probabilities_that_are_all_the_same_are_probabilities():
    assert LOSSES["binary_cross_entropy"].value([0.5, 0.5], [0.5, 0.5]) == pytest.approx(2 * math.log(2), rel=1e-15)


@pytest.mark.parametrize("name", ["cross_entropy", "binary_cross_entropy"])
def test_nothing_is_lost_is_written_without_a_sign(name):
    assert f"{LOSSES[name].value([[1.0, 0.0]], [[1.0, 0.0]]):.4f}" == "0.0000"


@pytest.mark.parametrize("record", [LOSSES["huber"], ACTIVATIONS["relu"]])
def test_a_record_cannot_be_changed_by_accident(record):
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.kink = False
