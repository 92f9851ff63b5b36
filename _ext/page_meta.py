"""Page metadata: a description without formulas, and at the foot which edition this is."""
import sys
from html import escape
from pathlib import Path

from docutils import nodes

sys.path.insert(0, str(Path(__file__).parents[1]))         # Sphinx has only this folder on its path

from tools import edition

LONGEST = 200


def describe(app, pagename, templatename, context, doctree):
    """Describe a page by its first plain paragraph, unless its front matter has a description."""
    if doctree is None or 'name="description"' in context.get("metatags", ""):
        return
    plain = (p.astext().replace("\n", " ") for p in doctree.findall(nodes.paragraph) if not list(p.findall(nodes.math)))
    text = next((t for t in plain if len(t) > 40), context["title"])
    text = text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
    context["meta"] = (context["meta"] or {}) | {"og:description": text}
    context["metatags"] = context.get("metatags", "") + f'\n<meta name="description" content="{escape(text)}" />'


def say_edition(app, pagename, templatename, context, doctree):
    """Say at the foot of each page which edition it belongs to."""
    context["theme_extra_footer"] += f" {edition.sentence()}"


def setup(app):
    """Connect both; the description before sphinxext.opengraph asks."""
    app.connect("html-page-context", say_edition)
    app.connect("html-page-context", describe, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
