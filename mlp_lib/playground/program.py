"""The program: the scripts of the picture, which import one another, as the one script that a browser loads."""
from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WEB = Path(__file__).with_name("web")
STYLE = WEB / "playground.css"
PARTS = ("dom", "colours", "map", "network", "curve", "controls", "data", "inside", "runs", "playground")


@cache
def program() -> str:
    """Return all parts as one module, whose default export has `render`."""
    def read(part: str) -> str:
        text = re.sub(r"(?ms)^import [^;]*;\n", "", (WEB / f"{part}.js").read_text(encoding="utf-8"))
        return re.sub(r"(?m)^export ", "", text)
    return "\n".join([*map(read, PARTS), "export default { render };"])
