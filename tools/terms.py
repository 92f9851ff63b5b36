"""Terms: each chapter links a term of the glossary where it first uses it, so that it works in the notebooks as well.

That is where the chapter prints the term in bold, or else its first use in running text: not in a heading, a table, a
formula, code, another link or the box at the top, and before the summary. A word that is also an everyday one is linked
only in bold (see mlp_lib/course/glossary.py).

    .venv/bin/python -m tools.terms               set the links of all chapters anew; it runs no notebook
"""
import re
from pathlib import Path

import nbformat
import yaml

from mlp_lib import glossary
from tools import notebooks

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\[([^\]]+)\]\(glossary\.ipynb#term-[a-z0-9-]+\)")
OTHERS = re.compile(r"""
    \A---\n.*                             # the front matter
    |^:::\{admonition\}.*?^:::$           # the box at the top
    |^:{3,}.*?$|^:\w+:.*?$                # the lines of directives
    |```.*?```|`[^`]*`|<[^>]*>            # code and HTML
    |^\#+\ .*?$|^\|.*?$                   # headings and tables
    |\$\$.*?\$\$|\$[^$]*\$                # formulas
    |\[[^\]]*\]\([^)]*\)                  # links
    """, re.S | re.M | re.X)
END = ("## In short", "## Sources")


def plain(text):
    """Return a text without these links, as it was written."""
    return LINK.sub(r"\1", text)


def chapters():
    """Return the notebooks of the contents' first part, in order."""
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    paths = (ROOT / f"{entry['file']}.ipynb" for entry in parts[0]["chapters"])
    return [path for path in paths if path.exists()]


def pattern(letter):
    """Return what finds the forms that begin with a letter, longest first, at the beginning of a sentence as well."""
    rests = sorted((form[1:] for form in FORMS if form[0] == letter), key=len, reverse=True)
    some = "|".join(re.escape(rest).replace(r"\ ", r"\s") for rest in rests)
    return f"[{letter}{letter.upper()}](?:{some})"


FORMS = {form: term for term in glossary.TERMS for form in (term.name, *term.forms)}
ANY = re.compile(r"(?<![\w-])(?:" + "|".join(map(pattern, sorted({form[0] for form in FORMS}))) + r")(?![\w-])")


def uses(text):
    """Yield (term, start, end, whether in bold) for each use in a cell's running text."""
    free = OTHERS.sub(lambda found: "\0" * len(found[0]), text)
    for found in ANY.finditer(free):
        bold = free[:found.start()].endswith("**") and re.match(r"[.:]?\*\*", free[found.end():]) is not None
        form = re.sub(r"\s", " ", found[0])
        term = FORMS.get(form) or FORMS[form[0].lower() + form[1:]]
        if bold or not term.ambiguous:
            yield term, found.start(), found.end(), bold


def linked(cells):
    """Return the texts of a chapter's Markdown cells with the links set anew."""
    texts = [plain(text) for text in cells]
    best = {}
    for number, text in enumerate(texts):
        if any(f"\n{end}" in f"\n{text}" for end in END):
            break
        for term, start, end, bold in uses(text):
            if term.anchor not in best or (bold and not best[term.anchor][0]):
                best[term.anchor] = (bold, number, start, end)
    for anchor, (_, number, start, end) in sorted(best.items(), key=lambda item: item[1][1:], reverse=True):
        text = texts[number]
        texts[number] = f"{text[:start]}[{text[start:end]}](glossary.ipynb#{anchor}){text[end:]}"
    return texts


def renewed(path):
    """Return the text of a chapter's file with its links as they should be."""
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    for cell, text in zip(cells, linked([cell.source for cell in cells]), strict=True):
        cell.source = text
    return notebooks.normal_text(notebook)


def main():
    """Write them."""
    for path in chapters():
        path.write_text(renewed(path), encoding="utf-8")


if __name__ == "__main__":
    main()
