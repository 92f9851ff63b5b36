"""Terms: a link from a chapter to an entry of the glossary opens what the entry says, where the reader stands.

The link works without a script. Beside it the page gets the meaning as HTML's own popover, which `web/terms.js` opens
by pointer, by the Tab key or by a tap.
"""
import re
from html import escape

from mlp_lib.course import glossary

LINK = re.compile(r'<a class="reference internal" href="glossary\.html#(term-[a-z0-9-]+)">(.*?)</a>', re.S)
TERMS = {term.anchor: term for term in glossary.TERMS}


def note(anchor):
    """Return the HTML of what is said of a term."""
    term = TERMS[anchor]
    words = [f'<span lang="{language}">{escape(word)}</span>' for language, word in term.foreign.items()]
    ways = " · ".join([*words, f'<a href="glossary.html#{anchor}">glossary</a>'])
    return (f'<span popover="manual" class="mlp-about mlp-of-term" id="about-{anchor}">'
            f"<strong>{escape(term.name)}</strong> {escape(term.meaning)}<br>{ways}</span>")


def tell(app, pagename, templatename, context, doctree):
    """Mark these links, and put each one's note behind it, where the Tab key goes next."""
    if "body" in context:
        context["body"] = LINK.sub(lambda found: f'<a class="mlp-term" aria-describedby="about-{found[1]}" '
                                   f'href="glossary.html#{found[1]}">{found[2]}</a>{note(found[1])}', context["body"])


def setup(app):
    """Do so before _ext/web.py looks which scripts the page asks for."""
    app.connect("html-page-context", tell, priority=450)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
