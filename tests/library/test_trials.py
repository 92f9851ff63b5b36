"""The ready-made run of a sweep: it is a fit and its losses, and it knows its settings and its data."""
import pickle
from functools import partial

import numpy as np
import pytest

from mlp_lib import LOSSES, MLP, Trial, data, fit, loss
from mlp_lib import sweep as sweep_aloud
from mlp_lib.sweeps.pool import attempt

sweep = partial(sweep_aloud, progress=False)


@pytest.fixture(scope="module")
def parts():
    X, y = data.playground("reg-plane", n=90, noise=10, rng=0)
    return {"training": (X[:50], y[:50]), "validation": (X[50:70], y[50:70]), "test": (X[70:], y[70:])}


def test_a_trial_is_a_fit_and_its_losses(parts):
    X, y = parts["training"]
    trial = Trial(X, y, validation=parts["validation"], test=parts["test"], loss="huber", epochs=4, batch_size=10)
    setting = {"width": 3, "depth": 2, "eta": 0.05, "hidden": "tanh", "l2": 0.01}
    got = trial(**setting, seed=5)
    net = MLP([2, 3, 3, 1], "tanh", rng=5)
    net = fit(net, X, y, loss="huber", epochs=4, batch_size=10, eta=0.05, l2=0.01, rng=5).net
    assert got["parameters"] == 3 * 3 + 4 * 3 + 4 and got["ended"] == "finished"
    for name, pair in parts.items():
        assert got[name] == loss(net, *pair, loss="huber", reduction="mean")
    assert attempt(pickle.loads(pickle.dumps(trial)), setting, 5).outcome == got


def test_a_trial_of_labels_has_an_output_for_each(parts):
    X, labels = parts["training"][0], np.arange(50) % 3
    trial = Trial(X, labels, validation=(X, labels), loss="cross_entropy", output="softmax", epochs=1, eta=0.1)
    assert trial(width=4, depth=1, seed=0)["parameters"] == 4 * 3 + 3 * 5
    assert trial(width=4, depth=0, seed=0)["parameters"] == 3 * 3


@pytest.mark.parametrize("where", ["validation", "test"])
def test_a_class_that_training_lacks_has_an_output_too(parts, where):
    X, few, all_three = parts["training"][0], np.arange(50) % 2, np.arange(50) % 3
    pairs = {"validation": (X, few), "test": (X, few)} | {where: (X, all_three)}
    trial = Trial(X, few, **pairs, loss="cross_entropy", output="softmax", epochs=2, eta=0.1)
    got = trial(width=4, depth=1, seed=0)
    record = Trial(X, few, **pairs, loss=LOSSES["cross_entropy"], output="softmax", epochs=2, eta=0.1)
    assert record(width=4, depth=1, seed=0) == got
    assert got["parameters"] == 4 * 3 + 3 * 5 and np.isfinite([got["training"], got[where]]).all()


def test_a_trial_that_diverges_has_no_losses_and_one_that_stops_says_so(parts):
    X, y = parts["training"]
    trial = Trial(X, y, validation=parts["validation"], loss="squared_error", epochs=300, width=4, depth=1)
    table = sweep({"eta": [0.01, 1e4]}, trial, seeds=[0])
    assert table["ended"].tolist() == ["finished", "diverged"] and table["validation"].isna().tolist() == [False, True]
    early = sweep({"early_stopping": [2]}, Trial(X, y, validation=parts["validation"], loss="squared_error", epochs=300,
                                                 width=4, depth=1, eta=0.1), seeds=[0])
    assert early["ended"].item() == "stopped early"


def test_a_trial_knows_its_settings_and_its_data(parts, tmp_path):
    X, y = parts["training"]
    trial = Trial(X, y, validation=parts["validation"], loss="squared_error", epochs=2, eta=0.01)
    with pytest.raises(ValueError, match=r"unknown setting 'wdith'\. Did you mean 'width'"):
        sweep({"wdith": [2], "depth": [1]}, trial)
    with pytest.raises(TypeError, match=r"missing a required .*'depth'"):
        sweep({"width": [2]}, trial)
    with pytest.raises(ValueError, match="unknown setting 'eta'"):                  # it is fixed
        sweep({"width": [2], "depth": [1], "eta": [0.1]}, trial)
    with pytest.raises(ValueError, match="unknown setting 'momentum'"):
        Trial(X, y, validation=parts["validation"], momentum=0.9)
    sweep({"width": [2], "depth": [1]}, trial, seeds=[0], path=tmp_path / "x.csv")
    for other in (Trial(X, y + 0.1, validation=parts["validation"], loss="squared_error", epochs=2, eta=0.01),
                  Trial(X, y, validation=parts["validation"], loss="squared_error", epochs=3, eta=0.01)):
        with pytest.raises(ValueError, match="another sweep"):
            sweep({"width": [2], "depth": [1]}, other, seeds=[0], path=tmp_path / "x.csv")
    near = Trial(X * (1 + 1e-15), y, validation=parts["validation"], loss="squared_error", epochs=2, eta=0.01)
    assert near.about == trial.about                                                # another machine's rounding
    assert repr(trial) == "Trial(50 observations of 2 inputs, loss='squared_error', epochs=2, eta=0.01)"


def test_a_trial_without_what_it_needs_says_so(parts):
    X, y = parts["training"]
    common = {"validation": parts["validation"], "epochs": 1, "eta": 0.1}
    with pytest.raises(TypeError, match=r"missing a required argument: 'width'\. Give .* in the grid, or to Trial"):
        Trial(X, y, loss="huber", **common)(depth=1, seed=0)
    with pytest.raises(TypeError, match=r"missing a required argument: 'loss'\. Give"):
        Trial(X, y, **common)(width=2, depth=1, seed=0)
    with pytest.raises(TypeError, match="'loss'"):
        sweep({"width": [2], "depth": [1]}, Trial(X, y, **common))
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'loss'\. Give each setting once"):
        Trial(X, y, loss="huber", **common)(width=2, depth=1, seed=0, loss="huber")


@pytest.mark.parametrize("change, words", [
    ({"X": np.ones(50)}, r"X, y: X is \(50,\), wanted \(N, inputs\).*X.reshape\(-1, 1\)"),
    ({"X": np.ones((50, 1, 2))}, r"X, y: X is \(50, 1, 2\)"),
    ({"X": np.ones((0, 2)), "y": []}, r"X, y: X is \(0, 2\)"),
    ({"y": np.ones(49)}, r"X, y: y is \(49,\), but X has 50 rows"),
    ({"y": 1.0}, r"X, y: y is \(\), but"),
    ({"validation": (np.ones(20), np.ones(20))}, r"validation: X is \(20,\)"),
    ({"test": (np.ones((20, 3)), np.ones(20))}, "test has 3 inputs, but the training data have 2"),
    ({"validation": (np.ones((20, 2)), [np.nan] * 20)}, r"validation: y\[0\] is nan"),
])
def test_data_that_cannot_be_meant_are_refused_when_the_trial_is_made(parts, change, words):
    X, y = parts["training"]
    with pytest.raises(ValueError, match=words):
        Trial(**{"X": X, "y": y, "validation": parts["validation"], "loss": "huber"} | change)


def test_an_interrupted_fit_ends_the_sweep(parts, monkeypatch):
    trial = Trial(*parts["training"], validation=parts["validation"], loss="squared_error", epochs=2, width=2, depth=1)
    monkeypatch.setattr("mlp_lib.training._epoch", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        sweep({"eta": [0.1]}, trial, seeds=[0])
