"""The layers are kept: a planted import that goes against them is told in a sentence."""
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]


@pytest.mark.parametrize("file, line, told", [
    ("network.py", "from .course import equations", "mlp_lib.network is not allowed to import mlp_lib.course"),
    ("teaching/markup.py", "from mlp_lib.course.neurons import afternoons",
     "mlp_lib.teaching is not allowed to import mlp_lib.course"),
    ("activations.py", "from . import plots", "mlp_lib.activations is not allowed to import mlp_lib.plots"),
    ("new.py", "", "mlp_lib.new"),
])
def test_an_import_against_the_layers_fails(tmp_path, file, line, told):
    shutil.copytree(ROOT / "mlp_lib", tmp_path / "mlp_lib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "mlp_lib" / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    done = subprocess.run(LINT, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 1 and told in " ".join(done.stdout.split()), done.stdout
