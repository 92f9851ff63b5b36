"""A cell is a plain value as text in a sweep's file, written so that reading gives the same value of the same kind.

A number, True or False stands as Python writes it, NaN and None are nothing. A word stands as it is, unless that
would be read as something else ("007", "True", "") or does not belong into a line: then it stands as JSON writes it.
"""
from __future__ import annotations

import json
from collections.abc import Iterable

from .attempt import Plain

TRUTH: dict[str, Plain] = {"True": True, "False": False}


def cell(value: Plain) -> str:
    """Return a plain value as the text of its cell."""
    if value is None or value != value:
        return ""
    if not isinstance(value, str):
        return repr(value)
    bare = value and value.isprintable() and value[0] != '"' and read(value) == value
    return value if bare else json.dumps(value)


def read(text: str) -> Plain:
    """Return what a cell says; what no cell can say is a ValueError."""
    if text in TRUTH:
        return TRUTH[text]
    if text.startswith('"'):
        return str(json.loads(text))
    for kind in (int, float):
        try:
            return kind(text or "nan")
        except ValueError:
            continue
    return text


def line(cells: Iterable[str]) -> str:
    """Return a line of the file; what holds a comma, a quote or a # stands in quotes."""
    return ",".join('"{}"'.format(c.replace('"', '""')) if set(c) & set(',"#') else c for c in cells) + "\n"
