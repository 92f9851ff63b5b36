"""Vendored scripts: the third-party JavaScript of the pages, pinned by package-lock.json, served by the site itself.

They go to `_vendor/html/vendor`, which `_ext/selfhost.py` adds to the site's static files. Jupyter Book
loads every script under `_static` on every page, so they must not lie there.
"""
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
NODE = ROOT / "node_modules"
OUT = ROOT / "_vendor" / "html" / "vendor"
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


def install():
    """Install the packages of package-lock.json into node_modules; npm verifies each against the lock."""
    print("npm ci: fetching the pages' scripts", flush=True)
    npm = Path(sys.executable).with_name("npm")
    subprocess.run([npm, "ci", "--ignore-scripts", "--loglevel=error"], cwd=ROOT, check=True)


def bundle():
    """Make one script of what the first click on a page's code loads: web/run/main.js and the editor under it."""
    esbuild = next((NODE / "@esbuild").glob("*/bin/esbuild*"))
    subprocess.run([esbuild, "web/run/main.js", "--bundle", "--minify", "--format=esm", "--target=es2022",
                    "--log-level=warning", f"--outfile={OUT / 'run.js'}"], cwd=ROOT, check=True)


def copy():
    """Copy the few files that the pages load."""
    shutil.rmtree(OUT, ignore_errors=True)
    for source, target in FILES.items():
        source, target = NODE / source, OUT / target
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    for font in (NODE / WIDGETS / "dist").glob("*.woff2"):
        shutil.copy(font, OUT / WIDGETS / "dist")
        shutil.copy(font, OUT / "@jupyter-widgets")      # the bundle looks for its fonts here
    for script in (ROOT / "_ext" / "scripts").glob("*.js"):
        shutil.copy(script, OUT)
    bundle()
    size = sum(f.stat().st_size for f in OUT.rglob("*") if f.is_file())
    print(f"vendored scripts: {size / 1e6:.1f} MB in {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    install()
    copy()
