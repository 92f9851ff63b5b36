"""The network: parameters, starts, passes of vectors and batches, and what is refused."""
import copy
import pickle

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, INITS, LOSSES, MLP, backward, fit, forward, loss

OUTPUT = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}


def case(hidden="tanh", name="squared_error", N=6, seed=0):
    """Return a 3-5-4-3 network with N observations and targets fit for the loss."""
    rng = np.random.default_rng(seed)
    net = MLP([3, 5, 4, 3], hidden, OUTPUT.get(name, "identity"), rng=rng)
    y = rng.dirichlet(np.ones(3), N) if name == "cross_entropy" else rng.uniform(0, 1, (N, 3))
    return net, rng.normal(size=(N, 3)), y


# --- parameters

def test_theta_and_its_views_are_one_thing():
    net = MLP([3, 4, 2], rng=0)
    assert net.W[1].shape == (4, 3) and net.W[2].shape == (2, 4) and net.b[1].shape == (4,)
    net.theta[:] = np.arange(26)
    np.testing.assert_array_equal(net.W[1][0], [0, 1, 2])
    np.testing.assert_array_equal(net.b[2], [24, 25])
    net.theta -= 1                                                   # in place, and replaced as (17) is written
    net.theta = net.theta - 1
    assert net.W[1][0, 0] == -2 and net.b[2][1] == 23
    net.W[2] = np.zeros((2, 4))                                      # a whole matrix, too
    net.b[1] += 100
    assert not net.theta[16:24].any() and net.theta[12] == 110


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))])
def test_a_copy_has_its_own_theta_with_views(twin):
    net = MLP([2, 3, 1], ["tanh"], dtype=np.float32, rng=0)
    other = twin(net)
    assert other.sigma == net.sigma and other.theta.dtype == np.float32
    np.testing.assert_array_equal(other.theta, net.theta)
    other.theta[:] = 7
    assert (other.W[1] == 7).all() and not (net.theta == 7).any()


def test_with_theta_copies():
    net = MLP([2, 1], rng=0)
    theta = np.ones(3)
    other = net.with_theta(theta)
    theta[:] = 5
    assert (other.theta == 1).all() and not (net.theta == 1).any()


@pytest.mark.parametrize("l", [0, -1, 3, "1"])
def test_there_is_no_layer_0(l):
    net = MLP([3, 4, 2], rng=0)
    for part in (net.W, net.b, net.sigma, backward(net, forward(net, [1, 2, 3]), [0, 0]).W):
        with pytest.raises(KeyError, match=r"there is no layer.*1 \.\.\. 2"):
            part[l]
    with pytest.raises(KeyError, match="no layer"):
        net.W[l] = np.ones((4, 3))


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_dtype_runs_through(dtype):
    net = MLP([3, 4, 2], "relu", "sigmoid", rng=0, dtype=dtype)
    trace = forward(net, np.ones((5, 3)))
    grad = backward(net, trace, np.ones((5, 2)), "binary_cross_entropy")
    arrays = [net.theta, grad.theta, *trace.a.values(), *trace.z.values(), *grad.delta.values()]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


# --- starts

def test_starts_have_the_spread_of_their_formula():
    m, n = 300, 200
    for hidden, init, spread in [("relu", None, np.sqrt(2 / m)), ("leaky_relu", None, np.sqrt(2 / m)),
                                 ("tanh", None, np.sqrt(2 / (n + m))), ("sigmoid", None, np.sqrt(2 / (n + m))),
                                 ("tanh", "he", np.sqrt(2 / m)), ("relu", "glorot", np.sqrt(2 / (n + m))),
                                 ("relu", "playground", 1 / np.sqrt(12))]:
        net = MLP([m, n, 1], hidden, rng=0, init=init)
        assert net.W[1].std() == pytest.approx(spread, rel=0.02) and abs(net.W[1].mean()) < 0.01 * spread * 3
        assert (net.b[1] == (0.1 if init == "playground" else 0)).all()
    assert abs(MLP([m, n, 1], "tanh", rng=0).W[1]).max() <= np.sqrt(6 / (n + m))
    assert abs(MLP([m, n, 1], rng=0, init="playground").W[1]).max() <= 0.5
    assert not MLP([3, 2, 1], rng=0, init="zeros").theta.any() and set(INITS) >= {"zeros", "playground"}


def test_same_seed_same_network_and_callable_init():
    np.testing.assert_array_equal(MLP([3, 4, 2], rng=5).theta, MLP([3, 4, 2], rng=5).theta)
    assert (MLP([3, 4, 2], rng=5).theta != MLP([3, 4, 2], rng=6).theta).any()
    assert (MLP([3, 4, 2]).theta != MLP([3, 4, 2]).theta).any()                      # None is fresh
    net = MLP([2, 3, 1], init=lambda rng, n, m: np.full((n, m), n * 10 + m))
    assert (net.W[1] == 32).all() and (net.W[2] == 13).all() and not net.b[1].any()


def test_one_activation_per_hidden_layer():
    net = MLP([2, 3, 3, 1], ["tanh", "relu"], "sigmoid", rng=0)
    assert [net.sigma[l].name for l in (1, 2, 3)] == ["tanh", "relu", "sigmoid"]
    assert repr(net) == "MLP(2-3-3-1, tanh, relu, sigmoid, 25 parameters)"


# --- passes

@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_forward_is_the_formula_row_by_row(hidden):
    net, X, _ = case(hidden)
    trace = forward(net, X)
    for n, x in enumerate(X):
        a = x
        for l in (1, 2, 3):
            z = net.W[l] @ a + net.b[l]                              # the lecture's W a + b
            a = net.sigma[l](z)
            np.testing.assert_allclose(trace.z[l][n], z, rtol=1e-12, atol=1e-14)
            np.testing.assert_allclose(trace.a[l][n], a, rtol=1e-12, atol=1e-14)
            np.testing.assert_allclose(forward(net, x).a[l], a, rtol=1e-12, atol=1e-14)
    np.testing.assert_array_equal(net.predict(X), trace.a[3])


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("hidden", ["tanh", "relu", "softmax"])
def test_batch_is_the_stack_and_the_sum_of_singles(hidden, name):
    net, X, y = case(hidden, name)
    batch = backward(net, forward(net, X), y, name)
    singles = [backward(net, forward(net, x), t, name) for x, t in zip(X, y, strict=True)]
    np.testing.assert_allclose(batch.theta, sum(g.theta for g in singles), rtol=1e-10, atol=1e-14)
    for l in (1, 2, 3):
        np.testing.assert_allclose(batch.delta[l], [g.delta[l] for g in singles], rtol=1e-10, atol=1e-14)
    assert loss(net, X, y, name) == pytest.approx(sum(loss(net, x, t, name) for x, t in zip(X, y, strict=True)))
    mean = backward(net, forward(net, X), y, name, reduction="mean")
    np.testing.assert_allclose(mean.theta, batch.theta / 6, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(mean.delta[3], batch.delta[3] / 6, rtol=1e-12, atol=1e-15)
    assert loss(net, X, y, name, reduction="mean") == pytest.approx(loss(net, X, y, name) / 6)


def test_targets_come_in_the_shapes_of_the_contract():
    net, X, _ = case("tanh", "cross_entropy")
    labels = np.array([0, 2, 1, 1, 0, 2])
    values = {loss(net, X, t, "cross_entropy") for t in (labels, labels.tolist(), np.eye(3)[labels])}
    assert len(values) == 1
    one = MLP([3, 1], rng=0)
    assert loss(one, X, np.ones(6)) == loss(one, X, np.ones((6, 1)))
    assert loss(one, X[0], 1.0) == loss(one, X[0], [1.0])


# --- what is refused

NET = MLP([3, 4, 2], rng=0)
CHOICE = MLP([3, 4, 2], output="softmax", rng=0)
ONES = np.ones((5, 3))


@pytest.mark.parametrize(("call", "error", "words"), [
    (lambda: MLP([3]), ValueError, r"input and an output.*got \[3\]"),
    (lambda: MLP([3, 0, 2]), ValueError, r"sizes\[1\] must be at least 1, got 0"),
    (lambda: MLP([3, 2.5, 2]), TypeError, r"sizes\[1\] must be a whole number, got 2.5"),
    (lambda: MLP([3, True]), TypeError, "whole number, got True"),
    (lambda: MLP("342"), TypeError, "list of layer widths.*'342'"),
    (lambda: MLP(3), TypeError, "list of layer widths.*got 3"),
    (lambda: MLP([10**6, 10**6]), ValueError, r"\(1000000, 1000000\) make more than 1e\+09 parameters"),
    (lambda: MLP([3, 4, 2], "rellu"), ValueError, "unknown activation 'rellu'.*Did you mean 'relu'"),
    (lambda: MLP([3, 2], "rellu"), ValueError, "Did you mean 'relu'"),
    (lambda: MLP([3, 4, 2], output="Softmax"), ValueError, "Did you mean 'softmax'"),
    (lambda: MLP([3, 4, 2], hidden=None), TypeError, "activation is given by name"),
    (lambda: MLP([3, 4, 2], hidden=ACTIVATIONS["tanh"]), TypeError, "by name.*activation tanh"),
    (lambda: MLP([3, 4, 2], ["tanh", "relu"]), ValueError, "2 activations.*1 hidden layers"),
    (lambda: MLP([3, 4, 1], output="softmax"), ValueError, "always 1.*sigmoid"),
    (lambda: MLP([3, 2], dtype=int), ValueError, "dtype must be one of.*int64"),
    (lambda: MLP([3, 2], dtype="float63"), ValueError, "dtype must be float or np.float32, got 'float63'"),
    (lambda: MLP([3, 2], rng=-1), ValueError, "rng must be at least 0, got -1"),
    (lambda: MLP([3, 2], rng="x"), TypeError, "Pass a seed"),
    (lambda: MLP([3, 2], init="helium"), ValueError, "unknown init.*Known: he"),
    (lambda: MLP([3, 2], init=lambda rng, n, m: np.ones((1, m))), ValueError, r"\(1, 3\), wanted.*\(2, 3\)"),
    (lambda: MLP([3, 2], init=lambda rng, n, m: np.ones((m, n))), ValueError, r"\(3, 2\), wanted.*\(2, 3\): swapped"),
    (lambda: NET.with_theta(np.zeros(25)), ValueError, r"\(25,\), but 3-4-2 has 26"),
    (lambda: NET.with_theta(np.full(26, np.nan)), ValueError, "theta.0. is nan.*learning rate"),
    (lambda: NET.W.__setitem__(1, np.ones((3, 4))), ValueError, "layer 1 is .3, 4., wanted .4, 3.*swapped"),
    (lambda: setattr(NET, "theta", 0.0), ValueError, r"theta is \(\), wanted \(26,\)"),
    (lambda: forward(NET, np.ones((3, 5))), ValueError, r"\(3, 5\), but layer 1 has.*\(4, 3\).*swapped\? Try x.T"),
    (lambda: forward(NET, np.ones(4)), ValueError, r"x is \(4,\).*must be \(3,\) or \(N, 3\)"),
    (lambda: forward(MLP([1, 2], rng=0), np.ones(4)), ValueError, r"x.reshape\(-1, 1\)"),
    (lambda: forward(NET, np.ones((0, 3))), ValueError, r"x is \(0, 3\)"),
    (lambda: forward(NET, [[1, np.nan, 3]]), ValueError, r"x\[0, 1\] is nan.*Drop or fill"),
    (lambda: forward(MLP([1, 1], dtype=np.float32), [1e300]), ValueError, r"x\[0\] is 1e\+300.*float32"),
    (lambda: forward(None, ONES), TypeError, "must be an MLP, got NoneType"),
    (lambda: loss(fit(NET, ONES, np.ones((5, 2)), loss="huber", eta=1, epochs=1, rng=0), ONES, ONES),
     TypeError, "got Fit. Of a fit, take its .net"),
    (lambda: loss(NET, ONES, np.ones((2, 5))), ValueError, r"y is \(2, 5\).*\(5, 2\).*Try y.T"),
    (lambda: loss(NET, ONES, np.ones(5)), ValueError, r"y is \(5,\).*one column per output"),
    (lambda: loss(NET, ONES, np.full((5, 2), np.inf)), ValueError, r"y\[0, 0\] is inf"),
    (lambda: loss(NET, ONES, np.ones((5, 2)), "squared_eror"), ValueError, "Did you mean 'squared_error'"),
    (lambda: loss(NET, ONES, np.ones((5, 2)), "cross_entropy"), ValueError, "softmax.*but.*'identity'.*Build it"),
    (lambda: loss(CHOICE, ONES, np.ones((5, 2)), "binary_cross_entropy"), ValueError, "output='sigmoid'"),
    (lambda: loss(CHOICE, ONES, [0, 1, 2, 0, 1], "cross_entropy"), ValueError, r"0 to 2, but 2 outputs.*0 \.\.\. 1"),
    (lambda: loss(CHOICE, ONES, [0, 1, -1, 0, 1], "cross_entropy"), ValueError, "from -1 to 1"),
    (lambda: loss(CHOICE, ONES, np.ones(5), "cross_entropy"), TypeError, "labels must be whole numbers.*astype"),
    (lambda: loss(CHOICE, ONES, np.full((5, 2), 0.4), "cross_entropy"), ValueError, "sum to 1.*0.8"),
    (lambda: loss(CHOICE, ONES, np.full((5, 2), [1.5, -0.5]), "cross_entropy"), ValueError, "0 and 1, got -0.5"),
    (lambda: loss(NET, ONES, np.ones((5, 2)), reduction="average"), ValueError, "'sum', 'mean'; got 'average'"),
    (lambda: backward(NET, forward(MLP([3, 2]), ONES), ONES), ValueError, r"\[3, 4, 2\]; got \[3, 2\].*forward\("),
    (lambda: backward(NET, ONES, ONES), ValueError, "trace must come from forward.*got ndarray"),
])
def test_bad_input_is_named_and_changes_nothing(call, error, words):
    before = NET.theta.copy(), CHOICE.theta.copy()
    with pytest.raises(error, match=words):
        call()
    np.testing.assert_array_equal(NET.theta, before[0])
    np.testing.assert_array_equal(CHOICE.theta, before[1])


@pytest.mark.parametrize("output", [name for name in ACTIVATIONS if name != "softmax"])
def test_one_output_unit_may_have_any_other_activation(output):
    net = MLP([2, 1], output=output, init="zeros")
    assert net.sigma[1] is ACTIVATIONS[output] and net.predict([1.0, 2.0]) == ACTIVATIONS[output](0.0)
