"""Steps: what the commands of the Makefile have in common. Needs nothing but Python itself.

A step is skipped where its stamp shows that it has been done for the same inputs. One step at a
time writes in a folder; what it makes comes to its place whole.
"""
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / ".make.lock"


def stamp(*paths):
    """Return what stands for the names and contents of these files and folders."""
    total = hashlib.sha256()
    for path in paths:
        path = Path(path)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                total.update(f"\n{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return total.hexdigest()


def done(mark, wanted):
    """Tell whether the file `mark` has the stamp that is wanted."""
    return mark.is_file() and mark.read_text() == wanted


@contextmanager
def alone():
    """Wait until no other step writes in this folder; keep the others waiting meanwhile."""
    with open(LOCK, "a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            print(f"Another make is at work in this folder (process {file.read()}): waiting for it.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def replace(new, place):
    """Let the folder `new`, which is whole, take the place of `place`."""
    old = place.with_name(f"{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def empty(folder):
    """Return the folder, there and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def make(place, fill, wanted):
    """Fill a new folder by `fill(folder)` and put it in place with its stamp, unless `place` has the stamp `wanted`."""
    mark = ".ready"
    if not done(place / mark, wanted):
        new = empty(place.with_name(f"{place.name}.new"))
        fill(new)
        (new / mark).write_text(wanted)
        replace(new, place)


def run(command, failure, cwd=ROOT):
    """Run a program; if it fails, end with the sentences of `failure` instead of a traceback."""
    try:
        code = subprocess.run([str(word) for word in command], cwd=cwd).returncode
    except OSError as error:
        code = error
    if code:
        sys.exit(f"\n{command[0]} did not succeed ({code}). {failure}")
