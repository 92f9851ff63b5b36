"""Results: the tables of the heavy runs, one file for each experiment, with its settings, seeds and versions.

    python -m tools.results                    make them all, in chapters/results (a few minutes)
    python -m tools.results learning-rate      make this one
"""
import argparse
import platform
import time
from pathlib import Path

import numpy as np
import pandas as pd

import mlp_lib
from mlp_lib.checks import lookup
from mlp_lib.experiments import EXPERIMENTS, Experiment

FOLDER = Path(__file__).parent.parent / "chapters" / "results"


def table(experiment: Experiment):
    """Return the table of an experiment: a row for each setting and seed, the settings first."""
    return pd.DataFrame([setting | experiment.run(**setting) for setting in experiment.settings()])


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
    FOLDER.mkdir(exist_ok=True)
    for name in parser.parse_args().names or EXPERIMENTS:
        start, experiment = time.perf_counter(), lookup(EXPERIMENTS, name, "experiment")
        frame = table(experiment)
        (FOLDER / f"{name}.csv").write_text(text(name, experiment, frame), encoding="utf-8", newline="\n")
        print(f"{name}: {len(frame)} runs, {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
