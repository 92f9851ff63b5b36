"""A chain: a network with one neuron in each layer, where every derivative is one number."""
from __future__ import annotations

from typing import Literal

from mlp_lib.course.scenery.words import symbol
from mlp_lib.network import MLP, backward, forward

H = 1e-5                                            # nudge of the finite differences
At = tuple[str, int]                                # such as ("w", 2), the weight of layer 2
Quantity = At | Literal["C"]
Factor = tuple[Quantity, At, float]                 # over, under, value


def cost(net: MLP, x: float, y: float, at: At | None = None, by: float = 0.0) -> float:
    """Return C = (a^(L) - y)^2 where the quantity `at`, such as ("w", 2) or ("a", 1), is nudged by `by`."""
    a = x
    for l in net.W:
        w, b = float(net.W[l][0, 0]), float(net.b[l][0])
        z = (w + by * (at == ("w", l))) * a + b + by * (at in {("b", l), ("z", l)})
        a = float(net.sigma[l](z)) + by * (at == ("a", l))
    return (a - y) ** 2


def difference(net: MLP, x: float, y: float, at: At) -> float:
    """Return dC/d(at) by a central difference: nudge it up and down, and let everything after it follow."""
    return (cost(net, x, y, at, H) - cost(net, x, y, at, -H)) / (2 * H)


def values(net: MLP, x: float, y: float) -> dict[Quantity, float]:
    """Return {("a", 0): x, ("z", 1): ..., ("w", 1): ..., ("slope", 1): ..., "C": ...}: every number of the chain."""
    trace = forward(net, [x])
    v: dict[Quantity, float] = {("a", 0): x, "C": cost(net, x, y)}
    for l in net.W:
        z, a = trace.z[l], trace.a[l]
        v |= {("w", l): float(net.W[l][0, 0]), ("b", l): float(net.b[l][0]), ("z", l): float(z[0]),
              ("a", l): float(a[0]), ("slope", l): float(net.sigma[l].derivative(z, a)[0])}
    return v


def gradients(net: MLP, x: float, y: float) -> dict[Quantity, float]:
    """Return {("w", l): dC/dw, ("b", l): dC/db, ("z", l): delta, ("a", l): dC/da} from the library's backward."""
    grad = backward(net, forward(net, [x]), [y])
    g: dict[Quantity, float] = {}
    for l in net.W:
        g |= {("w", l): float(grad.W[l][0, 0]), ("b", l): float(grad.b[l][0]), ("z", l): float(grad.delta[l][0])}
        above = 2 * (values(net, x, y)[("a", l)] - y) if l == net.L else float(grad.delta[l + 1] @ net.W[l + 1][:, 0])
        g["a", l] = float(above)
    return g


def factors(net: MLP, x: float, y: float, l: int) -> list[Factor]:
    """Return the factors of dC/dw^(l), (62) to (64), from left to right: [(over, under, value)].

    `over` and `under` are quantities: ("a", 3) over ("z", 3) is the factor da^(3)/dz^(3).
    """
    v = values(net, x, y)
    chain: list[Factor] = [("C", ("a", net.L), 2 * (v["a", net.L] - y))]
    for k in range(net.L, l - 1, -1):
        chain.append((("a", k), ("z", k), v["slope", k]))
        under = ("w", l) if k == l else ("a", k - 1)
        chain.append((("z", k), under, v["a", k - 1] if k == l else v["w", k]))
    return chain


def tex(quantity: Quantity) -> str:
    """Return a quantity as LaTeX."""
    return r"\mathcal{L}" if quantity == "C" else f"{quantity[0]}^{{({quantity[1]})}}"


def word(quantity: Quantity) -> str:
    """Return a quantity as plain text: a⁽²⁾."""
    return "𝓛" if quantity == "C" else symbol(quantity[0], "", quantity[1])
