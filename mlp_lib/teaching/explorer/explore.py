"""An explorer is a picture with controls that answers with no kernel: all its frames are drawn beforehand.

A *scene* is set up once. It is called as ``scene(figure)``, draws what stands still, and returns
``update(**values)``, which moves artists and returns ``(moving artists, caption)``: the protocol of
``FuncAnimation(blit=True)`` and a caption, plain text with the numbers shown, which is the alt text too.
A *text scene* ignores the figure, and its ``update`` returns HTML. `explore` draws a frame for every combination
of the controls, puts the frames into nested Stacks, and ties each control to its Stacks in the browser.
"""
from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from math import prod
from numbers import Real
from typing import Any

import ipywidgets as widgets
import numpy as np

from ... import checks
from . import frames

QUOTA, CAP = 250, 500       # frames of an explorer: what is allowed unasked, and what `limit` may ask for
FRAME_BYTES = 8_000         # what a frame may weigh in the page on average: 250 of them are 2 MB
Choice = tuple[Any, ...]    # a value of each control

CSS = """<style>
.mlp-explorer .widget-html-content{overflow-wrap:anywhere;line-height:1.4}
.mlp-explorer .widget-label{max-width:100%;white-space:normal;overflow:visible;height:auto}
.mlp-frame{margin:0}
.mlp-frame img{display:block;max-width:100%;height:auto;background:#fff}
.mlp-frame figcaption{margin:.3em 0;text-align:left}
</style>"""


@dataclass(frozen=True)
class Control:
    """What a reader may set: its values, the label beside it, and one readable text per value (both optional)."""

    values: Sequence[Any]
    label: str | None = None
    texts: Sequence[str] | None = None

    @classmethod
    def of(cls, name: str, given: Control | Mapping[str, Any] | Sequence[Any]) -> Control:
        """Read a Control, a dict of its fields or a plain list of values; refuse what cannot be shown."""
        if isinstance(given, Mapping):
            for key in given:
                checks.one_of(key, cls.__dataclass_fields__, f"a key of control {name!r}")
        control = given if isinstance(given, Control) else cls(**given) if isinstance(given, Mapping) else cls(given)
        if isinstance(control.values, str | Mapping | Set) or not isinstance(control.values, Iterable):
            raise TypeError(f"control {name!r} must be a list of values such as [0.1, 1.0], "
                            f"got {control.values!r}. What does not change belongs into the scene.")
        given_values = checks.few(control.values, f"control {name!r}", 1000)
        values = tuple(v.item() if isinstance(v, np.generic) else v for v in given_values)
        if len(values) < 2:
            raise ValueError(f"control {name!r} must have at least 2 values, got {list(values)}. "
                             "Add values, or fix this one in the scene.")
        texts = checks.words(list(map(_text, values)) if control.texts is None else control.texts,
                             f"texts of control {name!r}")
        if not isinstance(control.label, str | None):
            raise TypeError(f"the label of control {name!r} must be words, got {control.label!r:.60}.")
        if len(texts) != len(values) or len(set(texts)) < len(values):
            raise ValueError(f"control {name!r} must show one text per value, no two alike; its {len(values)} "
                             f"values are shown as {list(texts)}. Drop the double one, or pass texts=[...].")
        control = replace(control, values=values, label=control.label or name, texts=texts)
        if control.numeric:
            checks.finite(values, f"control {name!r}", remedy="Leave it out.")
        return control

    @property
    def numeric(self) -> bool:
        return all(isinstance(v, Real) and not isinstance(v, bool) for v in self.values)

    def widget(self, index: int) -> widgets.Widget:
        """Return a slider for numbers, buttons for a few words, a menu for many."""
        texts, style = self.texts or tuple(map(_text, self.values)), {"description_width": "initial"}
        common = {"options": [(text, i) for i, text in enumerate(texts)], "index": index, "description": self.label,
                  "layout": {"width": "auto", "max_width": "36rem", "height": "auto", "flex_flow": "row wrap"},
                  "style": style}
        if self.numeric:
            return widgets.SelectionSlider(**common)
        if sum(map(len, texts)) > 40:
            return widgets.Dropdown(**common)
        style["button_width"] = "auto"
        return widgets.ToggleButtons(**common)


class Explorer(widgets.VBox):
    """The widget that `explore` returns: controls above their frames, at home in a page and in a notebook.

    `controls` are the control widgets by name; `frames` (HTML widgets) and `captions` (text) go by the tuple of
    the controls' values; `links` are the ties, made in the browser, from a control's index to its Stacks.
    """

    def __init__(self, name: str, controls: dict[str, widgets.Widget], frames: dict[Choice, widgets.HTML],
                 captions: dict[Choice, str], links: list[widgets.Widget], children: list[widgets.Widget]) -> None:
        super().__init__(children, layout={"max_width": "100%", "overflow": "visible"})
        self.name, self.controls, self.frames = name, controls, frames
        self.captions, self.links = captions, links
        self.add_class("mlp-explorer").add_class(f"mlp-explorer-{name}")
        children[-1].add_class("mlp-frames")

    def __repr__(self) -> str:                             # what a notebook stores, so the same on every run
        shape = " × ".join(f"{len(c.options)} {name}" for name, c in self.controls.items())
        return f"Explorer {self.name!r}: {len(self.frames)} frames ({shape})"


def explore(scene: frames.Scene, *, name: str, title: str | None = None, figsize: tuple[float, float] = (6, 3.5),
            dpi: int = 100, start: Mapping[str, Any] | None = None, limit: int = QUOTA,
            **controls: Control | Mapping[str, Any] | Sequence[Any]) -> Explorer:
    """Draw every frame of `scene` and tie them to `controls`; the result answers in any browser with no kernel.

    scene          ``scene(figure) -> update``, see the head of this module
    name           lower-case words joined by hyphens; the page's anchor is ``#explorer-<name>``
    title          heading of the explorer; the name in words if left out
    figsize, dpi   size of the picture in inches, and its pixels per inch
    start          control name -> value to begin with; if left out, the middle number or the first word
    limit          frames allowed, 250; up to 500 where so many are worth the wait (heat maps: stay under 60)
    controls       name -> values, a `Control`, or a dict of its fields; numbers give a slider, words and yes/no
                   give buttons, many words a menu

    Raises ValueError or TypeError before anything is drawn for controls that cannot be shown or are too many,
    and while drawing for a scene without a caption or with pictures too heavy for a page.
    """
    if not (isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)):
        raise ValueError(f"name must be lower-case words joined by hyphens such as 'one-neuron', got {name!r}.")
    if not callable(scene):
        raise TypeError(f"scene must be a function of a figure that returns its update function, got {scene!r}.")
    if not isinstance(title, str | None):
        raise TypeError(f"title must be words, got {title!r:.60}. Leave it out for the name in words.")
    if not isinstance(start, Mapping | None):
        raise TypeError(f"start must be a dictionary, control to value, such as {{'eta': 0.1}}, got {start!r:.60}.")
    frames.pixels(figsize, dpi)
    if not controls:
        raise ValueError("an explorer needs a control, got none. Pass one, such as eta=[0.1, 1.0], "
                         "or draw a plain figure.")
    limit = checks.count(limit, "limit", most=CAP, remedy="Drop values that teach nothing new.")
    table = {key: Control.of(key, given) for key, given in controls.items()}
    total = prod(len(c.values) for c in table.values())
    if total > limit:
        shape = " × ".join(f"{len(c.values)} {key}" for key, c in table.items())
        raise ValueError(f"{shape} makes {total} frames, at most {limit} are wanted. Choose the values that "
                         f"teach; limit=... allows up to {CAP}.")
    index = {key: len(c.values) // 2 if c.numeric else 0 for key, c in table.items()}
    for key, value in (start or {}).items():
        values = checks.lookup(table, key, "control").values
        index[key] = values.index(checks.one_of(value, values, f"start of control {key!r}"))

    choices = list(itertools.product(*(c.values for c in table.values())))
    shots = frames.draw(scene, [dict(zip(table, values, strict=True)) for values in choices],
                        {key: c.values[index[key]] for key, c in table.items()},
                        figsize=figsize, dpi=dpi, budget=limit * FRAME_BYTES)
    shared = {"layout": widgets.Layout(width="auto", overflow="visible"), "style": widgets.HTML().style}
    pictures = [widgets.HTML(markup, **shared) for markup, _ in shots]      # one layout for all: a small page
    sliders = {key: c.widget(index[key]) for key, c in table.items()}
    stack, links = _nest(pictures, list(sliders.values()), shared["layout"])
    title = html.escape(title or name.replace("-", " ").capitalize())
    head = widgets.HTML(f'<div class="mlp-explorer-head" id="explorer-{name}"><strong>{title}</strong></div>{CSS}',
                        **shared)
    return Explorer(name, sliders, dict(zip(choices, pictures, strict=True)),
                    dict(zip(choices, (caption for _, caption in shots), strict=True)),
                    links, [head, *sliders.values(), stack])


def _nest(children: list[widgets.Widget], sliders: list[widgets.Widget],
          layout: widgets.Layout) -> tuple[widgets.Stack, list[widgets.Widget]]:
    """Return the outer Stack and all links; `children` are in the order of product(), last control fastest."""
    links = []
    for slider in reversed(sliders):
        size, inner = len(slider.options), children
        children = [widgets.Stack(inner[i:i + size], selected_index=slider.index, layout=layout)
                    for i in range(0, len(inner), size)]
        links += [widgets.jslink((slider, "index"), (stack, "selected_index")) for stack in children]
    return children[0], links


def _text(value: object) -> str:
    """Return a value as a reader would write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}".replace("-", "−") if isinstance(value, Real) else str(value)
