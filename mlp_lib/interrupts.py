"""An interrupt (Ctrl-C) ends what runs: `fit` alone keeps what it has, within a sweep it passes the interrupt on."""
from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType
from typing import Any

KEEPS: ContextVar[bool] = ContextVar("whether fit ends quietly at an interrupt", default=True)


@contextmanager
def passed_on() -> Iterator[None]:
    """Let no interrupt be swallowed within: not by `fit`, and not by other code that goes on or gives up after one."""
    came, before = False, signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> Any:
        nonlocal came
        came = True
        return before(number, frame) if callable(before) else None

    watched = callable(before) and threading.current_thread() is threading.main_thread()    # no other gets a signal
    token = KEEPS.set(False)
    if watched:
        signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        KEEPS.reset(token)
        if watched:
            signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
