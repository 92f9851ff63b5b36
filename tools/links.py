"""Links: those within the built site must lead somewhere, to the place on the page too; those out of it are asked.

    python -m tools.links             within the site: what `make test` holds as well
    python -m tools.links --outer     out of it: each address once, which takes a network
"""
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITE = Path(__file__).parent.parent / "_build" / "html"
AGENT = {"User-Agent": "Mozilla/5.0 (link check of a course book)"}
GONE = (404, 410, 451)                                    # others may only not like to be asked by a program
ANYWHERE = ("404.html",)                                  # it is shown under any address


class Page(HTMLParser):
    """The tags of a page: links, assets, images, ids."""

    def __init__(self, path):
        super().__init__()
        self.links, self.assets, self.images, self.ids, self.meta = [], [], [], set(), {}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids |= {attrs[k] for k in ("id", "name") if attrs.get(k)}
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if tag == "img":
            self.images.append(attrs)
        if tag == "meta" and attrs.get("name"):
            self.meta[attrs["name"]] = attrs.get("content", "")
        if tag in ("script", "img", "iframe", "source", "video", "audio", "embed") and attrs.get("src"):
            self.assets.append(attrs["src"])
        if tag == "link" and attrs.get("rel") not in ("canonical", "next", "prev", "index", "search"):
            self.assets.append(attrs.get("href", ""))


page = cache(Page)


def pages(site):
    """Return the pages that readers are led by: all but the inside of JupyterLite's app."""
    apps = {site / "lite" / "notebooks"}
    return [path for path in sorted(site.rglob("*.html")) if path.name not in ANYWHERE
            and not apps & set(path.parents) and "_static" not in path.parts[:-2]]


def broken(site):
    """Return [(page, link)] of the links within a site that lead to no file, or to no place on it."""
    site, found = site.resolve(), []                      # a link to a folder is followed once, here
    for path in pages(site):
        for link in page(path).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            here = not link.startswith("/") and target.is_relative_to(site) and target.is_file()
            place = unquote(parts.fragment) if target.suffix == ".html" else ""
            if not here or (place and "lite" not in target.relative_to(site).parts and place not in page(target).ids):
                found.append((path.relative_to(site).as_posix(), link))
    return found


def outer(site):
    """Return address -> the pages that lead to it, for the addresses of others."""
    found = {}
    for path in pages(site):
        for link in page(path).links:
            if urlsplit(link).scheme in ("http", "https"):
                found.setdefault(link.partition("#")[0], []).append(path.relative_to(site).as_posix())
    return found


def asked(address, tries=3):
    """Return what is wrong with an address, "" where nothing is known to be."""
    for left in reversed(range(tries)):
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers=AGENT), timeout=30) as answer:
                answer.read(1)
            return ""
        except urllib.error.HTTPError as error:
            return f"answers {error.code}" if error.code in GONE else ""
        except (OSError, ValueError) as error:
            if not left:
                return f"does not answer ({getattr(error, 'reason', error)})"


def main():
    """Check what is asked for; each fault is a line, and the exit status 1."""
    if "--outer" in sys.argv:
        addresses = outer(SITE)
        with ThreadPoolExecutor(8) as pool:
            faults = [f"{address} {said}: on {', '.join(addresses[address][:3])}"
                      for address, said in zip(addresses, pool.map(asked, addresses), strict=True) if said]
        print(f"{len(addresses)} addresses of others asked, {len(faults)} wrong")
    else:
        faults = [f"{path}: {link}" for path, link in broken(SITE)]
    print(*faults, sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
