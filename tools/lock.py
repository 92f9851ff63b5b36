"""The locks: every version that the project builds and tests with, each file by its hash.

    make lock                               renew them all
    .venv/bin/python -m tools.lock --keep   enter only what the requirements have gained; the versions stay

`locks/` has what pip and uv install, `.binder/requirements.txt` what Binder does, `tools/browser-wheels.txt` what the
browser's Python gets, and `package-lock.json` the pages' scripts.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import pyodide, steps, vendor, versions

ROOT = steps.ROOT
LOCKS = ROOT / "locks"
BOOK = LOCKS / "book.txt"
BROWSER = ROOT / "tools" / "browser-wheels.txt"
BIN = Path(sys.executable).parent
HEAD = "# {what}\n# Every file is known by its hash. Renew: make lock\n"
COMPILE = [BIN / "uv", "pip", "compile", "--quiet", "--universal", "--no-strip-extras", "--generate-hashes",
           "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
PIN = re.compile(r"^([\w.-]+)(?:\[.*?\])?==([^\s;\\]+)", re.M)


def pins(path):
    """Return name -> versions of a lock: more than one, where they depend on the Python."""
    found = {}
    for name, version in PIN.findall(path.read_text()):
        found.setdefault(name, []).append(version)
    return found


def write(lock, what, *sources, text="", python="3.11", upgrade=True):
    """Resolve `sources` (files and options of uv) and the requirements in `text` into the file `lock`."""
    command = [*COMPILE, "--python-version", python, *sources, *(["-"] if text else []),
               *(["--upgrade"] if upgrade else []), "--output-file", lock]
    subprocess.run(command, cwd=ROOT, check=True, input=text, text=True, stdout=subprocess.DEVNULL)
    lines = [line for line in lock.read_text().splitlines() if not line.startswith("#")]
    lock.write_text(HEAD.format(what=what) + "\n".join(lines) + "\n")
    print(f"{lock.relative_to(ROOT)}: {len(pins(lock))} packages", flush=True)


def python_locks(upgrade):
    """Renew what this Python installs, for 3.11 and newer, on every platform; the others agree with the book's."""
    keys = {"upgrade": upgrade}
    write(BOOK, "What `make site` and `make test` install: pyproject.toml and requirements.txt.",
          "pyproject.toml", "requirements.txt", **keys)
    write(ROOT / ".binder" / "requirements.txt", "What Binder installs: pyproject.toml and locks/binder.in.",
          "pyproject.toml", "locks/binder.in", "-c", BOOK, **keys)
    for name, what in (("peers", "make oracles, make bench"), ("mutants", "make mutants")):
        write(LOCKS / f"{name}.txt", f"What `{what}` adds: locks/{name}.in.", f"locks/{name}.in", "-c", BOOK, **keys)
    write(LOCKS / "audit.txt", "What the weekly audit installs: locks/audit.in.", "locks/audit.in", **keys)


def other_versions(upgrade):
    """Renew the environments of `make oldest`, `make browser` and `make newest`."""
    for name, target in versions.TARGETS.items():
        python, requirements = target()
        write(LOCKS / f"{name}.txt", f"What `make {name}` installs on Python {python}: tools/versions.py.",
              text="\n".join([*requirements, *versions.TESTING]), python=python, upgrade=upgrade)


def browser_wheels():
    """Renew the browser's wheels, pure Python, to the book's versions."""
    kept = [line for line in BROWSER.read_text().splitlines() if line.startswith("#")]
    locked = pins(BOOK)
    wanted = {name: locked[name.replace("_", "-")][-1] for name in pins(BROWSER)}
    with tempfile.TemporaryDirectory() as folder:
        listed = [f"{name}=={version}" for name, version in wanted.items()]
        pyodide.pip_download("--platform", "any", *listed, to=folder)
        for name, version in wanted.items():
            wheel = next(Path(folder).glob(f"{name}-*.whl"))
            kept.append(f"{name}=={version} --hash=sha256:{pyodide.sha256(wheel.read_bytes())}")
    BROWSER.write_text("\n".join(kept) + "\n")


def scripts():
    """Renew package-lock.json for the versions that package.json pins."""
    (ROOT / "package-lock.json").unlink(missing_ok=True)
    subprocess.run([BIN / "npm", "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True)
    count = len(json.loads((ROOT / "package-lock.json").read_text())["packages"])
    print(f"package-lock.json: {count} packages")


def main():
    """Renew them, or keep what is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="change no version that a lock has")
    upgrade = not parser.parse_args().keep
    with steps.alone():
        python_locks(upgrade)
        browser_wheels()
        if upgrade:
            scripts()
    vendor.main()                               # Pyodide's own lock, which the next reads
    other_versions(upgrade)


if __name__ == "__main__":
    main()
