"""Exercises on the model that grows: linear, on a fixed basis, on a learned one, composed; (1) to (4)."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def linear(x, w, b):
    return w @ x + b


LINEAR = Exercise(
    id="linear-model",
    title="The linear model, for three inputs",
    prompt=r"""
        One observation is a vector $\mathbf{x}$ of $D$ numbers, for instance temperature, humidity and wind.
        Equation (1) makes *one* number of it, $f(\mathbf{x}; \theta) = \mathbf{w}^\top \mathbf{x} + b$.

        Write `linear(x, w, b)` for `x` and `w` of shape $(D,)$ and a number `b`. It returns a number, the
        rentals per hour.
        """,
    kind="code", level="core", minutes=3,
    hints=(
        r"$\mathbf{w}^\top \mathbf{x}$ is $w_1 x_1 + w_2 x_2 + \dots + w_D x_D$, one number. How often "
        r"does $b$ come in?",
        r"`w * x` gives the $D$ products; they are still to be summed. `w @ x` does both. The bias is added once, "
        r"at the end.",
    ),
    solution=linear,
    why=r"""The sum runs over the inputs, and the bias is added once. In (1) it is a scalar, like $f$ itself; it
        becomes a vector when there are several outputs, one bias for each.""",
    cases=(
        Case((np.array([2.0]), np.array([3.0]), 1.0), 7.0),
        Case((np.array([20.0, 50.0, 10.0]), np.array([8.0, -2.0, -1.0]), 150.0), 200.0),
        Case((np.array([1.0, 0.0]), np.array([4.0, 9.0]), -6.0), -2.0),
        Case((np.array([0.5, 1.5]), np.array([0.5, -1.0]), 0.125), -1.125),
    ),
    slips=(
        Slip(lambda x, w, b: w @ x, "The bias is missing: with all inputs at 0 the model must give $b$, not 0."),
        Slip(lambda x, w, b: w * x + b, "These are the single products, the bias added to each. They have to be "
                                        "summed: one observation gives one number.", 2),
        Slip(lambda x, w, b: np.sum(w * x + b), "The bias has been summed as well: it comes in once for every input, "
                                                "$D b$ instead of $b$.", 2),
        Slip(lambda x, w, b: w @ (x + b), "The bias is added to the inputs here, so that the weights multiply it. It "
                                          "is added to the weighted sum."),
        Slip(lambda x, w, b: np.array([w @ x + b]), "This is a vector with one entry. In (1) the output, and the bias "
                                                    "with it, is a plain number (erratum E2)."),
        Slip(lambda x, w, b: np.sum(w) * np.sum(x) + b,
             "This is the sum of the weights times the sum of the inputs. Each weight multiplies its own input, "
             "and then the products are summed.", 2),
        Slip(lambda x, w, b: np.outer(w, x) + b,
             "This is a table: every weight times every input. Each weight multiplies only its own input, and "
             "the products are summed.", 2),
        Slip(lambda x, w, b: np.tanh(w @ x + b), "The sum is right, but (1) has no activation: it *is* the sum.", 2),
        Slip(lambda x, w, b: np.mean(w * x) + b, "This is the mean of the products. (1) has their sum.", 2),
        Slip(lambda x, w, b: w @ x - b, "The bias is subtracted. It is added in (1)."),
        *(Slip(lambda x, w, b, cut=cut: cut(w @ x + b), "The result is made a whole number. Hand it back as it is: a "
                                                        "model predicts 200.4 as well.", 2)
          for cut in (int, np.round, np.floor)),
    ),
)

POWERS = Exercise(
    id="powers-held-out",
    title="How many powers are enough?",
    prompt=r"""
        Take the explorer *How much may the model bend?* and the basis *fixed powers of x*. The model is fitted to
        40 hours; the others have been held out.

        For which $M$ is the error on the *held-out* hours lowest, for the 40 hours drawn here?
        """,
    explorer="flexibility",
    kind="explorer challenge", level="core", minutes=3,
    hints=(
        r"The caption gives both errors, the lower panel draws them for every $M$. Look at the dashed line.",
        r"The dashed line falls at first and then shoots up, out of the picture. Its lowest mark is the one "
        r"before that.",
    ),
    solution=8,
    why=r"""With 8 powers the error is 80 bikes an hour on hours not seen before; with 12 it is 681, although the
        training error has fallen again, from 63 to 43. Only hours that were held out can tell. (And they tell it of
        these 40 hours. Draw the hours 200 times: 8 powers are best in 89 of the draws, fewer than half.)""",
    slips=(
        Slip(16, "Here the error on the *training* hours is lowest. On the held-out ones it is in the thousands: the "
                 "curve follows the noise in the 40 points, and runs wildly in between."),
        Slip(12, "The training error has fallen once more at 12, but the held-out error is 681 bikes an hour."),
        Slip(6, "At 6 the held-out error is still falling: 101, and there is a lower one.", 2),
        Slip(80, "This is the error. The question is at which $M$ it is reached."),
    ),
)


def model(x, v, c, W, b):
    phi = np.tanh(v * x + c)              # (M,), the basis
    return W @ phi + b                    # (1,)


def tanh_outside(x, v, c, W, b):
    phi = v * x + c                       # (M,), the basis
    return np.tanh(W @ phi + b)           # (1,)


TANH = Exercise(
    id="tanh-in-place",
    title="A learned basis that never bends",
    prompt=r"""
        A colleague has coded equation (3) with the basis $\phi_m(x) = \tanh(v_m x + c_m)$, $m = 1 \dots M$. It can
        draw a single step and no more, however large $M$ is, and it never predicts more than 1. Repair it.

        `x` is a number, `v` and `c` have shape $(M,)$, `W` has shape $(1, M)$ and `b` shape $(1,)$.
        """,
    kind="find the bug", level="core", minutes=4,
    hints=(
        r"Put $M = 2$ and write (3) out: $w_1 \phi_1(x) + w_2 \phi_2(x) + b$. On which brackets does each "
        r"$\tanh$ stand?",
        r"The steps are the $\phi_m$: each has its own $\tanh$. The output is a plain weighted sum of them.",
    ),
    solution=model,
    given=tanh_outside,
    why=r"""The activation belongs to the hidden units, the basis. With it outside, the sum is a straight line in $x$
        before it is bent once. The output of a regression model has no activation, so it can be as large as the
        rentals are.""",
    cases=(
        Case((0.0, np.array([1.0, 2.0]), np.array([0.0, 0.0]), np.array([[3.0, 4.0]]), np.array([5.0])), [5.0]),
        Case((1.0, np.array([1.0, -2.0]), np.array([0.5, 1.0]), np.array([[2.0, 10.0]]), np.array([-1.0])),
             [-6.805645052688535]),     # 2 tanh 1.5 + 10 tanh(-1) - 1
        Case((2.0, np.array([0.5]), np.array([-1.0]), np.array([[7.0]]), np.array([0.25])), [0.25]),
    ),
    slips=(
        Slip(lambda x, v, c, W, b: W @ (v * x + c) + b, "There is no $\\tanh$ left: a sum of straight lines is a "
                                                        "straight line.", 2),
        Slip(lambda x, v, c, W, b: np.tanh(W @ np.tanh(v * x + c) + b), "The $\\tanh$ of the basis is in place, but "
             "the one outside is still there and keeps every prediction below 1.", 2),
        Slip(lambda x, v, c, W, b: np.tanh(W @ (v * x + c)) + b,
             r"Now $b$ is outside, but the weighted sum still stands inside one single $\tanh$. Each $\phi_m$ "
             r"has its own.", 2),
        Slip(lambda x, v, c, W, b: W @ np.tanh(v * x) + b, "The $c_m$ are gone: every step now lies at $x = 0$, at "
                                                           "noon."),
        Slip(lambda x, v, c, W, b: W @ np.tanh(v * x + c), "The basis is right; the output's bias $b$ is missing."),
        Slip(lambda x, v, c, W, b: W @ np.tanh(v * (x + c)) + b, "This is $\\tanh(v_m (x + c_m))$: the bias is added "
                                                                 "to the weighted input $v_m x$, not weighted itself."),
        Slip(lambda x, v, c, W, b: np.sum(np.tanh(v * x + c)) + b, "The weights `W` of the output are missing: each "
                                                                   "$\\phi_m$ has one.", 2),
        Slip(lambda x, v, c, W, b: W @ (np.tanh(v * x) + c) + b, "The $c_m$ are added after the $\\tanh$. They belong "
                                                                 "inside it."),
        Slip(lambda x, v, c, W, b: W @ np.tanh(c * x + v) + b, "`v` and `c` have changed places: $v_m$ "
                                                               "multiplies $x$."),
        Slip(lambda x, v, c, W, b: W @ (np.tanh(v * x + c) + b), "The output's bias $b$ is multiplied by the weights. "
                                                                 "It is added after the sum.", 2),
        Slip(lambda x, v, c, W, b: W @ np.tanh(v * x + c) - b, "The output's bias $b$ is subtracted. It is added.", 2),
        Slip(lambda x, v, c, W, b: W * np.tanh(v * x + c) + b, "The weighted steps are not summed yet: there is still "
                                                               "one number for each $m$.", 2),
        Slip(lambda x, v, c, W, b: W @ np.tanh(v * x) , "All biases are missing: the $c_m$ and $b$.", 2),
    ),
)


def compose(layers, x):
    for f in layers:                      # f_1 first
        x = f(x)
    return x


def _only_the_first(layers, x):
    for f in layers:
        x = f(x)
        return x


def _reversed(layers, x):
    for f in layers[::-1]:
        x = f(x)
    return x


def _emptied(layers, x):
    while layers:
        x = layers.pop(0)(x)
    return x


def _add_one(a):
    return a + 1


def _double(a):
    return 2 * a


def _square(a):
    return a * a


COMPOSE = Exercise(
    id="compose-layers",
    title="Layer after layer",
    prompt=r"""
        Equation (4) is $f(\mathbf{x}) = f_L(f_{L-1}(\cdots f_1(\mathbf{x}) \cdots))$. Write `compose(layers, x)`,
        where `layers` is the list of functions $f_1, f_2, \dots, f_L$ in this order, for any $L$. Leave the list as it
        is: the network is needed again.
        """,
    kind="code", level="stretch", minutes=4,
    hints=(
        r"Which function sees $\mathbf{x}$ itself? What do the others see?",
        r"Go through the list from the front and keep one variable: what the last layer gave. Each function "
        r"takes it and replaces it.",
    ),
    solution=compose,
    why=r"""What one layer gives is what the next one takes: this loop is the forward pass. The first function in
        the list is the innermost in (4), which is why it is applied first although it is written last.""",
    cases=(
        Case(([_add_one, _double], 3.0), 8.0),
        Case(([_add_one, _double, _square], 1.0), 16.0),
        Case(([_square], np.array([-2.0, 3.0])), [4.0, 9.0]),
    ),
    slips=(
        Slip(_reversed, "The layers are applied from the back: $f_1$ is innermost in (4), so it comes first."),
        Slip(_only_the_first, "Only the first layer is applied: `return` inside the loop ends it at once.", 2),
        Slip(lambda layers, x: sum(f(x) for f in layers), "The outputs are added. In (4) they are not added, each is "
                                                          "the input of the next."),
        Slip(lambda layers, x: [f(x) for f in layers][-1], "Every layer is given the $\\mathbf{x}$ from the beginning "
             "here. Only $f_1$ sees it; $f_2$ sees what $f_1$ gave.", 2),
    ),
    planted=(Mistake(_emptied, "changes its argument"),),
)
