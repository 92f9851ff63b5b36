"""What is wrong with a table, in words that its owner understands."""
from __future__ import annotations

from collections.abc import Iterable


class TableError(ValueError):
    """A table, or a choice about it, that leads to no report; the text says what came, where, and what helps."""


def listed(names: Iterable[object], most: int = 5) -> str:
    """Return names in backquotes, the first few of them: "`a`, `b` and 3 more"."""
    found = [f"`{short(name)}`" for name in names]
    if len(found) > most:
        return f"{', '.join(found[:most])} and {len(found) - most:,} more"
    return " and ".join(filter(None, [", ".join(found[:-1]), found[-1] if found else ""]))


def short(text: object, most: int = 40) -> str:
    """Return a text of the reader's table on one line, cut where it is long, with no backquote of its own."""
    line = " ".join(str(text).replace("`", "'").split())
    return line if len(line) <= most else line[:most - 1] + "…"


def some(count: int, noun: str, nouns: str | None = None) -> str:
    """Return "1 row", "2,000 rows"."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"
