"""The site, built from the chapters into `_build/html`. The one that is there stays until the new one is whole."""
import shutil
import sys
from pathlib import Path

from tools import defer, doors, downloads, edition, export, licences, lite, policy, steps

HOME = steps.ROOT / "_build"
FAILED = ("Warnings and errors stand above; reports of notebooks that failed are in _build/new. "
          "The last site that was whole, if there is one, is where it was.")
BIN = Path(sys.executable).parent


def book_command(folder):
    """Return the command that builds the book below `folder`; a warning fails it, at the end."""
    return [BIN / "jupyter-book", "build", ".", "--all", "-W", "-n", "--keep-going", "--path-output", folder]


def jupyterlite(site):
    """Add JupyterLite, with the copies of the chapters that _ext/copies.py has made as its files."""
    staged = site.parent / ".doctrees" / "copies"
    steps.run([BIN / "jupyter", "lite", "build", "--lite-dir", lite.OUT, "--config",
               lite.OUT / "jupyter_lite_config.json", "--contents", staged, "--output-dir", site / "lite"],
              FAILED, cwd=site.parent)
    lite.early(site)


def tidy(site):
    """Leave out what no page loads: source maps, templates, and JupyterLite's ways to apps that are not here."""
    for path in [*site.glob("_static/**/*.map"), *site.glob("_static/*macros.html")]:
        path.unlink()
    shutil.rmtree(site / "lite" / "doc")


def finish(site):
    """Add what Sphinx does not make; last the policy, which moves scripts into files, and their order."""
    jupyterlite(site)
    tidy(site)
    doors.write(site)
    downloads.write(site)
    export.write(site / "export")
    licences.write(site)
    edition.sign(site)
    policy.apply(site)
    defer.apply(site)


def readable(folder):
    """Let a web server read what was made, whatever the umask."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def main():
    """Build it and put it in place."""
    with steps.alone():
        new = steps.empty(HOME / "new")
        steps.run(book_command(new), FAILED)
        site = new / "_build" / "html"
        finish(site)
        readable(site)
        steps.replace(site, HOME / "html")
        shutil.rmtree(new)


if __name__ == "__main__":
    main()
