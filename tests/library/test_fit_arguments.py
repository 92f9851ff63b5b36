"""What `fit` is handed beside data: an optimizer that gives a theta back, settings that only other libraries have."""
import inspect

import numpy as np
import pytest

from mlp_lib import MLP, fit
from mlp_lib.sweeps.trial import settable

NET, X, Y = MLP([1, 1], rng=0), np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 4.0])
SETTINGS = dict(loss="squared_error", eta=0.1, epochs=2, rng=0)


def returns_new(theta, gradient, eta, memory):
    return theta - eta * gradient


def returns_it(theta, gradient, eta, memory):
    theta -= eta * gradient
    return theta


@pytest.mark.parametrize("penalty", [{}, {"l2": 0.1}])
def test_an_optimizer_that_returns_a_new_theta_is_refused(penalty):
    with pytest.raises(TypeError, match=r"changes theta in place.*returns nothing; returns_new returned ndarray"):
        fit(NET, X, Y, optimizer=returns_new, **SETTINGS, **penalty)
    run, plain = fit(NET, X, Y, optimizer=returns_it, **SETTINGS), fit(NET, X, Y, **SETTINGS)
    np.testing.assert_array_equal(run.net.theta, plain.net.theta)


@pytest.mark.parametrize(("name", "words"), [
    ("sample_weight", r"fit has no sample_weight: .*Repeat rows.*np.repeat\(X, times, axis=0\)"),
    ("class_weight", r"fit has no class_weight: .*Repeat the rows.*np.repeat\(X, times\[y\], axis=0\)"),
    ("epoch", "fit has no 'epoch'. Did you mean 'epochs'"), ("lr", "fit has no 'lr'. Did you mean 'eta'"),
    ("max_iter", "Did you mean 'epochs'"), ("momentum", "Did you mean 'optimizer'"),
    ("colour", r"fit has no 'colour'\. It has net, X, y, loss, eta"),
])
def test_a_setting_that_is_not_there_is_named_with_what_does_instead(name, words):
    with pytest.raises(TypeError, match=words):
        fit(NET, X, Y, **SETTINGS, **{name: [1, 1, 2]})


def test_repeated_rows_are_weights():
    # the mean over rows 1, 2, 3, 3 is that of the three rows with weights 1, 1, 2
    times = np.array([1, 1, 2])
    run = fit(NET, np.repeat(X, times, axis=0), np.repeat(Y, times), **(SETTINGS | {"epochs": 1}))
    w, b = NET.theta
    e = w * X[:, 0] + b - Y
    want = NET.theta - 0.1 * np.array([(times * 2 * e * X[:, 0]).sum(), (times * 2 * e).sum()]) / 4
    np.testing.assert_allclose(run.net.theta, want, rtol=1e-12)


def test_the_signature_is_still_that_of_fit():
    assert list(inspect.signature(fit).parameters)[:5] == ["net", "X", "y", "loss", "eta"]
    assert "sample_weight" not in settable() and fit.__name__ == "fit" and "gradient descent" in fit.__doc__
