"""The experiments of the book: `read` the table of one; `EXPERIMENTS` maps every name to its record.

A chapter's `experiments` hold `EXPERIMENTS = {name: Experiment(...), ...}`; that is all it takes to be found. Their
tables lie in ``chapters/results``; `make results` makes them anew. The explorers draw from them, and a test runs a row
of each again.
"""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mlp_lib.checks import lookup
from mlp_lib.sweeps.experiment import Experiment

from . import rooms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EXPERIMENTS", "FOLDERS", "Experiment", "measured", "read"]

# a chapter's own folder first: in JupyterLite there is no other; then the one of a clone, from wherever it is asked
FOLDERS = Path("results"), Path(__file__).parents[2] / "chapters" / "results"
MEASURED = {"machine": "on what", "training": "time of an epoch", "memory": "of an epoch", "growth": "of the time",
            "frames": "of explorers"}                                   # the tables of the page on speed


def _collect() -> dict[str, Experiment]:
    """Return name -> experiment; a name used twice is a ValueError."""
    table: dict[str, Experiment] = {}
    for chapter, module in rooms("experiments"):
        for name, experiment in module.EXPERIMENTS.items():
            if name in table:
                raise ValueError(f"two experiments are called {name!r}, one of them in the chapter {chapter}")
            table[name] = experiment
    return table


EXPERIMENTS = _collect()


def read(name: str, folder: str | Path | None = None) -> pd.DataFrame:
    """Return the table of an experiment as a DataFrame; a name that is none is a ValueError with the nearest.

    folder   where the tables lie; None looks into ``results`` and, in a clone, into ``chapters/results``
    """
    lookup(EXPERIMENTS, name, "experiment")
    return _table(FOLDERS if folder is None else [folder], f"{name}.csv", "make results")


def measured(name: str) -> pd.DataFrame:
    """Return a table of the page on speed: machine, training, memory, growth or frames; raise ValueError as `read`."""
    lookup(MEASURED, name, "table")
    return _table(FOLDERS, f"benchmarks/{name}.csv", "make bench")


def _table(folders: Iterable[str | Path], file: str, command: str) -> pd.DataFrame:
    """Return the table `file` of the first folder that has it."""
    import pandas as pd  # here, not above: it takes longer to import than the rest of the package

    paths = [Path(folder, file) for folder in folders]
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        raise ValueError(f"there is no table {paths[0]}. A notebook of the book needs the folder `results` beside it: "
                         f"copy it from the folder `chapters` of the book's repository. `{command}`, in a clone, makes "
                         f"the tables anew.")
    return pd.read_csv(path, comment="#")
