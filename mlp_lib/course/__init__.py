"""The course: a room for each chapter of the book, named as its notebook, and a door for each kind of record in them.

A chapter's package may have `explorers`, `exercises`, `quiz` and `experiments`; that is all it takes for their records
to be found.
"""
from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType


def rooms(kind: str) -> Iterator[tuple[str, ModuleType]]:
    """Yield (chapter, its module of this kind), such as ("forward-pass", mlp_lib.course.forward_pass.exercises).

    Looked up in the folders, so that a chapter without one is not imported.
    """
    for chapter in pkgutil.iter_modules(__path__):
        folder = str(Path(__path__[0], chapter.name))
        if kind in {module.name for module in pkgutil.iter_modules([folder])}:
            yield chapter.name.replace("_", "-"), importlib.import_module(f"{__name__}.{chapter.name}.{kind}")
