"""Points: what a run learns from: the Playground's own sets, three with three classes, and the reader's own."""
from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .. import data
from ..hints import Array

if TYPE_CHECKING:
    from .settings import Settings

REACH, EACH, MOST = 6.0, 170, 2000          # half the side of the map; points of each of three classes; of the reader's


def _polar(r: Array, angle: Array) -> Array:
    return np.column_stack([r * np.sin(angle), r * np.cos(angle)])


def _clouds(k: int, noise: float, rng: np.random.Generator) -> Array:
    centre = _polar(np.array([3.0]), np.array([2 * np.pi * k / 3]))
    cloud: Array = centre + np.sqrt(0.5 + 7 * noise) * rng.standard_normal((EACH, 2))     # as `gauss`
    return cloud


def _rings(k: int, noise: float, rng: np.random.Generator) -> Array:
    r = rng.uniform(2.1 * k, 2.1 * k + 1.2, EACH)
    return _polar(r, rng.uniform(0, 2 * np.pi, EACH)) + noise * rng.uniform(-3, 3, (EACH, 2))


def _arms(k: int, noise: float, rng: np.random.Generator) -> Array:
    i = np.arange(EACH) / EACH
    turn = 1.25 * 2 * np.pi * i + 2 * np.pi * k / 3
    return _polar(5 * i, turn) + noise * rng.uniform(-1, 1, (EACH, 2))                      # as `spiral`


THREE: dict[str, Callable[[int, float, np.random.Generator], Array]] = {      # (class, noise 0 to 0.5, rng) -> points
    "three-clouds": _clouds, "three-rings": _rings, "three-arms": _arms}


@dataclass(frozen=True)
class Points:
    """X (N, 2) and y (N,): labels -1 and 1, classes 0, 1, 2, or numbers, as `problem` says; `notes` are sentences."""

    X: Array
    y: Array
    problem: str
    notes: tuple[str, ...] = ()


def drawn(settings: Settings, rng: np.random.Generator) -> Points:
    """Return the points of a set, shuffled, as the Playground draws them."""
    if settings.problem != "three-classes":
        X, y = data.playground(settings.points, noise=settings.noise, rng=rng)
        return Points(X, y[:, 0], settings.problem)
    X = np.concatenate([THREE[settings.class_dataset](k, settings.noise / 100, rng) for k in range(3)])
    order = rng.permutation(len(X))
    return Points(X[order], np.repeat([0.0, 1.0, 2.0], EACH)[order], settings.problem)


def read(text: str) -> Points:
    """Return the points of a CSV: a row each, x1, x2 and the target; a first row of names is passed over.

    Targets -1 and 1, 0 and 1, or two words are two classes; 0, 1 and 2, 1, 2 and 3, or three words are three; all
    others are numbers. Columns that leave the map are moved and shrunk into it, which `notes` says. Raises ValueError
    for what is no such table, TypeError for what is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"read wants text, got {type(text).__name__}. Of a file, Path(name).read_text().")
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), _dialect(text)) if any(row)]
    if rows and not _numeric(rows[0][:2]):
        rows = rows[1:]
    for number, row in enumerate(rows, start=1):
        if len(row) != 3 or not _numeric(row[:2]) or not row[2]:
            raise ValueError(f"row {number} is {', '.join(row)!r:.60}: wanted x1, x2 and the target, such as "
                             "1.5, -0.3, 1. A first row of names may stand above.")
    return own([[float(row[0]), float(row[1])] for row in rows], [row[2] for row in rows])


def own(X: Sequence[Sequence[float]], targets: Iterable[str | float]) -> Points:
    """Return the reader's points from positions (N, 2) and targets, read as `read` says."""
    found, notes = [str(target) for target in targets], []
    if not 4 <= len(found) <= MOST:
        raise ValueError(f"there are {len(found)} points; wanted are 4 to {MOST:,}, some of them for the test.")
    kinds = sorted(set(found), key=lambda word: (float(word), word) if _numeric([word]) else (np.inf, word))
    as_numbers = [float(word) for word in kinds] if _numeric(kinds) else None
    if lost := {"", "nan", "na", "inf", "-inf", "none"} & {word.lower() for word in kinds}:
        raise ValueError(f"there is a point whose target is {min(lost)!r}, which is no class and no finite number: "
                         "drop its row.")
    if len(kinds) == 1:
        raise ValueError(f"all targets are {kinds[0]!r:.20}: there is nothing to learn. Give points of a second class.")
    y: Array
    if len(kinds) == 2 and as_numbers in (None, [-1, 1], [0, 1]):
        problem, y = "classification", np.array([1.0 if word == kinds[1] else -1.0 for word in found])
        notes += [] if as_numbers == [-1, 1] else [f"{kinds[0]} is −1, {kinds[1]} is 1."]
    elif len(kinds) == 3 and as_numbers in (None, [0, 1, 2], [1, 2, 3]):
        problem, y = "three-classes", np.array([float(kinds.index(word)) for word in found])
        notes += [] if as_numbers == [0, 1, 2] else [f"{', '.join(kinds)} are the classes 0, 1, 2."]
    elif as_numbers is None:
        raise ValueError(f"the targets are {len(kinds)} different words, {', '.join(kinds[:4])} …: wanted are two or "
                         "three classes, or numbers.")
    else:
        problem, y = "regression", np.array([float(word) for word in found])
        if np.abs(y).max() > 1:
            y, told = _into(y, 1, "The target")
            notes.append(told)
    places = np.array(X, float)
    if not np.isfinite(places).all():
        raise ValueError("there is a place that is not finite among the points: drop its row.")
    for j in (0, 1):
        if np.abs(places[:, j]).max() > REACH:
            places[:, j], told = _into(places[:, j], 5, f"X{'₁₂'[j]}")
            notes.append(told)
    return Points(places, y, problem, tuple(notes))


def shuffled(points: Points, rng: np.random.Generator) -> Points:
    """Return the points in another order: the first of them are the training set."""
    order = rng.permutation(len(points.y))
    return Points(points.X[order], points.y[order], points.problem, points.notes)


def table(points: Points) -> str:
    """Return points as a CSV that `read` reads."""
    lines = [f"{x1:.6g},{x2:.6g},{y:.6g}" for (x1, x2), y in zip(points.X, points.y, strict=True)]
    return "\n".join(["x1,x2,y", *lines, ""])


def _into(values: Array, reach: float, name: str) -> tuple[Array, str]:
    """Return values moved and shrunk into [-reach, reach], and the sentence that says how."""
    middle, half = (values.max() + values.min()) / 2, np.ptp(values) / 2 or 1.0
    return reach * (values - middle) / half, f"{name} is shown as {reach:g} · (value − {middle:.4g}) / {half:.4g}."


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.strip().splitlines()[0] if text.strip() else ""

    class Found(csv.excel):
        delimiter = ";" if ";" in first else "\t" if "\t" in first else ","
    return Found


def _numeric(words: Iterable[str]) -> bool:
    try:
        return all(np.isfinite(float(word)) for word in words)
    except ValueError:
        return False
