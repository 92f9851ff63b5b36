"""A sweep makes one run for each setting of a grid and each seed, and notes what came out in one table."""
from __future__ import annotations

import inspect
import itertools
import warnings
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..checks import count, lookup
from .ledger import Ledger, cell
from .pool import Plain, Run, Workers, finished, plain

if TYPE_CHECKING:
    import pandas as pd


def sweep(grid: Mapping[str, Iterable[Any]], run: Run, *, seeds: Iterable[int] = range(5), executor: Workers = None,
          path: str | Path | None = None, retries: int = 1, progress: bool = True) -> pd.DataFrame:
    """Return a DataFrame with a row for each setting of the grid and each seed, in this order.

    grid       name -> values: numbers, words, True, False or None; every combination is a setting
    run        ``run(seed=..., **setting)`` returns outcomes by name, numbers or words: a `Trial`, or your own function
    seeds      whole numbers; a run must depend on nothing but its setting and its seed
    executor   None: one run after the other. Or a concurrent.futures.Executor, or a function that makes one, which is
               better: a new pool then takes the place of a broken one. ``ProcessPoolExecutor`` uses all cores of this
               machine, ``client.get_executor()`` of a Dask client those of a cluster
    path       CSV file that gets each row as its run ends. Called again, after whatever end, `sweep` does what is
               missing, and the table is the one it would have been, but for the seconds
    retries    so often a run is tried again that raises or whose worker dies; then its row has the reason in the
               column error, no outcomes, and the others go on
    progress   show a bar

    Columns: the settings, the seed, the outcomes, seconds (of the run, in its worker), error. NaN is an outcome that
    is none, or no error. `run` goes along with each run, so let it load large data itself.

    Raises ValueError or TypeError for a grid that cannot be meant, for a run that does not take it or cannot be sent
    to other processes, and for a file of another sweep. Warns of failed runs and of a broken pool.
    """
    grid, seeds, executor = as_grid(grid), as_seeds(seeds), as_executor(executor)
    count(retries, "retries", 0)
    check_run(run, grid)
    tasks = [(dict(zip(grid, values, strict=True)), seed) for values in itertools.product(*grid.values())
             for seed in seeds]
    keys = [(*setting.values(), seed) for setting, seed in tasks]
    ledger = Ledger(path, {"grid": grid, "seeds": seeds, "run": name_of(run)}, [*grid, "seed"])
    left = [task for task, key in zip(tasks, keys, strict=True) if not ledger.done(key)]
    failed = []
    if left:
        ledger.open()
        bar = _progress(len(tasks), len(tasks) - len(left)) if progress else None
        try:
            with closing(finished(left, run, executor, retries)) as results:
                for (setting, seed), result in results:
                    if error := ledger.add((*setting.values(), seed), result):
                        failed.append(f"{setting | {'seed': seed}}: {error}")
                    if bar is not None:
                        bar.set_postfix_str(f"{len(failed)} failed" if failed else "", refresh=False)
                        bar.update()
        finally:
            ledger.close()
            if bar is not None:
                bar.close()
    ledger.finish(keys)
    if failed:
        warnings.warn(f"{len(failed)} of {len(tasks)} runs failed, see the column error. The first: {failed[0]}",
                      RuntimeWarning, stacklevel=2)
    return ledger.frame()


def as_grid(grid: Mapping[str, Iterable[Any]]) -> dict[str, list[Plain]]:
    """Return the grid with lists of plain values, no two alike; no settings at all are one setting."""
    if not isinstance(grid, Mapping):
        raise TypeError(f"grid must give values by name, such as {{'eta': [0.01, 0.1]}}, got {grid!r:.60}.")
    table = {}
    for name, values in grid.items():
        if name in ("seed", "seconds", "error"):
            raise ValueError(f"a setting cannot be called {name!r}: that is a column of its own. Seeds go into seeds=.")
        if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
            raise TypeError(f"grid[{name!r}] must be a list of values such as [0.01, 0.1], got {values!r:.60}. "
                            "What does not change is no setting of the grid.")
        table[name] = [plain(value, f"a value of grid[{name!r}]") for value in values]
        cells = [cell(value) for value in table[name]]
        if not cells or len(set(cells)) < len(cells) or len(set(table[name])) < len(cells):
            raise ValueError(f"grid[{name!r}] must have values, no two alike, got {table[name]!r:.80}.")
    return table


def as_seeds(seeds: Iterable[int]) -> list[int]:
    """Return the seeds as a list of whole numbers, no two alike."""
    if isinstance(seeds, str | Mapping) or not isinstance(seeds, Iterable):
        raise TypeError(f"seeds must be whole numbers such as range(5), got {seeds!r:.60}.")
    seeds = [count(seed, "a seed", 0) for seed in seeds]
    if not seeds or len(set(seeds)) < len(seeds):
        raise ValueError(f"seeds must be at least one, no two alike, got {seeds!r:.80}.")
    return seeds


def as_executor(executor: Workers) -> Workers:
    """Return an executor, or a function that makes one, or None."""
    if hasattr(executor, "get_executor"):
        raise TypeError("executor is a Dask client: pass executor=client.get_executor().")
    if executor is not None and not hasattr(executor, "submit") and not callable(executor):
        raise TypeError("executor must be None, a concurrent.futures.Executor or a function that makes one, "
                        f"got {executor!r:.60}.")
    return executor


def check_run(run: Run, grid: Mapping[str, object]) -> None:
    """Raise where `run` does not take the settings of the grid and a seed."""
    if not callable(run):
        raise TypeError(f"run must be a function (seed=..., **setting) -> outcomes, got {run!r:.60}.")
    signature = inspect.signature(run)
    parameters = signature.parameters.values()
    if not any(p.kind is p.VAR_KEYWORD for p in parameters):
        known = {p.name: p for p in parameters if p.kind in (p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD)}
        if "seed" not in known:
            raise TypeError(f"run must take a seed, its arguments are {', '.join(known) or 'none'}: "
                            "add seed, and let all that is random in it come from it.")
        for name in grid:
            lookup({name: None for name in known if name != "seed"}, name, "setting")
    try:
        signature.bind(seed=0, **grid)
    except TypeError as error:
        raise TypeError(f"run cannot be called with these settings: {error}. Give it values in the grid, or fix it "
                        "in run.") from None


def name_of(run: Any) -> Any:
    """Return what tells `run` from another one, for the file's head: its ``.about``, or its name."""
    if hasattr(run, "about"):
        return run.about
    if isinstance(run, partial):
        return {"partial": name_of(run.func), "args": f"{run.args!r}", "keywords": f"{run.keywords!r}"}
    return f"{run.__module__}.{getattr(run, '__qualname__', type(run).__qualname__)}"


def _progress(total: int, done: int) -> Any:
    from tqdm.auto import tqdm
    return tqdm(total=total, initial=done, unit="run")
