"""The locks: every version that the project builds and tests with. `make lock` renews all three."""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import pyodide

ROOT = pyodide.ROOT
HEAD = "# The locked tree of requirements.txt. Renew: make lock\n"
BROWSER = ROOT / "tools" / "browser-wheels.txt"
BIN = Path(sys.executable).parent


def constraints():
    """Renew constraints.txt for Python 3.11 and newer, on every platform."""
    command = [BIN / "uv", "pip", "compile", "--quiet", "--universal", "--upgrade", "--python-version", "3.11",
               "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "requirements.txt"]
    out = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    pins = [line for line in out.splitlines() if not line.startswith(("-e ", "--"))]
    (ROOT / "constraints.txt").write_text(HEAD + "\n".join(pins) + "\n")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", "\n".join(pins), re.M))


def browser_wheels(pins):
    """Renew the browser's wheels to the same versions, with their hashes."""
    lines = BROWSER.read_text().splitlines()
    kept = [line for line in lines if line.startswith("#")]
    names = [line.split("==")[0] for line in lines if "==" in line]
    with tempfile.TemporaryDirectory() as folder:
        pyodide.pip_download("--platform", "any", *[f"{n}=={pins[n.replace('_', '-')]}" for n in names], to=folder)
        for name in names:
            wheel = next(Path(folder).glob(f"{name}-*.whl"))
            kept.append(f"{name}=={wheel.name.split('-')[1]} --hash=sha256:{pyodide.sha256(wheel.read_bytes())}")
    BROWSER.write_text("\n".join(kept) + "\n")


def scripts():
    """Renew package-lock.json for the versions that package.json pins."""
    (ROOT / "package-lock.json").unlink(missing_ok=True)
    subprocess.run([BIN / "npm", "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True)
    count = len(json.loads((ROOT / "package-lock.json").read_text())["packages"])
    print(f"package-lock.json: {count} packages")


if __name__ == "__main__":
    browser_wheels(constraints())
    scripts()
