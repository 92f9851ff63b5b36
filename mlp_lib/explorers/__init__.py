"""The explorers of the book: a module for each chapter, a function for each explorer, imported when first used."""
import importlib
from types import ModuleType


def __getattr__(chapter: str) -> ModuleType:
    try:
        return importlib.import_module(f"{__name__}.{chapter}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{chapter}":           # the chapter is there, and something that it imports is not
            raise
        raise AttributeError(f"there are no explorers of a chapter {chapter!r}") from error
