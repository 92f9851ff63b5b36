"""One round of training in literal loops, and the same with a slip: what the worksheet's tests compare it with.

Nothing here uses `mlp_lib`: each number, and each wrong one, is written out once more.
"""
import math


def sigma(z):
    """Equation (8), for one number."""
    return 1 / (1 + math.exp(-z))


def round_of(W, b, X, Y, eta, sigmoid_output=False, mean=False, keep=lambda name, value: value):
    """Return name -> number for a whole round; `keep` may round each number before it is used further.

    W, b   dict layer -> nested lists, W[l][to][from], from 0
    X, Y   rows of inputs and targets
    """
    out, L, N = {}, max(W), len(X)
    share = N if mean else 1

    def put(name, value):
        out[name] = keep(name, value)
        return out[name]

    z, a, slope, delta, came = {}, {}, {}, {}, {}
    for n, x in enumerate(X, start=1):
        at = f"@{n}" if N > 1 else ""
        a[0, n] = list(x)
        for l in range(1, L + 1):
            z[l, n], a[l, n] = [], []
            for i in range(len(W[l])):
                s = b[l][i]
                for j in range(len(a[l - 1, n])):
                    s += W[l][i][j] * a[l - 1, n][j]
                z[l, n].append(put(f"z{l}_{i + 1}{at}", s))
            for i, s in enumerate(z[l, n]):
                a[l, n].append(put(f"a{l}_{i + 1}{at}", sigma(s) if l < L or sigmoid_output else s))
    put("C", sum((a[L, n][k] - Y[n - 1][k]) ** 2 for n in range(1, N + 1) for k in range(len(b[L]))) / share)
    for l in range(L, 0, -1):
        for n in range(1, N + 1):
            at = f"@{n}" if N > 1 else ""
            delta[l, n], came[l, n] = [], []
            for i in range(len(b[l])):
                if l == L:
                    error = 2 * (a[L, n][i] - Y[n - 1][i]) / share
                else:
                    error = 0
                    for k in range(len(b[l + 1])):
                        error += W[l + 1][k][i] * delta[l + 1, n][k]
                error = put(f"dC/da{l}_{i + 1}{at}", error)
                one = l == L and not sigmoid_output
                slope[l, n, i] = put(f"da/dz{l}_{i + 1}{at}", 1.0 if one else a[l, n][i] * (1 - a[l, n][i]))
                delta[l, n].append(put(f"dC/dz{l}_{i + 1}{at}", error * slope[l, n, i]))
            for j, value in enumerate(a[l - 1, n]):
                came[l, n].append(put(f"dz/dw{l}_{j + 1}{at}", value))
        for i in range(len(b[l])):
            for j in range(len(W[l][i])):
                put(f"dC/dw{l}_{i + 1}{j + 1}", sum(delta[l, n][i] * came[l, n][j] for n in range(1, N + 1)))
            put(f"dC/db{l}_{i + 1}", sum(delta[l, n][i] for n in range(1, N + 1)))
    for l in range(L, 0, -1):
        for i in range(len(b[l])):
            for j in range(len(W[l][i])):
                put(f"new w{l}_{i + 1}{j + 1}", W[l][i][j] - eta * out[f"dC/dw{l}_{i + 1}{j + 1}"])
            put(f"new b{l}_{i + 1}", b[l][i] - eta * out[f"dC/db{l}_{i + 1}"])
    return out


def slips_of(name, W, b, X, Y, eta, right, sigmoid_output=False, mean=False):
    """Return [(kind, wrong number)] for one box: the slips of the list that make sense there, each written out.

    right   name -> right number, from `round_of`
    """
    L, N = max(W), len(X)
    kind, _, place = name.partition("_")
    kind, l = kind.rstrip("123"), int(kind[-1]) if kind != "C" else 0
    place, _, n = place.partition("@")
    n = int(n or 1)
    at = f"@{n}" if N > 1 else ""
    i, j = (int(place[0]) - 1 if place else 0), (int(place[1]) - 1 if len(place) > 1 else None)
    value, found = right[name], []

    def z(layer, unit, obs=n):
        return right[f"z{layer}_{unit + 1}{f'@{obs}' if N > 1 else ''}"]

    def a(layer, unit, obs=n):
        return X[obs - 1][unit] if layer == 0 else right[f"a{layer}_{unit + 1}{f'@{obs}' if N > 1 else ''}"]

    def back(which, layer, unit, obs=n):
        return right[f"{which}{layer}_{unit + 1}{f'@{obs}' if N > 1 else ''}"]

    observations = range(1, N + 1)
    hidden = l < L or sigmoid_output
    if kind == "z":
        found.append(("bias", value - b[l][i]))
        if len(W[l]) == len(W[l][0]) > 1:
            found.append(("transposed", b[l][i] + sum(W[l][k][i] * a(l - 1, k) for k in range(len(W[l])))))
        if l > 1:
            found.append(("z for a", b[l][i] + sum(W[l][i][k] * z(l - 1, k) for k in range(len(W[l][i])))))
        if len(W[l][i]) > 1:
            found += [("path", value - W[l][i][k] * a(l - 1, k)) for k in range(len(W[l][i]))]
    if kind == "a" and hidden:
        found += [("activation", z(l, i)), ("sign", 1 / (1 + math.exp(z(l, i))))]
    if kind == "C":
        found.append(("half", value / 2))
        if mean and N > 1:
            found.append(("share", value * N))
    if kind in ("dC/da", "dC/dz", "dC/dw", "dC/db"):
        found += [("sign", -value), ("two", value / 2)]
        if mean and N > 1:
            found.append(("share", value * N))
    if kind == "dC/da" and l < L:
        new = [[w - eta * right[f"dC/dw{l + 1}_{k + 1}{m + 1}"] for m, w in enumerate(row)]
               for k, row in enumerate(W[l + 1])]
        found.append(("updated", sum(new[k][i] * back("dC/dz", l + 1, k) for k in range(len(new)))))
        if len(W[l + 1]) == len(W[l + 1][0]) > 1:
            found.append(("transposed", sum(W[l + 1][i][k] * back("dC/dz", l + 1, k) for k in range(len(new)))))
        if len(W[l + 1]) > 1:
            found += [("path", value - W[l + 1][k][i] * back("dC/dz", l + 1, k)) for k in range(len(new))]
    if kind == "da/dz" and hidden:
        found += [("z for a", z(l, i) * (1 - z(l, i))), ("activation", a(l, i))]
    if kind == "dC/dz" and hidden:
        found += [("slope", right[f"dC/da{l}_{i + 1}{at}"]),
                  ("z for a", right[f"dC/da{l}_{i + 1}{at}"] * z(l, i) * (1 - z(l, i)))]
    if kind == "dz/dw":
        if l > 1:
            found.append(("z for a", z(l - 1, i)))
        found.append(("w for a", W[l][0][i]))
    if kind == "dC/dw":
        if hidden:
            found.append(("slope", sum(back("dC/da", l, i, m) * a(l - 1, j, m) for m in observations)))
        if l > 1:
            found.append(("z for a", sum(back("dC/dz", l, i, m) * z(l - 1, j, m) for m in observations)))
        if i != j and j < len(W[l]) and i < len(W[l][i]):
            found.append(("transposed", sum(back("dC/dz", l, j, m) * a(l - 1, i, m) for m in observations)))
        if N > 1:
            found += [("path", value - back("dC/dz", l, i, m) * a(l - 1, j, m)) for m in observations]
    if kind == "dC/db" and hidden:
        found.append(("slope", sum(back("dC/da", l, i, m) for m in observations)))
    if kind.startswith("new"):
        old = W[l][i][j] if kind == "new w" else b[l][i]
        found += [("sign", 2 * old - value), ("eta", old + (value - old) / eta)]
    return found
