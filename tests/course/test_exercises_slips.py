"""Tests of the first exercises: usual slips are named, right answers are accepted in any form."""
from itertools import pairwise

import numpy as np
import pytest

from mlp_lib import exercises
from mlp_lib.course.exercises import ALL
from mlp_lib.course.forward_pass import exercises as forward_pass
from mlp_lib.course.neurons import exercises as neurons
from mlp_lib.course.prerequisites import exercises as prerequisites


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def with_loops(W, b, a):
    return [sum(w * x for w, x in zip(row, a, strict=True)) + c for row, c in zip(W, b, strict=True)]


SLIPS = [
    ("ready-weighted-sums", lambda W, a, b: W @ a, "bias"),
    ("ready-weighted-sums", lambda W, a, b: a @ W + b, "transposed"),
    ("ready-weighted-sums", lambda W, a, b: np.sum(W * a, axis=0) + b, "wrong index"),
    ("ready-weighted-sums", lambda W, a, b: np.dot(a, W), "columns"),
    ("ready-weighted-sums", lambda W, a, b: np.average(W * a, axis=1) + b, "mean"),
    ("ready-weighted-sums", lambda W, a, b: sum(W @ a + b), "all rows"),
    ("ready-weighted-sums", lambda W, a, b: np.dot(W, b) + a, "changed places"),
    ("ready-weighted-sums", lambda W, a, b: W @ a - b, "subtracted"),
    ("ready-slope", lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / (2 + h), "*times*"),
    ("ready-slope", lambda f, x, h=1e-5: f(x + h) - f(x - h) / (2 * h), "parentheses"),
    ("ready-slope", lambda f, x, h=1e-5: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5, "fixed"),
    ("ready-slope", lambda f, x, h=1e-5: 3 * x ** 2, "whatever `f` is"),
    ("ready-slope", lambda f, x, h=1e-5: (f(x) - f(x - h)) / h, "left side"),
    ("ready-slope", lambda f, x, h=1e-5: 2 * h / (f(x + h) - f(x - h)), "upside down"),
    ("ready-slope", lambda f, x, h=1e-5: -(f(x + h) - f(x)) / h, "sign is wrong"),
    ("ready-slope", lambda f, x, h=1e-5: -(f(x) - f(x - h)) / h, "sign is wrong"),
    ("ready-slope", lambda f, x, h=1e-5: (f(x - h) - f(x + h)) / (2 * h), "sign"),
    ("linear-model", lambda x, w, b: sum(w * x), "bias is missing"),
    ("linear-model", lambda x, w, b: w.sum() * x.sum() + b, "times the sum of the inputs"),
    ("linear-model", lambda x, w, b: w[:, None] * x + b, "every weight times every input"),
    ("linear-model", lambda x, w, b: np.tanh(sum(w * x) + b), "no activation"),
    ("tanh-in-place", lambda x, v, c, W, b: np.tanh((W * (v * x + c)).sum(axis=1)) + b, "one single"),
    ("linear-model", lambda x, w, b: sum(wi * xi + b for wi, xi in zip(w, x, strict=True)), "every input"),
    ("tanh-in-place", lambda x, v, c, W, b: W @ np.tanh(x * c + v) + b, "changed places"),
    ("tanh-in-place", lambda x, v, c, W, b: np.tanh(W @ np.tanh(v * x + c) + b), "outside"),
    ("tanh-in-place", lambda x, v, c, W, b: (W * np.tanh(v * x + c)) + b, "not summed"),
    ("powers-held-out", 16, "*training*"),
    ("compose-layers", lambda layers, x: layers[-1](x), "Only $f_1$ sees it"),
    ("one-neuron", lambda x, w, b, f: f(sum(wi * xi + b for wi, xi in zip(w, x, strict=True))), "once for every input"),
    ("one-neuron", lambda x, w, b, f: f(f(w @ x + b)), "twice"),
    ("one-neuron", lambda x, w, b, f: np.tanh(w @ x + b), "handed in"),
    ("one-neuron", lambda x, w, b, f: sigmoid(w @ x + b), "sigmoid is fixed"),
    ("threshold-twice", lambda x, w, t: w @ x + t > 0, "wrong sign"),
    ("threshold-twice", lambda x, w, t: not w @ x <= t, "just equals"),
    ("folded-line", (128, 128), "one fewer will do"),
    ("folded-line", [14, 13], "doubles"),
    ("firing-temperature", 35, "$w_1 = 2$"),
    ("firing-temperature", 26, "next whole degree"),
    ("firing-temperature", 40, "60 must be taken off"),
    ("firing-temperature", 15, "minus is lost"),
    ("best-line", (-2, 1, 1), "signs"),
    ("best-line", [-1, 2, -1], "order"),
    ("best-line", (2, -1, -2), "raise $b$"),
    ("best-line", [-2, -1, -1], "warm afternoons count as quieter"),
    ("best-line", (2, -1, -4), "busy ones quiet"),
    ("count-the-units", (3, 2, 16), "output units"),
    ("count-the-units", [3, 2, 21], "bias units"),
    ("count-the-units", (2, 3, 19), "order"),
    ("count-parameters", lambda s: (s[0] + 1) * (s[1] + 1), "E12"),
    ("count-parameters", lambda sizes: 26, "whatever `sizes` says"),
    ("count-parameters", lambda sizes: sum(a * b for a, b in pairwise(sizes)), "biases are missing"),
    ("count-parameters", lambda s: sum(m * n + n for m, n in pairwise(s)) - s[-2] * s[-1], "into the last"),
    ("count-parameters", lambda sizes: sum(m * n + m for m, n in pairwise(sizes)), "swapped"),
    ("count-parameters", lambda sizes: sum(m * n + n for m, n in pairwise(sizes[:-1])), "output layer"),
    ("weight-shapes", lambda sizes: [(n, m + 1) for m, n in pairwise(sizes)], "column too many"),
    ("parameter-budget", (5, 45), "hidden layer alone"),
    ("parameter-budget", (46, 4), "changed places"),
    ("point-at-the-weight", (2, 2, 1), "swapped"),
    ("point-at-the-weight", (2, 1, 3), "column counts from 0"),
    ("point-at-the-weight", (1, 2, 1), "one layer too early"),
    ("neuron-in-a-layer", lambda w, a, b: sigmoid(sigmoid(w @ a + b)), "twice"),
    ("neuron-in-a-layer", lambda w, a, b: np.tanh(w @ a + b), "tanh"),
    ("neuron-in-a-layer", lambda w, a, b: 1 / (1 + np.exp(-w @ a + b)), "in parentheses"),
    ("neuron-in-a-layer", lambda w, a, b: sum(sigmoid(w * a)) + b, "each product"),
    ("neuron-in-a-layer", lambda w, a, b: sigmoid(w @ np.roll(a, -1) + b), "E9"),
    ("layer-by-sums", lambda W, b, a: W * a + b, "still a table"),
    ("layer-by-sums", lambda W, b, a: [sum(W[:len(a), m] * a) + b[m] for m in range(len(b))], "swapped"),
    ("layer-by-sums", lambda W, b, a: sigmoid(W @ a + b), "activation"),
    ("silent-transpose", lambda W, b, X: X @ W.T, "bias"),
    ("silent-transpose", lambda W, b, X: W @ X.T + b, "on their side"),
    ("silent-transpose", lambda W, b, X: X @ W.T + b.reshape(-1, 1), "The biases go the wrong way"),
    ("silent-transpose", lambda W, b, X: W @ X + b, "Keep `X` in front"),
    ("pass-by-hand", (3.39, 1.62), "second row"),                   # its bias forgotten
    ("pass-by-hand", (2.89, 1.82), "too small: it has the weights of the first row"),
    ("pass-by-hand", (3.39, 1.9), "second is too large"),
    ("pass-by-hand", [3.4, 1.8], "two decimals"),
    ("pass-by-hand", (3.14, 2.07), "second hidden sum is negative"),        # 0.5 less and 0.5 more times -0.5
    ("pass-by-hand", (0, 0), "Neither"),
    ("pass-by-hand", (2.12, 3.09), "rows of the second matrix"),
    ("pass-by-hand", (4.75, 2.03), "backwards"),
    ("pass-by-hand", (5.75, 1.95), "Each hidden neuron has a row"),
    ("pass-by-hand", (2.00, 0.31), "Each output has a row"),
    ("two-layer-regression", lambda W1, b1, w2, b2, X: sigmoid(X @ W1.T + b1) @ w2 + b2, "sigmoid"),
    ("two-layer-regression", lambda W1, b1, w2, b2, X: np.tanh(X @ W1.T + b1) @ w2, "output's bias"),
    ("two-layer-regression", lambda W1, b1, w2, b2, X: (np.tanh(X @ W1.T + b1) * w2 + b2).sum(axis=1), "comes once"),
    ("two-layer-regression", lambda W1, b1, w2, b2, X: np.tanh((X @ W1.T + b1) @ w2) + b2, "around the whole sum"),
    ("shapes-of-a-pass", ((20, 7), (20,), (4, 20), (4,)), "single observation"),
    ("shapes-of-a-pass", ((21, 7), (100, 21), (4, 21), (100, 4)), "bias unit"),
    ("shapes-of-a-pass", ((20, 8), (100, 21), (4, 21), (100, 5)), "bias unit"),
    ("shapes-of-a-pass", ((20, 7), (100, 20), (4, 20), (4, 100)), "`a[2]` is not right yet: rows and columns"),
    ("shapes-of-a-pass", ((20, 7), (4, 20), (100, 20), (100, 4)), "order"),
    ("how-wide", (20, 100), "weights only"),
    ("how-wide", (97, 16), "order"),
    ("how-wide", (16, 100), "The neurons are right"),
    ("sum-of-squares", lambda F, Y: 0.5 * np.sum((F - Y) ** 2), "½"),
    ("sum-of-squares", lambda F, Y: np.mean((F - Y) ** 2), "mean"),
    ("sum-of-squares", lambda F, Y: np.mean((F - Y) ** 2) ** 0.5, "RMSE"),
    ("loss-from-rmse", 0.288, "already"),
    ("loss-from-rmse", 12, "of the report"),
    ("lost-column", lambda y, y_hat: np.mean((y - y_hat.ravel()) ** 2), "mean"),
    ("pull-of-an-outlier", 2, "Huber"),
    ("pull-of-an-outlier", 4, "2 is missing"),
    ("cross-entropy-by-sums", lambda P, Y: -np.sum(np.log10(P[Y > 0])), "base 10"),
    ("cross-entropy-by-sums", lambda P, Y: -np.mean(np.log(P[Y > 0])), "mean"),
    ("cross-entropy-by-sums", lambda P, Y: -np.sum(np.log(np.where(Y > 0, P, 1 - P))), "not chosen"),
    ("gaussian-noise-loss", lambda y, f, s: np.sum((y - f) ** 2 / (2 * s ** 2) + np.log(2 * np.pi * s ** 2)), "root"),
    ("gaussian-noise-loss", lambda y, f, s: np.sum((y - f) ** 2 / (2 * s) + np.log(2 * np.pi * s) / 2), "variance"),
]

RIGHT = [
    ("ready-weighted-sums", lambda W, a, b: with_loops(W, b, a)),
    ("ready-weighted-sums", lambda W, a, b: tuple(np.dot(W, a) + b)),
    ("ready-slope", lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2 / h),
    ("linear-model", lambda x, w, b: float(x.T @ w + b)),
    ("tanh-in-place", lambda x, v, c, W, b: [float((W[0] * np.tanh(v * x + c)).sum() + b[0])]),
    ("powers-held-out", 8.0),
    ("powers-held-out", np.int64(8)),
    ("one-neuron", lambda x, w, b, f: f(sum(w * x) + b)),
    ("threshold-twice", lambda x, w, t: int(w @ x >= t)),
    ("threshold-twice", lambda x, w, t: 1.0 if w @ x - t >= 0 else 0.0),
    ("firing-temperature", 25),
    ("firing-temperature", np.float64(25)),
    ("best-line", [2, -1, -1]),
    ("best-line", np.array([4.0, -2.0, -2.0])),
    ("count-the-units", [3, 2, 19]),
    ("count-the-units", np.array([3, 2, 19])),
    ("count-the-units", (3.0, np.int64(2), 19)),
    ("count-parameters", lambda sizes: np.float64(sum((a + 1) * b for a, b in pairwise(sizes)))),
    ("weight-shapes", lambda sizes: tuple([b, a] for a, b in pairwise(sizes))),
    ("parameter-budget", np.array([4, 46])),
    ("parameter-budget", [4.0, 46]),
    ("point-at-the-weight", (2, 1, 2)),
    ("layer-by-sums", with_loops),
    ("silent-transpose", lambda W, b, X: (W @ X.T).T + b),
    ("silent-transpose", lambda W, b, X: [with_loops(W, b, x) for x in X]),
    ("pass-by-hand", [3.39, 1.82]),
    ("pass-by-hand", np.array([3.39, 1.82])),
    ("pass-by-hand", (np.float64(3.39), 1.820)),
    ("two-layer-regression", lambda W1, b1, w2, b2, X: list((w2 * np.tanh(X @ W1.T + b1)).sum(axis=1) + b2)),
    ("shapes-of-a-pass", [[20, 7], [100, 20], [4, 20], [100, 4]]),
    ("how-wide", np.array([16, 97])),
    ("how-wide", [16.0, 97]),
    ("sum-of-squares", lambda F, Y: float(((F - Y) ** 2).sum(axis=0).sum())),
    ("loss-from-rmse", 72_000),
    ("lost-column", lambda y, y_hat: np.sum((y[:, None] - y_hat) ** 2)),
    ("pull-of-an-outlier", 8),
    ("cross-entropy-by-sums", lambda P, Y: -sum(np.log(p[int(np.argmax(y))]) for p, y in zip(P, Y, strict=True))),
    ("gaussian-noise-loss", lambda y, f, s: sum((y - f) ** 2 / (2 * s ** 2) + np.log(np.sqrt(2 * np.pi) * s))),
]


@pytest.mark.parametrize("id, answer, word", SLIPS, ids=[f"{id}-{word}" for id, _, word in SLIPS])
def test_usual_slips_are_named(id, answer, word):
    verdict = exercises.check(id, answer)
    assert verdict.passed is False and word in verdict.message, verdict


@pytest.mark.parametrize("id, answer", RIGHT, ids=[f"{id}-{i}" for i, (id, _) in enumerate(RIGHT)])
def test_right_answers_in_another_form_are_accepted(id, answer):
    verdict = exercises.check(id, answer)
    assert verdict.passed is True, verdict


def test_the_tables_go_over_all_exercises():
    every = {e.id for part in (prerequisites, neurons, forward_pass) for e in part.EXERCISES}
    assert {id for id, *_ in SLIPS} == every <= set(ALL)
