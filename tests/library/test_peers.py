"""Peers: the same network in scikit-learn and back, and what it cannot say; PyTorch is in tests/oracles."""
import pickle
import subprocess
import sys
import warnings

import numpy as np
import pytest
import sklearn.base
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.validation import check_is_fitted

from mlp_lib import MLP, fit, peers

RNG = np.random.default_rng(0)
X = RNG.normal(size=(30, 3))
SIZES = [[3, 2], [3, 5, 2], [3, 5, 4, 3], [3, 4, 1], [3, 1]]
HIDDEN = ["identity", "sigmoid", "tanh", "relu"]


def network(sizes, hidden, output, dtype=float):
    """Return a network with biases other than 0."""
    net = MLP(sizes, hidden, output, rng=0, dtype=dtype)
    net.theta = net.theta + RNG.normal(0, 0.5, net.theta.size)
    return net


def outputs(model, X):
    """Return what the model's outputs are in mlp_lib's form, (N, K)."""
    if isinstance(model, MLPRegressor):
        return model.predict(X).reshape(len(X), -1)
    return model.predict_proba(X)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_regressor_predicts_the_same(hidden, sizes, dtype):
    net = network(sizes, hidden, "identity", dtype)
    model, x = peers.to_sklearn(net), X.astype(dtype)
    assert type(model) is MLPRegressor and model.alpha == 0
    np.testing.assert_allclose(outputs(model, x), net.predict(x), rtol=1e-12 if dtype is np.float64 else 1e-5,
                               atol=1e-14 if dtype is np.float64 else 1e-6)
    assert outputs(model, x).dtype == dtype


@pytest.mark.parametrize("K", [3, 5])
@pytest.mark.parametrize("hidden", HIDDEN)
def test_softmax_is_a_classifier_of_k_classes(hidden, K):
    net = network([3, 4, K], hidden, "softmax")
    model = peers.to_sklearn(net)
    assert type(model) is MLPClassifier and list(model.classes_) == list(range(K))
    np.testing.assert_allclose(model.predict_proba(X), net.predict(X), rtol=1e-12)
    np.testing.assert_array_equal(model.predict(X), net.predict(X).argmax(1))
    np.testing.assert_array_equal(model.coefs_[0], net.W[1].T)
    np.testing.assert_array_equal(model.intercepts_[1], net.b[2])


def test_two_classes_have_one_unit_there():
    net = network([3, 4, 2], "tanh", "softmax")
    model = peers.to_sklearn(net)
    assert model.coefs_[-1].shape == (4, 1) and model.out_activation_ == "logistic"
    np.testing.assert_allclose(model.predict_proba(X), net.predict(X), rtol=1e-12)
    np.testing.assert_array_equal(model.predict(X), net.predict(X).argmax(1))
    np.testing.assert_allclose(peers.from_sklearn(model).predict(X)[:, 0], net.predict(X)[:, 1], rtol=1e-12)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_sigmoid_is_a_binary_classifier(hidden):
    net = network([3, 4, 1], hidden, "sigmoid")
    model = peers.to_sklearn(net)
    np.testing.assert_allclose(model.predict_proba(X)[:, 1], net.predict(X)[:, 0], rtol=1e-12)
    np.testing.assert_array_equal(model.predict(X), net.predict(X)[:, 0] > 0.5)
    assert list(model.classes_) == [0, 1]


def test_sigmoids_are_labels_that_do_not_exclude_one_another():
    net = network([3, 4, 3], "tanh", "sigmoid")
    model = peers.to_sklearn(net)
    np.testing.assert_allclose(model.predict_proba(X), net.predict(X), rtol=1e-12)
    np.testing.assert_array_equal(model.predict(X), net.predict(X) > 0.5)


@pytest.mark.parametrize("output", ["identity", "sigmoid", "softmax"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("sizes", [[3, 4], [3, 4, 3], [3, 2, 4, 5]], ids=str)
def test_there_and_back_to_the_bit(sizes, dtype, output):
    net = network(sizes, "relu", output, dtype)
    model = peers.to_sklearn(net)
    back = peers.from_sklearn(model)
    assert back.sizes == net.sizes and back.theta.dtype == dtype and back.theta.tobytes() == net.theta.tobytes()
    assert back.sigma[net.L] == net.sigma[net.L] and (len(sizes) == 2 or back.sigma[1] == net.sigma[1])
    model.coefs_[0][...] = 7                                         # nothing is shared
    assert not (net.theta == 7).any() and not (back.theta == 7).any()


TARGETS = {"identity": X @ [1.0, -2.0, 0.5], "binary": (X[:, 0] > 0).astype(int),
           "classes": np.digitize(X[:, 0], [-0.5, 0.5])}


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
@pytest.mark.parametrize(("make", "target"), [(MLPRegressor, "identity"), (MLPClassifier, "binary"),
                                              (MLPClassifier, "classes")])
def test_what_scikit_learn_has_trained_predicts_the_same_here(make, target, activation):
    model = make(hidden_layer_sizes=(5, 4), activation=activation, max_iter=20, random_state=0).fit(X, TARGETS[target])
    net = peers.from_sklearn(model)
    wanted = outputs(model, X)[:, 1:] if target == "binary" else outputs(model, X)
    np.testing.assert_allclose(net.predict(X), wanted, rtol=1e-12, atol=1e-14)
    again = peers.to_sklearn(net)
    np.testing.assert_array_equal(again.predict(X), model.predict(X))


@pytest.mark.parametrize("output", ["identity", "sigmoid", "softmax"])
def test_the_model_is_one_that_scikit_learn_can_work_with(output):
    net = network([3, 4, 1 if output != "softmax" else 3], "tanh", output)
    model, y = peers.to_sklearn(net), TARGETS[{"identity": "identity", "sigmoid": "binary"}.get(output, "classes")]
    check_is_fitted(model)
    twin = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(outputs(twin, X), outputs(model, X))
    assert "MLP" in repr(model) and not hasattr(sklearn.base.clone(model), "coefs_")
    before = model.score(X, y)
    model.partial_fit(X, y)                                          # one epoch from here, not from new weights
    assert 0 < max(abs(new - old).max() for new, old in zip(model.coefs_, twin.coefs_, strict=True)) < 0.01
    twin.set_params(warm_start=True, max_iter=200, learning_rate_init=0.01, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        twin.fit(X, y)
    assert twin.score(X, y) > max(before, 0.8)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("settings", [
    {"early_stopping": True, "solver": "adam"}, {"early_stopping": True, "solver": "sgd", "learning_rate": "adaptive"},
    {"early_stopping": True, "batch_size": 7, "shuffle": False}, {"solver": "lbfgs"},
    {"solver": "sgd", "learning_rate": "invscaling", "nesterovs_momentum": False, "alpha": 0.1},
], ids=str)
@pytest.mark.parametrize(("output", "K"), [("identity", 1), ("identity", 2), ("sigmoid", 1), ("sigmoid", 3),
                                           ("softmax", 2), ("softmax", 3)])
def test_any_setting_may_be_set_before_it_trains_on(output, K, settings):
    y = {"identity": X[:, :K] @ np.eye(K), "sigmoid": (X[:, :K] > 0).astype(int), "softmax": X[:, :K].argmax(1)}[output]
    y = y[:, 0] if y.ndim == 2 and K == 1 else y
    model = peers.to_sklearn(network([3, 5, K], "tanh", output))
    start = [w.copy() for w in model.coefs_]
    model.set_params(warm_start=True, max_iter=30, random_state=0, n_iter_no_change=5, **settings)
    model.fit(X, y).fit(X, y)
    assert all((new != old).any() for new, old in zip(model.coefs_, start, strict=True))
    wanted = outputs(model, X)[:, 1:] if output != "identity" and len(model.classes_) == 2 else outputs(model, X)
    np.testing.assert_allclose(peers.from_sklearn(model).predict(X), wanted, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(("net", "words"), [
    (MLP([3, 4, 4, 2], ["tanh", "relu"], rng=0), "one activation for all hidden layers.*tanh, relu.*to_torch"),
    (MLP([3, 4, 2], "leaky_relu", rng=0), "no hidden layers with 'leaky_relu'"),
    (MLP([3, 4, 2], "softplus", rng=0), "no hidden layers with 'softplus'"),
    (MLP([3, 4, 2], "step", rng=0), "no hidden layers with 'step'"),
    (MLP([3, 4, 2], "softmax", rng=0), "no hidden layers with 'softmax'"),
    (MLP([3, 4, 2], "tanh", "tanh", rng=0), "no 'tanh' output, only identity"),
    (MLP([3, 4, 2], "tanh", "relu", rng=0), "no 'relu' output"),
])
def test_what_scikit_learn_cannot_say(net, words):
    with pytest.raises(ValueError, match=words):
        peers.to_sklearn(net)


def test_what_is_no_network_is_named():
    run = fit(MLP([3, 4, 1], rng=0), X, TARGETS["identity"], loss="half_squared_error", eta=0.1, epochs=3, rng=0)
    for call in (peers.to_sklearn, peers.to_torch):                  # before PyTorch is looked for
        with pytest.raises(TypeError, match=r"net must be an MLP, got Fit\. Of a fit, take its \.net"):
            call(run)
        with pytest.raises(TypeError, match="net must be an MLP, got NoneType"):
            call(None)
    with pytest.raises(ValueError, match=r"MLPRegressor\(\) has no weights yet: fit it first"):
        peers.from_sklearn(MLPRegressor())
    pipeline = make_pipeline(StandardScaler(), MLPRegressor())
    with pytest.raises(TypeError, match=r"got Pipeline\. Of a pipeline, take its last step"):
        peers.from_sklearn(pipeline)
    odd = peers.to_sklearn(MLP([3, 1], rng=0))
    odd.out_activation_ = "exp"                                      # of MLPRegressor(loss="poisson")
    with pytest.raises(ValueError, match="no activation 'exp', only identity"):
        peers.from_sklearn(odd)


def test_a_peer_that_is_not_installed_is_named(monkeypatch):
    net = MLP([3, 4, 1], rng=0)
    for module, package, call in (("sklearn.neural_network", "scikit-learn", peers.to_sklearn),
                                  ("torch.nn", "torch", peers.to_torch), ("torch.nn", "torch", peers.from_torch)):
        monkeypatch.setitem(sys.modules, module, None)               # what `import` takes for not installed
        with pytest.raises(ImportError, match=f"not installed here: pip install {package}"):
            call(net)


def test_neither_peer_is_imported_with_the_package():
    code = "import sys, mlp_lib.peers; print('sklearn' in sys.modules, 'torch' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.split() == ["False", "False"]
