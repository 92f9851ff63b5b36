"""The formula sheet: every equation of the lecture, in the form of its record, and what it adds is true."""
import re
from collections import Counter

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, MLP, backward, equations, formulas, forward

SHOWN = formulas.show()._repr_html_()


def test_each_of_the_lectures_equations_is_printed_or_named_once():
    told = Counter(number for part in formulas.PARTS for line in part.lines for number in (*line.printed, *line.also))
    assert set(told.values()) == {1}
    assert sorted([*told, formulas.EMPTY]) == list(range(1, 66)) and not equations.NUMBERED[formulas.EMPTY].latex


def test_what_is_printed_is_the_record():
    for part in formulas.PARTS:
        for line in part.lines:
            for number in line.printed:
                assert equations.NUMBERED[number].latex.replace("&", "&amp;").replace("<", "&lt;") in SHOWN, number
    assert all(e.latex in SHOWN for e in equations.ALL if e.slide == 18)
    marked = re.findall(r"\((\d+)\)</a></b> [^$]*\$[^$]*\$ <small>[^<]*otherwise on the slide: (E\d+)", SHOWN)
    printed = {n for part in formulas.PARTS for line in part.lines for n in line.printed}
    assert {int(n): e for n, e in marked} == {
        n: equations.NUMBERED[n].erratum for n in printed if equations.NUMBERED[n].erratum}


@pytest.mark.parametrize("name, slope", [
    ("step", lambda z, a: 0 * z), ("identity", lambda z, a: 0 * z + 1), ("sigmoid", lambda z, a: a * (1 - a)),
    ("tanh", lambda z, a: 1 - a**2), ("relu", lambda z, a: (z > 0) * 1.0)])
def test_the_slopes_are_right(name, slope):
    z = np.array([-2.0, -0.3, 0.4, 1.5])
    act = ACTIVATIONS[name]
    h = 1e-6
    np.testing.assert_allclose(slope(z, act(z)), (act(z + h) - act(z - h)) / (2 * h), atol=1e-8)


def test_the_matrix_form_and_the_count_of_parameters_are_right():
    rng = np.random.default_rng(3)
    net = MLP([3, 4, 2], hidden="tanh", rng=0)
    x, y = rng.normal(size=3), rng.normal(size=2)
    trace = forward(net, x)
    found = backward(net, trace, y)
    delta = {2: 2 * (trace.a[2] - y)}
    delta[1] = net.W[2].T @ delta[2] * (1 - trace.a[1] ** 2)
    for layer in (1, 2):
        np.testing.assert_allclose(found.W[layer], np.outer(delta[layer], trace.a[layer - 1]))
        np.testing.assert_allclose(found.b[layer], delta[layer])
    assert MLP([5, 7, 1], rng=0).theta.size == 7 * (5 + 2) + 1


def test_the_usual_values_are_those_of_the_two_tables():
    for words in ("1 per class", "softmax", "cross-entropy", "10 to 100", "MSE, or MAE or Huber"):
        assert words in SHOWN.split("Usual values")[1]
