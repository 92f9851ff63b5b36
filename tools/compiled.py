"""Bytecode for the browser's Python: what a page or a notebook imports first need not be compiled by each reader.

The browser's own Python makes it, under Node, so that it fits. It takes the source's place, and what no browser can
use goes: stubs, C headers, what needs sockets, what stands in for missing C modules. So the download hardly grows.
`mlp_lib` is left alone, since the book shows its source; of the standard library only what each page imports is
compiled, without its docstrings. Matplotlib gets the list of its fonts, which it would make anew in each session: the
one that comes with it is another version's.
"""
import json
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tools import node

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "tools" / name for name in ("compiled.py", "compiled.mjs", "compiled_inside.py")]
PAGE = ["numpy", "mlp_lib.course.exercises"]
NOTEBOOK = ["pandas", "matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib_inline.backend_inline",
            "ipywidgets", "anywidget", "IPython.core.interactiveshell", "IPython.core.completer", "comm", "piplite",
            "micropip", "ipykernel", "pyodide_kernel"]
USELESS = re.compile(r"\.(pyi|pxd|h|c|a)$|^numpy/f2py/|^_py(io|datetime)\.py$|^(http|xmlrpc)/server\.py$"
                     r"|^(cgi|(ftp|imap|nntp|pop|smtp|telnet)lib)\.py$")


def bytecode(folder, packages):
    """Return {path in its zip: what takes its place} for these packages, as the Python of `folder` makes it."""
    with tempfile.TemporaryDirectory() as out:
        wanted = {"folder": str(folder), "out": out, "packages": packages, "imports": [PAGE, NOTEBOOK],
                  "inside": FILES[2].read_text(encoding="utf-8")}
        subprocess.run([node.program(), FILES[1]], input=json.dumps(wanted), text=True, check=True)
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in Path(out).rglob("*.*")}


def put(path, found):
    """Write what was `found` into the zip or wheel `path`; tell whether there was any for it."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    mine = found.keys() & members.keys()
    if not mine:
        return False
    members = {name: content for name, content in members.items() if name not in mine and not USELESS.search(name)}
    members |= {re.sub(r"\.py$", ".pyc", name): found[name] for name in mine}
    record = next((name for name in members if name.endswith(".dist-info/RECORD")), None)
    if record:
        members[record] = "".join(f"{name},,\n" for name in sorted(members)).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in sorted(members):
            new.writestr(zipfile.ZipInfo(name), members[name], zipfile.ZIP_DEFLATED)
    return True
