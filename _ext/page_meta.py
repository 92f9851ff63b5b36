"""Page metadata: the site's address, taken from the repository's, and a description without formulas."""
from html import escape
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


def setup(app):
    """Connect both, before sphinxext.opengraph asks."""
    app.connect("config-inited", site_address, priority=400)
    app.connect("html-page-context", describe, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
