"""Softmax (65): exercises on coding it safely and on its temperature."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Reason, Slip


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

        Typed as it stands, (65) overflows from about $z = 710$ on, and NumPy warns (in the browser it cannot). In yours
        nothing may overflow on the way, for any finite logits.
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
    why=r"""Minus the row's maximum: the same factor $e^{-\max}$ comes in above and below the line, and cancels. The
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
        Case((np.array([750.0, 0.0]),), np.array([1.0, 0.0])),
        Case((np.array([2000.0, 0.0, 0.0]),), np.array([1.0, 0.0, 0.0])),       # 667 above the mean is 1333 too high
    ),
    quiet=True,
    slips=(
        Slip(_as_printed, r"This is (65) as it is printed: right up to about $z = 710$, where $e^z$ overflows, and "
                          r"inf/inf is not a number.", 1),
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
        *(Slip(lambda Z, fixed=fixed: _as_printed(Z - fixed), "A fixed number is subtracted, whatever the logits are. "
               "For larger ones $e^z$ overflows as before, and where all are far smaller it is 0/0. Subtract what "
               "belongs to the row.", 1) for fixed in (100, 700, 1000)),
        *(Slip(lambda Z, middle=middle: _as_printed(Z - middle(Z, axis=-1, keepdims=True)), f"The row's {name} is "
               "subtracted. A logit may still lie far above it, and then its exponential overflows.", 1)
          for middle, name in ((np.mean, "mean"), (np.median, "median"), (np.min, "minimum"))),
        Slip(_divided_by_maximum, r"You divide by the maximum. That changes the differences between logits, and the "
                                  r"probabilities with them: *subtract* it."),
        Slip(lambda Z: Z - np.log(np.exp(Z).sum(axis=-1, keepdims=True)),
             r"This is the logarithm of (65), and it overflows as well.", 1),
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
    explorer="softmax",
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

EXERCISES = (STABLE, TEMPERATURE)
