"""Exercises of the outlook (slides S36 and S37): a filter by hand, a filter as a layer, and names elsewhere."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Form, Mistake, Slip, each

X, W = np.array([0.0, 2.0, 6.0, 6.0, 3.0, 0.0]), np.array([-1.0, 0.0, 2.0])

BY_HAND = Exercise(
    id="slide-by-hand",
    title="A filter by hand",
    prompt=r"""
        A sensor under a bridge deck gives six samples of strain, $x = (0, 2, 6, 6, 3, 0)$. A filter with the weights
        $w = (-1, 0, 2)$ and no bias slides over them as in the explorer, $z_i = \sum_k w_k\, x_{i+k}$, and only where
        all three weights lie on samples. What are its outputs, all of them, in order?
        """,
    hand_in="Hand them in as a list.",
    kind="number", level="core", minutes=4,
    hints=(
        r"Three weights fit under six samples in how many places? The filter begins at sample 0; where is its last "
        r"start?",
        r"First output: $-1 \cdot 0 + 0 \cdot 2 + 2 \cdot 6$. Then move on by *one* sample, not by three.",
        r"There are $6 - 3 + 1 = 4$ outputs. The second is $-1 \cdot 2 + 0 \cdot 6 + 2 \cdot 6$.",
    ),
    solution=np.array([12.0, 10.0, 0.0, -6.0]), judge=each("z_0, z_1, z_2, z_3", (12.0, 10.0, 0.0, -6.0), (2, 3, 3, 3)),
    why=r"""Twelve products, but three weights only: the same three at each of the four places. In NumPy it is
        `np.correlate(x, w, mode="valid")`.""",
    slips=(
        Slip(np.convolve(X, W, "valid"), r"The filter is turned round: its last weight meets the first sample. That is "
             r"`np.convolve`, the mathematician's convolution; networks do not turn it.", 2),
        Slip(np.convolve(X, W), r"This is `np.convolve` with all overlaps: the filter is turned round, and it hangs "
                                r"over both ends.", 1),
        Slip(np.correlate(X, W, "full"), r"The filter hangs over both ends here. The task wants only the places "
                                         r"where all three weights lie on samples.", 1),
        Slip(np.correlate(X, W, "same"), r"Six outputs: at both ends the filter hangs over by one sample, where zeros "
                                         r"were filled in.", 1),
        Slip(np.correlate(X, W, "valid")[::3], r"You moved on by three samples. The windows overlap: move on by one.",
             2),
        Slip(np.correlate(X, W, "valid") / 3, r"These are means. The products are *added*.", 2),
        Slip(np.correlate(X, np.abs(W), "valid"), r"The minus of the first weight was lost.", 2),
    ),
    planted=(
        Mistake((12.0, 10.0, 0.0), "shape (3,), shape (4,) was wanted"),
        Mistake((12.0, 10.0, 0.0, 6.0), "`z_0`, `z_1`, `z_2` are right. `z_3` is 6: too large. Hint 3"),
    ),
)


def layer_of(w, n):
    K = len(w)
    W = np.zeros((n - K + 1, n))
    for i in range(n - K + 1):
        W[i, i:i + K] = w
    return W


def _rows(w, n, place):
    """Return layer_of(w, n) with the rows made by `place(W, i, w)`."""
    W = np.zeros((n - len(w) + 1, n))
    for i in range(len(W)):
        place(W, i, w)
    return W


def _turned(W, i, w):
    W[i, i:i + len(w)] = w[::-1]


def _at_the_left(W, i, w):
    W[i, :len(w)] = w


def _side_by_side(w, n):
    W = np.zeros((n - len(w) + 1, n))
    for i in range(len(W)):
        for k in range(len(w)):
            W[i, (i * len(w) + k) % n] = w[k]
    return W


def _wrapped(w, n):
    return np.array([np.roll(np.pad(w, (0, n - len(w))), i) for i in range(n)])


def _padded(w, n):
    return np.array([np.correlate(row, w, "same") for row in np.eye(n)]).T


def _sums(w, n):
    return _rows(w, n, lambda W, i, w: W[i].__setitem__(slice(i, i + len(w)), np.mean(w)))


AS_LAYER = Exercise(
    id="filter-as-a-layer",
    title="A filter is a layer",
    prompt=r"""
        Write `layer_of(w, n)`: the weight matrix, (to, from), of the layer that does what a filter with the weights `w`
        (K,) does when it slides over `n` samples, so that `layer_of(w, n) @ x` is all its outputs. One row for each
        place of the filter, one column for each sample.

        When it is done, look at the matrix: which entries are 0 for ever, and which are forced to be equal?
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"How many places are there, and so how many rows? In each row only $K$ entries are not 0.",
        r"Row $i$ computes $z_i = \sum_k w_k\, x_{i+k}$, so $w_k$ stands in column $i + k$.",
        r"Begin with `np.zeros((n - K + 1, n))`; a slice of row `i` takes the whole filter at once.",
    ),
    solution=layer_of,
    why=r"""A convolution is a layer like (13) with two vows: far weights are 0, and the rows repeat the same $K$
        numbers. So everything you know about layers holds for it, backpropagation too: the gradient of a shared weight
        is the sum over its places.""",
    cases=(
        Case((np.array([-1.0, 0.0, 2.0]), 5), np.array([[-1, 0, 2, 0, 0], [0, -1, 0, 2, 0], [0, 0, -1, 0, 2.0]]),
             hint=2),
        Case((np.array([3.0, 1.0]), 3), np.array([[3.0, 1.0, 0.0], [0.0, 3.0, 1.0]]), hint=2),
        Case((np.array([1.0, 2.0, 3.0, 4.0]), 4), np.array([[1.0, 2.0, 3.0, 4.0]]), hint=1),
    ),
    slips=(
        Slip(lambda w, n: _rows(w, n, _turned), r"The filter is turned round in each row, as `np.convolve` does. In "
                                                r"networks $w_0$ meets the first sample.", 2),
        Slip(lambda w, n: layer_of(w, n).T, r"This is (from, to). A row belongs to an *output*, as on S15.", 1),
        Slip(lambda w, n: _rows(w, n, _at_the_left), r"The filter does not move: every row looks at the first samples.",
             2),
        Slip(_side_by_side, r"From row to row the filter moves by its whole length. It moves by *one* sample.", 2),
        Slip(_wrapped, r"The last rows run over the end and begin again at the first sample: this layer is for a ring. "
                       r"There are $n - K + 1$ places.", 1),
        Slip(_padded, r"There is a row for each sample, so at the ends the filter hangs over. The task wants only "
                      r"the places where it fits.", 1),
        Slip(_sums, r"Each row has the mean of the filter. It is the filter's own $K$ numbers, in their order, that "
                    r"are repeated.", 2),
        Slip(lambda w, n: np.ones((n - len(w) + 1, n)) * np.resize(w, n),
             r"The filter is repeated *within* the row. Outside of its $K$ samples the row is 0.", 1),
    ),
    planted=(
        Mistake(lambda w, n: -layer_of(w, n), "the sign is not"),
        Mistake(lambda w, n: layer_of(w, n - 1), "shape"),
    ),
)

COEFS = Exercise(
    id="find-it-in-coefs",
    title="Where is this weight in scikit-learn?",
    prompt=r"""
        A network with 7 inputs, hidden layers of 20 and 10 and one output was trained in scikit-learn. You want the
        weight that leads from the third neuron of the first hidden layer to the fifth neuron of the second; on the
        slides it is $w_{5,3}^{(2)}$, here `net.W[2][4, 2]`. There it is `model.coefs_[k][i, j]`: with which
        `k`, `i` and `j`?
        """,
    hand_in="Hand in `k, i, j`.",
    kind="number", level="core", minutes=3,
    hints=(
        r"`coefs_` is a list, and a Python list begins at 0. Which of its matrices has the shape (20, 10)?",
        r"scikit-learn computes `X @ coefs_[0] + intercepts_[0]`, without a transpose. So its rows are *from*, its "
        r"columns *to*.",
    ),
    form=Form(("k", "i", "j")),
    solution=np.array([1, 2, 4]), judge=each("k, i, j", (1, 2, 4), (1, 2, 2)),
    why=r"""`coefs_[l - 1]` is `W[l].T`: the list counts from 0, and the matrix is (from, to). PyTorch's `weight` is
        (to, from), as on the slides. `peers.from_sklearn(model)` turns all of it round for you.""",
    slips=(
        Slip((2, 4, 2), r"This is `net.W[2][4, 2]` letter for letter. The list begins at 0, and its matrices are "
                        r"(from, to).", 2),
        Slip((1, 4, 2), r"The right matrix, but (to, from). In scikit-learn the row is where the weight comes *from*.",
             2),
        Slip((2, 2, 4), r"From and to are right, but the list begins at 0: `coefs_[2]` leads to the output.", 1),
        Slip((1, 3, 5), r"Rows and columns count from 0 in Python, here as everywhere.", 2),
        Slip((2, 3, 5), r"List, rows and columns all count from 0 in Python.", 1),
        Slip((1, 5, 3), r"Rows and columns count from 0, and the row is where the weight comes *from*.", 2),
        Slip((0, 2, 4), r"`coefs_[0]` leads from the *inputs* to the first hidden layer.", 1),
    ),
    planted=(
        Mistake((1, 2), "shape (3,) was wanted"),
        Mistake((1, 2, 5), "`k`, `i` are right. `j` is 5: too large. Hint 2"),
    ),
)

EXERCISES = (BY_HAND, AS_LAYER, COEFS)
