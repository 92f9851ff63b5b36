"""An interrupt ends a sweep, whatever its run makes of it; workers end with the process that began them."""
import random
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
import sweep_runs
import sweep_stops

from mlp_lib import MLP, fit
from mlp_lib import sweep as sweep_aloud

sweep = partial(sweep_aloud, progress=False)
STOPS = [(name, how) for name in sweep_stops.NAMES for how in ("interrupt", "kill")]


@pytest.mark.parametrize("name, how", STOPS)
def test_stopped_at_a_random_moment_and_taken_up_again_it_is_the_same_table(name, how, tmp_path):
    if name == "dask":
        pytest.importorskip("distributed")
    sweep_stops.stop(name, how, random.Random(f"{name} {how}").random(), tmp_path / "x.csv")


@pytest.mark.long
@pytest.mark.parametrize("how", ["interrupt", "kill"])
@pytest.mark.parametrize("i", range(40))
def test_forty_times(i, how, tmp_path):
    """On one process, a pool and Dask in turn."""
    sweep_stops.stop(sweep_stops.NAMES[i % 3], how, random.Random(f"{i} {how}").random(), tmp_path / "x.csv")


def trained(seed, width=2):
    """Train, and be interrupted half-way, in the metric of the third epoch."""
    def interrupted(a, y):
        calls.append(seed)
        if seed == 1 and len(calls) > 2:
            signal.raise_signal(signal.SIGINT)
        return 0.0
    calls = []
    run = fit(MLP([1, width, 1], rng=seed), np.ones((4, 1)), np.ones(4), loss="huber", eta=0.1, epochs=6,
              metrics=[interrupted], rng=seed)
    return {"epochs": len(run.history.loss)}


def swallowed(seed):
    """Be interrupted and go on, as other libraries' training does."""
    try:
        if seed == 1:
            signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        pass
    return {"x": seed}


def swallowed_and_failed(seed):
    swallowed(seed)
    raise OSError("interrupted")


@pytest.mark.parametrize("run", [trained, swallowed, swallowed_and_failed])
def test_an_interrupt_within_the_run_ends_the_sweep_and_its_row_is_not_written(run, tmp_path, recwarn):
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        sweep({}, run, seeds=[0, 1, 2], path=tmp_path / "x.csv")
    rows = (tmp_path / "x.csv").read_text().splitlines()[3:]
    assert [row.split(",")[0] for row in rows] == ([] if run is swallowed_and_failed else ["0"])
    assert signal.getsignal(signal.SIGINT) is before and not recwarn.list


def test_fit_alone_keeps_what_it_has_also_after_a_sweep():
    assert trained(1) == {"epochs": 2}
    with pytest.raises(KeyboardInterrupt):
        sweep({}, trained, seeds=[1])
    assert trained(1) == {"epochs": 2}


def test_an_interrupt_of_a_worker_ends_the_sweep(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        sweep({}, trained, seeds=[0, 1], path=tmp_path / "x.csv", executor=sweep_runs.PROCESSES)
    assert "\n1," not in (tmp_path / "x.csv").read_text()


def test_a_sweep_in_a_thread_leaves_the_signals_alone():
    found = []
    thread = threading.Thread(target=lambda: found.append(sweep({}, swallowed, seeds=[0])))
    thread.start()
    thread.join()
    assert found[0]["x"].tolist() == [0]


def test_where_interrupts_are_ignored_they_stay_ignored():
    code = ("import signal, sys; sys.path.insert(0, '.'); from test_interrupts import swallowed, sweep; "
            "signal.signal(signal.SIGINT, signal.SIG_IGN); print(sweep({}, swallowed, seeds=[1])['x'].tolist())")
    out = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True)
    assert out.stdout == "[1]\n", out.stderr


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_the_workers_of_a_pool_end_with_the_process_that_made_it(method):
    """Also those that have had no run yet: there are three, and one run."""
    code = ("import sys, os; sys.path.insert(0, '.'); import test_interrupts as t; "
            f"t.sweep({{}}, t.killing_the_parent, seeds=[os.getpid()], executor=t.pool({method!r}))")
    process = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parent, start_new_session=True)
    assert process.wait(60) == -signal.SIGKILL
    sweep_stops.gone(process.pid)


def pool(method):
    return partial(ProcessPoolExecutor, 3, mp_context=get_context(method))


def killing_the_parent(seed):
    import os
    os.kill(seed, signal.SIGKILL)
    return {"x": 1}


def test_an_error_on_our_side_ends_the_workers_at_once(monkeypatch):
    """A full disk, for instance: nobody waits for an hour of runs that are lost anyway."""
    monkeypatch.setattr("mlp_lib.sweeps.ledger.Ledger.add", full)
    with pytest.raises(OSError, match="disk"):
        sweep({"wait": [0, 600]}, waiting, seeds=[0], executor=sweep_runs.PROCESSES)


def full(*_):
    raise OSError("the disk is full")


def waiting(wait, seed):
    threading.Event().wait(wait)
    return {"x": 1}
