"""The program: the scripts of the picture, which import one another, as the one script that a browser loads.

The Playground's rules, settings and runs are Python; its picture is this one program, for notebooks and pages, made of
the PARTS in `web/`, which share one scope: no two may have the same name. A new control is a field of
`settings.Settings`, its positions in `CHOICES`, its key in `address.FIELDS`, or in `OURS` where the original has none;
an address with it, written by hand, goes into the tests. What the picture asks for, the next slice of training too, is
a command of `desk.Desk`; what it gets, in `view` (each time) or `fixed` (when the settings change), is plain JSON.
"""
from __future__ import annotations

from functools import cache
from pathlib import Path

from ..teaching.script import bare

WEB = Path(__file__).with_name("web")
STYLE = WEB / "playground.css"
PARTS = ("dom", "colours", "map", "network", "curve", "controls", "data", "inside", "runs", "playground")


@cache
def program() -> str:
    """Return all parts as one module, whose default export has `render`."""
    return "\n".join([*(bare(WEB / f"{part}.js") for part in PARTS), "export default { render };"])
