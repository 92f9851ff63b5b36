"""A run: one notebook in a process of its own, which is ended, with what it has started, when its time is over."""
from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from mlp_lib.checks import count, number

from . import guard
from .handed import asked

PACKAGE = Path(__file__).parents[2]
ONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")    # each thread maps memory
GRACE = 3.0                                             # seconds: to start, and for a loop that catches Ctrl-C
EVENTS = {"cell": int, "exercise": str, "outcome": str, "stopped": str, "left": int, "end": bool}
STARTS = 4                                              # a process that is gone is followed by another, for the rest


class Limits(NamedTuple):
    """Seconds for one answer and for a whole notebook; megabytes of memory."""

    seconds: float = 10.0
    total: int = 120
    megabytes: int = 2048

    def checked(self) -> Limits:
        """Return them, or raise ValueError."""
        number(self.seconds, "seconds", 0.1)
        count(self.total, "total")
        count(self.megabytes, "megabytes", 512, remedy="NumPy alone needs some of it.")
        return self


class Judged(NamedTuple):
    """Exercise -> outcome, and sentences on what stopped."""

    outcomes: dict[str, str]
    notes: list[str]


def judge(cells: Sequence[str], indices: Sequence[int], limits: Limits) -> Judged:
    """Run the cells `indices`, which check exercises; the last check of an exercise counts."""
    outcomes: dict[str, str] = {}
    notes: list[str] = []
    end, left = time.monotonic() + limits.total, list(indices)
    for _ in range(STARTS):
        if not left or time.monotonic() > end:
            break
        at, gone = None, "ended itself"
        with closing(_events(cells, left, limits, end)) as events:         # the process is gone afterwards
            for event in events:
                if event.get("cell") in left:
                    at = event["cell"]
                elif "exercise" in event:
                    outcomes[event["exercise"]] = event.get("outcome", "error")
                elif "stopped" in event and at is not None:
                    _stopped(cells[at], event["stopped"], outcomes, notes, limits)
                elif "left" in event and at is not None:
                    notes.append(f"{_named(cells[at])}: left processes behind ({event['left']}), which were ended.")
                elif "late" in event:
                    gone = "did not end in time, and was stopped"
                elif "end" in event:
                    return Judged(outcomes, notes)
        if at is None:
            notes.append("Its process could not start.")
            break
        _gone(cells[at], gone, outcomes, notes)
        left = left[left.index(at) + 1:]
    for id in [id for index in left for id in asked(cells[index])]:
        outcomes.setdefault(id, "not reached")
    if left:
        notes.append(f"After {limits.total} s, or {STARTS} processes that ended, the rest was left.")
    return Judged(outcomes, notes)


def _stopped(code: str, why: str, outcomes: dict[str, str], notes: list[str], limits: Limits) -> None:
    """Write down that a cell has stopped before its check was done."""
    ids = [id for id in asked(code) if id not in outcomes]
    if not ids and why.startswith("AssertionError"):    # nbgrader's graded cell, which says what the verdict has said
        return
    named = ", ".join(ids) or _named(code)
    outcomes |= dict.fromkeys(ids, "late" if why == "late" else "error")
    if why == "late":
        notes.append(f"{named}: not done after {limits.seconds:g} s; does a loop never end?")
    elif why.startswith("MemoryError"):
        notes.append(f"{named}: wants more than {limits.megabytes} MB of memory.")
    else:
        notes.append(f"{named}: stops with {' '.join(why.split())}")


def _gone(code: str, how: str, outcomes: dict[str, str], notes: list[str]) -> None:
    """Write down that the process was over while a cell ran."""
    outcomes |= {id: "late" if "time" in how else "error" for id in asked(code) if id not in outcomes}
    notes.append(f"{_named(code)}: its process {how}.")


def _named(code: str) -> str:
    """Return what a note calls a cell."""
    return ", ".join(asked(code)) or "a check"


def _events(cells: Sequence[str], indices: list[int], limits: Limits, end: float,
            ) -> Generator[dict[str, Any], None, None]:
    """Start a process in an empty folder, yield what it sends, and end it and what it started, whatever happens."""
    job = {"cells": list(cells), "indices": indices, "seconds": limits.seconds, "total": limits.total,
           "memory": limits.megabytes * 2**20}
    with tempfile.TemporaryDirectory(prefix="mlp-collect-", ignore_cleanup_errors=True) as folder:
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, "MPLBACKEND": "Agg",
                       "PYTHONPATH": str(PACKAGE), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", **ONE}
        with subprocess.Popen([sys.executable, "-IS", guard.__file__, sys.executable, "-P", "-m",
                               "mlp_lib.collect.worker"], cwd=folder, env=environment,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              start_new_session=True) as process:
            assert process.stdin is not None and process.stdout is not None
            try:
                with process.stdin:
                    process.stdin.write(json.dumps(job).encode())
                yield from _lines(process.stdout.fileno(), limits.seconds + GRACE, end)
                if (ended := guard.end(process.pid)) > 1:                   # the first is the notebook's, in a loop
                    yield {"left": ended - 1}
            except BrokenPipeError:                     # it was over before it had read its job
                return
            finally:
                guard.end(process.pid)
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError:              # none of the group is left
                    pass


def _lines(stream: int, patience: float, end: float) -> Generator[dict[str, Any], None, None]:
    """Yield the events of a stream until it ends; {"late": True} where nothing has come for too long."""
    held, deadline = b"", time.monotonic() + patience + 10 * GRACE          # a busy machine starts slowly
    with selectors.DefaultSelector() as waiting:
        waiting.register(stream, selectors.EVENT_READ)
        while True:
            if not waiting.select(max(0.0, min(deadline, end) - time.monotonic())):
                yield {"late": True}
                return
            part = os.read(stream, 65536)
            if not part:
                return
            *lines, held = (held + part).split(b"\n")
            deadline = time.monotonic() + patience
            for line in lines:
                yield _event(line)


def _event(line: bytes) -> dict[str, Any]:
    """Return an event; a line that is none, which the notebook itself must have sent, is nothing."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in event.items() if isinstance(value, EVENTS.get(key, ()))} \
        if isinstance(event, dict) else {}
