"""Vendored scripts: the third-party JavaScript of the pages, pinned by package-lock.json, served by the site itself.

They go to `_vendor/html`, which `_ext/selfhost.py` adds to the site's static files. Jupyter Book
loads every script under `_static` on every page, so they must not lie there.
"""
import json
import re
import shutil

from fontTools import subset
from fontTools.ttLib import TTFont

from tools import node, steps

ROOT = steps.ROOT
NODE = ROOT / "node_modules"
OUT = ROOT / "_vendor" / "html"
MATHJAX = NODE / "mathjax" / "es5"
FOLDERS = ["input/tex/extensions", "output/chtml/fonts/woff-v2"]         # of MathJax, which asks for them when it must
LETTERS, OTHERS = "U+20-7E", "U+0-1F, U+7F-10FFFF"         # of a font: what is typed, and its hundreds of signs
APART = ["AMS-Regular", "Main-Bold"]                       # fonts of which most pages need the letters alone
PARTS = ["core", "input/tex", "output/chtml", "output/chtml/fonts/tex", "a11y/assistive-mml"]

NEEDED = ("Wanted: the packages of package-lock.json, from the npm registry. If this machine has no network, copy the "
          "folder node_modules from a checkout that has it, with the same package-lock.json.")


def install():
    """Install the packages of package-lock.json into node_modules; npm verifies each against the lock."""
    mark, wanted = NODE / ".ready", steps.stamp(*[ROOT / f for f in ("package.json", "package-lock.json", ".npmrc")])
    if not steps.done(mark, wanted):
        print("npm ci: fetching the pages' scripts", flush=True)
        steps.run([node.program("npm"), "ci", "--ignore-scripts", "--loglevel=error"], NEEDED)
        mark.write_text(wanted)
    return wanted


def bundle(out):
    """Make one script of what the first click on a page's code loads: web/run/main.js and the editor under it."""
    esbuild = next((NODE / "@esbuild").glob("*/bin/esbuild*"))
    steps.run([esbuild, "web/run/main.js", "--bundle", "--minify", "--format=esm", "--target=es2022",
               "--log-level=warning", f"--outfile={out / 'run.js'}"], "The script of the page that runs was not made.")


def in_two(folder, name, script):
    """Part a font into letters and signs, so that browsers fetch what a page has; return MathJax with both rules."""
    file = folder / f"MathJax_{name}.woff"
    codes = set(TTFont(file).getBestCmap())
    letters = codes & set(range(0x20, 0x7f))
    for suffix, some in (("-letters", letters), ("", codes - letters)):
        options = subset.Options(flavor="woff2", notdef_outline=True, drop_tables=["FFTM"])     # a date; hints stay
        font = subset.load_font(file, options)
        cut = subset.Subsetter(options)
        cut.populate(unicodes=some)
        cut.subset(font)
        subset.save_font(font, folder / f"MathJax_{name}{suffix}.woff2", options)
    file.unlink()
    rule = re.compile(rf'("@font-face /\* \d+)( \*/":\{{"font-family":"[\w-]+",src:\'url\("%%URL%%/MathJax_{name})'
                      r'(\.woff2"\) format\("woff2"\)\')\}')
    two = rf'\1\2-letters\3,"unicode-range":"{LETTERS}"}},\1 signs\2\3,"unicode-range":"{OTHERS}"}}'
    script, count = rule.subn(two, script)
    if count != 1:
        raise ValueError(f"MathJax has {count} rules for its font {name}, wanted one: see in_two of tools/vendor.py")
    return script


def mathjax(out):
    """Put MathJax together without its menu, two fifths of it, which makes each formula a stop of the Tab key.

    Its fonts are packed as WOFF2, a tenth lighter, and two of them parted.
    """
    for name in FOLDERS:
        shutil.copytree(MATHJAX / name, out / name)
    told = f"MathJax.loader.preLoad({', '.join(map(json.dumps, ['startup', *PARTS]))});"
    parts = [(MATHJAX / f"{name}.js").read_text(encoding="utf-8") for name in ["startup", *PARTS]]
    whole = "\n".join([parts[0], told, *parts[1:]]).replace('.woff") format("woff")', '.woff2") format("woff2")')
    for name in APART:
        whole = in_two(out / FOLDERS[1], name, whole)
    for file in out.rglob("*.woff"):
        font = TTFont(file, recalcTimestamp=False)
        font.flavor = "woff2"
        font.save(file.with_suffix(".woff2"))
        file.unlink()
    (out / "tex-chtml.js").write_text(whole, encoding="utf-8")


def copy(folder):
    """Make the few files that the pages load in `vendor` below the folder."""
    out = folder / "vendor"
    out.mkdir(parents=True)
    mathjax(out / "mathjax")
    bundle(out)
    size = sum(f.stat().st_size for f in out.rglob("*") if f.is_file())
    print(f"vendored scripts: {size / 1e6:.1f} MB in {OUT.relative_to(ROOT)}")


def main():
    """Install and copy, unless that is done."""
    with steps.alone():
        packages = install()
        own = steps.stamp(ROOT / "web" / "run", ROOT / "tools" / "vendor.py")
        steps.make(OUT, copy, packages + own)


if __name__ == "__main__":
    main()
