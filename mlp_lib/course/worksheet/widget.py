"""The live worksheet: a box for every number, checked as it is filled in, with hints and fresh numbers."""
from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from mlp_lib import checks
from mlp_lib.teaching import markup

from .boxes import Entry
from .drawing import draw
from .paper import given, in_html, steps
from .picture import svg
from .sheet import Sheet, as_sheet

KINDS: dict[str, dict[str, Any]] = {                    # what the menu offers -> arguments of `draw`
    "2-2-1, one observation": {},
    "2-2-2, one observation": {"sizes": (2, 2, 2)},
    "2-2-1, sigmoid output": {"output": "sigmoid"},
    "2-2-1, mean over three observations": {"observations": 3, "reduction": "mean"},
}
MARKS = {"right": "✓ ", "empty": ""}                    # all other outcomes: not yet
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
WIDE = widgets.Layout(width="auto")


def panel(sheet: Sheet) -> str:
    """Return picture and given numbers of a sheet as HTML."""
    return f'{STYLE}<div class="mlp-sheet tex2jax_ignore">{svg(sheet)}{given(sheet)}</div>'


class Group:
    """One step of the sheet: `.boxes` name -> Text, `.said` the message under them, `.hint` the button."""

    def __init__(self, title: str, entries: list[Entry]) -> None:
        self.entries = {e.name: e for e in entries}
        self.boxes = {e.name: widgets.Text(description=e.label.plain, placeholder="…", continuous_update=False,
                                           style={"description_width": "11em"}, layout=widgets.Layout(width="21em"))
                      for e in entries}
        self.said = widgets.HTML(layout=WIDE).add_class("mlp-said")
        self.hint = widgets.Button(description="Hint", tooltip=f"A hint for the first open box of: {title}")
        row = widgets.Box(list(self.boxes.values()), layout=WIDE).add_class("mlp-boxes")
        head = widgets.HTML(f"<h4>{title}</h4>")
        self.widget = widgets.VBox([head, row, self.said, self.hint])


class Worksheet(widgets.VBox):
    """A Sheet to fill in. `.boxes` maps names to Text widgets, `.progress` counts, `.groups` hold the messages.

    On the site, where there is no Python, a line with a link stands in its place.
    """

    def __init__(self, sheet: Sheet, kind: str | None = None) -> None:
        self.note = widgets.HTML(
            '<div class="mlp-static-only" style="display: none"><div class="mlp-exercise">The worksheet checks your '
            "numbers with Python, and this page has none: "
            '<a href="../lite/notebooks/index.html?path=chapters/worksheet.ipynb">open the chapter in JupyterLite</a> '
            "to fill it in.</div></div>")
        if kind is not None:
            checks.lookup(KINDS, kind, "kind of sheet")
        called = as_sheet(sheet).seed
        seed = called if isinstance(called, int) else 0
        self.seed = widgets.BoundedIntText(value=seed, min=0, max=max(seed, 999_999), description="Seed",
                                           continuous_update=False, layout=widgets.Layout(width="12em"))
        self.kind = widgets.Dropdown(options=list(KINDS), value=kind, description="Kind")
        self.another = widgets.Button(description="New numbers", tooltip="The sheet of the next seed")
        self.progress = widgets.HTML()
        self.given, self.steps = widgets.HTML(layout=WIDE), widgets.VBox()
        self.live = widgets.VBox([widgets.Box([self.seed, self.kind, self.another], layout=WIDE).add_class("mlp-boxes"),
                                  self.given, self.progress, self.steps]).add_class("mlp-live-only")
        super().__init__([self.note, self.live])
        self._set(sheet)
        self.another.on_click(lambda _: self.seed.set_trait("value", self.seed.value + 1))
        for control in (self.seed, self.kind):
            control.observe(self._draw, "value")

    def __repr__(self) -> str:
        return f"Worksheet({self.sheet!r})"

    def _draw(self, _: object) -> None:
        self._set(draw(self.seed.value, **KINDS[self.kind.value or next(iter(KINDS))]))

    def _set(self, sheet: Sheet) -> None:
        """Show a sheet with empty boxes."""
        self.sheet = sheet
        self.hinted: dict[str, int] = {}
        self.given.value = panel(sheet)
        self.groups = [Group(f"{k}. {title}", entries) for k, (title, entries) in enumerate(steps(sheet), start=1)]
        self.boxes = {name: box for group in self.groups for name, box in group.boxes.items()}
        for group in self.groups:
            group.hint.on_click(lambda _, group=group: self._hint(group))
            for name, box in group.boxes.items():
                box.observe(lambda _, name=name: self._check(name), "value")
        self.steps.children = [group.widget for group in self.groups]
        self._check(None)

    def _check(self, changed: str | None) -> None:
        """Check all boxes again: a number mended above may have made those below right or wrong."""
        verdicts = self.sheet.check_all({name: box.value for name, box in self.boxes.items()})
        for group in self.groups:
            lines: list[str] = []
            for name, box in group.boxes.items():
                verdict, label = verdicts[name], group.entries[name].label
                box.description = MARKS.get(verdict.outcome, "✗ ") + label.plain
                for outcome, look in ((True, "mlp-box-right"), (False, "mlp-box-wrong")):
                    (box.add_class if verdict.passed is outcome else box.remove_class)(look)
                if verdict.passed is False or (name == changed and verdict.passed):
                    line = f"<p><strong>{label.html}:</strong> {markup.inline(verdict.message)}</p>"
                    lines.insert(0 if name == changed else len(lines), line)
            group.said.value = f'<div role="status">{"".join(lines)}</div>' if lines else ""
        right = sum(verdict.passed is True for verdict in verdicts.values())
        done = " All of it: this is one round of training." if right == len(verdicts) else ""
        self.progress.value = f'<p role="status"><strong>{right} of {len(verdicts)} boxes are right.</strong>{done}</p>'

    def _hint(self, group: Group) -> None:
        """Tell the rule of the first box that is not right; asked again, the rule in numbers; and then its value."""
        verdicts = self.sheet.check_all({name: box.value for name, box in self.boxes.items()})
        entry = next((e for name, e in group.entries.items() if not verdicts[name].passed), None)
        if entry is None:
            group.said.value = '<p role="status">All boxes of this step are right.</p>'
            return
        stage = self.hinted[entry.name] = min(self.hinted.get(entry.name, 0) + 1, 3)
        text = f"{entry.label.html} = {entry.formula.html}"
        if stage > 1:
            text += f" = {in_html(entry.worked(self.sheet.numbers()))}"
        if stage > 2:
            text += f" = {entry.value:.4f}".replace("-", "−")
        group.said.value = f'<p role="status"><strong>Hint {stage} of 3:</strong> {text}</p>'


def show(seed: int = 1, kind: str | None = None) -> Worksheet:
    """Return the worksheet of a seed, to be filled in; `kind` is one of KINDS."""
    kind = kind or next(iter(KINDS))
    return Worksheet(draw(seed, **checks.lookup(KINDS, kind, "kind of sheet")), kind)
