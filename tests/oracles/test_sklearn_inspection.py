"""scikit-learn's inspection and probabilities: the same numbers from the same permutations, grids and bins."""
import numpy as np
import pytest
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.calibration import calibration_curve
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.metrics import confusion_matrix, log_loss, mean_pinball_loss

from mlp_lib import MLP, data, inspection, probabilities, quantiles
from mlp_lib.course.structured_data import models
from mlp_lib.course.structured_data.tasks import concrete_rows

X, Y, MIX = concrete_rows()
TRAIN, TEST = data.split_groups(MIX, (0.75, 0.25), rng=0)
FUNCTION = models.with_scales(MLP([8, 12, 1], "tanh", rng=3), X[TRAIN], Y[TRAIN])


class Wrapped(RegressorMixin, BaseEstimator):
    """A model of ours as an estimator of theirs."""

    def fit(self, X, y):
        self.fitted_ = True
        return self

    def predict(self, X):
        return FUNCTION(np.asarray(X))[:, 0]


def their_orders(n, repeats, seed):
    """Return the orders that their permutation importance deals out: each permutes what the last one left."""
    state = np.random.RandomState(np.random.RandomState(seed).randint(np.iinfo(np.int32).max + 1))
    step, order, orders = np.arange(n), np.arange(n), []
    for _ in range(repeats):
        state.shuffle(step)
        order = order[step]
        orders.append(order)
    return np.array(orders)


@pytest.mark.parametrize("scoring, metric", [("neg_root_mean_squared_error", "root_mean_squared_error"),
                                             ("neg_mean_absolute_error", "mean_absolute_error")])
def test_permutation_importance_from_the_same_permutations(scoring, metric):
    theirs = permutation_importance(Wrapped().fit(X, Y), X[TEST], Y[TEST, 0], scoring=scoring, n_repeats=7,
                                    random_state=5)
    ours = inspection.permutation_importance(FUNCTION, X[TEST], Y[TEST], metric=metric,
                                             permutations=their_orders(len(TEST), 7, 5))
    np.testing.assert_allclose(ours.rise, theirs.importances, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.mean, theirs.importances_mean, rtol=0, atol=1e-9)
    assert np.ptp(ours.mean) > 0.1


@pytest.mark.parametrize("column", [0, 3, 7])
def test_partial_dependence_and_individual_curves_on_the_same_grid(column):
    grid = np.linspace(X[:, column].min(), X[:, column].max(), 11)
    theirs = partial_dependence(Wrapped().fit(X, Y), X[TEST], [column], custom_values={column: grid}, kind="both")
    np.testing.assert_allclose(theirs["grid_values"][0], grid)
    np.testing.assert_allclose(inspection.individual_curves(FUNCTION, X[TEST], column, grid), theirs["individual"][0],
                               rtol=0, atol=1e-9)
    ours = inspection.partial_dependence(FUNCTION, X[TEST], column, grid)
    np.testing.assert_allclose(ours, theirs["average"][0], rtol=0, atol=1e-9)
    assert np.ptp(ours) > 0.1


def forecasts(seed=0, n=300):
    rng = np.random.default_rng(seed)
    P = rng.dirichlet(np.ones(4), n)
    return P, (P.cumsum(axis=1) < rng.uniform(size=(n, 1))).sum(axis=1)


def test_log_loss_and_confusion():
    P, labels = forecasts()
    assert probabilities.log_loss(P, labels) == pytest.approx(log_loss(labels, P), abs=1e-9)
    said = P.argmax(axis=1)
    np.testing.assert_array_equal(probabilities.confusion(labels, said), confusion_matrix(labels, said))


@pytest.mark.parametrize("bins", [1, 5, 10, 23])
@pytest.mark.parametrize("by, strategy", [("width", "uniform"), ("count", "quantile")])
def test_calibration(by, strategy, bins):
    P, labels = forecasts()
    p, yes = P[:, 1].copy(), (labels == 1).astype(int)
    p[:4] = [0, 0.2, 0.4, 1]                                # on edges
    ours = probabilities.calibration(p, yes, bins, by)
    came, said = calibration_curve(yes, p, n_bins=bins, strategy=strategy)
    np.testing.assert_allclose(ours.said, said, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.came, came, rtol=0, atol=1e-9)
    assert ours.rows.sum() == len(p)


@pytest.mark.parametrize("level", [0.05, 0.5, 0.95])
def test_the_pinball_loss(level):
    rng = np.random.default_rng(1)
    a, y = rng.normal(size=(2, 40, 1))
    assert quantiles.pinball([level]).value(a, y) / 40 == pytest.approx(mean_pinball_loss(y, a, alpha=level), abs=1e-9)
