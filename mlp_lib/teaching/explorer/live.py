"""A live explorer draws its picture in the browser, from values that the reader sets as finely as he likes.

Its scene is a script of about 20 lines, beside the Python that names its controls; `web/scene.js` says what it gives.
"""
from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ... import checks
from .control import Control, Span
from .widget import Explorer, named


def live(script: str | Path, *, name: str, title: str | None = None, data: Mapping[str, Any] | None = None,
         start: Mapping[str, Any] | None = None, stills: Sequence[Mapping[str, Any]] = (),
         **controls: Control | Span) -> Explorer:
    """Return the explorer whose picture the scene `name` of a script draws in the browser.

    script         path of the script, which calls ``scene(name, ...)``
    name           lower-case words joined by hyphens; the scene's key and the page's anchor ``#explorer-<name>``
    title          heading of the explorer; the name in words if left out
    data           what the scene draws besides the controls' values: lists and numbers
    start          control name -> value to begin with
    stills         settings, over the start, of the pictures on paper and without scripts; the start if left out
    controls       name -> `Span` (any number) or `Control` (one of some values)

    Raises FileNotFoundError without the script, ValueError or TypeError for what cannot be a control or its start, for
    a scene that the script does not have and data that a browser cannot read.
    """
    path, table = Path(script), {}
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is not there. A live explorer's script stands beside its Python.")
    drawn = re.findall(r'\bscene\("([^"]*)"', path.read_text(encoding="utf-8"))
    checks.one_of(named(name, title), drawn, f"name, of a scene of {path.name},")
    for key, value in (data or {}).items():
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise type(error)(f"data[{key!r}] must be lists, words and finite numbers: {error}. "
                              "`.tolist()` makes a list of an array.") from error
    if not controls:
        raise ValueError("an explorer needs a control, got none. Pass one, such as z=Span(-6, 6).")
    for key, control in controls.items():
        table[key] = control if isinstance(control, Span) else Control.of(key, control)
    return Explorer(name, title, table, start, stills=stills, data=data or {}, scene=name, scripts=[path])
