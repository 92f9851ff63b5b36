"""What was handed in: a file read as the cells of a notebook, or as the progress that the book's page has saved."""
from __future__ import annotations

import ast
import json
import re
import stat
from pathlib import Path
from typing import Any, NamedTuple

LARGEST = 20_000_000                                        # bytes of a file
BOOK, KEY = "mlp-companion", "mlp:exercise:"                # of web/transfer.js
OUTCOMES = ("correct", "not yet")
CHECK = re.compile(r"\bexercises\s*\.\s*check\s*\(")
COMMAND = re.compile(r"^[%!?].*$", re.M)                    # IPython's own, which Python cannot read


class Unusable(ValueError):
    """Why a file cannot be judged, as the end of a sentence that begins with its name."""


class Handed(NamedTuple):
    """The code cells of a notebook, or the outcomes that a file of the page's progress tells."""

    cells: list[str]
    told: dict[str, str] | None = None


def read(path: Path) -> Handed:
    """Return what a file holds; raises Unusable with the reason."""
    if path.suffix.lower() not in (".ipynb", ".json"):
        raise Unusable("is neither a notebook (.ipynb) nor a file of the page's progress (.json)")
    try:
        facts = path.lstat()
        if not stat.S_ISREG(facts.st_mode):
            raise Unusable("is a link or a device, not a file, and is not followed")
        if facts.st_size > LARGEST:
            raise Unusable(f"has {facts.st_size / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f}: clear its outputs first")
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise Unusable(f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable("is no notebook: its text is not JSON") from None
    return _understood(content)


def _understood(content: Any) -> Handed:
    if isinstance(content, dict) and content.get("book") == BOOK and isinstance(content.get("kept"), dict):
        kept = {key.removeprefix(KEY): entry.get("outcome") for key, entry in content["kept"].items()
                if key.startswith(KEY) and isinstance(entry, dict)}
        return Handed([], {id: outcome for id, outcome in kept.items() if outcome in OUTCOMES})
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise Unusable("is JSON, but no notebook of the present form: it has no list of cells")
    return Handed([source(cell) for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"])


def source(cell: dict[str, Any]) -> str:
    """Return a cell's code, without IPython's commands where these keep Python from reading it."""
    lines = cell.get("source", "")
    text = "".join(map(str, lines)) if isinstance(lines, list) else str(lines)
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return COMMAND.sub("", text)
    return text


def asked(code: str) -> list[str]:
    """Return the exercises that a cell has checked, by the ids that it names; one half written is found by its text."""
    found = re.findall(CHECK.pattern + r"""\s*["']([\w-]+)["']""", code)
    return list(dict.fromkeys(found))
