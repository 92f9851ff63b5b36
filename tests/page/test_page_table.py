"""The page's own table in WebAssembly: looked at and reported, with what pandas and Matplotlib it has."""
import json

import pytest

from mlp_lib.table import form

pytestmark = pytest.mark.long
JOB = {"kind": "table", "file": False, "name": "thesis.csv"}
TEXT = "span;load;steel;sag\n" + "\n".join(
    f"{k % 13 + 0.5};{7 * k % 20};S{235 + 120 * (k % 2)};{(k % 13 - 6)**2 + 0.3 * (7 * k % 20):.2f}".replace(".", ",")
    for k in range(160))


def said(messages, kind):
    return [json.loads(text) for name, text in messages if name == kind]


def test_the_page_says_of_a_table_what_is_said_here(ask, record_property):
    answers = {"target": "sag"}
    looked, reported, example, wrong = ask([
        {**JOB, "step": "look", "text": TEXT, "answers": answers},
        {**JOB, "step": "report", "text": TEXT, "answers": answers},
        {**JOB, "step": "report", "text": None, "name": "example", "answers": {}},
        {**JOB, "step": "look", "text": "a,b\n1,2\n3,4,5\n", "answers": {}}])
    here = form.page("look", TEXT, "thesis.csv", answers, None, lambda share, words: None)
    assert said(looked[0], "table") == [json.loads(json.dumps(here))]
    for messages, _ in (reported, example):
        [made] = said(messages, "table")
        assert "How it was made" in made["html"] and made["page"].startswith("<!DOCTYPE html>")
        shares = [share for share, _ in said(messages, "step")]
        assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares)
    assert "Line 3 of thesis.csv has 3 cells" in said(wrong[0], "table")[0]["html"]
    record_property("measured", f"own table in WebAssembly: look {looked[1] / 1000:.1f} s with pandas loaded first, "
                                f"report on 160 rows {reported[1] / 1000:.1f} s, on the 1,030 of the example "
                                f"{example[1] / 1000:.1f} s")
