"""The guard of one notebook: what the notebook starts, and leaves, comes to it, and is ended. It runs by itself.

    python guard.py COMMAND        run the command, then end whatever processes it has left

On Linux a process may adopt what its descendants leave, a session of their own or not; elsewhere none is found here.
"""
from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time

ADOPT = 36                                              # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>
PATIENCE = 2.0                                          # seconds: for what may not be killed, or multiplies faster


def adopt() -> None:
    """Let this process be the parent of whatever its descendants leave behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)


def descendants(pid: int) -> set[int]:
    """Return the processes below a process that have not ended, as Linux lists them; none where there is no list."""
    children: dict[int, list[tuple[int, bool]]] = {}
    try:
        names = [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return set()
    for name in names:
        with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:     # it may be gone by now
            state, parent = file.read().rpartition(b")")[2].split()[:2]
            children.setdefault(int(parent), []).append((int(name), state not in (b"Z", b"X")))
    found, ways = set(), [pid]
    while ways:
        for child, alive in children.get(ways.pop(), []):
            ways.append(child)
            if alive:
                found.add(child)
    return found


def end(pid: int) -> int:
    """Kill the processes below a process, those too that are born meanwhile; return how many there were."""
    ended: set[int] = set()
    until = time.monotonic() + PATIENCE
    while (found := descendants(pid)) and time.monotonic() < until:
        for one in found:
            with contextlib.suppress(OSError):          # gone, or another user's
                os.kill(one, signal.SIGKILL)
        ended |= found
        time.sleep(0.005)
    return len(ended)


def end_mine() -> int:
    """Do so for this process, and take leave of what has ended."""
    ended = end(os.getpid())
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    return ended


def main() -> None:
    """Run the command; say as `worker.py` does how many processes it has left."""
    adopt()
    with subprocess.Popen(sys.argv[1:]) as command:
        command.wait()
    if left := end_mine():
        print(json.dumps({"left": left}), flush=True)


if __name__ == "__main__":
    main()
