"""Places: what the search page answers first, a slide, an equation or an erratum by its number, a term by its name.

Sphinx's own search drops words that are all digits, so "(23)" would find nothing.
"""
import json
import re
from pathlib import Path

import nbformat

from mlp_lib.course import equations, glossary, slides


def table(source):
    """Return what is asked for, "s23", "23", "e14" or "hiddenlayer", -> [(words, address from the site's root)]."""
    found = {f"s{s.number}": [(f"Slide S{s.number}: {s.topic}", f"chapters/slides.html#s{s.number}")]
             + [(f"S{s.number} in the book: {s.page.replace('-', ' ')}", f"chapters/{s.page}.html#{s.section}")]
             * bool(s.section) for s in slides.SLIDES}
    for number, e in equations.NUMBERED.items():
        row = f"Equation ({number}) among all equations", f"chapters/equations.html#row-{number}"
        place = f"Equation ({number}), S{e.slide}: {e.words}", f"chapters/{e.page}.html#equation-lecture-{number}"
        found[str(number)] = [place, row] if e.latex else [row]
    text = "\n".join(cell.source for cell in nbformat.read(source / "errata.ipynb", as_version=4).cells)
    for number, title in re.findall(r"^## E(\d+) · (.+)$", text, re.M):
        found[f"e{number}"] = [(f"Erratum E{number}: {title.replace('$', '')}", f"chapters/errata.html#e{number}")]
    for term in glossary.TERMS:
        chapter = f"{term.name} in the book: {term.page.replace('-', ' ')}"
        places = [(f"{term.name}: what it is", f"chapters/glossary.html#{term.anchor}"),
                  (chapter, f"chapters/{term.page}.html#{term.section}")]
        for name in {plain(name) for name in (term.name, *term.forms, *term.foreign.values())}:
            found.setdefault(name, []).extend(places)
    return found


def plain(name):
    """Return the letters and digits of a name, as web/search.js leaves them of what is asked."""
    return "".join(sign for sign in name.lower() if sign.isalnum())


def write(app, env):
    """Write `web/places.js` among the files to be served."""
    text = json.dumps(table(Path(app.srcdir, "chapters")), ensure_ascii=False, separators=(",", ":"))
    Path(app.doctreedir, "static", "web", "places.js").write_text(f"window.mlpPlaces = {text};\n", encoding="utf-8")


def load(app, pagename, templatename, context, doctree):
    """Load it where the search is answered."""
    if pagename == "search":
        for file in ("places.js", "search.js"):
            app.add_js_file(f"web/{file}", loading_method="defer")


def setup(app):
    """Connect both."""
    app.connect("env-updated", write)
    app.connect("html-page-context", load)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
