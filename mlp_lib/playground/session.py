"""A session at the Playground: the settings, the run that they make, and the record of the runs before it."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from . import points as sets
from .address import from_url, next_seed
from .record import Record
from .run import Run
from .settings import Settings, changed

LIGHT = {"learning_rate", "show_test", "discretize", "kept"}        # can change while a run goes on


class Session:
    """One reader at the Playground, who begins with some settings or an address; `points` are the reader's own.

    .settings .run .record      as they are; the present run is in the record when it has been left
    .own .notes                 the reader's points, None without; sentences on the last change

    Raises ValueError for own points that are not there, TypeError for anything else than these; an address is taken as
    far as it can be, which `notes` says.
    """

    def __init__(self, settings: Settings | str | None = None, points: sets.Points | None = None) -> None:
        if not isinstance(points, sets.Points | None):
            raise TypeError(f"points must be those of playground.read(text), got {type(points).__name__}.")
        if not isinstance(settings, Settings | str | None):
            raise TypeError(f"settings must be Settings(...) or an address of the Playground, got {settings!r:.60}.")
        self.record, self.own, self.notes = Record(), points, list[str]()
        notes: list[str] = []
        if isinstance(settings, str):
            settings, notes = from_url(settings)
        settings = settings or Settings()
        self.settings = self._with_own(replace(settings, own=points is not None or settings.own))
        self._begin()
        self.notes = notes

    def change(self, **some: Any) -> None:
        """Change some settings; but for the learning rate and what is shown, the run begins anew."""
        self.set(replace(self.settings, **some))

    def set(self, settings: Settings) -> None:
        """Take other settings; where only the learning rate and what is shown differ, the run goes on."""
        settings = self._with_own(settings)
        difference = changed(self.settings, settings)
        if difference.keys() <= LIGHT:
            if "learning_rate" in difference and self.run.passes:
                self.run.remark(f"rate {self.settings.learning_rate:g} until epoch {self.run.passes:g}")
            self.settings = self.run.settings = settings
            self.notes = []
        else:
            self.leave()
            self.settings = settings
            self._begin()

    def visit(self, address: str) -> None:
        """Take the settings of an address; `notes` says what it says in vain."""
        settings, notes = from_url(address)
        self.set(settings)
        self.notes = notes

    def reset(self) -> None:
        """Go back to the start of this run: the seed brings the same points and the same weights."""
        self.leave()
        self._begin()

    def regenerate(self) -> None:
        """Draw new points and a new start: the next seed."""
        self.change(seed=next_seed(self.settings.seed))

    def bring(self, points: sets.Points) -> None:
        """Take the reader's own points and begin with them."""
        self.leave()
        self.own = points
        self.settings = self._with_own(replace(self.settings, own=True))
        self._begin()
        self.notes = list(points.notes)

    def leave(self) -> None:
        """Note the present run, if it has been trained at all."""
        if self.run.passes:
            self.record.note(self.run.row())

    def table(self) -> str:
        """Return the record as a CSV, the present run as its last row."""
        whole = Record()
        whole.rows = [*self.record.rows, *([self.run.row()] if self.run.passes else [])]
        return whole.csv()

    def _with_own(self, settings: Settings) -> Settings:
        if settings.own and self.own is None:
            raise ValueError("there are no points of your own yet: give a table of them first, playground.read(text).")
        return replace(settings, problem=self.own.problem) if settings.own and self.own else settings

    def _begin(self) -> None:
        """Draw points and start by the seed: two streams, so that the points do not hang on the network's shape."""
        for_points, for_start = map(np.random.default_rng,
                                    np.random.SeedSequence(tuple(self.settings.seed.encode())).spawn(2))
        own = self.own if self.settings.own else None
        points = sets.shuffled(own, for_points) if own else sets.drawn(self.settings, for_points)
        self.run, self.notes = Run(self.settings, points, for_start), []
