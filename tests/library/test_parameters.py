"""Parameters in step: whatever is set, theta, W and b stay one; copies have views of their own; no array is shared."""
import copy
import pickle

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, MLP, backward, fit, forward, load, save
from mlp_lib.parameters import Parameters

X = np.array([[1.0, 2.0], [-1.0, 0.5]])


def network():
    return MLP([2, 3, 1], "tanh", rng=0)


def in_step(net):
    parts = [part for l in net.W for part in (net.W[l], net.b[l])]
    return (all(np.shares_memory(part, net.theta) for part in parts)
            and net.theta.tolist() == [v for part in parts for v in part.ravel()])


NEW = {1: np.arange(6.0).reshape(3, 2), 2: np.array([[7.0, 8.0, 9.0]])}


def replace(net):
    net.W = NEW


def update(net):
    net.W.update(NEW)


def merge(net):
    net.W |= NEW


def one_by_one(net):
    net.W[1], net.W[2] = NEW[1].tolist(), NEW[2]


def of_another(net):
    other = network()
    other.W = NEW
    net.W = other.W


@pytest.mark.parametrize("change", [replace, update, merge, one_by_one, of_another])
def test_every_way_to_set_weights_is_seen_by_predict_theta_fit_and_save(change, tmp_path):
    net = network()
    b = {l: array.copy() for l, array in net.b.items()}
    change(net)
    want = np.concatenate([NEW[1].ravel(), b[1], NEW[2].ravel(), b[2]])
    assert in_step(net) and not any(np.shares_memory(net.W[l], NEW[l]) for l in NEW)
    np.testing.assert_array_equal(net.theta, want)
    np.testing.assert_allclose(net.predict(X), np.tanh(X @ NEW[1].T + b[1]) @ NEW[2].T + b[2], rtol=1e-14)
    still = fit(net, X, [0.0, 0.0], loss="squared_error", eta=1e-300, epochs=1, rng=0)
    np.testing.assert_allclose(still.net.theta, want, atol=1e-290)
    save(net, tmp_path / "net.npz")
    np.testing.assert_array_equal(load(tmp_path / "net.npz").theta, want)


def test_biases_and_theta_are_set_likewise():
    net = network()
    net.b = {1: [1.0, 2, 3], 2: [4.0]}
    net.b |= {2: [5.0]}
    assert in_step(net) and net.theta[6:9].tolist() == [1, 2, 3] and net.theta[-1] == 5
    theta = net.theta
    net.theta += 1
    net.theta = 2 * net.theta
    assert net.theta is theta and in_step(net) and net.theta[-1] == 12
    net.W = net.W
    assert in_step(net)


@pytest.mark.parametrize(("change", "error", "words"), [
    (lambda net: setattr(net, "b", [np.ones(3), np.ones(1)]), TypeError, r"from layers to arrays.*\{1: values\}"),
    (lambda net: setattr(net, "W", np.ones((3, 2))), TypeError, "dictionary from layers"),
    (lambda net: setattr(net, "W", {1: NEW[1]}), ValueError, r"W has layers \[1, 2\], got \[1\]\. .*W\[1\] ="),
    (lambda net: setattr(net, "W", NEW | {3: [[1.0]]}), ValueError, r"got \[1, 2, 3\]"),
    (lambda net: net.W.update({1: NEW[1], 2: NEW[2].T}), ValueError, r"layer 2 is \(3, 1\), wanted \(1, 3\).*swapped"),
    (lambda net: net.W.update({1: NEW[1], 0: NEW[1]}), KeyError, "there is no layer 0"),
    (lambda net: net.W.update({1: NEW[1], 2: [[np.nan, 1, 2]]}), ValueError, "is nan"),
    (lambda net: net.W.pop(1), TypeError, "stay as they were made"),
    (lambda net: net.W.clear(), TypeError, "stay"), (lambda net: net.W.popitem(), TypeError, "stay"),
    (lambda net: net.b.setdefault(3, [1.0]), TypeError, "stay"), (lambda net: net.b.__delitem__(1), TypeError, "stay"),
    (lambda net: net.sigma.__setitem__(1, "tanh"), TypeError, r"activations stay.*MLP\(sizes, hidden="),
    (lambda net: net.sigma.update({1: ACTIVATIONS["relu"]}), TypeError, "activations stay"),
    (lambda net: net.sigma.__ior__({1: ACTIVATIONS["relu"]}), TypeError, "activations stay"),
    (lambda net: setattr(net, "sigma", {1: "relu", 2: "identity"}), TypeError, "activations stay"),
    (lambda net: setattr(net, "sizes", (2, 1)), TypeError, r"sizes .*stay"),
    (lambda net: setattr(net, "L", 1), TypeError, "stay"),
])
def test_what_would_bring_them_out_of_step_is_refused_and_changes_nothing(change, error, words):
    net = network()
    before, names = net.theta.copy(), repr(net)
    with pytest.raises(error, match=words):
        change(net)
    np.testing.assert_array_equal(net.theta, before)
    assert in_step(net) and repr(net) == names and net.predict(X).shape == (2, 1)


def test_a_note_may_be_put_on_a_network():
    net = network()
    net.note = "mine"
    net.note = 3
    assert net.note == 3


COPIES = {"copy": copy.copy, "deepcopy": copy.deepcopy, "pickle": lambda part: pickle.loads(pickle.dumps(part))}


@pytest.mark.parametrize("again", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("made", [network, lambda: backward(network(), forward(network(), X), [[0.5], [1.0]]),
                                  lambda: Parameters((2, 1), np.array([1.0, 2.0, 3.0]))],
                         ids=["net", "gradient", "plain"])
def test_a_copy_has_views_into_a_theta_of_its_own(again, made):
    part = made()
    twin, before = again(part), part.theta.copy()
    assert type(twin) is type(part) and twin.sizes == part.sizes and twin.L == part.L
    assert in_step(twin) and not np.shares_memory(twin.theta, part.theta)
    np.testing.assert_array_equal(twin.theta, before)
    twin.W[1][0, 0] = 99
    assert twin.theta[0] == 99 and (part.theta == before).all()
    if hasattr(part, "delta"):
        assert all((twin.delta[l] == part.delta[l]).all() for l in part.delta)


# --- no array is the caller's

def test_a_trace_shares_nothing_with_the_caller_nor_its_parts_with_one_another():
    x, net = X.copy(), MLP([2, 2, 2], ["identity"], rng=0)
    trace = forward(net, x)
    parts = [*trace.a.values(), *trace.z.values()]
    assert not any(np.shares_memory(part, x) for part in parts)
    assert not any(np.shares_memory(u, v) for i, u in enumerate(parts) for v in parts[:i])
    np.testing.assert_array_equal(trace.a[0], x)
    np.testing.assert_array_equal(trace.a[2], trace.z[2])


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_activations_and_slopes_are_arrays_of_their_own(name, dtype):
    z = np.array([[1.0, -2.0], [0.5, 0.0]], dtype)
    sigma = ACTIVATIONS[name]
    a = sigma(z)
    assert not np.shares_memory(a, z)
    assert not any(np.shares_memory(sigma.derivative(z, a), part) for part in (z, a))


def test_a_state_that_is_handed_in_stays_the_callers():
    net = network()
    state = fit(net, X, [0.5, 1.0], loss="squared_error", eta=0.1, epochs=2, rng=0).state
    with np.errstate(all="ignore"):
        gone = fit(net, X, [0.5, 1.0], loss="squared_error", eta=1e200, epochs=3, state=state)
    assert "diverged" in gone.reason and not np.shares_memory(gone.state.theta, state.theta)
