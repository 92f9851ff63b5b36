"""The gradient check: every activation, loss, reduction and depth against differences, and the check against itself."""
import warnings
from dataclasses import replace

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, LOSSES, MLP, KinkWarning, backward, forward, gradient_check, loss, numerical_gradient

OUTPUT = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}


def case(hidden, name, depth, output=None, N=4):
    """Return a network, inputs and targets of which no unit and no residual is near a kink."""
    for seed in range(1000):
        rng = np.random.default_rng(seed)
        net = MLP([*[2, 4, 3, 4][:depth], 3], hidden, output or OUTPUT.get(name, "identity"), rng=rng)
        net.theta = net.theta + rng.normal(0, 0.1, net.theta.size)               # biases other than 0
        x = rng.normal(size=(N, 2))
        y = rng.dirichlet(np.ones(3), N) if name == "cross_entropy" else rng.uniform(0, 1, (N, 3))
        trace = forward(net, x)
        gaps = [abs(trace.z[l]).min() for l, sigma in net.sigma.items() if sigma.kink]
        if min([*gaps, abs(trace.a[depth] - y).min()]) > 0.005:
            return net, x, y
    raise AssertionError("no seed without a kink")


def disagreement(g, n):
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_backward_agrees_with_differences(hidden, name, depth):
    net, X, Y = case(hidden, name, depth)
    for x, y in ((X, Y), (X[0], Y[0])):
        for reduction in ("sum", "mean"):
            g = backward(net, forward(net, x), y, name, reduction).theta
            assert disagreement(g, numerical_gradient(net, x, y, name, reduction)) <= 1e-6
        with warnings.catch_warnings(action="error"):
            assert gradient_check(net, x, y, name) <= 1e-6


@pytest.mark.parametrize("name", [name for name in LOSSES if name not in OUTPUT])
@pytest.mark.parametrize("output", [name for name in ACTIVATIONS if name not in ("identity", "step")])
def test_regression_losses_take_any_output(output, name):
    net, x, y = case("tanh", name, 2, output)
    assert gradient_check(net, x, y, name) <= 1e-6


def test_step_output_has_no_slope():
    net, x, y = case("tanh", "squared_error", 2, "step")
    assert not backward(net, forward(net, x), y).theta.any()
    assert gradient_check(net, x, y) == 0.0


def test_numerical_gradient_of_a_parabola():
    # one weight: C = (w x + b - y)^2 with w = 3, x = 2, b = 1, y = 4: residual 3, dC/dw = 2 * 3 * 2, dC/db = 2 * 3
    net = MLP([1, 1], rng=0).with_theta([3.0, 1.0])
    np.testing.assert_allclose(numerical_gradient(net, [2.0], [4.0]), [12, 6], rtol=1e-9)
    np.testing.assert_allclose(numerical_gradient(net, [[2.0], [2.0]], [4.0, 4.0]), [24, 12], rtol=1e-9)
    mean = numerical_gradient(net, [[2.0], [2.0]], [4.0, 4.0], reduction="mean")
    np.testing.assert_allclose(mean, [12, 6], rtol=1e-9)


@pytest.mark.parametrize("wrong", ["slope", "factor"])
def test_a_wrong_derivative_is_seen(monkeypatch, wrong):
    net, x, y = case("sigmoid", "squared_error", 3)
    if wrong == "slope":                                   # sigma' = a instead of a (1 - a)
        monkeypatch.setitem(ACTIVATIONS, "sigmoid", replace(ACTIVATIONS["sigmoid"], slope=lambda z, a: a))
        net = MLP(net.sizes, "sigmoid", rng=0).with_theta(net.theta)
    else:                                                  # the 2 of (23) forgotten
        monkeypatch.setitem(LOSSES, "squared_error", replace(LOSSES["squared_error"], df=lambda a, y: a - y))
    assert gradient_check(net, x, y) > 1e-2


def test_check_is_the_relative_difference(monkeypatch):
    net, x, y = case("tanh", "squared_error", 2)
    # with the gradient halved, ||g/2 - g|| / (||g/2|| + ||g||) = (1/2) / (3/2) = 1/3
    monkeypatch.setitem(LOSSES, "squared_error", replace(LOSSES["squared_error"], df=lambda a, y: a - y))
    assert gradient_check(net, x, y) == pytest.approx(1 / 3, rel=1e-6)


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("hidden", ["tanh", "relu", "softplus"])
def test_a_network_in_float32_is_checked_in_float64(hidden, name):
    net, x, y = case(hidden, name, 3)
    single = MLP(net.sizes, hidden, net.sigma[3].name, rng=0, dtype=np.float32)
    single.theta = net.theta
    assert gradient_check(single, x, y, name) <= 1e-6
    numeric = numerical_gradient(single, x, y, name)
    assert numeric.dtype == np.float64
    np.testing.assert_allclose(backward(single, forward(single, x), y, name).theta, numeric, rtol=1e-3, atol=1e-5)


def test_a_wrong_derivative_is_seen_in_float32(monkeypatch):
    net = MLP([2, 4, 1], "tanh", rng=0, dtype=np.float32)
    monkeypatch.setitem(LOSSES, "squared_error", replace(LOSSES["squared_error"], df=lambda a, y: 2.002 * (a - y)))
    # g = 1.001 n: ||g - n|| / (||g|| + ||n||) = 0.001 / 2.001
    assert gradient_check(net, [1.0, 2.0], [0.5]) == pytest.approx(0.001 / 2.001, rel=1e-4)


def test_what_is_no_network_is_named():
    for call in (gradient_check, numerical_gradient):
        with pytest.raises(TypeError, match="net must be an MLP, got NoneType"):
            call(None, [1.0, 2.0], [0.0])


def test_zero_gradient_is_agreement():
    net = MLP([2, 3, 1], "tanh", init="zeros", rng=0)
    assert gradient_check(net, [1.0, 2.0], [0.0]) == 0.0


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "step"])
def test_a_kink_is_named(hidden):
    net = MLP([1, 3, 1], hidden, rng=0)
    net.W[1], net.b[1], net.W[2] = [[1.0], [1.0], [-1.0]], [2.0, -1.0, 3.0], [[1.0, 2.0, 3.0]]
    with pytest.warns(KinkWarning, match=r"kink: z\[1\] of unit 2\. There.*move the parameters"):
        gradient_check(net, [1.0], [0.5])                  # unit 2: 1 * 1 - 1 = 0
    with warnings.catch_warnings(action="error"):
        assert gradient_check(net, [1.1], [0.5]) <= 1e-6


def test_kinks_in_deep_layers_are_named():
    # eleven layers of one unit; the first ten pass 1 on, the bias of layer 10 brings it to 0
    net = MLP([1] * 12, "relu", init="zeros", rng=0)
    for l in net.W:
        net.W[l] = [[1.0]]
    net.b[10] = [-1.0]
    with pytest.warns(KinkWarning, match=r"kink: z\[10\] of unit 1\."):
        gradient_check(net, [1.0], [0.5])


def test_kink_of_the_absolute_error_is_named():
    net = MLP([1, 2], rng=0).with_theta([1.0, 1.0, 0.0, 0.0])
    with pytest.warns(KinkWarning, match=r"kink: residual of output 2\."):
        gradient_check(net, [3.0], [1.0, 3.0], "absolute_error")
    with warnings.catch_warnings(action="error"):
        gradient_check(net, [3.0], [1.0, 3.0], "squared_error")


def test_network_and_data_are_untouched():
    net, x, y = case("tanh", "squared_error", 2)
    before = net.theta.copy(), x.copy(), y.copy(), loss(net, x, y)
    for array in (net.theta, x, y):
        array.setflags(write=False)
    gradient_check(net, x, y)
    for old, new in zip(before, (net.theta, x, y, loss(net, x, y)), strict=True):
        np.testing.assert_array_equal(old, new)


@pytest.mark.parametrize(("h", "error", "words"), [
    (0, ValueError, "h must be above 0 and finite, got 0"), (-1e-5, ValueError, "got -1e-05"),
    (np.nan, ValueError, "got nan"), ("small", TypeError, "h must be a number, got 'small'"),
    (1e-30, ValueError, r"h must move theta\[0\].*got h = 1e-30. Try 1e-5"), (1e9, ValueError, r"got h = 1e\+09"),
])
def test_bad_step_is_named(h, error, words):
    net = MLP([2, 1], rng=0)
    for call in (gradient_check, numerical_gradient):
        with pytest.raises(error, match=words):
            call(net, [1.0, 2.0], [0.0], h=h)
