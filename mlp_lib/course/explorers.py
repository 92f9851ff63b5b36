"""The explorers of the book: a module for each chapter, a function for each explorer, imported when first used."""
import importlib
from types import ModuleType


def __getattr__(chapter: str) -> ModuleType:
    room = f"{__package__}.{chapter}"
    try:
        return importlib.import_module(f"{room}.explorers")
    except ModuleNotFoundError as error:
        if error.name not in (room, f"{room}.explorers"):   # the chapter is there, and something that it imports is not
            raise
        raise AttributeError(f"there are no explorers of a chapter {chapter!r}") from error
