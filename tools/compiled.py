"""Bytecode for the browser's Python: what a page or a notebook imports first need not be compiled by each reader.

The browser's own Python makes it, under Node, so that it fits. Of others' packages the bytecode takes the place of the
source, which would double the download; `mlp_lib` keeps both, since the book shows its functions' source.
"""
import json
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tools import node

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "tools" / name for name in ("compiled.py", "compiled.mjs", "compiled_inside.py")]
IMPORTS = ["numpy", "mlp_lib.course.exercises", "pandas", "matplotlib.pyplot", "matplotlib.backends.backend_agg",
           "matplotlib_inline.backend_inline", "ipywidgets", "anywidget", "IPython.core.interactiveshell",
           "IPython.core.completer", "comm", "piplite", "micropip", "ipykernel", "pyodide_kernel"]
OURS = "mlp_lib/"


def bytecode(folder, packages):
    """Return {path in its zip: bytecode} of the modules that come with IMPORTS, in the Python of `folder`."""
    with tempfile.TemporaryDirectory() as out:
        wanted = {"folder": str(folder), "out": out, "packages": packages, "imports": IMPORTS,
                  "inside": FILES[2].read_text(encoding="utf-8")}
        subprocess.run([node.program(), FILES[1]], input=json.dumps(wanted), text=True, check=True)
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in Path(out).rglob("*.py")}


def place(name):
    """Return where a module's bytecode goes in its zip: in its source's place, or beside it."""
    if not name.startswith(OURS):
        return f"{name}c"
    folder, _, file = name.rpartition("/")
    return f"{folder}/__pycache__/{file.removesuffix('.py')}.cpython-312.pyc"


def put(path, found):
    """Write the bytecode that was `found` into the zip or wheel `path`; tell whether there was any for it."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    mine = found.keys() & members.keys()
    for name in mine:
        members[place(name)] = found[name]
        if not name.startswith(OURS):
            del members[name]
    record = next((name for name in members if name.endswith(".dist-info/RECORD")), None)
    if record:
        members[record] = "".join(f"{name},,\n" for name in sorted(members)).encode()
    if mine:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
            for name in sorted(members):
                new.writestr(zipfile.ZipInfo(name), members[name], zipfile.ZIP_DEFLATED)
    return bool(mine)
