"""Anchors: a link such as `[(8)](activations.ipynb#lecture-8)` leads to the same place here as in the live notebook.

MyST knows only headings after the `#` of a link to another page; this adds its equations and its named targets.
"""
from docutils.nodes import make_id


def add_anchors(app, env):
    """Enter every labelled equation and every `(name)=` target among the anchors of its page."""
    def enter(name, docname, place):
        env.metadata[docname].setdefault("myst_slugs", {}).setdefault(name, (0, place, name))

    for label, (docname, _) in env.get_domain("math").equations.items():
        enter(label, docname, make_id(f"equation-{label}"))
    for name, (docname, place) in env.get_domain("std").anonlabels.items():
        if docname in env.all_docs:
            enter(name, docname, place)


def setup(app):
    """Do so when all pages have been read, before links are resolved."""
    app.connect("env-updated", add_anchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
