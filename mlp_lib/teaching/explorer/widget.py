"""The explorer as a widget: its controls' values in traits, its picture in the browser, no kernel needed to answer.

The scripts in `web/` are one program for pages and notebooks. On a page `_ext/explorers_page.py` takes them and what
is in the traits; in a notebook anywidget does.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ... import checks
from ..script import bare
from .control import Control, Span

WEB = Path(__file__).with_name("web")
PARTS = ("numbers", "maths", "picture", "scene", "controls", "frames", "live", "save", "explorer")
Values = dict[str, Any]                                 # of the controls, by name
Choice = tuple[Any, ...]                                # a value of each control


@cache
def program(scenes: tuple[Path, ...] = (), end: str = "export default { render };") -> str:
    """Return all scripts as one: the engine's parts in order, the `scenes` each in a block of its own, and `end`."""
    parts = [bare(WEB / f"{part}.js") for part in PARTS]
    return "\n".join([*parts, *(f"{{\n{bare(path)}}}" for path in scenes), end])


class Explorer(anywidget.AnyWidget):
    """What `explore` and `live` return: controls, a picture, a caption, at home in a page and in a notebook.

    `values` are the controls' values by name: what the reader has set, which a cell may read, and set by `set`.
    An explorer of frames has its `frames`, pictures (data URIs) or HTML, and its `captions`, by the tuple of the
    controls' values; a live one has a `scene`, which draws from `values` and `data` in the browser. `stills` are the
    values of what stands on paper and where no script runs, if that is not the start.
    """

    _css = (WEB / "explorer.css").read_text(encoding="utf-8")
    _esm = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    scene = traitlets.Unicode().tag(sync=True)          # empty: frames
    controls: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    stills: traitlets.List[Any] = traitlets.List().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str, title: str | None, controls: Mapping[str, Control | Span],
                 start: Mapping[str, Any] | None = None, *, data: Mapping[str, Any], scene: str = "",
                 scripts: Iterable[Path] = (), frames: Mapping[Choice, str] | None = None,
                 captions: Mapping[Choice, str] | None = None,
                 stills: Sequence[Mapping[str, Any]] = ()) -> None:
        self.table, self.scripts = dict(controls), tuple(scripts)
        self.frames, self.captions = dict(frames or {}), dict(captions or {})
        super().__init__(
            name=name, title=title or name.replace("-", " ").capitalize(), scene=scene, data=dict(data),
            controls=[control.spec(key) for key, control in controls.items()],
            values=starting(self.table, start), stills=shown_still(self.table, start, stills),
            _esm=program(self.scripts))

    @traitlets.validate("values")
    def _known(self, proposal: Mapping[str, Any]) -> Values:
        given = proposal["value"]
        for key in given:
            checks.one_of(key, self.table, "a control")
        return {key: control.check(given.get(key, control.first), f"the value of {key!r}")
                for key, control in self.table.items()}

    def set(self, **values: Any) -> None:
        """Set some controls by name, as a reader does; what is no value of a control raises ValueError."""
        self.values = self.values | values

    def __repr__(self) -> str:                             # what a notebook stores, so the same on every run
        if self.scene:
            return f"Explorer {self.name!r}, live: {', '.join(self.table)}"
        shape = " × ".join(f"{len(c['values'])} {c['name']}" for c in self.controls)
        return f"Explorer {self.name!r}: {len(self.frames)} frames ({shape})"


def starting(table: Mapping[str, Control | Span], start: Mapping[str, Any] | None, what: str = "start") -> Values:
    """Return the values to begin with: those of `start`, and of the other controls their own first ones."""
    values = {key: control.first for key, control in table.items()}
    for key, value in (start or {}).items():
        values[key] = checks.lookup(table, key, "control").check(value, f"{what} of control {key!r}")
    return values


def shown_still(table: Mapping[str, Control | Span], start: Mapping[str, Any] | None,
                stills: Sequence[Mapping[str, Any]]) -> list[Values]:
    """Return the values of each of the `stills`, which say what differs from the start; refuse the start itself."""
    if not (isinstance(stills, list | tuple) and all(isinstance(still, Mapping) for still in stills)):
        raise TypeError(f"stills must be a list of dictionaries, control to value, got {stills!r:.60}.")
    made = [starting(table, {**(start or {}), **still}, "still") for still in stills]
    if made == [starting(table, start)] or any(still in made[:i] for i, still in enumerate(made)):
        raise ValueError(f"stills {stills!r:.60} show the start alone, or a state twice. The start is shown if stills "
                         "are left out.")
    return made


def named(name: str, title: str | None) -> str:
    """Return an explorer's name if it can be an anchor and the title is words; else raise ValueError or TypeError."""
    if not (isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)):
        raise ValueError(f"name must be lower-case words joined by hyphens such as 'one-neuron', got {name!r}.")
    if not isinstance(title, str | None):
        raise TypeError(f"title must be words, got {title!r:.60}. Leave it out for the name in words.")
    return name
