"""Slips 124 to 200 and 361 to 415 of the list: dC/da of the output and of hidden units, and the slope."""
import math

from worksheet_loops import sigma


def error(r, l, i, j, n):
    K, rows, a, y, z, right = r.units(l), r.rows, r.a(l, i, n), r.y[n][i], r.z(l, i, n), r.g(l, i, n)
    gap, many = a - y, r.N > 1
    yield 124, "two", lambda: right / 2
    yield 125, "sign", lambda: -right
    yield 126, "share", lambda: r.only(r.mean) * 2 * gap
    yield 127, "slope|other slope", lambda: right * a * (1 - a)
    yield 128, "two+sign", lambda: -right / 2
    yield 129, "square", lambda: r.r * gap ** 2
    yield 130, "square", lambda: 2 * r.r * gap ** 2
    yield 131, "brackets", lambda: r.r * (2 * a - y)
    yield 132, "target", lambda: 2 * r.r * a
    yield 133, "share", lambda: r.only(not r.mean) * 2 / r.N * gap
    yield 134, "share+two", lambda: r.only(r.mean) * gap
    yield 135, "path", lambda: 2 * r.r * sum(r.e(k, n) for k in K)
    yield 136, "path|observation", lambda: 2 * r.r * sum(r.e(i, m) for m in rows)
    yield 137, "target|neighbour", lambda: 2 * r.r * (a - r.y[n][r.other(i, K)])
    yield 138, "observation|target", lambda: 2 * r.r * (a - r.y[r.other(n, rows)][i])
    yield 139, "neighbour", lambda: r.g(l, r.other(i, K), n)
    yield 140, "observation", lambda: r.g(l, i, r.other(n, rows))
    yield 141, "z for a", lambda: r.only(r.sigmoid) * 2 * r.r * (z - y)
    yield 142, "activation", lambda: r.only(not r.sigmoid) * 2 * r.r * (sigma(a) - y)
    yield 143, "other slope", lambda: r.only(not r.sigmoid) * right * sigma(z) * (1 - sigma(z))
    yield 144, "activation", lambda: right * a
    yield 145, "other function", lambda: r.only(r.sigmoid) * -r.r * y / a
    yield 146, "square", lambda: r.right["C"]
    yield 147, "sign", lambda: 2 * r.r * (a + y)
    yield 148, "share+sign", lambda: r.only(r.mean) * -2 * gap
    yield 149, "share", lambda: r.only(many and r.mean) * right / r.N
    yield 150, "square|other function", lambda: r.r * math.copysign(1, gap)
    yield 151, "two", lambda: 2 * right
    yield 152, "early|input", lambda: right * r.a(l - 1, 1, n)
    yield 153, "other function", lambda: r.only(r.sigmoid) * r.r * gap / (a * (1 - a))
    yield 154, "square", lambda: 2 * r.right["C"]
    yield 155, "quotient", lambda: r.right["C"] / a


def slope(r, l, i, j, n):
    a, z, b = r.a(l, i, n), r.z(l, i, n), r.b[l][i]
    if not r.hidden(l):
        yield 191, "other slope", lambda: a * (1 - a)
        yield 192, "other slope", lambda: sigma(z) * (1 - sigma(z))
        yield 193, "activation|z for a", lambda: z
        yield 194, "activation|other slope", lambda: sigma(z)
        yield 195, "layer", lambda: r.only(l > 1) * r.s(l - 1, 1, n)
        yield 196, "early|input", lambda: r.a(l - 1, 1, n)
        yield 197, "other slope", lambda: 0.0
        yield 198, "other slope", lambda: 1 - math.tanh(z) ** 2
        yield 199, "other slope", lambda: 1 - a ** 2
        yield 200, "other slope", lambda: 0.25
        return
    exp = math.exp(-z)
    yield 156, "slope|other slope", lambda: 1.0
    yield 157, "z for a", lambda: z * (1 - z)
    yield 158, "z for a", lambda: sigma(a) * (1 - sigma(a))
    yield 159, "activation", lambda: a
    yield 160, "slope", lambda: 1 - a
    yield 161, "sign", lambda: -a * (1 - a)
    yield 162, "slope", lambda: a ** 2
    yield 163, "other slope", lambda: 1 - a ** 2
    yield 164, "other slope", lambda: 1 - math.tanh(z) ** 2
    yield 165, "two|other slope", lambda: 1 - 2 * a
    yield 166, "z for a", lambda: a * (1 - z)
    yield 167, "z for a", lambda: z * (1 - a)
    yield 168, "neighbour", lambda: r.s(l, r.other(i, r.units(l)), n)
    yield 169, "neighbour", lambda: a * (1 - r.a(l, r.other(i, r.units(l)), n))
    yield 170, "observation", lambda: r.s(l, i, r.other(n, r.rows))
    yield 171, "layer", lambda: r.a(l - 1, i, n) * (1 - r.a(l - 1, i, n))
    yield 172, "layer", lambda: r.a(l + 1, i, n) * (1 - r.a(l + 1, i, n))
    yield 173, "layer", lambda: r.only(l < r.L) * r.a(r.L, 1, n) * (1 - r.a(r.L, 1, n))
    yield 174, "other slope", lambda: float(z > 0)
    yield 175, "brackets", lambda: 0.0
    yield 176, "early|input", lambda: a * (1 - a) * r.a(l - 1, 1, n)
    yield 177, "layer", lambda: r.only(l >= 2) * r.s(l - 1, 1, n)
    yield 178, "sign", lambda: a * (1 + a)
    yield 179, "other slope", lambda: 1 - z ** 2
    yield 180, "slope|other slope", lambda: (1 - a) ** 2
    yield 181, "slope|square", lambda: a * (1 - a) ** 2
    yield 182, "neighbour", lambda: r.a(l, r.other(i, r.units(l)), n) * (1 - a)
    yield 183, "other slope", lambda: 0.25
    yield 184, "slope|brackets", lambda: -exp
    yield 185, "sign|brackets", lambda: math.exp(z) / (1 + exp) ** 2
    yield 186, "sign", lambda: exp / (1 - exp) ** 2
    yield 187, "bias", lambda: sigma(z - b) * (1 - sigma(z - b))
    yield 188, "two", lambda: 2 * a * (1 - a)
    yield 189, "quotient", lambda: a / z
    yield 190, "target", lambda: r.only(l == r.L) * r.y[n][i] * (1 - r.y[n][i])


def passed_back(r, l, i, j, n):
    j, up, w = i, r.units(l + 1), r.w[l + 1]
    L, many, right = r.L, len(r.units(l + 1)) > 1, r.g(l, i, n)
    square = len(up) == len(r.units(l)) > 1

    def d(k):
        return r.d(l + 1, k, n)

    def g(k):
        return r.g(l + 1, k, n)

    def s(k):
        return r.s(l + 1, k, n)

    def new(k, m, by=1.0):
        return r.new_w(l + 1, k, m, by)

    def S(term):
        return sum(term(k) for k in up)
    identity = l + 1 == L and not r.sigmoid
    other = [m for m in r.units(l) if m != j]
    yield 361, "path", lambda: w[1, j] * d(1)
    yield 362, "transposed", lambda: r.only(square) * S(lambda k: w[j, k] * d(k))
    yield 363, "updated", lambda: S(lambda k: new(k, j) * d(k))
    yield 364, "weight|input", lambda: S(d)
    yield 365, "slope", lambda: S(lambda k: w[k, j] * g(k))
    yield 366, "slope|early", lambda: right * r.s(l, j, n)
    yield 367, "path", lambda: w[up[-1], j] * d(up[-1])
    yield 368, "transposed|weight", lambda: sum(w[j, m] for m in r.units(l)) * d(j)
    yield 369, "transposed|weight|neighbour", lambda: sum(w[1, m] for m in r.units(l)) * d(1)
    yield 370, "neighbour", lambda: S(lambda k: w[k, r.other(j, r.units(l))] * d(k))
    yield 371, "neighbour", lambda: S(lambda k: w[k, j] * d(r.other(k, up)))
    yield 372, "updated", lambda: S(lambda k: new(k, j, -1) * d(k))
    yield 373, "w for a|weight", lambda: S(lambda k: r.G(l + 1, k, j) * d(k))
    yield 374, "error", lambda: S(lambda k: w[k, j])
    yield 375, "slope", lambda: S(lambda k: w[k, j] * d(k) * s(k))
    yield 376, "other slope", lambda: r.only(identity) * S(
        lambda k: w[k, j] * d(k) * sigma(r.z(L, k, n)) * (1 - sigma(r.z(L, k, n))))
    yield 377, "w for a|activation", lambda: right * r.a(l, j, n)
    yield 378, "w for a", lambda: S(lambda k: d(k) * r.a(l, j, n))
    yield 379, "z for a", lambda: right * r.z(l, j, n)
    yield 380, "layer", lambda: S(lambda k: r.w[l][k, j] * d(k))
    yield 381, "layer", lambda: sum(r.w[l][j, m] * d(m) for m in up)
    yield 382, "layer", lambda: r.only(l + 1 < L) * S(lambda k: w[k, j] * r.d(L, 1, n))
    yield 383, "layer", lambda: r.only(l + 1 < L) * S(lambda k: r.w[L][1, k] * d(k))
    yield 384, "layer", lambda: r.only(l + 1 < L) * r.w[L][1, j] * r.d(L, 1, n)
    yield 385, "layer|weight|input", lambda: g(1)
    yield 386, "target|layer", lambda: 2 * r.r * (r.a(l, j, n) - r.y[n][1])
    yield 387, "sign", lambda: w[1, j] * d(1) - sum(w[k, j] * d(k) for k in up if k > 1)
    yield 388, "sign", lambda: S(lambda k: abs(w[k, j]) * d(k))
    yield 389, "sign", lambda: S(lambda k: w[k, j] * abs(d(k)))
    yield 390, "sign", lambda: -right
    yield 391, "two", lambda: 2 * right
    yield 392, "neighbour|weight", lambda: r.only(many) * w[1, j] * S(d)
    yield 393, "neighbour|error", lambda: r.only(many) * S(lambda k: w[k, j]) * d(1)
    yield 394, "bias", lambda: right + r.b[l][j]
    yield 395, "observation", lambda: S(lambda k: w[k, j] * r.d(l + 1, k, r.other(n, r.rows)))
    yield 396, "observation|path", lambda: r.only(r.N > 1) * sum(r.g(l, j, m) for m in r.rows)
    yield 397, "share", lambda: right / r.N
    yield 398, "slope+path", lambda: r.only(many) * w[1, j] * g(1)
    yield 399, "slope+transposed", lambda: r.only(square) * S(lambda k: w[j, k] * g(k))
    yield 400, "updated+transposed", lambda: r.only(square) * S(lambda k: new(j, k) * d(k))
    yield 401, "updated+path", lambda: r.only(many) * new(1, j) * d(1)
    yield 402, "updated+slope", lambda: S(lambda k: new(k, j) * g(k))
    yield 403, "updated", lambda: S(lambda k: new(k, j, 1 / r.eta) * d(k))
    yield 404, "updated", lambda: r.only(many) * right + d(1) * (new(1, j) - w[1, j])
    yield 405, "weight|path|input", lambda: d(j)
    yield 406, "error|slope", lambda: S(lambda k: w[k, j] * s(k))
    yield 407, "other slope", lambda: r.only(identity) * S(
        lambda k: w[k, j] * d(k) * r.a(L, k, n) * (1 - r.a(L, k, n)))
    yield 408, "activation|error", lambda: S(lambda k: w[k, j] * r.a(l + 1, k, n))
    yield 409, "sign", lambda: sum(w[k, j] * d(k) for k in up if k > 1) - w[1, j] * d(1)
    yield 410, "two", lambda: right / 2
    yield 411, "share", lambda: r.only(r.mean) * r.N * right
    yield 412, "path|neighbour", lambda: r.only(other) * sum(r.g(l, m, n) for m in r.units(l))
    yield 413, "transposed+path", lambda: w[j, 1] * d(1)
    yield 414, "updated+slope", lambda: S(lambda k: new(k, j) * d(k)) * r.s(l, j, n)
    yield 415, "quotient", lambda: S(lambda k: r.z(l + 1, k, n) / r.a(l, j, n) * d(k))
