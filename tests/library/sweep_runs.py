"""Cheap runs for the tests of sweeps, in a file of their own: other processes import them from here."""
import os
import random
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context, get_start_method
from pathlib import Path

import numpy as np

GRID = {"eta": [0.1, 0.01], "width": [2, 4, 8, 16], "hidden": ["relu", "tanh", "a, b", "a # b", "sigmoid"]}     # 40


def cheap(eta, width, hidden, seed):
    """Return digits that any rounding on the way through a file would change."""
    loss = random.Random(f"{eta} {width} {hidden} {seed}").random() / width
    return {"loss": loss, "units": width, "word": f"{hidden}, {width}", "none": np.nan if seed else np.float64(loss)}


def slow(eta, width, hidden, seed):
    """Do the same in a hundredth of a second, so that a sweep can be killed half-way."""
    time.sleep(0.01)
    return cheap(eta, width, hidden, seed)


def raising(eta, width, hidden, seed):
    """Raise for one setting, whatever the seed."""
    if (eta, width, hidden) == (0.01, 4, "tanh"):
        raise ArithmeticError(f"no luck,\nwith \"{hidden}\" # {seed}")
    return cheap(eta, width, hidden, seed)


def killing(eta, width, hidden, seed):
    """End the process for one setting and seed."""
    if (eta, width, hidden, seed) == (0.1, 8, "tanh", 1):
        os._exit(1)
    return cheap(eta, width, hidden, seed)


def killing_once(eta, width, hidden, seed, log):
    """End the process for one setting and seed, but not the second time: then there is a file `log`."""
    if (eta, width, hidden, seed) == (0.1, 8, "tanh", 1) and not Path(log).exists():
        Path(log).touch()
        os._exit(1)
    return cheap(eta, width, hidden, seed)


def begun(eta, width, hidden, seed):
    """Return how the process was begun."""
    return {"how": get_start_method()}


def trained(eta, width, seed):
    """Train a network for some hundredths of a second, as one's own run does: `fit` meets the interrupts."""
    from mlp_lib import MLP, fit

    x = np.linspace(-1, 1, 40)[:, None]
    run = fit(MLP([1, width, 1], "tanh", rng=seed), x, np.sin(3 * x), loss="squared_error", eta=eta, epochs=60,
              batch_size=4, rng=seed)
    return {"loss": run.history.loss[-1], "epochs": len(run.history.loss), "why": run.reason}


TRAINED = {"eta": [0.1, 0.03, 0.01], "width": [3, 5]}       # with five seeds, 30 runs
PROCESSES = partial(ProcessPoolExecutor, 2, mp_context=get_context("spawn"))    # fork and threads do not go together
THREADS = partial(ThreadPoolExecutor, 3)


def cluster():
    """Return a real Dask cluster of two processes, which gives up a task as soon as one worker has died of it."""
    import dask
    from distributed import LocalCluster

    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    return LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60)


def main(name, path, grid=GRID, run=slow):
    """Sweep into `path`; the test kills or interrupts this process."""
    from mlp_lib import sweep

    if name == "dask":
        from distributed import Client
        with cluster() as dask, Client(dask) as client:
            print("begun", flush=True)
            try:
                sweep(grid, run, path=path, executor=client.get_executor(), progress=False)
            except KeyboardInterrupt:       # the sweep has ended; Dask may wait for its interrupted workers for ever
                print("ended", flush=True)
                os._exit(130)
    else:
        print("begun", flush=True)
        sweep(grid, run, path=path, executor=PROCESSES if name == "processes" else None, progress=False)
    print("ended", flush=True)
