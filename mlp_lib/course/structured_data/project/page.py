"""The page: a report of one page, in the same order for every project; what is not there yet stands as a gap."""
from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mlp_lib.files import replacing
from mlp_lib.teaching import markup

from . import parts
from .check import THERE, seen
from .work import Work, as_work

Says = Callable[[Work], str]


def _words(name: str) -> Says:
    return lambda work: work.words(name, 1)


SECTIONS: dict[str, tuple[Says, ...]] = {
    "Question": (_words("question"), _words("use")),
    "Answer": (_words("answer"),),
    "Data and split": (parts.table, parts.split),
    "Baselines and network": (parts.baselines, parts.networks, _words("choices")),
    "What it has learned": (parts.learned, _words("finding")),
    "How sure it is": (parts.sureness,),
    "Limits": (_words("limits"),),
}


@dataclass(frozen=True)
class Page:
    """A report: its title, and the paragraphs under each heading. It displays itself; `save` writes it as Markdown."""

    title: str
    sections: dict[str, tuple[str, ...]]

    @property
    def text(self) -> str:
        """Return it as Markdown."""
        parts_ = [f"# {self.title}"]
        for heading, paragraphs in self.sections.items():
            parts_ += [f"## {heading}", *paragraphs]
        return "\n\n".join(parts_) + "\n"

    def save(self, path: str | Path) -> None:
        """Write it as Markdown, such as ``page(work).save("report.md")``; an older file is replaced as a whole."""
        with replacing(path) as file:
            file.write(self.text.encode())

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        inner = "".join(f"<p><strong>{html.escape(heading)}.</strong> {markup.inline(' '.join(paragraphs))}</p>"
                        for heading, paragraphs in self.sections.items())
        return f'<div class="mlp-report"><p><strong>{markup.inline(self.title)}</strong></p>{inner}</div>'


def page(work: Work) -> Page:
    """Return the report of a work, all of it or what there is of it."""
    def told(says: Says) -> str:
        state, words = seen(says, as_work(work))
        return words if state == THERE else f"[{words}]"
    return Page(told(_words("title")), {heading: tuple(map(told, says)) for heading, says in SECTIONS.items()})
