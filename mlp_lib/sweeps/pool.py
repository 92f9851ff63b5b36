"""A pool of workers takes the runs of a sweep; what fails is tried again, and a dying worker takes no other run along.

Any `concurrent.futures.Executor` will do. When a worker dies, a process pool fails every run that it still had, and
Dask blames every run that waited at the dead worker. So nobody is blamed yet: the next runs go one at a time. The one
that is alone when its worker dies is the one that kills it. Then the rest goes on side by side.
"""
from __future__ import annotations

import itertools
import os
import pickle
import sys
import uuid
import warnings
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from functools import partial

from .attempt import Result, Results, Run, Task, attempt, end_with_parent, told

Make = Callable[..., Executor]
Workers = Executor | Make | None
MANY = 1000                                             # runs that wait in a pool: it is asked about each, each time


def finished(tasks: Sequence[Task], run: Run, executor: Workers, retries: int) -> Results:
    """Yield (task, Result) for each task (setting, seed), in the order in which they end."""
    if executor is not None:
        yield from _side_by_side(tasks, run, executor, retries)
        return
    for task in tasks:
        for _ in range(retries + 1):
            result = attempt(run, *task)
            if not result.error:
                break
        yield task, result


def _side_by_side(tasks: Sequence[Task], run: Run, executor: Executor | Make, retries: int) -> Results:
    make = None if isinstance(executor, Executor) else executor
    pool = executor if isinstance(executor, Executor) else None
    left, tries = deque(range(len(tasks))), Counter[int]()
    flying: dict[Future[Result], tuple[int, bool]] = {}     # -> task, whether it goes alone
    alone = 0                                               # so many runs more go one at a time
    broken: BaseException | None = None
    tag = (f"{uuid.uuid4()}-{i}" for i in itertools.count())
    if pool is not None:
        _sendable(run, pool)
    try:
        while left or flying:
            if pool is None:
                assert make is not None                     # in place of a pool that was handed in: `_after`
                pool, broken = _new(make, run), None
            while left and not broken and not (alone and flying) and len(flying) < MANY:
                try:
                    future = pool.submit(attempt, run, *tasks[left[0]], next(tag))
                except BrokenExecutor as raised:
                    broken = raised
                except (TypeError, AttributeError, pickle.PicklingError) as raised:
                    raise _unsendable(run, raised) from raised
                else:
                    flying[future] = left.popleft(), not flying and bool(alone or not left)
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                i, by_itself = flying.pop(future)
                error = CancelledError() if future.cancelled() else future.exception()
                if isinstance(error, KeyboardInterrupt):    # in a worker: it is the sweep that was meant
                    raise error
                died = isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"
                if isinstance(error, BrokenExecutor):
                    broken = error
                if died and not by_itself:                  # it, or one of the others: nobody knows yet
                    alone = 2 * (os.cpu_count() or 1) + 1
                    left.append(i)
                    continue
                result = Result(None, 0.0, _last_words(error, run, died)) if error else future.result()
                tries[i] += 1
                if result.error and tries[i] <= retries:
                    left.append(i)
                    continue
                alone = 0 if died else max(alone - 1, 0)
                yield tasks[i], result
            left = deque(sorted(left))
            if broken and not flying:
                make = _after(broken, pool, make, len(left))
                pool = None
    finally:
        for future in flying:
            future.cancel()
        if make and pool is not None:                       # a pool that was handed in stays its owner's
            if flying:                                      # nobody waits for these runs any more
                for worker in list((getattr(pool, "_processes", None) or {}).values()):
                    worker.terminate()
            pool.shutdown(cancel_futures=True)


def _new(make: Make, run: Run) -> Executor:
    """Return the pool that `make` makes; idle workers too end with this process, where the pool is Python's own."""
    maker, args, keywords = (make.func, make.args, make.keywords) if isinstance(make, partial) else (make, (), {})
    module = sys.modules.get("concurrent.futures.process")
    if module and maker is module.ProcessPoolExecutor and len(args) < 3 and "initializer" not in keywords:
        pool = make(initializer=end_with_parent)
    else:
        pool = make()
    if not isinstance(pool, Executor):
        raise TypeError(f"executor() must return a concurrent.futures.Executor, got {pool!r:.80}.")
    _sendable(run, pool)
    return pool


def _after(broken: BaseException, pool: Executor | None, make: Make | None, left: int) -> Make | None:
    """Return what makes the next pool after one has broken: `make`, or, for a pool that was handed in, pools of one."""
    if make or not left:
        return make
    warnings.warn(f"the pool is broken ({told(broken)}). The {left} runs that are left go on one after the other, in "
                  "a pool of one worker. Hand in what makes a pool, such as executor=ProcessPoolExecutor, and a new "
                  "one takes the place of a broken one.", RuntimeWarning, stacklevel=5)
    if not _of_processes(broken, "BrokenProcessPool"):
        return partial(ThreadPoolExecutor, 1)
    from concurrent.futures import ProcessPoolExecutor  # here, not above: a browser has no processes
    return partial(ProcessPoolExecutor, 1, mp_context=getattr(pool, "_mp_context", None))    # begun as before


def _of_processes(thing: object, name: str) -> bool:
    """Return whether `thing` is of the class `name` of the process pools."""
    module = sys.modules.get("concurrent.futures.process")
    return module is not None and isinstance(thing, getattr(module, name))


def _sendable(run: Run, pool: Executor) -> None:
    """Raise TypeError where `run` cannot go to another process and has to."""
    if _of_processes(pool, "ProcessPoolExecutor"):
        try:
            pickle.dumps(run)
        except Exception as error:
            raise _unsendable(run, error) from error


def _unsendable(run: Run, error: Exception) -> TypeError:
    return TypeError(f"run cannot be sent to other processes: {run!r:.80} cannot be pickled ({told(error)}). Define it "
                     "with def at the top of a file and import it; a lambda or a function within a function will not "
                     "do. Or leave out the executor.")


def _last_words(error: BaseException, run: Run, died: bool) -> str:
    if not died:
        return told(error)
    words = f"the worker died ({type(error).__name__}): was it out of memory, or was it killed?"
    if getattr(run, "__module__", "") == "__main__":
        words += " Or is run defined in a notebook, where other processes may not find it? Put it into a file."
    return words
