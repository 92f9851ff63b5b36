"""The tests, one step after another, with one line for each at the end: what `make test` runs.

They try each kind of thing once in a browser, and all the rest. `--long` runs the others of each kind, those marked as
long, on the site that is built, and the notebooks on a second BLAS kernel; `--coverage` the package's tests alone, and
counts lines and branches, which takes them twice as long.
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools import blas

ROOT = Path(__file__).parent.parent
PLAIN = [sys.executable, "-m", "pytest", "-q", "--durations=3"]
PYTEST = [*PLAIN, "-n", "2"]
PAGES = [*PLAIN, "-n", "3", "--dist", "loadgroup"]          # one more than cores: a page's tests wait now and then
NOTEBOOKS = [*PYTEST, "--dist", "loadfile", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=300", "chapters"]
SITE = ["tests/browser", "tests/site"]             # the short ones last: no core waits at the end
TORCH = "tests/oracles/test_torch*.py"              # `make oracles` runs them: PyTorch is large
PACKAGE = [*PYTEST, "tests", *[f"--ignore={path}" for path in SITE], f"--ignore-glob={ROOT / TORCH}"]
LONG = [*PAGES, "-m", "long", "tests", f"--ignore-glob={ROOT / TORCH}"]
COVERAGE = ["--cov=mlp_lib", "--cov-branch", "--cov-report=term:skip-covered", "--cov-fail-under=95"]
BROWSERS = [sys.executable, "-m", "tools.browsers"]
BUILT = {"MLP_SITE": str(ROOT / "_build/html")}


def steps():
    """Return the steps of `make test`: name, command, environment."""
    return [
        ("site", ["make", "site"], {}),                         # needs one core, and goes on beside the next ones
        ("style", [sys.executable, "-m", "ruff", "check", "."], {}),
        ("layers", [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"], {}),
        ("types", [sys.executable, "-m", "mypy", "mlp_lib"], {}),
        ("package", PACKAGE, {"OPENBLAS_NUM_THREADS": "1"}),   # each core has its tests: BLAS's threads would only wait
        (f"notebooks on {blas.kernel()}", NOTEBOOKS, {}),
        ("Chromium", BROWSERS, {}),
        ("site and browser tests", [*PAGES, *SITE], BUILT),
    ]


def long():
    """Return the steps of `make long`."""
    other = blas.another()
    return [
        (f"notebooks on {other}" if other else "notebooks on a second BLAS kernel", NOTEBOOKS if other else None,
         {"OPENBLAS_CORETYPE": other}),
        ("browsers", [*BROWSERS, "--all"], {}),
        ("long tests", LONG, BUILT),
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


def together(beside, *others):
    """Run the first of the steps beside the next ones, until the tests of what it makes; return all their results."""
    name, command, environment = beside
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=said, stderr=said)
        results = [run(*step) for step in others[:-1]]
        waited = time.perf_counter()
        passed = process.wait() == 0
        said.seek(0)
        print(f"\n=== {name}, built beside the steps above\n{said.read()}", flush=True)
    line = (f"{'passed' if passed else 'FAILED'}  {time.perf_counter() - waited:5.0f} s  {name}: waited for, "
            f"{time.perf_counter() - start:.0f} s after its start")
    return [*results, (line, passed), run(*others[-1])]


def main():
    """Run the steps, also after one has failed; exit with 1 if any did."""
    start = time.perf_counter()
    if sys.argv[-1] == "--long":
        results = [run(*step) for step in long()]
    elif sys.argv[-1] == "--coverage":
        results = [run("package, lines and branches counted", [*PACKAGE, *COVERAGE], {})]
    else:
        results = together(*steps())
    print("\n=== result")
    print(f"apart    {TORCH}: make oracles; tests marked long, and a second BLAS kernel: make long")
    for line, _ in results:
        print(line)
    ok = all(passed for _, passed in results)
    print(f"{'ALL PASSED' if ok else 'FAILED'} in {(time.perf_counter() - start) / 60:.1f} minutes")
    sys.exit(not ok)


if __name__ == "__main__":
    main()
