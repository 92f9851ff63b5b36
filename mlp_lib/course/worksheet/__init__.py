"""The backpropagation worksheet: one round of training by hand, on numbers drawn from a seed, each box diagnosed."""
import importlib
from typing import TYPE_CHECKING

from .boxes import Entry
from .diagnosis import Verdict
from .drawing import draw
from .paper import paper, sheets
from .sheet import Sheet, check, check_all

if TYPE_CHECKING:
    from .questions import practice
    from .widget import Worksheet, show

__all__ = [
    "Entry", "Sheet", "Verdict", "Worksheet", "check", "check_all", "draw", "paper", "practice", "sheets", "show",
]

_WIDGETS = {"practice": "questions", "Worksheet": "widget", "show": "widget"}       # a sheet itself needs none


def __getattr__(name: str) -> object:
    if name not in _WIDGETS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{_WIDGETS[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
