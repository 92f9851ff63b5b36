"""Exercises on counting: layers, neurons, weights and biases of a network; S5 and S8."""
from __future__ import annotations

from itertools import pairwise

from mlp_lib.teaching.exercise import Case, Exercise, Form, Mistake, Slip, each

COUNTS = Exercise(
    id="count-the-units",
    title="Layers and neurons of 5-8-8-3",
    prompt=r"""
        A network takes 5 inputs, has two hidden layers of 8 units and 3 outputs. By the lecture's count: how many
        layers does it have, how many of them are hidden, and how many neurons are there?
        """,
    hand_in="Answer with three numbers, `layers, hidden, neurons`.",
    kind="number", level="core", minutes=2,
    hints=(
        r"$N$-layer means hidden layers and the output layer. What computes nothing is not counted.",
        r"The inputs are numbers that come from outside, a bias unit always says 1: neither computes a weighted sum. "
        r"Add up the units of the hidden layers and the output layer.",
    ),
    form=Form(("layers", "hidden layers", "neurons")),
    solution=(3, 2, 19),
    why=r"""A 3-layer network: 8 + 8 + 3 = 19 neurons. Inputs and bias units compute nothing and are not neurons.""",
    judge=each("layers, hidden, neurons", (3, 2, 19), (1, 1, 2)),
    slips=(
        Slip((4, 2, 24), "The inputs have been counted, as a layer and as neurons. They compute nothing.", 1),
        Slip((4, 2, 19), "The neurons are right. The input layer is not counted among the layers.", 1),
        Slip((3, 2, 24), "The layers are right. The 5 inputs are not neurons.", 2),
        Slip((3, 2, 21), "The layers are right. The 2 bias units of the hidden layers have been counted: that is the "
                         "slip of slide S8 (erratum E6).", 2),
        Slip((3, 2, 22), "The layers are right. The 3 bias units have been counted as neurons (erratum E6).", 2),
        Slip((3, 2, 16), "The layers are right. The 3 output units are neurons too.", 2),
        Slip((3, 2, 26), "The layers are right. The 5 inputs and the 2 bias units are not neurons.", 2),
        Slip((3, 2, 27), "The layers are right. The 5 inputs and the 3 bias units are not neurons.", 2),
        Slip((4, 2, 26), "Inputs and bias units have been counted. They compute nothing.", 2),
        Slip((4, 2, 27), "Inputs and bias units have been counted. They compute nothing.", 2),
        Slip((3, 3, 19), "The output layer is not hidden: its results are seen from outside."),
        Slip((2, 3, 19), "The numbers are right, but the order is not: first all layers, then the hidden ones."),
        Slip((19, 3, 2), "The numbers are right, but the order is not: `layers, hidden, neurons`."),
        Slip((2, 2, 16), "The output layer is a layer of neurons too.", 1),
        Slip((2, 2, 19), "The output layer counts as a layer: $N$ is the hidden ones and the output.", 1),
    ),
    planted=(
        Mistake((3, 2, 20), "`layers`, `hidden` are right. `neurons` is 20: too large. Hint 2"),
        Mistake((3, 1, 19), "`layers`, `neurons` are right. `hidden` is 1: too small. Hint 1"),
    ),
)


def parameters(sizes):
    total = 0
    for n_from, n_to in pairwise(sizes):
        total += n_to * (n_from + 1)      # a weight from each unit below, and a bias
    return total


def _each(count):
    """Return a wrong counter that takes `count(n_from, n_to)` for every layer."""
    return lambda sizes: sum(count(m, n) for m, n in pairwise(sizes))


def _three_sizes(sizes):
    D, M, K = sizes
    return M * (D + 1) + K * (M + 1)


PARAMETERS = Exercise(
    id="count-parameters",
    title="How many numbers must be learned?",
    prompt=r"""
        Write `parameters(sizes)` for a fully connected network. `sizes` lists the units of each layer, the input
        first; `[3, 4, 2]` is the network of slide S8. There may be any number of hidden layers, or none. Return the
        number of all weights and biases.
        """,
    kind="code", level="core", minutes=5,
    hints=(
        r"Do `[3, 4, 2]` by hand: it has 26. How many numbers belong to *one* hidden unit?",
        r"A unit has one weight for every unit of the layer before, and one bias of its own. Sum over all units that "
        r"compute something.",
        r"Layer by layer: $n_\text{to} \cdot (n_\text{from} + 1)$. `itertools.pairwise(sizes)` or "
        r"`zip(sizes, sizes[1:])` gives the pairs.",
    ),
    solution=parameters,
    why=r"""$n_\text{to}(n_\text{from} + 1)$ for every layer: for 3-4-2 that is $4 \times 4 + 2 \times 5 = 26$. In
        `mlp_lib` the same number is `MLP(sizes).theta.size`.""",
    cases=(
        Case(([3, 4, 2],), 26),
        Case(([5, 2],), 12),
        Case(([1, 6, 1],), 19),
        Case(([2, 8, 8, 8, 1],), 177),
    ),
    slips=(
        Slip(_each(lambda m, n: m * n), "These are the weights alone: the biases are missing, one for every unit that "
                                        "computes something.", 2),
        Slip(_each(lambda m, n: m * (n + 1)), "One bias is counted for each unit that a weight comes *from*. Biases "
             "belong to the units that weights go *to*: to and from are swapped.", 2),
        Slip(_each(lambda m, n: m * n + 1), "One bias per layer is too few: each unit has its own.", 2),
        Slip(_each(lambda m, n: (m + 1) * (n + 1)), "Connections *into* the bias units are counted as well. A bias "
                                                    "unit always says 1, nothing leads into it.", 2),
        Slip(lambda sizes: _each(lambda m, n: m * n)(sizes) + sum(sizes), "The inputs have been given biases too. An "
             "input is only a number, it computes nothing.", 2),
        Slip(lambda sizes: (sizes[1] + 1) * (sizes[0] + 1),
             "This is $M(D + 1)$ weights and $D + 1$ biases, as slide S18 counts (erratum E12). A bias belongs "
             "to each unit that computes.", 2),
        Slip(lambda sizes: sizes[1] * (sizes[0] + 1), "Only the first layer is counted; the others have parameters "
                                                      "too.", 3),
        Slip(lambda sizes: parameters(sizes) - sizes[-1], "The biases of the output layer "
             "are missing. Its units have a bias each too.", 2),
        Slip(lambda sizes: parameters(sizes) - sum(sizes[1:-1]), "The biases of the hidden units are missing.", 2),
        Slip(lambda sizes: parameters(sizes[:-1]), "The output layer is missing: it has weights and biases too.", 3),
        Slip(lambda sizes: parameters(sizes) - sizes[-2] * sizes[-1], "The weights into the last layer are missing; "
             "its biases are counted.", 3),
        Slip(lambda sizes: _each(lambda m, n: m * n)(sizes) + len(sizes), "One bias per layer is too few, and the "
             "input has none: each unit that computes has its own.", 2),
        Slip(lambda sizes: 26, "This is the count for `[3, 4, 2]`, whatever `sizes` says. Compute it from `sizes`.", 3),
        Slip(_three_sizes, "`sizes` is taken apart into three numbers. A network may have any number of layers: go "
                           "through the list.", 3),
        Slip(lambda sizes: sum(sizes[1:]), "These are the neurons. Each has several parameters.", 1),
    ),
)


def shapes(sizes):
    return [(n_to, n_from) for n_from, n_to in pairwise(sizes)]


def shapes_swapped(sizes):
    return [(n_from, n_to) for n_from, n_to in pairwise(sizes)]


SHAPES = Exercise(
    id="weight-shapes",
    title="Which way round is the matrix?",
    prompt=r"""
        The lecture writes a weight as $w_\text{to,from}$, and a layer as $\mathbf{W}\mathbf{x} + \mathbf{b}$ with
        $\mathbf{x}$ a column. This function lists the shapes of all weight matrices of a network, but its matrices
        cannot be multiplied with $\mathbf{x}$. Mend it.
        """,
    kind="find the bug", level="stretch", minutes=3,
    hints=(
        r"For 3-4-2 the first layer makes 4 numbers of 3. Which shape must a matrix have that takes a vector of 3 to "
        r"one of 4?",
        r"A row belongs to the unit a weight goes *to*, a column to the unit it comes *from*.",
    ),
    solution=shapes,
    given=shapes_swapped,
    why=r"""W is (to, from): 4 × 3 and 2 × 4 for the network 3-4-2. One row holds the weights of one neuron.""",
    cases=(
        Case(([3, 4, 2],), [(4, 3), (2, 4)]),
        Case(([5, 1],), [(1, 5)]),
        Case(([2, 8, 3, 1],), [(8, 2), (3, 8), (1, 3)]),
    ),
    slips=(
        Slip(lambda sizes: [(n, m + 1) for m, n in pairwise(sizes)], "There is a column too many: the biases have a "
                                                                     "vector of their own here, W holds weights only."),
        Slip(lambda sizes: [(n, m) for m, n in pairwise(sizes[:-1])], "The matrix of the output layer is missing."),
        Slip(lambda sizes: [(n, m) for m, n in pairwise(sizes)][::-1], "The shapes are right, the order is not: layer "
                                                                       "1, next to the input, comes first."),
        Slip(lambda sizes: [(n, n) for n in sizes[1:]], "Square matrices would join a layer to itself. A weight goes "
                                                        "from the layer before.", 2),
    ),
)

BUDGET = Exercise(
    id="parameter-budget",
    title="Fifty parameters",
    prompt=r"""
        A network with 8 inputs, one hidden layer and 2 outputs may have at most 50 parameters. How many hidden units
        can it have at most, and how many parameters are that? Find it with the explorer *Count the
        parameters*, or work it out.
        """,
    hand_in="Hand in `units, parameters`.", explorer="parameter-counter",
    kind="explorer challenge", level="stretch", minutes=4,
    hints=(
        r"Set 8 inputs, 1 hidden layer and 2 outputs, and let the units grow. By how much does the count grow with "
        r"each of them?",
        r"A hidden unit brings 8 weights, 1 bias and 2 weights to the outputs, 11 in all. The 2 biases of the outputs "
        r"are there in any case.",
    ),
    form=Form(("hidden units", "parameters")),
    solution=(4, 46),
    why=r"""$9M + 2(M + 1) = 11M + 2 \le 50$ gives $M = 4$, with 46 parameters; five units have 57. Every further
        hidden unit costs its inputs, its bias and its outputs.""",
    judge=each("units, parameters", (4, 46), (1, 2)),
    slips=(
        Slip((5, 50), "These are the weights alone. With the biases, one for each unit that sums, 5 units have 57 "
                      "parameters."),
        Slip((4, 44), "The units are right, by luck: the biases of the 2 outputs are missing.", 2),
        Slip((4, 42), "The units are right, by luck: the biases of the hidden units are missing.", 2),
        Slip((4, 40), "The units are right, but these are the weights alone: the biases are missing.", 2),
        Slip((3, 41), "To and from are swapped: one bias is counted for each unit that a weight comes *from*. Biases "
                      "belong to the units that weights go *to*.", 2),
        Slip((46, 4), "Both are right, but they have changed places: the units come first."),
        Slip((5, 57), "5 units have 57 parameters, more than 50.", 2),
        Slip((5, 45), "These are the parameters of the hidden layer alone. The outputs have weights and biases "
                      "too.", 2),
        Slip((3, 35), "3 units have 35 parameters: there is room for more.", 2),
    ),
    planted=(Mistake((4, 45), "`units` is right. `parameters` is 45: too small. Hint 2"),),
)
