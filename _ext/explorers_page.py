"""Explorers on a page: a picture and its caption in the text, and what the explorer is made of as JSON beside them.

They need no widget manager there: `mlp_lib/teaching/explorer/web` has the one script, which runs from a file as well.
Frames become WebP files named by their content, fetched when the reader comes near; live pictures are drawn by node
from the same script, for readers and printers without scripts.
"""
import base64
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))         # Sphinx has only this folder on its path

from mlp_lib.teaching.explorer import widget
from mlp_lib.teaching.script import bare
from tools import node

MODULE = "mlp_lib.teaching.explorer.widget.Explorer"
PLACE = "_static/explorers/"
FRAME = re.compile(r'"([0-9a-f]{12}\.webp)"')
STILLS = """import { readFileSync } from "node:fs";
console.log(JSON.stringify(JSON.parse(readFileSync(0)).map((state, i) => still(state, i))));"""


def whole_program(source, end):
    """Return the script of all scenes of the book."""
    scenes = sorted(Path(source, "mlp_lib", "course").rglob("*.js"))
    return widget.program(tuple(scenes), end)


def write_once(folder, stem, text, kind):
    """Write a text under a name with its hash; return the name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:10]}.{kind}"
    (folder / name).write_text(text, encoding="utf-8")
    return name


def place_program(app):
    """Write the page's script and its style."""
    app.mlp_explorers = Path(app.outdir, PLACE)
    script = whole_program(app.srcdir, f"{bare(widget.WEB / 'page.js')}wake();")
    style = (widget.WEB / "explorer.css").read_text(encoding="utf-8")
    script = f'(() => {{\n"use strict";\n{script}\n}})();\n'
    app.mlp_explorer_files = (write_once(app.mlp_explorers, "explorers", script, "js"),
                              write_once(app.mlp_explorers, "explorers", style, "css"))
    beside = Path(app.doctreedir)                           # node's script is no part of the site
    app.mlp_node_program = beside / write_once(beside, "stills", whole_program(app.srcdir, STILLS), "mjs")


def picture(app, uri):
    """Write a frame, the data URI of a PNG, as lossless WebP, unless it is there; return its name."""
    png = base64.b64decode(uri.partition(",")[2])
    name = f"{hashlib.sha256(png).hexdigest()[:12]}.webp"
    kept, target = Path(app.outdir).parent / "frames" / name, app.mlp_explorers / name
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        Image.open(io.BytesIO(png)).convert("RGB").save(kept, lossless=True, quality=60, method=4)
    if not target.exists():
        shutil.copyfile(kept, target)
    return name


def figure(state, values, drawn, base):
    """Return picture and caption of a state, from what node has drawn of a live one or from its frame."""
    if state["scene"]:
        shown, caption = drawn
    else:
        data, at = state["data"], 0
        for control in state["controls"]:
            at = at * len(control["values"]) + control["values"].index(values[control["name"]])
        first, caption = data["pictures"][data["frames"][at][0]], data["frames"][at][1]
        title = html.escape(state["title"])
        shown = f'<div class="mlp-text">{first}</div>' if data["html"] else (
            f'<img loading="lazy" alt="Picture: {title}" src="{base}{first}" width="{data["width"]}" '
            f'height="{data["height"]}"/>')
    words = "" if state["data"].get("html") else f'<figcaption class="mlp-caption">{html.escape(caption)}</figcaption>'
    return f'<figure class="mlp-still">{shown}{words}</figure>'


def place(state, drawn, base):
    """Return what stands in an explorer's place: the start, which the script takes over, and other stills if asked."""
    start, *stills = (figure(state, values, picture, base) for values, picture in zip(shots(state), drawn, strict=True))
    other = f'<noscript><div class="mlp-stills">{"".join(stills)}</div></noscript>' if stills else ""
    return (f'<div class="mlp-explorer" id="explorer-{state["name"]}"><div class="mlp-explorer-head"><strong>'
            f'{html.escape(state["title"])}</strong></div>{start}{other}</div>')


def shots(state):
    """Return the controls' values of each picture in the text: the start, then the stills."""
    return [state["values"], *state["stills"]]


def take(app, pagename, templatename, context, doctree):
    """Put each explorer of a page in its place; the page keeps no widget state, and a widget of another kind fails."""
    base, files = context["pathto"](PLACE, resource=True), context.get("script_files", [])
    held = [script for script in files if "widget-state" in getattr(script, "attributes", {}).get("type", "")]
    for script in held:
        files.remove(script)
        whole = json.loads(script.attributes["body"])
        found = {key: model["state"] for key, model in whole["state"].items()
                 if model["state"].get("_anywidget_id") == MODULE}
        states = {key: {k: state.get(k, "") for k in ("name", "title", "scene", "controls", "values", "data", "stills")}
                  for key, state in found.items()}
        for state in states.values():
            if not state["scene"] and not state["data"]["html"]:
                state["data"] |= {"at": base, "pictures": [picture(app, uri) for uri in state["data"]["pictures"]]}
        drawn = stills(app, list(states.values()))
        for key, state in states.items():
            made = json.dumps(state, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
            there = (f'<div data-mlp-explorer="{state["name"]}">{place(state, islice(drawn, len(shots(state))), base)}'
                     f'<script type="application/json">{made}</script></div>')
            view = re.compile(rf'<script type="application/vnd.jupyter.widget-view\+json">[^<]*"{key}"[^<]*</script>')
            context["body"] = view.sub(lambda _, there=there: there, context["body"])
        if states:
            js, css = app.mlp_explorer_files
            context["metatags"] = context.get("metatags", "") + (
                f'\n<link rel="stylesheet" href="{base}{css}"/>\n'
                f'<script defer fetchpriority="high" src="{base}{js}"></script>')
    if "widget-view+json" in context.get("body", ""):
        raise ValueError(f"{pagename} shows a Jupyter widget, which needs a widget manager, and a page has none. Show "
                         "an explorer (`explore` or `live`), a quiz or an exercise instead.")


def stills(app, states):
    """Return an iterator over the `shots` of all explorers: [SVG, caption], drawn by node, or None of a frame."""
    live = [{**state, "values": values} for state in states if state["scene"] for values in shots(state)]
    if not live:
        return (None for state in states for _ in shots(state))
    done = subprocess.run([node.program(), app.mlp_node_program], input=json.dumps(live), text=True,
                          capture_output=True)
    if done.returncode:
        raise RuntimeError(f"node could not draw the still pictures of the live explorers:\n{done.stderr}")
    drawn = iter(json.loads(done.stdout))
    return (next(drawn) if state["scene"] else None for state in states for _ in shots(state))


def sweep(app, exception):
    """Delete the files of an older build that no page names."""
    if exception is None and app.builder.name == "html":
        named = {name for page in Path(app.outdir).rglob("*.html") if "lite" not in page.parts
                 for name in FRAME.findall(page.read_text(encoding="utf-8"))} | set(app.mlp_explorer_files)
        for file in app.mlp_explorers.iterdir():
            if file.name not in named:
                file.unlink()


def setup(app):
    """Connect all."""
    app.connect("builder-inited", place_program)
    app.connect("html-page-context", take, priority=820)
    app.connect("build-finished", sweep)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
