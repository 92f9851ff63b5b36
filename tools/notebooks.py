"""Notebooks: run them and write them in one normal form, so that a diff shows only what an author changed.

The normal form has text outputs only (nbval compares nothing else), no widget state or model ids, no times,
stable cell ids, and the two entries of metadata that JupyterLite needs; with a site's address, the cell for Google
Colab. Writing it again gives the same bytes.

    python -m tools.notebooks chapters              run and normalise
    python -m tools.notebooks --no-run chapters     normalise what is stored
"""
import argparse
import hashlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tools import colab

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"codemirror_mode": {"name": "ipython", "version": 3}, "file_extension": ".py",
                      "mimetype": "text/x-python", "name": "python", "nbconvert_exporter": "python",
                      "pygments_lexer": "ipython3"},
}
PASSING = ("execution", "ExecuteTime", "collapsed", "scrolled", "id", "widgets")
KEPT_TYPES = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")


def find(paths):
    """Return the notebooks that the files and folders `paths` name."""
    found = []
    for path in map(Path, paths):
        found += sorted(path.glob("*.ipynb")) if path.is_dir() else [path]
    return found


def normal_outputs(outputs):
    """Keep the text of a cell's outputs; join neighbouring streams, which a kernel cuts at random."""
    kept = []
    for output in outputs:
        if output.output_type in ("display_data", "execute_result"):
            data = {kind: text for kind, text in output.data.items() if kind in KEPT_TYPES}
            output = nbformat.v4.new_output(output.output_type, data=data)
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def normalise(notebook):
    """Bring a notebook into the normal form, in place."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    ids, count = set(), 0
    for cell in notebook.cells:
        if cell.get("id") in ids or not cell.get("id"):
            cell.id = hashlib.sha256(f"{len(ids)} {cell.source}".encode()).hexdigest()[:8]
        ids.add(cell.id)
        cell.source = cell.source.strip("\n")
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k not in PASSING})
        if cell.cell_type == "code":
            count += 1
            cell.outputs = normal_outputs(cell.outputs)
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count


def normal_text(notebook):
    """Return the bytes' text of a notebook in the normal form."""
    normalise(notebook)
    return nbformat.writes(notebook, indent=1).rstrip("\n") + "\n"


def renew(path, run=True):
    """Run the notebook at `path` and write it back in the normal form; return an error's text or None."""
    start = time.perf_counter()
    notebook = nbformat.read(path, as_version=4)
    if path.parent.name == "chapters":
        colab.place(notebook, colab.address())
    if run:
        try:
            NotebookClient(notebook, timeout=300, kernel_name="python3",
                           resources={"metadata": {"path": str(path.parent)}}).execute()
        except CellExecutionError as error:
            return f"{path}: {error}"
    path.write_text(normal_text(notebook), encoding="utf-8")
    print(f"{path}  {time.perf_counter() - start:.1f} s", flush=True)
    return None


def main():
    """Renew the notebooks named on the command line, two at a time."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--no-run", action="store_true", help="normalise what is stored, without running it")
    options = parser.parse_args()
    with ThreadPoolExecutor(2) as pool:
        errors = [e for e in pool.map(lambda p: renew(p, not options.no_run), find(options.paths)) if e]
    sys.exit("\n\n".join(errors) or 0)


if __name__ == "__main__":
    main()
