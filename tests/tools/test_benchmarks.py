"""The machinery of `make bench` with tiny cases; no time is asserted, and PyTorch is in tests/oracles."""
import dataclasses
import sys

import numpy as np
import pandas as pd
import pytest

from benchmarks import __main__ as driver
from benchmarks import frames, growth, memory, peers, training
from mlp_lib import explorers

TINY = training.Case(**memory.TINY)
HERE = {name: prepare for name, prepare in peers.PEERS.items() if name != "PyTorch"}


def test_a_case_counts_its_parameters_steps_and_operations():
    case = training.Case(name="by hand", N=25, sizes=(2, 3, 1), batch=10, epochs=1)
    assert case.parameters == (2 * 3 + 3) + (3 * 1 + 1) == 13
    assert case.steps == 3
    assert case.flops == 6 * 13 * 25


def test_the_data_are_the_same_each_time_and_of_the_dtype():
    case = dataclasses.replace(TINY, dtype=np.float32)
    (X, y), (again, _) = case.data(), case.data()
    assert X.dtype == y.dtype == np.float32 and X.shape == (20, 2) and y.shape == (20, 1)
    np.testing.assert_array_equal(X, again)


def test_the_contenders_run_in_turn(monkeypatch):
    ran = []
    contenders = {name: lambda case, X, y, epochs, name=name: lambda: ran.append(name) for name in "ab"}
    seconds = training.measure([TINY], contenders, rounds=2)
    assert "".join(ran) == "ababab"                             # the first round warms up
    assert {name: len(values) for (case, name), values in seconds.items()} == {"a": 2, "b": 2}


def test_a_row_of_the_growth_has_what_was_varied():
    row, = growth.rows({"depth": (1,)}, HERE, rounds=1)
    assert (row["varied"], row["value"], row["depth"], row["N"]) == ("depth", 1, 1, 2000)
    assert row["parameters"] == 21 * 64 + 65 and row["steps"] == 63
    assert row["mlp_lib, s/epoch"] > 0 and row["scikit-learn, s/epoch"] > 0
    assert growth.setting("width", 8).sizes == (20, 8, 8, 1)


@pytest.mark.skipif(not memory.RESET.exists(), reason="the peak is read from Linux's /proc")
def test_a_process_of_its_own_tells_the_peak_of_a_training():
    row, = memory.rows([training.LARGE], ["mlp_lib"])
    assert row["data, MB"] == pytest.approx(20000 * 266 * 8 / 2**20)
    assert row["parameters, MB"] == pytest.approx((257 * 1024 + 1025 * 1024 + 1025 * 10) * 8 / 2**20)
    assert row["parameters, MB"] < row["mlp_lib, MB"] < 300     # at least the gradient, and no import
    with pytest.raises(RuntimeError, match="memory of nobody at tiny could not be measured"):
        memory.measure("nobody", "tiny")


def test_the_frames_are_counted_and_drawing_is_timed_apart():
    row, = frames.rows({"diagrams": (explorers.hyperparameters.width_depth, 15)})
    assert row["explorer"] == "width-depth" and row["frames"] == 24
    assert row["frames/s"] * row["ms/frame"] == pytest.approx(1000)
    assert 0 < row["frames"] * row["ms/frame"] / 1000 < row["s in all"]
    sizes = [len(frame) for frame in explorers.hyperparameters.width_depth().frames.values()]
    assert row["kB/frame"] == pytest.approx(np.mean(sizes) / 1000)


def test_the_driver_writes_the_parts_it_is_asked_for(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(driver, "PARTS", {"one": lambda: iter([{"a": 1, "b": 1 / 3}]), "two": lambda: iter([])})
    monkeypatch.setattr(driver.write, "__defaults__", (tmp_path / "benchmarks",))
    monkeypatch.setattr(sys, "argv", ["benchmarks", "one"])
    driver.main()
    assert [path.name for path in (tmp_path / "benchmarks").iterdir()] == ["one.csv"]
    table = pd.read_csv(tmp_path / "benchmarks" / "one.csv")
    assert table.to_dict("records") == [{"a": 1, "b": 0.3333}]
    assert capsys.readouterr().out.startswith("\none, ")
    monkeypatch.setattr(sys, "argv", ["benchmarks", "three"])
    with pytest.raises(SystemExit):
        driver.main()
    assert "no part three; there are one, two" in capsys.readouterr().err
