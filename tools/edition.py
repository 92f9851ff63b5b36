"""This edition: its name, what _config.yml says of it, and its pages in the order of _toc.yml."""
import os
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).parent.parent


def config():
    """Return what _config.yml says."""
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))


def contents():
    """Return the pages of _toc.yml in their order, the first page first."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(entry["file"] for part in toc["parts"] for entry in part["chapters"])]


def site_address(repository, own=""):
    """Return the address of the site, its own or that of the repository's Pages on GitHub; "" where there is none."""
    if own or not repository:
        return f"{own.rstrip('/')}/" if own else ""
    owner, name = urlsplit(repository).path.strip("/").split("/")
    return f"https://{owner.lower()}.github.io/{name}/"


def address():
    """Return the address of the site as _config.yml has it; "" where there is none."""
    said = config()
    return site_address(said["repository"]["url"], said["sphinx"]["config"].get("html_baseurl", ""))


def version():
    """Return the version of the book and its library."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def name():
    """Return the version, or what MLP_EDITION calls this edition, such as 2026-autumn, with the version."""
    term = os.environ.get("MLP_EDITION", "")
    if not re.fullmatch(r"[A-Za-z0-9._-]*", term):
        raise SystemExit(f"MLP_EDITION is a name of letters, digits, dots, hyphens, such as 2026-autumn; got {term!r}.")
    return f"{term} ({version()})" if term else version()


def sentence():
    """Return what stands at the foot of each page."""
    return f"Edition {name()}."


def sign(site):
    """Say it at the foot of each page of a site that does not yet: of those that Sphinx did not make."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if "</main>" in text and sentence() not in text:    # one without is an app, or leads on at once
            # A printed sheet, whose room is counted, leaves out what is of the class `screen`.
            page.write_text(text.replace("</main>", f'<p class="screen">{sentence()}</p>\n</main>'), encoding="utf-8")


def folder():
    """Return a name for the edition's folder and archive."""
    return f"mlp-companion-{os.environ.get('MLP_EDITION') or version()}"
