"""Numerics: no overflow, no NaN and no warning for any finite z, in either precision, up to the last double."""
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mlp_lib import ACTIVATIONS, LOSSES, MLP, backward, forward, loss

MOST = {np.float64: float(np.finfo(np.float64).max), np.float32: float(np.finfo(np.float32).max)}
FINITE = {np.float64: st.floats(allow_nan=False, allow_infinity=False),
          np.float32: st.floats(allow_nan=False, allow_infinity=False, width=32)}
both = pytest.mark.parametrize("dtype", MOST)


def arrays(dtype, share=1.0):
    """Return a strategy of pairs of arrays (2, 3), of numbers up to `share` of the largest, most of them extreme."""
    top = float(dtype(share * MOST[dtype]))
    tiny = float(np.finfo(dtype).smallest_subnormal)
    ends = st.sampled_from([top, -top, tiny, -tiny, 0.0, -0.0, 1.0, 700.0, -750.0])
    numbers = ends | FINITE[dtype].filter(lambda value: abs(value) <= top)
    return st.tuples(*[hnp.arrays(dtype, (2, 3), elements=numbers)] * 2)


@both
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_take_any_finite_number(name, dtype):
    sigma = ACTIVATIONS[name]

    # the softmax adds up da over its units: there the sum has to be a number
    @given(arrays(dtype, 0.2 if name == "softmax" else 1.0))
    def check(pair):
        z, da = pair
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            a = sigma(z)
            results = [a, sigma.derivative(z), sigma.derivative(z, a), sigma.pullback(z, a, da)]
        for array in results:
            assert array.dtype == dtype and np.isfinite(array).all()
    check()


@both
@given(data=st.data())
def test_softmax_takes_any_finite_number(dtype, data):
    z, _ = data.draw(arrays(dtype))
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = ACTIVATIONS["softmax"](z)
    assert (a >= 0).all()
    np.testing.assert_allclose(a.sum(axis=-1), 1, rtol=1e-6)


NETS = {(name, dtype): MLP([3, 3], output=output, init=lambda rng, n, m: np.eye(n), dtype=dtype)
        for name, output in (("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")) for dtype in MOST}
TARGETS = st.sampled_from([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.25, 0.25, 0.5]])


@both
@pytest.mark.parametrize("name", ["cross_entropy", "binary_cross_entropy"])
def test_entropies_from_z_take_any_number_whose_loss_is_a_number(name, dtype):
    net = NETS[name, dtype]

    @given(arrays(dtype, 0.15), TARGETS)                    # 2 rows, 3 outputs, gaps of twice |z|: the sum has a number
    def check(pair, y):
        z, y = pair[0], [y, y]
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            trace = forward(net, z)
            value, delta = loss(net, z, y, name), backward(net, trace, y, name).delta[1]
        assert np.isfinite(value) and value >= 0
        assert np.isfinite(delta).all() and (abs(delta) <= 1).all()
    check()


@both
@given(st.data())
def test_gradients_of_the_entropies_take_any_finite_number(dtype, data):
    z, _ = data.draw(arrays(dtype))
    y = data.draw(TARGETS)
    for name in ("cross_entropy", "binary_cross_entropy"):
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            sigma = NETS[name, dtype].sigma[1]              # without dL/dW, a product with z that may have no number
            delta = LOSSES[name].delta(sigma, z, sigma(z), np.array([y, y], dtype))
        assert delta.dtype == dtype and np.isfinite(delta).all() and (abs(delta) <= 1).all()


# --- invariances

@given(st.lists(st.floats(-50, 50), min_size=2, max_size=6), st.floats(-1e3, 1e3))
@example([0.0, 1.0], 1e3)
def test_softmax_sums_to_one_and_a_shift_changes_nothing(z, shift):
    z = np.array(z)
    a = ACTIVATIONS["softmax"](z)
    assert a.sum() == pytest.approx(1, rel=1e-14)
    np.testing.assert_allclose(ACTIVATIONS["softmax"](z + shift), a, rtol=1e-12, atol=1e-300)


@given(st.integers(0, 2**32), st.floats(1e-3, 1e3), st.sampled_from(["relu", "leaky_relu", "identity"]))
def test_rectifiers_are_positively_homogeneous(seed, c, hidden):
    rng = np.random.default_rng(seed)
    net = MLP([3, 5, 2], hidden, rng=rng)
    net.theta += rng.normal(0, 0.5, net.theta.size)
    twin = net.with_theta(net.theta)
    twin.W[1], twin.b[1], twin.W[2] = c * net.W[1], c * net.b[1], net.W[2] / c
    x = rng.normal(size=(4, 3))
    np.testing.assert_allclose(twin.predict(x), net.predict(x), rtol=1e-11, atol=1e-12)


def test_a_sigmoid_is_not():
    net = MLP([3, 5, 2], "sigmoid", rng=0)
    twin = net.with_theta(net.theta)
    twin.W[1], twin.W[2] = 2 * net.W[1], net.W[2] / 2
    assert abs(twin.predict(np.ones(3)) - net.predict(np.ones(3))).max() > 0.01
