"""Every test, one step after another, with one line for each at the end: what `make test` runs.

`--long` runs instead those marked as long, on the site that is built; `--coverage` the package's tests alone, and
counts lines and branches, which takes them twice as long.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

from tools import blas

ROOT = Path(__file__).parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--durations=3"]
NOTEBOOKS = [*PYTEST, "--dist", "loadfile", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=300", "chapters"]
SITE = ["tests/site", "tests/browser"]
TORCH = "tests/oracles/test_torch*.py"              # `make oracles` runs them: PyTorch is large
PACKAGE = [*PYTEST, "tests", *[f"--ignore={path}" for path in SITE], f"--ignore-glob={ROOT / TORCH}"]
LONG = [*PYTEST, "-m", "long", "--dist", "loadgroup", "tests", f"--ignore-glob={ROOT / TORCH}"]
COVERAGE = ["--cov=mlp_lib", "--cov-branch", "--cov-report=term:skip-covered", "--cov-fail-under=95"]
BROWSERS = [sys.executable, "-m", "tools.browsers"]
BUILT = {"MLP_SITE": str(ROOT / "_build/html")}


def steps():
    """Return the steps: name, command, environment."""
    other = blas.another()
    return [
        ("style", [sys.executable, "-m", "ruff", "check", "."], {}),
        ("layers", [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"], {}),
        ("types", [sys.executable, "-m", "mypy", "mlp_lib"], {}),
        ("package", PACKAGE, {}),
        (f"notebooks on {blas.kernel()}", NOTEBOOKS, {}),
        (f"notebooks on {other}" if other else "notebooks on a second BLAS kernel", NOTEBOOKS if other else None,
         {"OPENBLAS_CORETYPE": other}),
        ("site", ["make", "site"], {}),
        ("Chromium", BROWSERS, {}),
        ("site and browser tests", [*PYTEST, "--dist", "loadgroup", *SITE], BUILT),
    ]


def run(name, command, environment):
    """Run one step; return its line for the summary and whether it passed."""
    print(f"\n=== {name}", flush=True)
    if command is None:
        print("NOT RUN: NumPy's BLAS on this machine has only one kernel, so the numbers were checked on one only")
        return f"not run  {name}: this machine has only one", True
    start = time.perf_counter()
    passed = subprocess.run(command, cwd=ROOT, env=os.environ | environment).returncode == 0
    return f"{'passed' if passed else 'FAILED'}  {time.perf_counter() - start:5.0f} s  {name}", passed


def main():
    """Run the steps, also after one has failed; exit with 1 if any did."""
    start = time.perf_counter()
    apart = {"--coverage": [("package, lines and branches counted", [*PACKAGE, *COVERAGE], {})],
             "--long": [("browsers", [*BROWSERS, "--all"], {}), ("long tests", LONG, BUILT)]}
    results = [run(*step) for step in (apart.get(sys.argv[-1]) or steps())]
    print("\n=== result")
    print(f"apart    {TORCH}: make oracles; tests marked long: make long")
    for line, _ in results:
        print(line)
    ok = all(passed for _, passed in results)
    print(f"{'ALL PASSED' if ok else 'FAILED'} in {(time.perf_counter() - start) / 60:.1f} minutes")
    sys.exit(not ok)


if __name__ == "__main__":
    main()
