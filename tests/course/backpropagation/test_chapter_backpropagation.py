"""Equations (17) to (64) as the chapter prints them, read from their LaTeX factor by factor and worked in plain loops.

Nothing here uses the library's derivatives: a factor such as dz/da is a list of rows filled entry by entry, and the
product of all factors of an equation must be what `backward` gives, and what finite differences of a plain cost give.
"""
import itertools
import math
import re

import numpy as np
import pytest

from mlp_lib import MLP, backward, equations, fit, forward, loss

LATEX = {n: e.latex for n, e in equations.NUMBERED.items()}
FRACTION = re.compile(r"\\frac\{\\partial (.+?)\}\{\\partial (.+?)\}(?= |$|\\frac)")
GRADIENTS = (19, 23, 24, 27, 28, 33, 34, 35, 36, 44, 45, 48, 49, 52, 53, 57, 58, 62, 63, 64)
UPDATES = {25: "L", 26: "L", 37: "L-1", 38: "L-1", 46: "L", 47: "L", 50: "L-1", 51: "L-1", 55: "L-2", 56: "L-2",
           59: "1", 60: "1"}
NETS = {"1-1-1-1": 0, "2-2-2-1": 1, "3-2-4-2": 2, "2-3-2-2-1": 3, "2-1-3-2-2-2": 4}


def sigma(z):
    return 1 / (1 + math.exp(-z))


class Plain:
    """A network in plain lists: sigmoid hidden layers, identity output, one observation."""

    def __init__(self, name):
        self.sizes = [int(n) for n in name.split("-")]
        rng = np.random.default_rng(NETS[name])
        self.L = len(self.sizes) - 1
        self.W = {l: rng.uniform(-1.5, 1.5, (self.sizes[l], self.sizes[l - 1])).tolist() for l in self.layers}
        self.b = {l: rng.uniform(-0.5, 0.5, self.sizes[l]).tolist() for l in self.layers}
        self.x, self.y = rng.uniform(-1, 1, self.sizes[0]).tolist(), rng.uniform(-2, 2, self.sizes[-1]).tolist()
        self.run()

    @property
    def layers(self):
        return range(1, self.L + 1)

    def run(self):
        """(39) to (43), neuron by neuron; also (18), (20) to (22), (61)."""
        self.z, self.a = {}, {0: self.x}
        for l in self.layers:
            self.z[l] = [sum(self.W[l][i][j] * self.a[l - 1][j] for j in range(self.sizes[l - 1])) + self.b[l][i]
                         for i in range(self.sizes[l])]
            self.a[l] = list(self.z[l]) if l == self.L else [sigma(z) for z in self.z[l]]
        return sum((self.a[self.L][k] - self.y[k]) ** 2 for k in range(self.sizes[-1]))

    def library(self):
        """The same network of mlp_lib."""
        net = MLP(self.sizes, "sigmoid", "identity", rng=0)
        for l in self.layers:
            net.W[l], net.b[l] = self.W[l], self.b[l]
        return net

    def difference(self, kind, l, h=1e-5):
        """dC/dW^(l) or dC/db^(l), each entry nudged up and down, the whole network run anew."""
        rows = self.W[l] if kind == "W" else [self.b[l]]
        gradient = [[0.0] * len(row) for row in rows]
        for row, out in zip(rows, gradient, strict=True):
            for j, old in enumerate(row):
                row[j] = old + h
                up = self.run()
                row[j] = old - h
                out[j] = (up - self.run()) / (2 * h)
                row[j] = old
        self.run()
        return np.array(gradient) if kind == "W" else np.array(gradient[0])

    def jacobian(self, over, under):
        """The factor d(over)/d(under) as nested lists, entry by entry; over and under are ("z", 2) and the like."""
        (kind, l), (of, k) = over, under
        n = range(self.sizes[l] if kind != "loss" else 1)
        m = range(self.sizes[k])
        if kind == "loss" and (of, k) == ("a", self.L):
            return [[2 * (self.a[k][j] - self.y[j]) for j in m]]
        if (kind, of) == ("a", "z") and l == k:
            slope = [1.0 if l == self.L else sigma(z) * (1 - sigma(z)) for z in self.z[l]]
            return [[slope[i] if i == j else 0.0 for j in m] for i in n]
        if (kind, of) == ("z", "a") and k == l - 1:
            return [[self.W[l][i][j] for j in m] for i in n]
        if (kind, of) == ("z", "b") and l == k:
            return [[1.0 if i == j else 0.0 for j in m] for i in n]
        if (kind, of) == ("z", "W") and l == k:             # columns: (to, from), row by row of W
            return [[self.a[l - 1][q] if i == p else 0.0 for p in n for q in range(self.sizes[l - 1])] for i in n]
        raise AssertionError(f"d{over}/d{under} is no factor of a chain: does the chain have a hole?")


def quantity(text, L):
    """Return ("z", 2) for \\mathbf{z}^{(L-1)} of a network with L = 3 layers, and ("loss", None) for the loss."""
    if text in (r"\mathcal{L}", "C"):
        return "loss", None
    kind, layer = re.fullmatch(r"\\mathbf\{(\w)\}\^\{\(([L\d-]+)\)\}", text).groups()
    return kind, eval(layer, {"L": L})


def chain(number, L):
    """Return the left side's quantity and the factors of the printed equation, dots filled in."""
    text = LATEX[number]
    if text.startswith("="):                                # (34), (36) go on from (33), (35)
        text = LATEX[number - 1].split(" = ")[0] + " " + text
    left, right = text.split("= ", 1)
    ((_, under),) = FRACTION.findall(left.strip())
    head, *tail = right.split(" = ")[0].split(r"\cdots")
    before, after = ([(quantity(o, L), quantity(u, L)) for o, u in FRACTION.findall(part.strip())]
                     for part in (head, "".join(tail)))
    if not tail:
        return quantity(under, L), before
    down, up = before[-1][1][1], after[0][0][1]             # layers on both sides of the dots
    between = [f for l in range(down, up, -1) for f in ((("z", l), ("a", l - 1)), (("a", l - 1), ("z", l - 1)))]
    return quantity(under, L), before + between + after


def product(rows):
    """Multiply matrices of nested lists."""
    result = rows[0]
    for B in rows[1:]:
        result = [[sum(row[i] * B[i][j] for i in range(len(B))) for j in range(len(B[0]))] for row in result]
    return result[0]


@pytest.mark.parametrize("number, name", [(number, name) for number in GRADIENTS for name in NETS
                                          if number < 62 or name.count("-") == 3])         # S33 has three layers
def test_gradients_factor_by_factor(number, name):
    plain = Plain(name)
    (kind, l), factors = chain(number, plain.L)
    if factors[0][1][1] != plain.L:                         # (27), (28), (33), (35) begin inside: (32) leads there
        factors = chain(32, plain.L)[1] + factors[1:]
    for (_, under), (over, _) in itertools.pairwise(factors):
        assert under == over, "each denominator comes back as the next numerator"
    assert factors[-1][1] == (kind, l)
    got = product([plain.jacobian(*factor) for factor in factors])
    grad = backward(plain.library(), forward(plain.library(), plain.x), plain.y)
    np.testing.assert_allclose(got, np.ravel(getattr(grad, kind)[l]), rtol=1e-11, atol=1e-14)
    np.testing.assert_allclose(got, plain.difference(kind, l).ravel(), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", NETS)
def test_the_error_one_layer_back(name):
    plain = Plain(name)
    (kind, l), factors = chain(32, plain.L)
    assert (kind, l) == ("a", plain.L - 1) and len(factors) == 3
    got = product([plain.jacobian(*factor) for factor in factors])
    net = plain.library()
    grad = backward(net, forward(net, plain.x), plain.y)
    np.testing.assert_allclose(got, grad.delta[plain.L] @ net.W[plain.L], rtol=1e-12)


def test_lengths_of_the_chains():
    assert [len(chain(n, 3)[1]) for n in (62, 63, 64)] == [3, 5, 7]
    assert [len(chain(n, 3)[1]) for n in (44, 48, 52, 57)] == [3, 5, 7, 7]
    assert len(chain(57, 5)[1]) == len(chain(58, 5)[1]) == 11                # the quiz: 2 L + 1


@pytest.mark.parametrize("name", NETS)
def test_short_forms_of_23_and_24(name):
    plain = Plain(name)
    for number, kind in ((23, "W"), (24, "b")):
        delta = r"(\mathbf{a}^{(L)} - \mathbf{y}) \odot \sigma'(\mathbf{z}^{(L)})"
        assert LATEX[number].endswith(rf"= 2 \left({delta}\right) (\mathbf{{a}}^{{(L-1)}})^\top" if kind == "W"
                                      else rf"= 2 {delta} \cdot 1")              # E14: the slide has neither sign
        L = plain.L
        delta = [2 * (plain.a[L][i] - plain.y[i]) * 1.0 for i in range(plain.sizes[L])]     # sigma' = 1: E4
        want = [[d * a for a in plain.a[L - 1]] for d in delta] if kind == "W" else delta   # outer product: E14
        np.testing.assert_allclose(plain.difference(kind, L), want, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", NETS)
def test_forward_pass_and_cost(name):
    plain = Plain(name)
    net = plain.library()
    trace = forward(net, plain.x)
    for l in plain.layers:                                  # (18), (20), (21), (39) to (42), (61)
        np.testing.assert_allclose(trace.z[l], plain.z[l], rtol=1e-13)
        np.testing.assert_allclose(trace.a[l], plain.a[l], rtol=1e-13)
    assert trace.a[plain.L].tolist() == trace.z[plain.L].tolist()
    assert loss(net, plain.x, plain.y) == pytest.approx(plain.run(), rel=1e-13)             # (22), (43)
    assert LATEX[22] == r"C = \sum_k \left(a_k^{(L)} - y_k\right)^2"
    assert LATEX[18] == LATEX[61] and r"\mathbf{W}^{(l)}" in LATEX[18]                      # E13
    assert LATEX[40].startswith(r"\mathbf{a}^{(l),0}")                                      # E21


@pytest.mark.parametrize("number", UPDATES)
def test_updates_with_old_weights(number):
    """Every printed update is old minus eta times the gradient of the same layer, and `fit` does all from the old."""
    kind = "W" if number not in (26, 38, 47, 51, 56, 60) else "b"
    new, old = ("r+1", "r") if number < 39 else ("1", "0")
    layer = UPDATES[number]
    symbol = rf"\mathbf{{{kind}}}^{{({layer})"
    assert LATEX[number] == (rf"{symbol},{new}}} = {symbol},{old}}} - \eta "
                             rf"\frac{{\partial \mathcal{{L}}}}{{\partial {symbol}}}}}")
    for name in ("1-1-1-1", "2-2-2-1", "3-2-4-2"):
        plain, eta = Plain(name), 0.7
        l = eval(layer, {"L": plain.L})
        old_values = np.array(plain.W[l] if kind == "W" else plain.b[l])
        want = old_values - eta * plain.difference(kind, l)
        after = fit(plain.library(), [plain.x], [plain.y], loss="squared_error", eta=eta, epochs=1, rng=0).net
        np.testing.assert_allclose(getattr(after, kind)[l], want, rtol=1e-6, atol=1e-7)


def test_gradient_descent_17():
    assert LATEX[17] == r"w^{\text{new}} = w^{\text{old}} - \eta \frac{\partial C}{\partial w^{\text{old}}}"
    net = MLP([1, 1], output="identity", rng=0)             # y-hat = w x + b, C = (w x + b - y)^2
    net.W[1], net.b[1] = [[2.0]], [0.0]
    after = fit(net, [[3.0]], [[9.0]], loss="squared_error", eta=0.05, epochs=1, rng=0).net
    assert after.W[1][0, 0] == pytest.approx(2.9, abs=1e-14)                 # 2 + 0.05 * 18, the exercise's number
    assert after.b[1][0] == pytest.approx(0.05 * 6, abs=1e-14)


@pytest.mark.parametrize("number, of", [(29, "C"), (30, "a"), (31, "z")])
def test_depends_on_is_not_proportional_to(number, of):
    assert r"\text{ depends on }" in LATEX[number] and "propto" not in LATEX[number]
    z = {"C": lambda a: (a - 3.0) ** 2, "a": sigma, "z": lambda a: -1.5 * a + 0.5}[of]       # the chain's numbers
    assert z(0.4) != z(0.8) and abs(z(0.8) - 2 * z(0.4)) > 0.1               # E15: twice the cause, another effect


def test_54_is_empty_and_53_has_no_hole():
    assert LATEX[54] == ""
    printed = [f for f in chain(53, 3)[1] if f != (("z", 2), ("a", 1))]      # as the slide has it, E16
    assert len(printed) == len(chain(53, 3)[1]) - 1
    plain = Plain("1-1-1-1")
    hole = math.prod(plain.jacobian(*f)[0][0] for f in printed)
    assert hole * plain.W[2][0][0] == pytest.approx(plain.difference("b", 1)[0], rel=1e-6)
    assert abs(hole - plain.difference("b", 1)[0]) > 1e-3
