"""A sweep makes one run for each setting of a grid and each seed, and notes what came out in one table."""
from __future__ import annotations

import inspect
import itertools
import math
import warnings
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..checks import count, few, lookup
from ..runs import progress_bar
from .attempt import Plain, Run, plain
from .cells import cell
from .identity import identity
from .ledger import Ledger
from .pool import Workers, finished

if TYPE_CHECKING:
    import pandas as pd


MOST = 100_000                                          # runs of a table


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
               missing, and the table is the one it would have been, but for the seconds. Its head notes grid, seeds
               and run: name, source, arguments and data, but not what the run calls or reads from its module. If you
               change that, take another path
    retries    so often a run is tried again that raises or whose worker dies; then its row has the reason in the
               column error, no outcomes, and the others go on
    progress   show a bar

    Columns: the settings, the seed, the outcomes, seconds (of the run, in its worker), error. NaN is an outcome that
    is none, or no error. `run` goes along with each run, so let it load large data itself.

    Raises ValueError or TypeError for a grid that cannot be meant, for a run that does not take it, cannot be sent
    to other processes or cannot be told from others, and for a file of another sweep; RuntimeError while another one
    writes it; KeyboardInterrupt at an interrupt, after which the rows so far are in the file. Warns of failed runs
    and of a broken pool.
    """
    grid, seeds, executor = as_grid(grid), as_seeds(seeds), as_executor(executor)
    count(retries, "retries", 0)
    check_run(run, grid)
    if (size := math.prod(map(len, grid.values())) * len(seeds)) > MOST:
        raise ValueError(f"grid and seeds make {size:,} runs; a table has at most {MOST:,}. Take fewer values, or "
                         "several sweeps, each with a path of its own.")
    tasks = [(dict(zip(grid, values, strict=True)), seed) for values in itertools.product(*grid.values())
             for seed in seeds]
    about = {"grid": grid, "seeds": seeds, "run": None if path is None else identity(run)}
    ledger = Ledger(path, about, [*grid, "seed"], [(*setting.values(), seed) for setting, seed in tasks])
    failed = []
    if not ledger.finished:
        with ledger.held():
            left = [task for task, key in zip(tasks, ledger.keys, strict=True) if key not in ledger.rows]
            with progress_bar(len(tasks), "run", len(tasks) - len(left), progress) as bar, \
                    closing(finished(left, run, executor, retries)) as results:
                for (setting, seed), result in results:
                    if error := ledger.add((*setting.values(), seed), result):
                        failed.append(f"{setting | {'seed': seed}}: {error}")
                        bar.set_postfix_str(f"{len(failed)} failed", refresh=False)
                    bar.update()
            ledger.finish()
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
        table[name] = [plain(value, f"a value of grid[{name!r}]") for value in few(values, f"grid[{name!r}]")]
        cells = [cell(value) for value in table[name]]
        if not cells or len(set(cells)) < len(cells) or len(set(table[name])) < len(cells):
            raise ValueError(f"grid[{name!r}] must have values, no two alike, got {table[name]!r:.80}.")
    return table


def as_seeds(seeds: Iterable[int]) -> list[int]:
    """Return the seeds as a list of whole numbers, no two alike."""
    if isinstance(seeds, str | Mapping) or not isinstance(seeds, Iterable):
        raise TypeError(f"seeds must be whole numbers such as range(5), got {seeds!r:.60}.")
    seeds = [count(seed, "a seed", 0) for seed in few(seeds, "seeds")]
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
