"""What the build adds to Sphinx's pages: the archive of notebooks, the list of those in JupyterLite, the edition at the
foot; and the server, which answers as a web host does where there is nothing."""
import json
import re
import shutil
import threading
import zipfile
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tools import doors, downloads, edition, serve


@pytest.fixture
def site(tmp_path):
    """A site of two pages, and of JupyterLite with notebooks whose names are not in the order of the contents."""
    files = tmp_path / "lite" / "files" / "chapters"
    wheels = tmp_path / "lite" / "static" / "pyodide"
    for folder in (files, wheels, tmp_path / "downloads"):
        folder.mkdir(parents=True)
    (wheels / f"mlp_lib-{edition.version()}-0abcdef12-py3-none-any.whl").write_bytes(b"wheel")
    for name in ("activations", "extra", "index", "neurons", "prerequisites", "sweeps", "worksheet"):
        cell = {"cell_type": "markdown", "source": [f"# The page {name}\n"]}
        (files / f"{name}.ipynb").write_text(json.dumps({"cells": [cell]}))
    (tmp_path / "downloads" / "a.bin").write_bytes(b"a")
    shutil.copy(edition.ROOT / "_static" / "saved-work.html", tmp_path)
    (tmp_path / "404.html").write_text("<main>no such page</main>")
    (tmp_path / "read.html").write_text(f"<main>text</main><footer>{edition.sentence()}</footer>")
    return tmp_path


def test_lite_lists_its_notebooks_in_the_order_of_the_contents(site):
    doors.write(site)
    for page in ("lite/index.html", "lite/tree/index.html"):
        names = re.findall(r"path=chapters/([\w-]+)\.ipynb", (site / page).read_text())
        assert names == ["index", "prerequisites", "neurons", "activations", "worksheet", "sweeps", "extra"]


def test_the_archive_and_the_page_say_the_same_commands(site):
    downloads.write(site)
    with zipfile.ZipFile(site / "downloads" / downloads.ARCHIVE) as packed:
        told = packed.read("mlp-companion/README.txt").decode()
    page = (edition.ROOT / "chapters" / "own-jupyter.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)\n```", page.partition("\n## On somebody")[0], re.S)
    assert [len(block.splitlines()) for block in blocks] == [3, 3] and edition.sentence() in told
    assert re.findall(r"^    (.+)$", told, re.M) == "\n".join(blocks).splitlines()


def test_the_pages_that_sphinx_did_not_make_say_their_edition(site, monkeypatch):
    monkeypatch.setenv("MLP_EDITION", "2026-autumn")
    doors.write(site)
    (site / "leads-on.html").write_text("<p>to another</p>")
    (site / "read.html").write_text(f"<main>text</main><footer>{edition.sentence()}</footer>")
    edition.sign(site)
    edition.sign(site)
    said = {path.relative_to(site).as_posix(): path.read_text().count(f"Edition 2026-autumn ({edition.version()}).")
            for path in site.rglob("*.html")}
    assert said == {"404.html": 1, "read.html": 1, "saved-work.html": 1, "lite/index.html": 1,
                    "lite/tree/index.html": 1, "leads-on.html": 0}


def answer(address, method="GET"):
    """Return (status, text) of what a server answers."""
    try:
        with urlopen(Request(address, method=method), timeout=20) as got:
            return got.status, got.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_where_there_is_nothing_the_server_shows_the_sites_page_for_that(site):
    (site / "_headers").write_text("/*\n  X-Own: yes\n")
    with serve.server(prefix="/book/", quiet=True, site=site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        book = f"http://127.0.0.1:{server.server_address[1]}/book/"
        page = 404, "<main>no such page</main>"
        assert answer(f"{book}read.html")[0] == 200
        assert [answer(f"{book}{path}") for path in ("none.html", "chapters/none/", "downloads/", "lite/none.js")] == [
            page] * 4
        assert answer(f"{book}none.html", "HEAD") == (404, "")
        with pytest.raises(HTTPError) as caught:
            urlopen(f"{book}none.html", timeout=20)
        assert caught.value.headers["X-Own"] == "yes" and "text/html" in caught.value.headers["Content-Type"]
        caught.value.close()
        assert "the site is below /book/" in answer(book.replace("book", "else"))[1]
        (site / "404.html").unlink()
        assert answer(f"{book}none.html")[0] == 404
        server.shutdown()
