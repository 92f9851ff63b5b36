"""Questions with other numbers for each seed, on activation functions (slides S9 to S13)."""
from __future__ import annotations

import numpy as np

from mlp_lib.activations import ACTIVATIONS
from mlp_lib.teaching.quiz.drill import Asked, Drill, brief

SIGMOID, TANH, RELU = (ACTIVATIONS[name] for name in ("sigmoid", "tanh", "relu"))


def _slope_of_sigmoid(rng: np.random.Generator) -> Asked:
    a = rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9])
    return (f"A sigmoid unit has put out $a = {brief(a)}$. Which slope $\\sigma'(z)$ does backpropagation multiply by?",
            [(a * (1 - a), "$\\sigma'(z) = a(1 - a)$: the output is all it needs."),
             (1 - a * a, "This is the slope of $\\tanh$, from *its* output."),
             (1 - a, "The other factor, $a$, is missing."), (a, "This is the output, not the slope."),
             (float(SIGMOID(np.array(a)) * (1 - SIGMOID(np.array(a)))), "The output was put through the sigmoid once "
              "more.")])


def _slope_of_tanh(rng: np.random.Generator) -> Asked:
    a = rng.choice([-0.9, -0.7, -0.6, -0.4, 0.3, 0.5, 0.6, 0.8])
    return (f"A tanh unit has put out $a = {brief(a)}$. Which slope does backpropagation multiply by?",
            [(1 - a * a, "$\\tanh'(z) = 1 - a^2$."),
             (a * (1 - a), "This is the slope of a sigmoid, from *its* output."),
             (1 - a, "The square is missing."), (a * a, "This is what is taken off 1."),
             (1 + a * a, "A sign: $1 - a^2$.")])


def _vanishing(rng: np.random.Generator) -> Asked:
    depth, w = int(rng.integers(2, 4)), float(rng.choice([1.0, 2.0, 3.0]))
    return (f"Along a chain of {depth} sigmoid units each weight is {brief(w)}. A gradient goes back through all "
            f"{depth} slopes and the {depth - 1} weights between them. At most by which factor is it multiplied?",
            [(0.25 ** depth * w ** (depth - 1), f"$(1/4)^{depth}$ for the slopes, each at most a quarter, times the "
              f"weights."),
             (0.25 ** (depth - 1) * w ** (depth - 1), "One slope is missing."),
             (0.25 * depth * w, "Along a chain factors are multiplied, not added."),
             (0.5 ** depth * w ** (depth - 1), "The largest slope of the sigmoid is a quarter; a half is its value "
              "there."),
             (w ** (depth - 1), "This would be so for units with slope 1, such as a ReLU that fires.")])


def _relu(rng: np.random.Generator) -> Asked:
    x, w, b = float(rng.integers(2, 6)), float(rng.choice([-2.0, -1.5, 1.5, 2.0])), float(rng.integers(-6, 7))
    coming, z = float(rng.choice([-3.0, -2.0, 2.0, 3.0])), w * x + b
    slope = float(RELU.derivative(np.array(z), RELU(np.array(z))))
    ask = (f"A ReLU unit has $w = {brief(w)}$, $b = {brief(b)}$ and the input $x = {brief(x)}$, and "
           f"$\\partial C/\\partial a = {brief(coming)}$ comes back to it. What is $\\partial C/\\partial w$?")
    other = (0.0, "Its sum is above 0, so it passes the slope on.") if slope else (
        coming * x, "Its sum is not above 0, so nothing passes: the slope is 0.")
    return ask, [(coming * slope * x, f"$z = {brief(z)}$, so the slope of the ReLU is {brief(slope)}; then times the "
            f"input."),
                 other, (coming * w, "This would go to the input. The slope by the weight has $x$ in it, not $w$."),
                 (coming, "The input is missing: $\\partial z/\\partial w = x$."),
                 (coming * b, "The bias has its part in $z$ alone, not in the slope by $w$.")]


def _tanh_by_sigmoid(rng: np.random.Generator) -> Asked:
    z = rng.choice([-1.0, -0.6, 0.4, 0.5, 0.8, 1.2])
    twice, once = float(SIGMOID(np.array(2 * z))), float(SIGMOID(np.array(z)))
    return (f"$\\sigma({brief(2 * z)}) = {brief(twice)}$ and $\\sigma({brief(z)}) = {brief(once)}$. What is "
            f"$\\tanh({brief(z)})$, by equation (9)?",
            [(float(TANH(np.array(z))), "$\\tanh(z) = 2\\sigma(2z) - 1$."), (2 * once - 1, "The 2 at $z$ is missing."),
             (2 * twice, "The 1 is missing: tanh lies between −1 and 1."),
             (twice - 1, "The 2 before $\\sigma$ is missing."),
             (1 - 2 * twice, "The sign is turned.")])


DRILLS = (
    Drill("drill-slope-of-sigmoid", "the-sigmoid-a-firing-rate-between-0-and-1", _slope_of_sigmoid),
    Drill("drill-slope-of-tanh", "tanh-the-sigmoid-centred", _slope_of_tanh),
    Drill("drill-vanishing", "what-small-slopes-do-to-a-deep-network", _vanishing),
    Drill("drill-relu", "relu-a-hinge", _relu),
    Drill("drill-tanh-by-sigmoid", "tanh-the-sigmoid-centred", _tanh_by_sigmoid),
)
