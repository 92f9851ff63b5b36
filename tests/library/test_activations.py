"""Activations: values against high-precision arithmetic, slopes against differences, and no overflow anywhere."""
import math
from decimal import Decimal, localcontext

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS

ELEMENTWISE = [name for name in ACTIVATIONS if name != "softmax"]
EXTREMES = [0.0, -0.0, 5e-324, -5e-324, 1e-300, 1.0, -1.0, 36.0, -36.0, 710.0, -710.0, 746.0, -746.0, 1e308, -1e308,
            np.finfo(float).max, -np.finfo(float).max]


def exact(name, z):
    """Return sigma(z) and sigma'(z) from 60-digit decimals, with no shared code."""
    with localcontext() as context:
        context.prec = 60
        z = Decimal(z)
        e = z.exp()
        value, slope = {
            "identity": (z, 1),
            "step": (int(z >= 0), 0),
            "sigmoid": (e / (1 + e), e / (1 + e) ** 2),
            "tanh": ((e - 1 / e) / (e + 1 / e), 4 / (e + 1 / e) ** 2),
            "relu": (max(z, Decimal(0)), int(z > 0)),
            "leaky_relu": (z if z > 0 else z / 100, 1 if z > 0 else Decimal("0.01")),
            "softplus": ((1 + e).ln(), e / (1 + e)),
        }[name]
        return float(value), float(slope)


def test_table_has_the_eight_of_the_contract():
    assert list(ACTIVATIONS) == ["identity", "step", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "softmax"]
    for name, sigma in ACTIVATIONS.items():
        assert sigma.name == name and sigma.formula and name in repr(sigma)


@pytest.mark.parametrize("z", [-30.0, -5.5, -1.0, -0.3, -1e-9, 0.0, 1e-9, 0.25, 1.0, 2.0, 5.5, 30.0])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_value_and_slope_against_decimals(name, z):
    value, slope = exact(name, z)
    sigma = ACTIVATIONS[name]
    assert sigma(z) == pytest.approx(value, rel=1e-14, abs=1e-300)
    # sigmoid and tanh: 1 - a cancels far out, where the slope itself is below the rounding of a
    assert sigma.derivative(z) == pytest.approx(slope, rel=1e-14, abs=3e-16)
    assert sigma.derivative(z, sigma(z)) == sigma.derivative(z)
    assert sigma.pullback(np.array([z]), np.array([sigma(z)]), np.array([3.0])) == 3 * sigma.derivative(z)


def test_conventions_at_zero():
    assert ACTIVATIONS["step"](0.0) == 1 and ACTIVATIONS["step"](-0.0) == 1 and ACTIVATIONS["step"](-5e-324) == 0
    assert ACTIVATIONS["relu"].derivative(0.0) == 0 and ACTIVATIONS["relu"].derivative(5e-324) == 1
    assert ACTIVATIONS["leaky_relu"].derivative(0.0) == 0.01
    assert ACTIVATIONS["sigmoid"](0.0) == 0.5 and ACTIVATIONS["sigmoid"].derivative(0.0) == 0.25
    assert ACTIVATIONS["tanh"](0.0) == 0 and ACTIVATIONS["tanh"].derivative(0.0) == 1
    assert ACTIVATIONS["softplus"](0.0) == pytest.approx(math.log(2), rel=1e-15)


def test_identities_of_the_lecture():
    z = np.linspace(-8, 8, 201)
    sigmoid, tanh = ACTIVATIONS["sigmoid"], ACTIVATIONS["tanh"]
    np.testing.assert_allclose(tanh(z), 2 * sigmoid(2 * z) - 1, atol=4e-16)          # S12
    np.testing.assert_allclose(sigmoid(-z), 1 - sigmoid(z), atol=2e-16)
    np.testing.assert_allclose(ACTIVATIONS["softplus"].derivative(z), sigmoid(z), rtol=1e-15)
    np.testing.assert_allclose(ACTIVATIONS["softmax"](np.stack([z, 0 * z], 1))[:, 0], sigmoid(z), rtol=1e-14)


@pytest.mark.parametrize("name", [n for n in ELEMENTWISE if n != "step"])
def test_slope_against_central_differences(name):
    z = np.array([-3.1, -1.7, -0.6, -0.2, 0.15, 0.5, 1.3, 2.9])                      # away from the kink
    h = 1e-5
    sigma = ACTIVATIONS[name]
    np.testing.assert_allclose(sigma.derivative(z), (sigma(z + h) - sigma(z - h)) / (2 * h), rtol=1e-8)


def test_softmax_by_hand():
    # e^0 : e^ln2 : e^ln5 = 1 : 2 : 5, the sum is 8
    a = ACTIVATIONS["softmax"]([0.0, math.log(2), math.log(5)])
    np.testing.assert_allclose(a, [1 / 8, 2 / 8, 5 / 8], rtol=1e-15)
    # Jacobian a_i (1{i=j} - a_j), in 64ths
    jacobian = ACTIVATIONS["softmax"].derivative([0.0, math.log(2), math.log(5)])
    np.testing.assert_allclose(64 * jacobian, [[7, -2, -5], [-2, 12, -10], [-5, -10, 15]], rtol=1e-14)
    # pullback of da = (1, 0, 4): sum a da = 21/8, so a (da - 21/8) = (-13, -42, 55)/64
    back = ACTIVATIONS["softmax"].pullback(np.zeros(3), a, np.array([1.0, 0, 4]))
    np.testing.assert_allclose(64 * back, [-13, -42, 55], rtol=1e-13)


def test_softmax_pullback_is_the_jacobian_row_by_row():
    rng = np.random.default_rng(0)
    z, da = rng.normal(size=(2, 5, 4))
    softmax = ACTIVATIONS["softmax"]
    a, h = softmax(z), 1e-6
    expected = np.einsum("ni,nij->nj", da, softmax.derivative(z))
    np.testing.assert_allclose(softmax.pullback(z, a, da), expected, atol=1e-15)
    for j in range(4):
        step = h * np.eye(4)[j]
        numeric = (softmax(z + step) - softmax(z - step)) / (2 * h)
        np.testing.assert_allclose(softmax.derivative(z)[:, :, j], numeric, atol=1e-9)
    np.testing.assert_allclose(a.sum(axis=1), 1, rtol=1e-15)
    np.testing.assert_allclose(softmax(z + 300), a, rtol=1e-12)                      # a shift changes nothing


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_no_overflow_for_any_finite_z(name, dtype):
    scale = np.finfo(dtype).max / np.finfo(np.float64).max if dtype is np.float32 else 1.0
    z = np.array([v * scale if abs(v) > 1e100 else v for v in EXTREMES]).astype(dtype)
    sigma = ACTIVATIONS[name]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a, da = sigma(z), np.ones_like(z)
        slope, back = sigma.derivative(z, a), sigma.pullback(z, a, da)
        assert a.dtype == slope.dtype == back.dtype == dtype
    for array in (a, slope, back):
        assert np.isfinite(array).all()
    bounds = {"sigmoid": (0, 1), "tanh": (-1, 1), "softmax": (0, 1), "step": (0, 1)}.get(name)
    if bounds:
        assert bounds[0] <= a.min() and a.max() <= bounds[1]
    if name == "softmax":
        assert a.sum() == pytest.approx(1)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_extremes_have_the_right_limits(name):
    big = np.finfo(float).max
    low, high = {"identity": (-big, big), "step": (0, 1), "sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, big),
                 "leaky_relu": (-0.01 * big, big), "softplus": (0, big)}[name]
    assert ACTIVATIONS[name](-big) == low and ACTIVATIONS[name](big) == high
    assert ACTIVATIONS["sigmoid"](-700.0) == pytest.approx(math.exp(-700), rel=1e-12)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 3, 4)])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_shape_is_kept_and_the_input_untouched(name, shape):
    z = np.full(shape, -0.5)
    z.setflags(write=False)
    assert np.shape(ACTIVATIONS[name](z)) == np.shape(ACTIVATIONS[name].derivative(z)) == shape
    assert (z == -0.5).all()


@pytest.mark.parametrize(("z", "error", "words"), [
    ([1.0, np.nan], ValueError, r"z\[1\] is nan.*finite"),
    (np.inf, ValueError, "z is inf"),
    ("text", TypeError, "array of numbers, got str: 'text'"),
    (["1", "2"], TypeError, "array of numbers"),
    (None, ValueError, "z is None"),
    ([1 + 2j], TypeError, "array of numbers"),
    ([10**400], TypeError, "array of numbers"),
    (np.datetime64("2023-04-05"), TypeError, "array of numbers"),
    ([[1.0], [2.0, 3.0]], TypeError, "array of numbers"),
])
@pytest.mark.parametrize("name", ["tanh", "softmax"])
def test_bad_z_is_named(name, z, error, words):
    for call in (ACTIVATIONS[name], ACTIVATIONS[name].derivative):
        with pytest.raises(error, match=words):
            call(z)


@pytest.mark.parametrize("z", [1.0, np.zeros((2, 0))])
def test_softmax_needs_units(z):
    with pytest.raises(ValueError, match="softmax compares units"):
        ACTIVATIONS["softmax"](z)


def test_the_relu_family_starts_from_he_weights():
    assert {name for name, sigma in ACTIVATIONS.items() if sigma.rectifier} == {"relu", "leaky_relu", "softplus"}


@pytest.mark.parametrize("a", [[0.5], [0.5, 0.5, 0.5], [[0.5, 0.5]]])
def test_a_of_another_shape_is_refused(a):
    with pytest.raises(ValueError, match=r"but z is \(2,\): wanted sigma\(z\)"):
        ACTIVATIONS["sigmoid"].derivative([0.0, 0.0], a)
