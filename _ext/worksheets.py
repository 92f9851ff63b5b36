"""Worksheets: pages to print, with their keys, written into the site's folder `worksheets`."""
from pathlib import Path

from mlp_lib.course.worksheet.paper import site


def write(app, exception):
    """Write all sheets and keys after a build."""
    if exception is None and app.builder.name == "html":
        folder = Path(app.outdir, "worksheets")
        folder.mkdir(exist_ok=True)
        for name, page in site().items():
            (folder / name).write_text(page, encoding="utf-8")


def setup(app):
    """Do so for the HTML site."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
