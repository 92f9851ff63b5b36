"""The file of a sweep: what its head says, how it is resumed, and that nothing else is let in, lost or written over."""
import csv
import functools
import itertools
import json

import numpy as np
import pandas as pd
import pytest
import sweep_runs
from sweep_runs import GRID

from mlp_lib import sweep as sweep_aloud

sweep = functools.partial(sweep_aloud, progress=False)


def add(a, b, seed):
    return {"sum": a + b, "product": a * b / 3 + seed}


SMALL = {"a": [2, 1], "b": [0.5, 10]}


def known(run):
    """Give a function within a test what tells it from others: what it takes from around it cannot be noted."""
    run.about = "of this test"
    return run


def test_the_head_names_grid_seeds_run_and_versions(tmp_path):
    sweep(SMALL, add, seeds=[3, 0], path=tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text().splitlines()
    head = json.loads(lines[0].removeprefix("# sweep: "))
    assert head.pop("run")["function"] == "test_ledger.add"
    assert head == {"format": 2, "grid": SMALL, "seeds": [3, 0], "outcomes": ["sum", "product"]}
    assert f"NumPy {np.__version__}, Python 3." in lines[1] and lines[1].startswith("# mlp_lib ")
    assert lines[2] == "a,b,seed,sum,product,seconds,error" and len(lines) == 3 + 8
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


# going on

@pytest.fixture
def half(tmp_path):
    """A file of 200 runs that was left after 73 of them, out of order, with a torn line; and the whole table."""
    whole = sweep(GRID, known(lambda **setting: sweep_runs.cheap(**setting)), path=tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text().splitlines(keepends=True)
    order = np.random.default_rng(0).permutation(np.arange(3, 203))[:73]
    (tmp_path / "x.csv").write_text("".join([*lines[:3], *(lines[i] for i in order)]) + lines[150][:-9])
    return tmp_path / "x.csv", whole.drop(columns="seconds")


def test_a_torn_line_is_dropped_and_only_what_is_missing_is_run(half):
    path, whole = half
    assert path.read_text()[-1] != "\n"
    ran = []

    @known
    def run(**setting):
        ran.append(tuple(setting.values()))
        return sweep_runs.cheap(**setting)
    again = sweep(GRID, run, path=path).drop(columns="seconds")
    pd.testing.assert_frame_equal(again, whole, check_exact=True)
    assert len(ran) == len(set(ran)) == 127
    stored = path.read_text()
    pd.testing.assert_frame_equal(sweep(GRID, run, path=path).drop(columns="seconds"), whole, check_exact=True)
    assert len(ran) == 127 and path.read_text() == stored               # complete: nothing is run


@pytest.mark.parametrize("keep", range(0, 90, 7))
def test_cut_off_anywhere_behind_the_head_it_ends_the_same(tmp_path, keep):
    path = tmp_path / "x.csv"
    whole = sweep(SMALL, add, seeds=[0], path=path)
    text = path.read_text()
    head = text.index("\n", text.index("\n") + 1) + 1
    path.write_text(text[:head + keep])
    again = sweep(SMALL, add, seeds=[0], path=path)
    pd.testing.assert_frame_equal(again.drop(columns="seconds"), whole.drop(columns="seconds"), check_exact=True)
    with path.open(newline="") as file:
        rows = list(csv.reader(itertools.islice(file, 2, None)))
    assert [len(row) for row in rows] == [7] * 5


def test_rows_are_in_the_file_as_soon_as_they_are_done(tmp_path):
    seen = []

    @known
    def run(a, b, seed):
        seen.append((tmp_path / "x.csv").read_text().count("\n") - 2)
        return add(a, b, seed)
    sweep(SMALL, run, seeds=[0, 1], path=tmp_path / "x.csv")
    assert seen == [0, 2, 3, 4, 5, 6, 7, 8]                             # the first row brings its columns' names


def test_an_interrupt_leaves_what_is_done_to_be_resumed(tmp_path):
    @known
    def run(a, b, seed):
        if stop and (a, b) == (1, 0.5):
            raise KeyboardInterrupt
        return add(a, b, seed)
    stop = True
    with pytest.raises(KeyboardInterrupt):
        sweep(SMALL, run, seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text().count("\n") == 3 + 2
    stop = False
    assert sweep(SMALL, run, seeds=[0], path=tmp_path / "x.csv")["sum"].tolist() == [2.5, 12, 1.5, 11]


def test_runs_that_failed_are_tried_anew(tmp_path):
    @known
    def run(a, b, seed):
        if broken and a == 2:
            raise ZeroDivisionError("a, # b")
        return add(a, b, seed)
    broken = True
    with pytest.warns(RuntimeWarning, match="2 of 4 runs failed.*ZeroDivisionError: a, # b"):
        table = sweep(SMALL, run, seeds=[0], path=tmp_path / "x.csv")
    assert table["error"].tolist()[:2] == ["ZeroDivisionError: a, # b"] * 2
    assert table["sum"].isna().tolist() == [True, True, False, False]
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "x.csv", comment="#"), table, check_dtype=False)
    broken = False
    assert sweep(SMALL, run, seeds=[0], path=tmp_path / "x.csv")["sum"].tolist() == [2.5, 12, 1.5, 11]


def test_rows_of_two_versions_are_told(tmp_path):
    path = tmp_path / "x.csv"
    sweep(SMALL, add, seeds=[0], path=path)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[0] + "# mlp_lib 0.0.1, NumPy 1.0, Python 3.9\n" + "".join(lines[2:-1]))
    with pytest.warns(RuntimeWarning, match=r"made by mlp_lib 0\.0\.1, NumPy 1\.0, Python 3\.9; the others are now"):
        sweep(SMALL, add, seeds=[0], path=path)
    assert f"Python 3.9, then mlp_lib 0.1.0, NumPy {np.__version__}" in path.read_text().splitlines()[1]
