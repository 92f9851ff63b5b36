"""Inspection by hand, on models whose answer is known; scikit-learn's are in the oracles."""
import numpy as np
import pytest

from mlp_lib import MLP, inspection

RNG = np.random.default_rng(0)
X = RNG.normal(size=(200, 3))
Y = 2 * X[:, 0] - X[:, 1]


def model(rows):
    return 2 * rows[:, 0] - rows[:, 1]                      # the third column has no say


def squared(a, y):
    return np.mean((a - y) ** 2)


def test_importance_of_a_linear_model():
    found = inspection.permutation_importance(model, X, Y, metric=squared, permutations=200, rng=1)
    assert found.base == 0 and found.rise.shape == (3, 200) and (found.rise[2] == 0).all()
    # E (w x - w x')^2 = 2 w^2 var(x)
    assert found.mean[:2] == pytest.approx(2 * np.array([4, 1]) * X[:, :2].var(axis=0), rel=0.02)


def test_columns_that_are_dealt_out_together():
    double = np.column_stack([X[:, 0], X[:, 0], X[:, 1]])

    def half_each(rows):
        return rows[:, 0] + rows[:, 1] - rows[:, 2]
    orders = np.array([RNG.permutation(200) for _ in range(50)])
    alone = inspection.permutation_importance(half_each, double, Y, metric=squared, permutations=orders)
    both = inspection.permutation_importance(half_each, double, Y, metric=squared, permutations=orders,
                                             columns=[[0, 1], 2])
    assert both.mean[0] == pytest.approx(4 * alone.mean[0]) and both.mean[1] == alone.mean[2]


def test_orders_may_differ_by_column_and_nothing_given_is_changed():
    orders = np.array([[RNG.permutation(200)], [np.arange(200)], [RNG.permutation(200)]])
    before = X.copy()
    found = inspection.permutation_importance(model, X, Y[:, None], permutations=orders)
    assert found.rise[0, 0] > 1 and found.rise[1, 0] == 0       # the second is left as it is
    assert (before == X).all()
    again = [inspection.permutation_importance(model, X, Y, rng=3).rise for _ in range(2)]
    assert (again[0] == again[1]).all()


def test_curves_of_a_model_with_an_interaction():
    def product(rows):
        return (rows[:, 0] * rows[:, 1])[:, None]
    grid = [0.0, 1.0, 2.0]
    curves = inspection.individual_curves(product, X, 0, grid)
    np.testing.assert_allclose(curves, X[:, 1:2] * grid)
    np.testing.assert_allclose(inspection.partial_dependence(product, X, 0, grid), X[:, 1].mean() * np.array(grid))
    net = MLP([3, 4, 1], "tanh", rng=0)
    at = X[:5].copy()
    at[:, 2] = 0.7
    np.testing.assert_allclose(inspection.individual_curves(net.predict, X[:5], 2, [0.7]), net.predict(at))


@pytest.mark.parametrize("call, error, message", [
    (lambda: inspection.permutation_importance(MLP([3, 1], rng=0), X, Y), TypeError, "such as net.predict"),
    (lambda: inspection.permutation_importance(model, X, Y[:5]), ValueError, "one target for each row"),
    (lambda: inspection.permutation_importance(model, X[0], Y), ValueError, r"X\[None\]"),
    (lambda: inspection.permutation_importance(model, X, Y, metric="rmse"), ValueError, "unknown metric"),
    (lambda: inspection.permutation_importance(model, X, Y, permutations=0), ValueError, "permutations"),
    (lambda: inspection.permutation_importance(model, X, Y, permutations=np.zeros((2, 200), int)), ValueError,
     "each row once"),
    (lambda: inspection.permutation_importance(model, X, Y, permutations=[[0, 1]]), ValueError, r"wanted \(R, 200\)"),
    (lambda: inspection.permutation_importance(model, X, Y, columns=[3]), ValueError, "X has 3 columns"),
    (lambda: inspection.permutation_importance(model, X, Y, columns=[]), TypeError, "a list of column numbers"),
    (lambda: inspection.permutation_importance(model, X, Y, columns=[0, []]), ValueError, "must name at least one"),
    (lambda: inspection.individual_curves(model, X, "age", [1]), TypeError, "X has 3 columns, counted from 0"),
    (lambda: inspection.individual_curves(model, X, 0, []), ValueError, "grid"),
    (lambda: inspection.individual_curves(MLP([3, 2], rng=0).predict, X, 0, [1]), ValueError, r"\(x\)\[:, 0\]"),
    (lambda: inspection.partial_dependence(lambda rows: rows[:, 0] / 0, X, 0, [1.0]), ValueError, "seen such values"),
])
def test_bad_input_is_named(call, error, message):
    with np.errstate(all="ignore"), pytest.raises(error, match=message):
        call()


def test_neither_model_nor_metric_changes_what_was_handed_in():
    rows, target = X[:20].copy(), Y[:20].copy()

    def shifts(given):
        given -= given.mean(axis=0)
        return given[:, 0]

    def sorts(a, y):
        a.sort()
        y.sort()
        return np.abs(a - y).mean()
    inspection.permutation_importance(shifts, rows, target, metric=sorts, permutations=2, rng=0)
    np.testing.assert_array_equal(rows, X[:20])
    np.testing.assert_array_equal(target, Y[:20])


@pytest.mark.parametrize(("metric", "error", "words"), [
    ("accuracy", ValueError, "must be an error, lower is better, got accuracy"),
    (lambda a, y: None, TypeError, "the metric '<lambda>' returned None, wanted a number"),
    ("rmse", ValueError, "Did you mean 'root_mean_squared_error'"),
])
def test_a_metric_that_is_no_error_is_refused(metric, error, words):
    with pytest.raises(error, match=words):
        inspection.permutation_importance(model, X, np.sign(Y), metric=metric, permutations=1, rng=0)
