"""One round of training in literal loops: what the worksheet's tests compare it with. Nothing here uses `mlp_lib`."""
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
    total = 0
    for n, x in enumerate(X, start=1):
        inputs = list(x)
        for l in range(1, L + 1):
            outputs = []
            for i in range(len(b[l])):
                s = out[f"new b{l}_{i + 1}"]
                for j in range(len(inputs)):
                    s += out[f"new w{l}_{i + 1}{j + 1}"] * inputs[j]
                s = keep(f"new z{l}_{i + 1}", s)
                outputs.append(keep(f"new a{l}_{i + 1}", sigma(s) if l < L or sigmoid_output else s))
            inputs = outputs
        for k in range(len(inputs)):
            total += (inputs[k] - Y[n - 1][k]) ** 2
    put("new C", total / share)
    return out


def plain(sheet):
    """The given numbers of a sheet as lists, for the loops."""
    return {"W": {l: W.tolist() for l, W in sheet.net.W.items()}, "b": {l: b.tolist() for l, b in sheet.net.b.items()},
            "X": sheet.x.tolist(), "Y": sheet.y.tolist(), "eta": sheet.eta,
            "sigmoid_output": sheet.net.sigma[sheet.L].name == "sigmoid", "mean": sheet.reduction == "mean"}
