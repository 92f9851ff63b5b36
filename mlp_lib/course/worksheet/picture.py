"""The network of a sheet as a small SVG with its weights and biases: it prints sharply and needs no library."""
from __future__ import annotations

import html

from .sheet import Sheet
from .symbols import number

STEP, ACROSS, RADIUS, SIDE = 84, 140, 20, 48             # unit to unit, layer to layer, of a unit, at the sides
AT = {1: (0.3,), 2: (0.32, 0.55), 3: (0.25, 0.42, 0.59)}  # where the labels of the first, second ... source stand


def svg(sheet: Sheet) -> str:
    """Return the network as an SVG element with a text for those who do not see it."""
    sizes = sheet.net.sizes
    height = max(sizes) * STEP + 30
    place = {(l, i): (SIDE + l * ACROSS, 30 + (height - 30) * (i - 0.5) / sizes[l])
             for l in range(len(sizes)) for i in range(1, sizes[l] + 1)}
    lines, labels, units = [], [], []
    for l in range(1, len(sizes)):
        for i in sheet.units(l):
            x1, y1 = place[l, i]
            for j in sheet.units(l - 1):
                x0, y0 = place[l - 1, j]
                t = AT[sizes[l - 1]][j - 1]
                lines.append(f'<line x1="{x0}" y1="{y0:.1f}" x2="{x1}" y2="{y1:.1f}"/>')
                labels.append(_text(x0 + t * (x1 - x0), y0 + t * (y1 - y0) - 4, number(sheet.net.W[l][i - 1, j - 1])))
            labels.append(_text(x1, y1 - RADIUS - 6, f"b = {number(sheet.net.b[l][i - 1])}"))
    for (l, i), (x, y) in place.items():
        name = f'x<tspan dy="4" font-size="12">{i}</tspan>' if l == 0 else (
            f'a<tspan dy="4" font-size="12">{i}</tspan><tspan dy="-11" font-size="11.5">({l})</tspan>')
        units.append(f'<circle cx="{x}" cy="{y:.1f}" r="{RADIUS}"/>'
                     f'<text x="{x}" y="{y + 5:.1f}" font-style="italic">{name}</text>')
    for l in range(len(sizes)):
        kind = "input" if l == 0 else "identity" if not sheet.hidden(l) else "sigmoid"
        labels.append(_text(SIDE + l * ACROSS, 14, kind if l == 0 else f"layer {l}: {kind}", plain=True))
    width = 2 * SIDE + ACROSS * (len(sizes) - 1)
    return (f'<svg class="net" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
            f'aria-label="{html.escape(describe(sheet))}"><g stroke="#767676">{"".join(lines)}</g>'
            f'<g fill="#fff" stroke="#222" stroke-width="1.3">{"".join(u.split("<text")[0] for u in units)}</g>'
            f'<g fill="#222" text-anchor="middle" font-family="serif" font-size="15">'
            f'{"".join("<text" + u.split("<text")[1] for u in units)}</g>'
            f'<g text-anchor="middle" font-family="sans-serif" font-size="12">{"".join(labels)}</g></svg>')


def _text(x: float, y: float, words: str, plain: bool = False) -> str:
    halo = "" if plain else ' stroke="#fff" stroke-width="4" paint-order="stroke"'
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="#222"{halo}>{html.escape(words)}</text>'


def describe(sheet: Sheet) -> str:
    """Return the network in one sentence."""
    sizes = ", ".join(map(str, sheet.net.sizes))
    output = "sigmoid" if sheet.hidden(sheet.L) else "identity"
    return (f"A network with layers of {sizes} units, the input first; lines carry their weights, units their biases. "
            f"Hidden units are sigmoids, the output is the {output}. All numbers stand in the table of what is given.")
