"""Page labels: `[(8)](activations.ipynb#lecture-8)` and `[E7](errata.ipynb#e7)` find the label on the other page.

MyST looks up `page#name` among the headings only; here the labels of equations and the `(name)=` targets join them.
"""


def add_labels(app, env):
    """Enter every label of every page where MyST looks for headings: name -> line, id, text."""
    labels = {name: (page, id) for name, (page, id) in env.get_domain("std").anonlabels.items()}
    labels |= {name: (page, f"equation-{name}") for name, (page, _) in env.get_domain("math").equations.items()}
    for name, (page, id) in labels.items():
        if page in env.metadata:
            env.metadata[page].setdefault("myst_slugs", {}).setdefault(name, (0, id, name))


def setup(app):
    """Connect it after all pages are read and before their links are resolved."""
    app.connect("env-updated", add_labels)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
