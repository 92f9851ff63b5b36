"""Lean pages: of the icons' fonts only what the site shows; figures at twice the resolution shown at their own size,
fetched when the reader comes near."""
import re
from pathlib import Path

from fontTools import subset
from PIL import Image

FIGURE = re.compile(r'<img (?![^>]*\bwidth=)([^>]*?)src="([^"]*_images/)([0-9a-f]{32,}\.png)"([^>]*?)/?>')


def sized(app, pagename, templatename, context, doctree):
    """Show the figures of code as WebP, half as large as their pixels: sharp, light, and the text does not jump."""
    paths = {Path(target).name: Path(app.srcdir, source) for source, (_, target) in app.env.images.items()}

    def say(found):
        before, address, name, after = found.groups()
        light = Path(app.outdir, "_images", name).with_suffix(".webp")
        with Image.open(paths[name]) as image:
            if not light.exists():
                light.parent.mkdir(exist_ok=True)
                image.convert("RGB").save(light, lossless=True, quality=60, method=4)
            width, height = image.size
        return (f'<img loading="lazy" width="{width // 2}" height="{height // 2}" data-png="{address}{name}" {before}'
                f'src="{address}{light.name}"{after}/>')
    if "body" in context:
        context["body"] = FIGURE.sub(say, context["body"])


def fewer_icons(app, exception):
    """Cut the icons' fonts down to what the built pages, scripts and styles name."""
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    css = (out / "_static/styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    pages = [*out.glob("*.html"), *out.glob("chapters/*.html"), *out.glob("_static/*.js"),
             *out.glob("_static/scripts/*-theme.js")]
    named = set(re.findall(r"\bfa-([a-z0-9-]+)", " ".join(p.read_text(encoding="utf-8") for p in pages)))
    rules = re.findall(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\([0-9a-f]+)"', css)
    codes = {int(code, 16) for rule, code in rules if named & set(re.findall(r"fa-([a-z0-9-]+):", rule))}
    codes |= {ord(c) for c in css if "\ue000" <= c <= "\uf8ff"}       # of admonitions, written as such
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
