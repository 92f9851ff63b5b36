"""A check of completeness: of each part of a work, whether it is there, missing, or to be looked at again.

It sees what is there and whether it hangs together. Whether a reason is a good one, a reader has to say.
"""
from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from mlp_lib.teaching import markup

from . import parts
from .work import LookAgain, Missing, Work, as_work

THERE, AGAIN, MISSING = "there", "look again", "missing"
PARTS: dict[str, Callable[[Work], str]] = {
    "question": parts.question, "table": parts.table, "split": parts.split, "baselines": parts.baselines,
    "choices": parts.choices, "networks": parts.networks, "sureness": parts.sureness, "learned": parts.learned,
    "answer": parts.answer, "limits": parts.limits, "one page": parts.one_page}


@dataclass(frozen=True)
class Part:
    """One part of a work: its name, whether it is "there", "missing" or to "look again" at, and why."""

    name: str
    state: str
    says: str


@dataclass(frozen=True)
class Report:
    """What a check says of all parts; it displays itself as a table, and as text."""

    parts: tuple[Part, ...]

    @property
    def complete(self) -> bool:
        return all(part.state == THERE for part in self.parts)

    @property
    def summary(self) -> str:
        """Return in a sentence what is still to be done."""
        there, again, missing = ([p.name for p in self.parts if p.state == state] for state in (THERE, AGAIN, MISSING))
        if self.complete:
            return f"Complete: all {len(self.parts)} parts are there."
        rest = [f"missing: {', '.join(missing)}"] * bool(missing) + [f"to look at again: {', '.join(again)}"] * bool(
            again)
        return f"Not complete: {len(there)} of {len(self.parts)} parts are there; {'; '.join(rest)}."

    def __repr__(self) -> str:
        wide = max(len(part.name) for part in self.parts)
        lines = [f"{part.name:{wide}}  {part.state:10}  {part.says}" for part in self.parts]
        return "\n".join([*lines, "", self.summary])

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th scope=\"row\">{html.escape(part.name)}</th><td><strong>{part.state}</strong></td>"
                       f"<td>{markup.inline(part.says)}</td></tr>" for part in self.parts)
        head = "".join(f'<th scope="col">{name}</th>' for name in ("part", "state", "what the check sees"))
        return (f'<div class="mlp-project" tabindex="0" role="group" aria-label="Check of the project"><table><thead>'
                f"<tr>{head}</tr></thead><tbody>{rows}</tbody></table><p><strong>{html.escape(self.summary)}</strong></p>"
                f"</div>")


def check(work: Work) -> Report:
    """Return what is there of a work and what is missing; nothing in the work raises."""
    return Report(tuple(Part(name, *seen(look, as_work(work))) for name, look in PARTS.items()))


def seen(look: Callable[[Work], str], work: Work) -> tuple[str, str]:
    """Return the state of a part and what is to be said of it; nothing in the work raises."""
    try:
        return THERE, look(work)
    except Missing as missing:
        return MISSING, str(missing)
    except LookAgain as again:
        return AGAIN, str(again)
    except Exception as error:          # a reader's own object may fail in any way: the others are still looked at
        return AGAIN, f"This part cannot be read ({type(error).__name__}: {error!s:.120})."
