"""The form: a table with the answers given about it, as the form shows it; the widget and the page have one each."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mlp_lib.data import concrete, near_groups

from .choices import MISSING, TASKS
from .columns import CHOICES
from .errors import TableError
from .looking import Look, look
from .page import STYLE, look_html, words
from .reading import Source, read

ENOUGH = 0.95                                               # share of complete rows from which on the rest is dropped
LABELS = {"target": "Column to predict", "group": "Rows that belong together have the same", "time": "The time is in",
          "task": "It is", "missing": "Empty cells", "column": "Take a column otherwise", "kind": "and take it as"}
WORDS = {"task": {"": "found out", "number": "a number", "classes": "classes"},
         "missing": {"": "no choice made", "drop": "leave such rows out", "fill": "fill, with a note"},
         "kind": {"": "as it was found", "number": "number", "category": "category", "leave out": "left out"}}
NONE = "(none)"
PRIVATE = ("The table does not leave your browser: the Python that reads it and learns from it runs in this page, and "
           "both are gone when you close it.")
_LAST: list[Any] = []                                       # [key, (table, answers)] of the page's last step
assert set(WORDS["task"]) == {"", *TASKS} and set(WORDS["missing"]) == {"", *MISSING} and set(WORDS["kind"]) == {
    "", *CHOICES}


@dataclass(frozen=True)
class Shown:
    """What a form shows of a table.

    html      the columns as they were taken, and what is to be mended
    columns   their names, for the menus
    gaps      whether empty cells ask for a choice
    missing   the choice that was made about them, by the reader or here
    ready     whether a report can be made
    """

    html: str
    columns: list[str]
    gaps: bool
    missing: str
    ready: bool
    look: Look | None = None


def page(step: str, content: bytes | str | None, name: str, answers: Mapping[str, Any], total: int | None,
         progress: Callable[[float, str], None]) -> dict[str, Any]:
    """Return as plain records what the page shows for a step: "words" of the form, "look" at a table, or "report".

    content   the bytes of a file, a pasted text, None for the example
    total     bytes of the whole file, where only its beginning was handed in
    """
    if step == "words":
        return {"words": {"private": PRIVATE, "labels": LABELS, "options": WORDS, "none": NONE}}
    try:
        source, given = _held(content, name, total)
        shown = answered(source, {**given, **answers})
        if step == "look" or shown.look is None:
            kept = {key: str(answers.get(key, given.get(key, ""))) for key in ("target", "group", "time", "task")}
            return {"html": shown.html, "columns": shown.columns, "ready": shown.ready,
                    "answers": kept | {"missing": shown.missing}}
        from .reporting import report  # with Matplotlib, for which looking at a table need not wait
        made = report(shown.look, progress=progress)
    except TableError as error:
        return {"html": fault_html(error), "ready": False}
    return {"html": made._repr_html_(), "page": made.html}


def _held(content: bytes | str | None, name: str, total: int | None) -> tuple[Source, dict[str, str]]:
    """Return a table as it was read; the last one is not read again."""
    key = (name, total, content)
    if not _LAST or _LAST[0] != key:
        _LAST[:] = []
        if content is None:
            found = example()
        elif total is not None and isinstance(content, bytes):
            source = read(content[:content.rfind(b"\n") + 1], name)     # the last line was cut in two
            cut = (f"Only the first {len(content) / 1e6:.0f} MB of {total / 1e6:,.0f} MB were read: a page has no "
                   "memory for more. They are its first rows, no fair sample of it.")
            found = replace(source, notes=(cut, *source.notes)), {}
        else:
            found = read(content, name), {}
        _LAST[:] = [key, found]
    kept: tuple[Source, dict[str, str]] = _LAST[1]
    return kept


def example() -> tuple[Source, dict[str, str]]:
    """Return the table to start with, and the answers that suit it: concrete, with a number for each mix."""
    frame = concrete()
    mix = near_groups(frame[frame.columns[:7]], 0.5) + 1                # kg: some mixes are there twice, once rounded
    frame.insert(0, "mix", [f"mix {k}" for k in mix])
    return read(frame, "concrete (an example)"), {"target": "strength", "group": "mix"}


def answered(source: Source, answers: Mapping[str, Any]) -> Shown:
    """Return how a table is understood with the answers of a form: texts by the names of `look`'s arguments.

    Where empty cells ask for a choice and none was made, rows are left out if few are lost by it, else cells are
    filled. """
    given = {name: str(answers.get(name) or "") or None for name in ("target", "group", "time", "task", "missing")}
    kinds = {str(name): str(kind) for name, kind in dict(answers.get("kinds") or {}).items() if kind}
    try:
        found = look(source, **given, kinds=kinds)
        gaps = bool(found.task and found.gaps)
        if gaps and given["missing"] is None:
            kept = look(source, **(given | {"missing": "drop"}), kinds=kinds)
            given["missing"] = "drop" if len(kept.rows) >= ENOUGH * len(found.rows) else "fill"
            found = kept if given["missing"] == "drop" else look(source, **given, kinds=kinds)
    except TableError as error:
        return Shown(fault_html(error), list(source.frame.columns), False, "", False)
    return Shown(look_html(found), list(source.frame.columns), gaps, given["missing"] or "", not found.stops, found)


def fault_html(error: TableError) -> str:
    """Return an error about a table as HTML."""
    lines = "".join(f"<p>{words(line)}</p>" for line in str(error).splitlines())
    return f'{STYLE}<div class="mlp-table tex2jax_ignore"><div class="stop" role="alert">{lines}</div></div>'
