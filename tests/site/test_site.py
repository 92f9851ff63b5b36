"""The built site: complete, on its own, small enough, with links and launch buttons that lead somewhere."""
import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("MLP_SITE", ROOT / "_build" / "html"))
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


class Page(HTMLParser):
    """The tags of a page: links, assets, images, ids."""

    def __init__(self, path):
        super().__init__()
        self.links, self.assets, self.images, self.ids, self.meta = [], [], [], set(), {}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids |= {attrs[k] for k in ("id", "name") if attrs.get(k)}
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if tag == "img":
            self.images.append(attrs)
        if tag == "meta" and attrs.get("name"):
            self.meta[attrs["name"]] = attrs.get("content", "")
        if tag in ("script", "img", "iframe", "source", "video", "audio", "embed") and attrs.get("src"):
            self.assets.append(attrs["src"])
        if tag == "link" and attrs.get("rel") not in ("canonical", "next", "prev", "index", "search"):
            self.assets.append(attrs.get("href", ""))


page = cache(Page)
DOCS = toc()
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


@EVERY_DOC
def test_internal_links_resolve(doc):
    broken = []
    for link in page(html(doc)).links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (html(doc).parent / unquote(parts.path)).resolve() if parts.path else html(doc)
        if link.startswith("/") or not target.is_file():
            broken.append(link)
        elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in page(target).ids:
            broken.append(link)
    assert not broken


@EVERY_DOC
def test_images_have_alt_texts(doc):
    hashes = {p.stem for p in SITE.glob("_images/*")}
    for image in page(html(doc)).images:
        alt = image.get("alt", "")
        assert alt.strip() and not any(h in alt for h in hashes), f"no alt text: {image.get('src', '')[:80]}"


@EVERY_DOC
def test_description_is_plain_text(doc):
    description = page(html(doc)).meta.get("description", "")
    assert len(description) >= 10
    assert "\\" not in description and "$" not in description


@pytest.mark.parametrize("doc", [d for d in DOCS if (ROOT / f"{d}.ipynb").exists()])
def test_launch_links_open_a_file_that_exists(doc):
    links = page(html(doc)).links
    binder = [urlsplit(link) for link in links if "mybinder.org" in link]
    assert len(binder) == 1
    owner, name = urlsplit(CONFIG["repository"]["url"]).path.strip("/").split("/")
    assert binder[0].path == f"/v2/gh/{owner}/{name}/{CONFIG['repository']['branch']}"
    opened = parse_qs(binder[0].query)["urlpath"][0]
    assert opened == f"lab/tree/{doc}.ipynb" and (ROOT / f"{doc}.ipynb").is_file()

    lite = [urlsplit(link) for link in links if "lite/notebooks/index.html" in link]
    assert lite, "no button for JupyterLite"
    for link in lite:
        assert not link.netloc and not link.path.startswith("/"), "absolute: fails under a sub-path"
        assert (html(doc).parent / link.path).resolve() == SITE / "lite" / "notebooks" / "index.html"
        file = parse_qs(link.query)["path"][0]
        assert (SITE / "lite" / "files" / file).is_file(), file
    assert {parse_qs(link.query)["path"][0] for link in lite} == {f"{doc}.ipynb"}


def test_lite_lists_the_notebooks_and_their_tables():
    here = {p.relative_to(ROOT) for p in (ROOT / "chapters").rglob("*") if p.suffix in (".ipynb", ".csv", ".json")}
    there = {p.relative_to(SITE / "lite" / "files") for p in (SITE / "lite" / "files" / "chapters").rglob("*")}
    assert {p for p in here if ".ipynb_checkpoints" not in p.parts} <= there


def test_the_page_for_what_is_not_there_leads_home():
    repository = urlsplit(CONFIG["repository"]["url"]).path.strip("/").split("/")[1]
    links = page(SITE / "404.html").links
    assert links == [f"/{repository}/", f"/{repository}/search.html", "/"] and not page(SITE / "404.html").assets


@EVERY_DOC
def test_each_page_can_be_edited_and_complained_about(doc):
    repository = CONFIG["repository"]["url"]
    links = [link for link in page(html(doc)).links if link.startswith(repository)]
    edited = [link for link in links if "/edit/" in link]
    assert len(edited) == 1 and (ROOT / edited[0].split("/edit/main/")[1]).is_file()
    assert any(link.startswith(f"{repository}/issues/new") for link in links)
