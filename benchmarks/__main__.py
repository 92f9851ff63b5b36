"""Measure, print the tables and write them to chapters/results/benchmarks: `make bench`, or

    python -m benchmarks                    everything, within ten minutes
    python -m benchmarks memory growth      these parts
"""
import argparse
import os
import platform
import time
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from . import frames, growth, memory, training

FOLDER = Path(__file__).parents[1] / "chapters" / "results" / "benchmarks"


def machine():
    """Yield what the numbers depend on."""
    cpu = Path("/proc/cpuinfo")
    models = [line.split(":")[1].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")] \
        if cpu.exists() else []
    yield {"what": "processor", "value": models[0] if models else platform.processor() or platform.machine()}
    yield {"what": "cores", "value": os.cpu_count()}
    yield {"what": "system", "value": platform.system()}
    yield {"what": "Python", "value": platform.python_version()}
    for name in ("numpy", "scikit-learn", "torch"):
        yield {"what": name, "value": version(name)}
    yield {"what": "seed of data, weights and order", "value": 0}
    yield {"what": "date", "value": time.strftime("%Y-%m-%d")}


PARTS = {"machine": machine, "training": training.rows, "memory": memory.rows, "growth": growth.rows,
         "frames": frames.rows}


def write(name, rows, folder=FOLDER):
    """Write a part's rows as its table and return the table."""
    table = pd.DataFrame(list(rows))
    folder.mkdir(parents=True, exist_ok=True)
    table.to_csv(folder / f"{name}.csv", index=False, float_format="%.4g", lineterminator="\n")
    return table


def main():
    """Measure the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(description="Measure mlp_lib side by side with its peers.")
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parts = parser.parse_args().parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for name in parts:
        start = time.perf_counter()
        table = write(name, PARTS[name]())
        print(f"\n{name}, {time.perf_counter() - start:.0f} s\n{table.to_string(index=False, na_rep='')}", flush=True)


if __name__ == "__main__":
    main()
