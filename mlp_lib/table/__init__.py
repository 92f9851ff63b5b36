"""Your own table: its columns are found and shown, a network is trained on it honestly, and a report is made of it."""
import importlib
from typing import TYPE_CHECKING

from .errors import TableError
from .looking import Look, look
from .reading import Source, read
from .reporting import Report, report

if TYPE_CHECKING:
    from .widget import OwnTable, show

__all__ = ["Look", "OwnTable", "Report", "Source", "TableError", "look", "read", "report", "show"]


def __getattr__(name: str) -> object:
    if name not in ("OwnTable", "show"):                    # the widgets come when they are asked for
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.widget"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
