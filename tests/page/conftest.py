"""The page's Python, run by Node once for all of these tests: `make page-answers`."""
import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("MLP_SITE", ROOT / "_build" / "html"))
CHECK = re.compile(r"\n*^exercises\.check\(\s*[\"']([\w-]+)[\"']\s*,\s*(\w+)\s*\)\s*$", re.M)
WIDGET = "application/vnd.jupyter.widget-view+json"


@functools.cache
def notebook(path):
    """Return the code cells of a notebook."""
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code" and c.source.strip()]


def codes(path):
    """Return a notebook's code as the page hands it to Python: the cells that check an exercise without the check."""
    return [CHECK.sub("", cell.source) for cell in notebook(path)]


@pytest.fixture(scope="session")
def ask():
    """Return ask(jobs): what the page's Python says to each, in a fresh interpreter: [(messages, milliseconds)]."""
    if not SITE.exists():
        pytest.fail("no built site: make site")

    def asked(jobs):
        node = Path(sys.executable).with_name("node")
        done = subprocess.run([node, Path(__file__).with_name("page.mjs")], text=True, stdout=subprocess.PIPE,
                              input=json.dumps({"site": str(SITE), "jobs": jobs}), check=True)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(lines) == len(jobs)
        return [([tuple(pair) for pair in line["said"]], line["ms"]) for line in lines]
    return asked
