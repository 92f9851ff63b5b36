"""The worksheet on paper: a page of HTML with blanks that prints on A4 or Letter, and its key with every factor."""
from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from mlp_lib import checks

from .boxes import STEPS, Entry
from .drawing import draw
from .entries import Symbols
from .picture import svg
from .sheet import Sheet
from .symbols import number

SEEDS = range(1, 7)                                     # the sheets that the site has ready
STYLE = """
body { font: 15px/1.45 Georgia, "Times New Roman", serif; color: #111; background: #fff; max-width: 46rem;
  margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.45rem; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 1rem 0 .3rem; }
.who { display: flex; gap: 2rem; margin: .6rem 0; } .who span { flex: 1; border-bottom: 1px solid #555; }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; }
svg.net { flex: 0 1 17rem; height: auto; }
.top > div { flex: 1 1 20rem; }
table { border-collapse: collapse; width: 100%; } td, th { padding: .28rem .4rem; text-align: left;
  vertical-align: baseline; }
tr { border-bottom: 1px dotted #777; break-inside: avoid; } .given { width: auto; }
.boxes { columns: 2; column-gap: 2rem; } .boxes td:first-child, .key td:first-child { white-space: nowrap; }
.boxes td:last-child { width: 60%; } h2 { break-after: avoid; }
.key td:last-child { text-align: right; white-space: nowrap; font-weight: bold; }
sub, sup { font-size: .72em; line-height: 0; }
.page { break-before: page; } .small { font-size: .85rem; }
@media (max-width: 34rem) { .boxes { columns: 1; } .key td { display: block; border: 0; padding: .1rem .3rem; }
  .key td:last-child { text-align: left; } }
@media print { body { margin: 0; max-width: none; font-size: 11pt; padding: 0; } a { color: inherit; }
  .screen { display: none; } }
@page { margin: 14mm; }
"""


class Page(str):
    """The text of an HTML page, which a notebook shows in a frame, with a link that saves it for printing."""

    heading: str = ""

    def __repr__(self) -> str:
        return self.heading

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.encode()).decode()
        return (f'<p><a download="worksheet.html" href="data:text/html;base64,{data}">Save this sheet</a> and print '
                f'it from the browser.</p><iframe title="{escape(self.heading)}" srcdoc="{escape(self)}" '
                'style="width: 100%; height: 40rem; border: 1px solid #767676; background: #fff"></iframe>')


def paper(seed: int | Sheet = 1, key: bool | str = True, note: str = "", **variant: Any) -> Page:
    """Return the worksheet of a seed, or of a Sheet, as one page of HTML.

    key       True: the sheet, and its key on a page of its own; False: the sheet alone; "only": the key alone
    note      HTML that stands above it on a screen and is not printed
    variant   sizes, output, observations, reduction, as in `draw`
    """
    sheet = seed if isinstance(seed, Sheet) else draw(seed, **variant)
    key = checks.one_of(key, (True, False, "only"), "key")
    parts = ([] if key == "only" else [blank(sheet)]) + ([solved(sheet)] if key else [])
    body = parts[0] + "".join(f'<div class="page">{part}</div>' for part in parts[1:])
    called = "" if sheet.seed is None else f" {sheet.seed}"
    title = f"Backpropagation worksheet{called}{', key' if key == 'only' else ''}"
    page = Page('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{note}{body}\n</main>\n</body>\n</html>\n")
    page.heading = title
    return page


def site() -> dict[str, Page]:
    """Return file name -> page of what the site offers: for each seed of SEEDS the sheet, and apart its key."""
    pages = {}
    for seed in SEEDS:
        for kind, other in (("sheet", "key"), ("key", "sheet")):
            note = (f'<p class="screen small"><a href="../chapters/worksheet.html">Back to the chapter</a> · '
                    f'<a href="{other}-{seed}.html">To the {other}</a> · Print it from the browser\'s menu.</p>')
            pages[f"{kind}-{seed}.html"] = paper(seed, key="only" if kind == "key" else False, note=note)
    return pages


class Links(tuple[int, ...]):
    """The ready-made sheets, to be opened on the site; in a notebook, how to make one."""

    def __repr__(self) -> str:
        return f"Worksheets on paper: seeds {', '.join(map(str, self))}"

    def _repr_html_(self) -> str:
        items = "".join(f'<li>Sheet {seed}: <a href="../worksheets/sheet-{seed}.html">the sheet</a>, '
                        f'<a href="../worksheets/key-{seed}.html">its key</a></li>' for seed in self)
        return ('<div class="mlp-exercise"><div class="mlp-static-only" style="display: none">'
                f"<p>To print, on A4 or Letter:</p><ul>{items}</ul></div>"
                "<p>In a notebook, <code translate='no'>worksheet.paper(7)</code> makes the sheet of seed 7 and its "
                "key.</p></div>")


def sheets() -> Links:
    """Return the links to the sheets on the site."""
    return Links(SEEDS)


def name(sheet: Sheet) -> str:
    """Return how the sheet is called, as HTML."""
    return "given by hand" if sheet.seed is None else escape(f"seed {sheet.seed}")


def given(sheet: Sheet) -> str:
    """Return the given numbers as an HTML table, with the loss and the learning rate."""
    s, rows = Symbols(sheet), []
    for n in sheet.observations:
        many = f" of observation {n}" if sheet.N > 1 else ""
        rows.append((f"input{many}", [(s.a(0, j, n), sheet.x[n - 1, j - 1]) for j in sheet.units(0)]))
        rows.append((f"target{many}", [(s.y(k, n), sheet.y[n - 1, k - 1]) for k in sheet.units(sheet.L)]))
    for l in range(1, sheet.L + 1):
        for i in sheet.units(l):
            pairs = [(s.w(l, i, j), sheet.net.W[l][i - 1, j - 1]) for j in sheet.units(l - 1)]
            rows.append((f"into neuron {i} of layer {l}", [*pairs, (s.b(l, i), sheet.net.b[l][i - 1])]))
    lines = "".join(f'<tr><th scope="row">{title}</th><td>'
                    + ", ".join(f"{symbol.html} = {number(value)}" for symbol, value in pairs) + "</td></tr>"
                    for title, pairs in rows)
    rows_of = ("With several observations, the first index of <i>x</i>, <i>y</i>, <i>z</i>, <i>a</i> and δ is the "
               "observation, the second the neuron. " if len(sheet.x) > 1 else "")
    output = "sigmoids, too" if sheet.hidden(sheet.L) else "the identity, <i>a</i> = <i>z</i>"
    return ('<table class="given"><caption class="small">The first index of a weight is the neuron where it arrives, '
            f"the second the one where it starts. {rows_of}</caption>{lines}</table>"
            '<p class="small">Hidden neurons are sigmoids, σ(<i>z</i>) = 1 / (1 + <i>e</i><sup>−<i>z</i></sup>); '
            f"output neurons are {output}. Loss: <i>C</i> = {sheet.entries['C'].formula.html}. "
            f"Learning rate: η = {number(sheet.eta)}.</p>")


def steps(sheet: Sheet) -> Iterator[tuple[str, list[Entry]]]:
    """Return [(title, boxes)] in the order of filling in, the layers of the way back apart."""
    for step, title in STEPS.items():
        boxes = [e for e in sheet.entries.values() if e.step == step]
        layers = sorted({e.l for e in boxes}, reverse=True) if step == "backward" else [0]
        for l in layers:
            yield title + (f", layer {l}" if l else ""), [e for e in boxes if e.l == l or not l]


def blank(sheet: Sheet) -> str:
    """Return the sheet with blanks."""
    tables = "".join(
        f'<h2>{k}. {title}</h2><div class="boxes"><table><tbody>'
        + "".join(f"<tr><td>{e.label.html} =</td><td></td></tr>" for e in boxes)
        + "</tbody></table></div>" for k, (title, boxes) in enumerate(steps(sheet), start=1))
    return (f"<h1>Backpropagation worksheet, {name(sheet)}</h1>"
            '<div class="who"><span>Name:</span><span>Date:</span></div>'
            f'<div class="top">{svg(sheet)}<div>{given(sheet)}</div></div>'
            "<p>Fill in every blank, to three significant digits (new weights and biases: three decimals), from top "
            "to bottom. An index i stands for any neuron of its layer. No weight changes before all gradients are "
            f"known.</p>{tables}")


def in_html(worked: str) -> str:
    """Return numbers as HTML, with the exponent of e set high."""
    return re.sub(r"e\^(\([^)]*\)|[^ )]+)", lambda m: f"<i>e</i><sup>{m[1].strip('()')}</sup>", escape(worked))


def solved(sheet: Sheet) -> str:
    """Return the key: each box with its formula, its factors in numbers, and its value."""
    numbers = sheet.numbers()
    tables = "".join(
        f'<h2>{k}. {title}</h2><table class="key"><tbody>'
        + "".join(f"<tr><td>{e.label.html}</td><td>= {e.formula.html}</td><td>= {in_html(e.worked(numbers))}</td>"
                  f"<td>= {number(e.value)}</td></tr>" for e in boxes)
        + "</tbody></table>" for k, (title, boxes) in enumerate(steps(sheet), start=1))
    scratch = ", ".join(f"{e.label.html} = {number(e.value)}" for e in sheet.rules.values() if e.step == "scratch")
    return (f"<h1>Key to the backpropagation worksheet, {name(sheet)}</h1>"
            f'<p class="small">Worked out with all digits, shown with four decimals. Three significant digits, or '
            f'three decimals, are right in every box.</p>{tables}<p class="small">On the way to it: {scratch}.</p>')
