"""A sweep and its table on disk: numbers, order, resuming, and what is refused."""
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


# the table

def test_rows_are_the_product_in_order_with_the_seed_last():
    table = sweep(SMALL, add, seeds=[3, 0])
    assert list(table.columns) == ["a", "b", "seed", "sum", "product", "seconds", "error"]
    wanted = [(a, b, seed, a + b, a * b / 3 + seed) for a in (2, 1) for b in (0.5, 10) for seed in (3, 0)]
    assert list(table[["a", "b", "seed", "sum", "product"]].itertuples(index=False, name=None)) == wanted
    assert table["error"].isna().all() and (table["seconds"] >= 0).all()


def test_no_settings_are_one_setting():
    assert sweep({}, lambda seed: {"x": seed}, seeds=range(3))["x"].tolist() == [0, 1, 2]


def test_outcomes_keep_their_kind_and_all_their_digits(tmp_path):
    outcomes = {"third": 1 / 3, "whole": 7, "np": np.float64(0.1) + 0.2, "yes": True, "word": 'a, "b" # c',
                "nan": np.nan, "far": -np.inf, "nothing": None}
    for path in (None, tmp_path / "x.csv", tmp_path / "x.csv"):         # in memory, written, read
        row = sweep({"none": [None]}, lambda none, seed: outcomes, seeds=[0], path=path).iloc[0]
        assert (row["third"], row["whole"], row["np"], row["far"]) == (1 / 3, 7, 0.1 + 0.2, -np.inf)
        assert bool(row["yes"]) is True and row["word"] == 'a, "b" # c'
        assert np.isnan([row["nan"], row["nothing"], row["none"]]).all()
    again = pd.read_csv(tmp_path / "x.csv", comment="#")
    assert again["word"].item() == 'a, "b" # c' and again["third"].item() == 1 / 3


def test_the_head_names_grid_seeds_run_and_versions(tmp_path):
    sweep(SMALL, add, seeds=[3, 0], path=tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text().splitlines()
    assert json.loads(lines[0].removeprefix("# sweep: ")) == {"grid": SMALL, "seeds": [3, 0], "run": "test_sweep.add"}
    assert f"NumPy {np.__version__}, Python 3." in lines[1] and lines[1].startswith("# mlp_lib ")
    assert lines[2] == "a,b,seed,sum,product,seconds,error" and len(lines) == 3 + 8
    assert not list(tmp_path.glob("*.new"))


# going on

@pytest.fixture
def half(tmp_path):
    """A file of 200 runs that was left after 73 of them, out of order, with a torn line; and the whole table."""
    whole = sweep(GRID, sweep_runs.cheap, path=tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text().splitlines(keepends=True)
    order = np.random.default_rng(0).permutation(np.arange(3, 203))[:73]
    (tmp_path / "x.csv").write_text("".join([*lines[:3], *(lines[i] for i in order)]) + lines[150][:-9])
    return tmp_path / "x.csv", whole.drop(columns="seconds")


def test_a_torn_line_is_dropped_and_only_what_is_missing_is_run(half):
    path, whole = half
    assert path.read_text()[-1] != "\n"
    ran = []

    @functools.wraps(sweep_runs.cheap)
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

    def run(a, b, seed):
        seen.append((tmp_path / "x.csv").read_text().count("\n") - 2)
        return add(a, b, seed)
    sweep(SMALL, run, seeds=[0, 1], path=tmp_path / "x.csv")
    assert seen == [0, 2, 3, 4, 5, 6, 7, 8]                             # the first row brings its columns' names


def test_an_interrupt_leaves_what_is_done_to_be_resumed(tmp_path):
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


@pytest.mark.parametrize("change, words", [
    ({"grid": {"a": [2, 1], "b": [0.5, 11]}}, r"b is \[0.5, 10\] there, \[0.5, 11\] here"),
    ({"grid": {"b": [0.5, 10], "a": [2, 1]}}, "another order"),
    ({"grid": {"a": [1, 2], "b": [0.5, 10]}}, r"a is \[2, 1\] there"),
    ({"seeds": [0, 1]}, r"seeds is \[0\] there, \[0, 1\] here"),
    ({"run": lambda a, b, seed: {"sum": 0}}, "run is .test_sweep.add. there"),
])
def test_a_table_of_another_sweep_is_refused_and_left(tmp_path, change, words):
    path = tmp_path / "x.csv"
    sweep(SMALL, add, seeds=[0], path=path)
    path.write_text(stored := path.read_text() + "1,0.5,0,torn")
    with pytest.raises(ValueError, match=f"the table of another sweep .*{words}.*left as it is"):
        sweep(**{"grid": SMALL, "run": add, "seeds": [0], "path": path} | change)
    assert path.read_text() == stored and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("text", ["name,age\nAda,36\n", "# sweep: no JSON\n# x\n", "# sweep: {}\n", "thesis"])
def test_a_file_that_is_no_sweep_is_refused_and_left(tmp_path, text):
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(ValueError, match="is not the table of a sweep"):
        sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == text


def test_a_line_that_is_no_row_is_named(tmp_path):
    sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    text = (tmp_path / "x.csv").read_text().replace("2,10,0,12,", "2,10,0,")
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(ValueError, match=r"line 5 of .* has 6 cells, not 7"):
        sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == text


# what is refused

@pytest.mark.parametrize("change, error, words", [
    ({"grid": {"widht": [1], "b": [1]}}, ValueError, "unknown setting 'widht'.*Known: a, b"),
    ({"grid": {"a": [1], "bb": [1]}}, ValueError, "Did you mean 'b'"),
    ({"grid": {"a": [1]}}, TypeError, "missing a required argument: 'b'"),
    ({"grid": {"a": [1, 1.0], "b": [1]}}, ValueError, "no two alike"),
    ({"grid": {"a": [1, "1"], "b": [1]}}, ValueError, "no two alike"),
    ({"grid": {"a": [], "b": [1]}}, ValueError, "must have values"),
    ({"grid": {"a": 3, "b": [1]}}, TypeError, "must be a list of values"),
    ({"grid": {"a": "relu", "b": [1]}}, TypeError, "must be a list of values"),
    ({"grid": {"a": [np.sin], "b": [1]}}, TypeError, "a value of grid\\['a'\\] must be a number, a word"),
    ({"grid": {"seed": [1], "a": [1], "b": [1]}}, ValueError, "Seeds go into seeds="),
    ({"grid": [1, 2]}, TypeError, "grid must give values by name"),
    ({"seeds": 5}, TypeError, r"range\(5\)"),
    ({"seeds": [1, 1]}, ValueError, "no two alike"),
    ({"seeds": [-1]}, ValueError, "at least 0"),
    ({"seeds": [0.5]}, TypeError, "whole number"),
    ({"retries": -1}, ValueError, "retries"),
    ({"run": lambda a, b: {}}, TypeError, "must take a seed"),
    ({"run": 3}, TypeError, "run must be a function"),
])
def test_what_cannot_be_meant_is_refused_before_anything_runs(tmp_path, change, error, words):
    given = {"grid": SMALL, "run": add, "path": tmp_path / "x.csv"} | change
    with pytest.raises(error, match=words):
        sweep(**given)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("outcome, words", [
    (0.5, "run must return outcomes by name"), ({}, "outcomes by name"), ({1: 2}, "outcomes by name"),
    ({"curve": [1, 2]}, "outcome 'curve' must be a number"), ({"seconds": 1}, "the name of another column"),
])
def test_outcomes_that_are_none_are_errors_of_the_run(outcome, words):
    with pytest.warns(RuntimeWarning, match="1 of 1 runs failed"):
        table = sweep({}, lambda seed: outcome, seeds=[0])
    assert words in table["error"].item()


def test_outcomes_have_the_same_names_in_all_runs():
    with pytest.warns(RuntimeWarning, match="1 of 2 runs failed"):
        table = sweep({}, lambda seed: {"x": 1} if seed else {"y": 1}, seeds=[0, 1])
    assert table["error"].tolist()[1] == "run returned x; the run before it y"


def test_a_bar_is_shown_unless_it_is_not_wanted(capsys, tmp_path):
    sweep_aloud(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    assert "4/4" in capsys.readouterr().err
    sweep(SMALL, add, seeds=[1])
    assert capsys.readouterr().err == ""
