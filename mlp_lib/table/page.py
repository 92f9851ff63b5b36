"""The page of a table: what was found, and the report, as HTML in which every word of the table is escaped."""
from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .columns import KINDS
from .errors import short
from .measures import NAMES
from .models import hidden_units

if TYPE_CHECKING:
    from .looking import Look
    from .measures import Margin
    from .pictures import Picture
    from .reporting import Report

SHOWN = 60                                                  # columns that are listed
STYLE = """<style>
.mlp-table { background: #fff; color: #222; line-height: 1.5; padding: .5em .8em; overflow-wrap: break-word }
.mlp-table table { border-collapse: collapse; margin: .6em 0; background: #fff; color: #222; display: block;
  overflow-x: auto; font-size: .92em }
.mlp-table th, .mlp-table td { text-align: left; padding: .2em .8em .2em 0; border: 0; border-bottom: 1px solid #ddd;
  background: #fff; color: #222; vertical-align: top; white-space: normal; overflow-wrap: normal; word-break: normal }
.mlp-table td:last-child:not(.n) { min-width: 12em }
.mlp-table caption { text-align: left; caption-side: top; color: #222 }
.mlp-table td.n { font-variant-numeric: tabular-nums; white-space: nowrap }
.mlp-table figure { margin: 1.2em 0 } .mlp-table img { max-width: 100%; height: auto; background: #fff }
.mlp-table figcaption { max-width: 45rem; text-align: left; color: #222 }
.mlp-table .stop { border-left: 4px solid #9a3412; padding-left: .7em }
.mlp-table .verdict { border-left: 4px solid #0072b2; padding-left: .7em; font-size: 1.05em }
.mlp-table code { background: #f2f2f2; color: #222; padding: 0 .2em; white-space: pre-wrap }
.mlp-table h3, .mlp-table h4 { color: #222 }
</style>"""
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"      # the file runs no script and loads nothing


def words(text: str) -> str:
    """Return a text of ours as HTML: all of it escaped, what stands in backquotes set as the table's own words."""
    return re.sub(r"`([^`]*)`", r'<code translate="no">\1</code>', html.escape(text))


def _cells(tag: str, cells: Iterable[str], kind: str = "") -> str:
    return "".join(f"<{tag}{kind}>{cell}</{tag}>" for cell in cells)


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """Return a table of cells that are HTML; the first of a row is its head. `kind`: attribute of the others."""
    body = "".join(f'<tr><th scope="row">{first}</th>{_cells("td", rest, kind)}</tr>' for first, *rest in rows)
    top = _cells("th", head, " scope=col")
    return (f'<table tabindex="0"><caption>{caption}</caption><thead><tr>{top}</tr></thead>'
            f"<tbody>{body}</tbody></table>")


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{words(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def columns_html(look: Look) -> str:
    """Return the table of the columns: what each is taken for."""
    names = sorted(look.columns, key=lambda name: look.roles[name] != "target")[:SHOWN]
    rows = [(f'<code translate="no">{html.escape(short(name, 60))}</code>', look.roles[name], look.columns[name].kind,
             words(look.columns[name].says), f"{look.columns[name].missing:,}" if look.columns[name].missing else "",
             words(_meaning(look, name))) for name in names]
    more = f", the first {SHOWN} of them" if len(look.columns) > SHOWN else ""
    return _table(f"{len(look.columns):,} columns{more}, as they are taken",
                  ("column", "role", "kind", "holds", "empty", "so it is"), rows)


def _meaning(look: Look, name: str) -> str:
    role, kind = look.roles[name], look.columns[name].kind
    if role == "target":
        return {"number": "predicted as a number", "classes": "predicted as classes"}.get(look.task, "predicted")
    if role in ("group", "time"):
        return f"what the rows are divided by, as the {role}"
    return KINDS[kind] if role == "input" or KINDS[kind].startswith(("left", "to be")) else "left out"


def look_html(look: Look) -> str:
    """Return what was found of a table."""
    stops = f'<div class="stop"><p><strong>First:</strong></p>{_list(look.stops)}</div>' if look.stops else ""
    notes = f"<p>To know:</p>{_list(look.notes)}" if look.notes else ""
    size = f"{look.source.total:,} rows, {len(look.columns):,} columns."
    name = html.escape(short(look.source.name, 80))
    return (f'{STYLE}<div class="mlp-table tex2jax_ignore"><p><strong>{name}</strong>: {size}</p>'
            f"{stops}{columns_html(look)}{notes}</div>")


def report_html(report: Report) -> str:
    """Return the report."""
    look, parts, nets = report.look, report.parts, report.nets
    target = f'<code translate="no">{html.escape(short(look.choices.target))}</code>'
    sizes = ", ".join(f"{len(part):,} {what}" for part, what in zip(parts[:3], ("to learn from", "to choose by",
                                                                                "to test on"), strict=True))
    tried = "; ".join(f"{hidden_units(setting)}: {value:.4g}" for setting, value in nets.tried.items())
    made = [f"Rows: {sizes}; divided {parts.how}.",
            "Scaling, medians and the words of categories come from the rows learned from.",
            f"Networks: {len(nets.nets)} from different starting weights, {hidden_units(nets.setting)}; ReLU, Adam, "
            f"stopped by the validation rows. Validation losses of what was tried: {tried}.",
            f"Their inputs: {len(report.encoder.features):,} columns of numbers from {len(look.inputs):,} of the "
            "table.",
            "The test rows were used once, for the figures and pictures below, and for no choice."]
    notes = f"<h4>To know</h4>{_list(report.notes)}" if report.notes else ""
    shown = "".join(_figure(picture) for picture in report.pictures)
    return (f'{STYLE}<div class="mlp-table tex2jax_ignore"><h3>{html.escape(short(look.source.name, 80))}: predicting '
            f'{target}</h3><p class="verdict">{words(verdict(report))}</p>{scores_html(report)}{notes}<h4>How it was '
            f"made</h4>{_list(made)}{columns_html(look)}{shown}</div>")


def _figure(picture: Picture) -> str:
    data = base64.b64encode(picture.png).decode()
    return (f'<figure><h4>{html.escape(picture.title)}</h4><img src="data:image/png;base64,{data}" '
            f'alt="{html.escape(picture.alt)}"><figcaption>{html.escape(picture.text)}</figcaption></figure>')


def scores_html(report: Report) -> str:
    """Return the table of the scores on the test rows."""
    rows = []
    for score in report.scores:
        cells = [_value(value) for value in score.values]
        if score.spread:
            cells = [f"{cell} ({_value(low)} to {_value(high)})" for cell, (low, high) in
                     zip(cells, score.spread, strict=True)]
        rows.append((score.model, *cells))
    unit = "" if report.look.classes else f"; errors in the units of `{short(report.look.choices.target)}`"
    return _table(words(f"On {len(report.parts.test):,} test rows{unit}. In brackets: the lowest and highest of the "
                        f"{len(report.nets.nets)} networks by themselves."), ("model", *NAMES[report.look.task]), rows,
                  " class=n")


def verdict(report: Report) -> str:
    """Return in words what the test rows say."""
    net, target = report.scores[0], f"`{short(report.look.choices.target)}`"
    linear, plain = report.margins
    if report.look.classes:
        lead = (f"The networks predict {target} with a log-loss of {_value(net.values[0])}, and name the right class "
                f"in {net.values[1]:.0%} of the test rows.")
    else:
        lead = (f"The networks predict {target} with a root mean squared error of {_value(net.values[0])} on the test "
                "rows.")
    if plain.low <= 0:
        return (f"{lead} That is not certainly better than a guess that looks at no input ({_by(plain)}): these "
                "columns, or so few rows, do not tell it.")
    if linear.low > 0:
        return f"{lead} That is better than the linear model ({_by(linear)}): the net's bends are worth it."
    if linear.high < 0:
        return f"{lead} The linear model does better ({_by(linear)}): take the linear model."
    return (f"{lead} These test rows cannot tell it from the linear model ({_by(linear)}): take the linear model, "
            "which is simpler, or more rows.")


def _by(margin: Margin) -> str:
    way = "lower" if margin.value >= 0 else "higher"
    ends = sorted((margin.low, margin.high)) if margin.value >= 0 else sorted((-margin.low, -margin.high))
    return f"{way} by {_value(abs(margin.value))}; 95 % interval {_value(ends[0])} to {_value(ends[1])}"


def _value(value: float) -> str:
    if not np.isfinite(value):
        return "–"
    return f"{value:.3g}".replace("-", "−") if abs(value) < 1000 else f"{value:,.0f}".replace("-", "−")


def document(report: Report) -> str:
    """Return the report as a whole page."""
    title = html.escape(f"{short(report.look.source.name, 80)}: predicting {short(report.look.choices.target)}")
    look = "body { max-width: 52rem; margin: 1rem auto; font-family: system-ui, sans-serif; background: #fff }"
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title><meta http-equiv='
            f'"Content-Security-Policy" content="{POLICY}"><meta name="viewport" content="width=device-width">'
            f"<style>{look}</style></head><body><main>{report_html(report)}</main></body></html>\n")
