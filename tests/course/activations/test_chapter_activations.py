"""The activations chapter: its equations letter by letter, its numbers, and its explorers recomputed by loops."""
import ast
import math
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from chapter import Page
from node import told as told_of

from mlp_lib import ACTIVATIONS, MLP, data, exercises, explorers, fit
from mlp_lib.course.activations.exercises import handed_out
from mlp_lib.course.activations.exercises.curves import bump

PAGE = Page("activations")
told = PAGE.told
POINTS = [-6.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 6.0]


# the equations, as the slides write them

def sigmoid(z):
    return 1 / (1 + math.exp(-z))


EQUATIONS = {
    (6, "step"): lambda z: 1.0 if z >= 0 else 0.0,
    (7, "identity"): lambda z: z,
    (8, "sigmoid"): sigmoid,
    (9, "tanh"): lambda z: (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z)),
    (10, "relu"): lambda z: max(0.0, z),
}


@pytest.mark.parametrize("number, name", EQUATIONS)
def test_equation_is_in_the_chapter_once_and_in_the_library(number, name):
    assert PAGE.text.count(rf"\tag{{{number}}}") == PAGE.text.count(f"$$ (lecture-{number})") == 1
    for z in POINTS:
        assert ACTIVATIONS[name](z) == pytest.approx(EQUATIONS[number, name](z), rel=1e-13, abs=1e-15)
        assert 2 * sigmoid(2 * z) - 1 == pytest.approx(EQUATIONS[9, "tanh"](z), abs=1e-15)      # right side of (9)


@pytest.mark.parametrize("name, slope", [("sigmoid", lambda z: sigmoid(z) * (1 - sigmoid(z))),
                                         ("tanh", lambda z: 1 - math.tanh(z) ** 2), ("softplus", sigmoid),
                                         ("leaky_relu", lambda z: 1.0 if z > 0 else 0.01)])
def test_slopes_of_the_text(name, slope):
    for z in POINTS:
        assert ACTIVATIONS[name].derivative(z) == pytest.approx(slope(z), rel=1e-12)


# the numbers of the text

def test_one_number_after_the_other():
    told("It has 471 parameters.")
    assert (1 + 1) * 10 + 4 * (10 + 1) * 10 + (10 + 1) == 471
    told("the slope is a hundredth of the one at 0")
    assert sigmoid(6) * (1 - sigmoid(6)) / 0.25 == pytest.approx(0.01, rel=0.02)
    told(r"there it is $\tfrac12 \cdot \tfrac12 = \tfrac14$")
    told("at $z = 0$ that is 1, four times the sigmoid's")
    told("even flatter ([erratum E8](errata.ipynb#e8)), with a slope of 0.01 at $z = 3$, where the sigmoid has 0.045")
    assert 1 - math.tanh(3) ** 2 == pytest.approx(0.01, rel=0.02)
    assert sigmoid(3) * (1 - sigmoid(3)) == pytest.approx(0.045, abs=5e-4)
    assert max(sigmoid(z / 100) * (1 - sigmoid(z / 100)) for z in range(-600, 601)) == 0.25
    assert ACTIVATIONS["tanh"].derivative(0.0) == 4 * ACTIVATIONS["sigmoid"].derivative(0.0) == 1


# the explorers, by another way

def numbers(caption):
    high = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    caption = re.sub(r" · 10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", lambda found: f"e{int(found[1].translate(high)):+d}", caption)
    return [float(n.replace("−", "-")) for n in re.findall(r"[−-]?\d+(?:\.\d+)?(?:e[-+]\d+)?", caption)]


def test_tangent_is_a_difference_quotient():
    h, names = 1e-6, [name for name in ACTIVATIONS if name != "softmax"]
    settings = [{"activation": name, "z": z} for name in names for z in [*POINTS, -4.37]]
    for setting, caption in zip(settings, told_of(explorers.activations.tangent(), *settings), strict=True):
        name, z = setting.values()
        if z == 0 and ACTIVATIONS[name].kink:
            continue
        by_hand = {"leaky_relu": lambda z: z if z > 0 else 0.01 * z, "softplus": lambda z: math.log(1 + math.exp(z))}
        f = by_hand.get(name) or {name: f for (_, name), f in EQUATIONS.items()}[name]
        at, a, slope, each = (*numbers(caption), None)[:4]      # 6 is where `sigmoid-saturation` sends its reader
        assert (at, each) == (z, None)
        assert a == pytest.approx(f(z), abs=6e-5)
        assert slope == pytest.approx((f(z + h) - f(z - h)) / (2 * h), abs=6e-5)
        assert ("above the picture" in caption) == (a > 3.2) and ("below the picture" in caption) == (a < -1.3)


def test_collapse_of_identities_is_the_merged_layer():
    captions = explorers.activations.collapse().captions
    for (name, hidden, _), caption in captions.items():
        parameters, gap = numbers(caption)[-2:]
        assert parameters == 20 + 110 * (hidden - 1) + 11
        assert (gap == 0) == ("it is that line" in caption) == (name == "identity")
    net = MLP([1, 10, 10, 10, 10, 10, 1], "identity", rng=5)
    net = net.with_theta(np.random.default_rng(6).normal(size=471))
    W, b = net.W[1], net.b[1]
    for l in range(2, 7):
        W, b = exercises.show("one-layer-for-two").solution(W, b, net.W[l], net.b[l])
    for x in (-3.0, 0.0, 1.7):
        assert net.predict(np.array([x]))[0] == pytest.approx(W[0, 0] * x + b[0], rel=1e-9)


def share_left(name, depth, scale, init="glorot", target=1.0):
    """Return |dC/dz(1)| / |dC/dz(L)| and the mean hidden slope, medians over 10 draws, by backpropagation by hand."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(64, 30)), target * rng.normal(size=(64, 30))
    f = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: z * (z > 0)}[name]
    ratios, slopes = [], []
    for draw in range(10):
        net, a, zs = MLP([30] * (depth + 1), name, rng=draw, init=init), x, []
        for l in range(1, depth + 1):
            zs.append(np.einsum("ij,nj->ni", scale * net.W[l], a))
            a = f(zs[-1]) if l < depth else zs[-1]
        last = delta = 2 * (a - y)
        for l in range(depth - 1, 0, -1):
            slope = (f(zs[l - 1] + 1e-6) - f(zs[l - 1] - 1e-6)) / 2e-6
            delta = slope * np.einsum("ij,ni->nj", scale * net.W[l + 1], delta)
            slopes.append(slope.mean())
        ratios.append(np.sqrt((delta ** 2).sum() / (last ** 2).sum()))
    return np.median(ratios), np.median(np.reshape(slopes, (10, -1)).mean(axis=1))


def test_saturation_captions():
    captions = explorers.activations.saturation().captions
    for key in [("sigmoid", 10, 1.0), ("sigmoid", 3, 4.0), ("tanh", 10, 1.0), ("tanh", 10, 4.0), ("relu", 10, 1.0)]:
        slope, ratio = numbers(captions[key].split("draws:")[1].replace("layer 1 ", ""))[:2]
        left, mean = share_left(*key)
        assert ratio == pytest.approx(left, rel=0.03, abs=0.0051 if ratio >= 0.01 else 0)
        assert slope == pytest.approx(mean, abs=0.0051)


def test_what_the_text_reads_off_saturation():
    told("the sigmoid loses about a factor of four per layer")
    told("the first is left with two millionths of the last one's $\\delta$")
    left, _ = share_left("sigmoid", 10, 1.0)
    assert left == pytest.approx(2e-6, rel=0.2) and left ** (-1 / 9) == pytest.approx(4, rel=0.1)
    told("Tanh keeps about a third of $\\delta$ over the same ten layers")
    assert share_left("tanh", 10, 1.0)[0] == pytest.approx(1 / 3, rel=0.15)
    told("ReLU keeps a twenty-fifth")
    left, half = share_left("relu", 10, 1.0)
    assert left == pytest.approx(1 / 25, rel=0.15) and left ** (-1 / 9) == pytest.approx(math.sqrt(2), rel=0.05)
    assert half == pytest.approx(0.5, abs=0.05)
    told("make up for just the $\\sqrt2$ that it loses each way")      # for an error that does not hang on the weights
    assert share_left("relu", 10, 1.0, init="he", target=1e4)[0] == pytest.approx(1, abs=0.25)
    told("the mean slope of the tanh units has fallen from 0.85 to 0.21")
    assert share_left("tanh", 10, 1.0)[1] == pytest.approx(0.85, abs=0.005)
    assert share_left("tanh", 10, 4.0)[1] == pytest.approx(0.21, abs=0.005)
    told("50-fold for tanh and 40,000-fold for ReLU")
    assert share_left("tanh", 10, 4.0)[0] == pytest.approx(50, rel=0.1)
    assert share_left("relu", 10, 4.0)[0] == pytest.approx(40_000, rel=0.1)


def test_dying_units_by_loops():
    """Count again, unit by unit and row by row, what the text says of each learning rate."""
    told("Up to 0.5 none dies; at 1 the first few do; at 2 most of the fifty; at 3 all of them")
    told("The share of ReLU units that are off for every hour only ever rises: their inputs are the data")
    captions = explorers.activations.dying().captions
    bikes = data.bikeshare().sample(800, random_state=0)
    X = bikes[["hour", "temperature", "humidity", "wind"]].to_numpy(float)
    X, y = (X - X.mean(0)) / X.std(0), bikes[["bikers"]].to_numpy(float) / 100
    for (eta,), caption in captions.items():
        _, epochs, relu, relu_loss, leaky, leaky_loss = numbers(caption.replace("z ≤ 0", ""))
        assert epochs == 30 and leaky <= relu
        assert relu == 0 if eta <= 0.5 else 0 < relu <= 20 if eta == 1 else True
        assert 70 <= relu < 100 if eta == 2 else relu == 100 if eta == 3 else True
        assert leaky_loss < relu_loss - 0.05 if eta >= 2 else True
    run, dead = None, []
    for _ in range(30):                                             # at 1.0, the smallest rate with deaths
        net = MLP([4, 50, 1], "relu", rng=1) if run is None else run.net
        run = fit(net, X, y, loss="huber", eta=1.0, epochs=1, batch_size=20, rng=0 if run is None else None,
                  state=run and run.state)
        W, b = run.net.W[1], run.net.b[1]
        dead.append({m for m in range(50)
                     if all(sum(W[m, d] * row[d] for d in range(4)) + b[m] <= 0 for row in X)})
    assert all(before <= after for before, after in pairwise(dead))
    assert 2 * len(dead[-1]) == numbers(captions[1.0,].replace("z ≤ 0", ""))[2]


def test_building_error_by_loops():
    told("12 meet both, with a root mean squared error of 11 bikes an hour, and 16 do worse than 12")
    settings = [{"unit": unit, "count": count} for unit in ("ReLU hinges", "sigmoid bumps")
                for count in range(2, 25, 2)]
    captions = told_of(explorers.activations.building(), *settings)
    error = {tuple(setting.values()): numbers(caption)[-1] for setting, caption in zip(settings, captions, strict=True)}
    assert error["ReLU hinges", 12] == 11 < error["ReLU hinges", 16] < error["ReLU hinges", 4]
    bikes = data.bikeshare()
    bikes = bikes[bikes.workingday]
    mean = [bikes.bikers[bikes.hour == h].mean() for h in range(24)]
    for count in (2, 8, 24):                                        # pairs of sigmoids over equal parts of the day
        width, total = 24 / (count // 2), [0.0] * 24
        for k in range(count // 2):
            left, right = -0.5 + k * width, -0.5 + (k + 1) * width
            inside = [mean[h] for h in range(24) if left <= h < right]
            b, v = bump(left, right, sum(inside) / len(inside), 12)
            for h in range(24):
                total[h] += v[0] * sigmoid(12 * h + b[0]) + v[1] * sigmoid(12 * h + b[1])
        rms = math.sqrt(sum((t - m) ** 2 for t, m in zip(total, mean, strict=True)) / 24)
        assert error["sigmoid bumps", count] == pytest.approx(rms, abs=0.51)


# the exercises

@pytest.mark.parametrize("name", ["tanh", "pullback"])
def test_code_with_a_bug_is_the_same_on_the_card_and_in_the_cell(name):
    def body(source):
        return next(ast.dump(node) for node in ast.parse(source).body
                    if isinstance(node, ast.FunctionDef) and node.name == name)
    cell = next(cell.source for cell in PAGE.cells if f"def {name}(" in cell.source)
    assert body(cell) == body(Path(handed_out.__file__).read_text(encoding="utf-8"))


def test_solutions_hold_where_they_came_from():
    """Take the exercises' numbers from the things themselves."""
    v = exercises.show("tent-from-hinges").solution
    for x in np.linspace(-1, 4, 51):
        hinges = sum(v[k] * max(0, x - k) for k in range(3))
        assert hinges == pytest.approx(max(0, 1 - abs(x - 1)), abs=1e-12)
    steps = {tuple(-0.1 * d * a > 0 for a in map(sigmoid, z)) for d in (-2.0, 0.3)
             for z in np.random.default_rng(0).normal(size=(100, 4))}
    assert len(steps) == exercises.show("same-sign-gradients").solution
    a, da = 0.5, 1.0                                                # the best case: each bias brings z to 0
    for _ in range(5):
        da *= sigmoid(a - 0.5) * (1 - sigmoid(a - 0.5))
        a = sigmoid(a - 0.5)
    assert da == exercises.show("gradient-left").solution
    z, gradient = np.array([-1.0, 0.0, 2.0]), np.array([3.0, -4.0, -5.0])
    assert exercises.show("relu-slope").solution(z, gradient).tolist() == \
        ACTIVATIONS["relu"].pullback(z, ACTIVATIONS["relu"](z), gradient).tolist()
