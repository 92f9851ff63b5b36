"""Measure everything and print the tables: `make bench`."""
import platform
import time
from importlib.metadata import version

import numpy as np
import pandas as pd

from mlp_lib import explorers

from .training import CASES, compare

DRAWN = {"lines": explorers.activations.tangent, "lines in two panels, trained": explorers.activations.dying,
         "heat maps": explorers.backpropagation.film, "text": explorers.neurons.counter}


def machine():
    """Print what the numbers depend on."""
    names = ("numpy", "scikit-learn", "torch")
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, "
          + ", ".join(f"{name} {version(name)}" for name in names))


def training():
    """Print a row per case as it is done: medians of rounds in which the contenders ran in turn, seed 0."""
    rows = []
    for case in CASES:
        rows.append(compare(case, rounds=3 if case.N > 10_000 else 9))
        print(f"  {len(rows)} of {len(CASES)}: {case.name}, {case.activation}, {np.dtype(case.dtype).name}", flush=True)
    table = pd.DataFrame(rows).round(4)
    print(table.to_string(index=False, na_rep=""))


def frames():
    """Print milliseconds and kilobytes per frame of some explorers, their training included."""
    for kind, make in DRAWN.items():
        start = time.perf_counter()
        explorer = make()
        seconds, count = time.perf_counter() - start, len(explorer.frames)
        size = sum(len(frame.value) for frame in explorer.frames.values())
        print(f"{kind:30} {explorer.name:14} {count:4} frames  {1000 * seconds / count:6.1f} ms  "
              f"{size / count / 1000:5.1f} kB a frame")


if __name__ == "__main__":
    machine()
    print("\nTraining, seconds per epoch; a ratio above 1 means that mlp_lib is faster")
    training()
    print("\nExplorers")
    frames()
