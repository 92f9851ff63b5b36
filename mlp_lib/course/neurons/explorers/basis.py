"""A basis turns the hour into several numbers; here three kinds of basis grow, on the same 40 hours of rentals."""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from mlp_lib import data
from mlp_lib.hints import Array
from mlp_lib.network import MLP
from mlp_lib.plots.style import BLACK, BLUE, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore
from mlp_lib.training import fit

SIZES = (1, 2, 3, 4, 6, 8, 12, 16)
POWERS, FIXED, LEARNED = "fixed powers of x", "fixed steps", "learned steps"
HIGHEST = 220                           # error in the lower picture, bikes an hour; what is above has an arrow
MONTHS = ["May", "Jun", "Jul", "Aug", "Sep"]
Hours = tuple[Array, Array]             # (x, y), see `hours`


class Model(NamedTuple):
    """A fitted model: the function, its number of parameters, its error on the training and the held-out hours."""

    f: Callable[[Array], Array]
    parameters: int
    train: float
    held_out: float


def hours(draw: int = 0) -> list[Hours]:
    """Return (x, y) of 40 training hours, drawn by a seed, and of all others: clear working days, May to September.

    x is (hour - 12) / 6, so -2 is midnight, 0 noon and 1 six in the evening; y is in bikes an hour.
    """
    bikes = data.bikeshare()
    bikes = bikes[bikes["workingday"] & bikes["month"].isin(MONTHS) & (bikes["weather"] == "clear")]
    order = np.random.default_rng(draw).permutation(len(bikes))
    x, y = (bikes["hour"].to_numpy(float) - 12) / 6, bikes["bikers"].to_numpy(float)
    return [(x[rows], y[rows]) for rows in (order[:40], order[40:])]


def places(M: int) -> Array:
    """Return the M places, spread over the day, at which the fixed steps are 0."""
    return (2 * np.arange(M) + 1) / M * 2 - 2


def phi(kind: str, M: int, x: Array) -> Array:
    """Return the fixed basis, (len(x), M): powers x, x^2, ... or steps tanh(3 (x - place)), 4 hours wide."""
    return (x[:, None] / 2) ** np.arange(1, M + 1) if kind == POWERS else np.tanh(3 * (x[:, None] - places(M)))


def fitted(kind: str, M: int, training: Hours, held_out: Hours) -> Model:
    """Return the least-squares fit of (2) or, for learned steps, of (3) by gradient descent from the fixed ones."""
    x, y = training
    basis = FIXED if kind == LEARNED else kind
    A = np.column_stack([phi(basis, M, x), np.ones(len(x))])            # (40, M + 1)
    # cut off small singular values where gradient descent goes on from here: it would start from huge weights
    w: Array = np.linalg.lstsq(A, y, rcond=1e-2 if kind == LEARNED else None)[0]
    if kind == LEARNED:
        net = MLP([1, M, 1], "tanh", rng=0)
        net.W[1], net.b[1] = np.full((M, 1), 3.0), -3 * places(M)
        net.W[2], net.b[2] = w[None, :M] / 100, w[M:] / 100
        net = fit(net, x[:, None], y[:, None] / 100, loss="squared_error", eta=0.02, epochs=2000,
                  optimizer="adam", rng=0).net

        def f(x: Array) -> Array:
            return 100 * net.predict(x[:, None])[:, 0]
        parameters = net.theta.size
    else:
        def f(x: Array) -> Array:
            return phi(kind, M, x) @ w[:M] + float(w[M])
        parameters = M + 1
    return Model(f, parameters, *(np.sqrt(np.mean((f(x) - y) ** 2)) for x, y in (training, held_out)))


def flexibility() -> Explorer:
    """Return the explorer of a growing basis: its curve, and the error on hours it was and was not fitted to."""
    training, held_out = hours()
    models = {(kind, M): fitted(kind, M, training, held_out) for kind in (POWERS, FIXED, LEARNED) for M in SIZES}
    (x, y), (rest, _) = training, held_out
    fine = np.linspace(-2, 11 / 6, 231)

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1, gridspec_kw={"height_ratios": [3, 2]})
        top.plot(6 * x + 12, y, "o", color=BLACK, ms=4, label="the 40 training hours")
        curve, = top.plot([], [], color=BLUE, label="the model")
        top.set(xlabel="hour of the day", ylabel="bikes an hour", xlim=(-0.5, 23.5), ylim=(-100, 800),
                xticks=range(0, 24, 3))
        top.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
        bottom.set(xlabel="basis functions M", ylabel="error,\nbikes an hour", xlim=(0, 17), ylim=(0, HIGHEST),
                   xticks=SIZES)
        train, = bottom.plot([], [], "o-", color=BLUE, ms=4, label="training hours")
        unseen, = bottom.plot([], [], "^--", color=RED, ms=4, label="held-out hours")
        beyond, = bottom.plot([], [], "^", color=RED, ms=7, clip_on=False, transform=bottom.get_xaxis_transform())
        here = bottom.axvline(1, color=BLACK, lw=1, ls=":")
        bottom.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)

        def update(kind: str, M: int) -> Frame:
            model = models[kind, M]
            curve.set_data(6 * fine + 12, model.f(fine))
            train.set_data(SIZES, [models[kind, m].train for m in SIZES])
            errors = [models[kind, m].held_out for m in SIZES]
            unseen.set_data(SIZES, errors)
            out = [m for m, error in zip(SIZES, errors, strict=True) if error > HIGHEST]
            beyond.set_data(out, [0.94] * len(out))
            here.set_xdata([M, M])
            return (curve, train, unseen, beyond, here), (
                f"{kind}, M = {M}, {model.parameters} parameters: the error is {model.train:.0f} bikes an hour on the "
                f"{len(x)} training hours, {model.held_out:,.0f} on the {len(rest):,} held-out ones.")
        return update

    return explore(scene, name="flexibility", title="How much may the model bend?", figsize=(6, 5.4),
                   kind=Control([POWERS, FIXED, LEARNED], "basis"), M=Control(SIZES, "basis functions M"),
                   start={"kind": POWERS, "M": 3}, stills=[{"M": 12}])
