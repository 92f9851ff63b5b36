"""Peers: the same network elsewhere, in PyTorch and in scikit-learn, and back.

What it is called there:

    mlp_lib                       PyTorch                              scikit-learn
    W[l], (to, from)              nn.Linear.weight, (to, from)         coefs_[l-1] = W[l].T, (from, to)
    b[l]                          nn.Linear.bias                       intercepts_[l-1]
    identity                      no module, or nn.Identity            "identity"
    sigmoid                       nn.Sigmoid                           "logistic"
    tanh, relu                    nn.Tanh, nn.ReLU                     "tanh", "relu"
    leaky_relu                    nn.LeakyReLU(0.01)                   -
    softplus                      nn.Softplus                          -
    softmax                       nn.Softmax(dim=-1)                   the output of a classifier of 3 classes or more
    step                          -                                    -
    half_squared_error, "sum"     0.5 * nn.MSELoss(reduction="sum")    the loss of MLPRegressor
    cross_entropy                 nn.CrossEntropyLoss, of z[L]         the loss of MLPClassifier
    binary_cross_entropy          nn.BCEWithLogitsLoss, of z[L]        the loss of MLPClassifier of 2 classes
    eta, batch_size, epochs       lr, the loop's own                   learning_rate_init, batch_size, max_iter
    momentum                      SGD(momentum=0.9)                    momentum=0.9, nesterovs_momentum=False
    adam                          Adam                                 solver="adam", with epsilon in another place
    l2                            weight_decay, which takes b too      alpha / the size of the batch

Neither library is imported before one of these functions is called.  Everything is copied: no array is shared.
"""
from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .activations import ACTIVATIONS
from .hints import Array
from .inputs import as_net
from .network import MLP, rebuild

if TYPE_CHECKING:
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    from torch import Tensor, nn
IN_SKLEARN = {"identity": "identity", "sigmoid": "logistic", "tanh": "tanh", "relu": "relu", "softmax": "softmax"}


def _import(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"{module} is not installed here: pip install {package}") from error


def _assembled(layers: Sequence[tuple[Array, Array]], names: list[str]) -> MLP:
    """Return the network of (W, b) for each layer and the names of the activations."""
    kinds = sorted({str(array.dtype) for pair in layers for array in pair})
    if kinds not in (["float32"], ["float64"]):
        raise ValueError(f"the weights must all be float32 or all be float64, got {', '.join(kinds)}. "
                         "Convert the model first, for instance model.double().")
    for l, ((W, _), (V, _)) in enumerate(zip(layers[1:], layers, strict=False), start=2):
        if W.shape[1] != V.shape[0]:
            raise ValueError(f"layer {l} takes {W.shape[1]} values, but layer {l - 1} gives {V.shape[0]}.")
    sizes = [layers[0][0].shape[1], *(W.shape[0] for W, _ in layers)]
    theta = np.concatenate([array.ravel() for pair in layers for array in pair])
    return rebuild(sizes, names[:-1], names[-1], theta)


# --- PyTorch

def to_torch(net: MLP) -> nn.Sequential:
    """Return the network as a ``torch.nn.Sequential`` of the same dtype: a Linear per layer, then its activation.

    It ends in the output's activation.  PyTorch's two entropy losses want z instead: give them ``model[:-1](x)``.
    Softplus gets a threshold of 40 in place of PyTorch's 20, from which on that is z, short of e^-z.
    Raises ValueError for the step, which has no module there, and ImportError without PyTorch.
    """
    as_net(net)                                             # before PyTorch is looked for
    torch, nn = (_import(module, "torch") for module in ("torch", "torch.nn"))
    modules = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "leaky_relu": lambda: nn.LeakyReLU(0.01),
               "softplus": lambda: nn.Softplus(threshold=40), "softmax": lambda: nn.Softmax(dim=-1)}
    parts = []
    for l, W in net.W.items():
        name = net.sigma[l].name
        if name not in modules | {"identity": None}:
            raise ValueError(f"PyTorch has no module for {name!r}, the activation of layer {l}. "
                             "Build the network with sigmoid, its smooth form.")
        with torch.random.fork_rng(devices=[]):                 # the caller's random numbers stay as they are
            linear = nn.Linear(W.shape[1], W.shape[0], dtype=getattr(torch, str(net.theta.dtype)))
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(W))
            linear.bias.copy_(torch.tensor(net.b[l]))
        parts += [linear] if name == "identity" else [linear, modules[name]()]
    return nn.Sequential(*parts)


def from_torch(model: nn.Sequential) -> MLP:
    """Return the network of a ``torch.nn.Sequential`` of Linear layers, each followed by one activation or none.

    Sequentials within it are opened; a Linear without bias gets zeros.  A model made for PyTorch's entropy losses
    gives z, and so does the network: for probabilities, ``from_torch(nn.Sequential(*model, nn.Softmax(-1)))``.
    Raises ValueError for a module or a setting that mlp_lib does not have, TypeError for another kind of model.
    """
    nn = _import("torch.nn", "torch")
    if not isinstance(model, nn.Sequential):
        raise TypeError(f"from_torch wants a torch.nn.Sequential, got {type(model).__name__}. "
                        "Put the layers of the model into one, in their order.")
    layers: list[tuple[Array, Array]] = []
    names: list[str] = []
    for part in _flat(model, nn.Sequential):
        if isinstance(part, nn.Linear):
            W = part.weight.detach().cpu()
            b = W.new_zeros(len(W)) if part.bias is None else part.bias.detach().cpu()
            layers.append((_array(W), _array(b)))
            names.append("identity")
        else:
            name = _name_in_torch(part, nn)
            if not layers or "identity" not in (name, names[-1]):
                raise ValueError(f"{part} follows no Linear layer, or another activation: mlp_lib has one activation "
                                 "per layer.")
            names[-1] = name if name != "identity" else names[-1]
    if not layers:
        raise ValueError(f"the model has no Linear layer: {model!r:.60}")
    return _assembled(layers, names)


def _array(tensor: Tensor) -> Array:
    try:
        array: Array = tensor.numpy()
    except TypeError:                                           # bfloat16: NumPy has none
        raise ValueError(f"weights in {tensor.dtype} have no type in NumPy. Convert the model first: model.float()."
                         ) from None
    return array


def _flat(model: Iterable[Any], kind: type[Iterable[Any]]) -> Iterator[Any]:
    for part in model:
        yield from _flat(part, kind) if isinstance(part, kind) else [part]


def _name_in_torch(part: Any, nn: Any) -> str:
    """Return the name of the activation that a module computes."""
    known = {nn.Identity: "identity", nn.Sigmoid: "sigmoid", nn.Tanh: "tanh", nn.ReLU: "relu",
             nn.LeakyReLU: "leaky_relu", nn.Softplus: "softplus", nn.Softmax: "softmax"}
    name = known.get(type(part))
    fits: dict[str, Callable[[], bool]] = {
        "leaky_relu": lambda: part.negative_slope == 0.01, "softmax": lambda: part.dim in (-1, 1),
        "softplus": lambda: part.beta == 1 and part.threshold >= 20}
    if name is None or not fits.get(name, lambda: True)():
        raise ValueError(f"mlp_lib has nothing like {part}. It has Linear layers with "
                         f"{', '.join(cls.__name__ for cls in known)}: LeakyReLU(0.01), Softplus(beta=1), "
                         "Softmax(dim=-1).")
    return name


# --- scikit-learn

def to_sklearn(net: MLP) -> MLPRegressor | MLPClassifier:
    """Return the network as an ``MLPRegressor`` or ``MLPClassifier`` that predicts, and trains on from here.

    Identity output      MLPRegressor
    softmax of K         MLPClassifier with classes 0 ... K-1.  Two classes have one unit there, the sigmoid of
                         z_2 - z_1, which is the same: its weights are the differences of ours
    sigmoid              MLPClassifier: of one unit with classes 0 and 1; of K units with K labels that do not exclude
                         one another
    Outputs are ``predict`` of a regressor, ``predict_proba`` of a classifier.  To train on, set what you want, without
    scikit-learn's own penalty: ``set_params(solver="sgd", learning_rate_init=eta, warm_start=True)``.  Raises
    ValueError for what it does not have: several hidden activations, other ones, other outputs.
    """
    neural = _import("sklearn.neural_network", "scikit-learn")
    *hidden, output = (sigma.name for sigma in as_net(net).sigma.values())
    if len(set(hidden)) > 1:
        raise ValueError(f"scikit-learn has one activation for all hidden layers, this network has "
                         f"{', '.join(hidden)}. to_torch can say it.")
    name = hidden[0] if hidden else "identity"
    if name not in IN_SKLEARN or name == "softmax":
        raise ValueError(f"scikit-learn has no hidden layers with {name!r}, only identity, sigmoid, tanh and relu. "
                         "to_torch may have them.")
    if output not in ("identity", "softmax", "sigmoid"):
        raise ValueError(f"scikit-learn has no {output!r} output, only identity (MLPRegressor), softmax and sigmoid "
                         "(MLPClassifier). to_torch may have it.")
    make = neural.MLPRegressor if output == "identity" else neural.MLPClassifier
    model = make(hidden_layer_sizes=net.sizes[1:-1], activation=IN_SKLEARN[name], alpha=0)
    coefs = [W.T.copy() for W in net.W.values()]                # (from, to)
    intercepts = [b.copy() for b in net.b.values()]
    if make is neural.MLPClassifier:
        if output == "softmax" and net.sizes[-1] == 2:
            coefs[-1], intercepts[-1] = np.diff(coefs[-1], axis=1), np.diff(intercepts[-1])
        K = coefs[-1].shape[1]
        classes = np.arange(2) if K == 1 else np.arange(K) if output == "softmax" else np.eye(K, dtype=int)
        model._label_binarizer = _import("sklearn.preprocessing", "scikit-learn").LabelBinarizer().fit(classes)
        model.classes_ = model._label_binarizer.classes_
    model.coefs_, model.intercepts_, model.n_outputs_ = coefs, intercepts, coefs[-1].shape[1]
    model.out_activation_ = IN_SKLEARN["sigmoid" if output == "softmax" and model.n_outputs_ == 1 else output]
    model.n_layers_, model.n_features_in_, model.n_iter_, model.t_ = net.L + 1, net.sizes[0], 0, 0
    model.loss_curve_, model.best_loss_, model._no_improvement_count = [], np.inf, 0
    model.validation_scores_, model.best_validation_score_ = [], -np.inf            # for early_stopping
    model._best_coefs, model._best_intercepts = [c.copy() for c in coefs], [b.copy() for b in intercepts]
    model._random_state = np.random.RandomState(0)
    return model


def from_sklearn(model: MLPRegressor | MLPClassifier) -> MLP:
    """Return the network of a fitted ``MLPRegressor`` or ``MLPClassifier``.

    Output k of the network is column k of ``predict`` or of ``predict_proba``, that is ``model.classes_[k]``; of two
    classes there is one output, the probability of ``classes_[1]``.  Inputs have to be scaled as the model's were.
    Raises TypeError for another kind of model, ValueError for one that is not fitted.
    """
    neural = _import("sklearn.neural_network", "scikit-learn")
    if not isinstance(model, neural.MLPRegressor | neural.MLPClassifier):
        raise TypeError(f"from_sklearn wants an MLPRegressor or MLPClassifier, got {type(model).__name__}. "
                        "Of a pipeline, take its last step: pipeline[-1]; of a search, its best_estimator_.")
    if not hasattr(model, "coefs_"):
        raise ValueError(f"{model} has no weights yet: fit it first.")
    ours = {theirs: name for name, theirs in IN_SKLEARN.items()}
    for theirs in (model.activation, model.out_activation_):
        if theirs not in ours:
            raise ValueError(f"mlp_lib has no activation {theirs!r}, only {', '.join(ACTIVATIONS)}.")
    names = [ours[model.activation]] * (len(model.coefs_) - 1) + [ours[model.out_activation_]]
    return _assembled([(W.T, b) for W, b in zip(model.coefs_, model.intercepts_, strict=True)], names)
