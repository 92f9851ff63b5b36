"""A quiz as it is shown: one set of records, in plain HTML on the book's page and as widgets in a notebook."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import markup
from . import page
from .record import Question

if TYPE_CHECKING:
    from .widget import Column


class Quiz:
    """Questions that display themselves; `said` is their text, `head` (HTML) stands above them.

    `of` is the quiz that they belong to, from which a question shown alone has its number.
    """

    def __init__(self, name: str, questions: Iterable[Question], said: str, head: str = "",
                 of: Sequence[Question] | None = None) -> None:
        self.name, self.questions, self.said, self.head = name, tuple(questions), said, head
        self.alone = of is not None
        whole = [question.id for question in (of or self.questions)]
        self.numbered = [(whole.index(q.id) + 1, len(whole), q) for q in self.questions]

    def __repr__(self) -> str:
        return self.said

    def html(self) -> str:
        """Return the page's form."""
        return page.block(self.name, self.numbered, self.head, self.alone)

    @cached_property
    def widget(self) -> Column:
        """The notebook's form."""
        from .widget import Column
        return Column(self.said, self.numbered, self.head)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if markup.on_page():
            return {"text/plain": self.said, "text/html": self.html()}
        bundle: dict[str, Any] = self.widget._repr_mimebundle_()
        return bundle
