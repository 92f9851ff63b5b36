"""The book's own scripts: `web/` becomes `_static/web/`, and each page loads those that it has a use for.

They cannot lie in `_static`, all of whose scripts Jupyter Book loads on every page. A new one:

1. Write it in `web/`: no library, no `eval`, no code in the HTML. The page must read without it.
2. Name it below: in EVERYWHERE, or in WHERE with the text of a page that asks for it.
3. What a reader does is kept by `mlpKept` (`web/kept.js`) alone; a new kind of key has its form in `web/transfer.js`.
4. Test it in `tests/browser`: by keyboard, after a reload, at 390 pixels, with storage blocked.
"""
import os
import shutil
from pathlib import Path

# records.js and paths.js are made by records.py, the others are files in web/.
EVERYWHERE = ["kept.js", "records.js", "reader.css", "sidebar.js", "formulas.js", "land.js"]
WHERE = {                                                       # file -> texts in a body, one of which asks for it
    "quiz.js": ('class="mlp-quiz',),
    "terms.js": ('class="mlp-term',),
    "sheet.css": ('class="mlp-formulas',),
    "home.js": ('id="mlp-start"',),
    "make.js": ('id="mlp-progress"', 'id="mlp-self-test"', 'id="mlp-lecture"'),
    "lecture.js": ("widget-view+json",),                                # a page with explorers
    "lecture-list.js": ('id="mlp-lecture"',),
    "selftest.js": ('id="mlp-self-test"',),
    "paths.js": ('id="mlp-progress"',),
    "transfer.js": ('id="mlp-progress"',),
    "erase.js": ('id="mlp-progress"',),
    "handin.js": ('id="mlp-progress"',),
    "progress.js": ('id="mlp-progress"',),
}


def place(app):
    """Serve the folder as `_static/web`."""
    folder = Path(app.doctreedir, "static")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(app.srcdir, "web"), folder / "web", ignore=shutil.ignore_patterns("lite"))    # JupyterLite's
    shutil.copy(Path(app.srcdir, "mlp_lib", "teaching", "plan.py"), folder / "web" / "run")
    app.config.html_static_path.append(str(folder))


def load(app, pagename, templatename, context, doctree):
    """Add a page's scripts, in the order of the tables, and its styles."""
    body = context.get("body", "")
    for file in [*EVERYWHERE, *(file for file, texts in WHERE.items() if any(text in body for text in texts))]:
        if file.endswith(".css"):
            app.add_css_file(f"web/{file}")
        else:
            app.add_js_file(f"web/{file}", loading_method="defer")


def tell(app, config):
    """Tell the library, in the kernels too, that what it shows goes into a page, and whether with solutions."""
    if config.mlp_solutions not in ("shown", "hidden"):
        raise ValueError(f"mlp_solutions of _config.yml is shown or hidden, got {config.mlp_solutions!r}.")
    os.environ |= {"MLP_PAGE": "1", "MLP_SOLUTIONS": config.mlp_solutions}


def setup(app):
    """Connect all."""
    app.add_config_value("mlp_solutions", "shown", "env", str)
    app.connect("config-inited", tell)
    app.connect("builder-inited", place)
    app.connect("html-page-context", load)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
