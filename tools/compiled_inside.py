"""Runs in the browser's Python (tools/compiled.mjs): import `imports`, write the bytecode of all that came to /out."""
import contextlib
import importlib
import importlib.util
import sys
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path

for name in imports:  # noqa: F821  (the caller's)
    with contextlib.suppress(Exception):         # what needs a page: its own imports have come by then
        importlib.import_module(name)

for module in list(sys.modules.values()):
    file = getattr(module, "__file__", None) or ""
    home = next((part for part in ("/site-packages/", "/python312.zip/") if part in file), None)
    loader = getattr(getattr(module, "__spec__", None), "loader", None)
    if home and file.endswith(".py") and hasattr(loader, "get_data"):            # frozen ones are compiled
        source = loader.get_data(file)
        code = compile(source, file, "exec", dont_inherit=True)
        target = Path("/out", file.partition(home)[2])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))
