"""The page that runs: each notebook's page gets `web/run/run.js`, and a file with all of the notebook's code."""
import hashlib
import json
from pathlib import Path

import nbformat

PLACE = "web/run"
CORE = ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]
SOURCES = ["plan.py", "shown.py", "runner.py"]


def digest(data):
    """Return a short hash of bytes, for an address that changes with its file."""
    return hashlib.sha256(data).hexdigest()[:8]


def load_size(pyodide):
    """Return how many bytes Python is when unpacked: the page shows how many have come."""
    packages = json.loads((pyodide / "pyodide-lock.json").read_text())["packages"]
    wheels = [packages[name]["file_name"] for name in ("numpy", "mlp-lib")]
    return sum((pyodide / name).stat().st_size for name in [*CORE, *wheels] if (pyodide / name).exists())


def notebook(app, source):
    """Return what the page's script must know: the notebook's code, and where Python's files are."""
    cells = [c for c in nbformat.read(source, as_version=4).cells if c.cell_type == "code" and c.source.strip()]
    run, tables = Path(app.doctreedir, "static", "web", "run"), source.parent / "results"      # see web.py
    files = {name: f"{name}?v={digest((run / name).read_bytes())}" for name in ["worker.js", *SOURCES]}
    return {"page": source.stem, "worker": files["worker.js"], "sources": [files[name] for name in SOURCES],
            "bytes": load_size(Path(app.srcdir, "_vendor", "lite", "static", "pyodide")),
            "tables": sorted(p.relative_to(source.parent).as_posix() for p in tables.rglob("*") if p.is_file()),
            "cells": [{"id": c.id, "code": c.source} for c in cells]}


def add_scripts(app, pagename, templatename, context, doctree):
    """Write the notebook's file, and add the script that reads it to the page."""
    source = Path(app.env.doc2path(pagename)) if doctree is not None else Path()
    if source.suffix != ".ipynb":
        return
    text = json.dumps(notebook(app, source), ensure_ascii=False, indent=0).encode()
    target = Path(app.outdir, "_static", PLACE, "cells", f"{source.stem}.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text)
    main = Path(app.srcdir, "_vendor", "html", "vendor", "run.js").read_bytes()
    app.add_css_file(f"{PLACE}/run.css")
    app.add_js_file(f"{PLACE}/run.js", priority=600, loading_method="defer", **{      # after kept.js, see web.py
        "data-cells": f"cells/{target.name}?v={digest(text)}", "data-page": f"../../vendor/run.js?v={digest(main)}"})


def setup(app):
    """Do so for each page."""
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
