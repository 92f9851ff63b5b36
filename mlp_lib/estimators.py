"""Estimators: `MLP` and `fit` as scikit-learn calls a model, for its pipelines, grid searches and cross-validation.

This module alone needs scikit-learn (``pip install mlp_lib[sklearn]``): import it by its name,
``from mlp_lib.estimators import Classifier, Regressor``.  An estimator does not scale its inputs: put a StandardScaler
before it, so that each fold scales by its own training rows.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_random_state, column_or_1d, validate_data

from .checks import count, number
from .hints import Array
from .network import MLP
from .training import fit


class _Network(BaseEstimator):
    """What both estimators share: the settings of `MLP` and `fit`, under the same names, and the training.

    hidden          units of the hidden layers
    activation      of the hidden layers
    eta, epochs, batch_size, optimizer, l1, l2      as for `fit`; the batch is at most all rows
    validation      share of the rows that is held back to stop by, 0 for none
    early_stopping  epochs without a lower validation loss, after which the best network is taken
    random_state    seed of the starting weights, of the order of the rows, and of those held back; None is fresh

    After ``fit``: ``.net_`` the MLP, ``.history_``, ``.reason_``, ``.n_features_in_``, ``.feature_names_in_``.
    """

    def __init__(self, hidden: Sequence[int] = (32,), activation: str = "relu", *, eta: float = 0.01, epochs: int = 300,
                 batch_size: int | None = 32, optimizer: str = "adam", l1: float = 0, l2: float = 0,
                 validation: float = 0, early_stopping: int | None = None,
                 random_state: int | np.random.RandomState | None = None) -> None:
        self.hidden = hidden
        self.activation = activation
        self.eta = eta
        self.epochs = epochs
        self.batch_size = batch_size
        self.optimizer = optimizer
        self.l1 = l1
        self.l2 = l2
        self.validation = validation
        self.early_stopping = early_stopping
        self.random_state = random_state

    def _train(self, X: Array, Y: Array, output: str, loss: str) -> None:
        """Train a network on rows (N, n_0) and targets (N, K): the numbers are those of `fit` with the same seed."""
        if isinstance(self.hidden, str) or not isinstance(self.hidden, Iterable):
            raise TypeError(f"hidden must be the units of each hidden layer, such as (32,); got {self.hidden!r:.60}.")
        share = number(self.validation, "validation", remedy="It is the share of the rows held back, such as 0.2.")
        if share >= 1:
            raise ValueError(f"validation is the share of the rows held back, 0 or more and below 1; got {share:g}.")
        if self.early_stopping is not None and not share:
            raise ValueError("early_stopping watches the validation loss: hold rows back as well, validation=0.2.")
        seed = self._seed()
        held_out = None
        if share:
            order = np.random.default_rng(seed).permutation(len(X))
            cut = max(1, round(share * len(X)))
            if cut == len(X):
                raise ValueError(f"validation={share:g} of {len(X)} samples leaves none to learn from.")
            held_out, (X, Y) = (X[order[:cut]], Y[order[:cut]]), (X[order[cut:]], Y[order[cut:]])
        net = MLP([X.shape[1], *self.hidden, Y.shape[1]], self.activation, output, rng=seed, dtype=X.dtype)
        batch = None if self.batch_size is None else min(count(self.batch_size, "batch_size"), len(X))
        run = fit(net, X, Y, loss=loss, eta=self.eta, epochs=self.epochs, batch_size=batch, optimizer=self.optimizer,
                  l1=self.l1, l2=self.l2, validation=held_out, early_stopping=self.early_stopping, rng=seed)
        if run.reason.startswith("diverged"):
            raise ValueError(f"The training {run.reason.partition(';')[0]}.")    # whose network is not kept
        self.net_, self.history_, self.reason_ = run.net, run.history, run.reason

    def _seed(self) -> int:
        if isinstance(self.random_state, int | np.integer):
            return int(self.random_state)
        return int(check_random_state(self.random_state).randint(2**31))

    def _rows(self, X: ArrayLike) -> Array:
        """Return rows like those learned from; scikit-learn's words where they are not."""
        check_is_fitted(self, "net_")
        rows: Array = validate_data(self, X, reset=False, dtype=[np.float64, np.float32])
        return rows


class Regressor(RegressorMixin, _Network):
    __doc__ = "A network that predicts one number, or several, for each row, trained on the squared error.\n" + \
        str(_Network.__doc__).partition("\n")[2]

    def fit(self, X: ArrayLike, y: ArrayLike) -> Regressor:
        """Train on rows X (N, n_0) and targets y, (N,) or (N, K)."""
        rows, targets = validate_data(self, X, y, dtype=[np.float64, np.float32], multi_output=True, y_numeric=True)
        self._flat = targets.ndim == 1
        self._train(rows, targets.reshape(len(rows), -1).astype(rows.dtype), "identity", "squared_error")
        return self

    def predict(self, X: ArrayLike) -> Array:
        """Return predictions, of the shape that y had."""
        rows = self._rows(X)                                # first of all: it says where nothing is fitted yet
        predicted = self.net_.predict(rows)
        return predicted.ravel() if self._flat else predicted

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags


class Classifier(ClassifierMixin, _Network):
    __doc__ = "A network that gives each class a probability, trained on the cross-entropy; any labels will do.\n" + \
        str(_Network.__doc__).partition("\n")[2]

    def fit(self, X: ArrayLike, y: ArrayLike) -> Classifier:
        """Train on rows X (N, n_0) and labels y (N,), at least two different ones."""
        rows, given = validate_data(self, X, y, dtype=[np.float64, np.float32])
        given = column_or_1d(given, warn=True)
        check_classification_targets(given)
        self.classes_, labels = np.unique(given, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(f"Classifier needs at least 2 classes, y has 1 class, {self.classes_[0]}.")
        self._train(rows, np.eye(len(self.classes_), dtype=rows.dtype)[labels], "softmax", "cross_entropy")
        return self

    def predict_proba(self, X: ArrayLike) -> Array:
        """Return the probabilities (N, K) of ``.classes_``."""
        rows = self._rows(X)
        return self.net_.predict(rows)

    def predict(self, X: ArrayLike) -> Any:
        """Return the most probable label of each row, (N,)."""
        probabilities = self.predict_proba(X)
        return self.classes_[probabilities.argmax(axis=1)]
