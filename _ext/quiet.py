"""A quiet page: what only a notebook needs does not stand between the reader and the text.

The rule looks at a cell's code, so no author has to think of it. On the page
- a cell that only shows a record (an exercise, a quiz, an explorer, a table) has no code,
- a cell that ends in `exercises.check(...)` has no output, which would say "Not attempted",
- the code of a figure is folded, where at least half of its lines draw and they are more than six.
The notebooks stay as they are.
"""
import ast
import json

RECORDS = {"bridge", "dialects", "elsewhere", "equations", "exercises", "explorers", "formulas", "glossary",
           "learning", "playground", "project", "quiz", "slides", "table", "typical", "worksheet"}
DRAWING = {"ax", "axes", "axis", "bars", "fig", "figure", "plots", "plt"}       # a line that draws has one of these
LINES = 6


def root(call):
    """Return the names of a call such as `exercises.show("x")`, ["exercises", "show"]; [] for anything else."""
    names, node = [], call.func if isinstance(call, ast.Call) else None
    while isinstance(node, ast.Attribute):
        names, node = [node.attr, *names], node.value
    return [node.id, *names] if isinstance(node, ast.Name) else []


def simple(statements):
    """Yield all statements that hold no others, with the heads of those that do."""
    for statement in statements:
        inner = [*getattr(statement, "body", ()), *getattr(statement, "orelse", ())]
        yield (statement.lineno, inner[0].lineno - 1 if inner else statement.end_lineno), statement, bool(inner)
        yield from simple(inner)


def draws(tree):
    """Return (lines that draw, all lines of code)."""
    drawing = total = 0
    for (first, last), statement, outer in simple(tree.body):
        head = getattr(statement, "iter", getattr(statement, "test", None)) if outer else statement
        names = {node.id for node in ast.walk(head) if isinstance(node, ast.Name)} if head else set()
        total += last - first + 1
        drawing += (last - first + 1) * bool(names & DRAWING)
    return drawing, total


def tags(source):
    """Return the tags that the rule gives to a code cell."""
    tree = ast.parse(source)
    *before, last = tree.body or [ast.Pass()]
    called = root(last.value) if isinstance(last, ast.Expr) else []
    if called[:2] == ["exercises", "check"]:
        return ["remove-output"]
    if called[:1] and called[0] in RECORDS and all(isinstance(s, ast.Import | ast.ImportFrom) for s in before):
        return ["remove-input"]
    drawing, total = draws(tree)
    return ["hide-input"] if total > LINES and 2 * drawing >= total else []


def quieten(app, docname, source):
    """Tag the cells of a notebook that is about to be read."""
    if not app.env.doc2path(docname).endswith(".ipynb"):
        return
    notebook = json.loads(source[0])
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            own = cell["metadata"].get("tags", [])
            cell["metadata"]["tags"] = [*own, *(tag for tag in tags("".join(cell["source"])) if tag not in own)]
    source[0] = json.dumps(notebook)


def setup(app):
    """Listen to what is read."""
    app.connect("source-read", quieten)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
