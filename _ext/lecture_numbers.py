r"""Lecture numbers: the number of a labelled equation is its own `\tag`, here as in the live notebook.

`$$ a = \sigma(z) \tag{8} $$ (lecture-8)` is (8) on every page, and `[(8)](#lecture-8)` links to it.
"""
import re

from sphinx.domains.math import MathDomain
from sphinx.util import logging

TAG = re.compile(r"\s*\\tag\{([^}]*)\}")
log = logging.getLogger(__name__)


class LectureMathDomain(MathDomain):
    """Sphinx's equations, numbered by their tags instead of being counted."""

    def note_equation(self, docname, labelid, location=None):
        """Take the tag out of the equation (the page sets the number beside it) and record it as its number."""
        super().note_equation(docname, labelid, location)
        text = location.astext()
        tags = TAG.findall(text)
        number = labelid.removeprefix("lecture-")
        if len(tags) != 1 or (number != labelid and tags != [number]):
            log.warning("equation %r has the tags %s; wanted one \\tag%s", labelid, tags,
                        f"{{{number}}}, the number in its label" if number != labelid else "", location=location)
            return
        self.equations[labelid] = (docname, tags[0])
        location.children[:] = [type(location.children[0])(TAG.sub("", text))]


def setup(app):
    """Register the domain in place of Sphinx's own."""
    app.add_domain(LectureMathDomain, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
