"""The built site: complete, on its own, small enough, with links and launch buttons that lead somewhere."""
import os
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

from tools import edition, links
from tools.links import page

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("MLP_SITE", ROOT / "_build" / "html")).resolve()
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text())
LARGEST = 600_000                                   # bytes of one chapter's HTML

pytestmark = pytest.mark.skipif(not SITE.exists() and "MLP_SITE" not in os.environ, reason="no built site: make site")


def toc():
    """Return the documents of _toc.yml, in order."""
    def walk(node):
        if isinstance(node, list):
            return [d for child in node for d in walk(child)]
        own = [node[k] for k in ("root", "file") if k in node]
        return own + [d for k in ("parts", "chapters", "sections") for d in walk(node.get(k, []))]
    return walk(yaml.safe_load((ROOT / "_toc.yml").read_text()))


DOCS = toc()
NOTEBOOKS = [d for d in DOCS if (ROOT / f"{d}.ipynb").exists()]
EVERY_DOC = pytest.mark.parametrize("doc", DOCS)


def html(doc):
    """Return the built page of a document."""
    return SITE / f"{doc}.html"


@pytest.mark.parametrize("path", sorted([*SITE.glob("chapters/*.html"), *SITE.glob("[4gls]*.html")], key=str),
                         ids=lambda path: path.name)
def test_text_is_there_before_any_script(path):
    main = re.search(r"<main\b.*</main>", path.read_text(encoding="utf-8"), re.S)[0]
    text = re.sub(r"<(script|template|style)\b.*?</\1>|<[^>]*>", "", main, flags=re.S)
    assert len(" ".join(text.split())) > 40


@EVERY_DOC
def test_every_page_of_the_contents_is_built(doc):
    assert html(doc).is_file()
    assert html(doc).stat().st_size <= LARGEST


def test_every_chapter_is_in_the_contents():
    written = {str(p.relative_to(ROOT).with_suffix("")) for p in (ROOT / "chapters").glob("*.*")
               if p.suffix in (".md", ".ipynb")}
    assert written == {d for d in DOCS if d.startswith("chapters/")}


@EVERY_DOC
def test_assets_are_here(doc):
    for asset in page(html(doc)).assets:
        if asset.startswith("data:"):
            continue
        assert not urlsplit(asset).netloc, f"{asset} lies on another host"
        assert not asset.startswith("/"), f"{asset} fails under a sub-path"
        assert (html(doc).parent / unquote(urlsplit(asset).path)).is_file(), asset


def test_stylesheets_ask_no_other_host():
    for sheet in SITE.glob("_static/**/*.css"):
        text = sheet.read_text(encoding="utf-8", errors="replace").replace(" ", "")
        assert not any(f"{start}{scheme}" in text for start in ("url(", "url('", 'url("', "@import'", '@import"')
                       for scheme in ("http:", "https:", "//")), sheet


def test_links_within_the_site_lead_somewhere():
    assert len(links.pages(SITE)) > len(DOCS) and not links.broken(SITE)


@EVERY_DOC
def test_images_have_alt_texts(doc):
    hashes = {p.stem for p in SITE.glob("_images/*")}
    for image in page(html(doc)).images:
        alt = image.get("alt", "")
        assert alt.strip() and not any(h in alt for h in hashes), f"no alt text: {image.get('src', '')[:80]}"


@EVERY_DOC
def test_what_a_cell_prints_is_one_block(doc):
    """A kernel sends it in pieces, where it takes a while."""
    blocks = re.findall(r'class="(cell_output|output \w+)', html(doc).read_text(encoding="utf-8"))
    assert ("output stream",) * 2 not in set(pairwise(blocks))


@EVERY_DOC
def test_description_is_plain_text(doc):
    description = page(html(doc)).meta.get("description", "")
    assert len(description) >= 10
    assert "\\" not in description and "$" not in description


@pytest.mark.parametrize("doc", NOTEBOOKS)
def test_the_button_for_jupyterlite_opens_a_file_that_exists(doc):
    lite = [urlsplit(link) for link in page(html(doc)).links if "lite/notebooks/index.html" in link]
    assert lite, "no button for JupyterLite"
    for link in lite:
        assert not link.netloc and not link.path.startswith("/"), "absolute: fails under a sub-path"
        assert (html(doc).parent / link.path).resolve() == SITE / "lite" / "notebooks" / "index.html"
        file = parse_qs(link.query)["path"][0]
        assert (SITE / "lite" / "files" / file).is_file(), file
    assert {parse_qs(link.query)["path"][0] for link in lite} == {f"{doc}.ipynb"}


@EVERY_DOC
def test_links_that_need_an_address_are_there_with_one_and_not_without(doc):
    repository = CONFIG["repository"]["url"]
    text = html(doc).read_text(encoding="utf-8")
    there = {"mybinder.org/v2": doc in NOTEBOOKS, "colab.research.google.com/github":
             doc in NOTEBOOKS, "/issues/new": True, "/edit/": True, 'property="og:url"': True}
    assert {key: key in text for key in there} == {key: bool(repository) and value for key, value in there.items()}
    assert "github.com/-/-" not in text
    assert (SITE / "sitemap.xml").exists() == bool(repository or CONFIG["sphinx"]["config"].get("html_baseurl"))


@pytest.mark.parametrize("path", sorted({str(path.relative_to(SITE)) for path in SITE.rglob("*.html")}
                                        - {"index.html", "lite/notebooks/index.html"}))      # leads on; the app
def test_every_page_says_its_edition_once(path):
    assert (SITE / path).read_text(encoding="utf-8").count(edition.sentence()) == 1


def test_the_downloads_hold_what_a_jupyter_needs():
    with zipfile.ZipFile(SITE / "downloads" / "mlp-companion-notebooks.zip") as archive:
        names = set(archive.namelist())
    wheel, = (p.name for p in (SITE / "downloads").glob("*.whl"))
    assert {f"mlp-companion/{wheel}", "mlp-companion/README.txt"} <= names
    here = {p.relative_to(ROOT).as_posix() for p in (ROOT / "chapters").rglob("*.*")
            if p.suffix == ".ipynb" or "results" in p.parts}
    assert {name.removeprefix("mlp-companion/") for name in names} >= {p for p in here if ".ipynb_ch" not in p}
    commands = (ROOT / "chapters" / "own-jupyter.md").read_text(encoding="utf-8")
    assert commands.count(f"pip install jupyterlab jupyterlab-myst {wheel}\n") == 2


def test_lite_lists_the_notebooks_and_their_tables():
    here = {p.relative_to(ROOT) for p in (ROOT / "chapters").rglob("*") if p.suffix in (".ipynb", ".csv", ".json")}
    there = {p.relative_to(SITE / "lite" / "files") for p in (SITE / "lite" / "files" / "chapters").rglob("*")}
    assert {p for p in here if ".ipynb_checkpoints" not in p.parts} <= there


def test_the_page_for_what_is_not_there_leads_home():
    home = urlsplit(edition.site_address(CONFIG["repository"]["url"])).path or "/"
    shown = page(SITE / "404.html")
    assert shown.links == [home, f"{home}search.html", *["/"] * (home != "/")] and not shown.assets
