"""The chapters' notebooks: normal form, alt texts, seeds, and nothing that hides an output from nbval."""
import ast
import inspect
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import mlp_lib  # noqa: E402
from tools import notebooks  # noqa: E402

PATHS = notebooks.find([ROOT / "chapters"])
HIDING = {"nbval-skip", "nbval-ignore-output", "nbval-raises-exception", "raises-exception", "skip-execution"}
EACH = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def code_cells(path):
    """Return the code cells of a notebook."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def random_calls():
    """Return name -> signature of all public functions of mlp_lib that draw afresh when no rng is given."""
    found = {}
    for holder in (mlp_lib, *(m for m in vars(mlp_lib).values() if inspect.ismodule(m))):
        for name, value in vars(holder).items():
            if name.startswith("_") or not callable(value):
                continue
            try:
                signature = inspect.signature(value)
            except ValueError:
                continue
            if "rng" in signature.parameters and signature.parameters["rng"].default is None:
                found[name] = signature
    return found


def unseeded(source):
    """Return the calls in `source` whose randomness has no seed."""
    drawing, faults = random_calls(), []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        text, name = ast.unparse(call), getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = {k.arg: ast.unparse(k.value) for k in call.keywords if k.arg}
        if name == "default_rng" and not (call.args or given):
            faults.append(text)
        if ast.unparse(call.func).startswith("np.random.") and name not in ("default_rng", "Generator"):
            faults.append(text)
        if name in drawing and not any(k.arg is None for k in call.keywords):
            rng_place = list(drawing[name].parameters).index("rng")
            positional = drawing[name].parameters["rng"].kind is not inspect.Parameter.KEYWORD_ONLY
            seeded = given.get("rng", "None") != "None" or (positional and len(call.args) > rng_place)
            if not seeded and given.get("init") != "'zeros'" and given.get("shuffle") != "None":
                faults.append(text)
    return faults


def test_there_are_chapters():
    assert PATHS, "no notebooks in chapters/"


@EACH
def test_normal_form(path):
    stored = path.read_text(encoding="utf-8")
    assert notebooks.normal_text(nbformat.reads(stored, as_version=4)) == stored, "run: make notebooks"


@EACH
def test_it_was_run_without_errors(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            assert output.output_type != "error", output.get("traceback")
            assert output.get("name") != "stderr", output.get("text")


@EACH
def test_every_figure_has_an_alt_text(path):
    for cell in code_cells(path):
        if "<Figure size" in str(cell.outputs):
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt) >= 20, f"a sentence in the metadata mystnb.image.alt is missing:\n{cell.source}"


@EACH
def test_a_prediction_stands_right_before_what_answers_it(path):
    """A section that was put between the two, by a merge for instance, leaves the question without its picture."""
    cells = nbformat.read(path, as_version=4).cells
    for cell, following in pairwise(cells):
        if cell.cell_type == "markdown" and cell.source.rsplit("\n\n", 1)[-1].startswith("**Predict"):
            assert following.cell_type == "code", f"{cell.source[-200:]}\n is followed by\n{following.source[:200]}"


@EACH
def test_code_with_a_bug_is_the_one_of_its_exercise(path):
    """So that running the cell as it stands says: not attempted."""
    for cell in code_cells(path):
        if "exercises.check(" in cell.source:
            said = "".join(str(output.get("data", {}).get("text/plain", "")) for output in cell.outputs)
            assert said.startswith("Not attempted."), f"{cell.source}\n{said}"


@EACH
def test_all_randomness_has_a_seed(path):
    for cell in code_cells(path):
        assert not unseeded(cell.source), "give rng= a seed: the numbers would change from run to run"


@EACH
def test_nothing_is_hidden_from_comparison(path):
    for cell in code_cells(path):
        assert not HIDING & set(cell.metadata.get("tags", [])), cell.source
        assert "NBVAL_" not in cell.source
        assert not cell.source.rstrip().endswith(";"), "a trailing ; does not silence nbval: end with plt.show()"


@pytest.mark.parametrize("source, wanted", [
    ("np.random.default_rng()", 1), ("np.random.default_rng(0)", 0), ("np.random.rand(3)", 1),
    ("MLP([1, 2, 1])", 1), ("MLP([1, 2, 1], rng=0)", 0), ("MLP([1, 2, 1], rng=None)", 1),
    ("MLP([1, 2, 1], init='zeros')", 0), ("fit(net, X, y, loss='huber', eta=.1, epochs=3)", 1),
    ("fit(net, X, y, loss='huber', eta=.1, epochs=3, rng=7)", 0), ("data.playground('xor', rng=1)", 0),
])
def test_unseeded_calls_are_found(source, wanted):
    assert len(unseeded(source)) == wanted


def test_normalising_removes_what_changes_by_itself():
    messy = nbformat.v4.new_notebook(metadata={"widgets": {"state": 1}}, cells=[nbformat.v4.new_code_cell(
        "1\n", execution_count=17, metadata={"execution": {"iopub.status.busy": "2026"}, "tags": ["kept"]}, outputs=[
            nbformat.v4.new_output("stream", name="stdout", text="a"),
            nbformat.v4.new_output("stream", name="stdout", text="b\n"),
            nbformat.v4.new_output("display_data", data={
                "image/png": "aGk=", "text/plain": "<Figure size 1x1>",
                "application/vnd.jupyter.widget-view+json": {"model_id": "x"}})])])
    text = notebooks.normal_text(messy)
    again = nbformat.reads(text, as_version=4)
    assert notebooks.normal_text(again) == text
    assert all(word not in text for word in ("widgets", "execution\"", "model_id", "image/png", "17"))
    cell = again.cells[0]
    assert (cell.source, cell.metadata, cell.execution_count) == ("1", {"tags": ["kept"]}, 1)
    assert [o.get("text") or o.data for o in cell.outputs] == ["ab\n", {"text/plain": "<Figure size 1x1>"}]
