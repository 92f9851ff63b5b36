"""The downloads: what a reader needs for a Jupyter of their own, on any system, as files of the site.

`downloads/` has the library's wheel under the name that pip wants, and one archive with it, the notebooks as
JupyterLite has them, and the tables beside them. The notebooks' cell for Google Colab takes both from there.
"""
import zipfile
from pathlib import Path

from tools import edition

FOLDER, ARCHIVE = "downloads", "mlp-companion-notebooks.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)                             # the same files give the same archive
README = """Neural networks: a companion. {edition}

With Python 3.11 or newer, in a terminal in this folder, on Windows:

    py -m venv .venv
    .venv\\Scripts\\pip install jupyterlab jupyterlab-myst {wheel}
    .venv\\Scripts\\jupyter lab chapters

On macOS and Linux:

    python3 -m venv .venv
    .venv/bin/pip install jupyterlab jupyterlab-myst {wheel}
    .venv/bin/jupyter lab chapters

The last line opens the notebooks in your browser; begin with index.ipynb. Tomorrow it is the only one that you need.
"""


def wheel(site):
    """Return the library's wheel, its name without the tag that JupyterLite's has, and its bytes."""
    path, = (site / "lite" / "static" / "pyodide").glob("mlp_lib-*.whl")
    name, version, *rest = path.name.split("-")
    return "-".join([name, version, *rest[-3:]]), path.read_bytes()


def add(archive, name, content):
    """Write a file into an archive, in the same form whenever it is made."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, content)


def write(site):
    """Write them into a site that has JupyterLite."""
    folder, (name, library) = site / FOLDER, wheel(site)
    folder.mkdir(exist_ok=True)
    Path(folder, name).write_bytes(library)
    chapters = site / "lite" / "files" / "chapters"
    with zipfile.ZipFile(folder / ARCHIVE, "w") as archive:
        add(archive, f"mlp-companion/{name}", library)
        add(archive, "mlp-companion/README.txt", README.format(edition=edition.sentence(), wheel=name))
        for file in sorted(chapters.rglob("*")):
            if file.suffix == ".ipynb" or (file.is_file() and "results" in file.parts):
                add(archive, f"mlp-companion/chapters/{file.relative_to(chapters).as_posix()}", file.read_bytes())
