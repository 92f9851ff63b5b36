"""The Playground with the hood open: its rules, in Python, and what it does not show.

`show()` opens it in a notebook; a `Session` is the same without a picture, for code.
"""
from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from .address import from_url, to_url
from .code import numpy_code, torch_code
from .inside import formula, layers, observation
from .points import Points, read
from .run import Run
from .session import Session
from .settings import CHOICES, FEATURES, Settings

if TYPE_CHECKING:
    from .widget import Playground, show

__all__ = ["CHOICES", "FEATURES", "Playground", "Points", "Run", "Session", "Settings", "formula", "from_url", "layers",
           "numpy_code", "observation", "read", "show", "to_url", "torch_code"]


def __getattr__(name: str) -> object:
    if name not in ("Playground", "show"):                  # the widget needs ipywidgets, all else NumPy alone
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.widget"), name)


def __dir__() -> list[str]:
    return __all__                                          # the two that come later too: the library's page lists them
