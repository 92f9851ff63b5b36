"""Your own table: its columns are found and shown, a network is trained on it honestly, and a report is made of it."""
import importlib
from typing import TYPE_CHECKING

from .errors import TableError
from .looking import Look, look
from .reading import Source, read

if TYPE_CHECKING:
    from .reporting import Report, report
    from .widget import OwnTable, show

__all__ = ["Look", "OwnTable", "Report", "Source", "TableError", "look", "read", "report", "show"]

# Matplotlib and the widgets come when they are asked for: looking at a table need not wait for them
_HOMES = {"Report": "reporting", "report": "reporting", "OwnTable": "widget", "show": "widget"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
