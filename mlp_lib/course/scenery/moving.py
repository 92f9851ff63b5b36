"""Moving: all of a diagram's artists, the 1 in its bias units included, so that no square covers its 1."""
from __future__ import annotations

from matplotlib.artist import Artist

from mlp_lib.plots import Diagram


def moving(diagram: Diagram) -> list[Artist]:
    """Return what a scene that marks units and connections of `diagram` has to draw again."""
    return [*dict.fromkeys([*diagram.artists, *(text for text in diagram.ax.texts if text.get_text() == "1")])]
