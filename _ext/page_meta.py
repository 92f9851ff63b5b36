"""Page metadata: the site's address, taken from the repository's, a description without formulas, and the 404 page."""
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes

LONGEST = 200


def site_address(app, config):
    """Derive the address of GitHub Pages from the repository's, which stands in _config.yml alone."""
    owner, name = urlsplit(config.html_theme_options["repository_url"]).path.strip("/").split("/")
    config.html_baseurl = config.html_baseurl or f"https://{owner.lower()}.github.io/{name}/"
    config.ogp_site_url = config.html_baseurl


def describe(app, pagename, templatename, context, doctree):
    """Describe a page by its first plain paragraph, unless its front matter has a description."""
    if doctree is None or 'name="description"' in context.get("metatags", ""):
        return
    plain = (p.astext().replace("\n", " ") for p in doctree.findall(nodes.paragraph) if not list(p.findall(nodes.math)))
    text = next((t for t in plain if len(t) > 40), context["title"])
    text = text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
    context["meta"] = (context["meta"] or {}) | {"og:description": text}
    context["metatags"] = context.get("metatags", "") + f'\n<meta name="description" content="{escape(text)}" />'


NOT_FOUND = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>There is no such page</title>
<style>body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #121212; color: #eee; }} a {{ color: #9ecbff; }} }}</style>
<main>
<h1>There is no such page</h1>
<p>A layer is missing here, or the link has a typo.</p>
<p><a href="{home}">To the first page of the book</a> · <a href="{home}search.html">Search</a></p>
{root}</main>
</html>
"""


AT_ROOT = """<p>Where the book stands alone at its address: <a href="/">to its first page</a>.</p>
"""


def not_found(app, exception):
    """Write 404.html, which a host serves under any address, so its links are whole paths: the site's, and the root."""
    if exception is None and app.builder.name == "html":
        home = urlsplit(app.config.html_baseurl).path
        text = NOT_FOUND.format(home=home, root="" if home == "/" else AT_ROOT)
        Path(app.outdir, "404.html").write_text(text, encoding="utf-8")


def setup(app):
    """Connect all; the description before sphinxext.opengraph asks."""
    app.connect("build-finished", not_found)
    app.connect("config-inited", site_address, priority=400)
    app.connect("html-page-context", describe, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
