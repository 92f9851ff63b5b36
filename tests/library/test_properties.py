"""Properties: statements about the core that hold for every network and every input, tried on many."""
import warnings

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mlp_lib import ACTIVATIONS, LOSSES, MLP, backward, fit, forward, gradient_check, loss, numerical_gradient

OUTPUT = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}
SMOOTH = ["identity", "sigmoid", "tanh", "softplus", "softmax"]
doubles = st.floats(allow_nan=False, allow_infinity=False)
singles = st.floats(allow_nan=False, allow_infinity=False, width=32)


@st.composite
def cases(draw, names=tuple(LOSSES), hidden=tuple(ACTIVATIONS)):
    """Return a network, a batch, targets and the name of a loss that fits."""
    name = draw(st.sampled_from(names))
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=5))
    sizes[-1] = max(2, sizes[-1]) if name == "cross_entropy" else sizes[-1]
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    net = MLP(sizes, [draw(st.sampled_from(hidden)) for _ in sizes[2:]], OUTPUT.get(name, "identity"), rng=rng)
    net.theta += rng.normal(0, 0.3, net.theta.size)
    N = draw(st.integers(1, 5))
    y = rng.dirichlet(np.ones(sizes[-1]), N) if name == "cross_entropy" else rng.uniform(0, 1, (N, sizes[-1]))
    return net, rng.normal(size=(N, sizes[0])), y, name


@given(hnp.arrays(float, hnp.array_shapes(max_dims=3), elements=doubles), st.sampled_from(list(ACTIVATIONS)))
def test_activations_of_any_finite_z_are_finite_and_in_range(z, name):
    sigma = ACTIVATIONS[name]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a, slope = sigma(z), sigma.derivative(z)
        back = sigma.pullback(z, a, np.ones_like(a))
    assert a.shape == z.shape and np.isfinite(a).all() and np.isfinite(slope).all() and np.isfinite(back).all()
    low, high = {"sigmoid": (0, 1), "softmax": (0, 1), "tanh": (-1, 1), "step": (0, 1)}.get(name, (-np.inf, np.inf))
    assert (low <= a).all() and (a <= high).all()


@given(hnp.arrays(np.float32, st.integers(1, 6), elements=singles), st.sampled_from(list(ACTIVATIONS)))
def test_activations_keep_float32_without_overflow(z, name):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a, slope = ACTIVATIONS[name](z), ACTIVATIONS[name].derivative(z)
    assert a.dtype == slope.dtype == np.float32 and np.isfinite(a).all() and np.isfinite(slope).all()


@given(hnp.arrays(float, st.integers(2, 6), elements=doubles), st.sampled_from(["sigmoid", "tanh", "relu", "leaky_relu",
                                                                                "softplus", "identity", "step"]))
def test_elementwise_activations_never_fall(z, name):
    assert (np.diff(ACTIVATIONS[name](np.sort(z))) >= 0).all()
    assert (ACTIVATIONS[name].derivative(z) >= 0).all()


@given(cases())
def test_batch_is_the_sum_of_its_rows(case):
    net, X, y, name = case
    whole = backward(net, forward(net, X), y, name)
    rows = [backward(net, forward(net, x), t, name) for x, t in zip(X, y, strict=True)]
    np.testing.assert_allclose(whole.theta, sum(row.theta for row in rows), rtol=1e-9, atol=1e-12)
    total = sum(loss(net, x, t, name) for x, t in zip(X, y, strict=True))
    assert loss(net, X, y, name) == pytest.approx(total, rel=1e-9, abs=1e-12)
    order = np.arange(len(X))[::-1]                                  # and the order of the rows does not matter
    assert loss(net, X[order], y[order], name) == pytest.approx(total, rel=1e-9, abs=1e-12)


@given(cases(names=[name for name in LOSSES if not LOSSES[name].kink], hidden=SMOOTH))
def test_backward_agrees_with_differences_where_all_is_smooth(case):
    net, X, y, name = case
    g, n = backward(net, forward(net, X), y, name).theta, numerical_gradient(net, X, y, name)
    np.testing.assert_allclose(g, n, rtol=1e-6, atol=1e-6 * max(1.0, np.linalg.norm(g)))
    with warnings.catch_warnings(action="error"):
        assert gradient_check(net, X, y, name) <= 1e-5 or np.linalg.norm(g) < 1e-4


@given(cases(), st.permutations(range(4)))
def test_units_of_a_layer_can_change_places(case, order):
    net, X, _, _ = case
    assume(net.L > 1)
    order = [unit for unit in order if unit < net.sizes[1]]
    twin = net.with_theta(net.theta)
    twin.W[1], twin.b[1], twin.W[2] = net.W[1][order], net.b[1][order], net.W[2][:, order]
    np.testing.assert_allclose(twin.predict(X), net.predict(X), rtol=1e-9, atol=1e-12)


@given(cases(), st.floats(1e-4, 1e-2))
def test_a_small_step_against_the_gradient_lowers_the_loss(case, size):
    net, X, y, name = case
    assume(not any(sigma.kink for sigma in net.sigma.values()) and not LOSSES[name].kink)
    g = backward(net, forward(net, X), y, name).theta
    assume(np.linalg.norm(g) > 1e-2)
    lower = net.with_theta(net.theta - size * 1e-2 * g / np.linalg.norm(g))
    assert loss(lower, X, y, name) < loss(net, X, y, name)


@given(cases(), st.integers(1, 4), st.integers(1, 4), st.sampled_from(["sgd", "momentum", "adam"]),
       st.sampled_from(["each epoch", "once", None]), st.data())
def test_going_on_is_the_same_as_not_having_stopped(case, first, second, optimizer, shuffle, data):
    net, X, y, name = case
    common = dict(loss=name, eta=0.05, batch_size=data.draw(st.integers(1, len(X))), optimizer=optimizer,
                  shuffle=shuffle)
    whole = fit(net, X, y, epochs=first + second, rng=1, **common)
    part = fit(net, X, y, epochs=first, rng=1, **common)
    rest = fit(net, X, y, epochs=second, state=part.state, **common)
    np.testing.assert_array_equal(rest.net.theta, whole.net.theta)
    assert part.history.loss + rest.history.loss == whole.history.loss


# --- hostile arguments: each call gets one value that cannot be meant, and has to say so

NET = MLP([3, 4, 2], rng=0)
X, Y = np.ones((5, 3)), np.zeros((5, 2))
JUNK = {
    "None": None, "text": "xyz", "no text": "", "bytes": b"\x03\x02", "complex": 1 + 0j, "object": object(),
    "dictionary": {"a": 1}, "nothing": [], "nan": float("nan"), "infinity": float("-inf"), "huge": 10**400, "minus": -1,
    "fraction": 0.5, "ragged": [[1.0], [2.0, 3.0]], "texts": np.array(["a", "b"]),
    "date": np.datetime64("2023-04-05"),
    "table": np.ones((2, 7)), "empty": np.zeros((0, 3)), "truth": True, "function": lambda: 0, "class": MLP,
    "hole": [[1.0, None, 2.0]], "numbers in text": [["1", "2", "3"]], "inf in table": np.full((5, 3), np.inf),
}
CALLS = {
    "sizes": lambda v: MLP(v), "size": lambda v: MLP([3, v, 2]), "hidden": lambda v: MLP([3, 4, 2], v),
    "output": lambda v: MLP([3, 2], output=v), "rng": lambda v: MLP([3, 2], rng=v),
    "init": lambda v: MLP([3, 2], init=v),
    "x": lambda v: forward(NET, v), "predict": NET.predict, "with_theta": NET.with_theta,
    "theta": lambda v: setattr(NET, "theta", v), "W[1]": lambda v: NET.W.__setitem__(1, v),
    "net": lambda v: forward(v, X), "y": lambda v: loss(NET, X, v), "loss": lambda v: loss(NET, X, Y, v),
    "reduction": lambda v: loss(NET, X, Y, reduction=v), "trace": lambda v: backward(NET, v, Y),
    "targets": lambda v: backward(NET, forward(NET, X), v), "h": lambda v: numerical_gradient(NET, X, Y, h=v),
    "checked net": lambda v: gradient_check(v, X, Y), "softmax z": ACTIVATIONS["softmax"],
    "tanh z": ACTIVATIONS["tanh"], "tanh a": lambda v: ACTIVATIONS["tanh"].derivative(np.ones((5, 2)), v),
    "loss a": lambda v: LOSSES["huber"].value(v, Y), "loss y": lambda v: LOSSES["huber"].gradient(Y, v),
    "fit net": lambda v: fit(v, X, Y, loss="huber", eta=1, epochs=1),
    "fit X": lambda v: fit(NET, v, Y, loss="huber", eta=1, epochs=1),
    "fit y": lambda v: fit(NET, X, v, loss="huber", eta=1, epochs=1),
    **{f"fit {name}": lambda v, name=name: fit(NET, X, Y, **({"loss": "huber", "eta": 1, "epochs": 1} | {name: v}))
       for name in ("loss", "eta", "epochs", "batch_size", "l1", "l2", "validation", "early_stopping", "metrics",
                    "state", "shuffle", "optimizer", "rng")},
}
MEANT = {                                                            # what of the junk a call may well take
    "rng": ["None", "huge"], "fit rng": ["None", "huge"], "init": ["None"], "h": ["fraction"], "fit eta": ["fraction"],
    "fit l1": ["fraction"], "fit l2": ["fraction"], "fit batch_size": ["None"], "fit validation": ["None"],
    "fit early_stopping": ["None"], "fit state": ["None"], "fit shuffle": ["None"], "fit metrics": ["nothing"],
    "softmax z": ["table", "empty"], "tanh z": ["table", "minus", "fraction", "truth", "empty", "nothing"],
    "tanh a": ["None"],
}


@pytest.mark.parametrize(("call", "junk"), [(call, junk) for call in CALLS for junk in JUNK
                                            if (call, junk) != ("fit epochs", "huge")])      # allowed, and it would run
def test_hostile_arguments_are_refused_in_words(call, junk):
    if junk in MEANT.get(call, ()):
        CALLS[call](JUNK[junk])                                      # taken, without a warning
        return
    before = NET.theta.copy()
    with pytest.raises((ValueError, TypeError)) as caught:
        CALLS[call](JUNK[junk])
    assert len(str(caught.value)) > 25
    np.testing.assert_array_equal(NET.theta, before)
