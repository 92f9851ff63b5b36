"""A card: an exercise as the reader sees it, in HTML that opens without Python and in plain text."""
from __future__ import annotations

import html
import inspect
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import markup
from .form import layout

if TYPE_CHECKING:
    from .engine import Exercise


def facts(exercise: Exercise) -> str:
    """Return level, kind and time in one line."""
    return f"{exercise.level} · {exercise.kind} · about {exercise.minutes} min"


def page(exercise: Exercise) -> str:
    """Return the card as HTML: prompt, staged hints, solution, where the check runs; boxes and explorer as data."""
    title, hints = html.escape(exercise.title), enumerate(exercise.hints, start=1)
    given = "" if exercise.given is ... else _code(exercise.given)
    folds = "".join(markup.fold(f"Hint {i}", markup.paragraphs(hint)) for i, hint in hints)
    lite = f"../lite/notebooks/index.html?path=chapters/{exercise.chapter}.ipynb#exercise-{exercise.id}"
    beside = f' data-explorer="{exercise.explorer}"' if exercise.explorer else ""
    hand_in = f'<div class="mlp-hand-in">{markup.paragraphs(exercise.hand_in)}</div>' if exercise.hand_in else ""
    form = html.escape(json.dumps(layout(exercise), ensure_ascii=False))
    place = f'id="exercise-{exercise.id}" ' if markup.on_page() else ""
    return (f'<div {place}class="mlp-exercise tex2jax_process" role="group" aria-label="Exercise: {title}" '
            f'data-exercise="{exercise.id}" data-form="{form}"{beside}>'
            f'<p class="mlp-title"><strong>Exercise: {title}</strong> <small>{facts(exercise)}</small></p>'
            f"{markup.paragraphs(exercise.prompt)}{hand_in}{given}{_precision(exercise)}{folds}"
            f"{_solution(exercise)}"
            f'<p class="mlp-where"><small><span class="mlp-of-notebook">In the notebook the answer goes into the next '
            f'cell; running it checks the answer. </span><span class="mlp-static-only" style="display: none">'
            f'<a href="{lite}">Open this exercise in its notebook</a> (JupyterLite)</span></small></p></div>')


def _solution(exercise: Exercise) -> str:
    """Return the folded solution, or nothing where this build hides them."""
    shown = _code(exercise.solution) + markup.paragraphs(exercise.why)
    return markup.fold("Solution", shown) if markup.solutions_shown() else ""


def text(exercise: Exercise) -> str:
    """Return the card's name in one line, the same in every run."""
    return f"Exercise {exercise.id}: {exercise.title} ({facts(exercise)})"


def _code(value: Any) -> str:
    """Return a function's source, or a value, as HTML."""
    if callable(value):
        return markup.source(inspect.getsource(value))
    if isinstance(value, str):
        return markup.source(repr(value))
    parts = value if isinstance(value, tuple) else (value,)
    numbers = (np.array2string(np.asarray(part), precision=6, separator=", ") for part in parts)
    return markup.source(", ".join(numbers))


def _precision(exercise: Exercise) -> str:
    """Return the sentence that says how near a number must come."""
    if callable(exercise.solution) or isinstance(exercise.solution, str):
        return ""
    near = [f"{100 * exercise.rtol:g} %" if exercise.rtol > 1e-6 else "",
            f"{exercise.atol:g}" if exercise.atol > 1e-9 else ""]
    size = " or ".join(filter(None, near))
    return f"<p><small>Counts as right within ± {size}.</small></p>" if size else ""
