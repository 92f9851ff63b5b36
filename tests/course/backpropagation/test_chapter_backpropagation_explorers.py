"""The explorers of the chapter on backpropagation: every number under a picture, against another computation."""
import itertools
import math
import re

import numpy as np
import pytest
from backpropagation_page import BIKES, HOUR, X, Y, cost, slope
from chapter import Page
from node import told

from mlp_lib import backward, data, explorers, forward, numerical_gradient

PAGE = Page("backpropagation")


def numbers_in(text):
    """Return a caption's numbers as floats."""
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def test_descent_on_a_curve_against_its_closed_form():
    explorer = explorers.backpropagation.curve()
    settings = [{"eta": eta, "step": step, "w0": w0} for eta in (0.05, 0.2, 0.4, 0.75, 0.8, 0.85)
                for step in (0, 1, 2, 20) for w0 in (-1, 3.5)]
    for setting, caption in zip(settings, told(explorer, *settings), strict=True):
        eta, step, w0 = setting.values()
        w, shown = 2 + (w0 - 2) * (1 - 2.5 * eta) ** step, numbers_in(caption)
        assert shown[:2] == [eta, step] and shown[2:4] == pytest.approx([w, 1.25 * (w - 2) ** 2], abs=6e-4)
    back, forth = told(explorer, {"eta": 0.8, "step": 19, "w0": -1}, {"eta": 0.8, "step": 20, "w0": -1})
    assert "w = 5.000, C = 11.250" in back and "w = −1.000, C = 11.250" in forth        # for ever


def test_what_the_text_says_of_two_valleys():
    """From w = -3.2 small rates end on that side, 0.4 is thrown across, 0.8 out; the right valley is deeper."""
    settings = [{"cost": "two valleys", "w0": -3.2, "eta": eta, "step": 20} for eta in (0.05, 0.2, 0.4, 0.8)]
    *near, across, out = told(explorers.backpropagation.curve(), *settings)
    assert [numbers_in(c)[2] > 0 for c in (*near, across)] == [False, False, True] and "diverges" in out
    assert min(numbers_in(c)[3] for c in near) > numbers_in(across)[3]
    for setting, caption in zip(settings, (*near, across), strict=False):
        w = -3.2
        for _ in range(20):
            w -= setting["eta"] * (4 * w**3 - 16 * w - 3) / 8
        assert numbers_in(caption)[2:4] == pytest.approx([w, (w**4 - 8 * w**2 - 3 * w) / 8 + 4], abs=6e-4)


def test_descent_on_a_surface_against_the_normal_equations():
    explorer = explorers.backpropagation.surface()
    bikes = data.bikeshare().iloc[::20]
    x, y = bikes["temperature"].to_numpy(float) / 10, bikes["bikers"].to_numpy(float) / 100
    inputs = {"as it comes": x, "standardised": (x - x.mean()) / x.std()}
    settings = [{"eta": eta, "b": b, "w": w, "step": 4} for eta in (0.02, 0.1, 0.2) for b, w in ((-1.9, 1.5), (2, 0.3))]
    for setting, caption in zip(settings, told(explorer, *settings), strict=True):
        eta, *begin, _ = setting.values()
        for name, x in inputs.items():
            A = np.array([[1, x.mean()], [x.mean(), (x**2).mean()]])             # half the Hessian of the mean square
            best = np.linalg.solve(A, [y.mean(), (x * y).mean()])
            lowest = ((best[0] + best[1] * x - y) ** 2).mean()
            away = np.linalg.matrix_power(np.eye(2) - 2 * eta * A, 4) @ begin    # after 4 steps
            C = float(re.search(rf"{name}, C = ([\d.]+)", caption)[1])
            assert C == pytest.approx(lowest + away @ A @ away, abs=6e-4)
    at_once, far = told(explorer, {"eta": 0.5, "step": 1}, {"eta": 0.5, "step": 20})
    assert "0.0 % above the lowest" in at_once and "as it comes, it diverges" in far


def test_nudge_tells_what_moves(wide):
    explorer = explorers.backpropagation.nudge(wide, HOUR, BIKES)
    settings = [{"weight": weight, "by": by} for weight in explorer.data["weights"] for by in (-1, -0.25, 0.5, 1.5)]
    for setting, caption in zip(settings, told(explorer, *settings), strict=True):
        weight, by = setting.values()
        other = wide.with_theta(wide.theta)
        to, start, l = (int(c) for c in weight.translate(str.maketrans("₀₁₂₃⁽¹²³⁾", "0123 123 ")) if c.isdigit())
        other.W[l][to - 1, start - 1] += by
        before, after = forward(wide, HOUR), forward(other, HOUR)
        moved = caption.split("What moves: ")[1].split("; and C")[0].split("; ")
        places = [(l, to), *((k, i + 1) for k in range(l + 1, 4) for i in range(wide.sizes[k]))]
        assert len(moved) == len(places)                     # forward only: its neuron, then all that comes after
        for words, (k, i) in zip(moved, places, strict=True):
            change = after.a[k][i - 1] - before.a[k][i - 1]
            assert numbers_in(words.split(" by ")[1])[0] == pytest.approx(change, abs=6e-5)
        C = (after.a[3][0] - 3.0) ** 2
        assert f"to {C:.4f}".rstrip("0") in caption.replace("−", "-")


def test_chain_stepper_says_what_finite_differences_say(chain):
    explorer = explorers.backpropagation.stepper(chain, X, Y, 0.1)
    captions = [explorer.captions[i,] for i in range(len(explorer.captions))]
    assert len(captions) == 24 and [c.split(".")[0] for c in captions[1:8]] == ["Forward"] * 6 + ["The loss"]
    ends = {"w": {}, "b": {}}
    for caption in captions:
        if "inite difference" not in caption:
            continue
        shown = re.findall(r"= ([−\d.]+)\. (?:Nudge|Finite)", caption)
        assert shown[-1] == re.search(r"inite difference(?: is|:) ([−\d.]+)\.", caption)[1]
        found = re.search(r"The last factor.*∂𝓛/∂(\w)⁽(.)⁾ ", caption)
        if found:
            ends[found[1]]["¹²³".index(found[2]) + 1] = numbers_in(shown[-1])[0]
    start = {"w": {1: 0.8, 2: -1.5, 3: 2.0}, "b": {1: -0.3, 2: 0.5, 3: 0.4}}
    new = {}
    for kind, layer in itertools.product("wb", (1, 2, 3)):
        gradient = slope(f"{kind}{layer}", start[kind][layer])
        assert ends[kind][layer] == pytest.approx(gradient, abs=6e-5)
        new[f"{kind}{layer}"] = start[kind][layer] - 0.1 * gradient
    assert numbers_in(captions[-1].split("C = ")[1])[:2] == pytest.approx([cost(**new), cost()], abs=6e-5)
    for i, layer in ((20, 3), (21, 2), (22, 1)):                             # all gradients were known before: E19
        shown = [float(v.replace("−", "-")) for v in re.findall(r"= ([−\d.]+)[;.](?:\s|$)", captions[i])]
        assert shown == pytest.approx([new[f"w{layer}"], new[f"b{layer}"]], abs=6e-5)


def test_chain_stepper_shows_the_factors_of_the_library(chain):
    from mlp_lib.course.backpropagation.explorers._chain import difference, factors, gradients
    grad = backward(chain, forward(chain, [X]), [Y])
    known = gradients(chain, X, Y)
    for l in (1, 2, 3):
        chain_of = factors(chain, X, Y, l)
        assert len(chain_of) == 2 * (3 - l) + 3                              # (62) to (64)
        assert math.prod(v for *_, v in chain_of) == pytest.approx(grad.W[l][0, 0], rel=1e-12)
        for (_, under, _), (over, _, _) in itertools.pairwise(chain_of):
            assert under == over
    for at, value in known.items():
        assert difference(chain, X, Y, at) == pytest.approx(value, rel=1e-6)


def test_matrix_stepper_has_the_numbers_of_the_library(wide):
    from mlp_lib.course.backpropagation.explorers.matrix_stepper import script
    steps = {name: (picture, caption)
             for name, picture, caption, *_ in script(wide, np.array(HOUR), np.array(BIKES), 0.1)}
    grad = backward(wide, forward(wide, HOUR), BIKES)
    numeric = wide.with_theta(numerical_gradient(wide, HOUR, BIKES))
    for l, up in ((1, "¹"), (2, "²"), (3, "³")):
        picture = steps[f"backward: ∂C/∂W⁽{up}⁾"][0]
        rows = [numbers_in(line) for line in picture.split("\n")[1:]]
        width = wide.sizes[l - 1]
        assert np.array([row[-2 * width:-width] for row in rows]) == pytest.approx(grad.W[l], abs=6e-4)
        assert np.array([row[-width:] for row in rows]) == pytest.approx(numeric.W[l], abs=6e-4)
        delta = [numbers_in(line)[-1] for line in steps[f"backward: δ⁽{up}⁾"][0].split("\n")[1:]]
        assert delta == pytest.approx(grad.delta[l], abs=6e-4)
    new = wide.with_theta(wide.theta - 0.1 * numeric.theta)
    C = (forward(new, HOUR).a[3][0] - 3.0) ** 2
    assert f"C = {C:.4f}" in steps["loss again"][1]


def test_two_standardised_inputs_leave_a_long_valley_where_they_are_correlated():
    assert "where two have a correlation of 0.9 it is still 19 times as steep across as along" in PAGE.text
    x = np.random.default_rng(0).normal(size=(200, 2))
    x = (x - x.mean(0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(x.T, bias=True))).T       # uncorrelated, spread 1
    x = np.column_stack([x[:, 0], 0.9 * x[:, 0] + math.sqrt(1 - 0.9**2) * x[:, 1]])
    assert x.std(axis=0) == pytest.approx([1, 1]) and np.corrcoef(x.T)[0, 1] == pytest.approx(0.9)
    A = np.column_stack([x, np.ones(200)])
    steep = np.linalg.eigvalsh(2 * A.T @ A / 200)
    assert steep[-1] / steep[0] == pytest.approx(19)


def test_film_shows_the_vanishing_gradient():
    captions = explorers.backpropagation.film().captions
    assert len(captions) <= 60
    high = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    share = {key: float(re.search(r"has (\S+(?: · 10\S+)?) times", caption)[1].replace(" · 10", "e").translate(high))
             for key, caption in captions.items()}
    sigmoid = [1 / value for (name, _), value in share.items() if name == "sigmoid"]
    assert min(sigmoid) == pytest.approx(80, rel=0.05) and max(sigmoid) == pytest.approx(1450, rel=0.01)
    assert "is 80 to 1,450 times smaller than that in the last layer, from frame to frame" in PAGE.text
    assert all(share[name, epoch] > 0.1 for name in ("tanh", "relu") for epoch in (0, 1, 2, 3, 4))
    loss = {key: float(re.search(r"error ([\d.]+),", caption)[1]) for key, caption in captions.items()}
    assert loss["sigmoid", 100] > 0.5 and max(loss["tanh", 100], loss["relu", 100]) < 0.1
