"""Choices: what the owner of a table says of it, each checked against the table."""
from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .columns import CHOICES
from .errors import TableError, listed, short
from .reading import Source, names

TASKS = ("number", "classes")
MISSING = ("drop", "fill")


@dataclass(frozen=True)
class Choices:
    """What the owner of a table chose; None is for what is to be found out."""

    target: str | None = None
    group: str | None = None
    time: str | None = None
    task: str | None = None
    missing: str | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)


def choose(source: Source, target: str | None, group: str | None, time: str | None, task: str | None,
           missing: str | None, kinds: Mapping[str, str] | None) -> Choices:
    """Return choices that the table has; raise TableError for any other."""
    if not isinstance(kinds, Mapping | None):
        raise TableError(f"kinds must be a dictionary, such as {{\"year\": \"category\"}}, got {short(repr(kinds))}.")
    taken: dict[str, str] = {}
    for name, choice in (kinds or {}).items():
        column, kind = _named(source, name, "kinds"), _one_of(choice, CHOICES, f"the kind of `{short(name)}`")
        if column is not None and kind is not None:
            taken[column] = kind
    roles = [_named(source, name, role) for name, role in ((target, "target"), (group, "group"), (time, "time"))]
    chosen = [name for name in roles if name is not None]
    if len(set(chosen)) < len(chosen):
        raise TableError(f"Target, group and time must be different columns, got {listed(chosen)}.")
    target, group, time = roles
    return Choices(target, group, time, _one_of(task, TASKS, "task"), _one_of(missing, MISSING, "missing"),
                   taken)


def _named(source: Source, name: str | None, role: str) -> str | None:
    """Return the name of a column that is there, as the table was read: the column 3 of a DataFrame is "3" then."""
    if name is not None and not isinstance(name, str):
        name = names([name])[0][0]
    if name is None or name in source.frame.columns:
        return name
    near = difflib.get_close_matches(str(name), list(source.frame.columns), 1, 0.5)
    meant = f" Did you mean {listed(near)}?" if near else ""
    raise TableError(f"There is no column `{short(name)}` for the {role}.{meant} The table has "
                     f"{listed(source.frame.columns, 8)}.")


def _one_of(choice: str | None, known: Sequence[str], what: str) -> str | None:
    if choice is None or choice in known:
        return choice
    raise TableError(f"{what} is {short(repr(choice))}, wanted one of {listed(known)}, or nothing.")
