"""Scene: the types of what an explorer's picture is made of; `mlp_lib.explore` tells what they mean."""
from __future__ import annotations

from collections.abc import Callable, Iterable

from matplotlib.artist import Artist

Frame = tuple[Iterable[Artist], str] | str              # the moving artists and the caption, or a text of HTML
Update = Callable[..., Frame]
