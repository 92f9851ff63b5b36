"""A sweep and its table on disk: numbers, order, resuming, and what is refused."""
import functools
import itertools
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from mlp_lib import sweep as sweep_aloud

sweep = functools.partial(sweep_aloud, progress=False)


def add(a, b, seed):
    return {"sum": a + b, "product": a * b / 3 + seed}


def returning(seed, outcomes, **setting):
    return outcomes


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
    run = functools.partial(returning, outcomes=outcomes)
    for path in (None, tmp_path / "x.csv", tmp_path / "x.csv"):         # in memory, written, read
        row = sweep({"none": [None]}, run, seeds=[0], path=path).iloc[0]
        assert (row["third"], row["whole"], row["np"], row["far"]) == (1 / 3, 7, 0.1 + 0.2, -np.inf)
        assert bool(row["yes"]) is True and row["word"] == 'a, "b" # c'
        assert np.isnan([row["nan"], row["nothing"], row["none"]]).all()
    again = pd.read_csv(tmp_path / "x.csv", comment="#")
    assert again["word"].item() == 'a, "b" # c' and again["third"].item() == 1 / 3


# what is refused

@pytest.mark.parametrize("change, error, words", [
    ({"grid": {"widht": [1], "b": [1]}}, ValueError, "unknown setting 'widht'.*Known: a, b"),
    ({"grid": {"a": [1], "bb": [1]}}, ValueError, "Did you mean 'b'"),
    ({"grid": {"a": [1]}}, TypeError, "missing a required argument: 'b'"),
    ({"grid": {"a": [1, 1.0], "b": [1]}}, ValueError, "no two alike"),
    ({"grid": {"a": [None, float("nan")], "b": [1]}}, ValueError, "no two alike"),
    ({"grid": {"a": [], "b": [1]}}, ValueError, "must have values"),
    ({"grid": {"a": 3, "b": [1]}}, TypeError, "must be a list of values"),
    ({"grid": {"a": "relu", "b": [1]}}, TypeError, "must be a list of values"),
    ({"grid": {"a": [np.sin], "b": [1]}}, TypeError, "a value of grid\\['a'\\] must be a number, a word"),
    ({"grid": {"a": [Fraction(1, 3)], "b": [1]}}, TypeError, r"Fraction\(1, 3\). Take float\(...\) of it, or.*'1/3'"),
    ({"grid": {"a": ["x" * 20_001], "b": [1]}}, ValueError, "at most 20,000 characters"),
    ({"grid": {"a": [10**700], "b": [1]}}, ValueError, "600 digits"),
    ({"grid": {"a": itertools.count(), "b": [1]}}, ValueError, r"grid\['a'\] has more than 100,000 values"),
    ({"grid": {"a": range(10**5), "b": range(10**5)}, "seeds": [0]}, ValueError, "make 10,000,000,000 runs; .*100"),
    ({"seeds": range(10**12)}, ValueError, "seeds has more than 100,000"),
    ({"seeds": itertools.count()}, ValueError, "seeds has more than 100,000"),
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
