"""The chapter on the forward pass: equations (11) to (16) and the pair of S18, index by index, against mlp_lib."""
import re
from math import erf, exp, log, pi, sqrt, tanh

import numpy as np
import pytest
from chapter import Page
from node import told

from mlp_lib import LOSSES, MLP, data, exercises, forward, loss
from mlp_lib.course.forward_pass import explorers as forward_pass
from mlp_lib.course.forward_pass.explorers.losses import AREA

PAGE = Page("forward-pass")


@pytest.fixture(scope="module")
def page():
    """The 3-4-2 network and the five hours, from the page's own cells."""
    names = {"np": np, "MLP": MLP}
    for start in ("W1 = np.array", "net = MLP([3, 4, 2]", "X = np.array"):
        cell, = (source for source in PAGE.sources if source.startswith(start))
        exec(cell, names)
    return names


def logistic(z):
    return 1 / (1 + exp(-z))


def neuron(w, a, b, sigma):
    """(11) with plain numbers."""
    total = 0.0
    for i in range(len(w)):
        total += w[i] * a[i]
    return sigma(total + b)


def layer(W, a, b, sigma):
    """(13), row by row."""
    return [neuron(W[m], a, b[m], sigma) for m in range(len(b))]


# the equations

@pytest.mark.parametrize("name, sigma", [("sigmoid", logistic), ("tanh", tanh), ("relu", lambda z: max(0.0, z))])
def test_11_to_13_neuron_by_neuron(page, name, sigma):
    net = MLP([3, 4, 2], hidden=name, rng=0).with_theta(page["net"].theta)
    for x in page["X"]:
        trace = forward(net, x)
        assert trace.a[0].tolist() == x.tolist()                                        # (12)
        hidden = layer(net.W[1].tolist(), x.tolist(), net.b[1].tolist(), sigma)
        out = layer(net.W[2].tolist(), hidden, net.b[2].tolist(), lambda z: z)
        assert trace.a[1] == pytest.approx(hidden, rel=1e-13)
        assert trace.a[2] == pytest.approx(out, rel=1e-13)
        assert trace.a[2] == pytest.approx(net.W[2] @ trace.a[1] + net.b[2], rel=1e-13)


def test_13_two_neurons_make_two_rows():
    net = MLP([5, 2], rng=0)
    assert net.W[1].shape == (2, 5) and net.b[1].shape == (2,)                           # b_1 ... b_M: erratum E10


def test_a_batch_is_each_observation_by_itself(page):
    net, X = page["net"], page["X"]
    trace = forward(net, X)
    for n in range(len(X)):
        for m in range(4):
            total = sum(X[n, d] * net.W[1][m, d] for d in range(3)) + net.b[1][m]
            assert trace.z[1][n, m] == pytest.approx(total, abs=1e-14)
        assert trace.a[2][n] == pytest.approx(net.predict(X[n]), abs=1e-14)


@pytest.mark.parametrize("D, M", [(3, 4), (4, 16), (10, 20)])
def test_the_pair_of_s18_and_its_parameters(D, M):
    net = MLP([D, M, 1], hidden="tanh", rng=1)
    x = np.random.default_rng(2).normal(size=(6, D))
    for n in range(6):
        y_n = net.b[2][0]
        for m in range(M):
            total = net.b[1][m]
            for d in range(D):
                total += net.W[1][m, d] * x[n, d]
            y_n += net.W[2][0, m] * tanh(total)
        assert net.predict(x)[n, 0] == pytest.approx(y_n, abs=1e-12)
    assert net.theta.size == M * (D + 2) + 1                                             # erratum E12
    assert net.theta.size != M * (D + 1) + (D + 1)


def test_14_and_15_sum_by_sum(page):
    net, X, Y = page["net"], page["X"], page["Y"]
    total = 0.0
    for k in range(2):
        for n in range(5):
            hidden = [max(0.0, sum(net.W[1][m][d] * X[n][d] for d in range(3)) + net.b[1][m]) for m in range(4)]
            total += (Y[n][k] - sum(net.W[2][k][m] * hidden[m] for m in range(4)) - net.b[2][k]) ** 2
    assert loss(net, X, Y) == pytest.approx(total, rel=1e-12)                            # (14)
    assert total == pytest.approx(0.6699, abs=1e-12)
    assert loss(net, X, Y, reduction="mean") == pytest.approx(total / 5)                 # by N, not by N K
    assert loss(net, X, Y, loss="half_squared_error") == pytest.approx(total / 2)
    one = MLP([3, 4, 1], rng=3)
    out, y = one.predict(X)[:, 0], Y[:, 0]
    squares = sum((y[n] - out[n]) ** 2 for n in range(5))
    assert loss(one, X, y) == pytest.approx(squares, rel=1e-13)                          # (15)


def test_16_term_by_term():
    net = MLP([3, 4, 4], output="softmax", rng=0)
    x = np.random.default_rng(1).normal(size=(6, 3))
    labels = [0, 3, 1, 2, 2, 0]
    f = net.predict(x)
    total = 0.0
    for n in range(6):
        for k in range(4):
            total -= (1.0 if k == labels[n] else 0.0) * log(f[n, k])
    assert loss(net, x, np.eye(4)[labels], loss="cross_entropy") == pytest.approx(total, rel=1e-12)
    assert loss(net, x, np.array(labels), loss="cross_entropy") == pytest.approx(total, rel=1e-12)


@pytest.mark.parametrize("number", range(11, 17))
def test_each_equation_stands_on_the_page_once(number):
    assert PAGE.text.count(rf"\tag{{{number}}}") == PAGE.text.count(f"(lecture-{number})\n") == 1


# what the text says

def test_numbers_worked_by_hand(page):
    net, X = page["net"], page["X"]
    first = forward(net, X[0])
    assert first.z[1] == pytest.approx([1.5, 0.8, -0.3, 0.3], abs=1e-12)
    assert first.a[2] == pytest.approx([3.0, 0.7], abs=1e-12)
    assert (forward(net, X).a[1][:, 2] > 0).tolist() == [False, False, True, True, True]


def test_a_neuron_that_is_off_does_not_matter_for_this_observation(page):
    net, x = page["net"], page["X"][0]
    other = net.with_theta(net.theta)
    other.W[2][:, 2] = [100.0, -100.0]
    other.b[1][2] -= 0.5
    assert other.predict(x) == pytest.approx(net.predict(x), abs=1e-12)
    assert abs(other.predict(page["X"][2]) - net.predict(page["X"][2])).max() > 1


def test_the_best_constants_are_mean_and_median():
    bikers = data.bikeshare()["bikers"].to_numpy(float)
    assert bikers.mean() == pytest.approx(143.8, abs=0.05) and np.median(bikers) == 109
    squares = [((bikers - g) ** 2).sum() for g in range(301)]
    sizes = [np.abs(bikers - g).sum() for g in range(301)]
    assert int(np.argmin(squares)) == 144 and int(np.argmin(sizes)) == 109


def test_shares_of_the_modes():
    counts = data.modechoice()["mode"].value_counts()
    assert [int(counts[mode]) for mode in ("air", "train", "bus", "car")] == [58, 63, 30, 59]


# the explorers

def test_pointing_names_the_entry_of_the_matrix(page):
    captions = forward_pass.pointing(page["net"]).captions
    assert captions["1", "2", "3"].startswith("w₂,₃⁽¹⁾ = 0.6: to neuron 2 of layer 1, from input 3.")
    assert captions["2", "2", "4"].endswith("Row 2, column 4 of the matrix. In code: W[2][1, 3].")
    assert "W⁽²⁾ has 2 rows: there is no neuron 3" in captions["2", "3", "1"]
    assert "W⁽¹⁾ has 3 columns: there is no neuron 4" in captions["1", "1", "4"]
    there = {place: text for place, text in captions.items() if "there is no" not in text}
    assert len(there) == 26
    for (l, to, source), text in there.items():
        value = page[f"b{l}"][int(to) - 1] if source == "bias" else page[f"W{l}"][int(to) - 1, int(source) - 1]
        assert f" = {value:g}:".replace("-", "−") in text


def test_the_stepper_tells_the_sums(page):
    captions = forward_pass.stepper(page["net"], page["X"][:3], page["Y"][:3]).captions
    assert captions["relu", 1, 2] == ("z₂⁽¹⁾ = (−0.4)·2 + 0.3·3 + 0.6·1 + 0.1 = (−0.8) + 0.9 + 0.6 + 0.1 = 0.8. "
                                      "Then a₂⁽¹⁾ = ReLU(0.8) = 0.8.")
    assert captions["relu", 1, 6].endswith("= 0.7. The output layer passes its sum on: a₂⁽²⁾ = 0.7.")
    assert captions["relu", 1, 7].endswith("(2.6 − 3)² + (0.9 − 0.7)² = 0.2.")
    assert f"sigmoid(1.5) = {logistic(1.5):.4f}" in captions["sigmoid", 1, 1]
    for row in (1, 2, 3):
        out = page["net"].predict(page["X"][row - 1])
        for k in (1, 2):
            assert captions["relu", row, 4 + k].endswith(f"⁽²⁾ = {out[k - 1]:g}.")


def test_the_batch_explorer_tells_each_sum(page):
    X, W, b = page["X"], page["W1"], page["b1"]
    explorer = forward_pass.batch(page["net"], X)
    for (_, row, to), text in explorer.captions.items():
        total = sum(W[to - 1, d] * X[row - 1, d] for d in range(3)) + b[to - 1]
        assert text.endswith(f" = {round(total, 4) + 0.0:g}.".replace("-", "−")), text
    assert len(explorer.captions) == 40


def test_residuals_cost_what_the_explorer_says():
    losses = {"squared_error": lambda e: e * e, "absolute_error": abs,
              "huber": lambda e: e * e / 2 if abs(e) <= 1 else abs(e) - 0.5}
    settings = [{"loss": name, "e": e} for name in losses for e in (-3.3, -1, -0.5, 0, 0.25, 2, 4)]
    for setting, caption in zip(settings, told(forward_pass.residual(), *settings), strict=True):
        f, e = losses[setting["loss"]], setting["e"]
        density = exp(-f(e)) / AREA[setting["loss"]]
        assert f"costs {f(e):.3f}, and" in caption and f"density {density:.5f} there" in caption
        if setting["loss"] == "squared_error" or e not in (0, -1):                      # no kink
            slope = float(re.search(r"fit, is (\S+)\. The", caption)[1].replace("−", "-"))
            assert slope == pytest.approx((f(e + 1e-6) - f(e - 1e-6)) / 2e-6, abs=1e-4)


def test_the_noise_of_each_loss_has_area_one():
    e = np.linspace(-40, 40, 80_001)
    for name, area in AREA.items():
        density = np.exp([-LOSSES[name].f(np.zeros(1), np.array([x])) for x in e]) / area
        assert density.sum() * (e[1] - e[0]) == pytest.approx(1, abs=1e-5)
    assert AREA["huber"] == pytest.approx(sqrt(2 * pi) * erf(sqrt(0.5)) + 2 / sqrt(exp(1)))


def test_probabilities_cost_what_the_explorer_says():
    settings = [{"p": p} for p in (0.01, 0.05, 0.25, 0.735, 1)]
    for setting, text in zip(settings, told(forward_pass.surprise(), *settings), strict=True):
        p = setting["p"]
        assert f"cross-entropy {abs(log(p)):.4f}, " in text
        assert f"(1 − p)² = {(1 - p) ** 2:.4f}" in text
    assert f"cross-entropy {log(100):.4f}, slope −100;" in told(forward_pass.surprise(), {"p": 0.01})[0]


# the exercises' numbers, by another way

def test_pass_by_hand(page):
    hidden = layer(page["W1"].tolist(), [3, 2, 0], page["b1"].tolist(), lambda z: max(0.0, z))
    out = layer(page["W2"].tolist(), hidden, page["b2"].tolist(), lambda z: z)
    assert exercises.show("pass-by-hand").solution == pytest.approx(out, abs=1e-12)


def test_how_wide_may_it_be():
    fitting = [M for M in range(1, 50) if MLP([4, M, 1], rng=0).theta.size <= 100]
    assert (max(fitting), 97) == exercises.show("how-wide").solution


def test_shapes_of_a_pass():
    net = MLP([7, 20, 4], rng=0)
    a = forward(net, np.zeros((100, 7))).a
    shapes = [net.W[1].shape, a[1].shape, net.W[2].shape, a[2].shape]
    assert exercises.show("shapes-of-a-pass").solution.tolist() == list(map(list, shapes))


def test_point_at_the_weight(page):
    l, i, j = exercises.show("point-at-the-weight").solution
    assert page["net"].W[l][i, j] == 0.8                                                 # w_{2,3}^{(2)}, by the table


def test_pull_of_an_outlier():
    e, h = 4.0, 1e-6
    pull = {name: (LOSSES[name].value([0.0], [e + h]) - LOSSES[name].value([0.0], [e - h])) / (2 * h)
            for name in ("squared_error", "huber")}
    assert pull["squared_error"] / pull["huber"] == pytest.approx(exercises.show("pull-of-an-outlier").solution)
