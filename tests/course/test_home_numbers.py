"""What the first page may say of its network: how far a linear model comes when its columns are built by hand."""
import numpy as np
import pytest

from mlp_lib import MLP, data, fit


@pytest.fixture(scope="module")
def split():
    """The page's inputs (8645, 5), standardised, its rentals (8645,), and which rows are of the days for the test."""
    bikes = data.bikeshare()
    X = bikes[["hour", "temperature", "humidity", "wind", "workingday"]].to_numpy(float)
    test = np.isin(bikes["day"] - 1, data.split(365, shares=(0.8, 0.2), rng=0)[1])
    return (X - X[~test].mean(axis=0)) / X[~test].std(axis=0), bikes["bikers"].to_numpy(float), test


def off(columns, y, test):
    """Return the mean distance on the test days of the least squares on the other days, in bikes an hour."""
    A = np.column_stack(columns)
    w = np.linalg.lstsq(A[~test], y[~test], rcond=None)[0]
    return np.abs(A @ w - y)[test].mean()


def test_what_is_built_by_hand_comes_as_close_as_the_network(split):
    X, y, test = split
    hour = data.bikeshare()["hour"].to_numpy()
    dummies = np.stack([hour == h for h in range(24)], axis=1).astype(float)
    temperature, weather, working = X[:, 1:2], X[:, 1:4], X[:, 4:]
    days = [dummies, dummies * working]                                 # two courses of the day, working or not
    together = [d * f for d in days for f in (np.ones_like(temperature), temperature)]
    assert round(off([X, np.ones(len(X))], y, test)) == 80
    assert round(off([dummies, X[:, 1:]], y, test)) == 60
    assert round(off([*days, weather], y, test)) == 46
    assert round(off([*days, weather, dummies * temperature], y, test)) == 38
    assert round(off([*together, weather], y, test)) == 36
    assert np.linalg.matrix_rank(np.column_stack([*together, weather])[~test]) == 98


def test_the_network_from_five_starts(split):
    X, y, test = split
    errors = []
    for seed in range(5):
        net = fit(MLP([5, 20, 20, 1], rng=seed), X[~test], y[~test, None] / 100, loss="squared_error", eta=0.01,
                  epochs=30, batch_size=64, optimizer="adam", rng=seed).net
        errors.append(np.abs(100 * net.predict(X)[:, 0] - y)[test].mean())
    assert 33 <= min(errors) and max(errors) <= 38.5 and np.median(errors) == pytest.approx(36, abs=1)
