"""The examples of the library's page: text files in chapters/examples, run by a test, shown under the names they name.

A line "# mlp_lib.fit" opens the example of that name; several such lines share what follows.
"""
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "chapters" / "examples"
HEADS = re.compile(r"^((?:# [\w.]+\n)+)", re.M)


@cache
def read():
    """Return [(names, text)] of all examples, in the order of the files."""
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        _, *parts = HEADS.split(file.read_text(encoding="utf-8"))
        found += [(tuple(heads.replace("# ", "").split()), text.strip())
                  for heads, text in zip(parts[::2], parts[1::2], strict=True)]
    return found


def of(name):
    """Return the text of a name's example, "" where it has none."""
    return next((text for names, text in read() if name in names), "")
