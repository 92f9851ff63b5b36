"""The chain as a product of Jacobians: each factor against finite differences, and what the page says of it all."""
import numpy as np
import pytest
from backpropagation_page import BIKES, HOUR
from chapter import Page

from mlp_lib import backward, exercises, forward

PAGE = Page("backpropagation")
x, y = np.array(HOUR), np.array(BIKES)


def jacobian(f, v, h=1e-6):
    """Return du_i / dv_j by central differences, (entries of u, entries of v)."""
    return np.stack([(f(v + h * e) - f(v - h * e)) / (2 * h) for e in np.eye(len(v))], axis=1)


def test_the_three_kinds_of_factors_and_their_product(wide):
    net = wide
    z, a = forward(net, x)
    sigma = {l: net.sigma[l] for l in net.W}
    row = jacobian(lambda a3: np.array([np.sum((a3 - y) ** 2)]), a[3])
    D = {l: jacobian(sigma[l], z[l]) for l in net.W}
    M = {l: jacobian(lambda v, l=l: net.W[l] @ v + net.b[l], a[l - 1]) for l in (2, 3)}
    assert row == pytest.approx(2 * (a[3] - y)[None, :], rel=1e-6)
    for l in net.W:
        assert D[l] == pytest.approx(np.diag(sigma[l].derivative(z[l])), abs=1e-8)
    assert all(M[l] == pytest.approx(net.W[l], abs=1e-8) for l in M)
    product = row @ D[3] @ M[3] @ D[2] @ M[2] @ D[1]

    def cost(z1):
        a2 = sigma[2](net.W[2] @ sigma[1](z1) + net.b[2])
        return np.array([np.sum((net.W[3] @ a2 + net.b[3] - y) ** 2)])
    assert product == pytest.approx(jacobian(cost, z[1]), rel=1e-5)
    assert product[0] == pytest.approx(backward(net, forward(net, x), y).delta[1], rel=1e-5)
    shapes = [f"{m} x {n}," for m, n in (J.shape for J in (row, D[3], M[3], D[2], M[2], D[1]))]
    assert f"shapes: {' '.join(shapes)} and the product: 1 x 2" in PAGE.printed
    assert f"{product[0, 0]:.4f} {product[0, 1]:.4f}" in PAGE.printed


def products(shapes):
    """Return the multiplications that matrices of these shapes take in a row from the left, and from the right."""
    def cost(chain, first):
        total = 0
        while len(chain) > 1:
            i = 0 if first else len(chain) - 2
            (m, k), (_, n) = chain[i:i + 2]
            total, chain = total + m * k * n, [*chain[:i], (m, n), *chain[i + 2:]]
        return total
    return cost(shapes, True), cost(shapes, False)


def test_from_the_row_it_is_80_times_less_work():
    n, exercise = 100, exercises.ALL["from-which-end"]
    assert "50,000 multiplications from the left and 4,010,000 from the right, 80 times the work" in PAGE.text
    assert products([(1, n)] + [(n, n)] * 5) == (50_000, 4_010_000) and round(4_010_000 / 50_000) == 80
    assert "it is 20,300 against 1,040,000, still 51 times" in PAGE.text     # row D3 W3 D2 W2 D1, each D entry by entry
    assert (n + n**2 + n + n**2 + n, n**2 + n**2 + n**3 + n**2 + n**2) == (20_300, 1_040_000)
    assert round(1_040_000 / 20_300) == 51
    assert exercise.solution == products([(1, 2), (2, 2), (2, 4), (4, 4)])
    assert "30,000 against 2,010,000, 67 times the work" in " ".join(exercise.why.split())
    assert products([(1, n)] + [(n, n)] * 3) == (30_000, 2_010_000) and 2_010_000 / 30_000 == 67
    assert "about three times" in " ".join(exercise.why.split())
    assert 3 * n**2 / (n + n**2 + n) == pytest.approx(3, rel=0.03)
    assert [exercises.check("from-which-end", answer).message.split(" costs")[0] for answer in (
        (2 + 8 + 4, 8 + 8 + 8), (14, 56), (28, 24))] == [
        "Here a diagonal matrix", "The second is right. In the first a diagonal matrix",
        "The first is right. In the second a diagonal matrix"]


def test_the_last_factor_has_three_indices(wide):
    assert r"$\partial z_i / \partial w_{k,j}$ is $a_j$ if $i = k$, and 0 otherwise" in PAGE.text
    net = wide
    a1 = forward(net, x).a[1]
    flat = jacobian(lambda w: w.reshape(2, 2) @ a1 + net.b[2], net.W[2].ravel())
    for i in range(2):
        for k in range(2):
            assert flat[i].reshape(2, 2)[k] == pytest.approx(a1 if i == k else [0, 0], abs=1e-8)
    delta = backward(net, forward(net, x), y).delta[2]
    assert (delta @ flat).reshape(2, 2) == pytest.approx(np.outer(delta, a1), rel=1e-6)
