"""Google Colab's cell: the first code cell of each chapter, where the site has an address; elsewhere it does nothing.

Colab opens one notebook from the repository, and nothing else: neither the library nor the tables of runs. The cell
fetches both from the site's own address. `tools.notebooks` puts it in or takes it out, as _config.yml says.
"""
import nbformat

from tools import downloads, edition

ID = "google-colab"
CELL = """import sys

if "google.colab" in sys.modules:     # in any other Jupyter this cell does nothing
    import io
    import subprocess
    import urllib.request
    import zipfile

    site = "{site}"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q",
                    site + "{folder}/{wheel}"], check=True)
    with urllib.request.urlopen(site + "{folder}/{archive}") as packed:
        files = zipfile.ZipFile(io.BytesIO(packed.read()))
    for name in files.namelist():
        if "/results/" in name:       # the tables that the chapter reads
            entry = files.getinfo(name)
            entry.filename = "results/" + name.split("/results/")[1]
            files.extract(entry)
"""


def address():
    """Return the site's address as _config.yml has it, "" where Colab finds no repository to open a notebook from."""
    return edition.address() if edition.config()["repository"]["url"] else ""


def place(notebook, site):
    """Let a notebook have the cell for the address `site`, or none for ""; without the library it has no use for it."""
    notebook.cells = [cell for cell in notebook.cells if cell.get("id") != ID]
    first = next((i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"), None)
    if not site or first is None or not any("mlp_lib" in cell.source for cell in notebook.cells):
        return
    wheel = f"mlp_lib-{edition.version()}-py3-none-any.whl"
    source = CELL.format(site=site, folder=downloads.FOLDER, wheel=wheel, archive=downloads.ARCHIVE).strip()
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["remove-cell"]})
    cell.id = ID
    notebook.cells.insert(first, cell)
