"""Where the browser tests look: the built site, its pages, and the sizes of their windows."""
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("MLP_SITE", ROOT / "_build" / "html"))
PREFIX = "/courses/mlp/"
CHAPTERS = sorted(str(p.relative_to(SITE)) for p in SITE.glob("chapters/*.html"))
PAGES = [*CHAPTERS, "404.html", "genindex.html", "licences.html", "search.html"]      # index.html only leads to one
NOTEBOOKS = sorted(p.stem for p in (SITE / "lite" / "files" / "chapters").glob("*.ipynb"))
# What JupyterLite's parts report without harm: pattern -> why it stays.
UPSTREAM = {
    r"Failed to update the table of contents|isRunning|reading 'type'\)[^$]*jlab_core":
        "JupyterLab's table of contents, until all cells are on the page",
    r"No target for internal reference|implicit heading reference": "jupyterlab-myst, until all cells are on the page",
}
LONG = pytest.mark.long
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def one(kept, values):
    """Return the values as a test's parameters: the one that is kept, and as long ones the others, of the same kind."""
    return without([value for value in values if value != kept], values)


def without(alike, values):
    """Return the values as a test's parameters, those as long ones that are made of the same parts as others."""
    return [pytest.param(value, marks=LONG) if value in alike else value for value in values]
