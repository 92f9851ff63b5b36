"""The exam: its points add up, question by question, its links lead somewhere, and its numbers are the code's."""
import re

import numpy as np
import pytest
from chapter import CHAPTERS, Page

from tools import minutes

PAGE = Page("exam")
QUESTIONS = {int(n): (int(points), cell.source) for cell in PAGE.cells if cell.cell_type == "markdown"
             for n, points in re.findall(r"^### (\d+)\. .+? \((\d+) points\)$", cell.source, re.M)}
PAGE.printed = PAGE.cells[-1].outputs[0].text


def scheme(number):
    return QUESTIONS[number][1].split(":::{dropdown} Marking scheme")[1]


def test_ten_questions_sixty_points():
    assert list(QUESTIONS) == list(range(1, 11))
    assert sum(points for points, _ in QUESTIONS.values()) == 60


@pytest.mark.parametrize("number", QUESTIONS)
def test_the_scheme_gives_the_questions_points_and_leads_back(number):
    text = scheme(number)
    given = [int(n) for n in re.findall(r"(?<!{)\((\d+)(?: points?)?(?:;[^)]*)?\)", text)]
    assert (6 if "a point each" in text else sum(given)) == QUESTIONS[number][0]
    page, section = re.search(r"\[Read again\]\(([\w-]+)\.ipynb#([\w-]+)\)", text).groups()
    assert section in minutes.sections(CHAPTERS / f"{page}.ipynb")


def test_numbers_are_worked_out_apart_from_the_library():
    W1, b1, W2, b2 = np.array([[1, -1], [0.5, 1]]), np.array([0, -1]), np.array([2, -1]), 0.5
    x, eta = np.array([2, 1]), 0.1
    a1 = np.maximum(W1 @ x + b1, 0)
    d2 = 2 * (W2 @ a1 + b2 - 1)
    d1 = W2 * d2 * (a1 > 0)
    assert (a1.tolist(), d2, d1.tolist(), np.outer(d1, x).tolist()) == ([1, 1], 1, [2, -1], [[4, 2], [-2, -1]])
    for line in (r"\mathbf{z}^{(1)} = (2 - 1 + 0,\ 1 + 1 - 1) = (1, 1)", r"\hat{y} = 2 - 1 + 0.5 = 1.5", "C = 0.25"):
        assert line in scheme(3)
    z = (W1 - eta * np.outer(d1, x)) @ x + b1 - eta * d1
    y = (W2 - eta * d2 * a1) @ np.maximum(z, 0) + b2 - eta * d2
    np.testing.assert_allclose([*z, y, (y - 1) ** 2], [-0.2, 1.6, -1.36, 5.57], atol=1e-3)
    assert r"(-0.2, 1.6)$, $\mathbf{a}^{(1)} = (0, 1.6)$, $\hat{y} = -1.36$, $C = 5.57" in scheme(5)
    np.testing.assert_allclose(W1.T @ x + b1, [2.5, -2])
    assert r"(2.5, -2)" in scheme(3)
    e = np.exp([2, 0, 1])
    assert [f"{v:.3f}" for v in [*e, e.sum(), *e / e.sum(), np.log(e.sum()) - 1, e[2] / e.sum() - 1]] == [
        "7.389", "1.000", "2.718", "11.107", "0.665", "0.090", "0.245", "1.408", "-0.755"]
    for number in ("7.389, 1, 2.718", "11.107", "(0.665, 0.090, 0.245)", "1.408", "(0.665, 0.090, -0.755)"):
        assert number in scheme(7)
    assert "78 weights, 14 biases" in PAGE.printed and "5 \\cdot 6 + 6 \\cdot 6 + 6 \\cdot 2 = 78" in scheme(1)
