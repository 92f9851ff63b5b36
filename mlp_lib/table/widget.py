"""The form for one's own table as a widget: upload or paste, see the columns, press one button, read the report."""
from __future__ import annotations

import base64
from typing import Any

import ipywidgets as widgets

from mlp_lib.teaching import markup

from .errors import TableError
from .form import LABELS, NONE, WORDS, answered, example, fault_html
from .looking import Look
from .reading import Source, read
from .reporting import Report, report

PLACE = ('<div class="mlp-own-table" data-table=""><p>Here you can put in a table where your browser runs scripts. '
         'Without them, <a href="../lite/notebooks/index.html?path=chapters/your-table.ipynb">open the chapter in '
         "JupyterLite</a>.</p></div>")
WHERE = ("The table goes to the Python that runs this notebook and no further: in JupyterLite that is your own "
         "browser, on a hub or Binder the machine of those who run it.")
WIDE = widgets.Layout(width="auto")
FIELD = widgets.Layout(width="26em", max_width="100%")
LEFT = {"description_width": "13em"}


class OwnTable(widgets.VBox):
    """A form for a table. `.source` is what was read, `.look` how it is understood, `.report` the last report.

    On the site a place is left for the page's own form (`web/run/table.js`), with the same words.
    """

    def __init__(self) -> None:
        self.source: Source | None = None
        self.look: Look | None = None
        self.report: Report | None = None
        self.kinds: dict[str, str] = {}
        self.upload = widgets.FileUpload(accept=".csv,.tsv,.txt,.xlsx,text/csv", multiple=False,
                                         description="Choose a file")
        self.paste = widgets.Textarea(placeholder="or paste a table here, names in the first line", layout=FIELD)
        self.take = widgets.Button(description="Read what was pasted", layout=WIDE)
        self.start = widgets.Button(description="Take the example", layout=WIDE)
        self.menus = {name: widgets.Dropdown(description=LABELS[name], options=[(NONE, "")], layout=FIELD, style=LEFT)
                      for name in ("target", "group", "time", "column")}
        for name, labels in WORDS.items():
            self.menus[name] = widgets.Dropdown(description=LABELS[name], layout=FIELD, style=LEFT,
                                                options=[(label, value) for value, label in labels.items()])
        self.seen = widgets.HTML(layout=WIDE)
        self.go = widgets.Button(description="Make the report", button_style="primary", disabled=True, layout=WIDE)
        self.bar = widgets.FloatProgress(min=0, max=1, layout=widgets.Layout(width="12em", visibility="hidden"))
        self.said = widgets.HTML()
        self.out = widgets.HTML(layout=WIDE)
        self.form = widgets.VBox([
            widgets.Box([self.menus[name] for name in ("target", "group", "time", "task", "missing", "column", "kind")],
                        layout=widgets.Layout(flex_flow="row wrap")),
            self.seen, widgets.HBox([self.go, self.bar, self.said]), self.out], layout=widgets.Layout(display="none"))
        super().__init__([widgets.HTML(f"<p>{WHERE}</p>"), widgets.HBox([self.upload, self.start]),
                          widgets.HBox([self.paste, self.take]), self.form])
        self._quiet = False
        self.upload.observe(self._uploaded, "value")
        self.take.on_click(lambda _: self.put(self.paste.value + "\n", "the pasted text"))
        self.start.on_click(lambda _: self.put(*example()))
        for name in ("target", "group", "time", "task", "missing"):
            self.menus[name].observe(lambda _: self._look(), "value")
        self.menus["column"].observe(lambda _: self._turn(), "value")
        self.menus["kind"].observe(lambda _: self._choose(), "value")
        self.go.on_click(lambda _: self._make())

    def __repr__(self) -> str:
        return f"OwnTable({self.source.name})" if self.source else "OwnTable(no table yet)"

    def _repr_mimebundle_(self, **keys: Any) -> Any:
        if markup.on_page():
            return {"text/plain": repr(self), "text/html": PLACE}
        return super()._repr_mimebundle_(**keys)

    def put(self, table: Any, about: str | dict[str, str] | None = None) -> None:
        """Take a table as for `read`; `about` is its name, or the answers to start with."""
        self.source = self.look = self.report = None
        self.kinds, self.out.value, self.said.value = {}, "", ""
        self.form.layout.display = ""
        try:
            self.source = read(table, about if isinstance(about, str) else None)
        except TableError as error:
            self.seen.value, self.go.disabled = fault_html(error), True
            return
        answers = about if isinstance(about, dict) else {}
        self._quiet = True
        names = [(name, name) for name in self.source.frame.columns]
        for name in ("target", "group", "time", "column"):
            self.menus[name].options = [(NONE, ""), *names]
            self.menus[name].value = answers.get(name, "")
        for name in WORDS:
            self.menus[name].value = ""
        self._quiet = False
        self._look()

    def _uploaded(self, _: object) -> None:
        if self.upload.value:
            file = self.upload.value[0]
            self.put(bytes(file["content"]), str(file["name"]))

    def _look(self) -> None:
        """Show how the table is understood with the menus as they are."""
        if self._quiet or self.source is None:
            return
        shown = answered(self.source, {name: menu.value for name, menu in self.menus.items()} | {"kinds": self.kinds})
        self._quiet = True
        self.menus["missing"].value = shown.missing
        self._quiet = False
        self.look, self.seen.value, self.go.disabled = shown.look, shown.html, not shown.ready

    def _turn(self) -> None:
        """Show what was chosen for the column that is asked for."""
        self._quiet = True
        self.menus["kind"].value = self.kinds.get(self.menus["column"].value, "")
        self._quiet = False

    def _choose(self) -> None:
        if self._quiet or not self.menus["column"].value:
            return
        self.kinds[self.menus["column"].value] = self.menus["kind"].value
        self._look()

    def _make(self) -> None:
        """Make the report and show it, with a link to save it by."""
        if self.look is None:
            return
        self.go.disabled, self.bar.layout.visibility, self.out.value, self.report = True, "visible", "", None
        try:
            self.report = report(self.look, progress=self._tell)
        except TableError as error:
            self.out.value = fault_html(error)
        finally:
            self.go.disabled, self.bar.layout.visibility, self.said.value = False, "hidden", ""
        if self.report:
            data = base64.b64encode(self.report.html.encode()).decode()
            self.out.value = (f'<p><a download="report.html" href="data:text/html;base64,{data}">Save the report as '
                              f"one file</a></p>{self.report._repr_html_()}")

    def _tell(self, share: float, words: str) -> None:
        self.bar.value, self.said.value = share, f"<span>{words} …</span>"


def show() -> OwnTable:
    """Return the form for one's own table, which displays itself."""
    return OwnTable()
