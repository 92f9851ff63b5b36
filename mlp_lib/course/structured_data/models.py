"""A model is a function from rows in the reader's units to predictions in MPa, made from the training rows alone."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from mlp_lib import data, quantiles
from mlp_lib.hints import Array
from mlp_lib.network import MLP
from mlp_lib.training import fit

from .tasks import INPUTS

Model = Callable[[Array], Array]                # rows (N, 8) -> predictions (N, 1), or (N, K) for K levels
AGE, HIDDEN, L2 = INPUTS.index("age"), [40, 20], 0.01
LEVELS = [0.05, 0.5, 0.95]                      # the ends of the 90 % band, and the median between them
BATCH, UPDATES = 32, 4800                       # 200 epochs of 770 rows; fewer rows are passed more often


def log_age(X: Array) -> Array:
    """Return the rows with the logarithm of the age in its place, the lecture's basis expansion (2)."""
    out = X.copy()
    out[:, AGE] = np.log(X[:, AGE])
    return out


def same(X: Array) -> Array:
    """Return the rows as they are."""
    return X


def constant(X: Array, y: Array) -> Model:
    """Return the model that says the mean, whatever it is asked."""
    mean = y.mean(axis=0)
    return lambda rows: np.tile(mean, (len(rows), 1))


def linear(X: Array, y: Array, basis: Model = log_age) -> Model:
    """Return the linear model of least squares on the columns that `basis` makes."""
    scale = data.standardizer(basis(X))

    def phi(rows: Array) -> Array:
        return np.column_stack([scale(basis(rows)), np.ones(len(rows))])

    w: Array = np.linalg.lstsq(phi(X), y, rcond=None)[0]
    return lambda rows: phi(rows) @ w


def network(X: Array, y: Array, seed: int, l2: float = L2, basis: Model = log_age, hidden: list[int] = HIDDEN) -> Model:
    """Return a trained network of ReLUs; inputs and target are scaled by X and y, its training rows."""
    net = trained(scaled(X, basis), scaled(y), seed, l2, hidden)
    return with_scales(net, X, y, basis)


def band(X: Array, y: Array, seed: int, l2: float = L2, hidden: list[int] = HIDDEN) -> Model:
    """Return a network with one output for each of `LEVELS`, trained by the pinball loss; its outputs are sorted."""
    net = trained(scaled(X, log_age), quantiles.repeated(scaled(y), LEVELS), seed, l2, hidden)
    return with_scales(net, X, y)


def scaled(train: Array, basis: Model = same) -> Array:
    """Return training rows, or targets, as they are learned from."""
    return data.standardizer(basis(train))(basis(train))


def trained(X: Array, y: Array, seed: int, l2: float, hidden: list[int]) -> MLP:
    """Return the network after `UPDATES` steps of Adam on scaled rows: by squares; for three targets by quantiles."""
    K = y.shape[1]
    net = MLP([X.shape[1], *hidden, K], rng=seed)
    epochs = round(UPDATES / np.ceil(len(X) / BATCH))
    loss = quantiles.pinball(LEVELS) if K > 1 else "squared_error"
    return fit(net, X, y, loss=loss, eta=0.003, epochs=epochs, batch_size=min(BATCH, len(X)), optimizer="adam", l2=l2,
               rng=seed).net


def with_scales(net: MLP, X: Array, y: Array, basis: Model = log_age) -> Model:
    """Return the network as a model of rows and MPa; X and y are the training rows, which alone shape the scales."""
    scale, target = data.standardizer(basis(X)), data.standardizer(y[:, 0])
    return partial(_in_units, net, basis, scale, target)


def _in_units(net: MLP, basis: Model, scale: data.Standardizer, target: data.Standardizer, rows: Array) -> Array:
    return np.sort(target.back(net.predict(scale(basis(rows)))), axis=1)


def mean_of(models: list[Model]) -> Model:
    """Return the model that says the mean of what the others say."""
    return lambda rows: np.mean([model(rows) for model in models], axis=0)


def rmse(model: Model, X: Array, y: Array) -> float:
    """Return the root of the mean squared error, in MPa."""
    return float(np.sqrt(((model(X) - y) ** 2).mean()))


def widening(said: Array, y: Array, inside: float = 0.9) -> float:
    """Return by how many MPa to move both ends of the bands `said` (N, 3) outward, so that they hold `inside` of y.

    Negative where they are too wide. The rows must not be those that the bands were learned from; (N + 1) in place of
    N makes it right for one more row. Source: Romano, Patterson and Candès (2019), Conformalized quantile regression.
    """
    outside = np.maximum(said[:, 0] - y[:, 0], y[:, 0] - said[:, 2])        # below 0: inside by so much
    return float(np.quantile(outside, min(1.0, inside * (1 + 1 / len(y))), method="higher"))
