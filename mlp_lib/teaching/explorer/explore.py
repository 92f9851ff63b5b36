"""An explorer of frames answers with no kernel, since all its pictures are drawn beforehand.

A *scene* is set up once. It is called as ``scene(figure)``, draws what stands still, and returns
``update(**values)``, which moves artists and returns ``(moving artists, caption)``: the protocol of
``FuncAnimation(blit=True)`` and a caption, plain text with the numbers shown.
A *text scene* ignores the figure, and its ``update`` returns HTML. `explore` draws a frame for every combination
of the controls; the browser shows the one that the reader has chosen.
"""
from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from ... import checks
from . import frames
from .control import Control
from .widget import Explorer, named, starting

QUOTA, CAP = 250, 500       # frames of an explorer: what is allowed unasked, and what `limit` may ask for
FRAME_BYTES = 24_000        # what a frame may weigh on average, at twice the resolution


def explore(scene: frames.Scene, *, name: str, title: str | None = None, figsize: tuple[float, float] = (6, 3.5),
            dpi: int = 100, start: Mapping[str, Any] | None = None,
            stills: Sequence[Mapping[str, Any]] = (), limit: int = QUOTA,
            **controls: Control | Mapping[str, Any] | Sequence[Any]) -> Explorer:
    """Draw every frame of `scene` and tie them to `controls`; the result answers in any browser with no kernel.

    scene          ``scene(figure) -> update``, see the head of this module
    name           lower-case words joined by hyphens; the page's anchor is ``#explorer-<name>``
    title          heading of the explorer; the name in words if left out
    figsize, dpi   size of the picture in inches, and its pixels per inch as shown; it is drawn twice as fine
    start          control name -> value to begin with; if left out, the middle number or the first word
    limit          frames allowed, 250; up to 500 where so many are worth the wait (heat maps: stay under 60)
    stills         settings, over the start, of the pictures on paper and without scripts; the start if left out
    controls       name -> values, a `Control`, or a dict of its fields; numbers give a slider, words and yes/no
                   give buttons, many words a menu

    Raises ValueError or TypeError before anything is drawn for controls that cannot be shown or are too many,
    and while drawing for a scene without a caption or with pictures too heavy for a page.
    """
    name = named(name, title)
    if not callable(scene):
        raise TypeError(f"scene must be a function of a figure that returns its update function, got {scene!r}.")
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
    first = starting(table, start)
    choices = list(itertools.product(*(c.values for c in table.values())))
    shots = frames.draw(scene, [dict(zip(table, values, strict=True)) for values in choices], first,
                        figsize=figsize, dpi=dpi, budget=limit * FRAME_BYTES)
    return Explorer(name, title, table, start, stills=stills, data=frames.data(shots, figsize, dpi),
                    frames=dict(zip(choices, (shot for shot, _ in shots), strict=True)),
                    captions=dict(zip(choices, (caption for _, caption in shots), strict=True)))
