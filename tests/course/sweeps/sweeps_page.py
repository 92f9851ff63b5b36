"""The page on sweeps for its tests: its cells, its text, its settings, and the words that a test holds it to."""
from pathlib import Path

import nbformat

from tools import terms

CELLS = nbformat.read(Path(__file__).parents[3] / "chapters" / "sweeps.ipynb", as_version=4).cells
TEXT = terms.plain(" ".join(cell.source for cell in CELLS if cell.cell_type == "markdown"))
CODE = [cell for cell in CELLS if cell.cell_type == "code"]
ALTS = " ".join(cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "") for cell in CODE)
SETTINGS = ["width", "depth", "eta", "hidden"]


def told(words):
    """Assert that the chapter says `words`, so that a test of a number is a test of what is read."""
    assert words in TEXT or words in ALTS, words
