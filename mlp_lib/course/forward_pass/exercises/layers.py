"""Exercises on one neuron and one layer: equations (11) and (13), singly and for a batch (S14, S15)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Slip


def neuron(w, a, b):
    z = np.sum(w * a) + b
    return 1 / (1 + np.exp(-z))


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


NEURON = Exercise(
    id="neuron-in-a-layer",
    title="One neuron",
    prompt=r"""
        Write `neuron(w, a, b)` so that it returns the activation (11) of one neuron with the sigmoid: `w` and `a`
        are vectors of equal length, `b` is a number.
        """,
    kind="code", level="core", minutes=4,
    hints=(
        r"Two steps: the sum $z = \sum_i w_i a_i + b$, then $\sigma(z)$.",
        r"`np.sum(w * a)` is the sum of the products; the bias is added once, before the sigmoid.",
    ),
    solution=neuron,
    why=r"""First the weighted sum with its bias, then the activation: every neuron of every layer does just this.""",
    cases=(
        Case((np.array([0.5, 0.2, 0.1]), np.array([2.0, 3.0, 1.0]), -0.2), 0.8175744761936437),
        Case((np.array([-0.4, 0.3, 0.6]), np.array([2.0, 3.0, 1.0]), 0.1), 0.6899744811276125),
        Case((np.array([2.0]), np.array([-1.0]), 0.5), 0.18242552380635635),
    ),
    slips=(
        Slip(lambda w, a, b: _sigmoid(np.sum(w * a)), r"The bias is missing.", 2),
        Slip(lambda w, a, b: np.sum(w * a) + b, r"This is the sum $z$. The neuron sends it through $\sigma$ first."),
        Slip(lambda w, a, b: _sigmoid(np.sum(w * a + b)),
             r"The bias stands inside the sum, so it is added once for each input.", 2),
        Slip(lambda w, a, b: _sigmoid(np.sum(w * a)) + b,
             r"The bias is added after the sigmoid. It shifts the *sum*.", 2),
        Slip(lambda w, a, b: _sigmoid(np.mean(w * a) + b), r"This is the mean of the products, not their sum.", 2),
        Slip(lambda w, a, b: _sigmoid(w[0] * a[-1] + np.sum(w[1:] * a[1:]) + b),
             r"This pairs the weights as S14 prints them, $w_0$ with $a_m$ (erratum E9). Equal indices belong "
             r"together."),
        Slip(lambda w, a, b: _sigmoid(np.sum(w * a) - b), r"The bias is subtracted. It is *added* in (11). If your "
             r"code adds it: the minus of $e^{-z}$ must reach all of $z$, so put $z$ in parentheses.", 2),
        Slip(lambda w, a, b: np.maximum(np.sum(w * a) + b, 0), r"The sum is right, but this is ReLU. The sigmoid, "
                                                             r"equation (8), was asked for."),
        Slip(lambda w, a, b: np.tanh(np.sum(w * a) + b), r"The sum is right, but this is tanh. The sigmoid, equation "
                                                         r"(8), was asked for."),
        Slip(lambda w, a, b: _sigmoid(_sigmoid(np.sum(w * a) + b)), r"The sigmoid is applied twice. Once is enough."),
        Slip(lambda w, a, b: np.sum(_sigmoid(w * a)) + b,
             r"The sigmoid is applied to each product. The neuron sums first, with the bias; $\sigma$ comes "
             r"once, at the end.", 2),
        Slip(lambda w, a, b: np.sum(_sigmoid(w * a + b)),
             r"The sigmoid is applied to each product. The neuron sums first, with the bias; $\sigma$ comes "
             r"once, at the end.", 2),
        Slip(lambda w, a, b: _sigmoid(w @ np.append(a[1:], a[0]) + b),
             "This pairs the weights as S14 prints them, one place apart (erratum E9). Equal indices belong "
             "together."),
        Slip(lambda w, a, b: _sigmoid(w * a + b), r"These are several numbers: the products have not been summed.", 2),
        Slip(lambda w, a, b: _sigmoid(-(np.sum(w * a) + b)), r"This falls where the sigmoid rises: a minus sign is "
                                                             r"lost, or there is one too many, in $e^{-z}$."),
    ),
)


def layer_sums(W, b, a):
    z = np.zeros(len(b))
    for m in range(W.shape[0]):
        for d in range(W.shape[1]):
            z[m] += W[m, d] * a[d]
        z[m] += b[m]
    return z


def _down_the_columns(W, b, a):
    return np.array([b[m] + sum(W[d, m] * a[d] for d in range(len(a))) for m in range(len(b))])


LAYER = Exercise(
    id="layer-by-sums",
    title="A layer, sum by sum",
    prompt=r"""
        Write `layer_sums(W, b, a)` for one observation: the vector $z_m = \sum_d w_{m,d}\, a_d + b_m$ of (13),
        before the activation. `W` is (to, from), `b` (to,), `a` (from,). Loops or a matrix product, as you like;
        with loops you meet every index in person.
        """,
    kind="code", level="core", minutes=6,
    hints=(
        r"There is one $z_m$ for each *row* of `W`. Which index stays, and over which is summed?",
        r"$d$, the index that $w_{m,d}$ and $a_d$ share, is summed over: it runs along a row. The result has the "
        r"length of `b`, and each entry gets its own bias once.",
    ),
    solution=layer_sums,
    why=r"""In one line it is `W @ a + b`: the matrix product is nothing but these sums.""",
    cases=(
        Case((np.array([[0.5, 0.2, 0.1], [-0.4, 0.3, 0.6], [0.3, -0.5, 0.2], [0.2, 0.1, -0.3]]),
              np.array([-0.2, 0.1, 0.4, -0.1]), np.array([2.0, 3.0, 1.0])), np.array([1.5, 0.8, -0.3, 0.3])),
        Case((np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 20.0]), np.array([5.0, 6.0])),
             np.array([27.0, 59.0])),
    ),
    slips=(
        Slip(lambda W, b, a: W.T @ a + b,
             r"To and from are swapped: you went down the columns of `W`. With a square matrix nothing complains, "
             r"otherwise NumPy does."),
        Slip(_down_the_columns, r"To and from are swapped: `W[d, m]` instead of `W[m, d]`. With a square matrix "
                                r"nothing complains, otherwise the index runs out of bounds."),
        Slip(lambda W, b, a: W @ a, r"The biases are missing.", 2),
        Slip(lambda W, b, a: np.sum(W * a, axis=0) + b,
             r"The products are right, but you summed over the wrong index: over $m$ (`axis=0`), not over $d$.", 2),
        Slip(lambda W, b, a: W @ a + W.shape[1] * b,
             r"Each bias is added once for every input: it stands inside the sum over $d$.", 2),
        Slip(lambda W, b, a: np.mean(W * a, axis=1) + b, r"This is the mean over $d$, not the sum.", 2),
        Slip(lambda W, b, a: W @ a - b, r"The bias is subtracted. It is *added* in (13)."),
        Slip(lambda W, b, a: np.maximum(W @ a + b, 0), r"This is the activation already. The sums were asked for.", 1),
        Slip(lambda W, b, a: _sigmoid(W @ a + b), r"This is the activation already. The sums were asked for.", 1),
        Slip(lambda W, b, a: np.tanh(W @ a + b), r"This is the activation already. The sums were asked for.", 1),
        Slip(lambda W, b, a: W @ a + b.sum(), r"Each sum gets all the biases. Neuron $m$ has only its own, $b_m$.", 2),
        Slip(lambda W, b, a: W * a + b,
             "`W * a` multiplies entry by entry and does not add up: it is still a table.", 2),
        Slip(lambda W, b, a: np.array([W[m, -1] * a[-1] for m in range(len(b))]) + b,
             "Only the last product is left in each sum: `=` replaces, `+=` adds.", 2),
        Slip(lambda W, b, a: W * a, r"These are the single products $w_{m,d}\, a_d$: sum each row, and add its bias.",
             2),
        Slip(lambda W, b, a: np.sum(W @ a + b), r"You summed over both indices. Only $d$ is summed over.", 1),
        Slip(lambda W, b, a: np.sum(W * a, axis=1), r"The biases are missing.", 2),
    ),
)


def layer(W, b, X):
    return X @ W.T + b


def layer_as_found(W, b, X):
    return X @ W + b


TRANSPOSE = Exercise(
    id="silent-transpose",
    title="The mistake that does not complain",
    prompt=r"""
        A colleague wrote this for a whole batch, `X` (N, from), `W` (to, from), `b` (to,). She tried it on a layer
        with two inputs and two neurons, and it ran. It is wrong all the same. Mend it.
        """,
    kind="find the bug", level="core", minutes=4,
    given=layer_as_found,
    hints=(
        r"Take one row of `X` and one neuron: which *row* of `W` must it meet? And what does `X @ W` pair it with?",
        r"The sum runs over `from`. In a product `A @ B` it runs over the columns of `A` and the *rows* of `B`, so "
        r"`from` must become the rows of the second factor.",
    ),
    solution=layer,
    why=r"""`X @ W.T + b`. A square matrix hides a swap of to and from: test a layer with unequal sizes.""",
    cases=(
        Case((np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 20.0]),
              np.array([[5.0, 6.0], [1.0, 0.0], [0.0, 1.0]])),
             np.array([[27.0, 59.0], [11.0, 23.0], [12.0, 24.0]])),
        Case((np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.5]]), np.array([0.5, -0.5]),
              np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 2.0], [2.0, 0.0, 0.0], [1.0, 1.0, 1.0]])),
             np.array([[7.5, 2.0], [4.5, -0.5], [2.5, -2.5], [3.5, 0.0]]), hint=2),
        Case((np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 20.0]), np.array([[5.0, 6.0], [1.0, 0.0]])),
             np.array([[27.0, 59.0], [11.0, 23.0]])),        # all square: nothing complains
    ),
    slips=(
        Slip(lambda W, b, X: (W @ X.T) + b[:, None],
             r"The numbers are right, but they lie on their side: this is (to, N). One observation per row "
             r"is (N, to)."),
        Slip(lambda W, b, X: X @ W.T, r"To and from are right now, but the bias got lost."),
        Slip(lambda W, b, X: X @ W, r"This is the old product, now without its bias as well."),
        Slip(lambda W, b, X: W @ X + b,
             r"The factors changed places, which is not the same as a transpose. Keep `X` in front: its rows are the "
             r"observations, and so are the rows of the result."),
        Slip(lambda W, b, X: W @ X.T + b,
             "The sums are right, but they lie on their side, (to, N), and `+ b` then adds the biases along the "
             "observations. One observation per row is (N, to)."),
        Slip(lambda W, b, X: X @ W.T + b[:, None],
             "To and from are right now. The biases go the wrong way: (to,) is added to each row as it stands, "
             "without `[:, None]`."),
        Slip(lambda W, b, X: X @ W.T - b, r"To and from are right now, but the bias is subtracted."),
        Slip(lambda W, b, X: X @ W.T + b.sum(), r"To and from are right now, but each neuron gets the biases of all, "
                                                r"summed. It has one of its own."),
    ),
)

EXERCISES = (NEURON, LAYER, TRANSPOSE)
