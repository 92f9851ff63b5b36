"""The build's beginnings and ends: an environment of its own, from hashes only; a site that is whole or is not there.

The Makefile runs here in a small checkout of its own, whose lock has one package, from a folder of wheels.
"""
import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import build, steps

ROOT = Path(__file__).parent.parent.parent
PROJECT = """[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "mlp_lib"
version = "1"
"""
BACKEND = """from pathlib import Path
from zipfile import ZipFile

def build_editable(folder, config_settings=None, metadata_directory=None):
    info = "mlp_lib-1.dist-info/"
    with ZipFile(Path(folder, "mlp_lib-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("mlp_lib.pth", str(Path.cwd()))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: mlp_lib\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return "mlp_lib-1-py3-none-any.whl"
"""


def wheel(folder, content):
    """Write a wheel of the package `tiny`, version 1, into a folder; return its hash."""
    folder.mkdir(exist_ok=True)
    path = folder / "tiny-1-py3-none-any.whl"
    info = "tiny-1.dist-info/"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny.py", content)
        archive.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        archive.writestr(info + "WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(info + "RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Checkout:
    """A folder with the Makefile, the tools and a library; `make` runs a target in it and returns code and output."""

    def __init__(self, folder):
        self.folder = folder

    def command(self, *words, wheels="wheels", **environment):
        own = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.folder.parent / wheels), "PIP_CONFIG_FILE": os.devnull}
        return {"args": ["make", "-s", "--no-print-directory", f"PYTHON={sys.executable}", *words], "cwd": self.folder,
                "env": os.environ | own | environment, "text": True, "stdout": subprocess.PIPE,
                "stderr": subprocess.STDOUT}

    def make(self, *words, **keys):
        done = subprocess.run(**self.command(*words, **keys))
        return done.returncode, done.stdout

    def run(self, code):
        """Return what `code` prints in the environment, away from this folder."""
        done = subprocess.run([self.folder / ".venv" / "bin" / "python", "-c", code], cwd=self.folder.parent, text=True,
                              capture_output=True, env={})
        return done.stdout.strip() or done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A checkout whose environment has been made."""
    folder = tmp_path_factory.mktemp("build") / "checkout"
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("locks", "mlp_lib"):
        (folder / name).mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "mlp_lib" / "__init__.py").touch()
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "backend.py").write_text(BACKEND)
    sha = wheel(folder.parent / "wheels", "real = True")
    (folder / "locks" / "book.txt").write_text(f"tiny==1 \\\n    --hash=sha256:{sha}\n")
    checkout = Checkout(folder)
    code, output = checkout.make("environment")
    assert code == 0, output
    return checkout


LIBRARY = "import mlp_lib, tiny; print(mlp_lib.__file__)"


def test_an_environment_that_is_ready_is_left_alone(made):
    before = (made.folder / ".venv" / ".ready").stat().st_mtime_ns
    assert made.make("environment") == (0, "")
    assert (made.folder / ".venv" / ".ready").stat().st_mtime_ns == before
    assert made.run(LIBRARY) == str(made.folder / "mlp_lib" / "__init__.py")


def test_a_copied_folder_gets_its_own_environment_and_a_forged_wheel_is_refused(made, tmp_path):
    for name in ("checkout", "wheels"):
        shutil.copytree(made.folder.parent / name, tmp_path / name, symlinks=True)
    copy = Checkout(tmp_path / "checkout")
    assert copy.run(LIBRARY) == str(made.folder / "mlp_lib" / "__init__.py")
    wheel(tmp_path / "forged", "real = False")
    code, output = copy.make("environment", wheels="forged")
    assert code and "making it again" in output
    assert "DO NOT MATCH THE HASHES" in output and "Traceback" not in output
    assert "No module named 'tiny'" in copy.run("import tiny")
    code, output = copy.make("environment")                     # the real one is taken, in the same environment
    assert code == 0 and "making it again" not in output
    assert copy.run("import tiny; print(tiny.real)") == "True"
    assert copy.run(LIBRARY) == str(copy.folder / "mlp_lib" / "__init__.py")


def test_what_was_not_finished_is_made_again_also_by_a_python_with_a_space_in_its_name(made):
    shutil.rmtree(next(made.folder.glob(".venv/lib/python*/site-packages/pip")))       # as Ctrl-C leaves it
    (made.folder / ".venv" / ".ready").unlink()
    program = made.folder.parent / "my pythons" / "python3"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    program.chmod(0o755)
    code, output = made.make("environment", f"PYTHON={program}")
    assert code == 0 and "making it again" in output
    assert made.run(LIBRARY) == str(made.folder / "mlp_lib" / "__init__.py")


def test_without_a_network_it_says_what_is_wanted_and_the_old_environment_stays(made):
    lock, mark = made.folder / "locks" / "book.txt", made.folder / ".venv" / ".ready"
    old = lock.read_text(), mark.read_text()
    try:
        lock.write_text(old[0] + "more==2 --hash=sha256:" + 64 * "0" + "\n")
        code, output = made.make("environment", wheels="nowhere")
        assert code and "Traceback" not in output
        assert f"Wanted: the files that {lock} lists" in output and "PIP_FIND_LINKS=wheels make" in output
        assert made.run(LIBRARY) == str(made.folder / "mlp_lib" / "__init__.py")
    finally:
        lock.write_text(old[0])
        mark.write_text(old[1])


def test_the_second_make_waits_and_says_so(made):
    (made.folder / ".venv" / ".ready").write_text(f"\n{made.folder}")
    with open(made.folder / ".make.lock", "w+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711")
        lock.flush()
        second = subprocess.Popen(**made.command("environment"))
        assert "Another make is at work in this folder (process 4711)" in second.stdout.readline()
        fcntl.flock(lock, fcntl.LOCK_UN)
        second.communicate()
    assert second.returncode == 0
    assert made.make("environment") == (0, "")


def test_a_foreign_library_on_the_path_is_not_used(made):
    show = "show: ; @echo \"$$PYTHONPATH|$$PYTHONHOME\""
    assert made.make(f"--eval={show}", "show", PYTHONPATH="/elsewhere", PYTHONHOME="/elsewhere") == (0, "|\n")


def test_a_busy_port_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run([sys.executable, "-m", "tools.serve", "--port", str(port)], cwd=ROOT, text=True,
                              capture_output=True)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith(f"Port {port} cannot be had") and f"PORT={port + 1}" in done.stderr


BUILT = """import sys, pathlib
site = pathlib.Path(sys.argv[1], "_build", "html", "chapters")
site.mkdir(parents=True)
(site / "index.html").write_text("new")
sys.exit(int(sys.argv[2]))"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder with a good site; the book's builder is a small program that ends with a given code."""
    def building(code):
        monkeypatch.setattr(build, "HOME", tmp_path)
        monkeypatch.setattr(steps, "LOCK", tmp_path / "lock")
        monkeypatch.setattr(build, "finish", lambda site: None)
        monkeypatch.setattr(build, "book_command", lambda folder: [sys.executable, "-c", BUILT, folder, code])
        return tmp_path / "html"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "index.html").write_text("good")
    return building


def test_a_build_that_fails_leaves_the_last_good_site(site, capfd):
    with pytest.raises(SystemExit, match=r"is where it was"):
        place = site(1)
        build.main()
    assert (place / "index.html").read_text() == "good"


def test_a_new_site_takes_the_old_ones_place_and_can_be_read(site):
    place, umask = site(0), os.umask(0o077)
    try:
        build.main()
    finally:
        os.umask(umask)
    assert not (place / "index.html").exists()
    page = place / "chapters" / "index.html"
    assert page.read_text() == "new"
    assert (page.stat().st_mode & 0o777, page.parent.stat().st_mode & 0o777) == (0o644, 0o755)
    assert place.stat().st_mode & 0o777 == 0o755
    assert sorted(p.name for p in place.parent.iterdir()) == ["html", "lock"]


def test_what_is_made_comes_whole_or_not_at_all(tmp_path):
    place = tmp_path / "made"
    place.mkdir()
    (place / "old").touch()                                     # begun by somebody, without a stamp

    def interrupted(folder):
        (folder / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        steps.make(place, interrupted, "1")
    assert [p.name for p in place.iterdir()] == ["old"]
    steps.make(place, lambda folder: (folder / "whole").touch(), "1")
    assert {p.name for p in place.iterdir()} == {"whole", ".ready"}
    steps.make(place, interrupted, "1")                         # it is there: nothing to do
    with pytest.raises(KeyboardInterrupt):
        steps.make(place, interrupted, "2")
    assert {p.name for p in tmp_path.iterdir()} == {"made", "made.new"}


def test_a_stamp_tells_contents_and_names(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("1")
    first = steps.stamp(tmp_path / "a")
    assert steps.stamp(tmp_path / "a") == first
    (tmp_path / "a" / "x").rename(tmp_path / "a" / "y")
    assert steps.stamp(tmp_path / "a") != first
