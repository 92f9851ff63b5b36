"""The scripts of a page: they wait for its text, and a page that would need a widget manager is refused."""
import ast
import inspect
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mlp_lib import data, exercises
from tools import defer, node

sys.path.insert(0, str(Path(__file__).parents[2] / "_ext"))
import explorers_page
import lecture_view

import web

PAGE = """<head>
<script data-cfasync="false" src="_static/page/light-or-dark.js"></script>
<script defer src="_static/explorers.js"></script>
<script src="_static/doctools.js?v=1"></script>
<script src="_static/doctools.js?v=1"></script>
<script>told = 1;</script>
<script src="searchindex.js"></script>
</head>"""


def test_scripts_wait_but_for_the_one_that_chooses_light_or_dark():
    html = defer.waiting(PAGE, searches=False)
    assert html.count("<script") == 4 and html.count(" defer") == 2
    assert '<script defer src="_static/doctools.js?v=1">' in html and "<script>told" in html
    assert "defer" not in html.split("light-or-dark")[0] and "searchindex" not in html
    assert '<script defer src="searchindex.js">' in defer.waiting(PAGE, searches=True)


def test_formulas_are_set_last():
    early = '<script defer="defer" src="../mathjax/tex-chtml.js?v=1"></script>\n<script defer src="_static/explorers'
    page = PAGE.replace('<script defer src="_static/explorers', early)
    html = defer.waiting(page + '<body><script src="bootstrap.js"></script>\n</body>', searches=False)
    assert html.count("mathjax") == 1
    assert html.index("explorers.js") < html.index("bootstrap.js") < html.index("mathjax") < html.index("</body>")


def test_a_pages_own_settings_become_one_script_before_those_that_read_them(tmp_path):
    (tmp_path / "_static" / "page").mkdir(parents=True)
    own = {"a" * 12: "let hint = 'show';", "b" * 12: "OPTIONS.name = 'x';", "c" * 12: "document.dataset.mode = 1;"}
    for name, text in own.items():
        (tmp_path / "_static" / "page" / f"{name}.js").write_text(text)
    (tmp_path / "index.html").write_text(
        f'<head><script data-cfasync="false" src="_static/page/{"c" * 12}.js"></script>\n'
        f'<script src="_static/documentation_options.js?v=1"></script>\n<script src="_static/toggle.js"></script>\n'
        f'<script src="_static/page/{"a" * 12}.js"></script>\n<script src="_static/page/{"b" * 12}.js"></script>\n')
    defer.apply(tmp_path)
    html = (tmp_path / "index.html").read_text()
    left = {file.name for file in (tmp_path / "_static" / "page").iterdir()}
    joined, = left - {f"{'c' * 12}.js"}
    assert (tmp_path / "_static" / "page" / joined).read_text() == "let hint = 'show';\nOPTIONS.name = 'x';"
    assert html.index("documentation_options") < html.index(joined) < html.index("toggle.js") and len(left) == 2


def test_a_widget_that_a_page_cannot_show_fails_the_build_with_its_remedy():
    view = '<script type="application/vnd.jupyter.widget-view+json">{"model_id": "1"}</script>'
    state = SimpleNamespace(attributes={"type": "application/vnd.jupyter.widget-state+json", "body": '{"state": {}}'})
    context = {"pathto": lambda *_, **__: "", "body": view, "script_files": [state]}
    with pytest.raises(ValueError, match=r"chapters/x shows a Jupyter widget.*`explore` or `live`"):
        explorers_page.take(None, "chapters/x", "page.html", context, None)
    context = {"pathto": lambda *_, **__: "", "body": "", "script_files": [state]}
    explorers_page.take(None, "chapters/x", "page.html", context, None)
    assert context["script_files"] == [], "no page keeps a widget state"


def test_the_lecture_views_list_is_what_the_pages_hold(tmp_path):
    there = '<div data-mlp-explorer="{0}"><div id="explorer-{0}"><strong>{1}</strong></div></div>'
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "a.html").write_text(there.format("one", "A &amp; B") + there.format("two", "C"))
    (tmp_path / "chapters" / "b.html").write_text("<strong>none</strong>")
    assert lecture_view.listed({"chapters/a": "First", "chapters/b": "Second"}, tmp_path) == [
        {"page": "a", "title": "First", "explorers": [("one", "A & B"), ("two", "C")]}]


def test_a_build_hides_solutions_where_it_is_told_to(monkeypatch):
    monkeypatch.setenv("MLP_SOLUTIONS", "shown")
    monkeypatch.setenv("MLP_PAGE", "")
    exercise = exercises.show("own-layer-forward")
    with_solution = exercise._repr_html_()
    web.tell(None, SimpleNamespace(mlp_solutions="hidden"))
    without = exercise._repr_html_()
    body = inspect.getsource(exercise.solution).strip().splitlines()[-1].strip()
    assert "<summary" in without and "Hint 1" in without and "Solution" not in without and body not in without
    assert "Solution" in with_solution and body in with_solution
    with pytest.raises(ValueError, match="shown or hidden, got 'no'"):
        web.tell(None, SimpleNamespace(mlp_solutions="no"))


def test_node_is_there_and_what_is_not_is_named():
    assert node.program().exists() and node.program("npm").exists()
    with pytest.raises(FileNotFoundError, match=r"no deno in .*make environment"):
        node.program("deno")


def test_a_page_fetches_pandas_while_the_reader_types_for_every_table():
    tree = ast.parse((Path(__file__).parents[2] / "web" / "run" / "runner.py").read_text(encoding="utf-8"))
    said = next(ast.literal_eval(line.value) for line in tree.body
                if isinstance(line, ast.Assign) and line.targets[0].id == "TABLES")
    assert set(said) == {name for name, found in vars(data).items()
                         if inspect.isfunction(found) and inspect.get_annotations(found).get("return") == "pd.DataFrame"
                         and not name.startswith("_")}
