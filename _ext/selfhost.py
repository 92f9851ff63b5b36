"""Self-hosting: every page loads its scripts, styles and fonts from this site and links to it relatively."""
from pathlib import Path

from sphinx.util.osutil import relative_uri

UNUSED = "sphinx-thebe"
SAVED = "_static/saved-work.html"
FOOT = ["licences.html", "chapters/accessibility.html"]            # what each page's foot leads to
LITE = "lite/notebooks/index.html"


def add_vendored_files(app):
    """Serve the vendored scripts, which Jupyter Book must not load on every page by itself."""
    vendored = Path(app.srcdir, "_vendor", "html")
    if not (vendored / "vendor").is_dir():
        raise FileNotFoundError("no scripts in _vendor: build the site with `make site`, which fetches them")
    app.config.html_static_path.append(str(vendored))


def without_thebe(app, config):
    """Leave out Jupyter Book's Thebe, whose pages would load a script from a third party."""
    for listeners in app.events.listeners.values():
        listeners[:] = [one for one in listeners if one.handler.__module__ != "sphinx_thebe"]


def expect_math(app, env):
    """Load MathJax on every notebook's page: its HTML outputs may hold math that Sphinx does not see."""
    has_equations = env.get_domain("math").data["has_equations"]
    for docname in env.found_docs:
        if env.doc2path(docname).endswith(".ipynb"):
            has_equations[docname] = True


def tidy_page(app, pagename, templatename, context, doctree):
    """Drop doubled and foreign assets, and lead to what lies at the site's root."""
    def kept(files):
        seen = set()
        for file in files:
            name = str(getattr(file, "filename", file) or "")
            key = (name, str(getattr(file, "attributes", {}).get("body") or ""))
            if key not in seen and "://" not in name and UNUSED not in name:
                seen.add(key)
                yield file

    for kind in ("script_files", "css_files"):
        context[kind] = list(kept(context.get(kind, [])))
    here = app.builder.get_target_uri(pagename)
    for page in FOOT:
        link = relative_uri(here, page) or Path(page).name
        context["theme_extra_footer"] = context["theme_extra_footer"].replace(page, link)
    for group in context.get("header_buttons", []):
        for button in group.get("buttons", []) if isinstance(group, dict) else []:
            if button.get("url", "").startswith(LITE):
                button["url"] = relative_uri(here, LITE) + button["url"].removeprefix(LITE)
                button["tooltip"] = "Run this chapter in the browser (JupyterLite)"
                group["buttons"].append({"type": "link", "text": "Saved notebooks", "icon": "fas fa-box-archive",
                                         "url": relative_uri(here, SAVED), "tooltip": "What you saved in JupyterLite"})
                break


def setup(app):
    """Connect the four."""
    app.connect("config-inited", without_thebe)
    app.connect("builder-inited", add_vendored_files)
    app.connect("env-updated", expect_math)
    app.connect("html-page-context", tidy_page, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
