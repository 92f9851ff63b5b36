"""Interrupts and kills at random moments of a sweep: taken up again, the table is that of an undisturbed one.

    python tests/library/sweep_stops.py             40 of each, on one process, a pool and Dask in turn (minutes)
    python tests/library/sweep_stops.py 3 --on dask    3 of each on Dask
"""
import argparse
import functools
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import sweep_runs

from mlp_lib import sweep

NAMES = ["alone", "processes", "dask"]
CODE = "import sweep_runs as s; s.main({!r}, {!r}, s.TRAINED, s.trained)"
ROWS = 30


@functools.cache
def undisturbed():
    return sweep(sweep_runs.TRAINED, sweep_runs.trained, progress=False).drop(columns="seconds")


def stop(name, how, moment, path):
    """Stop a sweep on `name` by `how`, `moment` (0 to 1) of its way; return how many rows it had written by then."""
    process = subprocess.Popen([sys.executable, "-c", CODE.format(name, str(path))], cwd=Path(__file__).parent,
                               start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "begun\n"
        wanted = (ROWS + 1) * moment                        # rows, and a part of the time to the next one
        while process.poll() is None and rows(path) < int(wanted):
            time.sleep(0.002)
        time.sleep(wanted % 1 * (0.1 if wanted >= 1 else 1.0))
        if how == "interrupt":
            os.killpg(process.pid, signal.SIGINT)           # as a terminal does: to the workers too
            said, errors = process.communicate(timeout=60)
            assert "ended" in said or process.returncode in (-signal.SIGINT, 130), errors
        else:
            process.kill()                                  # to the workers not: they have to notice
            process.wait(60)
            gone(process.pid)
    finally:
        if process.poll() is None or alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close(), process.stderr.close()
    before = set(path.read_text().split("\n")[3:-1]) if path.exists() else set()
    table = sweep(sweep_runs.TRAINED, sweep_runs.trained, path=path, progress=False)
    after = path.read_text().splitlines()[3:]
    assert len(after) == len(set(after)) == ROWS and before <= set(after)     # with their seconds: not run again
    pd.testing.assert_frame_equal(table.drop(columns="seconds"), undisturbed(), check_exact=True)
    assert [left.name for left in path.parent.iterdir()] == [path.name]
    return len(before)


def rows(path):
    """Return how many rows the file has."""
    return max(path.read_bytes().count(b"\n") - 3, 0) if path.exists() else 0


def alive(group):
    """Return whether a process of this group is alive."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def gone(group):
    """Wait until no process of the group is left; after 20 seconds it is an error."""
    deadline = time.monotonic() + 20
    while alive(group):
        assert time.monotonic() < deadline, "workers of a sweep that was killed are still there"
        time.sleep(0.05)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("times", type=int, nargs="?", default=40)
    parser.add_argument("--on", choices=NAMES, action="append")
    options = parser.parse_args()
    rng, names = random.Random(0), options.on or NAMES
    for how in ("interrupt", "kill"):
        found = {name: [] for name in names}
        for i in range(options.times):
            name = names[i % len(names)]
            with tempfile.TemporaryDirectory() as folder:
                found[name].append(stop(name, how, rng.random(), Path(folder, "x.csv")))
        for name, counts in found.items():
            print(f"{how:9} {name:9} {len(counts)} times, with {sorted(counts)} of {ROWS} rows written: the same table")


if __name__ == "__main__":
    main()
