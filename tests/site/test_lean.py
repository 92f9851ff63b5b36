"""Lean pages: light HTML, scripts that wait and none for nothing, fonts cut to the icons that are shown."""
import gzip
import re
from functools import cache
from pathlib import Path

import numpy as np
import pydata_sphinx_theme
import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from PIL import Image
from test_site import DOCS, EVERY_DOC, SITE, html, page, pytestmark

from tools import vendor

__all__ = ["pytestmark"]                                   # no built site: nothing to look at
PACKED = 100_000                                           # bytes of one page's HTML, as a web host sends it
FETCHED = 600_000                                          # and of all that it fetches before a reader moves
WIDTH = 632                 # pixels of a figure: 390 of them on a phone, where letters of 10.5 points are 9 pixels high
USUAL = ["Main-Regular", "Math-Italic", "Main-Bold-letters", "AMS-Regular-letters", "Calligraphic-Regular",
         "Size1-Regular", "Size2-Regular", "Size4-Regular"]
PAGES = [*(f"{doc}.html" for doc in DOCS), "search.html", "genindex.html"]
SHEET = "styles/pydata-sphinx-theme.css"
ICONS = SITE / "_static" / "vendor" / "fontawesome"


@EVERY_DOC
def test_html_is_light(doc):
    assert len(gzip.compress(html(doc).read_bytes(), 6)) <= PACKED


@cache
def packed(path):
    """Return the bytes of a file as a web host sends it."""
    content = path.read_bytes()
    return len(content if path.suffix in (".webp", ".woff2") else gzip.compress(content, 6))


@EVERY_DOC
def test_what_a_page_fetches_at_its_top_is_light(doc):
    """Itself, styles, scripts, its first picture and the fonts of usual formulas; `make bench-site` measures it."""
    found = page(html(doc))
    pictures = [image["src"] for image in found.images if image["src"].endswith(".webp")]
    assets = {asset.split("?")[0] for asset in found.assets if re.search(r"\.(js|css)(\?|$)", asset)}
    fonts = [SITE / f"_static/vendor/mathjax/{vendor.FOLDERS[1]}/MathJax_{name}.woff2" for name in USUAL]
    files = [html(doc), *(html(doc).parent / name for name in [*assets, *pictures[:1]]), *fonts]
    assert len(assets) > 20 and sum(packed(path.resolve()) for path in files) <= FETCHED


@EVERY_DOC
def test_no_page_needs_a_widget_manager(doc):
    text = html(doc).read_text(encoding="utf-8")
    assert "jupyter.widget" not in text and "require.js" not in text
    assert "data:image" not in text, "pictures stand in files"


@pytest.mark.parametrize("path", PAGES)
def test_scripts_wait_until_the_text_is_read(path):
    text = (SITE / path).read_text(encoding="utf-8")
    scripts = re.findall(r"<script\b([^>]*\bsrc=\"([^\"?]+)[^>]*)>", text)
    at_once = [source for attributes, source in scripts if " defer" not in attributes and " async" not in attributes]
    assert [Path(SITE / path, "..", source).resolve().read_text().count("dataset.mode") for source in at_once] == [1]
    names = [source for _, source in scripts]
    assert len(names) == len(set(names)), "each once"
    assert any("searchindex" in name for name in names) == (path == "search.html")


def test_mathjax_has_no_menu():
    script = (SITE / "_static/vendor/mathjax/tex-chtml.js").read_text(encoding="utf-8")
    assert "assistive-mml" in script and "MJContextMenu" not in script
    assert len(gzip.compress(script.encode(), 6)) < 170_000
    fonts = set(re.findall(r"%%URL%%/(MathJax_[\w-]+\.woff2?)", script))
    assert len(fonts) > 15 and fonts <= {path.name for path in SITE.rglob("chtml/fonts/woff-v2/*.woff2")}


@pytest.mark.parametrize("name", vendor.APART)
def test_the_parts_of_a_font_have_its_glyphs_each_once_and_as_they_were(name):
    whole = TTFont(vendor.MATHJAX / vendor.FOLDERS[1] / f"MathJax_{name}.woff")
    parts = {suffix: TTFont(SITE / f"_static/vendor/mathjax/{vendor.FOLDERS[1]}/MathJax_{name}{suffix}.woff2")
             for suffix in ("-letters", "")}
    glyphs = [(code, outline(font, glyph)) for font in parts.values() for code, glyph in font.getBestCmap().items()]
    assert len(glyphs) == len(whole.getBestCmap()) > 200
    assert dict(glyphs) == {code: outline(whole, glyph) for code, glyph in whole.getBestCmap().items()}
    letters = parts["-letters"].getBestCmap()
    assert set(map(chr, letters)) >= set("ABCRXYZ") and max(letters) < 0x7f
    rules = re.findall(rf'MathJax_{name}(-letters|)\.woff2"\) format\("woff2"\)\',"unicode-range":"([^"]+)"',
                       (SITE / "_static/vendor/mathjax/tex-chtml.js").read_text(encoding="utf-8"))
    assert rules == [("-letters", vendor.LETTERS), ("", vendor.OTHERS)]


def outline(font, glyph):
    """Return a glyph's pen strokes and its width."""
    pen = RecordingPen()
    font.getGlyphSet()[glyph].draw(pen)
    return pen.value, font["hmtx"][glyph][0]


@EVERY_DOC
def test_explorers_come_first_and_only_where_they_are(doc):
    text = html(doc).read_text(encoding="utf-8")
    scripts = re.findall(r"<script[^>]*\bdefer\b[^>]*src=\"([^\"]+)\"|<script[^>]*src=\"([^\"]+)\"[^>]*\bdefer\b", text)
    ours = [i for i, (a, b) in enumerate(scripts) if "/explorers/explorers-" in a + b]
    assert ours == ([0] if "data-mlp-explorer" in text else [])


def test_no_file_of_the_explorers_is_unused():
    pages = " ".join(html(doc).read_text(encoding="utf-8") for doc in DOCS)
    named = set(re.findall(r'"([0-9a-f]{12}\.webp)"', pages))
    there = {p.name for p in (SITE / "_static" / "explorers").glob("*.webp")}
    assert there == named and len(list((SITE / "_static" / "explorers").glob("*.js"))) == 1


def icons(css):
    """Return icon -> code point, as a style sheet of the theme has them."""
    rules = re.findall(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\([0-9a-f]+)"', css)
    return {icon: int(code, 16) for names, code in rules for icon in re.findall(r"fa-[a-z0-9-]+", names)}


def test_icons_that_are_shown_are_in_the_fonts_and_in_the_style_sheet():
    theme = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static" / SHEET
    every, there = (icons(path.read_text(encoding="utf-8")) for path in (theme, SITE / "_static" / SHEET))
    used = {icon for doc in DOCS for icon in re.findall(r'class="[^"]*\b(fa-[a-z0-9-]+)', html(doc).read_text("utf-8"))}
    used &= set(every)                                     # the others are sizes
    glyphs = {code for font in ICONS.rglob("*.woff2") for code in TTFont(font).getBestCmap()}
    assert len(used) >= 5 and all(there.get(icon) == every[icon] and every[icon] in glyphs for icon in used)
    assert len(there) < 100 < len(every), "the others' rules are the third part of what a page waits for"
    assert sum(font.stat().st_size for font in ICONS.rglob("*.woff2")) < 20_000
    assert not list(SITE.glob("_static/scripts/fontawesome.js*"))
    assert not any("fontawesome.js" in asset for doc in DOCS for asset in page(html(doc)).assets)


@pytest.mark.parametrize("doc", [d for d in DOCS if "_images/" in html(d).read_text("utf-8")] if SITE.exists() else [])
def test_figures_are_twice_as_fine_as_they_are_shown(doc):
    figures = [image for image in page(html(doc)).images if "data-png" in image]
    assert figures
    for image in figures:
        paths = (html(doc).parent / image[name] for name in ("src", "data-png"))
        with Image.open(next(paths)) as light, Image.open(next(paths)) as full:
            assert light.format == "WEBP" and light.size == full.size
            shown, drawn = (np.asarray(picture.convert("RGB"), dtype=int) for picture in (light, full))
            assert abs(shown - drawn).max() <= 4, "no eye sees it"
            assert (light.width // 2, light.height // 2) == (int(image["width"]), int(image["height"]))
        assert image["loading"] == "lazy"
        assert "style" not in image and int(image["width"]) <= WIDTH
