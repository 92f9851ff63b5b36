"""The numbers of the page on backpropagation, typed once more: what its tests compare the page and explorers with."""
import math

from mlp_lib import MLP

X, Y = 1.2, 3.0
HOUR, BIKES = [1.2, -0.5], [3.0]


def sigma(z):
    """Equation (8), for one number."""
    return 1 / (1 + math.exp(-z))


def cost(w1=0.8, b1=-0.3, w2=-1.5, b2=0.5, w3=2.0, b3=0.4):
    """The chain of the page, in plain numbers."""
    return (w3 * sigma(w2 * sigma(w1 * X + b1) + b2) + b3 - Y) ** 2


def slope(name, at, h=1e-5):
    """The central difference of `cost` over one of its weights."""
    return (cost(**{name: at + h}) - cost(**{name: at - h})) / (2 * h)


def chain():
    """The network of one neuron per layer."""
    net = MLP([1, 1, 1, 1], "sigmoid", "identity", rng=0)
    net.theta = [0.8, -0.3, -1.5, 0.5, 2.0, 0.4]
    return net


def wide():
    """The network of two neurons per hidden layer."""
    net = MLP([2, 2, 2, 1], "sigmoid", "identity", rng=0)
    net.W[1], net.b[1] = [[0.8, -0.4], [0.3, 0.9]], [-0.3, 0.1]
    net.W[2], net.b[2] = [[-1.5, 0.6], [0.7, 1.1]], [0.5, -0.2]
    net.W[3], net.b[3] = [[2.0, -1.0]], [0.4]
    return net
