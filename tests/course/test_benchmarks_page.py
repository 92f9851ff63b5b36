"""The page on speed: what its sentences say is what the tables of `make bench` hold."""
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.__main__ import FOLDER, PARTS

PAGE = Path(__file__).parents[2] / "chapters" / "benchmarks.ipynb"
TEXT = PAGE.read_text(encoding="utf-8")
TABLES = {path.stem: pd.read_csv(path) for path in FOLDER.glob("*.csv")}


@pytest.fixture
def tanh():
    runs = TABLES["training"]
    return runs[(runs["activation"] == "tanh") & (runs["dtype"] == "float64") & (runs["optimizer"] == "sgd")]


def growth(varied, name="mlp_lib"):
    rows = TABLES["growth"]
    rows = rows[rows["varied"] == varied].set_index("value")
    return rows["parameters"], rows[f"{name}, s/epoch"]


def test_each_part_has_its_table():
    assert set(TABLES) == set(PARTS)


def test_the_three_sizes_are_those_of_the_text(tanh):
    assert "105, 7,201 and 1,323,018 parameters" in TEXT
    assert list(tanh["parameters"]) == [105, 7201, 1323018]


def test_who_wins_at_which_size(tanh):
    sklearn, torch = tanh["scikit-learn / mlp_lib"].to_numpy(), tanh["PyTorch / mlp_lib"].to_numpy()
    assert "scikit-learn takes about five times and PyTorch about nine times as long" in TEXT
    assert 4.5 < sklearn[0] < 5.5 and 8.5 < torch[0] < 9.5
    assert 2 < sklearn[1] < 8 and 2 < torch[1] < 8
    assert 1 < sklearn[2] < 2 and torch[2] < 1
    assert tanh["share of products"].iloc[2] > 2 / 3                # two thirds of the time and more


def test_an_update_of_the_smallest_network_takes_as_long_as_it_says():
    runs = TABLES["training"]
    runs = runs[(runs["parameters"] == 105) & (runs["optimizer"] == "sgd")]
    micro = 1e6 * runs["mlp_lib, s/epoch"] / runs["steps"]
    assert "some 35 to 55 microseconds" in TEXT
    assert 33 < micro.min() and micro.max() < 57


def test_what_is_missed_is_what_the_text_explains():
    runs = TABLES["training"].dropna(subset=["budget"])
    missed = {(row["parameters"], name) for _, row in runs.iterrows() for name in ("scikit-learn", "PyTorch")
              if row[f"{name} / mlp_lib"] < row["budget"]}
    assert missed == {(1323018, "PyTorch")}
    large = runs[runs["activation"] == "relu"]
    assert (large["share of products"] < 0.85).all() and "The two that are missed" in TEXT


def test_the_memory_at_the_largest_size():
    row = TABLES["memory"].iloc[-1]
    assert "The data alone are 41 MB" in TEXT and round(row["data, MB"]) == 41
    assert row["mlp_lib, MB"] == max(row["mlp_lib, MB"], row["scikit-learn, MB"], row["PyTorch, MB"])


def test_how_the_time_grows():
    _, seconds = growth("N")
    assert 3.3 < seconds[8000] / seconds[2000] < 4.2
    parameters, seconds = growth("width")
    assert seconds[64] < 2 * seconds[8] and round(parameters[64] / parameters[8]) == 22
    _, torch = growth("width", "PyTorch")
    assert torch[512] / seconds[512] < torch[64] / seconds[64]
    _, seconds = growth("depth")
    each = seconds.diff().dropna() / pd.Series([1, 2, 4], index=[2, 4, 8])
    assert each.max() < 1.25 * each.min()
    _, seconds = growth("batch")
    _, torch = growth("batch", "PyTorch")
    assert torch[8] / torch[512] > seconds[8] / seconds[512] > 1 and seconds[512] > 0.75 * seconds[128]
    rows = TABLES["growth"]
    assert (rows["mlp_lib, s/epoch"] < rows[["scikit-learn, s/epoch", "PyTorch, s/epoch"]].min(axis=1)).all()


def test_frames():
    rows = TABLES["frames"].set_index("kind")["ms/frame"]
    assert rows["lines"] < rows["lines in two panels"] < rows["lines, two networks trained for each frame"] / 5
