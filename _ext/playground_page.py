"""The Playground on a page: its picture's script and style, the same that a notebook gets, and where they are."""
from pathlib import Path

from explorers_page import write_once

from mlp_lib.playground import program

PLACE, ASKED = "_static/playground/", '<div class="mlp-playground-place" '


def place(app):
    """Write script and style."""
    folder = Path(app.outdir, PLACE)
    app.mlp_playground = [write_once(folder, "playground", text, kind) for text, kind in (
        (program.program(), "js"), (program.STYLE.read_text(encoding="utf-8"), "css"))]


def name(app, pagename, templatename, context, doctree):
    """Tell a page that has a Playground where they are."""
    if ASKED in context.get("body", ""):
        script, style = (context["pathto"](PLACE + file, resource=True) for file in app.mlp_playground)
        context["body"] = context["body"].replace(ASKED, f'{ASKED}data-script="{script}" ')
        context["metatags"] = context.get("metatags", "") + f'\n<link rel="stylesheet" href="{style}"/>'


def setup(app):
    """Connect both."""
    app.connect("builder-inited", place)
    app.connect("html-page-context", name, priority=820)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
