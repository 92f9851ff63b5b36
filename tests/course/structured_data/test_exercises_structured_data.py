"""Exercises and quiz of the chapter on structured data: their solutions against the library, their numbers again."""
import re

import numpy as np
import pytest

from mlp_lib import data, exercises, quiz
from mlp_lib.course.structured_data.exercises.classes import CHOSEN, SAID
from mlp_lib.course.structured_data.tasks import concrete_rows
from mlp_lib.inspection import partial_dependence, permutation_importance
from mlp_lib.losses import LOSSES
from mlp_lib.network import MLP
from mlp_lib.probabilities import calibration, confusion
from mlp_lib.quantiles import coverage, pinball, repeated

SHOW = exercises.show
RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(30, 4)), RNG.normal(size=30)
NET = MLP([4, 6, 1], "tanh", rng=1)


def predict(rows):
    return NET.predict(rows)[:, 0]


def test_split_by_mix_keeps_every_mix_of_the_concrete_whole():
    tests = data.concrete().drop(columns="strength")
    rows = tests.to_numpy(float)
    assert tests.columns[-1] == "age"
    train, test = SHOW("split-by-mix").solution(rows, range(0, 427, 4))
    mixes = [{tuple(row) for row in rows[part, :-1]} for part in (train, test)]
    assert not mixes[0] & mixes[1] and list(map(len, mixes)) == [320, 107]
    assert sorted([*train, *test]) == list(range(1030)) and 0.15 < len(test) / 1030 < 0.35
    assert 0 < np.isin(concrete_rows()[2][test], concrete_rows()[2][train]).mean() < 0.5    # the mixes written twice


def test_prepare_does_as_the_standardizer_does_where_nothing_is_missing():
    scale = data.standardizer(X[:20])
    for got, want in zip(SHOW("leak-in-scaling").solution(X[:20], X[20:]), (scale(X[:20]), scale(X[20:])), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12)


def test_one_hot_does_as_pandas_does_on_known_levels():
    import pandas as pd

    modes = data.modechoice()["mode"]
    want = pd.get_dummies(modes).to_numpy(float)
    np.testing.assert_array_equal(SHOW("one-hot-columns").solution(list(modes), list(modes.cat.categories)), want)


def test_the_logarithm_of_the_age_is_worth_what_is_said_of_it():
    """On the concrete, all tests to fit and to judge: the line in log(age) beats the line in age, and that the mean."""
    tests = data.concrete()
    age, y = tests["age"].to_numpy(float), tests["strength"].to_numpy()
    mean, line, curve = SHOW("baseline-first").solution(age, y, age, y)
    assert mean == pytest.approx(y.std()) and curve < line - 1 and line < mean - 0.5


def test_the_numbers_of_the_scaled_network_are_those_of_the_table():
    strength = data.concrete()["strength"]
    assert round(strength.mean()) == 36 and round(strength.std()) == 17
    assert "mean 36 MPa and the standard deviation 17 MPa" in SHOW("error-in-mpa").prompt
    assert exercises.check("error-in-mpa", (36 - 17 / 2, np.sqrt(0.09 * 17 ** 2))).passed


def test_confusion_counted_from_the_prompt():
    prompt = SHOW("confusion-by-hand").prompt
    parts = re.split(r"who\s+took\s+the\s+\*(?:train|bus|car)\* got", prompt)[1:]
    rows = [[[float(v) for v in triple.split(",")] for triple in re.findall(r"\(([.\d,\s]+)\)", part)]
            for part in parts]
    counted = np.array([np.bincount([int(np.argmax(p)) for p in people], minlength=3) for people in rows])
    np.testing.assert_array_equal(counted, SHOW("confusion-by-hand").solution)
    np.testing.assert_array_equal(counted, confusion(CHOSEN, SAID.argmax(axis=1)))
    np.testing.assert_allclose(SAID.sum(axis=1), 1)
    assert sorted(map(tuple, SAID)) == sorted(tuple(p) for people in rows for p in people)


@pytest.mark.parametrize("bins", [2, 5, 10])
def test_calibration_does_as_the_library_does(bins):
    p, yes = RNG.uniform(size=80), RNG.integers(2, size=80)
    want = calibration(p, yes, bins)
    for got, part in zip(SHOW("calibration-bin").solution(p, yes, bins), (want.said, want.came), strict=True):
        np.testing.assert_allclose(got, part, rtol=1e-12)


def test_importance_does_as_the_library_does():
    orders = [RNG.permutation(30) for _ in range(5)]
    np.testing.assert_allclose(SHOW("permutation-importance").solution(predict, X, Y, orders),
                               permutation_importance(predict, X, Y, permutations=orders).mean, atol=1e-12)


def test_dependence_does_as_the_library_does():
    grid = np.linspace(-2, 2, 7)
    np.testing.assert_allclose(SHOW("partial-dependence").solution(predict, X, 2, grid),
                               partial_dependence(predict, X, 2, grid), atol=1e-12)


def test_coverage_and_pinball_do_as_the_library_does():
    low, levels = X[:, 0], [0.05, 0.5, 0.95]
    share, width = SHOW("interval-coverage").solution(Y, low, low + 1.5)
    assert share == coverage(low, low + 1.5, Y) and width == pytest.approx(1.5)
    loss, q = SHOW("pinball").solution(Y, X[:, :3], np.array(levels)), X[:, :3]
    assert loss.sum() == pytest.approx(pinball(levels).value(q, repeated(Y, levels)) / len(Y), rel=1e-12)
    half = LOSSES["absolute_error"].value(q[:, 1:2], Y[:, None]) / len(Y) / 2
    assert loss[1] == pytest.approx(half, rel=1e-12)


def test_the_quantile_is_where_the_pinball_loss_is_lowest():
    c = np.linspace(-3, 3, 601)
    for tau in (0.05, 0.5, 0.95):
        costs = SHOW("pinball").solution(Y, np.tile(c, (30, 1)), np.full(601, tau))
        above = (c[costs.argmin()] < Y).mean()
        assert abs(above - (1 - tau)) <= 1 / 30 + 1e-9


def test_the_bug_of_the_lags_is_the_target_itself():
    X, y = SHOW("structured-bug").given(np.arange(50.0), [1, 2, 24])
    np.testing.assert_array_equal(X[:, 0], y)
    X, y = SHOW("structured-bug").solution(np.arange(50.0), [1, 2, 24])
    np.testing.assert_array_equal(y[:, None] - X, np.tile([1.0, 2.0, 24.0], (26, 1)))


@pytest.mark.parametrize(("id", "answer"), [
    ("split-by-mix", lambda X, held: [list(map(int, part)) for part in SHOW("split-by-mix").solution(X, held)]),
    ("one-hot-columns", lambda words, levels: [[int(w == level) for level in levels] for w in words]),
    ("confusion-by-hand", [[2, 0, 1], [1, 1, 1], [1, 0, 3]]),
    ("error-in-mpa", [27.5, 5.1]),
    ("interval-coverage", lambda y, low, high: [np.mean([a <= v <= b for v, a, b in zip(y, low, high, strict=True)]),
                                                np.subtract(high, low).mean()]),
    ("pinball", lambda y, q, tau: [np.mean([t * (v - c) if v > c else (1 - t) * (c - v)
                                            for v, c in zip(y, q[:, k], strict=True)]) for k, t in enumerate(tau)]),
    ("structured-bug", lambda y, lags: ([[y[t - lag] for lag in lags] for t in range(max(lags), len(y))],
                                        y[max(lags):])),
])
def test_other_forms_of_right_answers_count(id, answer):
    assert exercises.check(id, answer).passed, exercises.check(id, answer)


# the numbers of the quiz

def right(id):
    return next(option.text for option in quiz.ALL[id].options if option.right)


def test_numbers_of_the_quiz():
    assert float(right("share-of-the-variance")) == pytest.approx(1 - (5.1 / 17) ** 2)
    matrix = confusion(np.repeat([1, 1, 0, 0], [18, 12, 6, 24]), np.repeat([1, 0, 1, 0], [18, 12, 6, 24]))
    assert float(right("how-many-of-the-bus-riders")) == matrix[1, 1] / matrix[1].sum()
    assert matrix[1, 1] / matrix[:, 1].sum() == 0.75 and np.trace(matrix) / 60 == 0.7
    p = np.linspace(0, 1, 1001)
    assert p[np.argmax(4 * p >= 1 - p)] == pytest.approx(float(right("threshold-from-costs")))
    assert np.sqrt(0.8 * 0.2 / 50) == pytest.approx(0.057, abs=5e-4)
    assert (0.8 - 35 / 50) / np.sqrt(0.8 * 0.2 / 50) == pytest.approx(1.8, abs=0.05)
    assert np.sqrt(100 * 0.9 * 0.1) == pytest.approx(3) and 2.5 < (90 - 82) / 3 < 3


def test_the_average_of_networks_keeps_what_the_quiz_says():
    said = Y + RNG.normal(size=(5, 30))
    squares = ((said - Y) ** 2).mean(axis=1)
    gained = squares.mean() - ((said.mean(axis=0) - Y) ** 2).mean()
    assert gained == pytest.approx(said.var(axis=0).mean(), rel=1e-12) and gained > 0
