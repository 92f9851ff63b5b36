"""Stills: the states of an explorer that stand where no script runs and on paper, each with its own caption."""
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from node import told

from mlp_lib import explorers
from mlp_lib.teaching.explorer import explore
from tools import paper

sys.path.insert(0, str(Path(__file__).parents[2] / "_ext"))
import explorers_page

ROOT = Path(__file__).parents[2]


def scene(figure):
    """A dot at w, b."""
    ax = figure.subplots()
    dot, = ax.plot([], [], "o")
    ax.set(xlim=(-3, 3), ylim=(-3, 3))

    def update(w, b):
        dot.set_data([w], [b])
        return [dot], f"The dot is at {w}, {b}."
    return update


def dots(**more):
    return explore(scene, name="dots", w=[0, 1, 2], b=[0, 1], start={"w": 0, "b": 0}, dpi=50, **more)


def built(folder, *made):
    """Write a page of some explorers as a build does; return it as its reader's browser gets it."""
    app = SimpleNamespace(outdir=folder, srcdir=ROOT, doctreedir=folder)
    explorers_page.place_program(app)
    models = {str(i): {"state": {**one.get_state(), "_anywidget_id": explorers_page.MODULE}}
              for i, one in enumerate(made)}
    body = "".join(f'<script type="application/vnd.jupyter.widget-view+json">{{"model_id": "{key}"}}</script>'
                   for key in models)
    state = SimpleNamespace(attributes={"type": "application/vnd.jupyter.widget-state+json",
                                        "body": json.dumps({"state": models}, default=str)})
    context = {"pathto": lambda *_, **__: "", "body": body, "script_files": [state]}
    explorers_page.take(app, "chapters/x", "page.html", context, None)
    (folder / "chapters").mkdir()
    html = f'<head></head><article><section id="x"><h1>X</h1>{context["body"]}</section></article>'
    (folder / "chapters" / "x.html").write_text(html, encoding="utf-8")
    return BeautifulSoup(context["body"], "html.parser")


def captions(place, which):
    return [figure.figcaption.get_text() for figure in place.select(which)]


def test_a_page_has_the_start_for_its_script_and_the_stills_for_readers_without_and_for_paper(tmp_path):
    frames, live, plain = dots(stills=[{"w": 2}, {"b": 1}]), explorers.hyperparameters.steps(), dots()
    page = built(tmp_path, frames, live, plain)
    boxes = page.select(".mlp-explorer")
    assert captions(boxes[0], ".mlp-explorer > figure") == ["The dot is at 0, 0."]
    assert captions(boxes[0], "noscript figure") == ["The dot is at 2, 0.", "The dot is at 0, 1."]
    names = [explorers_page.picture(SimpleNamespace(outdir=tmp_path, mlp_explorers=tmp_path), frames.frames[choice])
             for choice in ((0, 0), (2, 0), (0, 1))]
    assert [image["src"] for image in boxes[0].select("img")] == names and len(set(names)) == 3
    kinds = told(live, *live.stills)
    assert captions(boxes[1], "noscript figure") == kinds
    assert [words.split(", ")[0] for words in kinds] == ["Plain descent", "Momentum", "Adam"]
    assert captions(boxes[1], ".mlp-explorer > figure") == kinds[:1], "the start is one of them"
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) - len(set(ids)) == 1, "the two of one name, which no page has"
    assert not boxes[2].noscript
    printed = paper.Book(tmp_path, ["x"]).page.select(".mlp-explorer")
    assert captions(printed[0], "figure") == ["The dot is at 2, 0.", "The dot is at 0, 1."]
    assert captions(printed[1], "figure") == kinds and captions(printed[2], "figure") == ["The dot is at 0, 0."]


@pytest.mark.parametrize("stills, error, said", [
    ([{"w": 7}], ValueError, "still of control 'w' must be one of 0, 1, 2; got 7"),
    ([{"v": 1}], ValueError, "unknown control .v."),
    ({"w": 1}, TypeError, "must be a list of dictionaries"),
    ([{"w": 0}], ValueError, "show the start alone"),
    ([{"w": 1}, {"w": 1, "b": 0}], ValueError, "a state twice"),
])
def test_a_still_is_a_state_that_is_there_and_not_the_start(stills, error, said):
    with pytest.raises(error, match=said):
        dots(stills=stills)
