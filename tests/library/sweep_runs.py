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


PROCESSES = partial(ProcessPoolExecutor, 2, mp_context=get_context("spawn"))    # fork and threads do not go together
THREADS = partial(ThreadPoolExecutor, 3)


def cluster():
    """Return a real Dask cluster of two processes, which gives up a task as soon as one worker has died of it."""
    import dask
    from distributed import LocalCluster

    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    return LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60)


def main(name, path):
    """Sweep 200 slow runs into `path`; the test kills this process."""
    from mlp_lib import sweep

    if name == "processes":
        sweep(GRID, slow, path=path, executor=PROCESSES, progress=False)
    else:
        from distributed import Client
        with cluster() as dask, Client(dask) as client:
            sweep(GRID, slow, path=path, executor=client.get_executor(), progress=False)
