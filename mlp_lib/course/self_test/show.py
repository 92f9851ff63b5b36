"""The self-test as it is shown: on the book's page in plain HTML with a script, in a notebook as widgets."""
from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from mlp_lib.teaching import markup

from . import page
from .paper import Paper, draw

if TYPE_CHECKING:
    from .widget import Sitting


class SelfTest:
    """A paper that displays itself; the page has others as well."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def __repr__(self) -> str:
        return f"Self-test, paper {self.paper.seed}: {len(self.paper.asked)} questions"

    def html(self) -> str:
        """Return the page's form."""
        seeds = sorted({self.paper.seed, *range(1, page.OFFERED + 1)})
        return page.html(self.paper, tuple(map(draw, seeds)))

    @cached_property
    def widget(self) -> Sitting:
        """The notebook's form."""
        from .widget import Sitting  # ipywidgets takes its time, and a page does not need it
        return Sitting(self.paper)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if markup.on_page():
            return {"text/plain": repr(self), "text/html": self.html()}
        bundle: dict[str, Any] = self.widget._repr_mimebundle_()
        return bundle


def show(seed: int = 1) -> SelfTest:
    """Return the self-test whose questions and numbers are drawn from a seed, 1 or more."""
    return SelfTest(draw(seed))
