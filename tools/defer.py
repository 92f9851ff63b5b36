"""Scripts that wait: a page's text is read first, then its scripts run in the order in which they stand there.

The theme lets some thirty scripts, and the index of the search, stop every page before its text. Only the one that
chooses light or dark must come before the first paint; the search is loaded where there is one. What stood in the page
itself, settings of the other scripts, becomes one file, which comes before all that reads it. The formulas are set when
all else is there: that takes longest, and explorers would not answer meanwhile.
"""
import hashlib
import re

SCRIPT = re.compile(r"[ \t]*<script\b([^>]*\bsrc=\"([^\"]+)\"[^>]*)></script>\n?")
AT_ONCE = re.compile(r"\bdefer\b|\basync\b|type=\"module\"|data-cfasync")       # the last marks light and dark
SEARCH = re.compile(r"(^|/)(searchtools|language_data|searchindex)\.js$")
FORMULAS = re.compile(r"(^|/)mathjax/[^/]+\.js$")
OWN = re.compile(r"^(.*_static/)page/([0-9a-f]{12}\.js)$")                     # what tools/policy.py took out of a page
OPTIONS = "documentation_options.js"                                           # which these settings change


def waiting(html, searches, join=None):
    """Return a page with its scripts deferred, each once, and those of the search only where it `searches`.

    `join(names)` writes the page's own scripts as one and returns its name.
    """
    seen, own, where, last = set(), [], "", []

    def say(found):
        nonlocal where
        attributes, source = found[1], found[2]
        name = source.split("?")[0]
        if name in seen or (SEARCH.search(name) and not searches):
            return ""
        seen.add(name)
        if FORMULAS.search(name):
            last.append(found[0])
            return ""
        if AT_ONCE.search(attributes):
            return found[0]
        if join and (mine := OWN.match(name)):
            where = mine[1]
            own.append(mine[2])
            return ""
        return found[0].replace("<script", "<script defer", 1)

    html = SCRIPT.sub(say, html)
    html = re.sub(r"(?=</body>)", "".join(last), html)
    if own:
        after = re.search(rf"<script[^>]*{OPTIONS}[^>]*></script>\n", html) or re.search(r"(?=</head>)", html)
        html = f'{html[:after.end()]}    <script defer src="{where}page/{join(own)}"></script>\n{html[after.end():]}'
    return html


def apply(site):
    """Do so for every page of a site but JupyterLite's, and delete what no page loads any more."""
    folder, named = site / "_static" / "page", set()

    def join(names):
        text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
        name = f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.js"
        (folder / name).write_text(text, encoding="utf-8")
        return name

    for page in sorted(site.rglob("*.html")):
        if page.relative_to(site).parts[0] == "lite":
            continue
        html = page.read_text(encoding="utf-8")
        if page.relative_to(site).parts[0] != "_static":
            html = waiting(html, page.name == "search.html", join)
            page.write_text(html, encoding="utf-8")
        named |= set(re.findall(r"page/([0-9a-f]{12}\.js)", html))
    for script in folder.glob("*.js"):
        if script.name not in named:
            script.unlink()
