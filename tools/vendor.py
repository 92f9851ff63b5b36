"""Vendored scripts: the third-party JavaScript of the pages, pinned by package-lock.json, served by the site itself.

They go to `_vendor/html`, which `_ext/selfhost.py` adds to the site's static files. Jupyter Book
loads every script under `_static` on every page, so they must not lie there.
"""
import shutil
import sys
from pathlib import Path

from tools import steps

ROOT = steps.ROOT
NODE = ROOT / "node_modules"
OUT = ROOT / "_vendor" / "html"
WIDGETS = "@jupyter-widgets/html-manager"

FILES = {                                        # in node_modules -> in vendor/
    "requirejs/require.js": "require.js",
    "mathjax/es5/tex-chtml.js": "mathjax/tex-chtml.js",
    "mathjax/es5/input/tex/extensions": "mathjax/input/tex/extensions",
    "mathjax/es5/output/chtml/fonts/woff-v2": "mathjax/output/chtml/fonts/woff-v2",
    "mathjax/es5/a11y": "mathjax/a11y",          # asked for by MathJax's own menu
    "mathjax/es5/sre": "mathjax/sre",
    f"{WIDGETS}/dist/embed-amd.js": f"{WIDGETS}/dist/embed-amd.js",
}


NEEDED = ("Wanted: the packages of package-lock.json, from the npm registry. If this machine has no network, copy the "
          "folder node_modules from a checkout that has it, with the same package-lock.json.")


def install():
    """Install the packages of package-lock.json into node_modules; npm verifies each against the lock."""
    mark, wanted = NODE / ".ready", steps.stamp(*[ROOT / f for f in ("package.json", "package-lock.json", ".npmrc")])
    if not steps.done(mark, wanted):
        print("npm ci: fetching the pages' scripts", flush=True)
        steps.run([Path(sys.executable).with_name("npm"), "ci", "--ignore-scripts", "--loglevel=error"], NEEDED)
        mark.write_text(wanted)
    return wanted


def bundle(out):
    """Make one script of what the first click on a page's code loads: web/run/main.js and the editor under it."""
    esbuild = next((NODE / "@esbuild").glob("*/bin/esbuild*"))
    steps.run([esbuild, "web/run/main.js", "--bundle", "--minify", "--format=esm", "--target=es2022",
               "--log-level=warning", f"--outfile={out / 'run.js'}"], "The script of the page that runs was not made.")


def copy(folder):
    """Copy the few files that the pages load into `vendor` below the folder."""
    out = folder / "vendor"
    for source, target in FILES.items():
        source, target = NODE / source, out / target
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    for font in (NODE / WIDGETS / "dist").glob("*.woff2"):
        shutil.copy(font, out / WIDGETS / "dist")
        shutil.copy(font, out / "@jupyter-widgets")      # the bundle looks for its fonts here
    for script in (ROOT / "_ext" / "scripts").glob("*.js"):
        shutil.copy(script, out)
    bundle(out)
    size = sum(f.stat().st_size for f in out.rglob("*") if f.is_file())
    print(f"vendored scripts: {size / 1e6:.1f} MB in {OUT.relative_to(ROOT)}")


def main():
    """Install and copy, unless that is done."""
    with steps.alone():
        packages = install()
        own = steps.stamp(ROOT / "_ext" / "scripts", ROOT / "web" / "run", ROOT / "tools" / "vendor.py")
        steps.make(OUT, copy, packages + own)


if __name__ == "__main__":
    main()
