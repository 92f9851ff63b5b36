"""A hand-out for nbgrader: a chapter's notebook with a locked, graded cell after each exercise's own.

    python -m tools.handout backpropagation course/source/week1 [exercise ...]

The answer's cell stays as it is, and the student's; the graded one asks the exercise's check for its verdict, worth a
point. With names, only these exercises are graded. It is nbgrader that hands out, collects and grades.
"""
import re
import sys
from pathlib import Path

import nbformat

from mlp_lib import exercises

ROOT = Path(__file__).parent.parent
CHECK = re.compile(r'^exercises\.check\("([\w-]+)", (\w+)\)$', re.M)
GRADED = """# Do not change this cell: it is graded.
verdict = exercises.check("{id}", {name})
assert verdict.passed, verdict.message"""


def graded(notebook, wanted=()):
    """Return the notebook with a graded cell after each of the exercises `wanted`, or of all that it has."""
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        found = CHECK.search(cell.source) if cell.cell_type == "code" else None
        if found and (not wanted or found[1] in wanted):
            marks = {"grade": True, "grade_id": f"check-{found[1]}", "locked": True, "points": 1, "schema_version": 3,
                     "solution": False, "task": False, "cell_type": "code"}
            cells.append(nbformat.v4.new_code_cell(GRADED.format(id=found[1], name=found[2]),
                                                   metadata={"nbgrader": marks}))
    notebook.cells = cells
    return notebook


def main(arguments):
    """Write the hand-out that the command line asks for."""
    if len(arguments) < 2:
        sys.exit(__doc__)
    chapter, folder, *wanted = arguments
    source = ROOT / "chapters" / f"{chapter}.ipynb"
    known = {id for id, exercise in exercises.ALL.items() if exercise.chapter == chapter}
    if not source.is_file() or not set(wanted) <= known:
        sys.exit(f"There is no chapter {chapter!r} with all of the exercises {wanted}: {', '.join(sorted(known))}")
    target = Path(folder, source.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(graded(nbformat.read(source, as_version=4), wanted), target)
    print(target)


if __name__ == "__main__":
    main(sys.argv[1:])
