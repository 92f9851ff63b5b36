"""Lean pages: light HTML, the widgets' scripts only where there are widgets, fonts cut to the icons that are shown."""
import gzip
import re

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from test_site import DOCS, EVERY_DOC, SITE, html, page, pytestmark

__all__ = ["pytestmark"]                                   # no built site: nothing to look at
PACKED = 100_000                                           # bytes of one page's HTML, as a web host sends it
ICONS = SITE / "_static" / "vendor" / "fontawesome"


@EVERY_DOC
def test_html_is_light(doc):
    assert len(gzip.compress(html(doc).read_bytes(), 6)) <= PACKED


@EVERY_DOC
def test_widget_scripts_only_where_there_are_widgets(doc):
    text = html(doc).read_text(encoding="utf-8")
    assert ("embed-amd.js" in text) == ("require.js" in text) == ("widget-view+json" in text)
    assert ("widget-state+json" in text) == ("widget-view+json" in text)
    assert "data:image" not in text, "pictures stand in files"


@EVERY_DOC
def test_explorers_come_first_and_only_where_they_are(doc):
    text = html(doc).read_text(encoding="utf-8")
    scripts = re.findall(r"<script[^>]*\bdefer\b[^>]*src=\"([^\"]+)\"|<script[^>]*src=\"([^\"]+)\"[^>]*\bdefer\b", text)
    ours = [i for i, (a, b) in enumerate(scripts) if "/explorers/explorers-" in a + b]
    assert ours == ([0] if "data-mlp-explorer" in text else [])


def test_icons_that_are_shown_are_in_the_fonts():
    css = (SITE / "_static/styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    used = {icon for doc in DOCS for icon in re.findall(r'class="[^"]*\b(fa-[a-z0-9-]+)', html(doc).read_text("utf-8"))}
    glyphs = {code for font in ICONS.rglob("*.woff2") for code in TTFont(font).getBestCmap()}
    known = {icon: int(found[1], 16) for icon in used
             if (found := re.search(rf'\.{icon}:before[^{{]*\{{content:"\\([0-9a-f]+)"', css))}
    assert len(known) >= 5 and all(code in glyphs for code in known.values())
    assert sum(font.stat().st_size for font in ICONS.rglob("*.woff2")) < 20_000
    assert not list(SITE.glob("_static/scripts/fontawesome.js*"))
    assert not any("fontawesome.js" in asset for doc in DOCS for asset in page(html(doc)).assets)


@pytest.mark.parametrize("doc", [d for d in DOCS if "_images/" in html(d).read_text("utf-8")] if SITE.exists() else [])
def test_figures_are_twice_as_fine_as_they_are_shown(doc):
    figures = [image for image in page(html(doc)).images if "data-png" in image]
    assert figures
    for image in figures:
        shown = html(doc).parent / image["src"]
        with Image.open(shown) as light, Image.open(html(doc).parent / image["data-png"]) as full:
            assert light.format == "WEBP" and light.size == full.size
            assert (light.width // 2, light.height // 2) == (int(image["width"]), int(image["height"]))
        assert image["loading"] == "lazy"
