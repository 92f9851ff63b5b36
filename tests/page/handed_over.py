"""What the page's Python is given: a notebook's cells, as the page's script hands them over."""
import functools
import os
import re
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("MLP_SITE", ROOT / "_build" / "html"))
CHECK = re.compile(r"\n*^exercises\.check\(\s*[\"']([\w-]+)[\"']\s*,\s*(\w+)\s*\)\s*$", re.M)
WIDGET = "application/vnd.jupyter.widget-view+json"

sys.path.insert(0, str(ROOT / "_ext"))
from quiet import tags  # noqa: E402


@functools.cache
def notebook(path):
    """Return the code cells of a notebook."""
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code" and c.source.strip()]


def codes(path):
    """Return a notebook's code as the page hands it to Python: the cells that check an exercise without the check."""
    return [CHECK.sub("", cell.source) for cell in notebook(path)]


def shown(cell):
    """Return whether the page shows a cell's code and runs it: no record, no check, no widget."""
    return "remove-input" not in tags(cell.source) and not CHECK.search(cell.source) and not any(
        WIDGET in output.get("data", {}) for output in cell.outputs)
