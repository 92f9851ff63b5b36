"""Lean pages: of the icons' fonts and rules only what the site shows; figures at twice the resolution shown at their
own size, fetched when the reader comes near, with no more shades on their edges than an eye tells apart."""
import re
from pathlib import Path

import numpy as np
from fontTools import subset
from PIL import Image

FIGURE = re.compile(r'<img (?![^>]*\bwidth=)([^>]*?)src="([^"]*_images/)([0-9a-f]{32,}\.png)"([^>]*?)'
                    r'(?: style="[^"]*")? */?>')
ICON = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\([0-9a-f]+)"\}')
SHADES = 32                 # of each colour where a figure has an edge: 4 of 255 beside the truth at most


def with_fewer_shades(image):
    """Return an RGB image whose edges have few shades, which packs by a quarter to a half smaller; areas stay exact.

    A line's soft edge has some hundred shades between its colour and the paper's, none of which anybody sees alone. A
    pixel is an edge's if a neighbour differs by more than a shade, so that slow changes get no steps.
    """
    pixels = np.asarray(image, dtype=np.int16)                                          # (height, width, 3)
    around = np.pad(pixels, ((1, 1), (1, 1), (0, 0)), mode="edge")
    neighbours = [around[:-2, 1:-1], around[2:, 1:-1], around[1:-1, :-2], around[1:-1, 2:]]
    edge = np.any([abs(other - pixels) > 255 // SHADES for other in neighbours], axis=(0, 3))
    few = np.rint(np.rint(pixels / 255 * (SHADES - 1)) * 255 / (SHADES - 1))
    return Image.fromarray(np.where(edge[..., None], few, pixels).astype(np.uint8))


def sized(app, pagename, templatename, context, doctree):
    """Show the figures of code as WebP, half as large as their pixels: sharp, light, and the text does not jump."""
    paths = {Path(target).name: Path(app.srcdir, source) for source, (_, target) in app.env.images.items()}

    def say(found):
        before, address, name, after = found.groups()
        light = Path(app.outdir, "_images", name).with_suffix(".webp")
        with Image.open(paths[name]) as image:
            if not light.exists():
                light.parent.mkdir(exist_ok=True)
                with_fewer_shades(image.convert("RGB")).save(light, lossless=True, quality=60, method=4)
            width, height = image.size
        return (f'<img loading="lazy" width="{width // 2}" height="{height // 2}" data-png="{address}{name}" {before}'
                f'src="{address}{light.name}"{after}/>')
    if "body" in context:
        context["body"] = FIGURE.sub(say, context["body"])


def fewer_icons(app, exception):
    """Cut the icons' fonts and rules, which every page waits for, down to what pages, scripts and styles name."""
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    sheet = out / "_static/styles/pydata-sphinx-theme.css"
    css = sheet.read_text(encoding="utf-8")
    pages = [*out.glob("*.html"), *out.glob("chapters/*.html"), *out.glob("_static/*.js"),
             *out.glob("_static/scripts/*-theme.js")]
    named = set(re.findall(r"\bfa-([a-z0-9-]+)", " ".join(p.read_text(encoding="utf-8") for p in pages)))
    codes = {ord(c) for c in css if "\ue000" <= c <= "\uf8ff"}        # of admonitions, written as such

    def keep(rule):
        if not named & set(re.findall(r"fa-([a-z0-9-]+):", rule[1])):
            return ""
        codes.add(int(rule[2], 16))
        return rule[0]

    sheet.write_text(ICON.sub(keep, css), encoding="utf-8")
    for font in (out / "_static/vendor").glob("fontawesome/**/*.woff2"):
        options = subset.Options(flavor="woff2", layout_features=[], notdef_outline=True)
        face = subset.load_font(font, options)
        cut = subset.Subsetter(options)
        cut.populate(unicodes=codes)
        cut.subset(face)
        subset.save_font(face, font, options)
        font.with_suffix(".ttf").unlink(missing_ok=True)             # the style sheet's second choice
    for script in out.glob("_static/scripts/fontawesome.js*"):       # nothing asks for it: see _templates
        script.unlink()


def setup(app):
    """Connect both."""
    app.connect("html-page-context", sized, priority=840)
    app.connect("build-finished", fewer_icons)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
