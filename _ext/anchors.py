"""Anchors: a link such as `[(8)](activations.ipynb#lecture-8)` leads to the same place here as in the live notebook.

MyST knows only headings after the `#` of a link to another page; this adds its equations and its named targets, the ids
that headings have on the page, the places that the table of slides leads to, and the terms of the glossary.
"""
from docutils.nodes import make_id

from mlp_lib import exercises
from mlp_lib.course import equations, glossary, slides


def add_anchors(app, env):
    """Enter what can be led to among the anchors of its page."""
    def enter(name, docname, place):
        env.metadata[docname].setdefault("myst_slugs", {}).setdefault(name, (0, place, name))

    for label, (docname, _) in env.get_domain("math").equations.items():
        enter(label, docname, make_id(f"equation-{label}"))
    for name, (docname, place) in env.get_domain("std").anonlabels.items():
        if docname in env.all_docs:
            enter(name, docname, place)
    for docname in env.all_docs:
        for _, place, _ in list(env.metadata[docname].get("myst_slugs", {}).values()):
            enter(place, docname, place)
    shown = [(f"exercise-{id}", exercise.chapter) for id, exercise in exercises.ALL.items()]
    shown += [(f"explorer-{slide.explorer}", slide.page) for slide in slides.SLIDES if slide.explorer]
    shown += [(f"s{slide.number}", "slides") for slide in slides.SLIDES]
    shown += [(f"row-{number}", "equations") for number in equations.NUMBERED]
    shown += [(term.anchor, "glossary") for term in glossary.TERMS]
    for place, page in shown:
        enter(place, f"chapters/{page}", place)


def setup(app):
    """Do so when all pages have been read, before links are resolved."""
    app.connect("env-updated", add_anchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
