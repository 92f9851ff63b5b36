"""The process in which one notebook runs: `run.py` starts it, and ends it. It sends a line of JSON for each event.

Each cell that checks an exercise is run in a fresh namespace, after those above it that it needs, as the page does; the
processes that it leaves are ended before the next one's turn.
"""
from __future__ import annotations

import builtins
import json
import linecache
import os
import resource
import signal
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from mlp_lib.course import exercises
from mlp_lib.teaching import plan
from mlp_lib.teaching.exercise import Verdict

from . import guard

FILE, OPEN = 20_000_000, 256                            # bytes of a file that is written; files open at once
Send = Callable[[dict[str, Any]], None]


def limit(memory: int, seconds: int) -> None:
    """Hold this process, and each that it starts, to bytes of memory and to seconds of computing."""
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, FILE),
                       (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, OPEN)):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):                   # macOS refuses to limit memory
            continue


def late(*_: object) -> NoReturn:
    """Do as Ctrl-C does, which a check tells in words."""
    raise KeyboardInterrupt


def run(cells: Sequence[str], index: int, send: Send) -> None:
    """Run cell `index` after those that it needs, and send the verdicts of its checks."""
    module = types.ModuleType("__main__")               # pickle, dataclasses and inspect look here
    sys.modules["__main__"] = module

    def check(id: str, answer: object) -> Verdict:
        verdict = exercises.show(id).check(answer)
        send({"exercise": id, "outcome": verdict.outcome, "message": verdict.message[:500]})
        return verdict

    known, exercises.check = exercises.check, check
    try:
        for number, tree in plan.plan(cells, index):
            name, code = f"<cell {number}>", cells[number]
            linecache.cache[name] = (len(code), None, code.splitlines(True), name)
            exercises.check = check if number == index else known           # those above have their own turn
            exec(compile(tree, name, "exec"), module.__dict__)
    finally:
        exercises.check = known


def main() -> None:
    """Read the job from standard input, and do it."""
    job = json.load(sys.stdin)
    said = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):                            # what the notebook prints, or asks for
        os.dup2(nowhere, stream)

    def send(event: dict[str, Any]) -> None:
        said.write(json.dumps(event) + "\n")
        said.flush()

    vars(builtins)["display"] = lambda *_: None
    limit(job["memory"], job["total"])
    signal.signal(signal.SIGALRM, late)
    guard.adopt()
    own = os.getpid()
    for index in job["indices"]:
        send({"cell": index})
        signal.setitimer(signal.ITIMER_REAL, job["seconds"])
        try:
            run(job["cells"], index, send)
        except KeyboardInterrupt:
            send({"stopped": "late"})
        except BaseException as error:                  # SystemExit too: a cell may say quit()
            send({"stopped": f"{type(error).__name__}: {str(error)[:200]}"})
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            if os.getpid() != own:                      # a fork that the cell has made: the notebook goes on without it
                os._exit(0)
        if left := guard.end_mine():
            send({"left": left})
    send({"end": True})
    os._exit(0)                                         # threads that the notebook has left do not hold it up


if __name__ == "__main__":
    main()
