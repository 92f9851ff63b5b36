"""The lecture view's list: every explorer of the pages, by chapter, in the order in which a reader meets them."""
import html
import json
import re
from pathlib import Path

HOME, PLACE = "chapters/index", "_static/web/explorers.js"
EXPLORER = re.compile(r'<div data-mlp-explorer="([^"]+)">.*?<strong>(.*?)</strong>', re.S)


def listed(titles, folder):
    """Return [page, its title, its explorers as (name, title)] of the built pages, those without any left out."""
    found = []
    for page, title in titles.items():
        text = Path(folder, f"{page}.html").read_text(encoding="utf-8")
        explorers = [(name, html.unescape(label)) for name, label in EXPLORER.findall(text)]
        if explorers:
            found.append({"page": page.rpartition("/")[2], "title": title, "explorers": explorers})
    return found


def write(app, exception):
    """Write it: a script, since no file can be fetched from a file."""
    if exception is None and app.builder.name == "html":
        titles = {page: app.env.titles[page].astext() for page in [HOME, *app.env.toctree_includes[HOME]]}
        text = json.dumps(listed(titles, app.outdir), ensure_ascii=False, separators=(",", ":"))
        Path(app.outdir, PLACE).write_text(f"window.mlpExplorers = {text};\n", encoding="utf-8")


def setup(app):
    """Do so when all pages are there."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
