"""Softmax (65): exercises on coding it safely, on its temperature, and on the gradient behind it."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip

from . import handed_out


def softmax(Z):
    E = np.exp(Z - Z.max(axis=-1, keepdims=True))           # the largest exponent is 0
    return E / E.sum(axis=-1, keepdims=True)


def _as_printed(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=-1, keepdims=True)


def _sum_of_all(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum()


def _down_the_columns(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def _one_maximum(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=-1, keepdims=True)


def _column_maximum(Z):
    E = np.exp(Z - Z.max(axis=0, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


def _divided_by_maximum(Z):
    return _as_printed(Z / Z.max(axis=-1, keepdims=True))


def _without_exponential(Z):
    return Z / Z.sum(axis=-1, keepdims=True)


STABLE = Exercise(
    id="stable-softmax",
    title="A softmax that never overflows",
    prompt=r"""
        Write `softmax(Z)`, equation (65): $e^{z_k} / \sum_{k'} e^{z_{k'}}$. `Z` holds the logits of one traveller,
        (K,), or of a batch with one traveller in each row, (N, K); the result has the same shape.

        Typed as it stands, (65) overflows from about $z = 710$ on, and NumPy warns. Yours must neither overflow nor
        warn for any finite logits.
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"Add the same number to all logits of a traveller, and (65) stays what it was. Which number makes the largest "
        r"exponent 0?",
        r"Every row is a traveller of its own, so the maximum and the sum run along the last axis: `axis=-1` is right "
        r"for (K,) and for (N, K).",
        r"`Z.max(axis=-1)` of a batch is (N,), and (N, K) minus (N,) does not fit. `keepdims=True` leaves it (N, 1).",
    ),
    solution=softmax,
    why=r"""Minus the row's maximum: above the line and below it a factor $e^{-\max}$ is added, and it cancels. The
        largest exponential is then 1, and none can overflow.""",
    cases=(
        Case((np.log([1.0, 2.0, 5.0]),), np.array([0.125, 0.25, 0.625]), hint=2),
        Case((np.log([[1.0, 1.0, 2.0], [6.0, 3.0, 1.0]]),), np.array([[0.25, 0.25, 0.5], [0.6, 0.3, 0.1]]), hint=2),
        Case((np.array([[0.0, -np.log(3.0)], [np.log(4.0), 0.0], [-2.0, -2.0]]),),
             np.array([[0.75, 0.25], [0.8, 0.2], [0.5, 0.5]]), hint=2),
        Case((np.array([1000.0, 1000.0, 1000.0 - np.log(2.0)]),), np.array([0.4, 0.4, 0.2])),
        Case((np.array([[-1000.0, -1000.0], [1000.0, 1000.0]]),), np.full((2, 2), 0.5), hint=2),
        Case((np.array([[900.0, 0.0, 900.0], [0.0, 900.0, 0.0]]),),
             np.array([[0.5, 0.0, 0.5], [0.0, 1.0, 0.0]]), hint=2),
    ),
    quiet=True,
    slips=(
        Slip(_as_printed, r"This is (65) as it is printed: right up to about $z = 710$, where $e^z$ overflows, and "
                          r"inf/inf is not a number."),
        Slip(_sum_of_all, r"The sum runs over the whole batch, so all rows *together* add up to 1. Each traveller's "
                          r"probabilities must add up to 1.", 2),
        Slip(_down_the_columns, r"Maximum and sum run over the wrong axis: down the columns, over the travellers "
                                r"(`axis=0`), not over the modes.", 2),
        Slip(lambda Z: np.exp(Z) / np.exp(Z).sum(), r"The sum has no axis, so it runs over the whole batch; and large "
                                                    r"logits overflow.", 2),
        Slip(lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0), r"The sum runs over the wrong axis: over the travellers, not "
                                                          r"over the modes.", 2),
        Slip(_one_maximum, r"The maximum is that of the whole batch. Another row may lie so far below it that all its "
                           r"exponentials are 0, and 0/0 is not a number: one maximum for each row.", 2),
        Slip(_column_maximum, r"The maximum is taken over the wrong axis, down the columns. Within a row each logit is "
                              r"then moved by another number, and the probabilities change.", 2),
        Slip(_divided_by_maximum, r"You divide by the maximum. That changes the differences between logits, and the "
                                  r"probabilities with them: *subtract* it."),
        Slip(lambda Z: Z - np.log(np.exp(Z).sum(axis=-1, keepdims=True)),
             r"This is the logarithm of (65), and it overflows as well."),
        Slip(lambda Z: 1 / (1 + np.exp(-Z)), r"This is the sigmoid of each logit for itself: a row does not add up to "
                                             r"1.", 2),
        Slip(_without_exponential, r"The exponential is missing: shares of the logits themselves may be negative."),
        Slip(lambda Z: (Z == Z.max(axis=-1, keepdims=True)) * 1.0, r"This is the *hard* maximum: 1 for the largest "
                                                                   r"logit, 0 for the others. Softmax has a slope.", 1),
    ),
    planted=(
        Mistake(lambda Z: np.exp(Z - Z.max(axis=-1)) / np.exp(Z - Z.max(axis=-1)).sum(axis=-1),
                "Write down the shape of both sides"),
        Mistake(lambda Z: _as_printed(np.clip(Z, -500, 500)), "was wanted"),
    ),
)

CAR, BUS, TIMES = 2.0, 0.5, 3.0


def _judge_temperature(T):
    """Accept T to 1 %; else tell how many times as likely as the bus the car is at this temperature."""
    if T <= 0:
        return Reason(f"A temperature is above 0, and this is {T:.6g}: at a negative one the *smallest* logit would "
                      "win.", 1)
    if abs(T - TEMPERATURE.solution) <= TEMPERATURE.rtol * TEMPERATURE.solution:
        return None
    with np.errstate(over="ignore"):
        ratio = np.exp((CAR - BUS) / T)
    return Reason(f"At $T = {T:.4g}$ the car is {ratio:.4g} times as likely as the bus: the temperature must be "
                  f"{'lower' if ratio < TIMES else 'higher'}.", 2)


TEMPERATURE = Exercise(
    id="softmax-temperature",
    title="How warm must it be?",
    prompt=r"""
        A network gives a traveller the logits 2.0 for the car, 0.5 for the bus and 1.0 for the train. Its
        probabilities are too sure of themselves, so all logits are divided by a temperature $T$ before (65). At
        which $T$ is the car *three* times as likely as the bus?

        Try temperatures in a cell of your own, with the `softmax` that you wrote or with
        `mlp_lib.ACTIVATIONS["softmax"]`, or solve for $T$. The train is there as well: does it matter?
        """,
    kind="experiment challenge", level="stretch", minutes=5,
    hints=(
        r"Divide one probability by the other. The sum below the line cancels, and with it the train.",
        r"The ratio is $e^{z_{\text{car}}/T} / e^{z_{\text{bus}}/T}$. Write it as one exponential; the larger $T$, the "
        r"nearer to 1 it is.",
        r"$e^{1.5 / T} = 3$. Take the natural logarithm of both sides.",
    ),
    solution=1.5 / np.log(3), rtol=0.01,
    why=r"""$T = 1.5 / \log 3 = 1.365$. The ratio of two classes depends on the difference of their logits alone, and
        $T$ divides every difference. It makes a network less sure, and never changes which class comes first.""",
    judge=_judge_temperature,
    slips=(
        Slip(1.0, r"At $T = 1$ nothing is changed: the car is $e^{1.5} = 4.48$ times as likely.", 2),
        Slip(np.log(3) / 1.5, r"Upside down: $1.5 / T = \log 3$, so $T$ stands below the line.", 3),
        Slip(1.5 * np.log(3), r"The logarithm has got above the line. Solve $1.5 / T = \log 3$ for $T$ once more.", 3),
        Slip(2 / np.log(3), r"This compares the car with a logit of 0. What counts is the difference to the bus, 1.5.",
             2),
        Slip(1 / np.log(3), r"This compares the car with the train. The bus was asked for.", 2),
        Slip(1.5 / np.log10(3), r"The logarithm is the natural one, base $e$: `np.log`.", 3),
        Slip(0.5, r"This is 1.5 divided by 3. The ratio is an *exponential* of $1.5 / T$.", 3),
        Slip(4 / 3, r"This is the ratio of the *logits*: 2.0 over 0.5 is 4, and 4 over 3. Probabilities go with "
                    r"$e^{z/T}$.", 2),
    ),
    planted=(
        Mistake(2.0, "the temperature must be lower"),
        Mistake(1.2, "the temperature must be higher"),
        Mistake(-1.365, "above 0"),
    ),
)


def output_gradients(A, Y, H):
    N = len(A)
    delta = (A - Y) / N
    return delta.T @ H, delta.sum(axis=0)


def _gradients(delta, over=lambda delta, H: (delta.T @ H, delta.sum(axis=0))):
    """Return output gradients with one thing done wrongly."""
    return lambda A, Y, H: over(delta(A, Y), H)


def _right(A, Y):
    return (A - Y) / len(A)


_A2, _Y2 = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]]), np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
_A4 = np.array([[0.75, 0.25], [0.5, 0.5], [0.25, 0.75], [0.5, 0.5]])
_Y4 = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])

DELTA = Exercise(
    id="mean-taken-twice",
    title="Trained on 32 rows, 32 times too slow: find the bug",
    prompt=r"""
        A classification network ends in softmax with the cross-entropy (16). `A` (N, K) are its outputs, `Y` (N, K)
        the targets, one-hot, `H` (N, M) the activations of the last hidden layer. The function should return the
        gradients of the *mean* cross-entropy over the batch: $\partial C / \partial W$, (K, M), and
        $\partial C / \partial b$, (K,).

        With one row in the batch a gradient check finds nothing wrong. With 32 rows the network learns 32 times too
        slowly. Find the mistake and mend it.
        """,
    kind="find the bug", level="core", minutes=5,
    given=handed_out.output_gradients,
    hints=(
        r"What is special about a batch of one row? Which operation does nothing there?",
        r"For one row $\delta = \mathbf{a} - \mathbf{y}$: softmax and cross-entropy together leave nothing else. The "
        r"mean over the rows brings *one* factor $1/N$ into each gradient; count how many there are.",
        r"`delta` has its $1/N$ already. What follows are plain sums over the rows: `delta.T @ H` and "
        r"`delta.sum(axis=0)`.",
    ),
    solution=output_gradients,
    why=r"""$(\mathbf{a} - \mathbf{y})/N$, once. The gradient's direction was right, so the loss did go down: such a
        mistake shows only in a gradient check with more than one row.""",
    cases=(
        Case((_A2, _Y2, np.array([[1.0, 2.0], [3.0, -1.0]])),
             (np.array([[0.125, -0.625], [0.875, 0.0], [-1.0, 0.625]]), np.array([-0.125, 0.375, -0.25])), hint=2),
        Case((_A4, _Y4, np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 2.0], [2.0, 1.0, 0.0], [1.0, 1.0, 4.0]])),
             (np.array([[-0.3125, 0.0625, 0.625], [0.3125, -0.0625, -0.625]]), np.array([0.0, 0.0])), hint=3),
        Case((_A2[:1], _Y2[:1], np.array([[4.0]])), (np.array([[-2.0], [1.0], [1.0]]), np.array([-0.5, 0.25, 0.25])),
             hint=2),
    ),
    slips=(
        Slip(_gradients(lambda A, Y: A - Y), r"Now there is no $1/N$ at all: these are the gradients of the *sum*.", 2),
        Slip(_gradients(lambda A, Y: 2 * (A - Y) * A * (1 - A) / len(A)),
             r"This is the slope of the squared error behind a sigmoid, $2(a - y)\,a(1 - a)$. With softmax and "
             r"cross-entropy all that is left is $a - y$.", 2),
        Slip(_gradients(lambda A, Y: (A - Y) * A * (1 - A) / len(A)),
             r"The slope $a(1 - a)$ is in it once more. In $a - y$ softmax and cross-entropy are both contained.", 2),
        Slip(_gradients(lambda A, Y: 2 * (A - Y) / len(A)), r"The 2 belongs to the squared error. With the "
                                                            r"cross-entropy it is $a - y$.", 2),
        Slip(_gradients(lambda A, Y: (Y - A) / len(A)), r"The sign is wrong: $\mathbf{a} - \mathbf{y}$. With "
                                                        r"$\mathbf{y} - \mathbf{a}$ training goes uphill.", 2),
        Slip(_gradients(lambda A, Y: -Y / A / len(A)), r"This is $\partial C / \partial a$. Softmax still lies between "
                                                       r"$a$ and $z$.", 2),
        Slip(_gradients(lambda A, Y: (A - Y) / A.size), r"This divides by $N K$. The mean is one over the *rows*.", 2),
        Slip(_gradients(_right, lambda d, H: (d.T @ H, d.sum(axis=0) / len(d))),
             r"The weights are right; the biases still have $1/N$ twice.", 3),
        Slip(_gradients(_right, lambda d, H: (d.T @ H / len(d), d.sum(axis=0))),
             r"The biases are right; the weights still have $1/N$ twice.", 3),
    ),
    planted=(
        Mistake(_gradients(_right, lambda d, H: (H.T @ d, d.sum(axis=0))), "Transposed?"),
        Mistake(_gradients(_right, lambda d, H: (d.T @ H, d)), "Is a sum over one axis missing?"),
        Mistake(_gradients(_right, lambda d, H: d.T @ H), "2 results"),
    ),
)

EXERCISES = (STABLE, TEMPERATURE, DELTA)
