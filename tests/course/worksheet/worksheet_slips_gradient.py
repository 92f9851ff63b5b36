"""Slips 201 to 360 of the list: delta, what comes in, and the gradients of weights and biases."""
from worksheet_loops import sigma


def delta(r, l, i, j, n):
    g, s, a, z, d = r.g(l, i, n), r.s(l, i, n), r.a(l, i, n), r.z(l, i, n), r.d(l, i, n)
    units, L, hidden = r.units(l), r.L, l < r.L

    def near():
        return r.other(i, units)

    def other():
        return r.other(n, r.rows)
    yield 201, "slope", lambda: g
    yield 202, "weight|layer", lambda: s * sum(r.d(l + 1, k, n) for k in r.units(l + 1)) * r.only(hidden)
    yield 203, "two+slope|other function", lambda: r.only(r.sigmoid and l == L) * r.r * r.e(i, n)
    yield 204, "product", lambda: g + s
    yield 205, "slope", lambda: g * s * s
    yield 206, "activation", lambda: g * a
    yield 207, "slope|other slope", lambda: g * (1 - a)
    yield 208, "z for a|other slope", lambda: g * z * (1 - z)
    yield 209, "z for a|other slope", lambda: g * sigma(a) * (1 - sigma(a))
    yield 210, "other slope", lambda: g * (1 - a * a)
    yield 211, "neighbour", lambda: g * r.s(l, near(), n)
    yield 212, "neighbour", lambda: r.g(l, near(), n) * s
    yield 213, "neighbour", lambda: r.d(l, near(), n)
    yield 214, "observation", lambda: g * r.s(l, i, other())
    yield 215, "observation", lambda: r.g(l, i, other()) * s
    yield 216, "observation", lambda: r.d(l, i, other())
    yield 217, "layer", lambda: g * r.a(l - 1, i, n) * (1 - r.a(l - 1, i, n))
    yield 218, "layer", lambda: g * r.s(l + 1, i, n)
    yield 219, "layer|slope", lambda: d * r.s(l + 1, i, n)
    yield 220, "layer|weight", lambda: s * r.d(l + 1, i, n)
    yield 221, "layer|weight", lambda: r.only(hidden) * s * r.g(L, 1, n)
    yield 222, "target|layer", lambda: r.only(hidden) * 2 * r.r * (a - r.y[n][1]) * s
    yield 223, "weight|w for a", lambda: r.w[l + 1][1, i] * d
    yield 224, "two", lambda: 2 * d
    yield 225, "two", lambda: d / 2
    yield 226, "sign", lambda: -d
    yield 227, "sign+slope", lambda: -g
    yield 228, "share", lambda: d / r.N
    yield 229, "share", lambda: r.only(r.mean) * r.N * d
    yield 230, "observation|path", lambda: r.only(r.N > 1) * sum(r.d(l, i, m) for m in r.rows)
    yield 231, "neighbour|path", lambda: r.only(len(units) > 1) * sum(r.d(l, k, n) for k in units)
    yield 232, "square|error", lambda: r.right["C"] * s
    yield 233, "early|input", lambda: d * r.a(l - 1, 1, n)
    yield 234, "slope+early|slope+input", lambda: g * r.a(l - 1, 1, n)
    yield 235, "error", lambda: s
    yield 236, "product", lambda: g / s
    yield 237, "layer", lambda: r.d(l + 1, i, n)
    yield 238, "weight|w for a", lambda: r.w[l][i, 1] * d
    yield 239, "sign+two", lambda: -d / 2
    yield 240, "two+slope+sign|other function+sign|two+sign", lambda: r.only(l == L) * -r.r * r.e(i, n)
    yield 241, "neighbour|path", lambda: r.only(len(units) > 1) * g * sum(r.s(l, k, n) for k in units)
    yield 242, "neighbour|path", lambda: r.only(len(units) > 1) * s * sum(r.g(l, k, n) for k in units)


def came_in(r, l, i, j, n):
    a, low, w, rows = r.a(l - 1, j, n), r.units(l - 1), r.w[l], r.rows
    for i in r.units(l):
        yield 243, "w for a", lambda i=i: w[i, j]
        yield 244, "layer", lambda i=i: r.a(l, i, n)
        yield 252, "w for a", lambda i=i: w[i, j] * a
        yield 253, "z for a|layer", lambda i=i: r.z(l, i, n)
        yield 254, "bias", lambda i=i: a + r.b[l][i]
        yield 256, "slope|early", lambda i=i: a * r.s(l, i, n)
        yield 257, "early", lambda i=i: r.d(l, i, n) * a
        yield 262, "product|path", lambda i=i: a + r.z(l, i, n) - w[i, j] * a
        yield 263, "error", lambda i=i: r.d(l, i, n)
        yield 268, "transposed|w for a", lambda i=i: w[j, i]
        yield 270, "quotient", lambda i=i: r.z(l, i, n) / w[i, j]
    yield 245, "z for a", lambda: r.z(l - 1, j, n)
    yield 246, "layer", lambda: r.only(l >= 2) * r.x[n][j]
    yield 247, "neighbour", lambda: r.a(l - 1, r.other(j, low), n)
    yield 248, "layer", lambda: r.a(l, j, n)
    yield 249, "layer", lambda: r.only(l >= 3) * r.a(l - 2, j, n)
    yield 250, "observation", lambda: r.a(l - 1, j, r.other(n, rows))
    yield 251, "input", lambda: 1.0
    yield 255, "slope", lambda: a * (1 - a)
    yield 258, "sign", lambda: abs(a)
    yield 259, "observation|path", lambda: r.only(r.N > 1) * sum(r.a(l - 1, j, m) for m in rows)
    yield 260, "input", lambda: 0.0
    yield 261, "neighbour|path", lambda: r.only(len(low) > 1) * sum(r.a(l - 1, k, n) for k in low)
    yield 264, "sign", lambda: -a
    yield 265, "observation|share", lambda: r.only(r.N > 1) * sum(r.a(l - 1, j, m) for m in rows) / r.N
    yield 266, "share", lambda: a / r.N
    yield 267, "activation", lambda: sigma(a)
    yield 269, "two", lambda: 2 * a


def from_slide(r, l, i, n, how):
    """Return delta of a hidden unit worked out once more from (48): one path, the weights after the update, or none."""
    up = r.units(l + 1)
    term = {"first": lambda: r.w[l + 1][1, i] * r.d(l + 1, 1, n),
            "new": lambda: sum(r.new_w(l + 1, k, i) * r.d(l + 1, k, n) for k in up),
            "none": lambda: sum(r.d(l + 1, k, n) for k in up)}[how]
    return term() * r.s(l, i, n)


def weight(r, l, i, j, n):
    rows, D, M, L, w, G = r.rows, r.units(l - 1), r.units(l), r.L, r.w[l], r.G(l, i, j)
    N, hidden, identity = r.N, l < r.L, l == r.L and not r.sigmoid

    def d(m, k=i):
        return r.d(l, k, m)

    def g(m, k=i):
        return r.g(l, k, m)

    def a(m, k=j):
        return r.a(l - 1, k, m)

    def S(term):
        return sum(term(m) for m in rows)

    def near_i():
        return r.other(i, M)

    def near_j():
        return r.other(j, D)
    total = S(d)
    by_column = {(p, q): [r.G(l, u, v) for u in M for v in D][(q - 1) * len(M) + p - 1] for p in M for q in D}
    yield 271, "z for a", lambda: S(lambda m: d(m) * r.z(l - 1, j, m))
    yield 272, "layer", lambda: r.only(l >= 2) * S(lambda m: d(m) * r.x[m][j])
    yield 273, "layer", lambda: S(lambda m: d(m) * r.a(l, i, m))
    yield 274, "w for a", lambda: total * w[i, j]
    yield 275, "input", lambda: total
    yield 276, "transposed", lambda: S(lambda m: d(m, j) * a(m, i))
    yield 277, "slope", lambda: S(lambda m: g(m) * a(m))
    yield 278, "path|observation", lambda: d(1) * a(1)
    yield 279, "share", lambda: G / N
    yield 280, "eta", lambda: r.eta * G
    yield 281, "w for a", lambda: G * w[i, j]
    yield 282, "neighbour", lambda: S(lambda m: d(m, near_i()) * a(m))
    yield 283, "neighbour", lambda: S(lambda m: d(m) * a(m, near_j()))
    yield 284, "slope", lambda: S(lambda m: d(m) * r.s(l, i, m) * a(m))
    yield 285, "other slope", lambda: r.only(identity) * S(
        lambda m: d(m) * sigma(r.z(l, i, m)) * (1 - sigma(r.z(l, i, m))) * a(m))
    yield 286, "other slope", lambda: r.only(identity) * S(lambda m: d(m) * r.a(l, i, m) * (1 - r.a(l, i, m)) * a(m))
    yield 287, "slope", lambda: S(lambda m: d(m) * r.s(l - 1, j, m) * a(m))
    yield 288, "layer", lambda: S(lambda m: r.d(l + 1, i, m) * a(m))
    yield 289, "weight|layer", lambda: r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "none") * a(m))
    yield 290, "path", lambda: r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "first") * a(m))
    yield 291, "updated", lambda: r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "new") * a(m))
    yield 292, "layer", lambda: r.only(hidden) * S(lambda m: r.d(L, 1, m) * a(m))
    yield 293, "observation", lambda: S(lambda m: d(m) * r.only(N > 1) * a(m % N + 1))
    yield 294, "path|observation", lambda: d(N) * a(N)
    yield 295, "path|observation", lambda: r.only(N == 3) * (d(1) * a(1) + d(2) * a(2))
    yield 296, "share", lambda: r.only(r.mean) * N * G
    yield 297, "path|observation", lambda: total * S(a)
    yield 298, "path|observation|share", lambda: total * S(a) / N
    yield 299, "path|observation", lambda: total * a(1)
    yield 300, "neighbour|path", lambda: r.only(len(M) > 1) * S(lambda m: sum(d(m, k) for k in M) * a(m))
    yield 301, "path|neighbour", lambda: r.only(len(M) == len(D) > 1) * S(lambda m: sum(d(m, k) * a(m, k) for k in M))
    yield 302, "two", lambda: 2 * G
    yield 303, "two", lambda: G / 2
    yield 304, "sign", lambda: -G
    yield 305, "sign+two", lambda: -G / 2
    yield 306, "eta", lambda: -r.eta * G
    yield 307, "early", lambda: w[i, j] - r.eta * G
    yield 308, "layer|weight", lambda: r.only(hidden) * S(lambda m: r.g(L, 1, m) * r.s(l, i, m) * a(m))
    yield 309, "z for a+slope", lambda: S(lambda m: g(m) * r.z(l - 1, j, m))
    yield 310, "slope+input", lambda: S(g)
    yield 311, "z for a|layer", lambda: S(lambda m: d(m) * r.z(l, i, m))
    yield 312, "error", lambda: S(a)
    yield 313, "transposed|neighbour", lambda: r.only(len(M) != len(D)) * by_column[i, j]
    yield 314, "neighbour|transposed", lambda: S(lambda m: d(m, near_i()) * a(m, near_j()))
    yield 315, "error", lambda: S(lambda m: r.s(l, i, m) * a(m))
    yield 316, "slope", lambda: S(lambda m: d(m) * r.s(l - 1, j, m))
    yield 317, "path|observation", lambda: total * a(N)
    yield 318, "neighbour|path", lambda: r.only(len(D) > 1) * S(lambda m: d(m) * sum(a(m, k) for k in D))
    yield 319, "neighbour", lambda: S(lambda m: d(m) * a(m, i))
    yield 320, "product", lambda: S(lambda m: d(m) + a(m))
    yield 321, "transposed+slope", lambda: r.only(i != j) * S(lambda m: g(m, j) * a(m, i))
    yield 322, "transposed+z for a", lambda: r.only(i != j) * S(lambda m: d(m, j) * r.z(l - 1, i, m))
    yield 323, "path+share|observation+share", lambda: r.only(N > 1) * d(1) * a(1) / N
    yield 324, "path+share|observation+share", lambda: r.only(r.mean) * N * d(1) * a(1)


def bias(r, l, i, j, n):
    rows, D, M, L, B, N = r.rows, r.units(l - 1), r.units(l), r.L, r.B(l, i), r.N
    hidden, identity = l < r.L, l == r.L and not r.sigmoid

    def d(m, k=i):
        return r.d(l, k, m)

    def a(m, k):
        return r.a(l - 1, k, m)

    def S(term):
        return sum(term(m) for m in rows)
    yield 325, "input", lambda: S(lambda m: d(m) * a(m, 1))
    yield 326, "slope", lambda: S(lambda m: r.g(l, i, m))
    yield 327, "path|observation", lambda: d(1)
    yield 328, "share", lambda: B / N
    yield 329, "weight|layer", lambda: r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "none"))
    yield 330, "input", lambda: S(lambda m: d(m) * a(m, D[-1]))
    yield 331, "input", lambda: S(lambda m: d(m) * sum(a(m, k) for k in D))
    yield 332, "bias", lambda: B * r.b[l][i]
    yield 333, "activation|input|layer", lambda: S(lambda m: d(m) * r.a(l, i, m))
    yield 334, "slope", lambda: S(lambda m: d(m) * r.s(l, i, m))
    yield 335, "other slope", lambda: r.only(identity) * S(
        lambda m: d(m) * sigma(r.z(l, i, m)) * (1 - sigma(r.z(l, i, m))))
    yield 336, "error", lambda: 1.0
    yield 337, "bias|error", lambda: 0.0
    yield 338, "neighbour", lambda: r.B(l, r.other(i, M))
    yield 339, "neighbour|path", lambda: r.only(len(M) > 1) * sum(r.B(l, k) for k in M)
    yield 340, "path|observation", lambda: d(N)
    yield 341, "path|observation", lambda: r.only(N == 3) * (d(1) + d(2))
    yield 342, "share", lambda: r.only(r.mean) * N * B
    yield 343, "two", lambda: 2 * B
    yield 344, "two", lambda: B / 2
    yield 345, "sign", lambda: -B
    yield 346, "eta", lambda: r.eta * B
    yield 347, "early", lambda: r.b[l][i] - r.eta * B
    yield 348, "layer", lambda: S(lambda m: r.d(l + 1, i, m))
    yield 349, "layer", lambda: S(lambda m: r.d(l - 1, i, m))
    yield 350, "path", lambda: r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "first"))
    yield 351, "updated", lambda: r.only(hidden) * S(lambda m: from_slide(r, l, i, m, "new"))
    yield 352, "layer|weight", lambda: r.only(hidden) * S(lambda m: r.g(L, 1, m) * r.s(l, i, m))
    yield 353, "slope+sign", lambda: -S(lambda m: r.g(l, i, m))
    yield 354, "slope+input", lambda: S(lambda m: r.g(l, i, m) * a(m, 1))
    yield 355, "weight|input|w for a", lambda: B * r.w[l][i, 1]
    yield 356, "input", lambda: S(lambda m: d(m) * a(m, i))
    yield 357, "error", lambda: S(lambda m: r.s(l, i, m))
    yield 358, "other slope", lambda: r.only(identity) * S(lambda m: d(m) * r.a(l, i, m) * (1 - r.a(l, i, m)))
    yield 359, "eta", lambda: -r.eta * B
    yield 360, "sign+two", lambda: -B / 2


__all__ = ["bias", "came_in", "delta", "from_slide", "weight"]
