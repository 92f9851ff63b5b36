"""Node, which comes from PyPI with the book's environment; a smaller environment of other versions takes the book's."""
import sys
from pathlib import Path

HOMES = Path(sys.executable).parent, Path(__file__).parents[1] / ".venv" / "bin"


def program(name="node"):
    """Return the path of `node` or `npm`; a FileNotFoundError where neither environment has it."""
    found = next((home / name for home in HOMES if (home / name).exists()), None)
    if found is None:
        raise FileNotFoundError(f"no {name} in {' or '.join(map(str, HOMES))}: `make environment` installs it")
    return found
