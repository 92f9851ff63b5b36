"""The library's page: `autodoc` reads the docstrings of `mlp_lib`; here their plain text becomes lists and code.

``.. registry:: ACTIVATIONS`` is a table of such a dictionary, made from its records, docstrings or code.
"""
import ast
import inspect
import re
import sys

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

import mlp_lib
from tools import examples

COLUMNS = re.compile(r"\S {3,}\S")
ARGUMENT = re.compile(r"([\w{}]+(?:, [\w{}]+)*) {2,}(\S.*)")
CODE = re.compile(r'(`+)(.+?)\1|("[^"\s]+")')


def plain(text):
    """Return prose as reStructuredText that shows it as it stands; what is in quotes or backquotes is code."""
    out, end = [], 0
    for code in [*CODE.finditer(text), None]:
        out.append(re.sub(r"([\\*|_`])", r"\\\1", text[end:code and code.start()]))
        if code:
            out.append(f"\\ ``{code[2] or code[3]}``\\ ")
            end = code.end()
    return "".join(out)


def paragraph(lines):
    """Return one paragraph: a list where each line begins with a name and two spaces, code where it is a table."""
    named = ARGUMENT.match(lines[0])
    if lines[0].startswith(" ") or (not named and any(COLUMNS.search(line) for line in lines)):
        return ["::", "", *(f"   {line}" for line in lines)]
    if not named:
        return plain(" ".join(line.strip() for line in lines)).splitlines()
    out = []
    for line in lines:
        if named := ARGUMENT.match(line):
            out += [f"``{named[1]}``", f"   {plain(named[2])}"]
        else:
            out.append(f"   {plain(line.strip())}")
    return out


def as_rst(app, what, name, obj, options, lines):
    """Rewrite a docstring's lines in place."""
    blocks, block = [], []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        elif block:
            blocks += [*paragraph(block), ""]
            block = []
    lines[:] = [*blocks, *example(name)]


def example(name):
    """Return the example of a name: a sentence, where it needs one, and what Python says."""
    text, _, code = examples.of(name).partition(">>>")
    return [*plain(" ".join(text.split())).splitlines(), "", *f">>>{code}".splitlines(), ""] if code else []


def bodies(name):
    """Return key -> code of the functions that stand in a dictionary of lambdas."""
    assigned = re.compile(rf"^{name}(: .*)? = ", re.M)
    module = next(m for m in vars(mlp_lib).values() if inspect.ismodule(m) and m is not mlp_lib
                  and assigned.search(inspect.getsource(m)))
    value = next(s.value for s in ast.parse(inspect.getsource(module)).body if assigned.match(ast.unparse(s)))
    table = next(node for node in ast.walk(value) if isinstance(node, ast.Dict))
    return {k.value: ast.unparse(v.body) for k, v in zip(table.keys, table.values, strict=True)}


class Registry(SphinxDirective):
    """A table of a dictionary of the package: its names, and the formula, first sentence or code of each."""

    required_arguments = 1

    def run(self):
        """Return the table."""
        name = self.arguments[0]
        text = [".. list-table::", "   :widths: 30 70", ""]
        for key, value in getattr(mlp_lib, name).items():
            if hasattr(value, "formula"):
                told = f":math:`{value.formula}`"
            elif value.__doc__:
                told = plain(inspect.getdoc(value).partition("\n\n")[0])
            else:
                told = f"``{bodies(name)[key]}``"
            text += [f"   * - ``{key}``", f"     - {told}"]
        node = nodes.container(classes=["mlp-registry"])
        text += ["", *example(f"mlp_lib.{name}")]
        self.state.nested_parse(StringList(text, source=name), self.content_offset, node)
        return [node]


for public in mlp_lib.__all__:          # autodoc looks for modules by the names under which a reader imports them
    if inspect.ismodule(getattr(mlp_lib, public)):
        sys.modules.setdefault(f"mlp_lib.{public}", getattr(mlp_lib, public))


def setup(app):
    """Listen to autodoc, and add the directive."""
    app.connect("autodoc-process-docstring", as_rst)
    app.add_directive("registry", Registry)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
