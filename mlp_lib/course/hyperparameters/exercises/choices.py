"""The tables of S34 and S35 put to use: exercises on the output and loss of a task, and on what each loss aims at."""
from __future__ import annotations

import numpy as np

from mlp_lib.activations import ACTIVATIONS
from mlp_lib.losses import LOSSES
from mlp_lib.teaching.exercise import Exercise, Form, Mistake, Reason, Slip

SIZES = ("squared_error", "half_squared_error", "absolute_error", "huber")     # losses of a number
TASKS = ("the mode", "the share", "the rentals", "the crash")
RIGHT = (
    {"softmax": ("cross_entropy",)},
    {"sigmoid": ("binary_cross_entropy", *SIZES)},
    {"identity": SIZES, "softplus": SIZES, "relu": SIZES, "leaky_relu": SIZES},
    {"sigmoid": ("binary_cross_entropy",)},
)
ALSO = {                                # other names of the same, by their letters alone
    "none": "identity", "linear": "identity", "logistic": "sigmoid", "logisticsigmoid": "sigmoid", "expit": "sigmoid",
    "mse": "squared_error", "meansquarederror": "squared_error", "sumofsquares": "squared_error",
    "mae": "absolute_error", "meanabsoluteerror": "absolute_error", "bce": "binary_cross_entropy",
    "ce": "cross_entropy", "categoricalcrossentropy": "cross_entropy"}
OUTPUTS = {                             # what goes wrong with another output activation, task by task
    (0, "sigmoid"): "four sigmoids are four answers for themselves, which do not add up to 1, but a traveller takes "
                    "just one mode",
    (0, "identity"): "four sums are logits, not yet probabilities: (65) makes them so",
    (1, "identity"): "a share lies between 0 and 1, and the sum goes beyond on both sides",
    (1, "relu"): "a share lies between 0 and 1, and ReLU goes beyond 1",
    (1, "softplus"): "a share lies between 0 and 1, and softplus goes beyond 1",
    (1, "tanh"): "tanh goes below 0, to -1; a share does not",
    (1, "softmax"): "there is one output, and softmax of one number is always 1",
    (2, "sigmoid"): "the sigmoid ends at 1, and some hours have 600 rentals",
    (2, "tanh"): "tanh ends at 1, and some hours have 600 rentals",
    (2, "softmax"): "softmax makes probabilities of classes. A number of rentals is not a class, and softmax of one "
                    "output is always 1",
    (3, "softmax"): "there is one output, and softmax of one number is always 1. It takes two outputs, or the sigmoid",
    (3, "identity"): "the sum is not a probability: it goes below 0 and beyond 1",
    (3, "relu"): "ReLU goes beyond 1, and a probability does not",
    (3, "tanh"): "tanh goes below 0, to -1; a probability does not",
}


def _word(text: object) -> str:
    """Return the name as the tables of `mlp_lib` have it, for `CrossEntropy` and `mean squared error` too."""
    def letters(name: str) -> str:
        return "".join(filter(str.isalnum, name.casefold()))
    word = str(text).strip()
    known = {letters(name): name for name in (*ACTIVATIONS, *LOSSES)} | ALSO
    return known.get(letters(word).removesuffix("loss"), word)


def _judge_recipe(answer):
    """Accept every output and loss that fit the four tasks; tell the first that does not."""
    if isinstance(answer, str) or len(answer) != 4 or any(isinstance(p, str) or len(p) != 2 for p in answer):
        return Reason("Four pairs were wanted, one for each task: `(\"...\", \"...\"), (\"...\", \"...\"), …`.")
    for task, (name, right, pair) in enumerate(zip(TASKS, RIGHT, answer, strict=True)):
        output, loss = map(_word, pair)
        if output not in right:
            told = OUTPUTS.get((task, output), "its slope is 0 wherever it has one, so nothing is learned"
                               if output == "step" else "such values are not what this target takes")
            if output in ("cross_entropy", "binary_cross_entropy", *SIZES):
                told = "this is a loss: the output activation comes first in each pair"
            return Reason(f"Pair {task + 1}, {name}, has the output `{output:.30}`: {told}.", 2)
        if loss not in right[output]:
            told = {"cross_entropy": "(16) needs a probability for each class, from softmax",
                    "binary_cross_entropy": "it goes with one probability, from the sigmoid"}.get(
                loss, "it can be minimised, but at a sure and wrong answer its gradient vanishes. Take the loss that "
                      "is the negative log-likelihood of a class"
                if loss in SIZES else "the loss comes second, by the name that `LOSSES` has for it")
            return Reason(f"Pair {task + 1}, {name}, has the loss `{loss:.30}`: {told}.", 3)
    return None


_MODE, _COUNT = ("softmax", "cross_entropy"), ("identity", "squared_error")
_CRASH = ("sigmoid", "binary_cross_entropy")

RECIPE = Exercise(
    id="output-for-a-task",
    title="Four tasks, four output layers",
    prompt=r"""
        Which output activation and which loss fit? The tasks, with the number of output neurons:

        (1) *the mode*: air, train, bus or car for a journey; 4 outputs. (2) *the share*: which part of a district's
        commuters take the bus, a fraction between 0 and 1; 1 output. (3) *the rentals*: bicycles rented in an
        hour; 1 output. (4) *the crash*: whether a junction has a crash this year, yes or no; 1 output.

        Where several fit, any of them counts.
        """,
    hand_in="Hand in four pairs `(\"activation\", \"loss\")` in this order, with the names of `mlp_lib.ACTIVATIONS` "
            "and `mlp_lib.LOSSES`.",
    kind="choice", level="core", minutes=5,
    hints=(
        r"Ask of each target: which values can it take? The output should be able to take these, and no others.",
        r"One of several classes: numbers that add up to 1. One number between 0 and 1: an S-curve. A number without "
        r"an upper end: an output without one.",
        r"Probabilities go with their negative log-likelihood, `cross_entropy` for several classes and "
        r"`binary_cross_entropy` for one yes or no. Numbers go with `squared_error`, `absolute_error` or `huber`.",
    ),
    form=Form(TASKS, ("output activation", "loss"), (tuple(ACTIVATIONS), tuple(LOSSES))),
    solution=(_MODE, _CRASH, _COUNT, _CRASH),
    why=r"""The target decides. For the share the squared error behind the sigmoid is right as well; for the rentals so
        are Huber's loss or the absolute error, and softplus, which cannot predict fewer than 0 bicycles.""",
    judge=_judge_recipe,
    planted=(
        Mistake((_CRASH, _CRASH, _COUNT, _CRASH), "do not add up to 1"),
        Mistake((("softmax", "squared_error"), _CRASH, _COUNT, _CRASH), "its gradient vanishes"),
        Mistake((_MODE, _COUNT, _COUNT, _CRASH), "a share lies between 0 and 1"),
        Mistake((_MODE, _CRASH, ("sigmoid", "squared_error"), _CRASH), "some hours have 600 rentals"),
        Mistake((_MODE, _CRASH, _MODE, _CRASH), "A number of rentals is not a class"),
        Mistake((_MODE, _CRASH, _COUNT, _MODE), "softmax of one number is always 1"),
        Mistake((_MODE[::-1], _CRASH, _COUNT, _CRASH), "the output activation comes first"),
        Mistake((("softmax", "binary_cross_entropy"), _CRASH, _COUNT, _CRASH), "it goes with one probability"),
        Mistake((_MODE, _CRASH, ("identity", "cross_entropy"), _CRASH), "a probability for each class"),
        Mistake(("softmax", "sigmoid", "identity", "sigmoid"), "Four pairs"),
    ),
)

MEAN, MEDIAN, HUBER = 20.0, 14.0, 41.5 / 3
_NEAR = 0.02
_CONSTANTS = (                          # for each loss: usual wrong constants, and what each of them is
    ("the squared error", MEAN, {
        MEDIAN: "This is the median. The squared error pulls with $2e$, so the far observation counts for more",
        13.375: "This is the mean without the fifth observation. The loss has not been told that it is an outlier",
        29.25: "This is the middle between the smallest and the largest, which the *largest* residual would choose"}),
    ("the absolute error", MEDIAN, {
        MEAN: "This is the mean. The slope of $|e|$ is 1 or −1, however far away the observation is",
        13.5: "This is the median without the fifth observation. It is high, but it counts as one",
        HUBER: "This is the constant of Huber's loss"}),
    ("Huber's loss", HUBER, {
        MEAN: "This is the mean, as if the loss were quadratic everywhere",
        MEDIAN: "This is the median, as if the loss were straight everywhere. Near the constant it is quadratic",
        13.5: "This is Huber's constant without the fifth observation. Its pull is capped at 1, but not 0",
        13.375: "This is the mean without the fifth observation. Its pull is capped at 1, but not 0"}),
)


def _judge_constants(answer):
    """Accept the three constants; tell the first that is not the one of its loss."""
    for got, (loss, want, known) in zip(np.asarray(answer, float), _CONSTANTS, strict=True):
        if abs(got - want) > _NEAR:
            says = next((text for value, text in known.items() if abs(got - value) <= _NEAR), None)
            says = says or f"A little {'less' if got > want else 'more'} makes the sum smaller"
            return Reason(f"For {loss} you have {got:.6g}. {says}.", 3 if loss == "Huber's loss" else 2)
    return None


CONSTANT = Exercise(
    id="best-constant",
    title="Five journeys, one breakdown",
    prompt=r"""
        A bus took 12, 13, 14, 14.5 and, with a breakdown, 46.5 minutes for the same route. A network that knows
        nothing of the day can only answer with one constant $c$. Which constant has the smallest summed loss
        under the squared error $e^2$, under the absolute error $|e|$, and under Huber's loss, a square up to 1?
        To two decimals.

        Draw the three sums against $c$ and read off where they are lowest, or think about where the pulls balance.
        """,
    hand_in="Hand in the three numbers in this order, `c1, c2, c3`.",
    kind="number", level="core", minutes=8,
    hints=(
        r"`c = np.linspace(10, 50, 4001)` are enough constants; `e = c[:, None] - y` are the residuals, one row for "
        r"each. Sum the loss over the row, and look for the smallest with `np.argmin`.",
        r"At the minimum the slopes add up to 0. With $2e$ the residuals must cancel; with $\pm 1$ there must be as "
        r"many observations above $c$ as below.",
        r"Huber's slope is $e$, cut off at −1 and 1. Just below 14 the journey of 12 minutes pulls with 1, that of "
        r"46.5 with −1, and the other three with their own $e$.",
    ),
    form=Form(("c₁, squared", "c₂, absolute", "c₃, Huber")),
    solution=np.array([MEAN, MEDIAN, HUBER]), rtol=0, atol=_NEAR,
    why=r"""The mean, 20; the median, 14; and 13.83, the mean of the three journeys in the middle, since the pulls of
        the other two are both capped and cancel. One breakdown moves the mean by 6.6 minutes: it is later than four of
        the five buses.""",
    judge=_judge_constants,
    slips=(
        Slip((MEDIAN, MEAN, HUBER), r"Mean and median have changed places.", 2),
        Slip((13.375, 13.5, 13.5), r"The breakdown is left out. No loss does that: it caps the pull, or it does not.",
             2),
    ),
    planted=(
        Mistake((MEDIAN, MEDIAN, HUBER), "This is the median"),
        Mistake((MEAN, MEAN, HUBER), "however far away"),
        Mistake((MEAN, MEDIAN, MEDIAN), "as if the loss were straight everywhere"),
        Mistake((MEAN, MEDIAN, 13.5), "capped at 1, but not 0"),
        Mistake((21.0, MEDIAN, HUBER), "A little less"),
        Mistake((MEAN, MEDIAN), "shape (3,) was wanted"),
    ),
)

EXERCISES = (RECIPE, CONSTANT)
