"""JupyterLite: every chapter runs in the browser's own Python to its end, from this site alone."""
import json
import time
from pathlib import Path

import pytest
from places import LONG, NOTEBOOKS, SITE, WIDE
from test_explorers import AWAKE, changed, shown

CELLS = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
    .filter(c => c.type === 'code' && c.sharedModel.source.trim())
    .map(c => ({count: c.executionCount, state: c.executionState, outputs: c.outputs.toJSON()}))"""
READY = """() => window.jupyterapp?.shell.currentWidget?.content?.model?.cells.length
    && jupyterapp.shell.currentWidget.sessionContext.session?.kernel"""
EXERCISE = """from mlp_lib import exercises
chosen = next(iter(exercises.ALL.values()))
print("check says", bool(chosen.check(...).passed), chosen.check(chosen.solution).passed)"""


@pytest.fixture
def opened(visit):
    """Return opened(name): a chapter's notebook in JupyterLite, its outputs cleared."""
    def open_notebook(name):
        page = visit(f"lite/notebooks/index.html?path=chapters/{name}.ipynb")
        page.wait_for_function(READY, timeout=60_000)
        page.evaluate("() => jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        return page
    return open_notebook


def run_all(page):
    """Choose Run / Run All Cells; return the seconds to the first cell's end and to the last's, and all outputs."""
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).click()
    start, first = time.perf_counter(), None
    while True:
        cells = page.evaluate(CELLS)
        now = time.perf_counter() - start
        if any(c["count"] for c in cells):
            first = first or now
        if all(c["count"] for c in cells) or errors(cells):
            return first or now, now, cells
        assert now < 300, f"{sum(not c['count'] for c in cells)} of {len(cells)} cells have not run after 5 minutes"
        page.wait_for_timeout(100)


def errors(cells):
    """Return the texts of errors and warnings among the outputs."""
    return [o.get("evalue") or "".join(o["text"]) for c in cells for o in c["outputs"]
            if o["output_type"] == "error" or o.get("name") == "stderr"]


WITH_ALL = "activations"            # an explorer, exercises and a quiz


@LONG
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all_ends_without_errors(opened, name, record_property):
    page = opened(name)
    first, last, cells = run_all(page)
    record_property("measured", f"JupyterLite, {name}: first output {first:.1f} s after Run all, the last {last:.1f} s")
    assert not errors(cells)
    if name == WITH_ALL:                                              # it takes a minute to get here
        explorer_and_exercise_answer(page)


def explorer_and_exercise_answer(page):
    """Move a slider in the notebook and have an answer checked by a new cell."""
    where = next(i for i, c in enumerate(page.evaluate(
        "() => [...jupyterapp.shell.currentWidget.content.model.cells].map(c => c.type === 'code' ? "
        "JSON.stringify(c.outputs.toJSON()) : '')")) if "widget-view" in c)
    page.evaluate("i => jupyterapp.shell.currentWidget.content.scrollToItem(i, 'start')", where)
    box = page.locator(AWAKE).first
    box.locator("input[type=range]").first.wait_for(timeout=30_000)
    before = shown(box)
    page.wait_for_timeout(1000)                                   # the notebook scrolls smoothly
    box.locator("input[type=range]").first.press("End")
    changed(page, box, before)

    assert run_in_a_new_cell(page, EXERCISE) == "check says False True\n"


def run_in_a_new_cell(page, code):
    """Run code below all cells; return what it prints."""
    page.evaluate("""async code => {
        const notebook = jupyterapp.shell.currentWidget.content;
        notebook.activeCellIndex = notebook.model.cells.length - 1;
        await jupyterapp.commands.execute('notebook:insert-cell-below');
        notebook.activeCell.model.sharedModel.setSource(code);
        await jupyterapp.commands.execute('notebook:run-cell');
    }""", code)
    page.wait_for_function(f"() => ({CELLS})().at(-1).outputs.length", timeout=60_000)
    return "".join(page.evaluate(CELLS)[-1]["outputs"][0]["text"])


def test_an_exercises_link_opens_its_notebook_there_and_three_clicks_answer_it(visit, record_property):
    page = visit("chapters/backpropagation.html")
    link = page.locator('#exercise-largest-learning-rate .mlp-where a')
    link.wait_for()                                                         # to be seen, with the card's own boxes
    link.click()                                                            # the first click
    start = time.perf_counter()
    bar = page.locator(".mlp-welcome")
    bar.get_by_role("button", name="Run what it needs").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)                                             # what stands above has its height
    assert not any(cell["count"] for cell in page.evaluate(CELLS)), "something ran by itself"
    answer = page.locator(".jp-CodeCell", has_text='check("largest-learning-rate"')
    assert 0 < answer.evaluate("cell => cell.getBoundingClientRect().top") < WIDE["height"]
    bar.get_by_role("button", name="Run what it needs").click()
    bar.get_by_role("button", name="Check my answer").wait_for(timeout=120_000)
    ready = time.perf_counter() - start
    assert "ready" in bar.inner_text()
    assert [worker.url.rpartition("/")[2].split(".")[0] for worker in page.workers] == ["early"], "Python started late"
    page.evaluate("""() => { const cell = jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel;
        cell.setSource(cell.source.replace('...', '0.8')); }""")
    bar.get_by_role("button", name="Check my answer").click()
    answer.get_by_text("Correct").first.wait_for(timeout=60_000)
    record_property("measured", f"JupyterLite, from an exercise's link: ready for the answer after {ready:.1f} s")
    back = bar.get_by_role("link", name="Back to the book").evaluate("a => a.href")
    assert back.endswith("chapters/backpropagation.html#exercise-largest-learning-rate")
    assert page.goto(back).ok


@LONG
def test_a_saved_copy_does_not_hide_a_newer_edition(opened):
    page = opened("index")
    page.evaluate("""async () => { const { model } = jupyterapp.shell.currentWidget.content;
        model.sharedModel.setMetadata('mlp', { edition: 'older' });
        await jupyterapp.commands.execute('docmanager:save'); }""")
    page.reload()
    page.get_by_role("button", name="Open the new one").click(timeout=60_000)
    page.wait_for_function(READY, timeout=60_000)
    page.locator(".mlp-welcome", has_text="Nothing has run yet").wait_for(timeout=60_000)
    names = page.evaluate("""async () => {
        const { contents } = jupyterapp.serviceManager;
        return (await contents.get('chapters', { content: true })).content.map(({ name }) => name); }""")
    assert "index.ipynb" in names and any(name.startswith("index (mine, ") for name in names)


@LONG
def test_python_started_anew_is_there_with_the_books_files(opened):
    page = opened("index")
    assert run_in_a_new_cell(page, "import os; ours = 1; print('data.md' in os.listdir())") == "True\n"
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    code = "print('ours' in globals()); import os; print('data.md' in os.listdir())"
    assert run_in_a_new_cell(page, code) == "False\nTrue\n"


def test_saved_notebooks_can_be_downloaded(opened, base):
    page = opened("index")
    marked = "jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.source"
    page.wait_for_function(f"() => {marked}.startsWith('# ')", timeout=30_000)         # the title, no settings above it
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.goto(base + "_static/saved-work.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="index.ipynb").click()
    notebook = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    published = json.loads((SITE / "lite" / "files" / "chapters" / "index.ipynb").read_text(encoding="utf-8"))
    assert [c["id"] for c in notebook["cells"]] == [c["id"] for c in published["cells"]]


def test_its_python_is_this_sites_own():
    settings = json.loads((SITE / "lite" / "jupyter-lite.json").read_text())["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["pyodideUrl"].startswith("./static/pyodide/")
    assert kernel["disablePyPIFallback"] is True
    lock = json.loads((SITE / "lite" / "static" / "pyodide" / "pyodide-lock.json").read_text())
    missing = [p["file_name"] for p in lock["packages"].values()
               if not (SITE / "lite" / "static" / "pyodide" / p["file_name"]).is_file()]
    assert not missing
    assert {"mlp-lib", "ipywidgets"} <= set(lock["packages"])
    assert "mlp-companion" in settings["contentsStorageName"]
