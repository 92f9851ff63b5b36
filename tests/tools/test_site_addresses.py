"""Addresses: the links that the theme makes of _config.yml with a repository, each to its branch, path and file, and
what is left without one; Colab's cell, the edition's name, and the check of links."""
import re
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import nbformat
import pytest
import yaml
from sphinx_book_theme.header_buttons import launch, source

from tools import archive, colab, downloads, edition, links

sys.path.insert(0, str(Path(__file__).parents[2] / "_ext"))
import address

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "chapters").glob("*.ipynb"))
REPOSITORY, HUB = "https://github.com/Ada/mlp-book", "https://hub.example.edu"


def options(repository):
    """Return the theme's options as Jupyter Book hands them over."""
    config = edition.config()
    return {"repository_url": repository, "repository_branch": config["repository"]["branch"],
            "launch_buttons": config["launch_buttons"] | {"jupyterhub_url": HUB}}


def buttons(repository, doc):
    """Return text -> address of the buttons that the theme makes for a page."""
    settled = options(repository)
    address.settle(settled)
    owner, name = urlsplit(settled["repository_url"]).path.strip("/").split("/")
    env = SimpleNamespace(doc2path=lambda page: str(ROOT / f"{page}.ipynb"), metadata={doc: {"kernelspec": {}}})
    app = SimpleNamespace(env=env, config=Settings(settled), builder=SimpleNamespace(theme_options=settled))
    edit = f"{settled['repository_url']}/edit/{settled['repository_branch']}/{doc}.ipynb"
    context = {"header_buttons": [], "pagename": doc, "sourcename": f"{doc}.ipynb", "page_source_suffix": ".ipynb",
               "github_url": "https://github.com", "github_user": owner, "github_repo": name,
               "get_edit_provider_and_url": lambda: ("github", edit)}
    launch.add_launch_buttons(app, doc, "page.html", context, object())
    source.add_source_buttons(app, doc, "page.html", context, object())
    return {button["text"]: button["url"] for group in context["header_buttons"] for button in group["buttons"]}


class Settings(dict):
    """Sphinx's settings, of which the theme asks by name and by key."""

    def __init__(self, theme):
        super().__init__(html_theme_options=theme)
        self.html_theme_options = theme


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_link_names_branch_path_and_file(path):
    doc, branch = f"chapters/{path.stem}", edition.config()["repository"]["branch"]
    made = buttons(REPOSITORY, doc)
    binder, colabs, hub = (urlsplit(made[name]) for name in ("Binder", "Colab", "JupyterHub"))
    assert (binder.netloc, binder.path) == ("mybinder.org", f"/v2/gh/Ada/mlp-book/{branch}")
    assert parse_qs(binder.query) == {"urlpath": [f"lab/tree/{doc}.ipynb"]}
    assert made["Colab"] == f"https://colab.research.google.com/github/Ada/mlp-book/blob/{branch}/{doc}.ipynb", colabs
    assert (hub.netloc, hub.path) == ("hub.example.edu", "/hub/user-redirect/git-pull")
    assert parse_qs(hub.query) == {"repo": [REPOSITORY], "branch": [branch],
                                   "urlpath": [f"lab/tree/mlp-book/{doc}.ipynb"]}
    assert made["JupyterLite"] == f"lite/notebooks/index.html?path={doc}.ipynb"
    assert made["Suggest edit"] == f"{REPOSITORY}/edit/{branch}/{doc}.ipynb"
    assert made["Open issue"].startswith(f"{REPOSITORY}/issues/new?")


def test_without_a_repository_only_what_works_is_left():
    assert list(buttons("", "chapters/neurons")) == ["JupyterLite"]


@pytest.mark.parametrize("repository, own, site", [
    (REPOSITORY, "", "https://ada.github.io/mlp-book/"), (REPOSITORY, "https://ada.example/b", "https://ada.example/b/"),
    ("", "", ""), ("", "https://ada.example/", "https://ada.example/")])
def test_the_sites_address_derives_from_the_repositorys(repository, own, site):
    assert address.settle(options(repository), own) in (site, own) and edition.site_address(repository, own) == site


@pytest.mark.parametrize("wrong", ["https://gitlab.com/a/b", "https://github.com/a", "github.com/a/b", "x"])
def test_an_address_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match=re.escape(wrong)):
        address.settle(options(wrong))


def test_colabs_cell_comes_and_goes_and_does_nothing_elsewhere(tmp_path):
    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        before = nbformat.writes(notebook)
        colab.place(notebook, colab.address())
        assert nbformat.writes(notebook) == before, f"run: make notebooks ({path.name})"
    colab.place(notebook, "https://ada.github.io/mlp-book/")
    cell, = (cell for cell in notebook.cells if cell.id == colab.ID)
    assert cell is next(cell for cell in notebook.cells if cell.cell_type == "code")
    assert f"mlp_lib-{edition.version()}-py3-none-any.whl" in cell.source and "remove-cell" in cell.metadata.tags
    done = subprocess.run([sys.executable, "-c", f"{cell.source}\nprint(sorted(set(globals()) & {{'io', 'site'}}))"],
                          capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n" and not list(tmp_path.iterdir())
    colab.place(notebook, "")
    assert not [cell for cell in notebook.cells if cell.id == colab.ID]


def test_colabs_cell_takes_the_tables_from_the_downloads(tmp_path):
    """Run as in Colab, with the site served here and pip left out."""
    with zipfile.ZipFile(tmp_path / downloads.ARCHIVE, "w") as packed:
        packed.writestr("mlp-companion/chapters/results/benchmarks/a.csv", "x")
        packed.writestr("mlp-companion/chapters/neurons.ipynb", "{}")
    site, packed = f"{tmp_path.parent.as_uri()}/", downloads.ARCHIVE
    code = colab.CELL.format(site=site, folder=tmp_path.name, archive=packed, wheel="w")
    (tmp_path / "here").mkdir()
    subprocess.run([sys.executable, "-c", "import subprocess, sys\nsys.modules['google.colab'] = sys\n"
                    f"subprocess.run = lambda *_, **__: None\n{code}"], check=True, cwd=tmp_path / "here")
    files = [p.relative_to(tmp_path / "here").as_posix() for p in (tmp_path / "here").rglob("*") if p.is_file()]
    assert files == ["results/benchmarks/a.csv"]


def test_an_edition_has_its_name(monkeypatch):
    monkeypatch.setenv("MLP_EDITION", "2026-autumn")
    assert edition.name() == f"2026-autumn ({edition.version()})" and edition.folder() == "mlp-companion-2026-autumn"
    monkeypatch.setenv("MLP_EDITION", "../x")
    with pytest.raises(SystemExit, match="2026-autumn"):
        edition.name()


def test_the_archive_is_served_by_its_one_line(tmp_path):
    site = tmp_path / "html"
    (site / "chapters").mkdir(parents=True)
    (site / "chapters" / "index.html").write_text("<p>first page</p>")
    (site / "_headers").write_text("/*\n  X-Own: yes\n")
    assert archive.write(site, tmp_path / "mlp-companion-1.zip") == 2
    with zipfile.ZipFile(tmp_path / "mlp-companion-1.zip") as packed:
        packed.extractall(tmp_path)
    code = ("import serve, threading, urllib.request\nserver = serve.server(quiet=True)\n"
            "threading.Thread(target=server.serve_forever, daemon=True).start()\n"
            "answer = urllib.request.urlopen(f'http://127.0.0.1:{server.server_address[1]}/chapters/index.html')\n"
            "print(answer.headers['X-Own'], answer.read().decode())")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "mlp-companion-1", capture_output=True,
                          text=True, check=True, timeout=60)
    assert done.stdout == "yes <p>first page</p>\n"


def test_links_that_lead_nowhere_are_found(tmp_path):
    (tmp_path / "a.html").write_text('<p id="here"><a href="#here">1</a><a href="b.html#no">2</a><a href="c.html">3</a>'
                                     '<a href="/a.html">4</a><a href="https://example.org/x#y">5</a>')
    (tmp_path / "b.html").write_text('<a href="a.html#here">6</a><a href="../b.html">7</a>')
    assert links.broken(tmp_path) == [("a.html", "b.html#no"), ("a.html", "c.html"), ("a.html", "/a.html"),
                                      ("b.html", "../b.html")]
    assert links.outer(tmp_path) == {"https://example.org/x": ["a.html"]}


def test_a_site_behind_a_symbolic_link_has_its_places(tmp_path):
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "a.html").write_text('<p id="here"><a href="#here">1</a><a href="#no">2</a>')
    (tmp_path / "site").symlink_to("built")
    assert links.broken(tmp_path / "site") == [("a.html", "#no")]


def test_an_address_of_others_is_asked():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(int(self.path[1:]))
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    assert [links.asked(f"{base}/{code}") for code in (200, 403, 404)] == ["", "", "answers 404"]
    server.shutdown()
    server.server_close()
    assert links.asked(base, tries=1).startswith("does not answer")


def test_the_hubs_values_hold_the_image_of_this_version():
    text = (ROOT / "hub" / "values.yaml").read_text()
    assert "NOT TRIED ON A CLUSTER" in text and yaml.safe_load(text)["singleuser"]["image"]["tag"] == edition.version()
