"""Questions with other numbers for each seed, on hyperparameters and classes (slides S34 and S35)."""
from __future__ import annotations

import math

import numpy as np

from mlp_lib.activations import ACTIVATIONS
from mlp_lib.teaching.quiz.drill import Asked, Drill, brief, written


def _softmax(rng: np.random.Generator) -> Asked:
    z = rng.choice([-1.0, 0.0, 0.5, 1.0, 1.5, 2.0], 3, replace=False)
    a = ACTIVATIONS["softmax"](z)
    return (f"A network has the logits {written(z[0])} for the car, {written(z[1])} for the bus and {written(z[2])} "
            f"for the train. What is the probability of the car?",
            [(a[0], "$e^{z}$ of the car over the sum of all three."),
             (a[0] / (1 - a[0]), "Its own $e^{z}$ belongs to the sum."),
             (1 / (1 + math.exp(-z[0])), "This is a sigmoid of its own, which does not see the others."),
             (1 / 3, "It would be so if the three logits were equal."),
             (1 - a[0], "This is the probability of the others.")])


def _delta(rng: np.random.Generator) -> Asked:
    a = rng.choice([[0.2, 0.5, 0.3], [0.1, 0.6, 0.3], [0.7, 0.2, 0.1], [0.25, 0.35, 0.4]])
    k = int(rng.integers(3))
    y = np.eye(3)[k]

    def row(values: np.ndarray) -> str:
        return f"({', '.join(map(written, values))})"
    return (f"Softmax gives train, bus and car the probabilities {row(a)}, and the traveller takes the "
            f"{('train', 'bus', 'car')[k]}. What is $\\delta = \\partial C/\\partial z$ under the cross-entropy?",
            [(row(a - y), "$\\mathbf{a} - \\mathbf{y}$: only the chosen one is pulled up."),
             (row(y - a), "The sign is turned."),
             (row(a), "The target is missing."), (row(2 * (a - y)), "The 2 is that of the squared error.")])


def _updates(rng: np.random.Generator) -> Asked:
    N, batch, epochs = int(rng.integers(30, 90)) * 10 + 5, int(rng.choice([16, 32, 64])), int(rng.choice([5, 10, 20]))
    return (f"{N} rows are learned in batches of {batch}, for {epochs} epochs. How many updates do the weights get?",
            [(epochs * math.ceil(N / batch), f"{math.ceil(N / batch)} batches an epoch: the last one is smaller, and "
              f"counts."),
             (epochs * (N // batch), "The last, smaller batch is left out."),
             (math.ceil(N / batch), "This is one epoch."),
             (epochs, "There is an update after each batch."),
             (epochs * N, "This would be so with batches of one row.")])


def _decay(rng: np.random.Generator) -> Asked:
    w, slope, eta = (float(rng.choice(x)) for x in ([1.0, 2.0, -2.0, 4.0], [-2.0, -1.0, 1.0, 3.0], [0.1, 0.2]))
    l2 = float(rng.choice([0.1, 0.5]))
    return (rf"$w = {brief(w)}$, $\partial C/\partial w = {brief(slope)}$, $\eta = {brief(eta)}$, and the L2 penalty "
            rf"adds $l_2\, w$ to the slope, $l_2 = {brief(l2)}$. What is $w$ after one step?",
            [(w - eta * (slope + l2 * w), r"$w - \eta\,(\partial C/\partial w + l_2 w)$."),
             (w - eta * slope, "The penalty is missing."), (w - eta * (slope - l2 * w), "The penalty pulls towards 0."),
             (w - eta * slope - l2 * w, r"The penalty's part is multiplied by $\eta$ as well."),
             (w - eta * (slope + l2), "The L2 penalty pulls in proportion to the weight.")])


def _classes(rng: np.random.Generator) -> Asked:
    d, m, K = int(rng.integers(5, 12)), int(rng.choice([10, 20, 30])), int(rng.integers(3, 7))
    return (f"{d} inputs, one hidden layer of {m} units, {K} classes with softmax. How many parameters are learned?",
            [(m * (d + 1) + K * (m + 1), f"One output for each class: {m} · {d + 1} + {K} · {m + 1}."),
             (m * (d + 1) + m + 1, "One output cannot give several probabilities."),
             (m * d + K * m, "The biases are missing."),
             (m * (d + 1) + (K - 1) * (m + 1), "Each class has its own output here."),
             (m * (d + 1) + K * m, "The output's biases are missing.")])


DRILLS = (
    Drill("drill-softmax", "softmax-from-sums-to-probabilities", _softmax),
    Drill("drill-delta-of-softmax", "why-the-cross-entropy", _delta),
    Drill("drill-updates", "how-many-rows-for-one-step", _updates),
    Drill("drill-decay", "what-if-it-learns-by-heart", _decay),
    Drill("drill-classes", "and-for-classes", _classes),
)
