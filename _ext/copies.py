"""Copies of the notebooks for JupyterLite and the download button, which look right before they are run.

They have the figures that the build has drawn, no counts of a run that was not the reader's, and a sentence where only
a running kernel can show something. Each cell for an answer notes which cells it needs, and each notebook its edition:
web/lite/welcome.js reads both. The repository's own notebooks are what nbval compares, and stay as they are.
"""
import hashlib
import json
import re
import shutil
from pathlib import Path

import nbformat

from mlp_lib import exercises
from mlp_lib.teaching import markup
from mlp_lib.teaching.plan import plan

RUN = "Run this cell (Shift and Enter): what it shows needs Python."
CHECK = r'exercises\.check\("([\w-]+)"'
PICTURES = ("image/png", "image/svg+xml")


def shown(stored, drawn):
    """Return an output of the copy, from the repository's output and the build's."""
    if stored.output_type not in ("display_data", "execute_result"):
        return stored
    kept = {kind: stored.data[kind] for kind in stored.data}
    pictures = {kind: drawn.data[kind] for kind in PICTURES if kind in drawn.data}
    if not markup.solutions_shown() and "data-exercise" in stored.data.get("text/html", ""):
        kept["text/html"] = drawn.data["text/html"]
    if pictures:
        kept |= pictures
    elif set(stored.data) == {"text/plain"} and set(drawn.data) > {"text/plain"}:       # a widget, or the page's quiz
        kept["text/html"] = f"<p>{RUN}</p>"
    return nbformat.v4.new_output("display_data", data=kept)


def copy(stored, executed):
    """Return a notebook with the repository's cells and what the build has drawn."""
    for cell, drawn in zip(stored.cells, executed.cells, strict=True):
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [shown(*pair) for pair in zip(cell.outputs, merged(drawn.outputs), strict=True)]
    return stored


def merged(outputs):
    """Return outputs with neighbouring streams as one, as the repository has them: a kernel cuts them at random."""
    found = []
    for output in outputs:
        if not (found and output.output_type == found[-1].output_type == "stream" and output.name == found[-1].name):
            found.append(output)
    return found


def note(notebook, executed):
    """Write into each cell that checks an exercise what must run before it, and into the notebook its edition."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    sources = [cell.source for cell in code]
    for i, cell in enumerate(code):
        check = re.search(CHECK, cell.source)
        if check:
            exercise = exercises.ALL[check[1]]
            needs = {number for number, _ in plan(sources, i)} - {i}
            needs |= {j for j in range(i) if shows(code[j], exercise.explorer)}
            cell.metadata["mlp"] = {"exercise": exercise.id, "title": exercise.title,
                                    "needs": [code[j].id for j in sorted(needs)]}
    text = json.dumps([cell.source for cell in notebook.cells])
    notebook.metadata["mlp"] = {"edition": hashlib.sha256(text.encode()).hexdigest()[:12]}


def shows(cell, explorer):
    """Tell whether a cell shows this explorer: its stored output has the name."""
    texts = (output.get("data", {}).get("text/plain", "") for output in cell.outputs)
    return any(text.startswith(f"Explorer '{explorer}'") for text in texts)


def write(app, exception):
    """Fill the folder after a build, which tools/build.py then gives to JupyterLite, and the page's downloads."""
    if exception is not None or app.builder.name != "html":
        return
    folder, run = Path(app.doctreedir, "copies", "chapters"), Path(app.outdir).parent / "jupyter_execute" / "chapters"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(app.srcdir, "chapters"), folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for path in folder.glob("*.ipynb"):
        executed = nbformat.read(run / path.name, as_version=4)
        made = copy(nbformat.read(path, as_version=4), executed)
        note(made, executed)
        # As one text, where nbformat writes a list of lines: JupyterLite joins those by commas until the cell is run.
        path.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
        shutil.copy(path, Path(app.outdir, "_sources", "chapters", path.name))


def setup(app):
    """Do so after a build."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
