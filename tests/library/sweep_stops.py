"""Interrupts and kills at a moment of a sweep: taken up again, its table is that of an undisturbed one."""
import functools
import os
import signal
import subprocess
import sys
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
    left = {file.name for file in path.parent.iterdir()} - {path.name}
    assert not left or len(before) == ROWS, left           # killed at its very end it leaves its lock: no harm
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
    """Wait until no process of the group is left; after 20 seconds it is an error, and they are ended."""
    deadline = time.monotonic() + 20
    while alive(group):
        if time.monotonic() > deadline:
            os.killpg(group, signal.SIGKILL)
            raise AssertionError("workers of a sweep that was killed are still there")
        time.sleep(0.05)
