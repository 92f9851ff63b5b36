"""Runs in the browser's Python (tools/compiled.mjs): import what pages and then what notebooks import first.

Writes the bytecode of all that came along to /out; of the standard library, of what came for the pages. And the list of
fonts that Matplotlib has made.
"""
import contextlib
import importlib
import importlib.util
import sys
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path

LIBRARY, PACKAGES = "/python312.zip/", "/site-packages/"
came = []                                        # for the pages; for both
for names in imports:  # noqa: F821  (the caller's)
    for name in names:
        with contextlib.suppress(Exception):     # what needs a page: its own imports have come by then
            importlib.import_module(name)
    came.append(dict(sys.modules))

for name, module in came[1].items():
    file = getattr(module, "__file__", None) or ""
    home = PACKAGES if PACKAGES in file else LIBRARY if LIBRARY in file and name in came[0] else None
    loader = getattr(getattr(module, "__spec__", None), "loader", None)
    if home and file.endswith(".py") and not name.startswith("mlp_lib") and hasattr(loader, "get_data"):    # not frozen
        source = loader.get_data(file)
        # named as its module's __file__ will be: ipywidgets compares the two
        code = compile(source, f"{file}c", "exec", dont_inherit=True, optimize=2 if home == LIBRARY else 0)
        target = Path("/out", file.partition(home)[2])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))

fonts = Path(sys.modules["matplotlib"].__file__).with_name("fontlist.json")
Path("/out/matplotlib", fonts.name).write_bytes(fonts.read_bytes())
