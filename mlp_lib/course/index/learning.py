"""The first page's picture: the curve of a network while it learns when a city rents its bicycles.

The curves are stored in `course/tables/learning.csv`; `python -m mlp_lib.course.index.learning` trains and writes
them anew. From them comes a drawing that moves by itself, for four seconds, and stands still for whoever asked for
that: by the system's setting, or with `#still` after its address, since Chromium keeps the setting from pictures.
"""
from __future__ import annotations

import csv
import html
from pathlib import Path

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array
from mlp_lib.network import MLP
from mlp_lib.training import fit

TABLE = Path(__file__).parents[1] / "tables" / "learning.csv"
HALF_HOURS = np.arange(0, 23.5, 0.5)                    # (47,), where the curve is drawn
EPOCHS, PICTURES, ETA = 4000, 36, 0.003
WIDTH, HEIGHT, LEFT, BELOW, MOST = 600, 260, 46, 36, 440        # of the drawing; MOST bikes fit into it
TOLD = ("The dots are mean rentals in each hour of a working day, with peaks at 8 and at 17 hours. "
        "A line, at first nearly flat, bends until it passes through the dots.")

STYLE = """text { font: 12px sans-serif; fill: #333 }
polyline { fill: none; stroke: #0b57d0; stroke-width: 3; stroke-linejoin: round }
#still, #still:target ~ .moving { display: none }
#still:target { display: inline }
@media (prefers-reduced-motion: reduce) { #still { display: inline } .moving { display: none } }"""


def rentals() -> Array:
    """Return the mean rentals of working days in each hour, (24,), bikes an hour."""
    bikes = data.bikeshare()
    return np.asarray(bikes[bikes["workingday"] == 1].groupby("hour")["bikers"].mean(), dtype=float)


def train(epochs: list[int]) -> Array:
    """Return the network's curve after each of `epochs`, which rise: (epochs, 47), bikes an hour."""
    scale = data.standardizer(np.arange(24.0)[:, None])
    X, y = scale(np.arange(24.0)[:, None]), rentals()[:, None] / 100
    net, state, curves, done = MLP([1, 16, 16, 1], "tanh", rng=5), None, [], 0
    for epoch in epochs:
        run = fit(net, X, y, loss="squared_error", eta=ETA, epochs=epoch - done, optimizer="adam", state=state,
                  shuffle=None)
        net, state, done = run.net, run.state, epoch
        curves.append(100 * net.predict(scale(HALF_HOURS[:, None]))[:, 0])
    return np.array(curves)


def record() -> list[list[int]]:
    """Return rows of epoch and curve, rounded to bikes: as many steps in time as make equal steps in the picture."""
    epochs = sorted({int(e) for e in np.geomspace(1, EPOCHS, 300)})
    curves = train(epochs)
    moved = np.concatenate([[0], np.abs(np.diff(curves, axis=0)).mean(axis=1).cumsum()])
    kept = sorted({int(np.abs(moved - at).argmin()) for at in np.linspace(0, moved[-1], PICTURES)})
    return [[epochs[i], *(round(float(bikes)) for bikes in curves[i])] for i in kept]


def stored() -> tuple[list[int], Array]:
    """Return the stored epochs, and the curve after each of them, (epochs, 47)."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = np.array([[int(cell) for cell in row] for row in csv.reader(file)])
    return rows[:, 0].tolist(), rows[:, 1:].astype(float)


def svg() -> str:
    """Return the drawing."""
    def place(hour: float, bikes: float) -> tuple[int, int]:
        return (round(LEFT + hour * (WIDTH - LEFT - 14) / 23), round((HEIGHT - BELOW) * (1 - bikes / MOST)))

    def line(curve: Array) -> str:
        return " ".join("{},{}".format(*place(h, b)) for h, b in zip(HALF_HOURS, curve, strict=True))

    _, curves = stored()
    lines = [line(curve) for curve in curves]
    floor = HEIGHT - BELOW
    dots = "".join('<circle cx="{}" cy="{}" r="4"/>'.format(*place(hour, bikes))
                   for hour, bikes in enumerate(rentals()))
    hours = "".join(f'<text x="{place(h, 0)[0]}" y="{floor + 16}" text-anchor="middle">{h}</text>'
                    for h in range(0, 24, 3))
    levels = "".join(f'<text x="{LEFT - 12}" y="{place(0, b)[1] + 4}" text-anchor="end">{b}</text>'
                     for b in range(0, MOST, 100))
    moving = ";".join([lines[0], *lines, lines[-1]])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
            f'role="img"><title>{html.escape(TOLD)}</title><style>{STYLE}</style>'
            f'<clipPath id="inside"><rect width="{WIDTH}" height="{floor}"/></clipPath>'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
            f'<path d="M{LEFT - 6},6V{floor}H{WIDTH - 6}" fill="none" stroke="#777"/>{hours}{levels}'
            f'<text x="{WIDTH / 2:.0f}" y="{HEIGHT - 4}" text-anchor="middle">hour of the day</text>'
            f'<text x="{LEFT}" y="14">bikes an hour</text>{dots}<g clip-path="url(#inside)">'
            f'<polyline id="still" points="{lines[-1]}"/><polyline class="moving" points="{lines[-1]}">'
            f'<animate attributeName="points" dur="4.5s" values="{moving}"/></polyline></g></svg>')


class Film:
    """The drawing, which displays itself."""

    def __repr__(self) -> str:
        return f"A network learns the hours of a working day: {len(stored()[0])} pictures"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": repr(self), "image/svg+xml": svg()}


def show() -> Film:
    """Return the drawing of a network that learns."""
    return Film()


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(record())
