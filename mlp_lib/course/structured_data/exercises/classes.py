"""Classes: exercises on the confusion matrix, and on whether a probability may be taken at its word."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Form, Mistake, Slip

CLASSES = ("train", "bus", "car")
CHOSEN = np.array([0, 2, 1, 2, 1, 0, 2, 0, 1, 2])                       # (10,), what each traveller took
SAID = np.array([[.60, .10, .30], [.20, .30, .50], [.10, .35, .55], [.45, .15, .40], [.20, .70, .10],
                 [.30, .25, .45], [.10, .20, .70], [.80, .10, .10], [.45, .35, .20], [.25, .15, .60]])   # (10, 3)


def _matrix(chosen, predicted):
    matrix = np.zeros((3, 3))
    np.add.at(matrix, (chosen, predicted), 1)
    return matrix


_LARGEST = SAID.argmax(axis=1)
_SURE = SAID.max(axis=1) > 0.5
_WANT = np.array([[2.0, 0.0, 1.0], [1.0, 1.0, 1.0], [1.0, 0.0, 3.0]])           # counted by hand

CONFUSION = Exercise(
    id="confusion-by-hand",
    title="A confusion matrix by hand",
    prompt=r"""
        A network gives ten travellers probabilities for train, bus and car, in this order. The three who took the
        *train* got (.60, .10, .30), (.30, .25, .45) and (.80, .10, .10). The three who took the *bus* got (.10, .35,
        .55), (.20, .70, .10) and (.45, .35, .20). The four who took the *car* got (.20, .30, .50), (.45, .15, .40),
        (.10, .20, .70) and (.25, .15, .60).

        Predict the class with the largest probability, and count: a row for each mode that was *chosen*, a column for
        each that was *predicted*, in the order train, bus, car.
        """,
    hand_in="Hand in the matrix as a list of three rows.",
    kind="number", level="core", minutes=5,
    hints=(
        r"Go through the travellers one by one. The chosen mode says in which row the stroke goes, the largest of the "
        r"three numbers in which column.",
        r"Each row adds up to the number of travellers who chose this mode: 3, 3 and 4.",
        r"The largest need not be above one half: (.45, .35, .20) predicts the train.",
    ),
    form=Form(("chose the train", "chose the bus", "chose the car"),
              ("predicted train", "predicted bus", "predicted car")),
    solution=_WANT,
    why=r"""Six of ten are right, the diagonal. The matrix says more: the network finds three of four drivers, and one
        of three bus riders. Whoever plans the buses reads the *row* of the bus; whoever asks how far to trust the word
        "train" reads the *column* of the train, where two of four are right.""",
    slips=(
        Slip(_matrix(_LARGEST, CHOSEN), r"Rows and columns are swapped: here a row is a mode that was *predicted*. "
                                        r"Some books draw it so; the words beside the rows decide.", 1),
        Slip(_matrix(CHOSEN[_SURE], _LARGEST[_SURE]), r"Only probabilities above one half are counted, and some "
                                                      r"travellers are nowhere.", 3),
        Slip(_matrix(CHOSEN, np.where(_SURE, _LARGEST, CHOSEN)),
             r"Where no probability is above one half you counted the traveller as right. The largest decides.", 3),
        Slip(np.diag(np.diag(_WANT)), r"These are the right ones alone. The matrix is there for the others.", 1),
        Slip(_WANT / _WANT.sum(axis=1, keepdims=True), r"These are shares of each row. Counts were asked for.", 2),
        Slip(_WANT / 10, r"These are shares of all ten travellers. Counts were asked for.", 2),
        Slip(np.array([SAID[CHOSEN == k].sum(axis=0) for k in range(3)]),
             r"You added up the probabilities. Each traveller counts once, for the mode with the largest.", 1),
        Slip(_matrix(CHOSEN, CHOSEN), r"This is what was chosen against itself. The columns come from the network.", 1),
    ),
    planted=(
        Mistake(_WANT[:, :2], "shape (3, 3) was wanted"),
        Mistake(_WANT + np.eye(3), "Hint 1"),
    ),
)


def calibration(p, y, bins):
    inner = np.linspace(0, 1, bins + 1)[1:-1]
    number = np.searchsorted(inner, p)                      # an edge belongs to the bin below
    filled = np.unique(number)
    return (np.array([p[number == b].mean() for b in filled]),
            np.array([y[number == b].mean() for b in filled]))


def _binned(number=lambda p, bins: np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], p),
            told=lambda p, y, b, bins: p.mean(), came=lambda p, y: y.mean()):
    """Return a calibration whose bins, or what is said of one, are others."""
    def wrong(p, y, bins):
        b = number(p, bins)
        return (np.array([told(p[b == k], y[b == k], k, bins) for k in np.unique(b)]),
                np.array([came(p[b == k], y[b == k]) for k in np.unique(b)]))
    return wrong


def _all_bins(p, y, bins):
    b = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], p)
    return tuple(np.array([v[b == k].mean() if (b == k).any() else 0.0 for k in range(bins)]) for v in (p, y))


def _of_equal_number(p, bins):
    return np.argsort(np.argsort(p, kind="stable"), kind="stable") * bins // len(p)


_P = np.array([0.1, 0.25, 0.2, 0.9, 0.6, 0.95, 0.75, 0.1])
_Y = np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0])

CALIBRATION = Exercise(
    id="calibration-bin",
    title="When it says 70 %, does it come?",
    prompt=r"""
        Write `calibration(p, y, bins)`. `p` (N,) are probabilities that a network gave to "takes the car", `y` (N,) is
        1 for those who did and 0 for the others. Cut the probabilities into `bins` bins of equal width from 0 to 1; a
        probability on an edge belongs to the bin *below*. Return two arrays, one value for each bin that is not empty,
        from low to high: the mean of the probabilities in the bin, and the share of its travellers who took the car.
        """,
    kind="code", level="stretch", minutes=8,
    hints=(
        r"First find out for each probability the number of its bin. Then go through the numbers that occur.",
        r"`np.linspace(0, 1, bins + 1)` are the edges. `np.searchsorted(edges[1:-1], p)` counts the inner edges that "
        r"lie below each `p`.",
        r"`p[number == b].mean()` and `y[number == b].mean()` are the two values of bin `b`; `np.unique(number)` are "
        r"the bins that are not empty.",
    ),
    solution=calibration,
    why=r"""Drawn against each other they are the calibration diagram; on the diagonal the probabilities may be taken at
        their word. A bin of five travellers may lie far off by luck alone, so say how many it holds.""",
    cases=(
        Case((_P, _Y, 4), (np.array([0.65 / 4, 0.6 + 0.075, 0.925]), np.array([0.25, 0.5, 1.0])), hint=2),
        Case((_P, _Y, 2), (np.array([0.1625, 0.8]), np.array([0.25, 0.75])), hint=2),
        Case((np.array([0.0, 1.0, 0.5, 0.125]), np.array([0.0, 1.0, 1.0, 1.0]), 8),
             (np.array([0.0625, 0.5, 1.0]), np.array([0.5, 1.0, 1.0])), hint=2),
        Case((np.array([0.3, 0.7]), np.array([1.0, 0.0]), 1), (np.array([0.5]), np.array([0.5])), hint=3),
    ),
    slips=(
        Slip(_binned(number=lambda p, bins: np.minimum((p * bins).astype(int), bins - 1)),
             r"A probability on an edge goes into the bin *above* here. It belongs to the one below.", 2),
        Slip(_binned(told=lambda p, y, b, bins: (b + 0.5) / bins),
             r"The first array has the middles of the bins. The mean of the probabilities in a bin may lie elsewhere.",
             3),
        Slip(_binned(came=lambda p, y: y.sum()), r"The second array counts. The *share* of the bin was asked for.", 3),
        Slip(_all_bins, r"An empty bin is told as 0, as if travellers had been there and none had taken the car.", 3),
        Slip(_binned(came=lambda p, y: y.mean() - p.mean()), r"The second array has the differences already. The share "
                                                             r"itself was asked for.", 3),
        Slip(_binned(came=lambda p, y: ((p > 0.5) == y).mean()), r"The second array has the share of *right* "
             r"predictions. Calibration asks how often it came, not how often a threshold was right.", 3),
        Slip(_binned(number=_of_equal_number), r"These bins have equal numbers of travellers. The task wants bins "
                                               r"of equal width.", 2),
        Slip(lambda p, y, bins: calibration(p, y, bins)[::-1], r"Right numbers, other order: first what was said, then "
                                                               r"what came."),
    ),
    planted=(
        Mistake(lambda p, y, bins: calibration(p, y, bins)[1], "2 results"),
        Mistake(lambda p, y, bins: (p, y), "shape"),
    ),
)

EXERCISES = (CONFUSION, CALIBRATION)
