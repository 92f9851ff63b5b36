"""Estimators: scikit-learn's own checks, and the numbers of `fit` in its pipelines, searches and cross-validation."""
import pickle
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from mlp_lib import MLP, fit
from mlp_lib.estimators import Classifier, Regressor

RNG = np.random.default_rng(0)
X = RNG.normal(size=(90, 3)) * [1, 10, 100] + [0, 5, 50]
Y = (X - X.mean(0)) / X.std(0) @ [[1.0], [-2.0], [0.5]]
WORDS = np.array(["low", "middle", "high"])[np.digitize(Y[:, 0], [-1, 1])]
SETTINGS = {"hidden": (8, 4), "activation": "tanh", "eta": 0.01, "epochs": 20, "batch_size": 16, "l2": 1e-3,
            "random_state": 3}


@parametrize_with_checks([Regressor(), Classifier()])
def test_scikit_learns_own_checks(estimator, check, monkeypatch):
    check(estimator)


def by_hand(X, T, output, loss, seed=3):
    """Return the network that `fit` makes with the same settings."""
    net = MLP([3, 8, 4, T.shape[1]], "tanh", output, rng=seed)
    return fit(net, X, T, loss=loss, eta=0.01, epochs=20, batch_size=16, optimizer="adam", l2=1e-3, rng=seed).net


def test_a_pipeline_gives_the_numbers_that_fit_gives():
    scaled = (X - X.mean(0)) / X.std(0)
    net = by_hand(scaled, Y, "identity", "squared_error")
    piped = make_pipeline(StandardScaler(), Regressor(**SETTINGS)).fit(X, Y[:, 0])
    np.testing.assert_allclose(piped.predict(X), net.predict(scaled)[:, 0], rtol=1e-9)
    assert piped[-1].net_.sizes == (3, 8, 4, 1) and len(piped[-1].history_.loss) == 20


def test_of_the_same_rows_it_gives_the_same_bits():
    model = Regressor(**SETTINGS).fit(X, Y[:, 0])
    assert model.predict(X).tobytes() == by_hand(X, Y, "identity", "squared_error").predict(X)[:, 0].tobytes()
    classes = sorted(set(WORDS))
    net = by_hand(X, (WORDS[:, None] == classes).astype(float), "softmax", "cross_entropy")
    found = Classifier(**SETTINGS).fit(X, WORDS)
    assert list(found.classes_) == classes and found.predict_proba(X).tobytes() == net.predict(X).tobytes()
    assert list(found.predict(X)) == [classes[k] for k in net.predict(X).argmax(axis=1)]


def test_a_grid_search_chooses_what_fit_on_the_folds_would():
    folds = KFold(3, shuffle=True, random_state=1)
    grid = {"regressor__hidden": [(2,), (8,)], "regressor__l2": [0.0, 0.1]}
    search = GridSearchCV(make_pipeline(StandardScaler(), Regressor(eta=0.01, epochs=15, random_state=0)), grid,
                          cv=folds, scoring="neg_mean_squared_error").fit(X, Y[:, 0])
    for row, params in enumerate(search.cv_results_["params"]):
        for k, (train, test) in enumerate(folds.split(X)):
            mean, std = X[train].mean(0), X[train].std(0)
            run = fit(MLP([3, *params["regressor__hidden"], 1], rng=0), (X[train] - mean) / std, Y[train],
                      loss="squared_error", eta=0.01, epochs=15, batch_size=32, optimizer="adam",
                      l2=params["regressor__l2"], rng=0)
            error = ((run.net.predict((X[test] - mean) / std) - Y[test])**2).mean()
            assert search.cv_results_[f"split{k}_test_score"][row] == pytest.approx(-error, rel=1e-9)
    assert search.best_params_ == search.cv_results_["params"][search.cv_results_["mean_test_score"].argmax()]


def test_cross_validation_clones_and_pickles():
    pipe = make_pipeline(StandardScaler(), Classifier((16,), epochs=60, random_state=0))
    scores = cross_val_score(pipe, X, WORDS, cv=3)
    assert scores.mean() > 0.8 and (cross_val_score(pipe, X, WORDS, cv=3) == scores).all()
    model = Classifier(**SETTINGS).fit(X, WORDS)
    assert not hasattr(clone(model), "net_") and clone(model).get_params() == model.get_params()
    again = pickle.loads(pickle.dumps(model))
    assert (again.predict(X) == model.predict(X)).all()
    assert repr(Regressor(hidden=(5,), l2=0.1)) == "Regressor(hidden=(5,), l2=0.1)"


def test_rows_held_back_stop_it_and_are_not_learned_from():
    model = Regressor(epochs=300, validation=0.25, early_stopping=5, random_state=0)
    model.fit((X - X.mean(0)) / X.std(0), Y[:, 0])
    assert len(model.history_.validation) == len(model.history_.loss) and "network of epoch" in model.reason_
    with pytest.raises(ValueError, match="share of the rows held back"):
        Regressor(validation=2).fit(X, Y[:, 0])
    with pytest.raises(ValueError, match="leaves none to learn from"):
        Regressor(validation=0.9).fit(X[:2], Y[:2, 0])


def test_names_of_columns_several_targets_and_float32_are_kept():
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    model = Regressor(epochs=3, random_state=0).fit(frame, np.hstack([Y, -Y]))
    assert list(model.feature_names_in_) == ["a", "b", "c"] and model.predict(frame).shape == (90, 2)
    with pytest.raises(ValueError, match="feature names"):
        model.predict(frame[["c", "b", "a"]])
    single = Regressor(epochs=3, random_state=0).fit(X.astype(np.float32), Y[:, 0])
    assert single.net_.theta.dtype == np.float32 and single.predict(X.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize(("model", "y", "words"), [
    (Classifier(), np.repeat("one", 90), "at least 2 classes, y has 1 class, one"),
    (Classifier(), Y[:, 0], "continuous"),
    (Regressor(eta=1e6, epochs=30, optimizer="sgd"), Y[:, 0], "The training diverged.*lower eta"),
    (Regressor(optimizer="lbfgs"), Y[:, 0], "lbfgs.*Known"),
    (Regressor(hidden=(0,)), Y[:, 0], r"sizes\[1\]"), (Regressor(hidden=32), Y[:, 0], r"such as \(32,\); got 32"),
    (Regressor(hidden="32"), Y[:, 0], "units of each hidden layer.* got '32'"),
    (Regressor(validation="a"), Y[:, 0], "validation must be a number, got 'a'. It is the share"),
    (Regressor(batch_size="a"), Y[:, 0], "batch_size must be a whole number, got 'a'"),
    (Regressor(early_stopping=3), Y[:, 0], "hold rows back as well, validation=0.2"),
    (Regressor(eta=1e6, epochs=30, optimizer="sgd"), Y[:, 0], r"scale the inputs\.$"),
])
def test_what_cannot_be_meant_is_told(model, y, words):
    with pytest.raises((ValueError, TypeError), match=words):
        model.fit(X, y)
    with pytest.raises(NotFittedError):
        model.predict(X)


def test_without_scikit_learn_all_else_works():
    code = ("import sys; sys.modules['sklearn'] = None; import mlp_lib; from mlp_lib import peers, table; "
            "peers.to_sklearn\ntry: import mlp_lib.estimators\nexcept ModuleNotFoundError as error: assert 'sklearn' "
            "in str(error)\nelse: raise SystemExit('it came')")
    subprocess.run([sys.executable, "-c", code], check=True)
