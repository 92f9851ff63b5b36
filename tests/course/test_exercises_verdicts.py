"""Tests of verdicts: right answers in any form, wrong ones that look right, and the slip named is the slip made."""
import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, exercises
from mlp_lib.course.neurons.afternoons import afternoons


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def float32(z):
    e = np.exp(-np.abs(np.asarray(z, np.float32)))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))


def in_place_but_on_copies(X, Y, W1, b1, W2, b2, eta, epochs):
    W1, b1, W2, b2 = W1.copy(), b1.copy()[None], W2.copy(), b2.copy()[None]
    for _ in range(epochs):
        A1 = sigmoid(X @ W1.T + b1)
        D2 = 2 * (A1 @ W2.T + b2 - Y) / len(X)
        D1 = D2 @ W2 * A1 * (1 - A1)
        W1 -= eta * D1.T @ X
        b1 -= eta * D1.sum(axis=0, keepdims=True)
        W2 -= eta * D2.T @ A1
        b2 -= eta * D2.sum(axis=0, keepdims=True)
    return W1, b1, W2, b2


ALIAS = (("softmax", "CrossEntropy"), ("logistic", "mean_squared_error"), ("linear", "Huber loss"),
         ("Logistic", "BCELoss"))

RIGHT = [
    ("stable-sigmoid", lambda z: (1 + np.tanh(z / 2)) / 2),             # another message of the exercise recommends it
    ("stable-sigmoid", lambda z: (1 + np.tanh(np.asarray(z) / 2)) / 2),
    ("stable-sigmoid", float32),
    ("stable-sigmoid", lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500)))),
    ("bump-from-sigmoids", lambda left, right, height, s: np.array([[-s * left, -s * right], [height, -height]])),
    ("own-sigmoid-and-slope", lambda z: np.array([sigmoid(z), sigmoid(z) * (1 - sigmoid(z))])),
    ("own-sigmoid-and-slope", lambda z: (part for part in (sigmoid(z), sigmoid(z) * (1 - sigmoid(z))))),
    ("own-sigmoid-and-slope", lambda z: {"a": sigmoid(z), "slope": sigmoid(z) * (1 - sigmoid(z))}.values()),
    ("weight-shapes", lambda sizes: zip(sizes[1:], sizes[:-1], strict=True)),
    ("ready-weighted-sums", lambda W, a, b: map(float, W @ a + b)),
    ("how-wide", {"M": 16, "parameters": 97}.values()),
    ("how-wide", ("16", "97")),
    ("slide-by-hand", map(float, (12, 10, 0, -6))),
    ("powers-held-out", "8"),
    ("powers-held-out", (8,)),
    ("firing-temperature", [25]),
    ("firing-temperature", np.array([[25.0]])),
    ("chain-by-hand", " 7.5 "),
    ("sigmoid-saturation", "6"),
    ("own-batch-gradients", lambda Delta, A: (Delta.T @ A, Delta.sum(axis=0, keepdims=True))),
    ("mean-taken-twice", lambda A, Y, H: ((A - Y).T @ H / len(A), np.mean(A - Y, axis=0, keepdims=True))),
    ("own-training-xor", in_place_but_on_copies),
    ("output-for-a-task", ALIAS),
    ("best-line", (1, 0, -0.3)),
]


def second_name(W1, b1, W2, b2, x, y, eta):
    W2_old, a1 = W2, sigmoid(W1 @ x + b1)
    delta2 = 2 * (W2 @ a1 + b2 - y)
    W2 -= eta * np.outer(delta2, a1)
    b2 = b2 - eta * delta2
    delta1 = W2_old.T @ delta2 * a1 * (1 - a1)
    return W1 - eta * np.outer(delta1, x), b1 - eta * delta1, W2, b2


def memory_begins_at_1(losses, patience):
    lowest, best = 1, 0
    for epoch, loss in enumerate(losses, start=1):
        if loss < lowest:
            lowest, best = loss, epoch
        if epoch - best >= patience:
            return epoch, best
    return len(losses), best


def never_reset(losses, patience):
    waited = 0
    for i in range(len(losses)):
        if i and losses[i] >= min(losses[:i]):
            waited += 1
        if waited == patience:
            return i + 1, int(np.argmin(losses[:i + 1])) + 1
    return len(losses), int(np.argmin(losses)) + 1


def three_sizes(sizes):
    D, M, K = sizes
    return D * M + M + M * K + K


def emptied(layers, x):
    while len(layers) > 0:
        f = layers.pop(0)
        x = f(x)
    return x


def backward(W, a, y, slope_of=1, from_of=1):
    delta, gradients = 2 * (a[len(W)] - y), []
    for l in reversed(range(1, len(W) + 1)):
        gradients = [np.outer(delta, a[l - from_of]), delta, *gradients]
        if l > 1:
            delta = W[l].T @ delta * a[l - slope_of] * (1 - a[l - slope_of])
    return gradients


def trained(rows=None, output=lambda z: z, error=lambda a, y: 2 * (a - y), slope=lambda a: a * (1 - a), more=0,
            hidden=1):
    def train(X, Y, W1, b1, W2, b2, eta, epochs):
        for _ in range(epochs + more):
            for part in [slice(None)] if rows is None else [slice(n, n + rows) for n in range(0, len(X), rows)]:
                A1 = sigmoid(X[part] @ W1.T + b1)
                D2 = error(output(A1 @ W2.T + b2), Y[part]) / len(X[part])
                D1 = D2 @ W2 * slope(A1) * hidden
                W1, b1 = W1 - eta * D1.T @ X[part], b1 - eta * D1.sum(axis=0)
                W2, b2 = W2 - eta * D2.T @ A1, b2 - eta * D2.sum(axis=0)
        return W1, b1, W2, b2
    return train


def half_leak(of_mean):
    def scaled(train, val):
        both = np.vstack([train, val])
        mean, spread = (both.mean(0), train.std(0)) if of_mean else (train.mean(0), both.std(0))
        return (train - mean) / spread, (val - mean) / spread
    return scaled


WRONG = [
    ("stable-softmax", lambda Z: (E := np.exp(Z - Z.mean(-1, keepdims=True))) / E.sum(-1, keepdims=True), "row's mean"),
    ("stable-softmax", lambda Z: np.exp(Z - 700) / np.exp(Z - 700).sum(-1, keepdims=True), "A fixed number"),
    ("stable-softmax", lambda Z: np.exp(Z - 99) / np.exp(Z - 99).sum(-1, keepdims=True), "A fixed number"),
    ("stable-softmax", lambda Z: (E := np.exp(Z - Z.max())) / E.sum(-1, keepdims=True), "of the whole batch"),
    ("early-stopping", memory_begins_at_1, "The lowest loss begins at 1"),
    ("early-stopping", never_reset, "*in a row*"),
    ("cross-entropy-by-sums", lambda P, Y: -np.sum(Y * np.log(P + 1e-12)), "something was added to the 0"),
    ("linear-model", lambda x, w, b: int(w @ x + b), "made a whole number"),
    ("linear-model", lambda x, w, b: round(float(w @ x + b)), "made a whole number"),
    ("compose-layers", emptied, "changes its argument"),
    ("sigmoid-saturation", 5.94, "go further out"),
    ("sigmoid-saturation", 0.01, "the slope is 100 % of its largest value"),
    ("sigmoid-saturation", 0.04, "the slope is 100 % of its largest value"),
    ("sigmoid-saturation", 0, "the slope is 100 % of its largest value"),
    ("sigmoid-saturation", 0.0025, "This is the slope there"),
    ("sigmoid-saturation", 4.6, "the slope itself is 0.01"),
    ("two-layer-regression", lambda *args: int("x"), "invalid literal for int()"),
    ("two-layer-regression", lambda W1, b1, w2, b2, X: np.tanh(np.dot(X, W1) + b1) @ w2 + b2, "To and from"),
    ("point-at-the-weight", (2, 0, 2), "`l`, `j` are right. `i` is 0: too small. Hint 2"),
    ("find-it-in-coefs", (1, 2, 3), "`k`, `i` are right. `j` is 3: too small. Hint 2"),
    ("count-the-units", (3, 2, 18), "`layers`, `hidden` are right. `neurons` is 18: too small. Hint 2"),
    ("parameter-budget", (4, 47), "`units` is right. `parameters` is 47: too large. Hint 2"),
    ("one-neuron", lambda x, w, b, f: max(0, w @ x + b), "ReLU is fixed"),
    ("ready-slope", lambda f, x, h=1e-5: (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h),
     "takes four values"),
    ("best-line", (1, 0, 0), "shift it a little towards the warm side"),
    ("chain-by-hand", 2 * (5 * 0.5 - 1.2) * 5 * 0.25 * 3, "The bias $b^{(2)}$ is missing"),
    ("chain-by-hand", 2 * (5 * 0.5 + 0.3 - 1.2) * 5 * 0.25 * 3, "has lost its minus"),
    ("chain-by-hand", 3.75, "The 2 of"),
    ("chain-by-hand", 0.75, "here it is $w^{(1)}$"),
    ("update-with-old-weights", second_name, "second name for the same array"),
    ("own-delta-output", lambda z, a, y: a - y, "cross-entropy"),
    ("own-delta-output", lambda z, a, y: 2 * (a - y) * sigmoid(a) * (1 - sigmoid(a)), "taken at $a$"),
    ("own-sigmoid-and-slope", lambda z: (a := sigmoid(z), sigmoid(a) * (1 - sigmoid(a))), "taken at $a$"),
    ("own-delta-hidden", lambda W, d, a: W.T @ d * sigmoid(a) * (1 - sigmoid(a)), "taken at $a$"),
    ("own-backward", lambda W, a, y: backward(W, a, y, slope_of=0), "wrong layer"),
    ("own-backward", lambda W, a, y: backward(W, a, y, slope_of=2), "wrong layer"),
    ("own-backward", lambda W, a, y: backward(W, a, y, from_of=0), "come *from* `a[l - 1]`"),
    ("own-training-xor", trained(rows=1), "after every row"),
    ("own-training-xor", trained(output=sigmoid), "The output has a sigmoid"),
    ("own-training-xor", trained(output=sigmoid, error=lambda a, y: 2 * (a - y) * a * (1 - a)), "has a sigmoid"),
    ("own-training-xor", trained(slope=lambda a: 1 - a ** 2), "slope of tanh"),
    ("own-training-xor", trained(hidden=0), "Only layer 2"),
    ("own-training-xor", trained(more=-1), "one epoch too few"),
    ("own-training-xor", trained(more=1), "one epoch too many"),
    ("own-loss-gradient", lambda A, Y: (np.sum((A - Y) ** 2) / len(Y), 2 * (A - Y) / len(Y)), "Both are divided"),
    ("own-loss-gradient", lambda A, Y: (np.sum((A - Y) ** 2), 2 * (A - Y) / len(Y)), "The loss is right"),
    ("scaled-with-a-leak", half_leak(True), "the mean still comes"),
    ("scaled-with-a-leak", half_leak(False), "the spread still comes"),
    ("count-parameters", three_sizes, "any number of layers"),
    ("bump-from-sigmoids", lambda left, right, height, s: ((height, -height), (-s * left, -s * right)), "have changed"),
    ("dead-units", lambda W, b, X: b <= 0, "The sign of the bias"),
    ("threshold-twice", lambda x, w, t: w @ x > t, "*reaches*"),
    ("sweep-choose", lambda losses: np.argmin(np.median(np.nan_to_num(losses, nan=3.0), axis=1)), "1 was wanted"),
]


@pytest.mark.parametrize("id, answer", RIGHT, ids=[f"{i}-{id}" for i, (id, _) in enumerate(RIGHT)])
def test_right_answers_are_called_right(id, answer):
    assert exercises.check(id, answer).passed is True, exercises.check(id, answer)


@pytest.mark.parametrize("id, answer, words", WRONG, ids=[f"{i}-{id}" for i, (id, *_) in enumerate(WRONG)])
def test_the_slip_that_was_made_is_named(id, answer, words):
    verdict = exercises.check(id, answer)
    assert verdict.passed is False and words in verdict.message, verdict


@pytest.mark.parametrize("id", ["own-training-xor", "update-with-old-weights", "step-with-penalties",
                                "nudge-every-parameter", "compose-layers"])
def test_what_must_not_be_changed_is_said_in_the_prompt(id):
    """Elsewhere too a changed argument is refused, but in these an update in place is the natural thing to write."""
    prompt = " ".join(exercises.show(id).prompt.split())
    assert any(words in prompt for words in ("as they are", "as it is", "as it was"))


def test_what_a_probability_of_0_costs_is_said_in_the_prompt():
    assert "`np.inf`" in exercises.show("cross-entropy-by-sums").prompt


def test_just_at_the_threshold_a_neuron_fires_everywhere():
    fires, given = exercises.show("threshold-twice").solution, exercises.show("threshold-twice").given
    one = np.ones(1)
    assert ACTIVATIONS["step"](np.array(0.0)) == fires(one, one, 1.0) == 1 and given(one, 2 * one, 1.0)
    at_25 = 2 * (25 - 15) / 10 - (80 - 60) / 20 - 1
    assert at_25 == 0 and exercises.check("firing-temperature", 25).passed
    lines = [exercises.check("best-line", line).message for line in [(0, 0, 0), (0, 0, 1)]]    # on the line, and above
    assert lines[0] == lines[1] and "busy ones quiet" in lines[0]


def test_no_line_is_right_for_more_than_57_afternoons():
    """Every split by a line is one by a line through two of the points, turned or shifted by next to nothing."""
    x, busy = afternoons()
    best = 0
    for i in range(len(x)):
        along = x - x[i]
        for normal in np.column_stack([-along[:, 1], along[:, 0]]):
            for turn in (-1e-7, 0, 1e-7):
                side = along @ (normal + turn * np.array([normal[1], -normal[0]]))
                for shift in (-1e-9, 1e-9):
                    right = ((side + shift > 0) == busy).sum()
                    best = max(best, right, len(x) - right)
    assert best == 57 and "more than 57" in exercises.show("best-line").why
