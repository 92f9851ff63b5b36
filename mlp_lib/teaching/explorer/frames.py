"""A frame is one picture of a scene, a small palette PNG, and its caption.

What stands still is drawn once; for each frame only the moving artists are drawn on top of it (blitting), so that a
picture of lines takes about 10 ms instead of the 200 ms of a fresh figure. It is drawn twice as fine as it is shown.
"""
from __future__ import annotations

import base64
import html
import inspect
import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from ... import checks
from ...plots.style import RC

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

COLOURS = 64                # of a frame's palette
LEAST, MOST = 20, 4000      # pixels of a frame's sides, as shown
SCALE = 2                   # pixels of a picture for each one of the page: screens of today have two
PHONE, LEGIBLE = 366, 9     # pixels: of a picture's width on a phone, and of the smallest letters there
TEXTS: tuple[RcKeyType, ...] = (
    "font.size", "axes.titlesize", "axes.labelsize", "legend.fontsize", "xtick.labelsize", "ytick.labelsize")
Values = dict[str, Any]                                 # of the controls, by name
Frame = tuple[Iterable[Artist], str] | str              # the moving artists and the caption, or a text of HTML
Update = Callable[..., Frame]
Scene = Callable[[Figure], Update]


def draw(scene: Scene, combinations: Sequence[Values], first: Values, *, figsize: tuple[float, float], dpi: int,
         budget: int) -> list[tuple[str, str]]:
    """Return (picture, caption) for each of the `combinations`, dicts of control values; `first` lays out the figure.

    A picture is a data URI, or the HTML of a text scene.

    Raises TypeError where the scene returns no update function or no caption, ValueError where it moves what it does
    not return or the first frame did not announce, or where the frames weigh more than `budget` bytes together.
    """
    smallest = LEGIBLE * 72 * figsize[0] / PHONE            # points: what is LEGIBLE where the picture is PHONE wide
    with matplotlib.rc_context(RC | {name: max(RC[name], smallest) for name in TEXTS}):
        figure = Figure(figsize=figsize, dpi=dpi * SCALE, facecolor="white", layout="constrained")
        canvas, update = FigureCanvasAgg(figure), scene(figure)
        for words in figure.findobj(Text):
            words.set_fontsize(max(words.get_fontsize(), smallest))
        _check(update, first)
        artists, _, text = _read(update(**first), first)
        background = None if text else _still(figure, canvas, artists)
        still, figure.stale = _stale(figure), False
        shots, weight = [], 0
        for values in combinations:
            artists, caption, text = _read(update(**values), values, want_text=background is None)
            shots.append((text or _picture(canvas, background, artists, values), caption))
            if not text and figure.stale:
                changed = ", ".join(part for part in _stale(figure) if part not in still) or "the figure"
                raise ValueError(f"for {values} update changes {changed}, which it does not return: every frame would "
                                 "show it as it was at first. Return it with the moving artists, or set it once in the "
                                 "scene.")
            weight += len(shots[-1][0])
            if weight > budget:
                raise ValueError(f"the first {len(shots)} of {len(combinations)} frames weigh {weight:,} bytes, but "
                                 f"the page has room for {budget:,}. Take fewer values or a smaller figure.")
    return shots


def pixels(figsize: tuple[float, float], dpi: float) -> tuple[float, float]:
    """Return width and height of a picture; one that fits no page is refused."""
    sides = checks.finite(figsize, "figsize") * checks.number(dpi, "dpi", remedy="100 is usual.")
    if sides.shape != (2,) or sides.min() < LEAST or sides.max() > MOST:
        raise ValueError(f"figsize must be (width, height) in inches that make {LEAST} to {MOST} pixels each way, got "
                         f"{figsize!r:.60} at dpi={dpi}. (6, 3.5) and 100 are usual.")
    return float(sides[0]), float(sides[1])


def _check(update: Update, values: Values) -> None:
    """Refuse what is no function of the controls."""
    if not callable(update):
        raise TypeError(f"a scene returns its update function, got {update!r}. End it with `return update`.")
    try:
        inspect.signature(update).bind(**values)
    except TypeError as error:
        raise TypeError(f"update{inspect.signature(update)} does not take the controls {', '.join(values)}: {error}. "
                        "Name its parameters like the controls.") from None


def _read(result: Frame, values: Values, want_text: bool | None = None) -> tuple[tuple[Artist, ...], str, str]:
    """Return (artists, caption, HTML) of what `update` returned: a text has no artists, a picture no HTML."""
    text = isinstance(result, str) and bool(result.strip())
    picture = (isinstance(result, tuple) and len(result) == 2 and isinstance(result[0], Iterable)
               and isinstance(result[1], str) and bool(result[1].strip()))
    if not (text or picture) or want_text not in (None, text):
        raise TypeError("update returns (moving artists, caption), a single artist as (line,), the caption telling "
                        f"the picture in words, or always a text of HTML; for {values} it returned {result!r:.200}")
    if isinstance(result, str):
        words = html.unescape(re.sub(r"<[^>]*>", " ", result))
        return (), " ".join(words.split()), result
    return tuple(result[0]), re.sub(r"(?<![\w.])-(?=\d)", "−", result[1].strip()), ""


def _still(figure: Figure, canvas: FigureCanvasAgg, artists: Iterable[Artist]) -> Any:
    """Lay the figure out once, and return the pixels of everything but the moving artists."""
    if not any(ax.get_subplotspec() for ax in figure.axes):
        figure.set_layout_engine("none")                   # axes placed by hand
    canvas.draw()
    figure.set_layout_engine("none")
    for artist in artists:
        artist.set_animated(True)
    canvas.draw()
    return canvas.copy_from_bbox(figure.bbox)


def _stale(figure: Figure) -> list[str]:
    """Name what does not move and yet, in matplotlib's eyes, is to be drawn again; empty titles always are."""
    parts = [*figure.get_children(), *(part for ax in figure.axes for part in ax.get_children())]
    return [str(a) for a in parts if a.stale and not a.get_animated() and a not in figure.axes]


def _picture(canvas: FigureCanvasAgg, background: Any, artists: Iterable[Artist], values: Values) -> str:
    """Return the frame of the moving `artists` as the data URI of a PNG."""
    canvas.restore_region(background)
    for artist in sorted(artists, key=lambda a: a.get_zorder()):
        if not artist.get_animated():
            raise ValueError(f"for {values} the scene moves {artist}, which it did not return at first. Return every "
                             "moving artist each time, and hide one by set_visible(False).")
        canvas.figure.draw_artist(artist)
    pixels = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    pixels = pixels.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = np.array(pixels.getpalette(), np.uint8).reshape(-1, 3)        # (colours, 3)
    palette[(palette >= 250).all(axis=1)] = 255            # the octree's white is 254
    pixels.putpalette(palette.tobytes())
    png = io.BytesIO()
    pixels.save(png, format="png")
    return f"data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}"


def data(shots: Sequence[tuple[str, str]], figsize: tuple[float, float], dpi: int) -> dict[str, Any]:
    """Return what the browser needs of frames: the pictures, each once, which of them a frame shows, and their size."""
    width, height = map(round, pixels(figsize, dpi))
    places = {picture: i for i, picture in enumerate(dict.fromkeys(picture for picture, _ in shots))}
    return {"pictures": list(places), "frames": [[places[picture], caption] for picture, caption in shots],
            "width": width, "height": height, "html": not shots[0][0].startswith("data:")}
