"""mpmath: every activation, slope, and loss from z, out to the ends of the doubles, against the naive formula.

The naive formula is the one of the book, with no rearrangement; in a thousand digits it needs none.
"""
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from mlp_lib import ACTIVATIONS, MLP, backward, forward, loss

ELEMENTWISE = [name for name in ACTIVATIONS if name != "softmax"]
SIZES = [5e-324, 2.3e-308, 1e-300, 1e-20, 1e-9, 0.01, 0.5, 1.0, 2.0, 13.0, 19.0, 20.0, 36.0, 37.5, 88.0, 104.0, 709.0,
         710.0, 745.0, 746.0, 1e3, 1e10, 1e100, 1e300, 1.7976931348623157e308]
POINTS = [0.0, -0.0, *SIZES, *(-size for size in SIZES)]
# 1 - a loses the digits that a tells apart from 1, so far out these slopes are right to the rounding of 1, no further
ROUNDED = {"sigmoid": 3e-16, "tanh": 3e-16}


@pytest.fixture(scope="module", autouse=True)
def digits():
    with mp.workdps(1000):
        yield


def exact(name, z):
    """Return sigma(z) and sigma'(z)."""
    z = mpf(z)
    e = mp.exp(z)
    return {
        "identity": lambda: (z, mpf(1)),
        "step": lambda: (mpf(z >= 0), mpf(0)),
        "sigmoid": lambda: (1 / (1 + 1 / e), e / (1 + e) ** 2),
        "tanh": lambda: (mp.sinh(z) / mp.cosh(z), 1 / mp.cosh(z) ** 2),
        "relu": lambda: (max(z, mpf(0)), mpf(z > 0)),
        "leaky_relu": lambda: (z if z > 0 else z / 100, mpf(1) if z > 0 else mpf(1) / 100),
        "softplus": lambda: (mp.log(1 + e), e / (1 + e)),
    }[name]()


def agree(ours, theirs, close, tiny):
    """Assert that two numbers differ by no more than `close`, relative, or by `tiny`."""
    assert abs(mpf(float(ours)) - theirs) <= close * abs(theirs) + tiny, (ours, mp.nstr(theirs, 20))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_activations_and_slopes_at_the_ends_of_the_doubles(name):
    sigma = ACTIVATIONS[name]
    for z in POINTS:
        value, slope = exact(name, z)
        agree(sigma(z), value, 1e-14, 5e-324)               # below the smallest double there is nothing to be close to
        agree(sigma.derivative(z), slope, 1e-14, ROUNDED.get(name, 5e-324))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_activations_and_slopes_in_float32(name):
    sigma = ACTIVATIONS[name]
    for z in np.float32([point for point in POINTS if abs(point) <= 3.4028235e38] + [3.4028235e38, -3.4028235e38]):
        value, slope = exact(name, float(z))
        assert sigma(z).dtype == sigma.derivative(z).dtype == np.float32
        agree(sigma(z), value, 1e-6, 1.5e-45)
        agree(sigma.derivative(z), slope, 1e-6, 2e-7 if name in ROUNDED else 1.5e-45)


@pytest.mark.parametrize("name", ELEMENTWISE)
@given(z=st.floats(allow_nan=False, allow_infinity=False) | st.floats(-800, 800))
def test_activations_and_slopes_anywhere(name, z):
    value, slope = exact(name, z)
    agree(ACTIVATIONS[name](z), value, 1e-14, 5e-324)
    agree(ACTIVATIONS[name].derivative(z), slope, 1e-14, ROUNDED.get(name, 5e-324))


# --- from z: a network of one layer with the identity matrix, so that z is x

def through(output, K):
    net = MLP([K, K], output=output, init=lambda rng, n, m: np.eye(n))
    assert not net.b[1].any()
    return net


ROWS = [[0.0, 0.0, 0.0], [1.0, 2.0, 3.0], [1.0, 1.0 + 2**-52, 1.0 - 2**-53], [1e-20, 0.0, -1e-20], [5e-324, 0.0, 0.0],
        [40.0, 0.0, -1.0], [700.0, 0.0, -700.0], [745.2, 0.0, 0.0], [800.0, 0.0, 799.9999999999999],
        [1e10, 1e10 + 2e-6, 0.0], [1e16, 1e16 + 2, 1e16 - 2], [1e300, 0.0, -1e300], [1e300, 1e300, 1e300],
        [-1e300, -1e300, -9.99e299], [1e300, 1e300 * (1 + 2**-52), 0.0], [-8e307, 8e307, 0.0]]
TARGETS = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.2, 0.3, 0.5], [1e-7, 0.5, 0.4999999]]
numbers = st.floats(-8e307, 8e307) | st.floats(-50, 50)


def check_softmax(z, y):
    """Hold softmax, cross-entropy and its gradient against e^z / sum e^z and -sum y log a."""
    e = [mp.exp(mpf(v)) for v in z]
    total = sum(e)
    net = through("softmax", 3)
    for ours, theirs in zip(net.predict(z), e, strict=True):
        agree(ours, theirs / total, 1e-13, 5e-324)
    value = sum(mpf(t) * (mp.log(total) - mpf(v)) for t, v in zip(y, z, strict=True))
    agree(loss(net, z, y, "cross_entropy"), value, 1e-12, 5e-324)
    for ours, part, t in zip(backward(net, forward(net, z), y, "cross_entropy").delta[1], e, y, strict=True):
        agree(ours, part / total - mpf(t), 1e-13, 3e-16)    # a - y: right to the rounding of a


@pytest.mark.parametrize("y", TARGETS, ids=str)
@pytest.mark.parametrize("z", ROWS, ids=str)
def test_softmax_and_cross_entropy(z, y):
    check_softmax(z, y)


@given(st.lists(numbers, min_size=3, max_size=3), st.sampled_from(TARGETS[:4]))
@example([0.0, -1e-300, 1e-300], [0.2, 0.3, 0.5])
def test_softmax_and_cross_entropy_anywhere(z, y):
    check_softmax(z, y)


@pytest.mark.parametrize("y", [0.0, 1.0, 0.5, 1e-12])
def test_sigmoid_and_binary_cross_entropy(y):
    net = through("sigmoid", 1)
    for z in POINTS:
        value = mpf(y) * mp.log(1 + mp.exp(-mpf(z))) + (1 - mpf(y)) * mp.log(1 + mp.exp(mpf(z)))
        agree(loss(net, [z], [y], "binary_cross_entropy"), value, 1e-13, 5e-324)
        delta = backward(net, forward(net, [z]), [y], "binary_cross_entropy").delta[1][0]
        agree(delta, exact("sigmoid", z)[0] - mpf(y), 1e-13, 3e-16)


def huber(e):
    return e * e / 2 if abs(e) <= 1 else abs(e) - mpf(1) / 2


FORMULAS = {                                                # of e = a - y: the loss, its derivative by a
    "squared_error": (lambda e: e * e, lambda e: 2 * e), "half_squared_error": (lambda e: e * e / 2, lambda e: e),
    "absolute_error": (abs, mp.sign), "huber": (huber, lambda e: max(min(e, mpf(1)), mpf(-1))),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_losses_of_a_residual_of_any_size(name):
    net, (value, slope) = through("identity", 1), FORMULAS[name]
    for z in (point for point in POINTS if abs(point) < 1e150 or "squared" not in name):    # or e^2 is no double
        for y in (0.0, 0.25, -3.0, 1e10):
            e = mpf(z - y)                                  # the subtraction is exact or rounded once, as ours is
            agree(loss(net, [z], [y], name), value(e), 1e-13, 5e-324)
            agree(backward(net, forward(net, [z]), [y], name).delta[1][0], slope(e), 1e-13, 5e-324)
