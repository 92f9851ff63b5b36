"""The 3-4-2 network of S8, worked by hand, digit by digit: forward pass, loss, backward pass, one update.

Input x = (1, 2, -1), hidden ReLU, output identity, target y = (1, -1), squared error (14).
"""
import numpy as np
import pytest

from mlp_lib import MLP, backward, fit, forward, gradient_check, loss

X, Y = [1.0, 2.0, -1.0], [1.0, -1.0]
W1 = [[0.5, -0.25, 1.0],
      [1.0, 0.5, -0.5],
      [-1.0, 1.0, 0.5],
      [0.25, 0.75, 1.5]]
B1 = [0.5, -0.5, 0.25, 0.0]
W2 = [[1.0, -0.5, 2.0, 0.3],
      [0.5, 1.0, -1.0, 0.7]]
B2 = [0.1, -0.2]


@pytest.fixture
def net():
    net = MLP([3, 4, 2], "relu", "identity", rng=0)
    net.W[1], net.b[1], net.W[2], net.b[2] = W1, B1, W2, B2
    return net


def test_count_of_parameters_and_layout(net):
    assert net.theta.size == 4 * 3 + 4 + 2 * 4 + 2 == (4 * 4) + (5 * 2) == 26      # S8
    assert net.L == 2 and net.sizes == (3, 4, 2)
    # theta is W[1] row by row, b[1], W[2] row by row, b[2]
    np.testing.assert_array_equal(net.theta, [*W1[0], *W1[1], *W1[2], *W1[3], *B1, *W2[0], *W2[1], *B2])


# z[1] = W[1] x + b[1]
#   1:  0.5  * 1 + (-0.25) * 2 + 1.0  * (-1) + 0.5  =  0.5  - 0.5 - 1.0 + 0.5  = -0.5
#   2:  1.0  * 1 +  0.5    * 2 + -0.5 * (-1) - 0.5  =  1.0  + 1.0 + 0.5 - 0.5  =  2.0
#   3: -1.0  * 1 +  1.0    * 2 + 0.5  * (-1) + 0.25 = -1.0  + 2.0 - 0.5 + 0.25 =  0.75
#   4:  0.25 * 1 +  0.75   * 2 + 1.5  * (-1) + 0.0  =  0.25 + 1.5 - 1.5 + 0.0  =  0.25
Z1 = [-0.5, 2.0, 0.75, 0.25]
# a[1] = max(0, z[1])
A1 = [0.0, 2.0, 0.75, 0.25]
# z[2] = W[2] a[1] + b[2]
#   1:  1.0 * 0 - 0.5 * 2 + 2.0 * 0.75 + 0.3 * 0.25 + 0.1 = 0 - 1 + 1.5  + 0.075 + 0.1 = 0.675
#   2:  0.5 * 0 + 1.0 * 2 - 1.0 * 0.75 + 0.7 * 0.25 - 0.2 = 0 + 2 - 0.75 + 0.175 - 0.2 = 1.225
A2 = [0.675, 1.225]                                        # identity: a[2] = z[2]
# C = (1 - 0.675)^2 + (-1 - 1.225)^2 = 0.325^2 + 2.225^2 = 0.105625 + 4.950625 = 5.05625
C = 5.05625
# delta[2] = 2 (a[2] - y) * 1 = 2 (0.675 - 1), 2 (1.225 + 1) = -0.65, 4.45
D2 = [-0.65, 4.45]
# dC/dW[2] = delta[2] a[1]^T
#   1: -0.65 * (0, 2, 0.75, 0.25) = 0, -1.3, -0.4875, -0.1625
#   2:  4.45 * (0, 2, 0.75, 0.25) = 0,  8.9,  3.3375,  1.1125
GW2 = [[0.0, -1.3, -0.4875, -0.1625], [0.0, 8.9, 3.3375, 1.1125]]
# dC/da[1] = W[2]^T delta[2]
#   1:  1.0 * -0.65 + 0.5 * 4.45 = -0.65  + 2.225 =  1.575
#   2: -0.5 * -0.65 + 1.0 * 4.45 =  0.325 + 4.45  =  4.775
#   3:  2.0 * -0.65 - 1.0 * 4.45 = -1.3   - 4.45  = -5.75
#   4:  0.3 * -0.65 + 0.7 * 4.45 = -0.195 + 3.115 =  2.92
# delta[1] = dC/da[1] * relu'(z[1]), and relu' = (0, 1, 1, 1)
D1 = [0.0, 4.775, -5.75, 2.92]
# dC/dW[1] = delta[1] x^T
#   1: 0 * (1, 2, -1)
#   2:  4.775 * (1, 2, -1) =  4.775,  9.55, -4.775
#   3: -5.75  * (1, 2, -1) = -5.75, -11.5,   5.75
#   4:  2.92  * (1, 2, -1) =  2.92,   5.84, -2.92
GW1 = [[0, 0, 0], [4.775, 9.55, -4.775], [-5.75, -11.5, 5.75], [2.92, 5.84, -2.92]]


def test_forward_by_hand(net):
    trace = forward(net, X)
    np.testing.assert_array_equal(trace.a[0], X)
    np.testing.assert_allclose(trace.z[1], Z1, rtol=1e-15)
    np.testing.assert_allclose(trace.a[1], A1, rtol=1e-15)
    np.testing.assert_allclose(trace.z[2], A2, rtol=1e-15)
    np.testing.assert_allclose(trace.a[2], A2, rtol=1e-15)
    np.testing.assert_allclose(net.predict(X), A2, rtol=1e-15)


def test_loss_by_hand(net):
    assert loss(net, X, Y) == pytest.approx(C, rel=1e-15)
    assert loss(net, X, Y, reduction="mean") == pytest.approx(C, rel=1e-15)          # one observation is N = 1
    assert loss(net, [X, X, X], [Y, Y, Y]) == pytest.approx(3 * C, rel=1e-15)
    assert loss(net, [X, X, X], [Y, Y, Y], reduction="mean") == pytest.approx(C, rel=1e-15)   # by N, not by N K
    assert loss(net, X, Y, "half_squared_error") == pytest.approx(C / 2, rel=1e-15)
    assert loss(net, X, Y, "absolute_error") == pytest.approx(0.325 + 2.225, rel=1e-15)
    assert loss(net, X, Y, "huber") == pytest.approx(0.325**2 / 2 + 2.225 - 0.5, rel=1e-15)


def test_backward_by_hand(net):
    grad = backward(net, forward(net, X), Y)
    np.testing.assert_allclose(grad.delta[2], D2, rtol=1e-14)
    np.testing.assert_allclose(grad.W[2], GW2, rtol=1e-14)
    np.testing.assert_allclose(grad.b[2], D2, rtol=1e-14)
    np.testing.assert_allclose(grad.delta[1], D1, rtol=1e-14)
    np.testing.assert_allclose(grad.W[1], GW1, rtol=1e-14)
    np.testing.assert_allclose(grad.b[1], D1, rtol=1e-14)
    np.testing.assert_allclose(
        grad.theta, np.concatenate([np.ravel(GW1), D1, np.ravel(GW2), D2]), rtol=1e-14)
    assert gradient_check(net, X, Y) < 1e-9


def test_update_uses_the_old_weights_throughout(net):
    # (17) with eta = 0.1, every gradient taken before any weight moves (erratum E19):
    #   W[2] row 2:  0.5 - 0 = 0.5,  1 - 0.89 = 0.11,  -1 - 0.33375 = -1.33375,  0.7 - 0.11125 = 0.58875
    #   W[1] row 2:  1 - 0.4775 = 0.5225,  0.5 - 0.955 = -0.455,  -0.5 + 0.4775 = -0.0225
    #   W[1] row 3: -1 + 0.575 = -0.425,   1 + 1.15 = 2.15,        0.5 - 0.575 = -0.075
    #   b[1]:  0.5,  -0.5 - 0.4775 = -0.9775,  0.25 + 0.575 = 0.825,  0 - 0.292 = -0.292
    #   b[2]:  0.1 + 0.065 = 0.165,  -0.2 - 0.445 = -0.645
    new = fit(net, [X], [Y], loss="squared_error", eta=0.1, epochs=1, rng=0).net
    np.testing.assert_allclose(new.W[2][1], [0.5, 0.11, -1.33375, 0.58875], rtol=1e-14)
    np.testing.assert_allclose(new.W[1][1], [0.5225, -0.455, -0.0225], rtol=1e-13)
    np.testing.assert_allclose(new.W[1][2], [-0.425, 2.15, -0.075], rtol=1e-13)
    np.testing.assert_allclose(new.W[1][0], W1[0], rtol=0)                           # the silent unit learns nothing
    np.testing.assert_allclose(new.b[1], [0.5, -0.9775, 0.825, -0.292], rtol=1e-13)
    np.testing.assert_allclose(new.b[2], [0.165, -0.645], rtol=1e-13)
    np.testing.assert_array_equal(net.W[1], W1)                                      # and the old network is as it was


def test_softmax_output_by_hand(net):
    # Classes instead: outputs through the softmax, label 1.  z[2] = (0.675, 1.225), their difference is 0.55, so
    # a = (1 / (1 + e^0.55), 1 / (1 + e^-0.55)), C = -log a_2 = log(1 + e^-0.55), delta = a - (0, 1)
    chooser = MLP([3, 4, 2], "relu", "softmax", rng=0).with_theta(net.theta)
    p = 1 / (1 + np.exp(0.55))
    np.testing.assert_allclose(chooser.predict(X), [p, 1 - p], rtol=1e-14)
    for y in (1, [0, 1]):
        assert loss(chooser, X, y, "cross_entropy") == pytest.approx(np.log1p(np.exp(-0.55)), rel=1e-14)
        grad = backward(chooser, forward(chooser, X), y, "cross_entropy")
        np.testing.assert_allclose(grad.delta[2], [p, -p], rtol=1e-13)
        # dC/da[1] = W[2]^T (p, -p) = p (row 1 - row 2) = p (0.5, -1.5, 3, -0.4), the first unit is silent
        np.testing.assert_allclose(grad.b[1], p * np.array([0, -1.5, 3.0, -0.4]), rtol=1e-13)
