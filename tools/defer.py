"""Scripts that wait: a page's text is read first, then its scripts run in the order in which they stand there.

The theme lets some thirty scripts, and the index of the search, stop every page before its text. Only the one that
chooses light or dark must come before the first paint; the search is loaded where there is one.
"""
import re

SCRIPT = re.compile(r"[ \t]*<script\b([^>]*\bsrc=\"([^\"]+)\"[^>]*)></script>\n?")
AT_ONCE = re.compile(r"\bdefer\b|\basync\b|type=\"module\"|data-cfasync")       # the last marks light and dark
SEARCH = re.compile(r"(^|/)(searchtools|language_data|searchindex)\.js$")


def waiting(html, searches):
    """Return a page with its scripts deferred, each once, and those of the search only where it `searches`."""
    seen = set()

    def say(found):
        attributes, source = found[1], found[2]
        name = source.split("?")[0]
        if name in seen or (SEARCH.search(name) and not searches):
            return ""
        seen.add(name)
        return found[0] if AT_ONCE.search(attributes) else found[0].replace("<script", "<script defer", 1)

    return SCRIPT.sub(say, html)


def apply(site):
    """Do so for every page of a site but JupyterLite's."""
    for page in sorted(site.rglob("*.html")):
        if page.relative_to(site).parts[0] not in ("lite", "_static"):
            html = page.read_text(encoding="utf-8")
            page.write_text(waiting(html, page.name == "search.html"), encoding="utf-8")
