"""Slips 83 to 123 and 501 to 532 of the list: the loss, and the loss after the update."""
import math

from worksheet_loops import sigma


def loss(r, l, i, j, n):
    K, rows, L, C = r.units(r.L), r.rows, r.L, r.right["C"]
    pairs = [(k, m) for m in rows for k in K]

    def S(term):
        return r.r * sum(term(k, m) for k, m in pairs)

    def a(k, m):
        return r.a(L, k, m)

    def log(value):
        return math.log(r.only(r.sigmoid) * value)
    end = pairs[-1]
    yield 83, "half", lambda: C / 2
    yield 84, "share", lambda: r.only(not r.mean) * C / r.N
    yield 85, "share", lambda: r.only(r.mean) * C * r.N
    yield 86, "square", lambda: S(r.e)
    yield 87, "path", lambda: r.r * sum(r.e(1, m) ** 2 for m in rows)
    yield 88, "path", lambda: r.r * sum(r.e(k, 1) ** 2 for k in K)
    yield 89, "half|share", lambda: r.only(not r.mean) * C / (2 * r.N)
    yield 90, "square", lambda: -S(r.e)
    yield 91, "square", lambda: S(lambda k, m: abs(r.e(k, m)))
    yield 92, "square|brackets", lambda: r.r * sum(r.e(k, m) for k, m in pairs) ** 2
    yield 93, "sign", lambda: S(lambda k, m: math.copysign(r.e(k, m) ** 2, r.e(k, m)))
    yield 94, "square", lambda: S(lambda k, m: 2 * r.e(k, m))
    yield 95, "sign", lambda: S(lambda k, m: (a(k, m) + r.y[m][k]) ** 2)
    yield 96, "square|brackets", lambda: S(lambda k, m: a(k, m) ** 2 - r.y[m][k] ** 2)
    yield 97, "square", lambda: math.sqrt(C)
    yield 98, "path", lambda: r.r * sum(r.e(K[-1], m) ** 2 for m in rows)
    yield 99, "path", lambda: r.r * sum(r.e(k, r.N) ** 2 for k in K)
    yield 100, "path", lambda: r.only(r.N == 3) * (C - r.r * sum(r.e(k, 3) ** 2 for k in K))
    yield 101, "path", lambda: r.only(r.mean) * sum(r.e(k, 1) ** 2 for k in K)
    yield 102, "path", lambda: r.only(len(K) > 1 < r.N) * r.r * sum(r.e(m, m) ** 2 for m in rows if m in K)
    yield 103, "sign", lambda: 2 * r.r * r.e(1, 1) ** 2 - C
    yield 104, "target", lambda: S(lambda k, m: (a(k, m) - r.y[m][r.other(k, K)]) ** 2)
    yield 105, "observation|target", lambda: S(lambda k, m: (a(k, m) - r.y[m % r.N + 1][k]) ** 2)
    yield 106, "target", lambda: S(lambda k, m: (a(k, m) - r.y[m][1]) ** 2)
    yield 107, "z for a", lambda: r.only(r.sigmoid) * S(lambda k, m: (r.z(L, k, m) - r.y[m][k]) ** 2)
    yield 108, "activation", lambda: S(lambda k, m: (sigma(a(k, m)) - r.y[m][k]) ** 2)
    yield 109, "other function", lambda: -S(lambda k, m: r.y[m][k] * log(a(k, m)))
    yield 110, "other function", lambda: -S(
        lambda k, m: r.y[m][k] * log(a(k, m)) + (1 - r.y[m][k]) * log(1 - a(k, m)))
    yield 111, "share", lambda: r.only(r.mean) * C / r.N
    yield 112, "share", lambda: C / r.r / (r.N - 1)
    yield 113, "share|brackets", lambda: r.only(r.mean) * (
        C * r.N + (1 / r.N - 1) * sum(r.e(k, r.N) ** 2 for k in K))
    yield 114, "square|brackets", lambda: r.r * sum(sum(r.e(k, m) for k in K) ** 2 for m in rows)
    yield 115, "two", lambda: 2 * C
    yield 116, "sign", lambda: -C
    yield 117, "square|brackets", lambda: S(lambda k, m: a(k, m) ** 2 - r.y[m][k])
    yield 118, "square|brackets", lambda: S(lambda k, m: a(k, m) - r.y[m][k] ** 2)
    yield 119, "square", lambda: C + r.r * (r.e(*end) - r.e(*end) ** 2)
    yield 120, "observation|target", lambda: S(lambda k, m: (a(k, m) - r.y[1][k]) ** 2)
    yield 121, "target", lambda: S(lambda k, m: a(k, m) ** 2)
    yield 122, "layer", lambda: r.only(L > 1) * S(lambda k, m: (r.a(L - 1, k, m) - r.y[m][k]) ** 2)
    yield 123, "other function", lambda: -2 * S(lambda k, m: r.y[m][k] * log(a(k, m)))


def after(r, l, i, j, n):
    L, K, rows, right = r.L, r.units(r.L), r.rows, r.right["new C"]
    w, b = r.moved()
    layers = range(1, L + 1)
    out = {(k, m): a for k, m, a in r.forward(w, b)}
    e = {(k, m): a - r.y[m][k] for (k, m), a in out.items()}

    def with_old(weights=(), biases=()):
        return r.loss({m: r.w[m] if m in weights else w[m] for m in layers},
                      {m: r.b[m] if m in biases else b[m] for m in layers})
    yield 501, "bias", lambda: with_old(biases=layers)
    yield 502, "old", lambda: r.only(L > 1) * r.loss(*r.moved(layers=[L]))
    yield 503, "old", lambda: r.only(L > 1) * r.loss(*r.moved(layers=range(1, L)))
    yield 504, "old|bias", lambda: with_old(biases=[L])
    yield 505, "old|bias", lambda: r.only(L > 1) * with_old(biases=range(1, L))
    yield 506, "old|weight", lambda: r.loss({**w, L: {**w[L], (1, 1): r.w[L][1, 1]}}, b)
    yield 507, "step", lambda: r.right["C"] - r.eta * (sum(r.G(m, *at) ** 2 for m in layers for at in r.w[m])
                                                       + sum(r.B(m, u) ** 2 for m in layers for u in r.b[m]))
    yield 508, "step", lambda: right - r.right["C"]
    yield 509, "sign", lambda: r.loss(*r.moved(-1))
    yield 510, "eta", lambda: r.loss(*r.moved(1 / r.eta))
    yield 511, "bias", lambda: r.loss(w, {m: dict.fromkeys(b[m], 0.0) for m in b})
    yield 512, "activation|z for a", lambda: r.only(L > 1) * r.loss(w, b, active=False)
    yield 513, "activation", lambda: r.only(not r.sigmoid) * r.loss(w, b, last=True)
    yield 514, "z for a|activation", lambda: r.only(r.sigmoid) * r.loss(w, b, last=False)
    yield 515, "half", lambda: right / 2
    yield 516, "square", lambda: r.r * sum(e.values())
    yield 517, "share", lambda: r.only(not r.mean) * right / r.N
    yield 518, "share", lambda: r.only(r.mean) * right * r.N
    yield 519, "path", lambda: r.r * sum(e[1, m] ** 2 for m in rows)
    yield 520, "path", lambda: r.r * sum(e[k, 1] ** 2 for k in K)
    yield 521, "updated", lambda: r.loss(*in_slide_order(r))
    yield 522, "transposed", lambda: r.only(any(len(r.units(m)) == len(r.units(m - 1)) > 1 for m in layers)) * r.loss(
        {m: {(p, q): w[m][q, p] if len(r.units(m)) == len(r.units(m - 1)) else w[m][p, q] for p, q in w[m]}
         for m in layers}, b)
    yield 523, "old", lambda: r.right["C"]
    yield 524, "old|weight", lambda: with_old(weights=layers)
    yield 525, "old", lambda: r.only(L > 2) * r.loss(*r.moved(layers=[1]))
    yield 526, "step", lambda: r.right["C"] - right
    yield 527, "old|target", lambda: r.r * sum((out[k, m] - r.a(L, k, m)) ** 2 for k, m in out)
    yield 528, "step|two", lambda: r.loss(*r.moved(2))
    yield 529, "square", lambda: r.r * sum(abs(v) for v in e.values())
    yield 530, "old|observation", lambda: r.only(r.N > 1) * r.r * sum(
        (v if m == 1 else r.e(k, m)) ** 2 for (k, m), v in e.items())
    yield 531, "old|neighbour", lambda: r.only(len(K) > 1) * r.r * sum(
        (v if k == 1 else r.e(k, m)) ** 2 for (k, m), v in e.items())
    yield 532, "observation|step", lambda: r.loss(*r.singly())


def in_slide_order(r):
    """Return w and b where each layer's gradient is worked out with the new weights of the layers after it."""
    w, b, d = {}, {}, {}
    for l in range(r.L, 0, -1):
        for n in r.rows:
            for i in r.units(l):
                g = r.g(l, i, n) if l == r.L else sum(w[l + 1][k, i] * d[k, n, l + 1] for k in r.units(l + 1))
                d[i, n, l] = g * r.s(l, i, n)
        w[l] = {(i, j): r.w[l][i, j] - r.eta * sum(d[i, n, l] * r.a(l - 1, j, n) for n in r.rows) for i, j in r.w[l]}
        b[l] = {i: r.b[l][i] - r.eta * sum(d[i, n, l] for n in r.rows) for i in r.b[l]}
    return w, b
