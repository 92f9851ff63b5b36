"""The rule of the quiet page: which cells have no code, which no output, whose code is folded."""
import ast
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "_ext"))

import quiet  # noqa: E402

CODE = [cell.source for path in sorted((ROOT / "chapters").glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
FIGURE = "fig, ax = plt.subplots()\n" + "".join(f"ax.plot(x, {k} * x)\n" for k in range(5)) + "plt.show()"


@pytest.mark.parametrize("source, wanted", [
    ('exercises.show("one-neuron")', ["remove-input"]),
    ("from mlp_lib import quiz\n\nquiz.show('neurons')", ["remove-input"]),
    ("explorers.neurons.flexibility()", ["remove-input"]),
    ("explorers.backpropagation.matrices(wide, hour, bikes, eta=0.1)", ["remove-input"]),
    ("worksheet.practice(1)", ["remove-input"]),
    ("wide = MLP([1, 2, 1], rng=0)\nexplorers.backpropagation.nudge(wide, hour, bikes)", []),
    ('share = ...\n\nexercises.check("gradient-left", share)', ["remove-output"]),
    ("sheet.check('z1_1', '0.3')", []), ("print(exercises.ALL)", []), ("", []), ("import numpy as np", []),
    ("learner = exercises.ALL['x'].solution", []),
    (FIGURE, ["hide-input"]),
    ("fig, ax = plt.subplots()\nax.plot(x, y)\nplt.show()", []),                      # short
    ("\n".join(f"x{k} = net.predict(X[{k}])" for k in range(8)) + "\n" + FIGURE, []),   # most of it computes
    ("for name, ax in zip(names, axes.flat):\n" + "".join(f"    ax.plot({k})\n" for k in range(6)), ["hide-input"]),
])
def test_the_rule(source, wanted):
    assert quiet.tags(source) == wanted


def test_it_holds_for_every_cell_of_the_book():
    for source in CODE:
        tags, statements = quiet.tags(source), ast.parse(source).body
        if "exercises.check(" in source:
            assert tags == ["remove-output"], source
        if tags == ["remove-input"]:
            assert not any(isinstance(node, ast.Assign | ast.FunctionDef) for node in statements), source
        if tags == ["hide-input"]:
            assert "plt.show()" in source and "fit(" not in source, source
    assert sum(quiet.tags(source) == ["remove-output"] for source in CODE) == sum("exercises.check(" in s for s in CODE)


def test_notebooks_keep_their_cells():
    """The rule is the build's: no notebook carries its tags."""
    for path in (ROOT / "chapters").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                assert not {"remove-input", "remove-output"} & set(cell.metadata.get("tags", [])), cell.source
