"""The environment `.venv`: made from the locks, every file by its hash.

    python3 -m tools.environment                    make it, unless it is ready
    .venv/bin/python -m tools.environment peers     add what another lock of `locks/` has

It is made again where it was not finished, where it belongs to another folder (a copied or renamed one), or where its
Python has gone. Runs before anything is installed: it needs nothing but Python itself.
"""
import re
import shutil
import sys
import tempfile
from pathlib import Path

from tools import steps

ROOT = steps.ROOT
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
PIP = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
MARK = HOME / ".ready"
LOCKS = ROOT / "locks"
ITSELF = re.compile(r"^pip==.*(?:\n .*)*", re.M)          # pip's own lines in a lock
ELSEWHERE = """\
Wanted: the files that {lock} lists, from the Python Package Index or the index that pip is set up with.
If this machine has no network, fetch them on a like one that has,
    {python} -m pip download --require-hashes --no-build-isolation -r {lock} -d wheels
copy the folder `wheels` here, and say
    PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels make ...
A file whose hash is not in the lock is refused, wherever it comes from; `make lock` renews the lock."""


def install(lock, listed=None):
    """Install what `lock` lists (or the part of it in `listed`): files with its hashes, built by no others."""
    steps.run([*PIP, "install", "--quiet", "--require-hashes", "--no-build-isolation", "-r", listed or lock],
              ELSEWHERE.format(lock=lock, python=Path(sys.executable).name))


def pip_first(lock):
    """Install the lock's pip before the others: a program had better not be replaced while it installs."""
    if own := ITSELF.search(lock.read_text()):
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder, "pip.txt")
            listed.write_text(own[0])
            install(lock, listed)


def wanted():
    """Return what `MARK` holds when the environment is ready: what went into it, and whose it is."""
    return f"{steps.stamp(LOCKS / 'book.txt', ROOT / 'pyproject.toml')}\n{ROOT}"


def ready():
    """Tell whether the environment is whole, this folder's own, and what the lock says."""
    return steps.done(MARK, wanted()) and PYTHON.exists()


def fresh():
    """Make an empty environment, in the place of what is there."""
    if HOME.is_symlink():
        HOME.unlink()
    elif HOME.exists():
        print("The environment in .venv was not finished or belongs elsewhere: making it again.", flush=True)
        shutil.rmtree(HOME)
    steps.run([sys.executable, "-m", "venv", HOME],
              f"{sys.executable} cannot make an environment; on Debian: apt-get install python3-venv")


def make():
    """Make the environment, or bring the one that is there to what the lock says."""
    if not MARK.is_file() or MARK.read_text().splitlines()[1:] != [str(ROOT)] or not PYTHON.exists():
        fresh()
    MARK.unlink(missing_ok=True)                           # an interrupt from here on leaves it unfinished
    print("Installing what locks/book.txt lists into .venv (minutes, the first time)", flush=True)
    try:
        pip_first(LOCKS / "book.txt")
        install(LOCKS / "book.txt")
        steps.run([*PIP, "install", "-qq", "--no-deps", "--no-build-isolation", "-e", "."],
                  "The package itself could not be installed.")
    except SystemExit:                                     # pip has put back what it had begun: the next make goes on
        MARK.write_text(f"\n{ROOT}")
        raise
    MARK.write_text(wanted())


def main():
    """Make it, or add to it."""
    if sys.version_info < (3, 11):  # noqa: UP036 (it may be run by any)
        sys.exit(f"{sys.executable} is Python {sys.version.split()[0]}; 3.11 or newer is needed: make PYTHON=...")
    if ready() and not sys.argv[1:]:
        return
    with steps.alone():
        if not ready():
            make()
        for name in sys.argv[1:]:
            install(LOCKS / f"{name}.txt")


if __name__ == "__main__":
    main()
