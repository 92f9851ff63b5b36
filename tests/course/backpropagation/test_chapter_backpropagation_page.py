"""The page on backpropagation: its three views, the numbers in its text, and its exercises put together."""
import itertools
import re

import numpy as np
import pytest
from backpropagation_page import BIKES, HOUR, X, Y, sigma, slope
from chapter import Page

from mlp_lib import MLP, backward, exercises, explorers, forward, numerical_gradient

PAGE = Page("backpropagation")


@pytest.fixture(scope="module")
def views():
    """The functions `sums` and `matrices` as the page defines them."""
    space = {"np": np, "forward": forward}
    for name in ("sums", "matrices"):
        source = next(s for s in PAGE.sources if s.startswith(f"def {name}("))
        exec(source.split("\n\n")[0], space)
    return space["sums"], space["matrices"]


@pytest.mark.parametrize("sizes", [[1, 1, 1, 1], [2, 2, 2, 1], [3, 4, 2], [2, 3, 1, 4, 2]])
@pytest.mark.parametrize("hidden", ["sigmoid", "tanh"])
def test_three_views_agree(views, sizes, hidden):
    net = MLP(sizes, hidden, rng=3)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=sizes[0]), rng.normal(size=sizes[-1])
    grad = backward(net, forward(net, x), y)
    numeric = net.with_theta(numerical_gradient(net, x, y))
    for view in views:
        for l, dW in view(net, x, y).items():
            np.testing.assert_allclose(dW, grad.W[l], rtol=1e-12, atol=1e-15)
            np.testing.assert_allclose(dW, numeric.W[l], rtol=1e-5, atol=1e-8)


def test_factors_of_the_chain_agree_with_the_other_views(chain, views):
    a1 = sigma(0.66)
    a2 = sigma(-1.5 * a1 + 0.5)
    error = 2 * (2.0 * a2 + 0.4 - 3.0)
    by_factors = {3: error * a2, 2: error * 2.0 * a2 * (1 - a2) * a1,
                  1: error * 2.0 * a2 * (1 - a2) * -1.5 * a1 * (1 - a1) * 1.2}
    for l, number in by_factors.items():
        assert number == pytest.approx(slope(f"w{l}", {1: 0.8, 2: -1.5, 3: 2.0}[l]), rel=1e-7)
        for view in views:
            assert np.ravel(view(chain, [X], [Y])[l])[0] == pytest.approx(number, rel=1e-12)


def test_page_and_tests_have_the_same_networks(chain, wide):
    space = {"np": np, "MLP": MLP, "ACTIVATIONS": {"sigmoid": np.vectorize(sigma)}, "explorers": explorers}
    for start in ('sigmoid = ACT', "wide = MLP", "chain = MLP"):
        exec("\n".join(line for line in next(s for s in PAGE.sources if s.startswith(start)).split("\n")
                       if not line.startswith(("explorers", "print"))), space)
    np.testing.assert_array_equal(space["wide"].theta, wide.theta)
    np.testing.assert_array_equal(space["chain"].theta, chain.theta)
    assert (space["x"], space["y"], space["hour"], space["bikes"]) == (X, Y, HOUR, BIKES)


def test_paths_add_up(wide):
    """The gradient of every first-layer weight is the sum, over all paths, of the product along each."""
    z, a = forward(wide, HOUR)
    s = {l: [sigma(v) * (1 - sigma(v)) for v in z[l]] for l in (1, 2)}
    grad = backward(wide, forward(wide, HOUR), BIKES)
    for i, j in itertools.product(range(2), repeat=2):
        paths = [2 * (a[3][0] - 3.0) * wide.W[3][0, k] * s[2][k] * wide.W[2][k, i] * s[1][i] * HOUR[j] for k in (0, 1)]
        assert sum(paths) == pytest.approx(grad.W[1][i, j], rel=1e-12)
        if (i, j) == (0, 0):
            assert [round(p, 4) for p in paths] == [0.8976, 0.1789]


def test_too_early_gives_the_numbers_of_the_page():
    a1 = sigma(0.66)
    a2 = sigma(-1.5 * a1 + 0.5)
    s1, s2, error = a1 * (1 - a1), a2 * (1 - a2), 2 * (2 * a2 + 0.4 - 3)
    right = slope("w1", 0.8)
    early = {}
    for eta in (0.01, 0.1, 0.5, 1.0):
        w3 = 2.0 - eta * error * a2
        w2 = -1.5 - eta * error * w3 * s2 * a1
        early[eta] = error * w3 * s2 * w2 * s1 * X
        out = "".join(o.text for c in PAGE.code if "new_w3" in c.source for o in c.outputs)
        assert f"eta = {eta:4.2f}: early {early[eta]:8.4f}" in out
    assert abs(early[0.01] / right - 1) < 0.002                              # "a thousandth"
    assert early[0.5] / right == pytest.approx(2 / 3, abs=0.03)              # "by a third"
    assert early[1.0] * right < 0                                            # "the wrong sign"


def test_numbers_in_the_text():
    a1 = sigma(0.66)
    a2 = sigma(-1.5 * a1 + 0.5)
    slopes = a2 * (1 - a2), a1 * (1 - a1)
    assert [f"{s:.3f}" for s in slopes] == ["0.236", "0.225"] and "0.236 and 0.225" in PAGE.text
    assert 1 / 22 < slopes[0] * slopes[1] < 1 / 18 and 1e-6 < 0.23**9 < 3e-6  # a twentieth; two millionths
    assert 100**4 == 1e8 and "a hundred million" in PAGE.text
    minutes = sum(e.minutes for e in exercises.ALL.values() if e.chapter == "backpropagation" and e.level == "core")
    assert 80 <= minutes <= 105                                              # with an hour of reading: 2 1/2 hours


# exercises, solved as a reader would: every part used in the next

def test_the_parts_make_a_network_that_learns():
    part = {name: exercises.ALL[name].solution for name in (
        "own-sigmoid-and-slope", "own-layer-forward", "own-loss-gradient", "own-delta-hidden", "own-batch-gradients",
        "own-training-xor")}
    inputs, targets = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), np.array([[0], [1], [1], [0.0]])
    rng = np.random.default_rng(0)
    W1, b1, W2, b2 = start = rng.normal(0, 2, (4, 2)), np.zeros(4), rng.normal(0, 1, (1, 4)), np.zeros(1)
    for _ in range(1000):
        A1, _ = part["own-sigmoid-and-slope"](part["own-layer-forward"](W1, b1, inputs))
        _, D2 = part["own-loss-gradient"](part["own-layer-forward"](W2, b2, A1), targets)
        D2 = D2 / 4
        D1 = np.array([part["own-delta-hidden"](W2, d, a) for d, a in zip(D2, A1, strict=True)])
        (dW1, db1), (dW2, db2) = part["own-batch-gradients"](D1, inputs), part["own-batch-gradients"](D2, A1)
        W1, b1, W2, b2 = W1 - 0.5 * dW1, b1 - 0.5 * db1, W2 - 0.5 * dW2, b2 - 0.5 * db2
    out = part["own-layer-forward"](W2, b2, 1 / (1 + np.exp(-(inputs @ W1.T + b1))))
    assert np.abs(out - targets).max() < 0.01
    for own, got in zip((W1, b1, W2, b2), part["own-training-xor"](inputs, targets, *start, 0.5, 1000), strict=True):
        np.testing.assert_allclose(own, got, rtol=1e-6, atol=1e-9)


def test_chapter_has_the_exercises_that_the_page_shows():
    shown = re.findall(r'exercises\.show\("([\w-]+)"\)', "\n".join(PAGE.sources))
    checked = re.findall(r'exercises\.check\("([\w-]+)"', "\n".join(PAGE.sources))
    mine = {e.id for e in exercises.ALL.values() if e.chapter == "backpropagation"}
    assert shown == checked and set(shown) == mine and len(mine) >= 10
