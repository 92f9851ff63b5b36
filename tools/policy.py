"""The policy: what a page of the site may load and run, said in each page and, for hosts that send them, in headers.

Scripts come from files of this site alone: those that stand in a page move to a file, an `onclick` to a listener. So a
script that somebody slips into a page does not run. JupyterLite, which is there to run code, has its own policy; so has
404.html, which is shown under any address and so finds no file beside it: the policy names its one script by its hash.
A page cannot say of itself who may frame it: only the headers do.
"""
import base64
import hashlib
import json
import re

PAGE = {"default-src": "'self'", "script-src": "'self'", "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:", "font-src": "'self' data:", "connect-src": "'self'", "worker-src": "'self'",
        "object-src": "'none'", "frame-src": "'none'", "base-uri": "'self'", "form-action": "'self'"}
LITE = PAGE | {"script-src": "'self' 'unsafe-eval' blob:", "worker-src": "'self' blob:",          # anywidget's blobs
               "connect-src": "'self' data: blob:"}
FILES = PAGE | {"script-src": "'self' 'wasm-unsafe-eval'"}                 # a worker's own, and pictures opened alone
EVERYWHERE = {"frame-ancestors": "'self'"}
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S | re.I)
DATA = re.compile(r"""\btype=["']?(application/(vnd|json|ld)|text/x-)""", re.I)
HANDLERS = {"toggleFullScreen()": "full-screen", "window.print()": "print"}   # what `_static/clicks.js` does
HANDLER = re.compile(r"""(<[a-z][^<>]*\s)on[a-z]+=(["'])(.*?)\2""", re.I)
CHARSET = re.compile(r"<meta charset=[^>]*>", re.I)


def written(policy):
    """Return a policy as browsers read it."""
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def scripts_to_files(html, folder, way):
    """Return the page with each script that stood in it in a file of `folder`, which is `way` from the page."""
    def move(found):
        attributes, body = found[1], found[2]
        if "src=" in attributes or DATA.search(attributes) or not body.strip():
            return found[0]
        name = f"{hashlib.sha256(body.encode()).hexdigest()[:12]}.js"              # equal ones are one file
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")
        return f'<script{attributes} src="{way}{name}"></script>'

    return SCRIPT.sub(move, html)


def handlers_to_listeners(page, html):
    """Return the page with names for a listener in the place of code in its attributes."""
    def rename(found):
        if found[3] not in HANDLERS:
            raise ValueError(f"{page.name} has code in an attribute: {found[0][-120:]}; give it a listener in a script")
        return f'{found[1]}data-click="{HANDLERS[found[3]]}"'

    parts = re.split(r"(<script\b.*?</script>)", html, flags=re.S | re.I)       # no attribute stands in a script
    return "".join(part if i % 2 else HANDLER.sub(rename, part) for i, part in enumerate(parts))


def with_hashes(html):
    """Return the policy of a page that keeps its scripts: no other runs in it."""
    bodies = [body for attributes, body in SCRIPT.findall(html) if not DATA.search(attributes) and body.strip()]
    hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
    return PAGE | {"script-src": " ".join(["'self'", *(f"'sha256-{text}'" for text in hashes)])}


def lite_policy(site):
    """Return JupyterLite's policy: with another host only where the build could not bring Pyodide's files here."""
    lock = json.loads((site / "lite" / "static" / "pyodide" / "pyodide-lock.json").read_text())
    files = [package["file_name"] for package in lock["packages"].values()]
    hosts = {re.match(r"https://[^/]+", file)[0] for file in files if "://" in file}
    return LITE | {"connect-src": " ".join([LITE["connect-src"], *sorted(hosts)])}


def apply(site):
    """Give every page of a site its policy, and the site the file `_headers`."""
    lite = lite_policy(site)
    headers = {"/*": EVERYWHERE, "/_static/*": FILES, "/_images/*": FILES, "/lite/*": lite}
    for page in sorted(site.rglob("*.html")):
        place = page.relative_to(site)
        html = page.read_text(encoding="utf-8")
        if place.parts[0] == "lite":
            html, policy = scripts_to_files(html, page.parent, ""), lite           # they import from beside the page
        elif place.name == "404.html":
            policy = headers[f"/{place.name}"] = with_hashes(html)
        else:
            way = "../" * (len(place.parts) - 1) + "_static/page/"
            html = handlers_to_listeners(page, scripts_to_files(html, site / "_static" / "page", way))
            policy = PAGE
            if place.parts[0] != "_static":
                headers[f"/{place.as_posix()}"] = policy
        meta = f'<meta http-equiv="Content-Security-Policy" content="{written(policy)}">'
        if not CHARSET.search(html):                       # Jupyter Book's page that leads to the first one
            html = f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n{html}'
        html = CHARSET.sub(lambda found, meta=meta: f"{found[0]}\n{meta}", html, count=1)
        page.write_text(html, encoding="utf-8")
    headers["/"] = headers["/index.html"]
    lines = [f"{path}\n  Content-Security-Policy: {written(policy)}\n" for path, policy in headers.items()]
    (site / "_headers").write_text(f"{lines[0]}  X-Content-Type-Options: nosniff\n{''.join(lines[1:])}")
