"""The hyperparameters chapter on starting weights and on kinds of steps: its numbers, and its formulas by hand."""
import math
import re
from statistics import median

import numpy as np
import pytest
from chapter import rows
from hyperparameters_page import PAGE, told, values
from node import told as in_browser

from mlp_lib import INITS, MLP, OPTIMIZERS, data, explorers, fit
from mlp_lib.course.hyperparameters.tasks import rentals

# where the learned-from hours alone shape the scale

def test_hours_that_validate_do_not_shape_the_scale():
    told("Mean and spread are those of the training hours alone.")
    hours = data.bikeshare().sample(1150, random_state=0)[["hour", "temperature", "humidity", "wind"]].to_numpy(float)
    X, _ = rentals(1150, train=150)
    assert X[:150].mean(axis=0) == pytest.approx([0] * 4, abs=1e-12) and X[:150].std(axis=0) == pytest.approx([1] * 4)
    assert X[150:] == pytest.approx((hours[150:] - hours[:150].mean(axis=0)) / hours[:150].std(axis=0))
    assert abs(X[150:].mean(axis=0)).max() > 0.05                       # of the others it is not 0
    assert rentals(1150)[0].mean(axis=0) == pytest.approx([0] * 4, abs=1e-12)


# the starting weights

def test_the_variances_of_the_text_are_those_of_the_library():
    told(r"$v = 2/(m + n)$")
    told(r"so $c = \sqrt{6/(m + n)}$")
    told("It is 1 if $v = 2/m$.")
    n, m, rng = 300, 500, np.random.default_rng(0)
    glorot, he = (INITS[name](rng, n, m)[0] for name in ("glorot", "he"))
    assert np.var(glorot) == pytest.approx(2 / (m + n), rel=0.01) and np.var(he) == pytest.approx(2 / m, rel=0.01)
    assert abs(glorot).max() == pytest.approx(math.sqrt(6 / (m + n)), rel=0.001)


def test_what_one_layer_does_to_the_signal():
    """E z² = m v E a², and ReLU halves it: averages over many weights, drawn one by one."""
    rng, m, v = np.random.default_rng(1), 8, 0.3
    a = [0.5, -1.0, 2.0, 0.0, 1.5, -0.3, 0.8, 1.0]
    squares, halves = [], []
    for _ in range(40000):
        z = sum(w * x for w, x in zip(rng.normal(0, math.sqrt(v), m), a, strict=True))
        squares.append(z * z)
        halves.append(max(0.0, z) ** 2)
    want = v * sum(x * x for x in a)
    assert np.mean(squares) == pytest.approx(want, rel=0.03) and np.mean(halves) == pytest.approx(want / 2, rel=0.03)
    told("a five-hundredth is left on average")
    assert 0.5**9 == pytest.approx(1 / 500, rel=0.03)
    told("those of spread 1 multiply by 50 in each layer")
    told("with 20 units in a layer, the two factors are 0.001 and 10")
    assert [20 * spread**2 / 2 for spread in (0.01, 1)] == pytest.approx([0.001, 10])
    told("the weights would have to be four times as large, with a spread of 0.9 in layers of 20 units")
    assert 4 * math.sqrt(2 / (20 + 20)) == pytest.approx(0.9, abs=0.01)         # n v / 4² = 1
    assert "nine of them 2.0e-03   drawn 1." in PAGE.printed and "nine of them 2.0e+15" in PAGE.printed


# momentum and Adam

def test_momentum_and_adam_as_they_are_printed():
    rng, eta = np.random.default_rng(2), 0.01
    start, gradients = rng.normal(size=3), rng.normal(size=(20, 3)) * [1, 1000, 0.001]
    by_library = {kind: start.copy() for kind in ("momentum", "adam")}
    memory = {kind: {} for kind in by_library}
    ball, own, v, m, s = start.copy(), start.copy(), 0, 0, 0
    for r, g in enumerate(gradients, start=1):
        v = 0.9 * v + g
        ball = ball - eta * v
        m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
        own = own - eta * (m / (1 - 0.9**r)) / (np.sqrt(s / (1 - 0.999**r)) + 1e-8)
        for kind, theta in by_library.items():
            OPTIMIZERS[kind](theta, g.copy(), eta, memory[kind])
        assert by_library["momentum"] == pytest.approx(ball, rel=1e-12)
        assert by_library["adam"] == pytest.approx(own, rel=1e-12)


def test_adams_first_step_is_eta_for_every_weight():
    told(r"so each weight moves by just $\eta$, however steep or flat it is there (unless it is quite flat")
    still, memory = np.zeros(2), {}
    OPTIMIZERS["adam"](still, np.array([0.0, 1e-3]), 0.01, memory)
    assert still == pytest.approx([0, -0.01], rel=1e-4)
    net, (X, y) = MLP([4, 5, 1], "tanh", rng=0), rentals(50)
    moved = fit(net, X, y, loss="squared_error", eta=0.003, epochs=1, optimizer="adam", rng=0).net
    assert abs(moved.theta - net.theta) == pytest.approx([0.003] * net.theta.size, rel=1e-5)


def test_adam_trembles_by_a_quarter_of_eta_whatever_the_noise():
    told(r"trembling by nearly a quarter of $\eta$ in a step, however small the noise")
    for noise in (1.0, 1e-4):
        rng, theta, memory, moved = np.random.default_rng(0), np.zeros(500), {}, []
        for r in range(3000):
            before = theta.copy()
            OPTIMIZERS["adam"](theta, rng.normal(0, noise, 500), 0.01, memory)
            moved += [np.sqrt(np.mean((theta - before) ** 2))] if r > 2000 else []
        assert np.mean(moved) / 0.01 == pytest.approx(math.sqrt(0.1 / 1.9), rel=0.02)       # of a mean with 0.9: 0.229


def test_momentum_adds_up_to_ten_steps():
    told("ten times the plain step")
    told("about half the plain step. So the way along the floor gains a factor of 19 on the way across it.")
    v = 0.0
    for r in range(300):
        v = 0.9 * v + (-1) ** r                                                 # it changes sign each time
    assert abs(v) == pytest.approx(1 / 1.9) and 10 / abs(v) == pytest.approx(19)
    theta, memory = np.zeros(1), {}
    for _ in range(200):
        before = theta.copy()
        OPTIMIZERS["momentum"](theta, np.ones(1), 0.01, memory)
    assert (before - theta)[0] == pytest.approx(0.1)


def test_how_far_adam_moves_when_gradients_change():
    def lengths(gradients):
        theta, memory, moved = np.zeros(1), {}, []
        for g in gradients:
            before = theta.copy()
            OPTIMIZERS["adam"](theta, np.array([float(g)]), 1.0, memory)
            moved.append(abs(theta - before)[0])
        return moved
    told(r"a weight moves by $\eta$ where its gradients stay as they are, and by a nineteenth of it where they change "
         "sign each time")
    assert lengths([3] * 500)[-1] == pytest.approx(1, rel=1e-6)
    assert lengths([(-1) ** r for r in range(500)])[-1] == pytest.approx(1 / 19, rel=1e-6)
    told(r"Gradients that shrink by 1 % in each step move the weight by $0.026\,\eta$ in step 500")
    assert lengths([0.99**r for r in range(500)])[-1] == pytest.approx(0.026, abs=5e-4)
    told(r"a hundred times as large as the thousand before it, and stays so, moves it by up to $5\,\eta$")
    assert max(lengths([1] * 1000 + [100] * 200)) == pytest.approx(5, abs=0.3)
    told("Make all the gradients of a weight a thousand times larger, from the first on")
    g = np.random.default_rng(0).normal(size=50)
    assert lengths(1000 * g) == pytest.approx(lengths(g), rel=1e-5)


def test_momentums_lead_may_be_luck():
    told("its five starts, 0.62 to 0.69, lie on both sides of the plain ones")
    plain = values("optimizer", "last", optimizer="sgd", eta="0.1")
    ball = values("optimizer", "last", optimizer="momentum", eta="0.01")
    assert [round(v, 2) for v in (min(ball), max(ball))] == [0.62, 0.69]
    assert min(ball) < min(plain) and max(plain) < max(ball)


def test_steps_to_the_bottom_of_two_valleys():
    """Count again, with the cost as a quadratic form and the formulas written out."""
    told("take 1,662 of them; momentum takes 58, Adam 39")
    told("plain descent arrives in a single step, while the other two still take some fifty")
    table = data.bikeshare().iloc[::20]
    t, y = table["temperature"].to_numpy(float), table["bikers"].to_numpy(float) / 100
    needed = {}
    for x, away in ((t, [-1.5, 0.08]), ((t - t.mean()) / t.std(), [-1.9, 1.5])):
        H = 2 * np.array([[1, x.mean()], [x.mean(), (x**2).mean()]])
        if x is t:
            told("more than a thousand times as steep across as along")
            steep = np.linalg.eigvalsh(H)
            assert 1000 < steep[1] / steep[0] < 1200
        w = np.cov(x, y, bias=True)[0, 1] / x.var()
        least = np.mean((w * (x - x.mean()) + y.mean() - y) ** 2)
        for kind in OPTIMIZERS:
            best = math.inf
            for eta in (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2):
                d, v, m, s, since = np.array(away), 0, 0, 0, None       # d: how far from the lowest point
                for r in range(1, 2001):
                    g = H @ d
                    v, m, s = 0.9 * v + g, 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g
                    d = d - eta * {"sgd": g, "momentum": v, "adam": m / (1 - 0.9**r) / (
                        np.sqrt(s / (1 - 0.999**r)) + 1e-8)}[kind]
                    if not abs(d).max() < 1e4:
                        break
                    since = (since or r) if d @ H @ d / 2 <= 0.01 * least else None
                    if since and r == since + 99:
                        best = min(best, since)
                        break
            needed.setdefault(kind, []).append(best)
    assert needed["sgd"] == [pytest.approx(1662, abs=2), 1]
    assert needed["momentum"][0] == 58 and needed["adam"][0] == 39
    assert all(45 <= needed[kind][1] <= 55 for kind in ("momentum", "adam"))
    rates = {}
    for kind, (first, second) in needed.items():
        lines = [line.split() for line in PAGE.printed.splitlines() if f" {kind} " in line and line.endswith("steps")]
        assert [int(words[-2]) for words in lines] == pytest.approx([first, second], abs=2), kind
        rates[kind] = [float(words[-3]) for words in lines]
    told("momentum's best rate is larger than the plain one in the long valley, and a hundredth of it in the round one")
    assert rates["momentum"][0] > rates["sgd"][0] and rates["momentum"][1] == pytest.approx(rates["sgd"][1] / 100)


def test_the_explorer_steps_as_the_library_does():
    table, kinds = data.bikeshare().iloc[::20], {"plain": "sgd", "momentum": "momentum", "Adam": "adam"}
    t, y = table["temperature"].to_numpy(float) / 10, table["bikers"].to_numpy(float) / 100
    settings = [{"kind": kind, "eta": eta, "step": step, "b": b} for kind in kinds for eta, step, b in (
        (0.03, 20, -1.9), (0.2, 7, 1.3), (0.3, 80, -1.9))]
    above = {}
    for setting, caption in zip(settings, in_browser(explorers.hyperparameters.steps(), *settings), strict=True):
        for side, x in (("as it comes", t), ("standardised", (t - t.mean()) / t.std())):
            A = np.column_stack([np.ones_like(x), x])
            best = np.linalg.solve(A.T @ A, A.T @ y)
            theta, memory = best + np.array([setting["b"], 1.5]), {}
            for _ in range(setting["step"]):
                OPTIMIZERS[kinds[setting["kind"]]](theta, 2 * A.T @ (A @ theta - y) / len(y), setting["eta"], memory)
            C, least = (np.mean((A @ place - y) ** 2) for place in (theta, best))
            told_here = re.search(rf"{side}, (?:C = ([\d.]+)|it diverges)", caption)[1]
            assert (float(told_here) == pytest.approx(C, abs=6e-4)) if told_here else C > 100
            above[setting["kind"], setting["eta"], side] = 100 * (C / least - 1)
    told("its cost 55 % above the lowest on the left. Momentum is at 4 %")
    told("has not come far and is at 82 %")
    assert [round(above[kind, 0.03, "as it comes"]) for kind in kinds] == [55, 4, 82]
    told("At 0.3 plain descent diverges on the left. The two others do not: Adam arrives, and so does momentum")
    assert [above[kind, 0.3, "as it comes"] > 1 for kind in kinds] == [True, False, False]


def test_momentum_bears_nearly_twice_the_rate():
    """On a square, by the size of the step's matrix: stable below 2 / curvature, or 2 (1 + 0.9) / curvature."""
    told("which bears nearly twice the rate that plain steps do")
    for mu, limit in ((0.0, 2.0), (0.9, 3.8)):                              # curvature 1
        def size(eta, mu=mu):
            return max(abs(np.linalg.eigvals([[mu, 1.0], [-eta * mu, 1 - eta]])))       # (v, w) -> (v, w)
        assert size(0.99 * limit) < 1 < size(1.01 * limit)


def test_each_kind_of_step_at_its_own_best_rate():
    told("six rates, five starts each")
    rates = ["0.001", "0.003", "0.01", "0.03", "0.1", "0.3"]
    assert len(rows("optimizer")) == 3 * 6 * 5
    last = {(kind, eta): values("optimizer", "last", optimizer=kind, eta=eta) for kind in OPTIMIZERS for eta in rates}
    best = {kind: min(rates, key=lambda eta, kind=kind: median(last[kind, eta])) for kind in OPTIMIZERS}
    told("The best rates are not the same: 0.1, 0.01 and 0.03.")
    assert best == {"sgd": "0.1", "momentum": "0.01", "adam": "0.03"}
    told("Plain steps end at 0.67, momentum at 0.63, Adam at 0.55")
    assert [round(median(last[kind, best[kind]]), 2) for kind in OPTIMIZERS] == [0.67, 0.63, 0.55]
    told("Adam's worst start beats the best of the plain ones")
    assert max(last["adam", "0.03"]) < min(last["sgd", "0.1"])
    told("at 0.1 plain descent (0.67) is ahead of Adam (0.69), and momentum (1.88) has learned nothing")
    assert [round(median(last[kind, "0.1"]), 2) for kind in ("adam", "momentum")] == [0.69, 1.88]
