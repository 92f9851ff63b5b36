"""An experiment trains one network for each setting and each seed and notes what came out, one row for each run."""
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Outcomes = dict[str, Any]


@dataclass(frozen=True)
class Experiment:
    """What is varied, from which seeds, and the run: ``run(seed=0, **setting)`` returns name -> outcome.

    An outcome that a run did not reach, because it diverged, is an empty cell of the table.

    timed   whether the table keeps the seconds of each run, which differ from one making to the next
    """

    about: str
    run: Callable[..., Outcomes]
    grid: Mapping[str, Sequence[Any]]
    seeds: range = range(5)
    timed: bool = False

    def settings(self) -> Iterator[dict[str, Any]]:
        """Yield the settings of every row, the seed last."""
        names = (*self.grid, "seed")
        for values in itertools.product(*self.grid.values(), self.seeds):
            yield dict(zip(names, values, strict=True))


def curve(values: list[float], epochs: int, name: str = "epoch") -> dict[str, float]:
    """Return epoch -> loss, empty beyond a run's end and beyond 1,000, so that all rows have the same columns."""
    values = [v if v < 1e3 else np.nan for v in values] + [np.nan] * (epochs - len(values))
    return {f"{name}_{e}": v for e, v in enumerate(values, start=1)}
