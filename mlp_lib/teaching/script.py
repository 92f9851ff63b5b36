"""A script of a picture as it stands in one scope with those that it takes from: a browser loads all of them as one."""
from __future__ import annotations

import re
from pathlib import Path


def bare(path: Path) -> str:
    """Return the text of a script without its imports and without the word export."""
    text = re.sub(r"(?ms)^import [^;]*;\n", "", path.read_text(encoding="utf-8"))
    return re.sub(r"(?m)^export ", "", text)
