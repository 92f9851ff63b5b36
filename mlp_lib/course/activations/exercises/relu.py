"""ReLU (10): exercises on its dead units and on its slope."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

from . import handed_out


def dead(W, b, X):
    z = X @ W.T + b                       # (rows, units)
    return (z <= 0).all(axis=0)


def _z(W, b, X):
    return X @ W.T + b


DEAD = Exercise(
    id="dead-units",
    title="Which units are dead?",
    prompt=r"""
        A ReLU unit is dead for a data set if its slope is 0 for every row of it, that is if $z \le 0$ in all
        rows. (At $z = 0$ the slope counts as 0.)

        Write `dead(W, b, X)` that returns True or False for each unit. `W` has the shape (units, inputs), one row
        of weights for each unit; `b` has one bias for each unit; `X` has one observation in each row.
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"First all the sums: a matrix of $z$ with one row for each observation and one column for each unit.",
        r"`X` is (rows, inputs), `W` is (units, inputs). For (rows, units) it takes `X @ W.T`, and then the "
        r"biases are added to every row.",
        r"A unit is a column of that matrix. `np.all(..., axis=0)` goes down the columns and asks whether "
        r"something is true in *all* rows.",
    ),
    solution=dead,
    why=r"""One row with $z > 0$ is enough to keep a unit alive: there it has the slope 1, learns, and may move on.
        A unit with none gets a gradient of exactly 0 from this data set, whatever the learning rate.""",
    cases=(
        Case((np.array([[1.0], [1.0], [-1.0]]), np.array([-1.5, -5.0, 0.0]), np.array([[1.0], [2.0], [3.0]])),
             np.array([False, True, True])),
        Case((np.array([[1.0, 1.0], [2.0, -1.0]]), np.array([-3.0, 0.0]),
              np.array([[1.0, 1.0], [2.0, 1.0], [0.0, 2.0]])), np.array([True, False]), hint=3),
        Case((np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0], [1.0, -1.0]]), np.array([-1.0, 1.0, 0.0, 0.5]),
              np.array([[-1.0, 2.0], [0.0, 0.0], [0.5, 1.0]])), np.array([True, False, True, False]), hint=3),
    ),
    slips=(
        Slip(lambda W, b, X: (_z(W, b, X) <= 0).any(axis=0),
             r"This finds units that are off in *some* row. That is what bends the network; a dead unit is off in "
             r"all of them.", 3),
        Slip(lambda W, b, X: (_z(W, b, X) <= 0).all(axis=1),
             r"This asks for each *row* whether all units are off in it. The task asks for each *unit* whether "
             r"it is off in all rows: the other axis.", 3),
        Slip(lambda W, b, X: (X @ W.T <= 0).all(axis=0),
             "The bias is forgotten, or it is subtracted. It is added, and pushed too low it kills most units.", 2),
        Slip(lambda W, b, X: (X @ W + b <= 0).all(axis=0),
             "`W` is (to, from), one row for each unit; in `X @ W` it is taken the other way round.", 2),
        Slip(lambda W, b, X: (W @ X.T + b <= 0).all(axis=1),
             "`W @ X.T` has one row for each unit, and there `+ b` adds the biases along the observations, not the "
             "units.", 2),
        Slip(lambda W, b, X: (_z(W, b, X) < 0).all(axis=0),
             r"Nearly: $z = 0$ is left out. The slope of ReLU at 0 is taken to be 0, so a unit at $z = 0$ does not "
             r"learn either.", 3),
        Slip(lambda W, b, X: W @ X[0] + b <= 0,
             "This looks at the first row only. A unit that is off there may be on in another.", 3),
        Slip(lambda W, b, X: _z(W, b, X).mean(axis=0) <= 0,
             r"This asks for the mean of $z$. A mean below 0 leaves room for rows with $z > 0$, and one such row "
             r"is enough to live.", 3),
        Slip(lambda W, b, X: (_z(W, b, X) > 0).any(axis=0),
             "This is the opposite: True for the units that are alive.", 3),
        Slip(lambda W, b, X: (_z(W, b, X) <= 0).mean(axis=0),
             "This is the share of the rows in which a unit is off. Dead are those with a share of 1.", 3),
        Slip(lambda W, b, X: (W <= 0).all(axis=1),
             r"The signs of the weights do not decide: $z$ depends on the inputs and on the bias too.", 1),
        Slip(lambda W, b, X: b <= 0,
             r"The sign of the bias does not decide: a unit with $b \le 0$ is on where its weighted inputs outweigh "
             r"it.", 1),
        Slip(lambda W, b, X: (_z(W, b, X) <= 0).all(), "This is one answer for the whole layer: give `all` the axis "
                                                       "of the rows.", 3),
        Slip(lambda W, b, X: _z(W, b, X) <= 0, "This is still one answer for each row and unit: which rows must be "
                                               "off for a dead unit?", 3),
    ),
)


def pullback(z, da):
    """Return dL/dz of a ReLU layer from dL/da."""
    return da * (z > 0)


RELU_SLOPE = Exercise(
    id="relu-slope",
    title="The gradient through a ReLU: find the bug",
    prompt=r"""
        *This one needs the way back through a layer. If that is new to you, come back to it after the chapter on
        backpropagation.*

        On the way back a ReLU layer gets $\partial C/\partial a$, called `da`, and must hand on
        $\partial C/\partial z = \partial C/\partial a \cdot \text{ReLU}'(z)$. `z` and `da` are arrays of the same
        shape. This function runs without an error, and a network trained with it still learns something, badly.
        Find the mistake and mend it.
        """,
    kind="find the bug", level="stretch", minutes=5,
    given=handed_out.pullback,
    hints=(
        r"Try one unit that is on, $z = 2$, with $\partial C/\partial a = -3$. What must come out, and what does?",
        r"Which of the two arrays decides whether the hinge is open: the number that went forward, or the gradient "
        r"that comes back?",
        r"The slope is 1 where $z > 0$ and 0 elsewhere, $z = 0$ included; it multiplies `da`, whatever the sign "
        r"of `da`.",
    ),
    solution=pullback,
    why=r"""The gate is set on the way forward, by $z$. On the way back it lets gradients of both signs pass or none:
        cutting off the negative ones would let the loss move $z$ in one direction only.""",
    cases=(
        Case((np.array([2.0, -1.0, 3.0]), np.array([-3.0, 4.0, 0.5])), np.array([-3.0, 0.0, 0.5])),
        Case((np.array([[0.5, -2.0], [-0.1, 4.0]]), np.array([[1.0, 2.0], [-3.0, -4.0]])),
             np.array([[1.0, 0.0], [0.0, -4.0]]), hint=2),
        Case((np.array([0.0, 0.0, 1e-9]), np.array([2.0, -2.0, 7.0])), np.array([0.0, 0.0, 7.0]), hint=3),
    ),
    slips=(
        Slip(lambda z, da: da * (z >= 0), r"Only $z = 0$ is left: the slope there is taken to be 0, so that a unit "
                                          r"at $z = 0$ counts as off.", 3),
        Slip(lambda z, da: z * (da > 0), "Now the two arrays have changed places: `z` is gated by `da`.", 2),
        Slip(lambda z, da: 1.0 * (z > 0), r"This is the slope alone. By the chain rule it multiplies "
                                          r"$\partial C/\partial a$.", 3),
        Slip(lambda z, da: da * np.maximum(0, z), "`da` is multiplied by the *value* of ReLU. It must be its slope, "
                                                  "1 or 0.", 3),
        Slip(lambda z, da: np.maximum(0, z), "This is the forward pass, $\\text{ReLU}(z)$: `da` is not used.", 3),
        Slip(lambda z, da: da * (z < 0), "The gate is the wrong way round: a gradient must pass where the unit is "
                                         "*on*.", 3),
        Slip(lambda z, da: da * (z > 0) * (da > 0), "The right gate is in, the wrong one is still there: negative "
                                                    "gradients must pass too.", 1),
        Slip(lambda z, da: np.where(z > 0, da, 0.01 * da), "This is leaky ReLU, with a slope of 0.01 where ReLU has "
                                                           "0.", 3),
        Slip(lambda z, da: da, "This hands everything on, as an identity unit would. Where is the hinge?", 2),
    ),
    planted=(Mistake(lambda z, da: da if z > 0 else 0, "use `np.where(condition, a, b)`"),),
)
