"""The widget: a kernel's side of the picture, and the scripts that draw it, as node sees them."""
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest

from mlp_lib import playground
from mlp_lib.playground.program import PARTS, WEB, program
from tools import node


@pytest.fixture
def shown():
    widget = playground.show("#dataset=gauss&seed=2")
    yield widget
    widget.close()


def test_commands_change_what_is_shown(shown):
    shown.commands = [{"n": 1, "do": "look", "layers": True}, {"n": 2, "do": "epoch", "epochs": 4}]
    assert shown.view["epoch"] == 4 and shown.view["layers"][0]["layer"] == 1
    shown.commands = [*shown.commands, {"n": 3, "do": "change", "settings": {"hidden": [3]}}]
    assert shown.fixed["sizes"] == [2, 3, 1] and shown.session.record.rows[0].epochs == 4
    shown.commands = [{"n": 4, "do": "file", "kind": "record"}]
    assert shown.file["text"].startswith("run,best,problem")
    assert shown.address.startswith("#activation=tanh") and "networkShape=3" in shown.address
    assert repr(shown) == "Playground(gauss, MLP(2-3-1, tanh, tanh, 13 parameters))"


def test_a_notebook_gets_the_picture_and_a_page_a_place_for_it(shown, monkeypatch):
    monkeypatch.delenv("MLP_PAGE", raising=False)
    assert "application/vnd.jupyter.widget-view+json" in str(shown._repr_mimebundle_())
    monkeypatch.setenv("MLP_PAGE", "1")
    place = shown._repr_mimebundle_()["text/html"]
    assert 'class="mlp-playground-place" data-playground="#activation=tanh&amp;' in place and "<script" not in place


def test_own_points_are_shown():
    rng = np.random.default_rng(1)
    points = playground.Points(rng.uniform(-5, 5, (20, 2)), np.repeat([-1.0, 1.0], 10), "classification")
    widget = playground.show(points=points)
    assert widget.fixed["points"] == "own" and len(widget.fixed["train"]) == 10
    widget.close()


DOCUMENT = "globalThis.document = {documentElement: {dataset: {}}, body: {dataset: {}}};\n"


def by_node(code):
    """Return what node says of the whole program followed by `code`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.mjs")
        path.write_text(program() + "\n" + code, encoding="utf-8")
        return subprocess.run([node.program(), path], capture_output=True, text=True)


def test_the_parts_are_one_program():
    done = by_node("")
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in WEB.glob("*.js")} == set(PARTS)
    text = program()
    assert not any(word in text for word in ("eval(", "new Function", "innerHTML", "importScripts"))
    for address in ("http://www.w3.org/2000/svg", "https://playground.tensorflow.org/#…"):
        text = text.replace(address, "")
    assert "http" not in text


def test_numbers_and_bytes_of_the_scripts():
    done = by_node(DOCUMENT + """console.log(JSON.stringify([
        digits(0.05), digits(-0.5), digits(0), digits(0.0001), digits(1e7), digits(null), percent(0.9876),
        percent(null), count(1234567), [...bytes("AH8=")], palette(false, false)[127], palette(false, true)[0],
        palette(true, false).length, mark(-1, "classification")[1], mark(2, "three-classes")[1]]));""")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ('["0.050","−0.500","0.000","1.0e−4","1.0e7","–","98.8 %","–","1,234,567",[0,127],'
                                   '[246,246,246],[223,140,74],256,"triangle","square"]')
