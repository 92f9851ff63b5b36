"""The live worksheet: a box for every number, checked as it is filled in, with hints and fresh numbers."""
from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from mlp_lib import checks
from mlp_lib.teaching import markup

from .boxes import Entry
from .drawing import draw
from .filled import KINDS, hint, panel, progress, said, titled
from .sheet import Sheet, as_sheet

MARKS = {"right": "✓ ", "empty": ""}                    # all other outcomes: not yet
PLACE = ('<div class="mlp-worksheet" data-worksheet="{seed}"><p>Here you can fill in the sheet where your browser runs '
         'scripts. Without them, take a <a href="#on-paper">sheet on paper</a>, or <a href='
         '"../lite/notebooks/index.html?path=chapters/worksheet.ipynb">open the chapter in JupyterLite</a>.</p></div>')
WIDE = widgets.Layout(width="auto")


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

    def say(self, text: str) -> None:
        """Show a message (HTML) under the boxes."""
        self.said.value = f'<div role="status">{text}</div>' if text else ""


class Worksheet(widgets.VBox):
    """A Sheet to fill in. `.boxes` maps names to Text widgets, `.progress` counts, `.groups` hold the messages.

    On the site a place is left for the page's own sheet (`web/run/sheet.js`), with the same words.
    """

    def __init__(self, sheet: Sheet, kind: str | None = None) -> None:
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
                                  self.given, self.progress, self.steps])
        super().__init__([self.live])
        self._set(sheet)
        self.another.on_click(lambda _: self.seed.set_trait("value", self.seed.value + 1))
        for control in (self.seed, self.kind):
            control.observe(self._draw, "value")

    def __repr__(self) -> str:
        return f"Worksheet({self.sheet!r})"

    def _repr_mimebundle_(self, **keys: Any) -> Any:
        if markup.on_page():
            return {"text/plain": repr(self), "text/html": PLACE.format(seed=self.seed.value)}
        return super()._repr_mimebundle_(**keys)

    def _draw(self, _: object) -> None:
        self._set(draw(self.seed.value, **KINDS[self.kind.value or next(iter(KINDS))]))

    def _set(self, sheet: Sheet) -> None:
        """Show a sheet with empty boxes."""
        self.sheet = sheet
        self.hinted: dict[str, int] = {}
        self.given.value = panel(sheet)
        self.groups = [Group(title, entries) for title, entries in titled(sheet)]
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
            for name, box in group.boxes.items():
                verdict = verdicts[name]
                box.description = MARKS.get(verdict.outcome, "✗ ") + group.entries[name].label.plain
                for outcome, look in ((True, "mlp-box-right"), (False, "mlp-box-wrong")):
                    (box.add_class if verdict.passed is outcome else box.remove_class)(look)
            group.say(said(group.entries.values(), verdicts, changed))
        self.progress.value = f'<p role="status">{progress(verdicts)}</p>'

    def _hint(self, group: Group) -> None:
        """Tell more and more of the first box that is not right."""
        verdicts = self.sheet.check_all({name: box.value for name, box in self.boxes.items()})
        group.say(hint(self.sheet, group.entries.values(), verdicts, self.hinted))


def show(seed: int = 1, kind: str | None = None) -> Worksheet:
    """Return the worksheet of a seed, to be filled in; `kind` is one of KINDS."""
    kind = kind or next(iter(KINDS))
    return Worksheet(draw(seed, **checks.lookup(KINDS, kind, "kind of sheet")), kind)
