"""The Playground's rules: its steps by loops over single numbers, and its reference numbers over the seeds."""
import csv
import math
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from mlp_lib.course.playground.experiments import RUNS
from mlp_lib.playground import Session, Settings

TABLE = Path(__file__).parents[2] / "chapters" / "results" / "playground.csv"
ACT = {"tanh": (math.tanh, lambda z: 1 - math.tanh(z) ** 2), "linear": (lambda z: z, lambda z: 1.0),
       "relu": (lambda z: max(0.0, z), lambda z: 1.0 if z > 0 else 0.0),
       "sigmoid": (lambda z: 1 / (1 + math.exp(-z)), lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2)}


def by_loops(W, b, names, rows, eta, batch, penalty="none", rate=0.0, epochs=1):
    """Train as the Playground does, one link at a time; W[l][i][j] and b[l][i] are lists and are changed."""
    dead = set()
    for _ in range(epochs):
        total = None
        for number, (x, y) in enumerate(rows, start=1):
            a, z = [list(x)], []
            for l in range(len(W)):
                z.append([b[l][i] + sum(W[l][i][j] * a[-1][j] for j in range(len(a[-1]))) for i in range(len(b[l]))])
                a.append([ACT[names[l]][0](v) for v in z[-1]])
            total = total or [[[[0.0] * len(row) for row in layer] for layer in W], [[0.0] * len(v) for v in b], 0]
            outer = [a[-1][0] - y]
            for l in reversed(range(len(W))):
                inner = [outer[i] * ACT[names[l]][1](z[l][i]) for i in range(len(b[l]))]
                for i, d in enumerate(inner):
                    total[1][l][i] += d
                    for j in range(len(a[l])):
                        total[0][l][i][j] += d * a[l][j]
                outer = [sum(inner[i] * W[l][i][j] for i in range(len(inner))) for j in range(len(a[l]))]
            total[2] += 1
            if number % batch and number < len(rows):
                continue
            for l in range(len(W)):
                for i in range(len(b[l])):
                    b[l][i] -= eta * total[1][l][i] / total[2]
                    for j in range(len(W[l][i])):
                        if (l, i, j) in dead:
                            continue
                        w = W[l][i][j]
                        pull = {"none": 0.0, "L1": float(np.sign(w)), "L2": w}[penalty]
                        w -= eta * total[0][l][i][j] / total[2]
                        shrunk = w - eta * rate * pull
                        if penalty == "L1" and w * shrunk < 0:
                            shrunk = 0.0
                            dead.add((l, i, j))
                        W[l][i][j] = shrunk
            total = None
    return dead


@pytest.mark.parametrize("settings", [
    Settings(), Settings(activation="relu", dataset="xor", noise=20, batch_size=7),
    Settings(activation="sigmoid", hidden=(3, 3, 2), batch_size=1, train_percent=10),
    Settings(problem="regression", activation="linear", train_percent=10, features=("x", "sinY", "xTimesY")),
    Settings(regularization="L2", regularization_rate=0.1, dataset="gauss"),
    Settings(regularization="L1", regularization_rate=0.1, dataset="spiral", learning_rate=0.1),
    Settings(hidden=(), features=("xSquared", "ySquared")),
], ids=["default", "relu", "sigmoid", "regression", "L2", "L1", "no hidden layer"])
def test_two_epochs_are_those_of_single_links(settings):
    run = Session(settings).run
    W, b = [v.tolist() for v in run.net.W.values()], [v.tolist() for v in run.net.b.values()]
    names = [settings.activation] * len(settings.hidden) + [
        "tanh" if settings.problem == "classification" else "linear"]
    dead = by_loops(W, b, names, list(zip(run.train.X.tolist(), run.train.y[:, 0].tolist(), strict=True)),
                    settings.learning_rate, settings.batch_size, settings.regularization,
                    settings.regularization_rate, epochs=2)
    run.epochs(2)
    for l, W_l in run.net.W.items():
        np.testing.assert_allclose(W_l, W[l - 1], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(run.net.b[l], b[l - 1], rtol=1e-9, atol=1e-12)
    assert bool(dead) == (settings.regularization == "L1")
    for l, i, j in dead:
        assert run.net.W[l + 1][i, j] == 0


def test_start_and_zero_start():
    net = Session(Settings(hidden=(8,) * 6)).run.net
    assert all((np.abs(W) <= 0.5).all() and np.ptp(W) > 0 for W in net.W.values())
    assert all((b == 0.1).all() for b in net.b.values())
    assert not Session(Settings(zero_start=True)).run.net.theta.any()


@pytest.mark.parametrize("share, N", [(10, 50), (50, 250), (90, 450)])
def test_the_first_points_are_the_training_set(share, N):
    run = Session(Settings(train_percent=share)).run
    other = Session(Settings(train_percent=50, hidden=(3,), activation="relu", noise=0)).run
    assert (run.N, len(run.test.y)) == (N, 500 - N)
    whole, same = (np.concatenate([r.train.places, r.test.places]) for r in (run, other))
    np.testing.assert_array_equal(whole, same)              # the points hang on the seed alone


def column(setting, name):
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [float(row[name]) for row in rows if row["setting"] == setting and row[name]]


# setting -> epoch -> (median, lowest, highest) of ten seeds by an independent program; where it tells no range, None
REFERENCE = {
    "circle": {50: (0.059, 0.03, 0.34), 100: (0.011, 0.007, 0.045), 300: (0.004, 0.001, 0.009)},
    "circle linear": {50: (0.507, None, None), 100: (0.506, None, None)},
    "circle zero start": {50: (0.502, None, None), 100: (0.502, None, None), 300: (0.502, None, None)},
    "circle squares": {50: (0.010, None, None), 100: (0.005, None, None)},
    "xor": {50: (0.069, 0.04, 0.21), 100: (0.020, 0.009, 0.16), 300: (0.007, 0.002, 0.016)},
    "gauss": {50: (0.001, None, None), 100: (0.0005, None, None)},
    "spiral": {50: (0.479, None, None), 100: (0.481, None, None), 300: (0.480, None, None), 1000: (0.42, 0.38, 0.53)},
    "spiral wide": {50: (0.484, None, None), 100: (0.487, None, None), 300: (0.453, None, None),
                    1000: (0.08, 0.02, 0.24)},
    "spiral features": {50: (0.331, None, None), 100: (0.201, None, None), 300: (0.069, None, None),
                        1000: (0.044, 0.01, 0.12)},
    "reg-plane": {50: (0.0008, None, None), 100: (0.0004, None, None)},
    "reg-gauss": {50: (0.023, None, None), 100: (0.021, None, None), 300: (0.020, None, None)},
}


@pytest.mark.parametrize("setting, epoch", [(s, e) for s, epochs in REFERENCE.items() for e in epochs])
def test_medians_are_the_reference_numbers(setting, epoch):
    """Twenty seeds of ours: the median lies in the range of ten others; without a range told, ours has theirs in it."""
    ours, (middle, low, high) = column(setting, f"epoch_{epoch}"), REFERENCE[setting][epoch]
    assert len(ours) == 20
    digits = 10.0 ** -len(str(middle).partition(".")[2])    # the reference numbers are rounded
    if low is None:
        assert min(ours) - digits <= middle <= max(ours) + digits
        spread = sorted(ours)[4], sorted(ours)[15]
        assert spread[0] - digits <= median(ours) <= spread[1] + digits
    else:
        assert low <= median(ours) <= high


def test_no_hidden_layer_gets_stuck_for_few_seeds():
    ends = column("circle squares", "epoch_300")
    assert sum(end > 0.9 for end in ends) in (1, 2) and max(ends) == pytest.approx(0.98, abs=0.02)
    assert sorted(ends)[-3] < 0.01


@pytest.mark.long
@pytest.mark.parametrize("setting", list(REFERENCE))
def test_other_seeds_have_the_reference_medians(setting):
    """Ten seeds that no table has, trained now: their median is not far from the table's, in its own spread."""
    address, last = RUNS[setting]
    epoch = min(last, 300)
    runs = [Session(f"{address}&seed={seed}").run for seed in range(100, 110)]
    for run in runs:
        run.epochs(epoch)
    table = sorted(column(setting, f"epoch_{epoch}"))
    assert table[2] * 0.9 <= median(run.loss(run.test) for run in runs) <= table[-3] * 1.1
