"""Peak memory of a training, over what the process holds once everything is imported and the data are there.

One process each, because a peak never goes down and because a library keeps what it has once asked for.
"""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from .peers import PEERS
from .training import LARGE, MIDDLE, SMALL, Case

TINY = {"name": "tiny", "N": 20, "sizes": (2, 3, 1), "batch": 10, "epochs": 1}
SIZES = {size["name"]: size for size in (SMALL, MIDDLE, LARGE, TINY)}
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def resident(entry):
    """Return a size of this process in MB: VmRSS, what it has now, or VmHWM, the most it has had since a reset."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(entry))
    return int(line.split()[1]) / 1024


def peak(peer, size):
    """Return the MB by which one training raises this process; to be called in a process of its own (Linux)."""
    prepare, tiny = PEERS[peer], Case(**TINY)
    prepare(tiny, *tiny.data(), tiny.epochs)()                  # imports what a training needs
    case = Case(**SIZES[size])
    X, y = case.data()
    RESET.write_text("5")                                       # VmHWM starts anew from VmRSS
    before = resident("VmRSS")
    prepare(case, X, y, 1)()
    return resident("VmHWM") - before


def measure(peer, size):
    """Return `peak` of a new process."""
    run = subprocess.run([sys.executable, "-m", "benchmarks.memory", peer, size], capture_output=True, text=True,
                         cwd=Path(__file__).parents[1])
    if run.returncode:
        raise RuntimeError(f"the memory of {peer} at {size} could not be measured; it needs Linux. {run.stderr}")
    return float(run.stdout)


def rows(sizes=(SMALL, MIDDLE, LARGE), peers=PEERS):
    """Yield a row per size: MB of each peer, and of the data and the parameters."""
    for size in sizes:
        case = Case(**size)
        yield {"case": case.name, **{f"{peer}, MB": measure(peer, case.name) for peer in peers},
               "data, MB": sum(array.nbytes for array in case.data()) / 2**20,
               "parameters, MB": case.parameters * np.dtype(case.dtype).itemsize / 2**20}


if __name__ == "__main__":
    print(peak(*sys.argv[1:]))
