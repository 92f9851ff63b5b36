"""Slips 1 to 82 of the list: z and a."""
import math

from worksheet_loops import sigma


def weighted_sum(r, l, i, j, n):
    w, D, M, b = r.w[l], r.units(l - 1), r.units(l), r.b[l]
    last, square = D[-1], len(D) == len(M)

    def a(k):
        return r.a(l - 1, k, n)

    def S(term, plus=b[i]):
        return sum(term(k) for k in D) + plus
    z = S(lambda k: w[i, k] * a(k))
    by_column = {(p, q): list(w[m, k] for k in D for m in M)[(p - 1) * len(D) + q - 1] for p in M for q in D}
    near = [m for m in (l - 1, l + 1) if m in r.w]
    yield 1, "bias", lambda: z - b[i]
    yield 2, "transposed", lambda: r.only(square) * S(lambda k: w[k, i] * a(k))
    yield 3, "sign", lambda: z - 2 * w[i, last] * a(last)
    yield 4, "layer", lambda: S(lambda k: w[i, k] * r.only(l >= 2) * r.x[n][k])
    yield 5, "z for a", lambda: S(lambda k: w[i, k] * r.z(l - 1, k, n))
    yield 6, "activation", lambda: sigma(z)
    yield 7, "sign", lambda: z - 2 * b[i]
    yield 8, "neighbour|bias", lambda: z - b[i] + b[r.other(i, M)]
    for m in near:
        yield 9, "layer|bias", lambda m=m: z - b[i] + r.b[m][i]
    yield 10, "transposed", lambda: r.only(not square and len(D) > 1 < len(M)) * S(lambda k: by_column[i, k] * a(k))
    yield 11, "neighbour", lambda: S(lambda k: w[r.other(i, M), k] * a(k))
    yield 12, "neighbour", lambda: r.z(l, r.other(i, M), n)
    yield 13, "path", lambda: w[i, 1] * a(1) + b[i]
    yield 14, "path", lambda: w[i, last] * a(last) + b[i]
    for k in D:
        yield 15, "path", lambda k=k: r.only(last == 3) * z - w[i, k] * a(k)
    yield 16, "neighbour|transposed", lambda: S(lambda k: w[i, k] * a(last + 1 - k))
    yield 17, "neighbour", lambda: S(lambda k: w[i, k] * a(1))
    yield 18, "neighbour|weight", lambda: S(lambda k: w[i, 1] * a(k))
    yield 19, "sign", lambda: z - 2 * w[i, 1] * a(1)
    yield 20, "sign", lambda: S(lambda k: abs(w[i, k]) * a(k))
    yield 21, "sign", lambda: S(lambda k: w[i, k] * abs(a(k)))
    yield 22, "layer", lambda: r.only(l >= 3) * S(lambda k: w[i, k] * r.a(l - 2, k, n))
    yield 23, "activation", lambda: S(lambda k: w[i, k] * sigma(a(k)))
    yield 24, "z for a", lambda: z + w[i, last] * (r.z(l - 1, last, n) - a(last))
    yield 25, "observation", lambda: S(lambda k: w[i, k] * r.a(l - 1, k, r.other(n, r.rows)))
    for m in near:
        yield 26, "layer", lambda m=m: S(lambda k: r.w[m][i, k] * a(k))
        yield 40, "layer", lambda m=m: S(lambda k: r.w[m][i, k] * a(k), r.b[m][i])
    yield 27, "bias", lambda: z + b[i]
    yield 28, "bias", lambda: z + (last - 1) * b[i]
    yield 29, "bias|neighbour", lambda: z - b[i] + sum(b.values())
    yield 30, "bias|neighbour", lambda: z - b[i] + sum(b[k] for k in D)
    yield 31, "bias", lambda: (z - b[i]) * b[i]
    yield 32, "bias", lambda: z - b[i] + b[i] * a(1)
    yield 33, "bias", lambda: sum(w[i, k] * (a(k) + b[i]) for k in D)
    yield 34, "neighbour", lambda: sum(w[i, k - 1] * a(k) for k in D if k > 1) + b[i]
    yield 35, "neighbour", lambda: S(lambda k: w[i, k] * a(last))
    yield 36, "sign", lambda: S(lambda k: abs(w[i, k] * a(k)))
    yield 37, "layer|path", lambda: r.only(l >= 2 and last == 3 and len(r.x[n]) == 2) * (
        w[i, 1] * r.x[n][1] + w[i, 2] * r.x[n][2] + b[i])
    yield 38, "slope", lambda: r.only(l >= 2) * S(lambda k: w[i, k] * a(k) * (1 - a(k)))
    yield 39, "observation|share", lambda: r.only(r.N > 1) * S(
        lambda k: w[i, k] * sum(r.a(l - 1, k, m) for m in r.rows) / r.N)
    yield 41, "share", lambda: (z - b[i]) / last + b[i]
    yield 42, "product", lambda: S(lambda k: w[i, k] + a(k))
    yield 43, "sign", lambda: -z


def softmax(r, l, i, n):
    return math.exp(r.z(l, i, n)) / sum(math.exp(r.z(l, k, n)) for k in r.units(l))


def activation(r, l, i, j, n):
    z, b = r.z(l, i, n), r.b[l][i]
    if l == r.L:
        yield from output(r, l, i, n)
        return
    yield 44, "activation", lambda: z
    yield 45, "sign", lambda: sigma(-z)
    yield 46, "other function", lambda: math.tanh(z)
    yield 47, "other function", lambda: max(0, z)
    yield 48, "brackets", lambda: 1 + math.exp(-z)
    yield 49, "brackets", lambda: math.exp(z)
    yield 50, "brackets", lambda: math.exp(-z)
    yield 51, "sign", lambda: 1 / (1 - math.exp(-z))
    yield 52, "other function", lambda: 1 / (1 + 10 ** -z)
    yield 53, "activation", lambda: sigma(sigma(z))
    yield 54, "neighbour", lambda: sigma(r.z(l, r.other(i, r.units(l)), n))
    yield 55, "observation", lambda: sigma(r.z(l, i, r.other(n, r.rows)))
    yield 56, "bias", lambda: sigma(z + b)
    yield 57, "bias", lambda: sigma(z - b) + b
    yield 58, "slope", lambda: sigma(z) * (1 - sigma(z))
    yield 59, "other function", lambda: math.tanh(z / 2)
    yield 60, "other function", lambda: sigma(2 * z)
    yield 61, "other function", lambda: float(z > 0)
    yield 62, "other function", lambda: 1 / (1 - math.e * z)
    yield 63, "other function", lambda: 1 / (1 - z)
    yield 64, "other function", lambda: 1 / (1 + z)
    yield 65, "bias", lambda: sigma(z - b)
    yield 66, "layer|activation", lambda: sigma(r.a(l - 1, i, n))
    yield 67, "other function", lambda: softmax(r, l, i, n)


def output(r, l, i, n):
    z, b, sigmoid = r.z(l, i, n), r.b[l][i], r.sigmoid
    act = sigma if sigmoid else float
    yield 68, "activation", lambda: r.only(not sigmoid) * sigma(z)
    yield 69, "activation", lambda: r.only(sigmoid) * z
    yield 70, "other function", lambda: math.tanh(z)
    yield 71, "other function", lambda: max(0, z)
    yield 72, "other function", lambda: softmax(r, l, i, n)
    yield 73, "neighbour", lambda: r.a(l, r.other(i, r.units(l)), n)
    yield 74, "observation", lambda: r.a(l, i, r.other(n, r.rows))
    yield 75, "sign", lambda: r.only(sigmoid) * sigma(-z)
    yield 76, "activation", lambda: r.only(sigmoid) * sigma(sigma(z))
    yield 77, "other function", lambda: float(z > 0)
    yield 78, "target", lambda: r.y[n][i]
    yield 79, "bias", lambda: act(z + b)
    yield 80, "bias", lambda: act(z - b)
    yield 81, "brackets", lambda: r.only(sigmoid) * (1 + math.exp(-z))
    yield 82, "bias", lambda: r.only(sigmoid) * (sigma(z - b) + b)
