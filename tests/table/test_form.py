"""The form: the same questions and answers as a widget and on the page; a table that was read is not read again."""
import json
import re

import pandas as pd
import pytest
from tables import classes, numbers

from mlp_lib import table
from mlp_lib.table import form, read
from mlp_lib.table.widget import PLACE, OwnTable

TEXT = numbers(60).round(4).to_csv(index=False)


def page(step, content, name="x.csv", answers=None, total=None, progress=lambda share, words: None):
    return json.loads(json.dumps(form.page(step, content, name, answers or {}, total, progress)))


def test_the_example_is_there_with_its_answers():
    shown = page("look", None, "example")
    assert shown["ready"] and shown["answers"]["target"] == "strength" and shown["answers"]["group"] == "mix"
    assert shown["columns"][0] == "mix" and "each `" not in shown["html"] and "1,030 rows" in shown["html"]
    assert page("look", None, "example", {"group": ""})["answers"]["group"] == ""
    words = page("words", None)["words"]
    assert "does not leave your browser" in words["private"] and set(words["options"]) == {"task", "missing", "kind"}


def test_a_file_and_a_paste_are_looked_at_and_reported():
    for content in (TEXT, TEXT.encode()):
        shown = page("look", content)
        assert not shown["ready"] and "Choose the column to predict" in shown["html"]
        assert page("look", content, answers={"target": "sag"})["ready"]
    heard = []
    made = page("report", TEXT, answers={"target": "sag"}, progress=lambda share, words: heard.append(share))
    assert heard[0] == 0 and heard[-1] == 1 and made["page"].startswith("<!DOCTYPE html>")
    assert "Predicted and measured" in made["html"]


def test_it_is_read_once(monkeypatch):
    page("look", TEXT, "once.csv")
    monkeypatch.setattr(form, "read", lambda *_: 1 / 0)
    assert page("look", TEXT, "once.csv", {"target": "sag"})["ready"]
    with pytest.raises(ZeroDivisionError):
        page("look", TEXT + "\n", "once.csv")


def test_faults_are_words_and_escaped():
    shown = page("look", b"PAR1", "<b>.parquet")
    assert "is a Parquet file" in shown["html"] and "&lt;b&gt;" in shown["html"] and not shown["ready"]
    assert "no column" in page("look", TEXT, answers={"target": "nothing"})["html"]
    assert "Choose the column" in page("report", TEXT)["html"]
    assert "Several" not in page("look", TEXT, answers={"target": "sag", "kinds": {"noise": "leave out"}})["html"]


def test_empty_cells_get_a_choice_that_is_shown():
    frame = classes(100)
    few, many = frame.copy(), frame.copy()
    few.loc[:2, "x"] = None
    many.loc[:40, "x"] = None
    for holes, wanted in ((frame, ""), (few, "drop"), (many, "fill")):
        shown = form.answered(read(holes), {"target": "kind"})
        assert shown.ready and shown.missing == wanted and shown.gaps == bool(wanted)
    assert form.answered(read(many), {"target": "kind", "missing": "drop"}).missing == "drop"


def test_a_file_that_was_cut_says_so():
    content = TEXT.encode()[:-10]
    shown = page("look", content, answers={"target": "sag"}, total=300_000_000)
    assert "of 300 MB were read" in shown["html"] and "59 rows" in shown["html"] and shown["ready"]


def test_the_widget_does_the_same():
    own = table.show()
    assert isinstance(own, OwnTable) and repr(own) == "OwnTable(no table yet)" and own.form.layout.display == "none"
    own.start.click()
    assert own.form.layout.display == "" and own.menus["target"].value == "strength" and not own.go.disabled
    assert repr(own) == "OwnTable(concrete (an example))" and own.look.choices.group == "mix"
    own.paste.value = TEXT
    own.take.click()
    assert own.go.disabled and "Choose the column to predict" in own.seen.value
    own.menus["target"].value = "sag"
    assert not own.go.disabled and own.look.inputs == ["width", "load", "steel", "noise"]
    own.menus["column"].value = "noise"
    own.menus["kind"].value = "leave out"
    assert own.look.inputs == ["width", "load", "steel"]
    own.menus["column"].value = "load"
    assert own.menus["kind"].value == "" and own.kinds == {"noise": "leave out"}
    own.go.click()
    assert own.report.look is own.look and "Save the report as one file" in own.out.value and not own.go.disabled
    assert own.bar.layout.visibility == "hidden" and own.said.value == ""


def test_an_upload_is_read_and_a_fault_is_shown():
    own = OwnTable()
    file = {"name": "thesis.csv", "type": "text/csv", "size": len(TEXT), "content": memoryview(TEXT.encode()),
            "last_modified": pd.Timestamp(2026, 1, 1, tz="UTC").to_pydatetime()}
    own.upload.value = (file,)
    assert repr(own) == "OwnTable(thesis.csv)" and own.source.total == 60
    own.upload.value = (file | {"content": memoryview(b"")},)
    assert "thesis.csv is empty" in own.seen.value and own.go.disabled and own.source is None


def test_on_the_page_it_leaves_a_place(monkeypatch):
    assert "application/vnd.jupyter.widget-view+json" in OwnTable()._repr_mimebundle_()
    monkeypatch.setenv("MLP_PAGE", "1")
    bundle = OwnTable()._repr_mimebundle_()
    assert bundle["text/html"] == PLACE and re.search('data-table=""', PLACE)
