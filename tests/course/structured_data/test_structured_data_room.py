"""The room's own parts: mixes and their twins, models in MPa, the conditional logit, bands, stored networks."""
import numpy as np
import pytest

from mlp_lib import data, experiments, probabilities, quantiles, stored
from mlp_lib.course.hyperparameters.tasks import travellers
from mlp_lib.course.structured_data import logit, models, tasks
from mlp_lib.course.structured_data.experiments import _concrete
from mlp_lib.course.structured_data.experiments import _others as others

X, Y, MIX = tasks.concrete_rows()


def test_mixes_and_their_twins():
    exact = tasks.exact_mixes()
    tests = data.concrete()
    assert exact.max() + 1 == len(tests[tasks.MIX].drop_duplicates()) == 427 and MIX.max() + 1 == 329
    assert len(set(zip(exact, MIX, strict=True))) == 427            # each exact mix is in one concrete
    for m in range(0, 329, 20):                                     # rows of one are near to some other of it
        rows = X[MIX == m, :7]
        others_ = X[MIX != m, :7]
        assert (np.abs(rows[:, None] - others_).max(axis=2) > 0.5).all()
    assert len(set(map(tuple, X))) == len(tests.drop_duplicates(tasks.INPUTS))
    first = np.unique(MIX, return_index=True)[1]
    assert (np.diff(first) > 0).all()                               # numbered as they appear


@pytest.mark.parametrize("kind", tasks.KINDS)
def test_a_division_has_every_row_once(kind):
    parts = tasks.divide(kind, MIX, 3)
    assert sorted(np.concatenate(parts)) == list(range(1030)) and abs(len(parts[1]) / 1030 - 0.25) < 0.01
    assert (len(set(MIX[parts[0]]) & set(MIX[parts[1]])) == 0) == (kind == "by mix")


def test_some_rows_are_whole_mixes():
    train, _ = tasks.divide("by mix", MIX, 0)
    for n in (50, 400, 5000):
        some = _concrete.first_mixes(train, MIX, n, 7)
        assert min(n, len(train)) <= len(some) <= n + 20 and set(some) <= set(train)
        assert not set(MIX[some]) & set(MIX[np.setdiff1d(train, some)])
    assert set(_concrete.first_mixes(train, MIX, 50, 7)) <= set(_concrete.first_mixes(train, MIX, 400, 7))


def test_models_take_rows_in_units_and_keep_them():
    train, test = tasks.divide("by mix", MIX, 0)
    before = X.copy()
    linear = models.linear(X[train], Y[train])
    A = np.column_stack([X[:, :7], np.log(X[:, 7]), np.ones(len(X))])
    w = np.linalg.lstsq(A[train], Y[train], rcond=None)[0]
    np.testing.assert_allclose(linear(X[test]), A[test] @ w, rtol=1e-8)
    assert models.constant(X[train], Y[train])(X[:3]) == pytest.approx(np.full((3, 1), Y[train].mean()))
    both = models.mean_of([linear, models.constant(X[train], Y[train])])
    np.testing.assert_allclose(both(X[test]), (linear(X[test]) + Y[train].mean()) / 2)
    assert models.rmse(linear, X[test], Y[test]) == pytest.approx(np.sqrt(np.mean((A[test] @ w - Y[test]) ** 2)))
    assert (X == before).all()


def test_widening_makes_a_band_hold_its_share():
    rng = np.random.default_rng(0)
    said, y = np.tile([-1.0, 0.0, 1.0], (400, 1)), rng.normal(size=(400, 1))
    wider = models.widening(said[:200], y[:200])
    inside = quantiles.coverage(said[:200, 0] - wider, said[:200, 2] + wider, y[:200, 0])
    assert 0.9 <= inside <= 0.92 and 0.4 < wider < 0.9              # 1.64 at the quantile
    assert models.widening(5 * said, y) < 0                          # far too wide: drawn in
    fresh = quantiles.coverage(said[200:, 0] - wider, said[200:, 2] + wider, y[200:, 0])
    assert abs(fresh - 0.9) < 0.06


def test_the_conditional_logit_is_at_its_summit():
    people, taken = travellers()
    w = logit.conditional(people, taken)
    Z = logit.utilities(people)
    P = logit.probabilities(w, people)
    assert Z.shape == (210, 4, len(logit.NAMES)) and P.sum(axis=1) == pytest.approx(np.ones(210))
    slope = np.einsum("nk,nkp->p", np.eye(4)[taken] - P, Z)          # of the log-likelihood
    assert np.abs(slope).max() < 1e-7
    here = logit.likelihood(Z, taken, w)
    assert here == pytest.approx(-210 * probabilities.log_loss(P, taken))
    rng = np.random.default_rng(0)
    assert all(logit.likelihood(Z, taken, w + rng.normal(0, 0.05, len(w))) < here for _ in range(50))
    # in utilities, a dollar and a minute are worth the same in each mode, and only differences count
    n, k = 7, 1
    assert Z[n, k] @ w == pytest.approx(w[k] + people[n, 4] / 100 * w[3] + people[n, 5] / 60 * w[4]
                                        + people[n, 0] / 10 * w[5 + k] + people[n, 1] * w[8 + k])
    shares = P.mean(axis=0)                                          # the constants see to that
    assert shares == pytest.approx(np.bincount(taken) / 210)


def test_bike_hours_have_the_past_they_say():
    table = data.bikeshare()
    rentals = {(d, h): b for d, h, b in table[["day", "hour", "bikers"]].itertuples(index=False)}
    past, y, day = tasks.bike_hours("with lags")
    hour = past[:, :24].argmax(axis=1)
    assert past.shape[1] == tasks.bike_hours("no lags")[0].shape[1] + 3 == 31 and day.min() == 8
    for i in range(0, len(y), 97):
        assert y[i, 0] == rentals[day[i], hour[i]]
        for column, lag in zip((-3, -2, -1), (1, 24, 168), strict=True):
            then = 24 * day[i] + hour[i] - lag
            assert past[i, column] == rentals.get((then // 24, then % 24), 0)


def test_the_stored_networks_do_what_their_tables_say():
    train, test = stored.rows()
    from_table = [float(row) for row in _table("concrete-nets")["test"]]
    for net, want in zip(stored.strength_models(), from_table, strict=True):
        assert models.rmse(net, X[test], Y[test]) == pytest.approx(want, rel=2e-3)          # four digits of each weight
    learn, hold = stored.band_rows()
    assert not set(MIX[learn]) & set(MIX[hold]) and set(learn) | set(hold) == set(train)
    assert not set(MIX[train]) & set(MIX[test])
    low, median, high = stored.band_model()(X[hold]).T
    assert (low <= median).all() and (median <= high).all()
    assert 0.9 <= quantiles.coverage(low, high, Y[hold, 0]) <= 0.92
    inside = [quantiles.coverage(*_ends(net, X[test]), Y[test, 0]) for net in _bands()]
    assert inside == pytest.approx([float(row) for row in _table("concrete-bands-nets")["inside"]], abs=0.005)


def _table(name):
    return experiments.read(name)


def _bands():
    learn, _ = stored.band_rows()
    return [models.with_scales(net, X[learn], Y[learn]) for net in stored.band_nets()]


def _ends(band, rows):
    low, _, high = band(rows).T
    return low, high


def test_stored_forecasts_are_those_of_the_models():
    P, taken = stored.mode_forecasts("conditional logit")
    assert P.shape == (630, 4) and P.sum(axis=1) == pytest.approx(np.ones(630))
    people, modes = travellers()
    train, test = data.split(210, (0.7, 0.3), rng=3)
    want = others.forecaster("conditional logit", people[train], modes[train], 3)(people[test])
    np.testing.assert_allclose(P[3 * 63:4 * 63], want, atol=2e-4)
    assert (taken[3 * 63:4 * 63] == modes[test]).all()
    with pytest.raises(ValueError, match="Known: shares alone; "):
        stored.mode_forecasts("net")
