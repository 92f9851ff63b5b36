"""Tests of the exercises on hyperparameters: their numbers by another way, and other right answers."""
import math

import numpy as np
import pytest

import mlp_lib
from mlp_lib import MLP, exercises, fit, quiz
from mlp_lib.course.backpropagation.exercises._slopes import slopes

SHOW = exercises.show
FIVE = np.array([12.0, 13.0, 14.0, 14.5, 46.5])


def test_softmax_agrees_with_the_table_of_activations():
    softmax, Z = SHOW("stable-softmax").solution, np.random.default_rng(0).normal(scale=300, size=(50, 4))
    np.testing.assert_allclose(softmax(Z), mlp_lib.ACTIVATIONS["softmax"](Z), rtol=1e-12)
    for case in SHOW("stable-softmax").cases:
        np.testing.assert_allclose(mlp_lib.ACTIVATIONS["softmax"](case.args[0]), case.want, rtol=1e-12)


@pytest.mark.parametrize("other", [
    lambda Z: np.exp(Z - np.logaddexp.reduce(Z, axis=-1)[..., None]),
    lambda Z: (np.exp(Z.T - Z.T.max(axis=0)) / np.exp(Z.T - Z.T.max(axis=0)).sum(axis=0)).T,
    lambda Z: 1 / np.array([[sum(math.exp(min(o - z, 700)) for o in row) for z in row]
                            for row in np.atleast_2d(Z)]).reshape(Z.shape),
    lambda Z: mlp_lib.ACTIVATIONS["softmax"](Z).tolist()])
def test_other_ways_to_softmax_count(other):
    assert exercises.check("stable-softmax", other).passed, exercises.check("stable-softmax", other)


def test_temperature_makes_the_car_three_times_as_likely():
    p = mlp_lib.ACTIVATIONS["softmax"](np.array([2.0, 0.5, 1.0]) / SHOW("softmax-temperature").solution)
    assert p[0] / p[1] == pytest.approx(3, rel=1e-12) and p.argmax() == 0
    assert exercises.check("softmax-temperature", 1.37).passed and exercises.check("softmax-temperature", 1.36).passed


def test_output_gradients_by_the_complex_step():
    """Im C(w + ih) / h of the mean cross-entropy, through softmax, by W and by b."""
    rng = np.random.default_rng(1)
    H, W, b, Y = rng.normal(size=(5, 3)), rng.normal(size=(4, 3)), rng.normal(size=4), np.eye(4)[[0, 3, 1, 1, 2]]

    def cost(W, b):
        Z = H @ W.T + b
        return (np.log(np.exp(Z).sum(axis=1)) - (Y * Z).sum(axis=1)).mean()
    A = mlp_lib.ACTIVATIONS["softmax"](H @ W.T + b)
    for got, want in zip(SHOW("mean-taken-twice").solution(A, Y, H), slopes(cost, (W, b)), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-15)


def test_constants_on_a_grid():
    c = np.arange(1000, 5001) / 100
    e = c[:, None] - FIVE
    sums = e ** 2, np.abs(e), np.where(np.abs(e) <= 1, e ** 2 / 2, np.abs(e) - 0.5)
    lowest = [c[part.sum(axis=1).argmin()] for part in sums]
    np.testing.assert_allclose(lowest, SHOW("best-constant").solution, atol=0.005)
    assert exercises.check("best-constant", lowest).passed
    assert exercises.check("best-constant", np.round(lowest, 2).reshape(3)).passed
    assert (FIVE.mean(), np.median(FIVE), np.mean(FIVE[1:4])) == pytest.approx(tuple(SHOW("best-constant").solution))
    assert FIVE.mean() - FIVE[:4].mean() == pytest.approx(6.625)


@pytest.mark.parametrize("pairs", [
    [["softmax", "cross_entropy"], ["sigmoid", "squared_error"], ["identity", "huber"],
     ["sigmoid", "binary_cross_entropy"]],
    np.array([("Softmax", "cross-entropy"), ("sigmoid", "BCE"), ("none", "MSE"), ("sigmoid", "binary cross-entropy")]),
    (("softmax", "cross_entropy"), ("sigmoid", "huber"), ("softplus", "absolute_error"),
     ("sigmoid", "binary_cross_entropy"))])
def test_other_right_recipes_count(pairs):
    assert exercises.check("output-for-a-task", pairs).passed, exercises.check("output-for-a-task", pairs)


def test_accepted_recipes_are_what_the_library_trains():
    from mlp_lib.course.hyperparameters.exercises.choices import RIGHT
    X = np.linspace(-1, 1, 8)[:, None]
    targets = np.eye(4)[np.arange(8) % 4], np.linspace(0, 1, 8), np.arange(8.0), np.arange(8) % 2
    for outputs, y in zip(RIGHT, targets, strict=True):
        for output, losses in outputs.items():
            for loss in losses:
                net = MLP([1, 3, np.atleast_2d(y.T).T.shape[1]], output=output, rng=0)
                run = fit(net, X, y, loss=loss, eta=0.01, epochs=2, rng=0)
                assert run.reason.startswith("finished"), (output, loss)


def test_early_stopping_does_as_fit_does():
    """The validation losses of a noisy run, handed to the exercise's rule, end where `fit` ended."""
    rng = np.random.default_rng(3)
    X, net = rng.normal(size=(60, 2)), MLP([2, 20, 1], hidden="tanh", rng=0)
    y = X[:, :1] + rng.normal(size=(60, 1))
    for patience in (1, 2, 5):
        run = fit(net, X[:30], y[:30], loss="squared_error", eta=0.1, epochs=200, batch_size=5, rng=1,
                  validation=(X[30:], y[30:]), early_stopping=patience)
        ended, best = SHOW("early-stopping").solution(run.history.validation, patience)
        assert "stopped early" in run.reason and f"network of epoch {best}" in run.reason
        assert ended == len(run.history.validation)


def test_scaling_does_as_the_standardizer_does():
    rng = np.random.default_rng(4)
    X, V = rng.normal(5, 3, (40, 3)), rng.normal(7, 2, (9, 3))
    scale = mlp_lib.data.standardizer(X)
    for got, want in zip(SHOW("scaled-with-a-leak").solution(X, V), (scale(X), scale(V)), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12)


@pytest.mark.parametrize("l1, l2", [(0, 0.5), (0.5, 0), (1.0, 0.5)])
def test_penalised_step_does_as_fit_does(l1, l2):
    rng = np.random.default_rng(5)
    X, y, net = rng.normal(size=(20, 3)), rng.normal(size=(20, 2)), MLP([3, 2], rng=2)
    net.W[1][0, 0], net.b[1][:] = 0.01, (0.5, -0.5)
    gradient = mlp_lib.backward(net, mlp_lib.forward(net, X), y, reduction="mean")
    run = fit(net, X, y, loss="squared_error", eta=0.1, epochs=1, l1=l1, l2=l2, rng=0)
    W, b = SHOW("step-with-penalties").solution(net.W[1], net.b[1], gradient.W[1], gradient.b[1], 0.1, l1, l2)
    np.testing.assert_allclose(run.net.W[1], W, atol=1e-12)
    np.testing.assert_allclose(run.net.b[1], b, atol=1e-12)


def test_other_forms_of_right_answers_count():
    stop, step = SHOW("early-stopping").solution, SHOW("step-with-penalties").solution
    assert exercises.check("early-stopping", lambda losses, patience: np.array(stop(losses, patience))).passed
    assert exercises.check("early-stopping", lambda losses, patience: list(map(float, stop(losses, patience)))).passed
    assert exercises.check("step-with-penalties", lambda *a: [part.tolist() for part in step(*a)]).passed

    def clipped(W, b, dW, db, eta, l1, l2):
        W = W - eta * (dW + l2 * W)
        return W - np.clip(W, -eta * l1, eta * l1), b - eta * db
    assert exercises.check("step-with-penalties", clipped).passed
    assert exercises.check("scaled-with-a-leak", lambda train, val: [*map(mlp_lib.data.standardizer(train),
                                                                          (train, val))]).passed


# the numbers of the quiz

def right(id):
    return next(option.text for option in quiz.ALL[id].options if option.right)


def test_numbers_of_the_quiz():
    softmax = mlp_lib.ACTIVATIONS["softmax"]
    logits = np.array([1.2, 3.0, -0.4, 2.1])
    fixed = np.array([-0.9, float(right("logits-up-to-a-shift")), -2.5, 0.0])
    np.testing.assert_allclose(softmax(fixed), softmax(logits), rtol=1e-12)

    assert MLP([7, 20, 4], output="softmax", rng=0).theta.size == int(right("labels-or-classes"))
    assert MLP([7, 20, 1], rng=0).theta.size == 181

    rows = len(mlp_lib.data.split(len(mlp_lib.data.bikeshare()), rng=0)[0])
    steps = []
    fit(MLP([1, 1], rng=0), np.zeros((rows, 1)), np.zeros(rows), loss="squared_error", eta=0.1, epochs=2,
        batch_size=32, optimizer=lambda *a: steps.append(1), rng=0)
    assert (rows, 10 * len(steps)) == (5187, int(right("updates-of-twenty-epochs").replace(",", "")))

    p, y, h = np.array([0.2, 0.5, 0.3]), np.array([1.0, 0.0, 0.0]), 1e-6
    def cost(z):
        return -np.log(softmax(z)[0])
    slopes_ = [(cost(np.log(p) + h * e) - cost(np.log(p) - h * e)) / (2 * h) for e in np.eye(3)]
    told = [float(v) for v in right("delta-of-softmax").replace("−", "-").strip("()").split(",")]
    np.testing.assert_allclose(slopes_, told, atol=1e-8)
    np.testing.assert_allclose(2 * (p - y) * p * (1 - p), [-0.256, 0.25, 0.126], atol=1e-12)

    net = MLP([1, 1], init="zeros", rng=0)
    net.W[1][:] = 0.02                                      # no gradient: input and target are 0
    run = fit(net, np.zeros((1, 1)), np.zeros((1, 1)), loss="squared_error", eta=0.1, epochs=1, l1=0.5, rng=0)
    assert run.net.W[1][0, 0] == float(right("weight-past-zero")) == 0

    assert 0.9 * 14 + 0.1 * 60 == pytest.approx(18.6)       # about 19 minutes
    assert mlp_lib.data.bikeshare().bikers.max() >= 600     # said in the exercise on four tasks
