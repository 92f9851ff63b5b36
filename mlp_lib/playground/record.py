"""The record of a session: a row for each run, with its settings and what came out; the best is marked."""
from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .address import ORIGINAL, beyond, to_url
from .settings import Settings

if TYPE_CHECKING:
    import pandas as pd

SETTINGS = ("problem", "points", "noise", "train_percent", "features", "hidden", "activation", "loss", "learning_rate",
            "batch_size", "regularization", "regularization_rate", "zero_start", "seed")
OUTCOMES = ("epochs", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "seconds", "note")


@dataclass(frozen=True)
class Row:
    """One run: its settings, and what it came to by the epoch in which it was left."""

    settings: Settings
    epochs: float                           # passes over the training set, the last one perhaps not whole
    train_loss: float
    test_loss: float
    train_accuracy: float | None            # None for numbers
    test_accuracy: float | None
    seconds: float                          # of training, on the reader's machine
    note: str = ""                          # what was done to it on the way, and how it ended if not well
    address: str = ""                       # that opens these settings, "" for the reader's own points

    def values(self) -> dict[str, Any]:
        """Return setting and outcome by name, as a table shows them."""
        shown: dict[str, Any] = {name: getattr(self.settings, name) for name in SETTINGS}
        shown |= {"features": "+".join(self.settings.features), "hidden": "-".join(map(str, self.settings.hidden)),
                  "loss": self.settings.task.loss}
        return shown | {name: getattr(self, name) for name in OUTCOMES} | {"address": self.address}


class Record:
    """The rows of a session, in the order in which the runs began."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def note(self, row: Row) -> None:
        """Add a row."""
        self.rows.append(row)

    def best(self) -> int | None:
        """Return the number of the row with the lowest test loss among those with the last row's points and loss.

        Losses of other points, or of another kind, cannot be compared with it.
        """
        def same(row: Row) -> tuple[Any, ...]:
            return row.settings.points, row.settings.noise, row.settings.task.loss

        alike = [i for i, row in enumerate(self.rows) if same(row) == same(self.rows[-1])]
        return min(alike, key=lambda i: self.rows[i].test_loss) if len(alike) > 1 else None

    def csv(self) -> str:
        """Return the rows as the text of a CSV, the best marked in the first column."""
        file, best = io.StringIO(), self.best()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["run", "best", *SETTINGS, *OUTCOMES, "address"])
        for i, row in enumerate(self.rows):
            writer.writerow([i + 1, "*" if i == best else "", *map(_cell, row.values().values())])
        return file.getvalue()

    def frame(self) -> pd.DataFrame:
        """Return the rows as a DataFrame."""
        import pandas as pd  # here, not above: it takes longer to import than the rest of the package

        return pd.DataFrame([row.values() for row in self.rows], columns=[*SETTINGS, *OUTCOMES, "address"])

    def __repr__(self) -> str:
        return f"Record of {len(self.rows)} run{'s' * (len(self.rows) != 1)}"


def address_of(settings: Settings) -> str:
    """Return the address of the settings: the Playground's, or where that has no such setting, behind this book's #."""
    return "" if settings.own else to_url(settings, "" if beyond(settings) else ORIGINAL)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
