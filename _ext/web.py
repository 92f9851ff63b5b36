"""The book's own scripts: `web/` becomes `_static/web/`, outside of what Jupyter Book loads on every page by itself."""
import os
import shutil
from pathlib import Path


def place(app):
    """Serve the folder as `_static/web`."""
    folder = Path(app.doctreedir, "static")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(app.srcdir, "web"), folder / "web")
    app.config.html_static_path.append(str(folder))


def load(app, pagename, templatename, context, doctree):
    """Add the script that keeps what a reader does."""
    app.add_js_file("web/kept.js", loading_method="defer")


def setup(app):
    """Connect both, and tell the library that what it shows goes into a page."""
    os.environ["MLP_PAGE"] = "1"
    app.connect("builder-inited", place)
    app.connect("html-page-context", load)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
