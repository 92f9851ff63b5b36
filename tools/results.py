"""Results: the tables of the heavy runs, one file for each experiment, with its settings, seeds and versions.

    python -m tools.results                    make them all, in chapters/results (a few minutes)
    python -m tools.results learning-rate      make this one
    python -m tools.results --processes 4      make them all, with four runs at a time

A run is kept as it ends, in _build/results: the command goes on there after a kill, as long as mlp_lib is the same.
"""
import argparse
import hashlib
import platform
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

import mlp_lib
from mlp_lib import sweep
from mlp_lib.checks import lookup
from mlp_lib.course.experiments import EXPERIMENTS, Experiment

ROOT = Path(__file__).parent.parent
FOLDER, UNFINISHED = ROOT / "chapters" / "results", ROOT / "_build" / "results"


def unfinished(name):
    """Return where the runs of an experiment are kept until its table is written."""
    sources = sorted(Path(mlp_lib.__file__).parent.rglob("*.py"))
    made_by = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:8]
    UNFINISHED.mkdir(parents=True, exist_ok=True)
    return UNFINISHED / f"{name}-{made_by}.csv"


def table(experiment: Experiment, path, processes=1):
    """Return the table of an experiment: a row for each setting and seed, the settings first."""
    frame = sweep(experiment.grid, experiment.run, seeds=experiment.seeds, path=path,
                  executor=partial(ProcessPoolExecutor, processes) if processes > 1 else None)
    if frame["error"].notna().any():
        raise SystemExit(f"runs failed, see the column error of {path}")
    return frame.drop(columns=["error"] if experiment.timed else ["error", "seconds"])


def text(name, experiment, frame):
    """Return a table as the text of its file: what it is and what made it, then the rows."""
    head = [f"{name}: {experiment.about}", f"seeds {experiment.seeds.start} to {experiment.seeds.stop - 1}",
            f"made by: python -m tools.results {name}",
            f"mlp_lib {mlp_lib_version()}, NumPy {np.__version__}, pandas {pd.__version__}, "
            f"Python {platform.python_version()}"]
    return "".join(f"# {line}\n" for line in head) + frame.to_csv(index=False, float_format="%.4g", lineterminator="\n")


def mlp_lib_version():
    """Return the version in pyproject.toml: the package need not be installed."""
    import tomllib
    with (Path(mlp_lib.__file__).parent.parent / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


def main():
    """Make the tables named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(EXPERIMENTS))
    parser.add_argument("--processes", type=int, default=1, help="how many runs at a time")
    FOLDER.mkdir(exist_ok=True)
    options = parser.parse_args()
    for name in options.names or EXPERIMENTS:
        start, experiment = time.perf_counter(), lookup(EXPERIMENTS, name, "experiment")
        kept, new = unfinished(name), FOLDER / f"{name}.csv.new"
        frame = table(experiment, kept, options.processes)
        new.write_text(text(name, experiment, frame), encoding="utf-8", newline="\n")
        new.replace(FOLDER / f"{name}.csv")                 # in one step: a kill leaves the old table or the new one
        kept.unlink()
        print(f"{name}: {len(frame)} runs, {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
