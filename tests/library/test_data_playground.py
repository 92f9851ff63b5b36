"""Tests of data.playground against the Playground's rules, each written out once more point by point."""
import math

import numpy as np
import pytest

from mlp_lib import data


def radius(X):
    return np.hypot(X[:, 0], X[:, 1])


@pytest.mark.parametrize("name, n, values", [
    ("circle", 500, 2), ("xor", 500, 2), ("gauss", 500, 2), ("spiral", 500, 2),
    ("reg-plane", 1200, 1200), ("reg-gauss", 1200, None)])
def test_shapes_defaults_and_seeds(name, n, values):
    X, y = data.playground(name, rng=3)
    assert X.shape == (n, 2) and y.shape == (n, 1) and X.dtype == y.dtype == float
    assert values is None or len(np.unique(y)) == values
    again = data.playground(name, rng=np.random.default_rng(3))
    assert (X == again[0]).all() and (y == again[1]).all()
    assert (X != data.playground(name, rng=4)[0]).any()
    assert (data.playground(name)[0] != data.playground(name)[0]).any()     # None is fresh
    assert data.playground(name, n=20, rng=0)[0].shape == (20, 2)


@pytest.mark.parametrize("name", ["circle", "gauss", "spiral"])
def test_classes_are_equal_and_shuffled(name):
    _, y = data.playground(name, rng=0)
    assert y.sum() == 0
    assert abs(y[:250].sum()) < 50      # in order it would be 250


def test_circle():
    X, y = data.playground("circle", rng=0)
    r, inner = radius(X), y[:, 0] == 1
    assert r[inner].max() < 2.5 and 3.5 <= r[~inner].min() and r.max() <= 5
    assert r[inner].mean() == pytest.approx(1.25, abs=0.15)     # uniform in the radius, not in the area
    noisy, label = data.playground("circle", noise=10, rng=0)
    assert (noisy == X).all()                                   # the dots do not move
    flipped = (label != y)[:, 0]
    reach = math.hypot(0.5, 0.5)                                # a tenth of 5, both ways
    assert flipped.any() and (r[flipped] > 2.5 - reach).all() and (r[flipped] < 2.5).all()


def test_xor():
    X, y = data.playground("xor", rng=0)
    assert np.abs(X).min() >= 0.3 and 5 < np.abs(X).max() <= 5.3
    assert all(label == (1 if a * b >= 0 else -1) for (a, b), label in zip(X, y[:, 0], strict=True))
    noisy, label = data.playground("xor", noise=10, rng=0)
    assert (noisy == X).all()
    flipped = (label != y)[:, 0]
    assert flipped.any() and np.abs(X[flipped]).min(axis=1).max() < 0.5
    assert data.PLAYGROUND["xor"].label(np.array([[0.0, -3.0], [1.0, -1.0]])).tolist() == [1, -1]


@pytest.mark.parametrize("name, rule", [
    ("circle", lambda a, b: np.hypot(a, b) < 2.5),
    ("xor", lambda a, b: a * b >= 0),
])
def test_full_noise_shifts_what_is_labelled_by_two_and_a_half_each_way(name, rule):
    X, y = data.playground(name, n=40_000, noise=50, rng=0)
    shift = np.random.default_rng(1).uniform(-2.5, 2.5, (2, 40_000))
    before, after = rule(*X.T), rule(*(X.T + shift))
    flipped = (y[:, 0] == 1) != before
    assert 0.1 < flipped.mean() == pytest.approx(np.mean(before != after), abs=0.012)


@pytest.mark.parametrize("noise, variance", [(0, 0.5), (25, 2.25), (50, 4)])
def test_gauss(noise, variance):
    X, y = data.playground("gauss", n=40_000, noise=noise, rng=0)
    for sign in (1, -1):
        cloud = X[y[:, 0] == sign]
        assert len(cloud) == 20_000
        assert cloud.mean(axis=0) == pytest.approx([2 * sign, 2 * sign], abs=0.06)
        assert cloud.var(axis=0) == pytest.approx([variance, variance], rel=0.05)
        assert abs(np.corrcoef(cloud.T)[0, 1]) < 0.03


def test_spiral():
    wanted = []
    for label, start in ((1, 0.0), (-1, math.pi)):
        for i in range(250):
            r, t = 5 * i / 250, 1.75 * 2 * math.pi * i / 250 + start
            wanted.append((label, r * math.sin(t), r * math.cos(t)))
    X, y = data.playground("spiral", rng=0)
    rows = np.round(np.hstack([y, X]), 9) + 0.0
    assert sorted(map(tuple, rows)) == sorted(map(tuple, np.round(wanted, 9) + 0.0))
    noisy, label = data.playground("spiral", noise=20, rng=0)
    assert (label == y).all() and 0.19 < np.abs(noisy - X).max() <= 0.2     # the dots move


def test_reg_plane():
    X, y = data.playground("reg-plane", rng=0)
    assert 5.9 < np.abs(X).max() <= 6
    assert y[:, 0] == pytest.approx((X[:, 0] + X[:, 1]) / 10)
    noisy, label = data.playground("reg-plane", noise=50, rng=0)
    assert (noisy == X).all() and 0.5 < np.abs(label - y).max() <= 0.6      # (3 + 3)/10


def bump(x, y):
    """The label as the Playground finds it: the largest in absolute value of six cones."""
    best = 0
    for cx, cy, sign in ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)):
        new = sign * min(max(1 - math.hypot(x - cx, y - cy) / 2, 0), 1)
        best = new if abs(new) > abs(best) else best
    return best


def test_reg_gauss():
    label = data.PLAYGROUND["reg-gauss"].label
    centres = np.array([(-4, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)])
    assert label(centres).tolist() == [1, -1, 1, -1, 1, -1]
    assert label(np.array([(-4, 3.5), (0, 0), (2, 2.5), (6, 2.5), (0.0, -1.0)])).tolist() == [0.5, 0, 0, 0, 0.25]
    X, y = data.playground("reg-gauss", rng=0)
    assert y[:, 0] == pytest.approx([bump(*x) for x in X]) and not np.signbit(y[y == 0]).any()
    noisy, shifted = data.playground("reg-gauss", noise=15, rng=0)
    assert (noisy == X).all() and 0.1 < np.abs(shifted - y).mean()
    assert np.abs(shifted - y).max() <= math.hypot(0.9, 0.9) / 2 + 1e-12     # slope 1/2, at most 0.15 * 6 each way


def test_adding_a_set_is_one_entry(monkeypatch):
    rules = data.PlaygroundSet(30, lambda n, noise, rng: rng.uniform(0, 1, (n, 2)), lambda x: x[:, 0] - x[:, 1])
    monkeypatch.setitem(data.PLAYGROUND, "ramp", rules)
    X, y = data.playground("ramp", rng=0)
    assert X.shape == (30, 2) and y[:, 0] == pytest.approx(X[:, 0] - X[:, 1])


@pytest.mark.parametrize("arguments, error, message", [
    ({"name": "circel"}, ValueError, "Did you mean 'circle'"),
    ({"name": "moons"}, ValueError, "Known: circle, xor, gauss, spiral, reg-plane, reg-gauss"),
    ({"name": 3}, TypeError, "by name"),
    ({"n": 0}, ValueError, "n must be from 1 to"),
    ({"n": 7}, ValueError, "n must be even for 'circle', half for each class, got 7. Take 8"),
    ({"n": 10.0}, TypeError, "whole number"),
    ({"n": True}, TypeError, "whole number"),
    ({"noise": -1}, ValueError, "slider, 0 to 50"),
    ({"noise": 51}, ValueError, "at most 50, as on the Playground's slider, got 51"),
    ({"noise": float("nan")}, ValueError, "finite"),
    ({"noise": "10"}, TypeError, "noise must be a number"),
    ({"rng": -1}, ValueError, "rng"),
    ({"rng": 0.5}, TypeError, "Pass a seed"),
])
def test_bad_input_is_named(arguments, error, message):
    with pytest.raises(error, match=message):
        data.playground(**{"name": "circle", **arguments})


def test_odd_numbers_are_fine_where_no_class_is_drawn_by_halves():
    assert data.playground("xor", n=7, rng=0)[0].shape == (7, 2)
    assert data.playground("reg-plane", n=1, rng=0)[1].shape == (1, 1)
