"""Beside the slides: each section says which slides it belongs to, each equation what it is and where it comes from.

Both come from the library's tables; the notebooks hold neither. A heading's slides lead to their rows on the page of
the slides. An equation's number opens a note (HTML's own popover, no script), with links to its slide, to its erratum,
and to its row among all equations.
"""
import re
from html import escape

from docutils import nodes

from mlp_lib.course import equations, slides

NUMBER = re.compile(r'<span class="eqno">\((\d+)\)(?=<a class="headerlink" href="#equation-lecture-\1")')


def label(app, doctree, docname):
    """Write the slides beside each heading of a chapter: S14, or S28 to S31."""
    page = docname.rpartition("/")[2]
    for section in doctree.findall(nodes.section):
        numbers = [n for id in section["ids"] for n in slides.of_section(page, id)]
        if numbers:
            links = " ".join(f'<a href="slides.html#s{n}" title="Slide {n} of the lecture">S{n}</a>' for n in numbers)
            section.next_node(nodes.title).append(nodes.raw("", f' <span class="mlp-of-slides">{links}</span>',
                                                            format="html"))


def note(number):
    """Return the HTML of an equation's number, which opens what is known of it."""
    e = equations.NUMBERED[number]
    words = f"{e.words[:1].upper()}{e.words[1:]}"
    erratum = f'<a href="errata.html#{e.erratum.lower()}">otherwise on the slide: {e.erratum}</a>' if e.erratum else ""
    ways = [f'<a href="slides.html#s{e.slide}">slide S{e.slide}</a>', erratum,
            f'<a href="equations.html#row-{number}">among all equations</a>']
    return (f'<span class="eqno"><button type="button" popovertarget="about-{number}" title="{escape(words)}, '
            f'S{e.slide}">({number})</button><span popover class="mlp-about" id="about-{number}"><strong>({number})'
            f"</strong> {escape(words)}<br>{' · '.join(filter(None, ways))}</span>")


def number(app, pagename, templatename, context, doctree):
    """Let the number of each of the lecture's equations open its note."""
    if "body" in context:
        context["body"] = NUMBER.sub(lambda found: note(int(found[1])), context["body"])


def setup(app):
    """Connect both."""
    app.connect("doctree-resolved", label)
    app.connect("html-page-context", number)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
