"""The widget of the Playground: one picture, drawn by the scripts in `web/`, for a kernel and for the book's page."""
from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import anywidget
import traitlets

from ..teaching import markup
from .desk import Desk
from .points import Points
from .program import STYLE, program
from .session import Session
from .settings import Settings

PLACE = ('<div class="mlp-playground-place" data-playground="{address}"><p><em>The Playground runs on this page with '
         "scripts switched on.</em></p></div>")


class Playground(anywidget.AnyWidget):
    """What `show` returns. `.session` is what the picture shows: a cell may read its network and its record.

    The picture drives: while it runs, it asks for one slice of training after another, so that the kernel is free
    between them. `commands` are those that it has not seen done yet.
    """

    _esm = program()
    _css = STYLE.read_text(encoding="utf-8")
    commands: traitlets.List[Any] = traitlets.List().tag(sync=True)
    limits = traitlets.Dict().tag(sync=True)
    fixed = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    file = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self.session, self._desk = session, Desk(session)
        super().__init__(limits=self._desk.limits(), fixed=self._desk.fixed(), view=self._desk.view())

    @traitlets.observe("commands")
    def _obey(self, change: Mapping[str, Any]) -> None:
        shown = self._desk.obey(change["new"])
        with self.hold_sync():
            for name, value in shown.items():
                setattr(self, name, value)

    @property
    def address(self) -> str:
        """The settings behind a #, as the page's address has them."""
        return str(self._desk.fixed()["address"])

    def __repr__(self) -> str:                              # what a notebook stores, so the same on every run
        return f"Playground({self.session.settings.points}, {self.session.run.net!r})"

    def _repr_mimebundle_(self, **keys: Any) -> Any:
        if markup.on_page():
            return {"text/plain": repr(self), "text/html": PLACE.format(address=escape(self.address, quote=True))}
        return super()._repr_mimebundle_(**keys)


def show(settings: Settings | str | None = None, points: Points | None = None) -> Playground:
    """Return the Playground, opened with settings, an address of the original, or points of your own."""
    return Playground(Session(settings, points))
