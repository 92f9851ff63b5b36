"""Sweeps on every executor: the same table from each, also after a kill, a dying worker and a run that raises."""
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sweep_runs
from sweep_runs import GRID, PROCESSES, THREADS

from mlp_lib import Trial, sweep

quiet = partial(sweep, progress=False)


@pytest.fixture(scope="module")
def client():
    distributed = pytest.importorskip("distributed")
    with sweep_runs.cluster() as cluster, distributed.Client(cluster) as client:
        yield client


@pytest.fixture(params=["threads", "processes", "dask"])
def executor(request):
    if request.param == "dask":
        return request.getfixturevalue("client").get_executor()
    return {"threads": THREADS, "processes": PROCESSES}[request.param]


@pytest.fixture(params=["processes", "dask"])
def apart(request):
    """An executor whose workers may die: its name and itself."""
    name = request.param
    return name, PROCESSES if name == "processes" else request.getfixturevalue("client").get_executor()


def same(table, other):
    """Assert that two tables are the same to the last digit, but for the seconds."""
    pd.testing.assert_frame_equal(table.drop(columns="seconds"), other.drop(columns="seconds"), check_exact=True)


@pytest.fixture(scope="module")
def whole():
    return quiet(GRID, sweep_runs.cheap)


def test_the_same_table_from_each(executor, whole):
    same(quiet(GRID, sweep_runs.cheap, executor=executor), whole)


def test_training_gives_the_same_digits_everywhere(executor):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(60, 2)), rng.normal(size=60)
    trial = Trial(X[:40], y[:40], validation=(X[40:], y[40:]), loss="squared_error", epochs=3, batch_size=10)
    grid = {"width": [3, 5], "depth": [0, 2], "eta": [0.01, 0.1]}
    same(quiet(grid, trial, seeds=range(2), executor=executor), quiet(grid, trial, seeds=range(2)))


def test_killed_half_way_and_resumed_it_is_the_same_table(apart, whole, tmp_path):
    name, executor = apart
    path = tmp_path / "table.csv"
    code = f"import sweep_runs; sweep_runs.main({name!r}, {str(path)!r})"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parent, start_new_session=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    try:
        while not path.exists() or path.read_text().count("\n") < 60:
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.01)
        process.kill()                                      # SIGKILL: nothing is tidied up
        process.wait()
    finally:
        os.killpg(process.pid, signal.SIGKILL)              # the workers that it left behind
    before = path.read_text().splitlines()
    assert 57 <= len(before) - 3 < 200
    with path.open("a") as file:
        file.write("0.01,16,si")
    same(quiet(GRID, sweep_runs.slow, path=path, executor=executor), whole)
    after = path.read_text().splitlines()
    assert len(after) == 203 and set(before) - {"0.01,16,si"} <= set(after)     # their seconds too: not run again
    read = pd.read_csv(path, comment="#").drop(columns="seconds")
    pd.testing.assert_frame_equal(read, whole.drop(columns="seconds"), rtol=1e-14)


def test_a_run_that_kills_its_worker_is_reported_and_the_others_go_on(apart, whole):
    _, executor = apart
    with pytest.warns(RuntimeWarning, match=r"1 of 200 runs failed.*'width': 8, 'hidden': 'tanh', 'seed': 1.*died"):
        table = quiet(GRID, sweep_runs.killing, executor=executor)
    bad = table["error"].notna()
    assert table.loc[bad, ["eta", "width", "hidden", "seed"]].to_numpy().tolist() == [[0.1, 8, "tanh", 1]]
    assert table.loc[bad, ["loss", "units", "word"]].isna().all(axis=None)
    assert "the worker died" in table.loc[bad, "error"].item()
    pd.testing.assert_series_equal(table.loc[~bad, "loss"], whole.loc[~bad, "loss"], check_exact=True)


def test_a_worker_that_dies_once_changes_nothing(apart, whole, tmp_path):
    _, executor = apart
    run = partial(sweep_runs.killing_once, log=str(tmp_path / "died"))
    same(quiet(GRID, run, executor=executor), whole)
    assert (tmp_path / "died").exists()


def test_a_pool_that_was_handed_in_and_breaks_is_replaced_aloud(whole):
    with PROCESSES() as pool:
        with pytest.warns(RuntimeWarning) as told:
            table = quiet(GRID, sweep_runs.killing, executor=pool)
        with pytest.warns(RuntimeWarning, match="the pool is broken"):
            same(quiet(GRID, sweep_runs.cheap, executor=pool), whole)       # broken from the start
        with pytest.warns(RuntimeWarning, match="the pool is broken"):
            assert set(quiet(GRID, sweep_runs.begun, executor=pool)["how"]) == {"spawn"}
    assert "one after the other" in str(told[0].message) and "1 of 200 runs failed" in str(told[1].message)
    assert told[0].filename == __file__
    assert table["error"].notna().sum() == 1


def test_a_pool_that_was_handed_in_stays_open():
    with ThreadPoolExecutor(2) as pool:
        quiet({"eta": [1]}, lambda eta, seed: {"x": eta}, executor=pool)
        assert pool.submit(int, 3).result() == 3


def test_a_run_that_raises_is_reported_and_the_others_go_on(executor, whole):
    with pytest.warns(RuntimeWarning, match="5 of 200 runs failed"):
        table = quiet(GRID, sweep_runs.raising, executor=executor)
    bad = table["error"].notna()
    assert bad.sum() == 5
    assert set(table.loc[bad, "error"]) == {f"ArithmeticError: no luck, with \"tanh\" # {seed}" for seed in range(5)}
    pd.testing.assert_series_equal(table.loc[~bad, "loss"], whole.loc[~bad, "loss"], check_exact=True)


@pytest.mark.parametrize("retries", [0, 1, 2])
def test_it_is_tried_again_so_often(retries):
    tries = []

    def run(eta, seed):
        tries.append(seed)
        raise OSError("no")
    with pytest.warns(RuntimeWarning, match="2 of 2 runs failed"):
        table = quiet({"eta": [1]}, run, seeds=[4, 7], retries=retries)
    assert tries == [4] * (retries + 1) + [7] * (retries + 1)
    assert table["error"].tolist() == ["OSError: no"] * 2
    with pytest.warns(RuntimeWarning, match="2 of 2 runs failed"):
        quiet({"eta": [1]}, run, seeds=[4, 7], retries=retries, executor=THREADS)
    assert sorted(tries) == [4] * 2 * (retries + 1) + [7] * 2 * (retries + 1)


def test_a_run_that_cannot_be_sent_says_so(apart):
    _, executor = apart
    lock = threading.Lock()
    with pytest.raises(TypeError, match=r"(?s)run cannot be sent to other processes: .*pickled.* top of a file"):
        quiet({"eta": [1]}, lambda eta, seed: {"x": lock}, executor=executor)


@pytest.mark.parametrize("executor, words", [
    ("processes", "must be None, a concurrent.futures.Executor or a function"),
    (lambda: None, r"executor\(\) must return a concurrent.futures.Executor, got None"),
])
def test_what_is_no_executor_is_refused(executor, words):
    with pytest.raises(TypeError, match=words):
        quiet({"eta": [1]}, lambda eta, seed: {"x": 1}, executor=executor)


def test_a_client_is_asked_for_its_executor(client):
    with pytest.raises(TypeError, match=r"client.get_executor\(\)"):
        quiet({"eta": [1]}, lambda eta, seed: {"x": 1}, executor=client)
