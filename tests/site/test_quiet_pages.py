"""Pages without what only a notebook needs, copies that look right before they are run, records that count progress."""
import json
import re

import nbformat
import pytest
from test_site import DOCS, ROOT, SITE, html, pytestmark  # noqa: F401

from mlp_lib import exercises, quiz, self_test
from mlp_lib.course.self_test.page import OFFERED

NOTEBOOKS = [doc for doc in DOCS if (ROOT / f"{doc}.ipynb").exists()]
EVERY_NOTEBOOK = pytest.mark.parametrize("doc", NOTEBOOKS)
WIDGETS = "application/vnd.jupyter.widget-view+json"


def cells(page):
    """Return the words of the code that a page shows, cell by cell."""
    blocks = re.findall(r'<div class="highlight-ipython3.*?</pre>', page, re.S)
    return [re.sub(r"<[^>]+>", "", block) for block in blocks]


@EVERY_NOTEBOOK
def test_nothing_says_not_attempted_and_no_record_has_code(doc):
    page = html(doc).read_text(encoding="utf-8")
    assert "mlp-not-attempted" not in page
    assert not [code for code in cells(page) if re.match(r"(exercises|quiz|typical|equations)\.show\(", code)]


@EVERY_NOTEBOOK
def test_quizzes_are_html_without_widgets(doc):
    page = html(doc).read_text(encoding="utf-8")
    asked = re.findall(r'data-question="([a-z0-9-]+)"', page)
    papers = range(1, OFFERED + 1) if doc == "chapters/self-test" else ()
    drawn = {one.question.id for seed in papers for one in self_test.draw(seed).asked}
    assert set(asked) == {question.id for question in quiz.CHAPTERS.get(doc.removeprefix("chapters/"), ())} | drawn


def test_long_plotting_code_is_folded():
    page = html("chapters/activations").read_text(encoding="utf-8")
    fold = re.search(r'<details class="[^"]*above-input".*?</details>', page, re.S)[0]
    assert "The code of this figure" in fold and "axes" in fold


@EVERY_NOTEBOOK
def test_copies_look_right_before_they_are_run(doc):
    path = SITE / "lite" / "files" / f"{doc}.ipynb"
    assert path.read_bytes() == (SITE / "_sources" / f"{doc}.ipynb").read_bytes()
    stored, copied = (nbformat.read(p, as_version=4) for p in (ROOT / f"{doc}.ipynb", path))
    assert [c.source for c in copied.cells] == [c.source for c in stored.cells]
    assert [c.id for c in copied.cells] == [c.id for c in stored.cells]
    for cell, own in zip(copied.cells, stored.cells, strict=True):
        noted = cell.metadata.pop("mlp", {})
        assert cell.metadata == own.metadata
        check = re.search(r'exercises\.check\("([\w-]+)"', cell.source)
        assert noted.get("exercise") == (check[1] if check else None)
        for output, kept in zip(cell.get("outputs", ()), own.get("outputs", ()), strict=True):
            data = output.get("data", {})
            assert cell.execution_count is None and "execution_count" not in output and WIDGETS not in data
            assert "<Figure" not in data.get("text/plain", "") or data["image/png"]
            assert output.get("text") == kept.get("text")
            if re.match(r"Quiz|Explorer '", data.get("text/plain", "")):
                assert data["text/html"] == "<p>Run this cell (Shift and Enter): what it shows needs Python.</p>"
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert all(isinstance(o.get("text", ""), str) for o in cell.get("outputs", ())), "a list gets commas in Lite"


def test_an_answer_notes_the_cells_that_it_needs():
    path = SITE / "lite" / "files" / "chapters" / "backpropagation.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    noted = [cell.metadata["mlp"] for cell in cells if "mlp" in cell.metadata]
    needs = {one["exercise"]: one["needs"] for one in noted}
    imports = next(cell.id for cell in cells if cell.cell_type == "code")
    assert needs["own-layer-forward"] == [imports]
    assert needs["largest-learning-rate"] == [imports, "cell-04"]                   # and its explorer


def test_records_count_each_exercise_and_question_once():
    text = (SITE / "_static" / "web" / "records.js").read_text(encoding="utf-8")
    records = json.loads(text.removeprefix("window.mlpRecords = ").removesuffix(";\n"))
    assert [f"chapters/{one['chapter']}" for one in records] == [d for d in NOTEBOOKS if d in {
        f"chapters/{c}" for c in [*quiz.CHAPTERS, *(e.chapter for e in exercises.ALL.values())]}]
    assert sorted(e["id"] for one in records for e in one["exercises"]) == sorted(exercises.ALL)
    assert sorted(id for one in records for id in one["questions"]) == sorted(quiz.ALL)
    for one in records:
        assert f"<h1>{one['title']}<" in html(f"chapters/{one['chapter']}").read_text(encoding="utf-8")
        for entry in one["exercises"]:
            record = exercises.ALL[entry["id"]]
            assert (entry["title"], entry["level"], entry["minutes"]) == (record.title, record.level, record.minutes)


@pytest.mark.parametrize("doc", DOCS)
def test_scripts_have_a_hash_and_stand_only_where_they_are_used(doc):
    page = html(doc).read_text(encoding="utf-8")
    loaded = re.findall(r'src="[./]*_static/web/([\w./-]+)\?v=[0-9a-f]+"', page)
    assert loaded[:3] == ["kept.js", "records.js", "sidebar.js"] and len(set(loaded)) == len(loaded)
    assert ("quiz.js" in loaded) == ('class="mlp-quiz' in page)
    assert ("progress.js" in loaded) == ("paths.js" in loaded) == (doc == "chapters/progress")
    assert ("selftest.js" in loaded) == (doc == "chapters/self-test")
    assert ("home.js" in loaded) == (doc == "chapters/index")
