"""The archive: the whole site in one file, to carry on a stick or to keep for a term.

    python -m tools.archive          write _build/mlp-companion-<edition>.zip, from the site that is built

Unpacked, `python serve.py` in its folder serves it, JupyterLite and all; a page that is opened as a file can be read,
and its explorers and quizzes work. On a web server the folder `site` is an edition that stays as it is, under any path.
"""
import sys
import zipfile
from pathlib import Path

from tools import edition, serve, steps
from tools.downloads import add

HOME = steps.ROOT / "_build"
STORED = {".whl", ".zip", ".wasm", ".png", ".webp", ".woff2", ".apkg"}     # packed already, or read by parts
README = """Neural networks: a companion. {edition}

To read it, open site/chapters/index.html in a browser. To have all of it, cells that run, checked answers and
JupyterLite too, you need Python 3.11 or newer. In this folder:

    python serve.py                (on Windows: py serve.py)

and open http://localhost:8000/ in a browser. Nothing is asked from any other machine.
"""


def write(site, target):
    """Write the archive of a built site to the path `target`; return its number of files."""
    top = target.stem
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        add(archive, f"{top}/README.txt", README.format(edition=edition.sentence()))
        add(archive, f"{top}/serve.py", Path(serve.__file__).read_text(encoding="utf-8"))
        for path in files:
            how = zipfile.ZIP_STORED if path.suffix in STORED else zipfile.ZIP_DEFLATED
            archive.write(path, f"{top}/site/{path.relative_to(site).as_posix()}", how)
    return len(files)


def main():
    """Write it."""
    site = HOME / "html"
    if not site.is_dir():
        sys.exit("There is no site in _build/html: make site")
    text = (site / "chapters" / "index.html").read_text(encoding="utf-8")
    if edition.sentence() not in text:
        sys.exit(f"The site in _build/html is of another edition than {edition.name()}: make site, with the same "
                 "MLP_EDITION.")
    target = HOME / f"{edition.folder()}.zip"
    count = write(site, target)
    print(f"{target}: {count} files, {target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
