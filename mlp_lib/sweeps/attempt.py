"""An attempt is one call of a sweep's run, in whatever process: what came of it goes back as plain values and words."""
from __future__ import annotations

import functools
import os
import sys
import threading
import time
from collections.abc import Callable, Generator
from typing import Any, NamedTuple

import numpy as np

from ..interrupts import passed_on

Plain = bool | int | float | str | None
Run = Callable[..., Any]                                # (seed=..., **setting) -> outcomes by name
Task = tuple[dict[str, Plain], int]                     # setting, seed
LONGEST = 20_000                                        # characters of a word: each may take six in a CSV file


class Result(NamedTuple):
    """What came of a run: its outcomes by name, or None and the reason in `error`."""

    outcome: dict[str, Plain] | None
    seconds: float
    error: str = ""


Results = Generator[tuple[Task, Result], None, None]


def plain(value: Any, what: str) -> Plain:
    """Return `value` as a number, word, True, False or None of Python; anything else is a TypeError."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return float(value)
    if not isinstance(value, int | str):
        remedy = f" Take float(...) of it, or the word {str(value)!r:.40}." if hasattr(value, "__float__") else ""
        raise TypeError(f"{what} must be a number, a word, True, False or None, got {value!r:.60}.{remedy}")
    if (isinstance(value, str) and len(value) > LONGEST) or (isinstance(value, int) and value.bit_length() > 2000):
        raise ValueError(f"{what} is too long for a table: words have at most {LONGEST:,} characters, whole numbers "
                         "600 digits. Write it into a file of its own.")
    return str.__str__(value) if isinstance(value, str) else int(value)         # also of an enumeration


def attempt(run: Run, setting: dict[str, Plain], seed: int, tag: object = None) -> Result:
    """Run once, in whatever process this is, and time it; an error comes back as words, which any process can read.

    tag   of a call in a pool, tells it from every other one: Dask answers one that it has seen before from memory
    """
    if tag is not None:
        end_with_parent()
    start, outcome, error = time.perf_counter(), None, ""
    with passed_on():
        try:
            outcome = run(seed=seed, **setting)
            if not isinstance(outcome, dict) or not outcome or not all(isinstance(name, str) for name in outcome):
                raise TypeError(f"run must return outcomes by name, such as {{'loss': 0.5}}; it returned "
                                f"{outcome!r:.60}.")
            outcome = {plain(name, "a name"): plain(value, f"outcome {name!r:.40}") for name, value in outcome.items()}
        except (Exception, SystemExit) as raised:
            outcome, error = None, told(raised)
    return Result(outcome, time.perf_counter() - start, error)


def told(error: BaseException) -> str:
    """Return an error in one line."""
    try:
        words = str(error)
    except Exception:
        words = "its message cannot be read"
    return " ".join(f"{type(error).__name__}: {words}".split())[:500]


@functools.cache
def end_with_parent() -> None:
    """Let this process end when the one that began it has died: a pool's worker would wait for work for ever."""
    multiprocessing = sys.modules.get("multiprocessing")
    parent = multiprocessing.parent_process() if multiprocessing else None
    if parent is not None:
        def watch() -> None:
            parent.join()
            os._exit(1)
        threading.Thread(target=watch, daemon=True, name="end with parent").start()
