"""The licences: `licences.html`, with the name, version, licence and text of whatever of others' the site hands on.

Python packages are known by the hashes of their files, the pages' scripts by package-lock.json, what is inside of
JupyterLite's bundles by the lists that come with them, and the browser's Python by its wheels. A file whose owner is
not known, or a licence without a text, fails the build.
"""
import base64
import hashlib
import json
import re
import tarfile
import zipfile
from dataclasses import dataclass, field
from email.parser import Parser
from html import escape
from importlib import metadata
from pathlib import Path

from tools import vendor
from tools.steps import ROOT

NODE = ROOT / "node_modules"
SPDX = NODE / "spdx-license-list" / "licenses"             # the standard texts
A_TEXT = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.I)
MADE = re.compile(r"(chapters|downloads|export|worksheets|_sources|licences)/|_images/[^/]+\.(png|webp|svg)$"
                  r"|_static/(page|explorers|playground|web)/|lite/(files|api|tree|extensions/mlp-welcome)/|_headers$"
                  r"|lite/(index\.html|jupyter-lite\.json|overrides\.json|build/schemas/all_federated\.json)$"
                  r"|lite/(notebooks/(index\.html|[0-9a-f]{12}\.js)|static/early\.[0-9a-f]{8}\.js)$"
                  r"|[^/]+\.(html|js|inv|xml)$|\.buildinfo$"
                  r"|_static/saved-work\.html$")                       # by the build
CHANGED = {"_static/basic.css": "Sphinx", "_static/language_data.js": "Sphinx", "_static/pygments.css": "Pygments",
           "_static/documentation_options.js": "Sphinx", "_static/copybutton.js": "sphinx-copybutton",
           "_static/styles/pydata-sphinx-theme.css": "pydata-sphinx-theme",
           "_static/vendor/fontawesome": "pydata-sphinx-theme"}                        # by the build
SITE, LITE, PYTHON = "the pages", "JupyterLite", "the Python of JupyterLite"
INSIDE = [                                                 # what stands in others' files: name, version, licence, where
    ("Font Awesome Free", "in pydata-sphinx-theme", "CC-BY-4.0 AND OFL-1.1 AND MIT", SITE),
    ("Bootstrap", "in pydata-sphinx-theme", "MIT", SITE),
    ("clipboard.js", "in sphinx-copybutton", "MIT", SITE),
    ("CPython", "{python}", "Python-2.0.1", PYTHON),
    ("Emscripten", "{emscripten}", "MIT", PYTHON),
    ("OpenSSL", "1.1.1w", "OpenSSL", PYTHON),
    ("SQLite", "in Pyodide {version}", "blessing", PYTHON),
    ("zlib", "in Pyodide {version}", "Zlib", PYTHON),
    ("bzip2", "in Pyodide {version}", "bzip2-1.0.6", PYTHON),
    ("libffi", "in Pyodide {version}", "MIT", PYTHON),
]
UNSAID = {"@jupyterlite": "BSD-3-Clause"}                  # its apps do not name the licence that they share with it
NO_METADATA = {"ssl": "Python-2.0.1", "sqlite3": "Python-2.0.1", "openssl": "OpenSSL"}    # Pyodide's parts of CPython


@dataclass
class Entry:
    """A work of others: what it is, its licence and the licence's text, and the parts of the site that hold it."""

    name: str
    version: str
    licence: str
    text: str
    parts: set = field(default_factory=set)


def standard(licence, holder=""):
    """Return the standard texts of the licences that an SPDX expression names; a ValueError if one is not known."""
    names = [name for name in re.findall(r"[\w.+-]+", licence) if name not in ("AND", "OR", "WITH")]
    if not names or not all((SPDX / f"{name}.json").is_file() for name in names):
        raise ValueError(f"no standard text for the licence {licence!r}")
    texts = [json.loads((SPDX / f"{name}.json").read_text())["licenseText"] for name in names]
    head = f"It comes without a text of its own. Its licence: {licence}.{f' Author: {holder}.' * bool(holder)}"
    return "\n\n".join([head, *texts])


def named_licence(info):
    """Return the licence that a wheel's metadata names, in a line."""
    said = info.get("License-Expression") or (info.get("License") or "").strip()
    classified = [c.rpartition(" :: ")[2] for c in info.get_all("Classifier", []) if c.startswith("License")]
    return said if said and "\n" not in said and len(said) < 60 else ", ".join(classified) or "see its text"


def distributions():
    """Return (sha256 -> name of the installed package that has such a file, name -> package)."""
    owners, packages = {}, {}
    for package in metadata.distributions():
        name = package.name                                # each look reads the metadata anew
        packages[name] = package
        for sha in re.findall(r",sha256=([\w-]+),", package.read_text("RECORD") or ""):
            owners.setdefault(sha, name)
    return owners, packages


def record(content):
    """Return the SHA-256 as a package's RECORD has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def lite_app():
    """Return {sha256: "jupyterlite-core"} of the files in the archive that this package brings."""
    archive = next(file for file in metadata.files("jupyterlite-core") if file.suffix == ".tgz")
    with tarfile.open(archive.locate()) as members:
        return {record(members.extractfile(m).read()): "jupyterlite-core" for m in members if m.isfile()}


def locked(site):
    """Return the names of the files whose owners the locks say: what tools/vendor.py makes, Pyodide, and its wheels."""
    pyodide = "lite/static/pyodide"
    lock = site / pyodide / "pyodide-lock.json"
    wheels = json.loads(lock.read_text())["packages"].values() if lock.exists() else []
    return {*(f"_static/{path.relative_to(vendor.OUT).as_posix()}" for path in vendor.OUT.rglob("*")),
            *(f"{pyodide}/{path.name}" for path in (NODE / "pyodide").iterdir()),
            *(f"{pyodide}/{wheel['file_name']}" for wheel in wheels)}


def owned(site):
    """Return package -> parts of the site, of the installed packages whose files it has; nobody's file is an error."""
    owners, packages = distributions()
    owners = lite_app() | owners
    ours, by_lock = {path.read_bytes() for path in (ROOT / "_static").iterdir()}, locked(site)
    found, unknown = {}, []
    for path in filter(Path.is_file, sorted(site.rglob("*"))):
        name = path.relative_to(site).as_posix()
        if name in by_lock:
            continue
        content = path.read_bytes()
        owner = owners.get(record(content)) or CHANGED.get(re.sub(r"(fontawesome)/.*", r"\1", name))
        if owner:
            found.setdefault(owner, set()).add(LITE if name.startswith("lite/") else SITE)
        elif not MADE.match(name) and content not in ours:
            unknown.append(name)
    if unknown:
        raise ValueError(f"whose are these files of the site? {unknown}: see tools/licences.py")
    return {packages[name]: parts for name, parts in found.items() if name != "mlp_lib"}


def installed(site):
    """Yield the entries of the installed packages that the site has files of."""
    for package, parts in owned(site).items():
        texts = [f for f in package.files or [] if ".dist-info/" in f.as_posix() and A_TEXT.search(f.as_posix())]
        licence = named_licence(package.metadata)
        text = "\n\n".join(f.locate().read_text(encoding="utf-8") for f in texts) or standard(licence)
        yield Entry(package.name, package.version, licence, text, parts)


def scripts():
    """Yield the entries of the pages' scripts, and of all that they are bundled from."""
    for path, locked in json.loads((ROOT / "package-lock.json").read_text())["packages"].items():
        folder = ROOT / path
        if not path or locked.get("dev") or not folder.is_dir():
            continue
        texts = [p.read_text(encoding="utf-8") for p in sorted(folder.iterdir()) if A_TEXT.search(p.name)]
        author = json.loads((folder / "package.json").read_text()).get("author") or ""
        holder = author if isinstance(author, str) else author.get("name", "")
        name = path.rpartition("node_modules/")[2]
        licence = locked.get("license", "see its text")
        yield Entry(name, locked["version"], licence, "\n\n".join(texts) or standard(licence, holder),
                    {PYTHON if name == "pyodide" else SITE})


def bundled(site):
    """Yield the entries of what JupyterLite and its extensions are bundled from, as their own lists have it."""
    for path in sorted((site / "lite").rglob("third-party-licenses.json")):
        for package in json.loads(path.read_text(encoding="utf-8"))["packages"]:
            licence = package["licenseId"] or UNSAID.get(package["name"].partition("/")[0], "")
            text = package.get("extractedText") or standard(licence)
            yield Entry(package["name"], package["versionInfo"], licence or "see its text", text, {LITE})


def wheels(site):
    """Yield the entries of the browser's Python: each wheel's own texts."""
    lock = json.loads((site / "lite" / "static" / "pyodide" / "pyodide-lock.json").read_text())
    for name, package in lock["packages"].items():
        if name in NO_METADATA:
            yield Entry(name, package["version"], NO_METADATA[name], standard(NO_METADATA[name]), {PYTHON})
        elif not name.startswith("mlp-") and "://" not in package["file_name"]:
            with zipfile.ZipFile(site / "lite" / "static" / "pyodide" / package["file_name"]) as wheel:
                members = wheel.namelist()
                about = next(m for m in members if m.endswith(".dist-info/METADATA"))
                info = Parser().parsestr(wheel.read(about).decode())
                texts = [wheel.read(m).decode() for m in members if A_TEXT.search(m) and not m.endswith(".py")]
            licence = named_licence(info)
            yield Entry(package["name"], package["version"], licence, "\n\n".join(texts) or standard(licence), {PYTHON})


def inside():
    """Yield the entries of what stands in others' files."""
    info = json.loads((NODE / "pyodide" / "pyodide-lock.json").read_text())["info"]
    words = info | {"emscripten": info["platform"].removeprefix("emscripten_").replace("_", ".")}
    for name, version, licence, part in INSIDE:
        yield Entry(name, version.format(**words), licence, standard(licence), {part})


def collect(site):
    """Return all entries of a site, each name and version once, in the order of their names."""
    found = {}
    for entry in [*installed(site), *scripts(), *bundled(site), *wheels(site), *inside()]:
        known = found.setdefault((entry.name.lower(), entry.version), entry)
        known.parts |= entry.parts
    return [found[key] for key in sorted(found)]


PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="The licences of this site and of the works of others that it hands on.">
<title>Licences</title>
<link rel="icon" href="_static/favicon.svg">
<style>
  body {{ font: 1.05rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
  table {{ border-collapse: collapse; width: 100%; font-size: .9rem; }}
  th, td {{ text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; overflow-wrap: anywhere;
    border-bottom: 1px solid #8886; }}
  @media (prefers-color-scheme: dark) {{ body {{ background: #121212; color: #eee; }} a {{ color: #9ecbff; }} }}
</style>
<main>
<h1>Licences</h1>
<p>The book's code is under the <a href="licences/LICENSE.txt">BSD 3-clause licence</a>, its text and figures are under
<a href="licences/LICENSE-TEXT.txt">CC BY 4.0</a>; the data tables keep the licences that the page
<a href="chapters/data.html">Data</a> names. The site also hands on {count} works of others, unchanged or in bundles;
a link in the column <em>licence</em> opens its text.</p>
<table>
<thead><tr><th scope="col">name</th><th scope="col">version</th><th scope="col">licence</th><th scope="col">in</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
<p><a href="index.html">To the book</a></p>
</main>
</html>
"""
ROW = '<tr><td>{name}</td><td>{version}</td><td><a href="licences/{file}">{licence}</a></td><td>{parts}</td></tr>'


def write(site):
    """Write the page and the texts, equal ones once, into a site."""
    folder = site / "licences"
    folder.mkdir()
    for name in ("LICENSE", "LICENSE-TEXT"):
        (folder / f"{name}.txt").write_bytes((ROOT / name).read_bytes())
    rows, entries = [], collect(site)
    for entry in entries:
        file = f"{hashlib.sha256(entry.text.encode()).hexdigest()[:12]}.txt"
        (folder / file).write_text(entry.text, encoding="utf-8")
        shown = {"name": entry.name, "version": entry.version, "licence": entry.licence,
                 "parts": ", ".join(sorted(entry.parts))}
        rows.append(ROW.format(file=file, **{k: escape(v) for k, v in shown.items()}))
    (site / "licences.html").write_text(PAGE.format(count=len(entries), rows="\n".join(rows)), encoding="utf-8")
