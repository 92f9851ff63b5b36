"""The same network in PyTorch and back: the same predictions, to the bit the same weights, and what does not fit."""
import numpy as np
import oracle
import pytest
import torch
from torch import nn

from mlp_lib import ACTIVATIONS, MLP, peers

SAYABLE = [name for name in ACTIVATIONS if name != "step"]
X = np.random.default_rng(0).normal(size=(40, 3))


def network(sizes, hidden, output, dtype=float):
    net = MLP(sizes, hidden, output, rng=0, dtype=dtype)
    net.theta = net.theta + np.random.default_rng(1).normal(0, 0.5, net.theta.size)
    return net


@pytest.mark.parametrize("dtype", oracle.CLOSE)
@pytest.mark.parametrize("output", SAYABLE)
@pytest.mark.parametrize("hidden", SAYABLE)
def test_same_predictions_and_back_to_the_bit(hidden, output, dtype):
    net = network([3, 5, 4, 2], [hidden, "tanh"], output, dtype)
    model, x = peers.to_torch(net), X.astype(dtype)
    with torch.no_grad():
        batch, one = model(torch.tensor(x)).numpy(), model(torch.tensor(x[0])).numpy()
    close = 1e-12 if dtype is np.float64 else 1e-5
    assert batch.dtype == dtype and oracle.apart(net.predict(x), batch) <= close
    assert oracle.apart(net.predict(x[0]), one) <= close
    back = peers.from_torch(model)
    assert back.sizes == net.sizes and back.sigma == net.sigma and back.theta.dtype == dtype
    assert back.theta.tobytes() == net.theta.tobytes()
    with torch.no_grad():
        model[0].weight.fill_(7)                            # nothing is shared, either way
    assert not (net.theta == 7).any() and not (back.theta == 7).any()


def test_far_out_softplus_is_the_same():
    net = MLP([1, 1], output="softplus", rng=0).with_theta([1.0, 0.0])
    z = np.linspace(-800, 800, 4001)[:, None]
    theirs = peers.to_torch(net)(torch.tensor(z)).detach().numpy()
    np.testing.assert_allclose(net.predict(z), theirs, rtol=1e-14, atol=1e-300)


def test_the_form_is_the_usual_one():
    torch.manual_seed(0)
    before = torch.get_rng_state()
    model = peers.to_torch(network([3, 5, 2], "relu", "softmax"))
    assert [type(part).__name__ for part in model] == ["Linear", "ReLU", "Linear", "Softmax"]
    assert all(parameter.requires_grad for parameter in model.parameters())
    assert torch.equal(torch.get_rng_state(), before)       # no random number is used up
    plain = peers.to_torch(network([3, 5, 2], "identity", "identity"))
    assert [type(part).__name__ for part in plain] == ["Linear", "Linear"]


def test_a_network_of_pytorch_predicts_the_same_here():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Sequential(nn.Linear(3, 6), nn.LeakyReLU(0.01)), nn.Linear(6, 5, bias=False),
                          nn.Identity(), nn.Softplus(), nn.Linear(5, 4), nn.Linear(4, 2), nn.Softmax(dim=1)).double()
    net = peers.from_torch(model)
    assert repr(net) == "MLP(3-6-5-4-2, leaky_relu, softplus, identity, softmax, 93 parameters)"
    assert not net.b[2].any()
    assert oracle.apart(net.predict(X), model(torch.tensor(X)).detach().numpy()) <= 1e-8    # its softplus ends at 20
    assert peers.from_torch(model.float()).theta.dtype == np.float32


def test_logits_become_probabilities():
    model = nn.Sequential(nn.Linear(3, 6), nn.ReLU(), nn.Linear(6, 4)).double()             # for CrossEntropyLoss
    wanted = torch.softmax(model(torch.tensor(X)), -1).detach().numpy()
    assert oracle.apart(peers.from_torch(nn.Sequential(*model, nn.Softmax(-1))).predict(X), wanted) <= 1e-12


@pytest.mark.parametrize(("parts", "words"), [
    ([nn.Linear(3, 2), nn.GELU()], r"nothing like GELU.*It has Linear layers with Identity, Sigmoid"),
    ([nn.Linear(3, 2), nn.Dropout(0.1)], "nothing like Dropout"),
    ([nn.Linear(3, 2), nn.LeakyReLU(0.2)], r"nothing like LeakyReLU\(negative_slope=0.2\)"),
    ([nn.Linear(3, 2), nn.Softplus(beta=2)], "nothing like Softplus"),
    ([nn.Linear(3, 2), nn.Softplus(threshold=3)], "nothing like Softplus"),
    ([nn.Linear(3, 2), nn.Softmax(dim=0)], r"nothing like Softmax\(dim=0\)"),
    ([nn.Conv1d(3, 2, 1)], "nothing like Conv1d"),
    ([nn.ReLU(), nn.Linear(3, 2)], r"ReLU\(\) follows no Linear layer"),
    ([nn.Linear(3, 2), nn.ReLU(), nn.Tanh()], r"Tanh\(\) follows.*another activation"),
    ([nn.Linear(3, 2), nn.Linear(3, 1)], "layer 2 takes 3 values, but layer 1 gives 2"),
    ([nn.Linear(3, 2), nn.Linear(2, 1).double()], "all be float32 or all be float64, got float32, float64"),
    ([nn.Linear(3, 2).half()], "got float16"), ([nn.Linear(3, 2).bfloat16()], r"bfloat16.*model.float\(\)"),
    ([], "no Linear layer"), ([nn.Identity()], "follows no Linear layer"),
    ([nn.Linear(3, 1), nn.Softmax(-1)], "softmax over one output"),
])
def test_what_mlp_lib_does_not_have(parts, words):
    with pytest.raises(ValueError, match=words):
        peers.from_torch(nn.Sequential(*parts))


def test_broken_weights_are_named():
    model = nn.Sequential(nn.Linear(3, 2))
    nn.init.constant_(model[0].bias, float("nan"))
    with pytest.raises(ValueError, match=r"theta\[6\] is nan"):
        peers.from_torch(model)
    with pytest.raises(TypeError, match=r"wants a torch\.nn\.Sequential, got Linear\. Put"):
        peers.from_torch(nn.Linear(3, 2))
    with pytest.raises(ValueError, match="no module for 'step', the activation of layer 1"):
        peers.to_torch(MLP([3, 4, 2], "step", rng=0))
    with pytest.raises(TypeError, match="net must be an MLP, got Sequential"):
        peers.to_torch(model)
