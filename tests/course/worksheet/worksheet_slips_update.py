"""Slips 416 to 500 of the list: new weights and biases."""
from worksheet_slips_gradient import from_slide


def new_weight(r, l, i, j, n):
    w, G, eta, rows, D, M = r.w[l], r.G(l, i, j), r.eta, r.rows, r.units(l - 1), r.units(l)
    old, B, hidden = w[i, j], r.B(l, i), l < r.L

    def S(term):
        return sum(term(m) for m in rows)

    def g(m):
        return r.g(l, i, m)

    def a(m):
        return r.a(l - 1, j, m)

    def J():
        return r.other(j, D)

    def I():  # noqa: E743
        return r.other(i, M)
    near = [m for m in (l - 1, l + 1) if m in r.w]
    swapped = i != j
    yield 416, "sign", lambda: old + eta * G
    yield 417, "eta", lambda: old - G
    yield 418, "step", lambda: -eta * G
    yield 419, "step", lambda: eta * G
    yield 420, "input", lambda: old - eta * B
    yield 421, "sign+eta", lambda: old + G
    yield 422, "step", lambda: G
    yield 423, "old", lambda: old
    yield 424, "eta|decimal", lambda: old - 10 * eta * G
    yield 425, "eta|decimal", lambda: old - 0.1 * eta * G
    yield 426, "step|two", lambda: old - 2 * eta * G
    yield 427, "two", lambda: old - eta * G / 2
    yield 428, "brackets", lambda: eta * (old - G)
    yield 429, "sign", lambda: eta * G - old
    yield 430, "neighbour", lambda: old - eta * r.G(l, i, J())
    yield 431, "neighbour", lambda: old - eta * r.G(l, I(), j)
    yield 432, "transposed", lambda: old - eta * r.G(l, j, i)
    yield 433, "neighbour", lambda: w[i, J()] - eta * G
    yield 434, "neighbour", lambda: w[I(), j] - eta * G
    yield 435, "transposed", lambda: w[j, i] - eta * G
    yield 436, "neighbour", lambda: r.new_w(l, i, J())
    yield 437, "transposed", lambda: r.new_w(l, j, i)
    yield 438, "slope", lambda: old - eta * S(lambda m: g(m) * a(m))
    for m in near:
        yield 439, "layer", lambda m=m: old - eta * r.G(m, i, j)
    yield 440, "path|observation", lambda: old - eta * r.d(l, i, 1) * a(1)
    yield 441, "share", lambda: old - eta * G / r.N
    yield 442, "share", lambda: old - eta * r.N * G
    yield 443, "sign", lambda: abs(old) - eta * G
    yield 444, "sign+step|sign+two", lambda: old + 2 * eta * G
    yield 445, "sign+input", lambda: old + eta * B
    yield 446, "eta+input", lambda: old - B
    yield 447, "sign+transposed", lambda: r.only(swapped) * (old + eta * r.G(l, j, i))
    yield 448, "eta", lambda: old - eta ** 2 * G
    yield 449, "eta", lambda: old - G / eta
    yield 450, "brackets|eta", lambda: eta * old - G
    yield 451, "product", lambda: old * (1 - eta * G)
    yield 452, "brackets|product", lambda: (1 - eta) * old - eta * G
    yield 453, "eta|error", lambda: old - eta
    yield 454, "slope+input", lambda: old - eta * S(g)
    yield 455, "error", lambda: old - eta * S(a)
    yield 456, "two+slope|two+sign", lambda: r.only(l == r.L) * (old - eta * r.r * S(lambda m: r.e(i, m) * a(m)))
    yield 457, "path|observation", lambda: old - eta * r.d(l, i, r.N) * a(r.N)
    yield 458, "observation|step", lambda: r.singly()[0][l][i, j]
    yield 459, "updated", lambda: old - eta * r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "new") * a(m))
    yield 460, "sign+neighbour", lambda: old + eta * r.G(l, i, J())
    yield 461, "eta+neighbour", lambda: old - r.G(l, i, J())


def new_bias(r, l, i, j, n):
    b, B, eta, rows, D, M, hidden = r.b[l], r.B(l, i), r.eta, r.rows, r.units(l - 1), r.units(l), l < r.L
    old = b[i]

    def S(term):
        return sum(term(m) for m in rows)

    def near():
        return r.other(i, M)
    yield 462, "sign", lambda: old + eta * B
    yield 463, "eta", lambda: old - B
    yield 464, "old", lambda: old
    yield 465, "input", lambda: old - eta * r.G(l, i, 1)
    yield 466, "sign+eta", lambda: old + B
    yield 467, "step", lambda: -eta * B
    yield 468, "step", lambda: eta * B
    yield 469, "step", lambda: B
    yield 470, "eta|decimal", lambda: old - 10 * eta * B
    yield 471, "eta|decimal", lambda: old - 0.1 * eta * B
    yield 472, "step|two", lambda: old - 2 * eta * B
    yield 473, "two", lambda: old - eta * B / 2
    yield 474, "brackets", lambda: eta * (old - B)
    yield 475, "sign", lambda: eta * B - old
    yield 476, "sign", lambda: abs(old) - eta * B
    yield 477, "eta|error", lambda: old - eta
    yield 478, "input", lambda: old - eta * r.G(l, i, D[-1])
    yield 479, "input", lambda: old - eta * sum(r.G(l, i, k) for k in D)
    yield 480, "neighbour", lambda: old - eta * r.B(l, near())
    yield 481, "neighbour", lambda: b[near()] - eta * B
    yield 482, "neighbour", lambda: b[near()] - eta * r.B(l, near())
    yield 483, "neighbour|path", lambda: r.only(len(M) > 1) * (old - eta * sum(r.B(l, k) for k in M))
    for m in (l - 1, l + 1):
        yield 484, "layer", lambda m=m: old - eta * r.B(m, i)
    yield 485, "slope", lambda: old - eta * S(lambda m: r.g(l, i, m))
    yield 486, "path|observation", lambda: old - eta * r.d(l, i, 1)
    yield 487, "share", lambda: old - eta * B / r.N
    yield 488, "share", lambda: old - eta * r.N * B
    yield 489, "weight|layer", lambda: old - eta * r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "none"))
    yield 490, "sign+input", lambda: old + eta * r.G(l, i, 1)
    yield 491, "sign+step|sign+two", lambda: old + 2 * eta * B
    yield 492, "eta", lambda: old - eta ** 2 * B
    yield 493, "eta", lambda: old - B / eta
    yield 494, "product", lambda: old * (1 - eta * B)
    yield 495, "w for a|neighbour", lambda: r.w[l][i, 1] - eta * B
    yield 496, "path|observation", lambda: old - eta * r.d(l, i, r.N)
    yield 497, "observation|step", lambda: r.singly()[1][l][i]
    yield 498, "updated", lambda: old - eta * r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "new"))
    yield 499, "sign+neighbour", lambda: old + eta * r.B(l, near())
    yield 500, "eta+input", lambda: old - r.G(l, i, 1)
