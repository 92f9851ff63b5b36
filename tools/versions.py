"""Other versions: the package's tests with the oldest, the browser's and the newest dependencies.

    make oldest     Python 3.11 and the lower bounds in pyproject.toml
    make browser    JupyterLite's Python and the versions of Pyodide's lock
    make newest     Python 3.13 and whatever is newest

Each has an environment of its own under _build/python, from its lock in `locks/` (newest: when the locks were renewed).
Exits with 1 if a test fails or the Python is missing.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tools import check, pyodide

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).parent / "uv"
TESTING = ["pytest", "pytest-xdist", "hypothesis", "nbformat", "nbconvert", "pyyaml", "scikit-learn", "mpmath",
           "dask[distributed]", "setuptools"]
OLD = ["pyparsing<3.3"]             # from 3.3 on it warns of the names by which matplotlib 3.8 calls it


def dependencies():
    """Return the requirements of mlp_lib by name: {"numpy": "numpy>=2.0", ...}."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return {requirement.split(">=")[0]: requirement for requirement in listed}


def oldest():
    """Return the Python version and the requirements at their lower bounds."""
    return "3.11", [*(bound.replace(">=", "==") for bound in dependencies().values()), *OLD]


def browser():
    """Return the Python version and the requirements that JupyterLite has; what Pyodide leaves out is the newest."""
    lock = pyodide.official_lock()
    packages = lock["packages"]
    pinned = {name: f"{name}=={packages[name]['version']}" for name in dependencies() if name in packages}
    return ".".join(lock["info"]["python"].split(".")[:2]), [*(dependencies() | pinned).values(), *OLD]


def newest():
    """Return the Python version and the requirements without an upper bound."""
    return "3.13", list(dependencies().values())


TARGETS = {"oldest": oldest, "browser": browser, "newest": newest}


def interpreter(version):
    """Return a Python of this version, from PATH or from pyenv; None if there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for path in (shutil.which(f"python{version}"), *pyenv.glob(f"{version}.*/bin/python")):
        if path and not subprocess.run([path, "--version"], capture_output=True).returncode:   # a shim may fail
            return path


def environment(name):
    """Make the environment anew; return its Python."""
    version = TARGETS[name]()[0]
    home = ROOT / "_build" / "python" / name
    shutil.rmtree(home, ignore_errors=True)
    found = interpreter(version) or sys.exit(f"make {name} needs Python {version}: put a python{version} on PATH, "
                                             "for instance by pyenv or apt.")
    subprocess.run([UV, "venv", "--quiet", "--python", found, home], check=True)
    python = home / "bin" / "python"
    install = [UV, "pip", "install", "--quiet", "--python", python]
    subprocess.run([*install, "--require-hashes", "--no-build", "-r", f"locks/{name}.txt"], cwd=ROOT, check=True)
    subprocess.run([*install, "--no-deps", "--no-build-isolation", "-e", "."], cwd=ROOT, check=True)
    return python


def main():
    """Run the package's tests in the environments named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=TARGETS, nargs="+")
    failed = []
    for name in parser.parse_args().name:
        python = environment(name)
        print(f"\n=== {name}", flush=True)
        subprocess.run([UV, "pip", "freeze", "--python", python], check=True)
        if subprocess.run([python, *check.PACKAGE[1:], "--ignore=tests/tools"], cwd=ROOT).returncode:
            failed.append(name)
    sys.exit(f"FAILED: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
