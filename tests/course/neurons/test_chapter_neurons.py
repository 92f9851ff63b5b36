"""The chapter from the linear model to neurons: its equations term by term, and the numbers of its text."""
import math
from itertools import pairwise, product

import numpy as np
import pytest
from chapter import Page

from mlp_lib import ACTIVATIONS, MLP, data, exercises, fit
from mlp_lib.course.neurons.explorers import basis

PAGE = Page("neurons")
told = PAGE.told
CURVES = [name for name in ACTIVATIONS if name != "softmax"]


def network(sizes, *, hidden="tanh", output="identity", seed=0):
    """Return a network whose biases are not 0 either."""
    net = MLP(sizes, hidden, output, rng=seed)
    return net.with_theta(np.random.default_rng(seed).uniform(-1, 1, net.theta.size))


def column(net, l, a, f=lambda z: z):
    """Return layer l for one observation, a list, index by index: f(sum_i w_{to,from} a_from + b_to)."""
    return [f(sum(float(net.W[l][k, i]) * a[i] for i in range(len(a))) + float(net.b[l][k]))
            for k in range(len(net.b[l]))]


# equations (1) to (5), literally

def test_equation_1_the_linear_model():
    net = network([3, 1])
    x = [0.5, -2.0, 1.25]
    value = sum(float(net.W[1][0, i]) * x[i] for i in range(3)) + float(net.b[1][0])
    assert net.predict(x)[0] == pytest.approx(value, rel=1e-12)
    assert exercises.ALL["linear-model"].solution(np.array(x), net.W[1][0], net.b[1][0]) == pytest.approx(value)


def test_equation_2_a_fixed_basis():
    """Six steps at fixed places, two outputs: W is K x M and b has K entries."""
    places = [(hour - 12) / 6 for hour in (2, 6, 10, 14, 18, 22)]
    net = network([1, 6, 2])
    net.W[1], net.b[1] = np.full((6, 1), 3.0), [-3 * p for p in places]
    for x in (-2.0, -0.3, 1.7):
        phi = [math.tanh(3 * (x - p)) for p in places]
        want = [sum(float(net.W[2][k, m]) * phi[m] for m in range(6)) + float(net.b[2][k]) for k in range(2)]
        assert net.predict([x]) == pytest.approx(want, rel=1e-12)
        assert basis.phi(basis.FIXED, 6, np.array([x]))[0] == pytest.approx(phi, rel=1e-12)
        assert basis.phi(basis.POWERS, 3, np.array([x]))[0] == pytest.approx([x / 2, (x / 2) ** 2, (x / 2) ** 3])


def test_equation_3_a_learned_basis_is_a_hidden_layer():
    net = network([2, 5, 3], seed=1)
    x = [0.7, -1.1]
    phi = [math.tanh(sum(float(net.W[1][m, d]) * x[d] for d in range(2)) + float(net.b[1][m])) for m in range(5)]
    want = [sum(float(net.W[2][k, m]) * phi[m] for m in range(5)) + float(net.b[2][k]) for k in range(3)]
    assert net.predict(x) == pytest.approx(want, rel=1e-12)
    one = network([1, 4, 1], seed=2)
    got = exercises.ALL["tanh-in-place"].solution(0.7, one.W[1][:, 0], one.b[1], one.W[2], one.b[2])
    assert got == pytest.approx(one.predict([0.7]), rel=1e-12)


@pytest.mark.parametrize("sizes", [[2, 3], [2, 4, 1], [3, 4, 4, 2], [1, 5, 4, 3, 2]], ids=str)
def test_equation_4_a_composition_of_layers(sizes):
    net = network(sizes, seed=3)
    layers = [lambda a, l=l: column(net, l, a, math.tanh if l < net.L else lambda z: z) for l in range(1, net.L + 1)]
    x = [0.4 * (d + 1) for d in range(sizes[0])]
    nested = x
    for l in range(net.L):
        nested = layers[l](nested)                                      # f_L(... f_2(f_1(x)))
    assert net.predict(x) == pytest.approx(nested, rel=1e-12)
    assert exercises.ALL["compose-layers"].solution(layers, x) == nested


@pytest.mark.parametrize("name", CURVES)
def test_equation_5_the_neuron(name):
    net = network([4, 1], output=name, seed=4)
    x, f = [1.5, -0.5, 0.25, 2.0], ACTIVATIONS[name]
    total = 0.0
    for i in range(4):
        total += float(net.W[1][0, i]) * x[i]
    want = float(f(total + float(net.b[1][0])))
    assert net.predict(x)[0] == pytest.approx(want, rel=1e-12)
    assert exercises.ALL["one-neuron"].solution(np.array(x), net.W[1][0], net.b[1][0], f) == pytest.approx(want)


def test_a_threshold_is_a_bias_with_the_other_sign():
    told("when the sum of its signals reaches a **threshold** $t$. (So just *at* $t$ it fires")
    told(r"\sum_i w_i x_i \ge t \qquad\Longleftrightarrow\qquad \sum_i w_i x_i + b \ge 0")
    told("A bias of −1 says: it takes a sum of 1 to make me fire.")
    assert ACTIVATIONS["step"](np.float64(0)) == 1
    fires, draw = exercises.ALL["threshold-twice"].solution, np.random.default_rng(5)
    seen = set()
    for _ in range(50):
        x, w, t = draw.normal(size=3), draw.normal(size=3), draw.normal()
        over = sum(x[i] * w[i] for i in range(3)) >= t
        assert bool(fires(x, w, t)) == over
        seen.add(over)
    assert seen == {True, False}


# the numbers in the text

@pytest.fixture(scope="module")
def day():
    """The 24 hours as x, and the mean rentals of working days, counted row by row."""
    rows = [[] for _ in range(24)]
    for hour, works, bikers in data.bikeshare()[["hour", "workingday", "bikers"]].itertuples(index=False):
        if works:
            rows[hour].append(bikers)
    assert sum(map(len, rows)) == 5911
    return np.array([(hour - 12) / 6 for hour in range(24)]), np.array([sum(r) / len(r) for r in rows])


def normal_equations(A, y):
    """Return the root mean squared error of least squares, by the normal equations."""
    A = np.column_stack([A, np.ones(len(y))])
    return np.sqrt(np.mean((A @ np.linalg.solve(A.T @ A, A.T @ y) - y) ** 2))


def test_errors_of_the_fixed_models(day):
    x, y = day
    assert [round(y[hour]) for hour in (4, 8, 17)] == [5, 350, 395]
    assert round(float(np.std(y))) == 112
    slope = sum((x - x.mean()) * (y - y.mean())) / sum((x - x.mean()) ** 2)
    height = y.mean() - slope * x.mean()
    assert (round(slope, 1), round(height, 1)) == (49.5, 147.5)
    assert round(float(np.sqrt(np.mean((slope * x + height - y) ** 2)))) == 96
    powers = [round(float(normal_equations(x[:, None] ** np.arange(1, M + 1), y))) for M in (2, 3, 6)]
    assert powers == [84, 79, 64]
    places = (np.array([2, 6, 10, 14, 18, 22]) - 12) / 6
    Phi = np.tanh(3 * (x[:, None] - places))
    assert round(float(normal_equations(Phi, y))) == 51
    told("the step at 18:00 hardly helps (without it the error would be 52)")
    without = [round(float(normal_equations(np.delete(Phi, m, axis=1), y))) for m in range(6)]
    assert without[4] == min(without) == 52
    told("for every six hours it adds 49.5")


def test_steps_that_may_move_come_closer(day):
    """From the fixed steps' places to an error of about 3 bikes an hour, as the text says."""
    x, y = day
    places = basis.places(6)
    assert 6 * places + 12 == pytest.approx([2, 6, 10, 14, 18, 22])
    net = MLP([1, 6, 1], "tanh", rng=0)
    net.W[1], net.b[1] = np.full((6, 1), 3.0), -3 * places
    A = np.column_stack([np.tanh(3 * (x[:, None] - places)), np.ones(24)])
    w = np.linalg.lstsq(A, y, rcond=None)[0] / 100
    net.W[2], net.b[2] = w[None, :6], w[6:]
    run = fit(net, x[:, None], y[:, None] / 100, loss="squared_error", eta=0.003, epochs=6000, optimizer="adam", rng=0)
    learned = run.net
    assert np.sqrt(np.mean((100 * learned.predict(x[:, None])[:, 0] - y) ** 2)) == pytest.approx(3, abs=0.4)
    told("all but some 350 of its 6,000 moves lower the error")
    assert 300 < np.sum(np.diff(run.history.loss) > 0) < 400            # each epoch is one move: all rows at once
    told("four of the six learned ones have gathered around the two peaks")
    at = 12 - 6 * learned.b[1] / learned.W[1][:, 0]
    assert sum(min(abs(hour - 8), abs(hour - 17)) < 1 for hour in at) == 4


def test_counts_of_slide_8():
    net = MLP([3, 4, 2], rng=0)
    told("The slide's 7 most likely includes the bias neuron of the hidden layer and not the other")
    assert net.theta.size == 4 * 4 + 5 * 2 == 26 and sum(net.sizes[1:]) == 6 and net.L == 2
    assert MLP([3, 5, 2], rng=0).theta.size - 26 == 6                   # one hidden unit more
    assert MLP([4, 4, 2], rng=0).theta.size - 26 == 4                   # one input more
    assert MLP([3, 4, 4, 2], rng=0).theta.size - 26 == 20               # one hidden layer more
    for sizes in ([3, 4, 2], [5, 8, 8, 3], [1, 1], [8, 5, 2]):
        assert exercises.ALL["count-parameters"].solution(sizes) == MLP(sizes, rng=0).theta.size
        assert exercises.ALL["weight-shapes"].solution(sizes) == [W.shape for W in MLP(sizes, rng=0).W.values()]


def test_the_budget_by_trying():
    most = max(M for M in range(1, 40) if MLP([8, M, 2], rng=0).theta.size <= 50)
    assert exercises.ALL["parameter-budget"].solution == (most, 46) and most == 4


def test_folds_double_the_pieces_of_a_line():
    """As a network, with the sum at the end of each fold put into the next weights; pieces counted by their slopes."""
    told("Each fold doubles the pieces: ten units make 32, one behind the other. Side by side they make 11 at the most")
    told("So 0.2 and 0.8 get the same number, 0.4")
    for L in (1, 2, 5, 7):
        net = MLP([1] + [2] * L + [1], "relu", rng=0)
        for l in net.W:
            into, out = np.array([[1.0], [1.0]]), np.array([[2.0, -4.0]])
            net.W[l] = into if l == 1 else out if l > L else into @ out
            net.b[l] = [0.0] if l > L else [0.0, -0.5]
        x = np.linspace(0, 1, 2**10 + 1)[:, None]
        y = net.predict(x)[:, 0]
        slopes = [round(float(s) * 2**10) for s in np.diff(y)]
        assert 1 + sum(a != b for a, b in pairwise(slopes)) == 2**L and set(map(abs, slopes)) == {2**L}
    assert exercises.ALL["folded-line"].solution == (2**7, 2**7 - 1)
    once = net.W[L + 1] @ np.maximum(0, np.array([[0.2, 0.8], [-0.3, 0.3]]))
    assert once[0] == pytest.approx([0.4, 0.4])


def test_one_layer_has_as_many_pieces_with_a_unit_fewer_but_draws_the_folded_curve_with_one_unit_more():
    """f(f(x)): three units at its three bends, each turned to either side, never make it; a fourth at x = 0 does."""
    x = np.linspace(0, 1, 65)
    y = x
    for _ in range(2):
        y = 2 * np.maximum(0, y) - 4 * np.maximum(0, y - 0.5)
    off = []
    for turns in product((1, -1), repeat=3):
        units = [np.maximum(0, turn * (x - bend)) for turn, bend in zip(turns, (0.25, 0.5, 0.75), strict=True)]
        for more in ([], [np.maximum(0, x)]):
            A = np.column_stack([*units, *more, np.ones(len(x))])
            off.append((len(more), abs(A @ np.linalg.lstsq(A, y, rcond=None)[0] - y).max()))
    assert min(worst for more, worst in off if not more) > 0.2
    assert min(worst for more, worst in off if more) < 1e-12
    three = np.maximum(0, x[:, None] - [0.25, 0.5, 0.75]) @ [1, -2, 2]      # four pieces they do make
    assert len(set(np.round(np.diff(three), 9))) == 3 and np.count_nonzero(np.round(np.diff(three, 2), 9)) == 3
    why = exercises.ALL["folded-line"].why
    assert "an even multiple of 128" in " ".join(why.split()) and "Fourteen units against 128" in why


def test_a_fold_of_the_plane_parts_xor():
    told("a single threshold parts them from the red ones")
    told("and flattens it: of each point only its distance from that diagonal is left, up to a factor")
    for x1, x2 in np.random.default_rng(0).normal(size=(20, 2)):
        away = np.hypot(*(np.array([x1, x2]) - (x1 + x2) / 2))              # from the nearest point with x1 = x2
        assert max(0, x1 - x2) + max(0, x2 - x1) == pytest.approx(np.sqrt(2) * away)
    for x1, x2, blue in ((1, 1, 0), (-1, -1, 0), (1, -1, 1), (-1, 1, 1)):
        folded = max(0, x1 - x2) + max(0, x2 - x1)
        assert folded == abs(x1 - x2) and (folded >= 1) == blue


def test_firing_temperature():
    celsius = exercises.ALL["firing-temperature"].solution
    z = 2 * (celsius - 15) / 10 - 1 * (80 - 60) / 20 - 1
    assert z == pytest.approx(0, abs=1e-12)
