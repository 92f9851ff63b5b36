"""Looking: roles, tasks and what speaks against a table are told before anything is fitted."""
import re

import numpy as np
import pandas as pd
import pytest
from tables import classes, numbers

from mlp_lib import data
from mlp_lib.table import TableError, look

FRAME = numbers()


def told(lines, words):
    return any(re.search(words, line, re.S) for line in lines)


def stopped(frame, target="sag", **choices):
    found = look(frame, target, **choices)
    assert found.stops
    return found.stops


def test_a_plain_table_is_ready():
    found = look(FRAME, "sag")
    assert found.task == "number" and not found.stops and not found.notes and len(found.rows) == 120
    assert found.inputs == ["width", "load", "steel", "noise"] and found.roles["sag"] == "target"
    assert repr(found) == "Look(your table: 120 rows, 5 columns, 4 inputs)"
    assert look(classes(), "kind").classes == ("crack", "none", "spall")


def test_nothing_is_changed():
    frame = FRAME.assign(sag=FRAME.sag.where(FRAME.index > 3))
    before = frame.copy(deep=True)
    look(frame, "sag", missing="fill")
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(("choices", "words"), [
    ({"target": "sagg"}, "no column `sagg` for the target. Did you mean `sag`?"),
    ({"target": "sag", "group": "mix"}, "no column `mix` for the group"),
    ({"target": "sag", "time": "sag"}, "must be different columns"),
    ({"target": "sag", "task": "regression"}, "task is 'regression', wanted one of `number` and `classes`"),
    ({"target": "sag", "missing": "mean"}, "wanted one of `drop` and `fill`"),
    ({"target": "sag", "kinds": {"steel": "text"}}, "the kind of `steel` is .* `number`, `category` and `leave out`"),
    ({"target": "sag", "kinds": {"iron": "category"}}, "no column `iron` for the kinds"),
    ({"target": "sag", "kinds": ["steel"]}, r"kinds must be a dictionary.*got \['steel'\]"),
    ({"target": ["sag"]}, r"no column `\['sag'\]` for the target"),
])
def test_choices_that_the_table_has_not(choices, words):
    with pytest.raises(TableError, match=words):
        look(FRAME, **choices)


def test_a_table_with_no_columns_rows_or_one_row():
    with pytest.raises(TableError, match="has no columns"):
        look(pd.DataFrame(index=range(30)), None)
    assert told(stopped(FRAME.iloc[:1]), "has 1 row. A report needs at least 20")
    assert told(stopped(FRAME.iloc[:0]), "has 0 rows")
    assert told(look(FRAME).stops, "Choose the column to predict")
    assert told(look(FRAME.iloc[:60], "sag").notes, "60 rows are few")
    assert told(stopped(FRAME[["sag"]]), "No column is left")


@pytest.mark.parametrize(("target", "words"), [
    (np.ones(120), "is always 1: there is nothing to predict"), ([None] * 120, "is empty"),
    (["one"] * 120, "always|nothing to predict"), ([f"name {i}" for i in range(120)], "a name or an identifier"),
    (pd.date_range("2024", periods=120), "Make a number of it first"),
    ([*range(60), *["?!"] * 2, *range(58)], "has text in row 61: `\\?!`"),
    (np.arange(120) % 60 + 0.0, None), ([f"w{i % 45}" for i in range(120)], "45 classes in 120 rows, more than the "
                                                                            "rows"),
    (["a"] * 118 + ["b", "c"], "only one class with at least 5 rows"),
])
def test_targets_that_cannot_be(target, words):
    found = look(FRAME.assign(sag=target), "sag")
    assert told(found.stops, words) if words else not found.stops


def test_tasks():
    assert look(FRAME.assign(sag=np.arange(120) % 2), "sag").task == "classes"
    few = look(FRAME.assign(sag=np.arange(120) % 4), "sag")
    assert few.task == "classes" and few.classes == ("0", "1", "2", "3") and told(few.notes, "taken for classes")
    ten = look(FRAME.assign(sag=np.arange(120) % 10), "sag")
    assert ten.task == "number" and told(ten.notes, "10 different whole numbers, which are taken for amounts")
    assert look(FRAME.assign(sag=np.arange(120) % 10), "sag", task="classes").task == "classes"
    assert look(FRAME.assign(sag=np.arange(120) % 4), "sag", task="number").task == "number"
    assert told(look(classes(), "kind", task="number").stops, "holds words")
    rare = look(FRAME.assign(sag=["a"] * 60 + ["b"] * 58 + ["c", "d"]), "sag")
    assert rare.classes == ("a", "b") and len(rare.rows) == 118 and told(rare.notes, "`c` and `d`.*2 rows left out")


def test_empty_cells_ask_for_a_choice():
    holes = FRAME.assign(load=FRAME.load.where(FRAME.index % 10 > 0), steel=FRAME.steel.where(FRAME.index != 5))
    assert told(stopped(holes), '`load` in 12 rows; `steel` in 1 row.*"drop", which leaves 107 of 120 rows')
    dropped, filled = look(holes, "sag", missing="drop"), look(holes, "sag", missing="fill")
    assert len(dropped.rows) == 107 and told(dropped.notes, "13 rows with an empty cell left out")
    assert len(filled.rows) == 120 and told(filled.notes, "median of the training rows") and filled.gaps == {
        "load": 12, "steel": 1}
    most = FRAME.assign(load=FRAME.load.where(FRAME.index % 10 == 0))
    found = look(most, "sag")
    assert found.roles["load"] == "left out" and told(found.notes, r"`load` \(more than 60% of the cells are empty\)")
    hollow = FRAME.assign(**{c: FRAME[c].where((FRAME.index + k) % 2 == 0) for k, c in enumerate(["width", "load"])})
    assert told(look(hollow, "sag", missing="drop").stops, "leaves 0 rows")
    assert told(look(FRAME.assign(sag=FRAME.sag.where(FRAME.index > 9)), "sag").notes, "10 rows without a target")


def test_columns_that_name_rows_or_repeat_the_target_are_left_out():
    names, days = [f"P{i}" for i in range(120)], pd.date_range("2024", periods=120)
    found = look(FRAME.assign(id=range(120), name=names, when=days,
                              mm=FRAME.sag * 1000 + 3, log=np.log(FRAME.sag + 9)), "sag")
    assert found.inputs == ["width", "load", "steel", "noise"]
    for words in ("`mm` repeats the target", "`log` repeats .on another scale. the target", "Left out: `id` and `name`",
                  "Left out: `when`.*split by it as the time"):
        assert told(found.notes, words)
    kept = look(FRAME.assign(mm=FRAME.sag * 1000), "sag", kinds={"mm": "number", "noise": "leave out"})
    assert kept.inputs == ["width", "load", "steel", "mm"] and told(kept.notes, "`mm` repeats the target: it is used")
    table = classes()
    coded = look(table.assign(code=table.kind.map({"crack": 7, "spall": 8, "none": 9})), "kind")
    assert coded.roles["code"] == "left out" and told(coded.notes, "`code` repeats the target")
    grown = look(table.assign(size=table.kind.map({"crack": 0, "spall": 10, "none": 20}) + table.x), "kind")
    assert "size" in grown.inputs and told(grown.notes, "`size` alone tells every class")


def test_rows_that_repeat_are_told():
    twice = pd.concat([FRAME, FRAME.iloc[:7]], ignore_index=True)
    assert told(look(twice, "sag").notes, "14 rows of 127 have the very same inputs as another row")
    found = look(data.concrete(), "strength")
    assert told(found.notes, r"727 of 1,030 rows are like another one in all inputs but `age`.*Give the column that")
    assert not told(look(data.bikeshare(), "bikers").notes, "are like another")


@pytest.mark.parametrize(("choices", "words"), [
    ({"group": "few"}, "group `few` has 3 values: at least 5"), ({"time": "few"}, "time `few` has 3 values"),
    ({"time": "steel"}, "holds .*neither dates nor numbers"), ({"group": "many", "time": "width"}, "not both"),
])
def test_groups_and_times_that_cannot_divide(choices, words):
    frame = FRAME.assign(few=np.arange(120) % 3, many=np.arange(120) % 30)
    assert told(stopped(frame, **choices), words)


def test_a_wide_table_is_looked_at():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(100, 5000)), columns=[f"c{i}" for i in range(5000)])
    found = look(frame.assign(y=frame.c0 + frame.c1), "y")
    assert len(found.inputs) == 5000 and not found.stops and "the first 60 of them" in found._repr_html_()


def test_a_kind_that_is_none_is_the_one_that_was_found():
    frame = FRAME.assign(beam=[f"beam {i}" for i in range(120)])
    assert look(frame, "sag", kinds={"beam": None}).roles["beam"] == look(frame, "sag").roles["beam"] == "left out"
