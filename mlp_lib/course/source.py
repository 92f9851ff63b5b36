"""A source: the code of a function as a page shows it, so that what a reader copies is what the tests run."""
from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mlp_lib.checks import lookup
from mlp_lib.teaching import markup


@dataclass(frozen=True)
class Source:
    """A function's source as the page shows it."""

    name: str
    text: str

    def _repr_html_(self) -> str:
        return markup.source(self.text)

    def __repr__(self) -> str:
        return f"Source of {self.name}, {len(self.text.splitlines())} lines"


def of(code: Mapping[str, Callable[..., Any]], name: str, kind: str) -> Source:
    """Return the source of ``code[name]``, which displays itself; an unknown name is a ValueError with the nearest."""
    function = lookup(code, name, kind)
    return Source(function.__name__, inspect.getsource(function))
