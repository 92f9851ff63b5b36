"""534 slips in one round by hand, as wrong rules of their own: what the worksheet's diagnoses are measured with.

The list was written from the slides S22 to S33, their errata and the worksheet's page by somebody who had not seen the
diagnoser; a slip's number is its number there. Nothing here uses `mlp_lib`. A rule that needs an index that a sheet has
not raises KeyError, and does not apply there.
"""
import math

from worksheet_loops import round_of, sigma


class Round:
    """One round with its right numbers, from 1: w[l][i, j], b[l][i], y[n][k], z, a, s = da/dz, g = dC/da, d = delta."""

    def __init__(self, W, b, X, Y, eta, sigmoid_output=False, mean=False):
        self.given = {"W": W, "b": b, "X": X, "Y": Y, "eta": eta, "sigmoid_output": sigmoid_output, "mean": mean}
        self.L, self.N, self.eta, self.sigmoid, self.mean = max(W), len(X), eta, sigmoid_output, mean
        self.r = 1 / self.N if mean else 1
        self.w = {l: {(i, j): W[l][i - 1][j - 1] for i in range(1, len(W[l]) + 1) for j in range(1, len(W[l][0]) + 1)}
                  for l in W}
        self.b = {l: dict(enumerate(b[l], start=1)) for l in b}
        self.x = {n: dict(enumerate(row, start=1)) for n, row in enumerate(X, start=1)}
        self.y = {n: dict(enumerate(row, start=1)) for n, row in enumerate(Y, start=1)}
        self.right = round_of(**self.given)
        self.rows = range(1, self.N + 1)

    def units(self, l):
        return range(1, (len(self.x[1]) if l == 0 else len(self.b[l])) + 1)

    def at(self, kind, l, i, n):
        return self.right[f"{kind}{l}_{i}" + (f"@{n}" if self.N > 1 else "")]

    def z(self, l, i, n):
        if l == 0:
            raise KeyError
        return self.at("z", l, i, n)

    def a(self, l, i, n):
        if l < 0:
            raise KeyError
        return self.x[n][i] if l == 0 else self.at("a", l, i, n)

    def s(self, l, i, n):
        return self.at("da/dz", l, i, n)

    def g(self, l, i, n):
        return self.at("dC/da", l, i, n)

    def d(self, l, i, n):
        return self.at("dC/dz", l, i, n)

    def G(self, l, i, j):
        return self.right[f"dC/dw{l}_{i}{j}"]

    def B(self, l, i):
        return self.right[f"dC/db{l}_{i}"]

    def e(self, k, n):
        return self.a(self.L, k, n) - self.y[n][k]

    def hidden(self, l):
        return l < self.L or self.sigmoid

    def new_w(self, l, i, j, by=1.0):
        return self.w[l][i, j] - by * self.eta * self.G(l, i, j)

    def other(self, unit, units):
        """Return another one of the units or observations; with none, the rule does not apply."""
        return next((k for k in units if k != unit), None) or self.missing()

    @staticmethod
    def missing():
        raise KeyError

    def only(self, condition):
        """A factor 1 on sheets where a rule applies; a KeyError on others."""
        return 1 if condition else self.missing()

    def forward(self, w, b, active=True, last=None):
        """Return [(output k, observation n, a)] of a forward pass with weights w[l][i, j] and biases b[l][i]."""
        found = []
        for n in self.rows:
            a = self.x[n]
            for l in range(1, self.L + 1):
                z = {i: sum(w[l][i, j] * a[j] for j in a) + b[l][i] for i in b[l]}
                out = (self.sigmoid if last is None else last) if l == self.L else active
                a = {i: sigma(z[i]) if out else z[i] for i in z}
            found += [(k, n, a[k]) for k in a]
        return found

    def loss(self, w, b, **how):
        return self.r * sum((a - self.y[n][k]) ** 2 for k, n, a in self.forward(w, b, **how))

    def moved(self, by=1.0, layers=None):
        """Return w and b after `by` steps, in these layers only."""
        steps = {l: by if layers is None or l in layers else 0.0 for l in self.w}
        return ({l: {(i, j): self.new_w(l, i, j, steps[l]) for i, j in self.w[l]} for l in self.w},
                {l: {i: self.b[l][i] - steps[l] * self.eta * self.B(l, i) for i in self.b[l]} for l in self.b})

    def singly(self):
        """Return w and b after one step for each observation, its gradient reckoned anew."""
        if self.N == 1:
            self.missing()
        g = self.given
        W, b = {l: [list(row) for row in g["W"][l]] for l in g["W"]}, {l: list(g["b"][l]) for l in g["b"]}
        for n in range(self.N):
            one = round_of(W, b, [g["X"][n]], [g["Y"][n]], self.eta * self.r, self.sigmoid)
            W = {l: [[one[f"new w{l}_{i}{j}"] for j in self.units(l - 1)] for i in self.units(l)] for l in W}
            b = {l: [one[f"new b{l}_{i}"] for i in self.units(l)] for l in b}
        again = Round(W, b, g["X"], g["Y"], self.eta)
        return again.w, again.b


def slips_of(round_, name):
    """Return [(number of the slip, its kinds, wrong number)] for a box: those that apply and give a number."""
    from worksheet_slips_backward import error, passed_back, slope
    from worksheet_slips_forward import activation, weighted_sum
    from worksheet_slips_gradient import bias, came_in, delta, weight
    from worksheet_slips_loss import after, loss
    from worksheet_slips_update import new_bias, new_weight

    kind, _, place = name.partition("_")
    kind, l = (kind, 0) if kind in ("C", "new C") else (kind[:-1], int(kind[-1]))
    place, _, n = place.partition("@")
    i, j, n = int(place[0]) if place else 0, int(place[1]) if len(place) > 1 else 0, int(n or 1)
    if kind == "dz/dw":
        i, j = 1, i
    rules = {"z": weighted_sum, "a": activation, "C": loss, "new C": after, "da/dz": slope, "dC/dz": delta,
             "dC/da": error if l == round_.L else passed_back, "dz/dw": came_in, "dC/dw": weight, "dC/db": bias,
             "new w": new_weight, "new b": new_bias}[kind]
    right = round_.right[name]
    found = []
    for number, kinds, rule in [*rules(round_, l, i, j, n), (533, "decimal", lambda: 10 * right),
                                (534, "decimal", lambda: right / 10)]:
        try:
            value = rule()
        except (KeyError, ZeroDivisionError):
            continue
        if math.isfinite(value) and not math.isclose(value, right, rel_tol=1e-9, abs_tol=1e-12):
            found.append((number, kinds, value))
    return found
