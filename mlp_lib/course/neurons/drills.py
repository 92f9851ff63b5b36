"""Questions with other numbers for each seed, on neurons and networks (slides S3 to S8)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.quiz.drill import Asked, Drill, brief


def _neuron(rng: np.random.Generator) -> Asked:
    w, x = rng.integers(1, 7, (2, 2)) * rng.choice([-0.5, 0.5], (2, 2))
    b = rng.integers(1, 6) * rng.choice([-1.0, 1.0])
    z = w @ x + b
    return (f"A neuron has the weights $w_1 = {brief(w[0])}$, $w_2 = {brief(w[1])}$ and the bias $b = {brief(b)}$. "
            f"What is its sum $z$ for $x_1 = {brief(x[0])}$, $x_2 = {brief(x[1])}$?",
            [(z, "Each input times its weight, added up, and the bias once: $z = w_1 x_1 + w_2 x_2 + b$."),
             (w @ x, "The bias is missing."), (w @ x - b, "The bias is added, not taken off: its sign is part of it."),
             (w.sum() + x.sum() + b, "Weights and inputs are multiplied, pair by pair, not added."),
             (w[::-1] @ x + b, "The weights have changed places: $w_1$ belongs to $x_1$.")])


def _threshold(rng: np.random.Generator) -> Asked:
    w, b = rng.choice([0.5, 2.0, 2.5, 4.0, 5.0]), -float(rng.integers(2, 10))
    return (f"A neuron with one input has $w = {brief(w)}$ and $b = {brief(b)}$. From which $x$ on does it fire, if it "
            "fires where $z$ is at least 0?",
            [(-b / w, "$w x + b = 0$ there, so $x = -b/w$."), (b / w, "A sign is lost: $w x = -b$."),
             (-b, "This is where $w x$ must arrive, not $x$: divide it by $w$."),
             (-w / b, "Upside down: $x$ is $-b$ divided by $w$."), (-b * w, "Divide by $w$, do not multiply.")])


def _count(rng: np.random.Generator) -> Asked:
    n = [int(rng.integers(3, 9)), int(rng.integers(4, 13)), int(rng.integers(1, 4))]
    weights, biases = n[0] * n[1] + n[1] * n[2], n[1] + n[2]
    return (f"A fully connected network has the sizes {n[0]}-{n[1]}-{n[2]}. How many weights and biases are "
            "learned, in all?",
            [(weights + biases, f"${n[0]} \\cdot {n[1]} + {n[1]} \\cdot {n[2]}$ weights, and a bias for each of the "
              f"{biases} units that sum."),
             (weights, "The biases are missing."),
             (weights + biases + n[0], "Inputs do not sum anything, so they have no bias."),
             (weights + 2, "One bias belongs to each *unit*, not to each layer."),
             (sum(n) + weights, "All units were added to the weights; the inputs have no bias.")])


def _layers(rng: np.random.Generator) -> Asked:
    hidden, width = int(rng.integers(2, 7)), int(rng.integers(5, 40))
    word = "the lecture counts layers of weights, so the input is not counted, and the output is"
    return (f"A network goes from 6 inputs through {hidden} hidden layers of {width} units to 1 output. How large "
            f"is its $L$, as the lecture counts?",
            [(hidden + 1, f"{hidden} hidden layers and the output: {word}."),
             (hidden, f"The output is missing: {word}."),
             (hidden + 2, f"The input is counted here: {word}."), (hidden * width, "These are the hidden units.")])


def _bias(rng: np.random.Generator) -> Asked:
    w, b, shift = float(rng.choice([0.5, 2.0, 4.0])), float(rng.integers(-4, 5)), float(rng.integers(1, 5))
    return (f"A neuron $\\sigma(w x + b)$ has $w = {brief(w)}$, $b = {brief(b)}$. Which $b$ moves its curve to the "
            f"right by {brief(shift)}?",
            [(b - w * shift, f"$w (x - {brief(shift)}) + b = w x + (b - {brief(shift)}\\,w)$."),
             (b + w * shift, "This moves the curve to the left: a larger sum is reached earlier."),
             (b - shift, "The shift counts times $w$: the bias is added to $w x$, not to $x$."),
             (b + shift, "Sign and factor: $w(x - s) + b$ has the bias $b - s w$."),
             (b - shift / w, "Times $w$, not by $w$.")])


DRILLS = (
    Drill("drill-neuron", "what-does-a-neuron-compute", _neuron),
    Drill("drill-threshold", "where-is-the-threshold", _threshold),
    Drill("drill-count", "what-is-counted-as-a-layer", _count),
    Drill("drill-layers", "what-is-counted-as-a-layer", _layers),
    Drill("drill-bias", "what-do-the-weight-and-the-bias-do", _bias),
)
