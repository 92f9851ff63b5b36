"""A report: rows as lines for a terminal and as a table in CSV."""
from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from .folder import Row

ORDER = ("not yet", "not attempted", "error", "late", "not reached", "absent")
WIDE = 28


def plain(text: str) -> str:
    """Return a text that moves no cursor: a name or an error's words are somebody else's."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def line(row: Row) -> str:
    """Return what a terminal shows of a row: whose, the chapter, how many are right, and what is not."""
    told = f"{row.right:3} of {len(row.outcomes):2}" if row.outcomes else " " * 9
    rest = [f"{outcome}: {', '.join(ids)}" for outcome in ORDER
            if (ids := [id for id, found in row.outcomes.items() if found == outcome])]
    name = plain(row.who if row.outcomes else row.file)
    head = f"{name:{WIDE}.{WIDE}}  {row.chapter:20.20}  {told}"
    return "\n".join([f"{head}  {'; '.join(rest)}".rstrip(), *(f"    {plain(note)}" for note in row.notes)])


def summary(rows: Sequence[Row]) -> str:
    """Return how often each exercise was solved, the hardest first."""
    asked = Counter(id for row in rows for id in row.outcomes)
    right = Counter(id for row in rows for id, outcome in row.outcomes.items() if outcome == "correct")
    order = sorted(asked, key=lambda id: (right[id] / asked[id], id))
    judged = sum(bool(row.outcomes) for row in rows)
    return "\n".join([f"{len(rows)} files, {judged} judged. Solved by how many, the hardest first:",
                      *(f"    {right[id]:3} of {asked[id]:3}  {id}" for id in order)])


def csv_text(rows: Iterable[Row]) -> str:
    """Return the table: a line for each file, a column for each exercise, empty where it is of another chapter."""
    rows = list(rows)
    ids = list(dict.fromkeys(id for row in rows for id in row.outcomes))
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["who", "file", "chapter", "right", "of", "notes", *ids])
    for row in rows:
        cells = [row.who, row.file, row.chapter, row.right, len(row.outcomes), " ".join(row.notes)]
        write.writerow([_cell(cell) for cell in [*cells, *(row.outcomes.get(id, "") for id in ids)]])
    return out.getvalue()


def _cell(value: object) -> object:
    """Return a cell in which a spreadsheet sees no formula: names and messages are somebody else's."""
    text = plain(value) if isinstance(value, str) else value
    return f"'{text}" if isinstance(text, str) and text[:1] in set("=+-@") else text
