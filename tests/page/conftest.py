"""The page's Python, run by Node from the built site: `make long`."""
import json
import subprocess
from pathlib import Path

import pytest
from handed_over import SITE

from tools import node


@pytest.fixture(scope="session")
def ask():
    """Return ask(jobs): what the page's Python says to each, in a fresh interpreter: [(messages, milliseconds)]."""
    if not SITE.exists():
        pytest.fail("no built site: make site")

    def asked(jobs):
        done = subprocess.run([node.program(), Path(__file__).with_name("page.mjs")], text=True, stdout=subprocess.PIPE,
                              input=json.dumps({"site": str(SITE), "jobs": jobs}), check=True)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(lines) == len(jobs)
        return [([tuple(pair) for pair in line["said"]], line["ms"]) for line in lines]
    return asked
