"""Exercises on whole networks: the 3-4-2 network by hand, and the regression network of S17 and S18."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Form, Mistake, Reason, Slip

W1 = np.array([[0.5, 0.2, 0.1], [-0.4, 0.3, 0.6], [0.3, -0.5, 0.2], [0.2, 0.1, -0.3]])     # the chapter's network
W2 = np.array([[1.0, 0.5, -0.7, 2.0], [0.4, -0.5, 0.8, 1.0]])
B1, B2 = np.array([-0.2, 0.1, 0.4, -0.1]), np.array([0.5, 0.2])
X = np.array([3.0, 2.0, 0.0])


def _wrong(W1=W1, b1=B1, W2=W2, b2=B2, x=X, hidden=lambda z: np.maximum(z, 0)):
    """Return the two outputs with one thing done wrongly."""
    return W2 @ hidden(W1 @ x + b1) + b2


def _judge_pass(answer):
    """Accept both outputs; else say which of them is right."""
    got, want = np.asarray(answer, float), BY_HAND.solution
    right = np.isclose(got, want, rtol=0, atol=BY_HAND.atol)
    if right.all():
        return None
    if np.allclose(got, np.round(want, 1), rtol=0, atol=1e-9):
        return Reason("Rounded too early: give both outputs to two decimals.")
    if not right.any():
        return Reason(f"Neither output is right yet: {got[0]:.6g} and {got[1]:.6g}. Compare your hidden "
                      "sums with those of the hint. If they agree, the mistake is in the last two sums.", 2)
    wrong = int(np.argmin(right))
    place, row = ("first", "second")[wrong], ", ".join(f"{w:g}" for w in W2[wrong]).replace("-", "−")
    return Reason(f"The {('second', 'first')[wrong]} output is right, the {place} is too "
                  f"{'large' if got[wrong] > want[wrong] else 'small'}: it has the weights of the {place} row, {row}, "
                  f"and the bias {B2[wrong]:g}.", 3)


BY_HAND = Exercise(
    id="pass-by-hand",
    title="A pass by hand",
    prompt=r"""
        Run the observation $\mathbf{x} = (3, 2, 0)$ through the 3-4-2 network of this chapter, with ReLU, on
        paper: 3,000 cars and 200 trucks an hour, dry. What are the two outputs, to two decimals?
        """,
    hand_in="Hand in `y1, y2`.",
    kind="number", level="core", minutes=8,
    hints=(
        r"Six sums, one after the other: four for the hidden neurons, then two for the outputs. Write each with its "
        r"bias before you work it out.",
        r"The hidden sums are 1.7, −0.5, 0.3 and 0.7. Which of them does ReLU change?",
        r"The hidden activations are 1.7, 0, 0.3 and 0.7. The first output is "
        r"$1 \cdot 1.7 + 0.5 \cdot 0 - 0.7 \cdot 0.3 + 2 \cdot 0.7 + 0.5$.",
    ),
    form=Form(("y₁", "y₂")),
    solution=np.array([3.39, 1.82]), rtol=0, atol=0.005,
    why=r"""Hidden activations (1.7, 0, 0.3, 0.7), outputs 3.39 minutes and 1.82 litres. Neuron 2 is off, so its two
        outgoing weights do not matter for this observation.""",
    judge=_judge_pass,
    slips=(
        Slip(_wrong(hidden=lambda z: z), r"ReLU is missing: the second hidden sum is negative and must become 0.", 2),
        Slip(_wrong(b1=0, b2=0), r"All biases are missing.", 1),
        Slip(_wrong(b1=0), r"The biases of the hidden layer are missing.", 2),
        Slip(_wrong(b2=0), r"The biases of the output layer are missing.", 3),
        Slip(_wrong(x=X[::-1]), r"The inputs run backwards: $x_1 = 3$ meets the first column of the matrix.", 2),
        Slip(_wrong(b1=-B1), r"The biases of the hidden layer are subtracted. They are added.", 2),
        Slip(_wrong(b2=-B2), r"The biases of the output layer are subtracted. They are added.", 3),
        Slip(_wrong(b1=-B1, b2=-B2), r"All biases are subtracted. They are added.", 1),
        Slip(_wrong(b2=B2[::-1]), r"The two biases of the outputs have changed places.", 3),
        Slip(_wrong(x=X[[1, 0, 2]]), r"The first two inputs have changed places: $x_1 = 3$ cars, $x_2 = 2$ trucks.", 2),
        Slip(_wrong(x=np.array([2.0, 3.0, 1.0])), r"This is the observation of the chapter, (2, 3, 1). Here it is "
                                                 r"(3, 2, 0).", 2),
        Slip(_wrong(x=np.array([3000.0, 200.0, 0.0])), r"The network is fed $\mathbf{x} = (3, 2, 0)$, not the counts.",
             2),
        Slip(_wrong(hidden=np.tanh), r"This is the pass with tanh; ReLU was asked for.", 2),
        Slip((1.82, 3.39), r"Both numbers are right, but the first output is the travel time.", 3),
        Slip(_wrong(hidden=lambda z: 1 / (1 + np.exp(-z))), r"This is the pass with the sigmoid; ReLU was asked for.",
             2),
        Slip(_wrong(hidden=np.abs), r"ReLU of a negative number is 0, not its absolute value.", 2),
        Slip(_wrong(W2=W2[::-1]), r"The two rows of the second matrix have changed places: its first row leads to "
                                  r"$y_1$.", 3),
        Slip(_wrong(W2=W2[:, ::-1]), r"The hidden activations run backwards: the first meets the first column of the "
                                     r"second matrix.", 3),
        Slip(_wrong(W1=W1.ravel("F").reshape(4, 3)), r"The first matrix is read down its columns. Each hidden neuron "
                                                     r"has a row: the first has 0.5, 0.2, 0.1.", 2),
        Slip(_wrong(W2=W2.ravel("F").reshape(2, 4)), r"The second matrix is read down its columns. Each output has a "
                                                     r"row: the first has 1, 0.5, −0.7, 2.", 3),
        Slip((1.7, 0.0, 0.3, 0.7), r"These are the hidden activations. Two sums are still to come.", 3),
        Slip(3.39, r"The first output is right. The network has two.", 3),
    ),
    planted=(
        Mistake((3.39, 1.9), "The first output is right, the second is too large"),
        Mistake((3.39, 2.12), "second row"),                 # the first output's bias
        Mistake((3.81, 1.82), "The second output is right, the first is too large"),     # +0.7 for -0.7
        Mistake((3.4, 1.8), "two decimals"),
    ),
)


def predict(W1, b1, w2, b2, X):
    a = np.tanh(X @ W1.T + b1)            # (N, M)
    return a @ w2 + b2                    # (N,)


def _as_printed(W1, b1, w2, b2, X):
    a = np.tanh(np.sum(W1[0] * X + b1[:X.shape[1]], axis=1))
    return np.sum(w2) * a + b2


REGRESSION = Exercise(
    id="two-layer-regression",
    title="The regression network of S18",
    prompt=r"""
        Write `predict(W1, b1, w2, b2, X)`: the pair of equations above with $\sigma = \tanh$, for all observations
        at once. `W1` is (M, D), `b1` (M,), `w2` (M,), `b2` a number, `X` (N, D); the result is (N,).
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"Two lines, one for each equation. The first gives an array with a row for each observation and a column for "
        r"each hidden neuron.",
        r"The sum over $d$ is `X @ W1.T`, of shape (N, M); `b1` is added to every row, then `np.tanh`.",
        r"The sum over $m$ is a product of that array with the vector `w2`. The output has its bias, but no "
        r"activation.",
    ),
    solution=predict,
    why=r"""One line for each equation: `X @ W1.T + b1` sums over $d$, `a @ w2 + b2` over $m$; $n$ is never summed over,
        it is the row.""",
    cases=(
        Case((np.array([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]]), np.array([0.0, 0.5, -0.5]), np.array([1.0, 2.0, -1.0]),
              0.25, np.array([[0.0, 0.0], [0.5, -0.5]])), np.array([1.6363514717800292, 0.25])),
        Case((np.array([[0.3, -0.2], [0.8, 0.4], [-0.6, 0.1]]), np.array([0.1, -0.1, 0.2]), np.array([0.5, 1.0, -2.0]),
              -1.0, np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, 3.0], [2.0, -1.0]])),
             np.array([0.2998988940946743, -3.13216302300882, -1.3547938713893948, 1.7596460003814016]), hint=2),
        Case((np.array([[0.5, -1.0], [2.0, 0.25]]), np.array([0.0, -0.5]), np.array([1.0, -2.0]), 0.5,
              np.array([[1.0, 0.5], [0.0, 2.0]])),
             np.array([-1.350692450623482, -0.4640275800758169]), hint=2),                         # M = D, by math.tanh
    ),
    slips=(
        Slip(_as_printed, r"This is S18 to the letter: $w_{1,d}$ for every $m$, and $b_d$ (erratum E11). All hidden "
                          r"neurons are the same then. Neuron $m$ has its own row $w_{m,d}$ and its own $b_m$."),
        Slip(lambda W1, b1, w2, b2, X: np.tanh((X @ W1[0])[:, None] + b1) @ w2 + b2,
             r"Every hidden neuron gets the first row of `W1`, as $w_{1,d}$ on S18 has it (erratum E11). Neuron $m$ "
             r"has its own row.", 2),
        Slip(lambda W1, b1, w2, b2, X: np.tanh(X @ W1.T) @ w2 + b2, r"The hidden biases are missing.", 2),
        Slip(lambda W1, b1, w2, b2, X: np.tanh(X @ W1.T + b1) @ w2, r"The output's bias is missing.", 3),
        Slip(lambda W1, b1, w2, b2, X: (X @ W1.T + b1) @ w2 + b2,
             r"The activation is missing: this is a linear model with many names for its slope.", 2),
        Slip(lambda W1, b1, w2, b2, X: np.tanh(np.tanh(X @ W1.T + b1) @ w2 + b2),
             r"The output is sent through tanh too. For regression the output layer is the identity.", 3),
        Slip(lambda W1, b1, w2, b2, X: (np.tanh(X @ W1.T + b1) @ w2 + b2)[:, None],
             r"The numbers are right, but the shape is (N, 1); (N,) was asked for. This difference bites later on.", 3),
        Slip(lambda W1, b1, w2, b2, X: np.tanh(X @ W1 + b1) @ w2 + b2,
             r"To and from are swapped: the rows of `W1` are the hidden neurons.", 2),
        Slip(lambda W1, b1, w2, b2, X: 1 / (1 + np.exp(-(X @ W1.T + b1))) @ w2 + b2,
             r"This is the sigmoid. The activation was to be $\sigma = \tanh$.", 2),
        Slip(lambda W1, b1, w2, b2, X: np.maximum(X @ W1.T + b1, 0) @ w2 + b2,
             r"This is ReLU. The activation was to be $\sigma = \tanh$.", 2),
        Slip(lambda W1, b1, w2, b2, X: (np.tanh(X @ W1.T) + b1) @ w2 + b2,
             r"The hidden biases are added after the tanh. They belong inside it.", 2),
        Slip(lambda W1, b1, w2, b2, X: np.mean(np.tanh(X @ W1.T + b1) * w2, axis=1) + b2,
             r"This is the mean over $m$, not the sum.", 3),
        Slip(lambda W1, b1, w2, b2, X: np.sum(np.tanh(X @ W1.T + b1) * w2 + b2, axis=1),
             r"The output's bias stands inside the sum over $m$, so it is added $M$ times. It comes once.", 3),
        Slip(lambda W1, b1, w2, b2, X: np.tanh((X @ W1.T + b1) @ w2) + b2,
             r"The tanh stands around the whole sum. Each hidden neuron has its own, before `w2` comes in.", 2),
        Slip(lambda W1, b1, w2, b2, X: np.tanh(X @ W1.T) @ w2, r"All biases are missing.", 2),
        Slip(lambda W1, b1, w2, b2, X: np.tanh(X @ W1.T + b1) * w2 + b2,
             r"The sum over $m$ is missing: one number for each hidden neuron is left.", 3),
        Slip(lambda W1, b1, w2, b2, X: np.sum(np.tanh(X @ W1.T + b1), axis=0) @ w2 + b2,
             r"Summed over the wrong index: $n$, the observations, is never summed over.", 3),
    ),
)

EXERCISES = (BY_HAND, REGRESSION)
