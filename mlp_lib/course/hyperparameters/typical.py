"""A typical value is what a hyperparameter usually is: the lecture's two tables (S34, S35) and what they leave open.

A row also says what to write in `mlp_lib`; where that is what `MLP` or `fit` do if you say nothing, the page says so,
as it finds it in their signatures. A test holds which rows these are.
"""
from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

from mlp_lib.checks import lookup
from mlp_lib.network import MLP
from mlp_lib.teaching import markup
from mlp_lib.training import fit


@dataclass(frozen=True)
class Typical:
    """One row: what is set, its typical value, the arguments of `mlp_lib` that set it, and when to deviate."""

    name: str
    value: str
    setting: dict[str, Any] # argument of MLP or fit -> its usual value; empty where your task or your data decide
    change: str             # change this, what happens?
    unless: str             # when not to
    source: str


UNITS = (
    Typical("input neurons", "1 per input feature", {},
            "The features are given by your table. A category of $m$ levels becomes $m$ columns of 0 and 1, a "
            "cyclic one such as the hour may become a sine and a cosine. Each column adds a weight to each first unit.",
            "Leave out a column that would not be known when you predict, or that gives the answer away.",
            "S34; Murphy (2022), section 1.5"),
    Typical("hidden layers", "1 to 5", {},
            "More layers fold finer detail from the same number of units, and are harder to train: the training loss "
            "falls further, the validation loss only up to a point.",
            "None at all, if a linear model or a logit predicts as well: it is the yardstick, and easier to explain.",
            "S34; Goodfellow and others (2016), section 6.4"),
    Typical("neurons per hidden layer", "10 to 100", {},
            "Too few cannot bend enough; too many learn the noise by heart unless they are held back, and take longer.",
            "Fewer than 10 for a few dozen rows; hundreds for images or millions of rows.",
            "S34; Bengio (2012), section 3"),
)
HIDDEN = Typical("hidden activation", "ReLU", {"hidden": "relu"},
                 "Sigmoids lose the gradient in deep networks; tanh is smooth and loses less; leaky ReLU cannot die.",
                 "Tanh for one or two small layers or a smooth curve; leaky ReLU if units die.",
                 "S34; Glorot, Bordes and Bengio (2011)")

REGRESSION = (
    *UNITS,
    Typical("output neurons", "1 per prediction dimension", {},
            "Bikes and delay at once: two outputs that share the hidden layers.",
            "One network for each if the two have little in common.",
            "S34"),
    HIDDEN,
    Typical("output activation", "none, if unbounded", {"output": "identity"},
            "A sigmoid never says more than 1, a ReLU never less than 0, and at its limit it does not learn.",
            "The target has bounds: a sigmoid for a share, softplus for a count that is never negative.",
            "S34; Goodfellow and others (2016), section 6.2.2"),
    Typical("loss", "MSE, or MAE or Huber", {"loss": "squared_error"},
            "The square chases outliers and predicts the mean. The absolute error predicts the median. Huber is a "
            "square near 0 and straight beyond 1, so scale the target, or 1 means nothing.",
            "`\"huber\"` or `\"absolute_error\"` if sensors fail or a few days are extreme.",
            "S34; Huber (1964)"),
)

CLASSIFICATION = (
    *UNITS,
    Typical("output neurons", "1 per class", {},
            "As many as there are classes: four ways to travel, four outputs.",
            "Two classes need only one output, with a sigmoid. Classes that may go together: a sigmoid each.",
            "S35, erratum E17"),
    HIDDEN,
    Typical("output activation", "softmax", {"output": "softmax"},
            "With identities the outputs are scores, not probabilities; with sigmoids they do not sum to 1.",
            "Sigmoid for yes or no.",
            "S35, (65)"),
    Typical("loss", "cross-entropy", {"loss": "cross_entropy"},
            "With the squared error a network that is sure and wrong gets hardly any gradient.",
            "`\"binary_cross_entropy\"` for one sigmoid output.",
            "S35, (16)"),
)

OPEN = (
    Typical("starting weights", "random, of a size that fits the activation", {"init": None},
            "All zero: no unit ever differs from its neighbour. Too large: saturation or divergence.",
            "To repeat somebody's run, as that of the Playground.",
            "He and others (2015); Glorot and Bengio (2010)"),
    Typical("learning rate", "0.001 to 0.1; the first to tune", {},
            "Too small: no progress. Too large: the loss leaps, ReLUs die, or all diverges.",
            "Never guess it from another data set: it depends on the scale of inputs and targets, and on the batch.",
            "Bengio (2012), section 3"),
    Typical("optimizer", "plain gradient descent; Adam", {"optimizer": "sgd"},
            "Adam scales the step of each weight by itself; 0.001 is usual. The rate still matters: see the sweep.",
            "Plain descent to see what (17) does, as in this book.",
            "Kingma and Ba (2015)"),
    Typical("batch size", "10 to 100", {"batch_size": None},
            "Small: many noisy steps in an epoch. All rows (the default here, None): one exact step.",
            "All rows for a few hundred observations, or to see the descent itself.",
            "Bengio (2012), section 3; Masters and Luschi (2018)"),
    Typical("penalties", "0 to 0.1", {"l1": 0, "l2": 0},
            "L2 shrinks all weights, L1 sets many to exactly 0. Both cost training loss and may save validation loss.",
            "Rows in plenty: there is nothing to hold back.",
            "Krogh and Hertz (1992); Tibshirani (1996)"),
    Typical("epochs", "until the validation loss has stopped falling", {"early_stopping": None},
            "Too few: not learnt. Too many: learnt by heart. A patience of 10 to 20 epochs is a start.",
            "Rows too few to spare some for validation: use a penalty instead.",
            "Prechelt (1998)"),
)
TABLES = {"regression": REGRESSION, "classification": CLASSIFICATION, "left open": OPEN}


def settings(table: str) -> dict[str, Any]:
    """Return argument -> usual value of a table, "regression", "classification" or "left open"."""
    return {name: value for row in lookup(TABLES, table, "table") for name, value in row.setting.items()}


def is_default(name: str, value: object) -> bool:
    """Return whether `MLP` or `fit` take this value for the argument if you say nothing."""
    arguments = inspect.signature(fit).parameters | inspect.signature(MLP).parameters
    return bool(arguments[name].default == value)


class Listing:
    """A table of typical values that shows itself as HTML; each row unfolds to what a change does."""

    def __init__(self, table: str):
        self.table, self.rows = table, lookup(TABLES, table, "table")

    def __repr__(self) -> str:
        return f"Typical hyperparameters, {self.table}: {', '.join(f'{row.name} {row.value}' for row in self.rows)}"

    def _repr_html_(self) -> str:
        return ('<div class="mlp-typical tex2jax_process"><table>'
                '<thead><tr><th scope="col">hyperparameter</th><th scope="col">typical</th></tr></thead>'
                f'<tbody>{"".join(map(_row, self.rows))}</tbody></table></div>')


def _row(row: Typical) -> str:
    code = ", ".join(markup.inline(f"`{name}={value!r}`") + ", the default" * is_default(name, value)
                     for name, value in row.setting.items())
    more = markup.paragraphs(f"{row.change}\n\n*When not to:* {row.unless}\n\n*Source:* {row.source}.")
    left = 'style="text-align: left; vertical-align: top"'                    # Lab centres and right-aligns else
    return (f'<tr><th scope="row" {left}>{row.name}</th><td {left}>{markup.inline(row.value)}{code and f"<br>{code}"}'
            f'{markup.fold("Change this, what happens?", more)}</td></tr>')


def show(table: str) -> Listing:
    """Return the table "regression" (S34), "classification" (S35) or "left open", which displays itself."""
    return Listing(table)
