"""Minutes: how long each section of a chapter takes, estimated by one rule, for the table of slides.

A section is read at 120 words a minute (it is dense), half a minute more for each displayed equation, one for each cell
of code, two for each explorer; its core exercises take the minutes that they say. It reaches to the next heading.

    .venv/bin/python -m tools.minutes               write the minutes into mlp_lib/course/tables/slides.csv
"""
import csv
import re
from pathlib import Path

import nbformat

from mlp_lib import exercises

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "mlp_lib" / "course" / "tables" / "slides.csv"
WORDS, EQUATION, CODE, EXPLORER = 120, 0.5, 1, 2        # words a minute; minutes for each
ASKED = re.compile(r'exercises\.show\("([\w-]+)"\)')


def slug(heading):
    """Return the anchor of a heading as the built page has it."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\$[^$]*\$", "", heading).lower()).strip("-")


def minutes(cell):
    """Return what one cell takes."""
    if cell.cell_type == "markdown":
        equations = re.findall(r"\$\$.*?\$\$|```\{math\}.*?```", cell.source, re.S)
        words = re.sub(r"\$\$.*?\$\$|```.*?```", " ", cell.source, flags=re.S).split()
        return len(words) / WORDS + EQUATION * len(equations)
    asked = [exercises.show(id) for id in ASKED.findall(cell.source)]
    if asked:
        return sum(e.minutes for e in asked if e.level == "core")
    return EXPLORER if "explorers." in cell.source else 0 if "exercises.check(" in cell.source else CODE


def sections(path):
    """Return anchor of a heading -> minutes until the next heading."""
    found, here = {}, None
    for cell in nbformat.read(path, as_version=4).cells:
        parts = re.split(r"^(#+ .+)$", cell.source, flags=re.M) if cell.cell_type == "markdown" else [cell.source]
        for part in parts:
            if cell.cell_type == "markdown" and re.match(r"#+ ", part):
                here = slug(part.lstrip("# "))
                found[here] = 0
            elif here and part.strip():
                found[here] += minutes(nbformat.v4.new_markdown_cell(part) if cell.cell_type == "markdown" else cell)
    return found


def rows():
    """Return the rows of the table, the minutes counted anew."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        if row["section"]:
            time = sections(ROOT / "chapters" / f"{row['page']}.ipynb")[row["section"]]
            row["minutes"] = str(max(1, round(time)))
    return table


def main():
    """Write them."""
    table = rows()
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*dict.fromkeys([*table[0], "minutes"])], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    main()
