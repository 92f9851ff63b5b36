"""Addresses: the repository's, which stands in _config.yml alone, and what derives from it.

Without one, what cannot work is left out: the links to Binder, Colab and a JupyterHub, to the repository and its
issues, the sitemap, and a page's own address in its metadata. JupyterLite and the downloads need none.
"""
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))         # Sphinx has only this folder on its path

from tools import edition

NOWHERE = "https://github.com/-/-"                         # the theme makes no launch menu without one; no page has it
REPOSITORY = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+")
NEEDED = "repository.url of _config.yml is empty or a repository on GitHub, such as https://github.com/OWNER/NAME"
ABSENT = re.compile(r'<meta property="og:url"[^>]*>\s*')


def settle(options, baseurl=""):
    """Complete the theme's options for the repository's address in them; return the site's address, or ""."""
    address = (options.get("repository_url") or "").rstrip("/")
    if address and not REPOSITORY.fullmatch(address):
        raise ValueError(f"{NEEDED}; got {address!r}.")
    for kind in ("repository", "edit_page", "issues"):
        options[f"use_{kind}_button"] = bool(address)
    options["repository_url"] = address or NOWHERE
    if not address:
        menu = options["launch_buttons"]
        options["launch_buttons"] = {key: menu[key] for key in ("notebook_interface", "jupyterlite_url")}
    return edition.site_address(address, baseurl)


def apply(app, config):
    """Do so; without the site's address there is no sitemap."""
    config.html_baseurl = config.ogp_site_url = settle(config.html_theme_options, config.html_baseurl or "")
    if not config.html_baseurl:
        for listeners in app.events.listeners.values():
            listeners[:] = [one for one in listeners if one.handler.__module__ != "sphinx_sitemap"]


def without_address(app, pagename, templatename, context, doctree):
    """Take a page's own address out of its metadata, where it would be only a part of one."""
    if not app.config.html_baseurl:
        context["metatags"] = ABSENT.sub("", context.get("metatags", ""))


NOT_FOUND = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>There is no such page</title>
<style>body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #121212; color: #eee; }} a {{ color: #9ecbff; }} }}</style>
<main>
<h1>There is no such page</h1>
<p>A layer is missing here, or the link has a typo.</p>
<p><a href="{home}">To the first page of the book</a> · <a href="{home}search.html">Search</a></p>
{root}</main>
<script>{script}</script>
</html>
"""
AT_ROOT = """<p>Where the book stands alone at its address: <a href="/">to its first page</a>.</p>
"""
# The book may lie under any path: the nearest folder on the way that has its list of pages is its home.
FIND_HOME = """(async () => {
  const parts = location.pathname.split("/").slice(0, -1);
  for (; parts.length; parts.pop()) {
    const home = parts.join("/") + "/", asked = fetch(home + "searchindex.js", { method: "HEAD" });
    if (!(await asked.catch(() => null))?.ok) continue;
    const [first, search] = document.querySelectorAll("a");
    first.href = home;
    search.href = home + "search.html";
    return;
  }
})();"""


def not_found(app, exception):
    """Write 404.html, which a host serves under any address: its links are whole paths, which a script mends."""
    if exception is None and app.builder.name == "html":
        home = urlsplit(app.config.html_baseurl).path or "/"
        text = NOT_FOUND.format(home=home, root="" if home == "/" else AT_ROOT, script=FIND_HOME)
        Path(app.outdir, "404.html").write_text(text, encoding="utf-8")


def setup(app):
    """Connect all; the addresses before another extension asks for them."""
    app.connect("build-finished", not_found)
    app.connect("config-inited", apply, priority=400)
    app.connect("html-page-context", without_address, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
