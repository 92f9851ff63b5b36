"""The doors: the plain pages from which JupyterLite's one app, the notebook, is opened; it leads to them itself.

`lite/tree/` is where the notebook's logo and its menu *Open* lead. JupyterLite's own page of that name is an app that a
crafted address could use; this is a list of links. The notebook reads its configuration out of the page in `lite/`.
"""
import json
from html import escape

from tools import edition

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Notebooks to run in the browser</title>
<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root="{root}">{{}}</script>
<link rel="icon" href="{home}_static/favicon.svg">
<style>
  body {{ font: 1.05rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }}
  @media (prefers-color-scheme: dark) {{ body {{ background: #121212; color: #eee; }} a {{ color: #9ecbff; }} }}
</style>
<main>
<h1>Notebooks to run in the browser</h1>
<p>Each opens in JupyterLite: Python runs in this browser, on this machine, and nothing runs before you start it.</p>
<ul>
{links}
</ul>
<p><a href="{home}_static/saved-work.html">What you saved</a> · <a href="{home}index.html">To the book</a></p>
</main>
</html>
"""
LINK = '<li><a href="{lite}notebooks/index.html?path={path}">{title}</a></li>'


def title(notebook):
    """Return a notebook's first heading."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells if cell["cell_type"] == "markdown" for line in "".join(cell["source"]).splitlines()]
    return next(line.removeprefix("# ") for line in lines if line.startswith("# "))


def write(site):
    """Write them into a site that has JupyterLite."""
    files = site / "lite" / "files"
    order = {f"{name}.ipynb": place for place, name in enumerate(edition.contents())}
    paths = sorted(files.glob("chapters/*.ipynb"))
    notebooks = sorted(((p.relative_to(files).as_posix(), title(p)) for p in paths),
                       key=lambda one: order.get(one[0], len(order)))
    for folder, lite in ((site / "lite", ""), (site / "lite" / "tree", "../")):
        folder.mkdir(exist_ok=True)
        links = "\n".join(LINK.format(lite=lite, path=path, title=escape(name)) for path, name in notebooks)
        page = PAGE.format(home=f"{lite}../", root=lite or ".", links=links)
        (folder / "index.html").write_text(page, encoding="utf-8")
