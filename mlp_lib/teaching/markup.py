"""Markup: short texts with $math$, `code` and *stress*, made HTML here and readable as they stand."""
from __future__ import annotations

import html
import inspect
import os
import re

_SPAN = re.compile(r"(\$[^$]+\$|`[^`]+`|\*[^*\s](?:[^*]*[^*\s])?\*)")


def on_page() -> bool:
    """Return whether what is shown now goes into a page of the book, whose build sets MLP_PAGE (see _ext/web.py)."""
    return bool(os.environ.get("MLP_PAGE"))


def solutions_shown() -> bool:
    """Return whether cards show their solutions: a build for a class may hide them (mlp_solutions in _config.yml)."""
    return os.environ.get("MLP_SOLUTIONS", "shown") != "hidden"


def inline(text: str) -> str:
    """Return `text` as HTML: escaped, math left for MathJax, `code` and *stress* tagged."""
    def span(part: str) -> str:
        inner = html.escape(part[1:-1], quote=False)
        if len(part) > 2 and part[0] == part[-1] == "`":
            return f'<code translate="no">{inner}</code>'
        if len(part) > 2 and part[0] == part[-1] == "*":
            return f"<em>{inner}</em>"
        return html.escape(part, quote=False)
    return "".join(span(part) for part in _SPAN.split(text))


def paragraphs(text: str) -> str:
    """Return `text` as one <p> for each block between blank lines."""
    blocks = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return "".join(f"<p>{inline(' '.join(block.split()))}</p>" for block in blocks if block.strip())


def fold(summary: str, body: str) -> str:
    """Return HTML that opens by click, key or printer: `summary` (a short text) over `body` (HTML)."""
    style = "cursor: pointer; display: list-item; list-style: inside disclosure-closed"   # Lab drops it else
    return f'<details><summary style="{style}">{inline(summary)}</summary>{body}</details>'


def source(text: str) -> str:
    """Return program text as HTML, letter for letter."""
    return f'<pre tabindex="0" translate="no"><code>{html.escape(text.rstrip(), quote=False)}</code></pre>'
