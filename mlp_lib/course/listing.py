"""A listing: rows of one of the course's tables, shown one below the other."""
from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Listing:
    """Rows of Markdown, with math and links, that a notebook and the book show one below the other."""

    name: str
    rows: tuple[str, ...]
    head: tuple[str, ...] = ()
    between: str = "\n\n"

    def _repr_markdown_(self) -> str:
        return self.between.join((*self.head, *self.rows))

    def __repr__(self) -> str:
        return f"{self.name}: {len(self.rows)} rows"


def read(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a file in ``tables``, by the names of their columns."""
    with (Path(__file__).parent / "tables" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
