"""The chain as a product of Jacobians: each factor against finite differences, and what the page says of it all."""
from pathlib import Path

import nbformat
import numpy as np
import pytest
from backpropagation_page import BIKES, HOUR

from mlp_lib import backward, forward
from tools import terms

CELLS = nbformat.read(Path(__file__).parents[3] / "chapters" / "backpropagation.ipynb", as_version=4).cells
TEXT = terms.plain(" ".join(cell.source for cell in CELLS if cell.cell_type == "markdown"))
PRINTED = "".join(output.text for cell in CELLS for output in cell.get("outputs", []) if output.output_type == "stream")
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
    assert f"shapes: {' '.join(shapes)} and the product: 1 x 2" in PRINTED
    assert f"{product[0, 0]:.4f} {product[0, 1]:.4f}" in PRINTED


def test_the_last_factor_has_three_indices(wide):
    assert r"$\partial z_i / \partial w_{k,j}$ is $a_j$ if $i = k$, and 0 otherwise" in TEXT
    net = wide
    a1 = forward(net, x).a[1]
    flat = jacobian(lambda w: w.reshape(2, 2) @ a1 + net.b[2], net.W[2].ravel())
    for i in range(2):
        for k in range(2):
            assert flat[i].reshape(2, 2)[k] == pytest.approx(a1 if i == k else [0, 0], abs=1e-8)
    delta = backward(net, forward(net, x), y).delta[2]
    assert (delta @ flat).reshape(2, 2) == pytest.approx(np.outer(delta, a1), rel=1e-6)
