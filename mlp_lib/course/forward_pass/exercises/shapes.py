"""Exercises on notation and shapes: which weight, how many parameters, which rows and columns (S14, S15, S18)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Exercise, Form, Mistake, Reason, Slip, each

POINT = Exercise(
    id="point-at-the-weight",
    title="Point at a weight",
    prompt=r"""
        In the 3-4-2 network one connection leads from the third hidden neuron to the second output neuron. In the
        code it is `net.W[l][i, j]`: with which `l`, `i` and `j`?

        Find it with the explorer, or work it out.
        """,
    hand_in="Hand in `l, i, j`.", explorer="pointing",
    kind="explorer challenge", level="core", minutes=3,
    hints=(
        r"Layers are counted from the first hidden one. To which layer does the *target* of the connection belong?",
        r"The target comes first: on the slides this is $w_{2,3}^{(2)}$. Layers keep the lecture's number in the code; "
        r"rows and columns count from 0, as everything does in Python.",
    ),
    form=Form(("l", "i", "j")),
    solution=np.array([2, 1, 2]), judge=each("l, i, j", (2, 1, 2), (1, 2, 2)),
    why=r"""$w_{2,3}^{(2)}$ is `net.W[2][1, 2]`: layer 2, row 2 (to), column 3 (from), and Python counts rows and
        columns from 0.""",
    slips=(
        Slip((2, 2, 1), r"To and from are swapped: the row is the neuron that *receives*.", 2),
        Slip((2, 2, 3), r"This is right on paper, $w_{2,3}^{(2)}$. Python counts rows and columns from 0.", 2),
        Slip((2, 3, 2), r"To and from are swapped, and Python counts rows and columns from 0.", 2),
        Slip((2, 1, 3), r"Layer and row are right. The column counts from 0 as well: the third is 2.", 2),
        Slip((2, 2, 2), r"Layer and column are right. The row counts from 0 as well: the second is 1.", 2),
        Slip((1, 2, 1),
             "To and from are swapped, and it is one layer too early: the target belongs to the output layer, 2.", 1),
        Slip((1, 3, 2), r"To and from are swapped, it is one layer too early, and Python counts from 0.", 1),
        Slip((1, 1, 2), r"This leads from the third *input* to the second *hidden* neuron: one layer too early.", 1),
        Slip((1, 2, 3), r"One layer too early, and Python counts rows and columns from 0: `W[1]` has no column 3.", 1),
        Slip((3, 1, 2), r"The input does not count as a layer: a 3-4-2 network has the layers 1 and 2.", 1),
    ),
    planted=(Mistake((2, 0, 2), "`l`, `j` are right. `i` is 0: too small. Hint 2"),),
)

def _judge_shapes(answer):
    """Accept all four shapes; else name those that are wrong, and the usual slip where all of them show it."""
    got, want = np.asarray(answer), SHAPES.solution
    wrong = [i for i in range(4) if tuple(got[i]) != tuple(want[i])]
    if not wrong:
        return None
    names = ("`W[1]`", "`a[1]`", "`W[2]`", "`a[2]`")
    text = " and ".join(names[i] for i in wrong) + (" is" if len(wrong) == 1 else " are") + " not right yet"
    if all(tuple(got[i]) == tuple(want[i][::-1]) for i in wrong):
        return Reason(f"{text}: rows and columns are swapped.", 2)
    if all(0 <= n <= 1 for i in wrong for n in got[i] - want[i]):
        return Reason(f"{text}: a bias unit has been counted. The biases are kept apart, in `b[l]`.")
    return Reason(f"{text}.", 2 if {1, 3} & set(wrong) else 1)


SHAPES = Exercise(
    id="shapes-of-a-pass",
    title="The shapes of a pass",
    prompt=r"""
        A network with the sizes 7-20-4 reads a batch of $N = 100$ observations, one per row. Which shapes have
        `W[1]`, `a[1]`, `W[2]` and the output `a[2]`?
        """,
    hand_in="Hand in four pairs `(rows, columns)`, in this order: `(…, …), (…, …), (…, …), (…, …)`.",
    kind="number", level="core", minutes=4,
    hints=(
        r"A weight matrix does not know how many observations there are; an activation has a row for each of them.",
        r"`W[l]` is (to, from). `a[l]` has $N$ rows and a column for each neuron of layer $l$.",
    ),
    form=Form(("W[1]", "a[1]", "W[2]", "a[2]"), ("rows", "columns")),
    solution=np.array([(20, 7), (100, 20), (4, 20), (100, 4)]),
    why=r"""`W[l]` is (to, from), whatever $N$ is; `a[l]` is ($N$, neurons of layer $l$). In
        `a[0] @ W[1].T` the shapes are (100, 7) and (7, 20): the inner two agree and vanish.""",
    judge=_judge_shapes,
    slips=(
        Slip(((20, 7), (4, 20), (100, 20), (100, 4)),
             r"The shapes are right, the order is not: `W[1]`, `a[1]`, `W[2]`, `a[2]`."),
        Slip(((20, 7), (100, 7), (4, 20), (100, 20)),
             r"Both activations are one layer too early: `a[0]` is the input, `a[1]` belongs to the hidden layer.", 2),
        Slip(((7, 20), (100, 20), (20, 4), (100, 4)),
             r"Both matrices are (from, to) here. In the lecture, and in `W[l]`, the row is the target: "
             r"(to, from).", 2),
        *(Slip((first, (100, 20), second, (100, 4)), rf"`W[{l}]` is (from, to) here, the other matrix is right. The "
               r"row is the target: (to, from).", 2)
          for l, first, second in ((1, (7, 20), (4, 20)), (2, (20, 7), (20, 4)))),
        Slip(((20, 7), (20, 100), (4, 20), (4, 100)),
             r"Your observations stand in columns. In this book, as in every table, one observation is one row.", 2),
        Slip(((7, 20), (20, 100), (20, 4), (4, 100)),
             r"Everything is lying on its side: weights are (to, from), and one observation is one row.", 2),
        Slip(((20, 8), (100, 20), (4, 21), (100, 4)),
             r"You counted the bias as one more column. It is kept apart, in `b[l]`."),
        Slip(((20, 7), (20,), (4, 20), (4,)),
             r"These are the activations of a single observation. There are 100 of them, one per row.", 2),
        Slip(((20, 7), (20, 1), (4, 20), (4, 1)),
             r"These are the activations of a single observation. There are 100 of them."),
    ),
    planted=(
        Mistake(((20, 7), (100, 21), (4, 20), (100, 4)), "`a[1]` is not right yet: a bias unit"),
        Mistake(((20, 7), (100, 21), (4, 21), (100, 4)), "`a[1]` and `W[2]` are not right yet: a bias unit"),
        Mistake(((20, 7), (20, 100), (4, 20), (100, 4)), "`a[1]` is not right yet: rows and columns"),
        Mistake(((20, 7), (100, 20), (4, 20), (100, 20)), "`a[2]` is not right yet."),
    ),
)


def _judge_width(answer):
    """Accept the largest width that keeps within 100 parameters, with its count; tell what another one needs."""
    pair = np.asarray(answer if isinstance(answer, tuple | list | np.ndarray) else [], dtype=object)
    if pair.shape != (2,) or not all(isinstance(v, int | float | np.number) and np.isfinite(v) for v in pair):
        return Reason("Two numbers were wanted, separated by a comma: neurons, parameters.")
    M, count = pair
    if M != int(M) or M < 1:
        return Reason("A layer has a whole number of neurons, at least 1. Round so that the limit is kept.", 2)
    if (M, count) == HOW_WIDE.solution:
        return None
    total = 4 * M + M + M + 1
    if M == HOW_WIDE.solution[0]:
        return Reason("The number of neurons is right. Count their parameters again, all four parts.", 1)
    return Reason(f"{M:.0f} hidden neurons make {total:.0f} parameters: "
                  f"{'more than 100' if total > 100 else 'there is room for more'}.", 1)


HOW_WIDE = Exercise(
    id="how-wide",
    title="How wide may the hidden layer be?",
    prompt=r"""
        A network for hourly bike rentals has $D = 4$ inputs (hour, temperature, humidity, wind), one hidden layer
        and one output. With the few hours that were counted you want at most 100 parameters, biases included. How
        many hidden neurons $M$ are allowed at most, and how many parameters are that?
        """,
    hand_in="Hand in `M, parameters`.",
    kind="number", level="core", minutes=4,
    hints=(
        r"Count layer by layer: weights of layer 1, biases of layer 1, weights of layer 2, biases of layer 2.",
        r"$MD + M$ for the hidden layer, $M + 1$ for the output. Solve $M(D + 2) + 1 \le 100$ and round down.",
    ),
    form=Form(("hidden neurons M", "parameters")),
    solution=(16, 97),
    why=r"""$6M + 1 \le 100$ gives $M = 16$, with 97 parameters. A bias belongs to each neuron that *sums*, so there
        are $M + 1$ of them (erratum E12).""",
    judge=_judge_width,
    slips=(
        Slip((19, 100), r"This follows from $M(D + 1)$ weights and $(D + 1)$ biases, as S18 prints it (erratum E12). "
                        r"There is a bias for each neuron that sums, not for each input."),
        Slip((20, 100), r"This counts the weights only. Each hidden neuron and the output have a bias as well."),
        Slip((16, 100),
             "The neurons are right. How many parameters do 16 neurons really use? (If you counted 100: the "
             "biases are one for each neuron that a weight goes *to*, not *from*.)", 2),
        Slip((97, 16), r"Both numbers are right, but the order is not: first the neurons."),
        Slip((19, 96), r"The biases of the hidden neurons are missing.", 2),
        Slip((16, 96), r"The neurons are right, by luck: the bias of the output is missing.", 2),
        Slip((16, 80), r"The neurons are right, but these are the weights alone: the biases are missing.", 2),
        Slip((22, 97), r"This is $D(M + 2) + 1 \le 100$: inputs and hidden neurons are swapped.", 2),
        Slip((25, 100), r"This counts the weights of layer 1 only. Each hidden neuron has a bias and a weight to the "
                        r"output as well."),
    ),
    planted=(
        Mistake((16.5, 100), "whole number"),
        Mistake((17, 103), "more than 100"),
        Mistake((12, 73), "room for more"),
        Mistake((16, 90), "Count their parameters again"),
        Mistake(16, "Two numbers"),
    ),
)

EXERCISES = (POINT, SHAPES, HOW_WIDE)
