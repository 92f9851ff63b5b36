"""Scenes: networks with numbers, in which each equation of the lecture has a value, and what the library says it is.

A scene knows what a letter with its indices stands for.  Its own forward pass is NumPy, written out, and its slopes
are taken by complex steps, exact to the last digits; what they are compared with comes from `mlp_lib`.  Everything
has three entries, so that no wrong index or transpose is given away by its form.
"""
from functools import cache
from types import SimpleNamespace

import numpy as np
from printed import Slope

from mlp_lib import MLP, backward, fit, forward, loss

RATE, H = 0.3, 1e-30
NAMES = {r"\sigma": "sigmoid", r"\tanh": "tanh", "ReLU": "relu", "step": "step", "identity": "identity"}
X = np.array([[0.4, -0.7, 1.1], [-1.3, 0.6, 0.2], [0.8, 1.5, -0.9]])
Y = np.array([[0.9, 0.2, 0.6], [0.1, 0.7, 0.5], [0.3, 0.8, 0.4]])
SHARES = np.array([[0.5, 0.2, 0.3], [0.1, 0.6, 0.3], [0.25, 0.35, 0.4]])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def network(*sizes, hidden="sigmoid", output="sigmoid", seed=0):
    """Return a network in which no number is like another, biases included."""
    net = MLP(sizes, hidden, output, rng=seed)
    return net.with_theta(np.random.default_rng(seed + 1).uniform(-1.5, 1.5, net.theta.size))


class Scene:
    """Letters and functions by name; `sizes` are numbers that an index may be, or the ends of sums."""

    def __init__(self, things=(), functions=(), **sizes):
        self.things = dict(things)
        self.functions = {r"\sigma": sigmoid, r"\sigma'": lambda z: sigmoid(z) * (1 - sigmoid(z)), **dict(functions)}
        self.sizes = {"L": 3, "r": 0} | sizes

    def value(self, symbol):
        """Return a number, or a vector as a column; places count from 1."""
        letter, below, above = symbol
        thing = self.things[(letter, *above)] if above else self.things[letter]
        if callable(thing):
            return thing(*below)
        for place in below:
            if not 1 <= place <= len(thing):
                raise IndexError(f"{letter} has no entry {below}")
            thing = thing[place - 1]
        return thing[:, None] if np.ndim(thing) == 1 else thing

    def function(self, symbol, *arguments):
        found = self.functions[symbol.letter]
        return found(*symbol.below, *arguments) if symbol.letter in ("f", r"\phi") else found(*arguments)


class Deep(Scene):
    """One observation in a network of three layers: before a step of gradient descent and after it."""

    def __init__(self, output="sigmoid"):
        self.net, self.output = network(3, 3, 3, 3, output=output), output
        self.x, self.y = X[0], Y[0]
        self.after = fit(self.net, X[:1], Y[:1], loss="squared_error", eta=RATE, epochs=1).net
        self.trace, self.gradient = forward(self.net, self.x), backward(self.net, forward(self.net, self.x), self.y)
        things = {r"\eta": RATE, "y": self.y}
        for iteration, net in enumerate((self.net, self.after)):
            found = self.run(net)
            for (letter, *layer), array in found.items():
                things[(letter, *layer, iteration)] = array
                if not iteration:
                    things[(letter, *layer) if layer else letter] = array
        super().__init__(things, k=3)
        self.things["mathcalL"] = self.things["C"]
        self.slope = cache(self._slope)

    def run(self, net, forced=()):
        """Return every quantity of the network by its letter and layer; `forced` are held at other values."""
        found = {("x",): self.x, ("a", 0): self.x} | {(s, l): getattr(net, s)[l] for s in "Wb" for l in (1, 2, 3)}
        found |= forced
        for l in (1, 2, 3):
            found["z", l] = found["W", l] @ found["a", l - 1] + found["b", l]
            found |= forced
            found["a", l] = found["z", l] if l == 3 and self.output == "identity" else sigmoid(found["z", l])
            found |= forced
        return found | {("C",): ((found["a", 3] - self.y) ** 2).sum()}

    def _slope(self, above, below):
        (top, _, *_), key = above, (below.letter, *below.above)
        start = self.run(self.net)
        name = ("C",) if top in ("C", "mathcalL") else (top, *above.above)
        parts = []
        for place in np.ndindex(start[key].shape):
            nudged = start[key].astype(complex)
            nudged[place] += 1j * H
            parts.append(self.run(self.net, {key: nudged})[name].imag / H)
        shape = np.shape(start[name])
        slopes = np.moveaxis(np.array(parts), 0, -1).reshape(*shape, *start[key].shape)
        return Slope(slopes, above, below, start[key].ndim)


class OneWeight(Scene):
    """One weight of that network, w_{2,3} of its second layer, and the cost as its function."""

    def __init__(self):
        self.deep = Deep()
        super().__init__({r"\eta": RATE, **{("w", i): net.W[2][1, 2] for i, net in enumerate(
            (self.deep.net, self.deep.after))}})

    def slope(self, above, below):
        nudged = self.deep.net.W[2].astype(complex)
        nudged[1, 2] = self.value(below) + 1j * H
        return Slope(self.deep.run(self.deep.net, {("W", 2): nudged})["C",].imag / H, above, below, 0)


def flat(net, functions=(), **letters):
    """Return the scene of one observation: letters without a layer are those of the last one, or given."""
    def f(*given):                                      # (x, theta), or (l, a), or (1, x, theta_1)
        if not isinstance(given[0], int):
            return net.predict(given[0][:, 0])[:, None]
        l, a, *theta = given
        W, b = (theta[0].W, theta[0].b) if theta else (net.W[l], net.b[l])
        return net.sigma[l](W @ a + b[:, None])

    def theta(l=0):
        return SimpleNamespace(W=net.W[l], b=net.b[l]) if l else net

    things = {"x": X[0], "a": X[0], ("a", 0): X[0], ("a", 1): forward(net, X[0]).a[1], "W": net.W[net.L],
              "w": net.W[net.L], "b": net.b[net.L], r"\theta": theta, "newneuron": net.predict(X[0])}
    return Scene(things | letters, {"f": f, **dict(functions)}, D=3, M=3, m=3, i=3)


def rows(target, output="identity"):
    """Return the scene of three observations in a network with one hidden layer of three units."""
    net = network(3, 3, target.shape[1], output=output)
    a = sigmoid(X @ net.W[1].T + net.b[1])
    out = net.predict(X)
    one = out.shape[1] == 1
    return Scene({"x": X, ("a", 1): a, ("w", 1): net.W[1], ("b", 1): net.b[1], ("w", 2): net.W[2], "haty": out[:, 0],
                  ("b", 2): net.b[2][0] if one else net.b[2], "y": target[:, 0] if one else target,
                  "mathcalL": loss(net, X, target, "cross_entropy" if output == "softmax" else "squared_error")},
                 {"f": lambda k, x: net.predict(x[:, 0])[k - 1]}, D=3, M=3, N=3, K=out.shape[1])
