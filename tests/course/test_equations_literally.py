"""Each equation of the lecture, read as it is printed, has the value that the library computes; a changed one has not.

Every sign, index, transpose and factor of each is changed, one at a time.  The few changes that leave it right are
listed, with the reason, in planted.csv beside this file.
"""
import csv
from collections import Counter
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from printed import Reader, Slope, plain
from scenes import NAMES, SHARES, Deep, OneWeight, Scene, X, Y, flat, network, rows, sigmoid

from mlp_lib import ACTIVATIONS, equations, forward, loss

LISTED = Path(__file__).with_name("planted.csv")
DEEP, PLAIN, ONE = Deep(), Deep("identity"), OneWeight()
ROWS = {"regression": rows(Y[:, :1]), "outputs": rows(Y), "classes": rows(SHARES, "softmax")}


def layer(kind, l):
    """Return what the library has for `kind` in layer l: of the pass, of the gradient, or after the step."""
    part = {"z": DEEP.trace.z, "a": DEEP.trace.a, "dW": DEEP.gradient.W, "db": DEEP.gradient.b, "W": DEEP.after.W,
            "b": DEEP.after.b}[kind][l]
    return lambda **_: part


def any_layer(kind):
    return lambda l: layer(kind, l)()


def scalar(name, *symbols):
    """Return the cases of an activation: a sum below 0, at 0 and above it."""
    return [(Scene({"z": z}, {symbol: ACTIVATIONS[NAMES[symbol]] for symbol in symbols}),
             lambda z=z: ACTIVATIONS[name](np.array(z))) for z in (-1.5, 0.0, 0.7)]


def whole(net, functions=(), **letters):
    return [(flat(net, functions, **letters), lambda: net.predict(X[0]))]


def unit(net, functions=()):
    """Return the case of one neuron, whose weights are a vector and whose bias is a number."""
    return [(flat(net, functions, w=net.W[1][0], b=net.b[1][0], y=net.predict(X[0])[0]), lambda: net.predict(X[0]))]


def basis_first(which=0):
    """Return the parameters by the names of (3): theta_2 are those of the basis, the first layer of the network."""
    layer = {1: 2, 2: 1}.get(which)
    return SimpleNamespace(W=LEARNED.W[layer], b=LEARNED.b[layer]) if which else LEARNED


LINE, NEURON, LEARNED = network(3, 1, output="identity"), network(3, 1), network(3, 3, 3, output="identity")
WHOLE, FIRST = network(3, 3, 3, 3, hidden=["tanh", "sigmoid"], output="softplus"), network(3, 3)
FIXED = {r"\phi": lambda x: sigmoid(LEARNED.W[1] @ x + LEARNED.b[1][:, None])}
OWN = {r"\phi": lambda x, theta: sigmoid(theta.W @ x + theta.b[:, None])}
LOGITS = Scene({"z": X[0]}, {"softmax": lambda z: ACTIVATIONS["softmax"](z[:, 0])[:, None]}, **{"k'": 3})
TRUE = lambda: 1.0                                      # noqa: E731
COST = lambda: loss(DEEP.net, DEEP.x, DEEP.y)           # noqa: E731
HIDDEN = forward(network(3, 3, 1, output="identity"), X).a
BACK = DEEP.net.W[3].T @ DEEP.gradient.delta[3]
CASES = {                                               # number -> [(scene, what the library says)]
    1: unit(LINE), 2: whole(LEARNED, FIXED), 3: whole(LEARNED, OWN, **{r"\theta": basis_first}), 4: whole(WHOLE),
    5: unit(NEURON, {"f": sigmoid}),
    6: scalar("step", "step"), 7: scalar("identity", "identity"), 8: scalar("sigmoid", r"\sigma"),
    9: scalar("tanh", r"\tanh", r"\sigma"), 10: scalar("relu", "ReLU"), 11: unit(NEURON),
    12: [(flat(FIRST), lambda: X[0])], 13: whole(FIRST),
    "S18a": [(ROWS["regression"], lambda n, m: HIDDEN[1][n - 1, m - 1])],
    "S18b": [(ROWS["regression"], lambda n: HIDDEN[2][n - 1, 0])],
    14: [(ROWS["outputs"], lambda: loss(network(3, 3, 3, output="identity"), X, Y))],
    15: [(ROWS["regression"], lambda: loss(network(3, 3, 1, output="identity"), X, Y[:, :1]))],
    16: [(ROWS["classes"], lambda: loss(network(3, 3, 3, output="softmax"), X, SHARES, "cross_entropy"))],
    17: [(ONE, lambda: DEEP.after.W[2][1, 2])],
    21: [(PLAIN, lambda: PLAIN.trace.a[3])], 32: [(DEEP, lambda: BACK)],
    65: [(LOGITS, lambda k: ACTIVATIONS["softmax"](X[0])[k - 1])],
    **{n: [(DEEP, any_layer(kind))] for kind, numbers in {"a": (18, 40, 61), "z": (39,)}.items() for n in numbers},
    **{n: [(DEEP, COST)] for n in (22, 43)}, **{n: [(DEEP, TRUE)] for n in (29, 30, 31)},
    **{n: [(DEEP, layer(kind, l))] for (kind, l), numbers in {
        ("z", 3): (20, 41), ("a", 3): (42,), ("dW", 3): (19, 23, 44, 62), ("db", 3): (24, 45), ("W", 3): (25, 46),
        ("b", 3): (26, 47), ("dW", 2): (27, 33, 34, 48, 63), ("db", 2): (28, 35, 36, 49), ("W", 2): (37, 50),
        ("b", 2): (38, 51), ("dW", 1): (52, 57, 64), ("db", 1): (53, 58), ("W", 1): (55, 59),
        ("b", 1): (56, 60)}.items() for n in numbers},
}
FREE = {"S18a": "nm", "S18b": "n", 18: "l", 39: "l", 40: "l", 61: "l", 65: "k"}


def printed():
    """Return the equations by number; one that goes on from the one before begins with what that begins with."""
    found, before = {}, ""
    for e in equations.ALL:
        if e.latex:
            latex = before + " " + e.latex if e.latex.startswith("=") else e.latex
            before = latex.split(" = ")[0]
            found[e.number or ("S18a" if "unit" in e.words else "S18b")] = latex
    return found


NAMED = printed()


def points(name):
    """Yield each scene of an equation, what the library says there, and the free indices."""
    for scene, truth in CASES[name]:
        for places in product((1, 2, 3), repeat=len(FREE.get(name, ""))):
            indices = dict(zip(FREE.get(name, ""), places, strict=True))
            yield scene, np.asarray(truth(**indices)), indices


def right(tokens, name):
    """Return whether all sides of the equation are what the library says, in each scene and for each index."""
    for scene, truth, indices in points(name):
        sides = Reader(tokens, scene, **indices).sides()
        if len({(side.above, side.below) for side in sides if isinstance(side, Slope)}) > 1:
            return False                                # slopes of one thing by another, on each side the same two
        for value in map(plain, sides):
            if np.size(value) != truth.size or not np.allclose(np.reshape(value, truth.shape), truth, rtol=1e-9):
                return False
    return True


def holds(tokens, name):
    """Return the same of a changed equation, which may also make no sense."""
    try:
        return right(tokens, name)
    except (ArithmeticError, LookupError, SyntaxError, TypeError, ValueError):
        return False


def changed(name):
    """Yield each small change of an equation: its kind, what was there, what is there now, and all tokens with it."""
    changes = {}
    for scene, _, indices in points(name):
        reader = Reader(NAMED[name], scene, **indices)
        reader.sides()
        changes |= reader.changes
    for (start, end, new), kind in sorted(changes.items()):
        was, rest = reader.tokens[start:end], reader.tokens[end:]
        yield kind, "".join(was), "".join(new), [*reader.tokens[:start], *new, *rest]


def listed():
    with LISTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", NAMED, ids=str)
def test_printed_equation_is_what_the_library_computes(name):
    assert right(NAMED[name], name)


@pytest.mark.parametrize("name", NAMED, ids=str)
def test_every_small_change_of_it_is_noticed(name):
    tried = list(changed(name))
    alive = [(was, becomes) for _, was, becomes, tokens in tried if holds(tokens, name)]
    assert tried and alive == [(row["was"], row["becomes"]) for row in listed() if row["equation"] == str(name)]


def test_all_are_read_and_all_kinds_of_change_are_made():
    assert list(CASES.keys() ^ NAMED.keys()) == [] and len(NAMED) == 66     # 64 with a number, two without
    kinds = Counter(kind for name in NAMED for kind, *_ in changed(name))
    assert kinds == {"index": 707, "factor": 298, "sign": 50, "transpose": 23}
    assert all(row["reason"] for row in listed())
