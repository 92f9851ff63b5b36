"""Questions with other numbers for each seed, on the forward pass and the losses (slides S14 to S19)."""
from __future__ import annotations

import numpy as np

from mlp_lib.losses import LOSSES
from mlp_lib.network import MLP, forward
from mlp_lib.teaching.quiz.drill import Asked, Drill, brief, written


def matrix(rows: np.ndarray) -> str:
    """Return a matrix or a vector in brackets, as LaTeX."""
    body = r" \\ ".join(" & ".join(map(brief, row)) for row in np.atleast_2d(rows))
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def _pass(rng: np.random.Generator) -> Asked:
    net = MLP([2, 2, 1], hidden="relu", rng=0)
    net.W[1], net.b[1] = rng.integers(-2, 3, (2, 2)), rng.integers(-2, 3, 2)
    net.W[2], net.b[2] = rng.choice([-2, -1, 1, 2], (1, 2)), rng.integers(1, 4, 1)
    x = rng.integers(1, 4, 2).astype(float)
    a, W1, w2, b2 = forward(net, x).a, net.W[1], net.W[2][0], net.b[2][0]
    z = W1 @ x + net.b[1]
    return (rf"A network 2-2-1 with ReLU and no activation at its end has $\mathbf{{W}}^{{(1)}} = {matrix(W1)}$, "
            rf"$\mathbf{{b}}^{{(1)}} = ({brief(net.b[1][0])}, {brief(net.b[1][1])})$, $\mathbf{{W}}^{{(2)}} = "
            rf"{matrix(w2)}$, "
            rf"$b^{{(2)}} = {brief(b2)}$. What is its output for $\mathbf{{x}} = ({brief(x[0])}, {brief(x[1])})$?",
            [(a[2][0], rf"$\mathbf{{z}}^{{(1)}} = ({brief(z[0])}, {brief(z[1])})$, "
              rf"$\mathbf{{a}}^{{(1)}} = ({brief(a[1][0])}, {brief(a[1][1])})$, then the second layer."),
             (w2 @ z + b2, "The ReLU was left out: what is below 0 becomes 0."),
             (w2 @ np.maximum(W1.T @ x + net.b[1], 0) + b2, "The matrix was read down its columns: to and from are "
              "swapped."),
             (a[2][0] - b2, "The last bias is missing."),
             (w2 @ np.maximum(W1 @ x, 0) + b2, "The first biases are missing.")])


def _shape(rng: np.random.Generator) -> Asked:
    N, d, m, k = (int(rng.integers(*ends)) for ends in ((20, 65), (3, 10), (11, 20), (2, 6)))
    return (rf"A batch of {N} rows goes through a network {d}-{m}-{k}, as `a[l - 1] @ W[l].T + b[l]`. What is the "
            r"shape of $\mathbf{W}^{(2)}$?",
            [(f"({k}, {m})", "To, from: a row for each output, a column for each hidden unit."),
             (f"({m}, {k})", "This is (from, to), as scikit-learn writes it; on the slides a row belongs to a unit."),
             (f"({N}, {k})", "This is the shape of `a[2]`: the batch changes no weight's shape."),
             (f"({m}, {d})", r"This is $\mathbf{W}^{(1)}$: the number is that of the layer it leads to.")])


def _sum_of_squares(rng: np.random.Generator) -> Asked:
    y, gap = rng.integers(2, 9, 3).astype(float), rng.choice([-3.0, -2.0, -1.0, 1.0, 2.0, 4.0], 3)
    total = float(((y + gap - y) ** 2).sum())
    return (f"Three observations have the targets {', '.join(map(written, y))}, and the network says "
            f"{', '.join(map(written, y + gap))}. What is the loss (15)?",
            [(total, "The sum of the three squares, with no ½ and no mean."),
             (total / 3, "This is the mean; (15) is the sum."),
             (total / 2, "(15) has no ½."), (float(gap.sum() ** 2), "Square first, then add: else errors cancel."),
             (float(np.abs(gap).sum()), "These are the distances; (15) squares them.")])


def _cross_entropy(rng: np.random.Generator) -> Asked:
    p = rng.choice([0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.6])
    value = float(LOSSES["cross_entropy"].value(np.array([[p, 1 - p]]), np.array([[1.0, 0.0]])))
    return (f"A network gave what a traveller then chose the probability {brief(p)}. What does this traveller add to "
            f"(16)?",
            [(value, f"$-\\ln {brief(p)}$, the natural logarithm."),
             (-np.log10(p), "This is the logarithm to the base 10."),
             (1 - p, "This is what is missing to 1; (16) takes the logarithm."),
             ((1 - p) ** 2, "This is a squared error."),
             (-np.log(1 - p), "The logarithm is that of the chosen one's probability.")])


def _loss_of_rmse(rng: np.random.Generator) -> Asked:
    N, rmse = int(rng.choice([50, 80, 200, 400])), float(rng.integers(3, 13))
    return (f"A report gives a root mean squared error of {brief(rmse)} minutes over {N} trips. What is the "
            f"lecture's loss (15) for these trips?",
            [(N * rmse ** 2, "The square is the mean; times $N$ it is the sum."),
             (rmse ** 2, "This is the mean, not the sum."),
             (N * rmse, "The square is missing."), (N * rmse ** 2 / 2, "(15) has no ½."),
             (rmse ** 2 / N, "Times $N$, not by it.")])


DRILLS = (
    Drill("drill-pass", "how-does-a-whole-network-compute", _pass),
    Drill("drill-shape", "which-shape-has-what", _shape),
    Drill("drill-sum-of-squares", "how-wrong-is-the-network", _sum_of_squares),
    Drill("drill-cross-entropy", "and-if-the-answer-is-a-class", _cross_entropy),
    Drill("drill-loss-of-rmse", "sum-mean-and-a-factor-2", _loss_of_rmse),
)
