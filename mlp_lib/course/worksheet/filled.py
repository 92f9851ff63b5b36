"""A sheet with texts in its boxes, as it is shown: what is said under each step, the hints, and how far it is."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mlp_lib import checks
from mlp_lib.teaching import markup

from .boxes import Entry
from .diagnosis import Verdict
from .drawing import draw
from .paper import given, in_html, steps
from .picture import svg
from .sheet import Sheet

KINDS: dict[str, dict[str, Any]] = {                    # what the menu offers -> arguments of `draw`
    "2-2-1, one observation": {},
    "2-2-2, one observation": {"sizes": (2, 2, 2)},
    "2-2-1, sigmoid output": {"output": "sigmoid"},
    "2-2-1, mean over three observations": {"observations": 3, "reduction": "mean"},
}
STYLE = """<style>
.mlp-sheet { background: #fff; color: #222; padding: .5em .8em; line-height: 1.5; overflow-x: auto }
.mlp-sheet svg.net { max-width: 24rem; width: 100%; height: auto }
.mlp-sheet table { border-collapse: collapse; margin: .3em 0 }
.mlp-sheet caption { text-align: left; caption-side: top; color: #222 }
.mlp-sheet th, .mlp-sheet td { text-align: left; padding: .15em .6em .15em 0; background: #fff; color: #222; border: 0 }
.mlp-boxes { display: flex; flex-flow: row wrap }
.mlp-boxes .widget-text { margin: .15em .5em .15em 0 }
.mlp-boxes .widget-label { font-size: 1rem; white-space: nowrap }
.mlp-box-right input { border-color: #0b6b3a !important; border-width: 2px !important }
.mlp-box-wrong input { border-color: #9a3412 !important; border-width: 2px !important }
.mlp-said { line-height: 1.5; white-space: normal }
</style>"""


def panel(sheet: Sheet) -> str:
    """Return picture and given numbers of a sheet as HTML."""
    return f'{STYLE}<div class="mlp-sheet tex2jax_ignore">{svg(sheet)}{given(sheet)}</div>'


def titled(sheet: Sheet) -> list[tuple[str, list[Entry]]]:
    """Return [(title, boxes)] of the steps, numbered."""
    return [(f"{k}. {title}", entries) for k, (title, entries) in enumerate(steps(sheet), start=1)]


def said(entries: Iterable[Entry], verdicts: Mapping[str, Verdict], changed: str | None) -> str:
    """Return as HTML what is said of the boxes of one step: of all that are wrong, of the box just `changed` first."""
    lines: list[str] = []
    for entry in entries:
        verdict = verdicts[entry.name]
        if verdict.passed is False or (entry.name == changed and verdict.passed):
            line = f"<p><strong>{entry.label.html}:</strong> {markup.inline(verdict.message)}</p>"
            lines.insert(0 if entry.name == changed else len(lines), line)
    return "".join(lines)


def progress(verdicts: Mapping[str, Verdict]) -> str:
    """Return as HTML how many boxes are right."""
    right = sum(verdict.passed is True for verdict in verdicts.values())
    done = " All of it: this is one round of training." if right == len(verdicts) else ""
    return f"<strong>{right} of {len(verdicts)} boxes are right.</strong>{done}"


def hint(sheet: Sheet, entries: Iterable[Entry], verdicts: Mapping[str, Verdict], stages: dict[str, int]) -> str:
    """Return as HTML the rule of the first box that is not right; asked again, in numbers; and then with its value.

    `stages` counts how often each box has been asked for, and is counted up.
    """
    entry = next((e for e in entries if not verdicts[e.name].passed), None)
    if entry is None:
        return "<p>All boxes of this step are right.</p>"
    stage = stages[entry.name] = min(stages.get(entry.name, 0) + 1, 3)
    text = f"{entry.label.html} = {entry.formula.html}"
    if stage > 1:
        text += f" = {in_html(entry.worked(sheet.numbers()))}"
    if stage > 2:
        text += f" = {entry.value:.4f}".replace("-", "−")
    return f"<p><strong>Hint {stage} of 3:</strong> {text}</p>"


def page(seed: int, kind: str, texts: Mapping[str, str], changed: str | None = None, step: int | None = None,
         stages: Mapping[str, int] = {}) -> dict[str, Any]:
    """Return all that a page shows of a sheet, as plain records; `step` asks for a hint in the step of this number."""
    sheet = draw(seed, **checks.lookup(KINDS, kind, "kind of sheet"))
    verdicts = sheet.check_all({name: text for name, text in texts.items() if name in sheet.entries})
    asked = dict(stages)
    groups = [{"title": title, "said": said(entries, verdicts, changed) if k != step else
               hint(sheet, entries, verdicts, asked),
               "boxes": [{"name": e.name, "plain": e.label.plain, "html": e.label.html,
                          "outcome": verdicts[e.name].outcome} for e in entries]}
              for k, (title, entries) in enumerate(titled(sheet))]
    return {"kinds": list(KINDS), "given": panel(sheet), "groups": groups, "progress": progress(verdicts),
            "stages": asked}
