"""Reporting: from a table to one figure that can be defended, with the pictures that show how it came about."""
from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mlp_lib import checks
from mlp_lib.data import Standardizer, standardizer
from mlp_lib.files import named, replacing
from mlp_lib.hints import Array

from .assessing import LINEAR, PLAIN, assess
from .columns import understand
from .encoding import Encoder, encoder, inputs_of
from .errors import TableError, listed
from .goal import label
from .looking import Look, look
from .measures import Margin, Score
from .models import Networks, Sets, linear, networks, plain
from .page import document, report_html
from .parts import Parts, divide
from .pictures import Picture
from .reading import names
from .signs import of_near


@dataclass(frozen=True, eq=False)
class Report:
    """What came of a table: `.scores`, `.margins`, `.notes`, `.pictures`; shows itself, predicts, is saved."""

    look: Look
    parts: Parts
    encoder: Encoder
    nets: Networks
    scale: Standardizer | None                              # of a numeric target, by the training rows
    scores: tuple[Score, ...]                               # of the networks' average, the linear model, no input
    margins: tuple[Margin, ...]
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...]

    def predict(self, table: pd.DataFrame) -> Array:
        """Return predictions for the rows of a DataFrame: (N,) in the target's units, or (N, K) probabilities.

        Raises TableError for what is no table with rows, and where an input is missing, or a cell of it is not what it
        was in the table learned from.
        """
        if not isinstance(table, pd.DataFrame) or table.empty:
            raise TableError("predict wants a DataFrame of pandas with rows and the inputs' columns; this is "
                             f"{'one without rows' if isinstance(table, pd.DataFrame) else type(table).__name__}.")
        table = table.set_axis(names(table.columns)[0], axis=1)
        absent = [name for name in self.look.inputs if name not in table.columns]
        if absent:
            raise TableError(f"The inputs {listed(absent)} are not in this table.")
        cells = {}
        for name in self.look.inputs:
            kind = self.look.columns[name].kind
            found = understand(table[name].reset_index(drop=True), name, "number" if kind == "number" else "category")
            if found.fault or (kind == "number" and found.cells.isna().any() and name not in self.encoder.fills):
                raise TableError(found.fault or f"Column `{name}` has cells that are no numbers: fill them first.")
            cells[name] = found.cells
        average = self.nets.average(self.encoder(pd.DataFrame(cells)))
        return average if self.scale is None else self.scale.back(average)[:, 0]

    @property
    def html(self) -> str:
        """Return the report as one HTML page that needs no other file and asks nobody for anything."""
        return document(self)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write `html` to a file, whole or not at all, and return its path; a file that is there is replaced.

        Raises TableError for a folder or a folder that is not there, and lets the operating system's errors through.
        """
        target = named(path).expanduser()
        if target.is_dir() or not target.parent.is_dir():
            raise TableError(f"{target.name} is a folder, or its folder is not there: name a file, such as "
                             "report.html.")
        with replacing(target) as file:
            file.write(self.html.encode())
        return target

    def _repr_html_(self) -> str:
        return report_html(self)

    def __repr__(self) -> str:
        return f"Report({self.look.source.name}: {self.look.choices.target} from {len(self.look.inputs)} inputs)"


def report(table: Any, target: str | None = None, *, group: str | None = None, time: str | None = None,
           task: str | None = None, missing: str | None = None, kinds: Mapping[str, str] | None = None, seeds: int = 5,
           rng: int = 0, progress: Callable[[float, str], None] | None = None) -> Report:
    """Return the report on a table: the same steps as in the chapter on structured data, with all choices said.

    table to kinds   as for `look`, whose notes become the report's; or a `Look`
    seeds            networks that are trained, each from its own starting weights; the prediction is their average
    rng              seed of the split, the starting weights and the draws: the same seed gives the same report
    progress         hears a share from 0 to 1, and what is being done

    60 % of the rows are learned from, 20 % decide when to stop and how large the net is, 20 % are the test.
    Raises TableError with all that has to be mended or chosen first.
    """
    seen = table if isinstance(table, Look) else look(table, target, group=group, time=time, task=task, missing=missing,
                                                      kinds=kinds)
    if seen.stops:
        raise TableError("\n".join(seen.stops))
    seeds, seed = checks.count(seeds, "seeds", 1, 50), checks.count(rng, "rng", 0)
    done, steps = iter(range(100)), seeds + 5
    tell = progress or (lambda share, words: None)

    def step(words: str) -> None:
        tell(min(next(done) / steps, 1.0), words)

    step("dividing the rows")
    parts, notes = divide(seen, seed)
    code, said = encoder(seen, parts.train)
    X = [code(inputs_of(seen.columns, seen.inputs, rows)) for rows in parts[:3]]
    said.append(of_near(np.vstack(X[:2]), X[2]))
    Y, scale = _targets(seen, parts)
    sets: Sets = ((X[0], Y[0]), (X[1], Y[1]))
    classes = bool(seen.classes)
    step("the linear model")
    others = {LINEAR: linear(sets, classes, seed), PLAIN: plain(Y[0], classes)}
    nets = networks(sets, classes, seeds, seed, step)
    step("the test and the pictures")
    scores, margins, shown, seen_late = assess(seen, parts, code, nets, others, X[2], Y[2], scale, seed)
    tell(1.0, "done")
    said = [*seen.notes, *notes, *filter(None, said), *seen_late]
    return Report(seen, parts, code, nets, scale, scores, margins, tuple(said), shown)


def _targets(seen: Look, parts: Parts) -> tuple[list[Array], Standardizer | None]:
    """Return the targets of the three parts as the networks see them, (N, 1) scaled or (N, K) of 0 and 1."""
    cells = seen.columns[str(seen.choices.target)].cells
    if seen.classes:
        names = np.array(seen.classes, object)
        return [(cells.iloc[rows].map(label).to_numpy()[:, None] == names).astype(float) for rows in parts[:3]], None
    scale = standardizer(cells.iloc[parts.train].to_numpy(float)[:, None])
    return [scale(cells.iloc[rows].to_numpy(float)[:, None]) for rows in parts[:3]], scale
