"""What the built site allows and owes: the policy of each of its pages, and the licence of whatever it hands on."""
import json
import re
import zipfile
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from test_site import DOCS, ROOT, SITE
from test_site import pytestmark as built

from tools import licences

pytestmark = built

EVERY_HTML = pytest.mark.parametrize("path", sorted(str(p.relative_to(SITE)) for p in SITE.rglob("*.html")))


def hosts(policy):
    """Return the sources of a policy that are not of this site, in the page itself, or none."""
    return [source for part in policy.split("; ") for source in part.split()[1:]
            if not re.fullmatch(r"'[\w+/=-]+'|data:|blob:", source)]


@EVERY_HTML
def test_scripts_come_from_files_and_the_page_says_its_policy(path):
    text = (SITE / path).read_text(encoding="utf-8")
    said = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
    first = re.search(r"<(script|link|style|body|img)\b", text)
    assert said and (not first or said.start() < first.start()), "nothing stands before the policy"
    directives = dict(part.split(" ", 1) for part in said[1].split("; "))
    assert "'unsafe-inline'" not in directives["script-src"] and not hosts(said[1])
    assert directives["default-src"] == directives["base-uri"] == "'self'" and directives["object-src"] == "'none'"
    assert ("'unsafe-eval'" in directives["script-src"]) == path.startswith("lite/")
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.S):
        known = f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" in directives["script-src"]
        assert "src=" in attributes or "json" in attributes or not body.strip() or known, body[:80]
        assert not re.search(r"""src=["']?([a-z]+:|//)""", attributes, re.I), attributes
    without = re.sub(r"<script\b.*?</script>", "", text, flags=re.S)
    assert not re.findall(r"<[a-z][^<>]*\son[a-z]+=|javascript:", without, re.I)


def test_headers_say_the_same_and_who_may_frame():
    said, path = {}, ""
    for line in (SITE / "_headers").read_text().splitlines():
        if line.startswith("/"):
            path = line
        else:
            name, value = line.strip().split(": ", 1)
            said.setdefault(path, {})[name] = value
    assert said["/*"]["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert not [path for path, headers in said.items() if hosts(headers["Content-Security-Policy"])]
    for path in [*SITE.glob("*.html"), *SITE.glob("chapters/*.html"), *SITE.glob("worksheets/*.html")]:
        policy = said[f"/{path.relative_to(SITE).as_posix()}"]["Content-Security-Policy"]
        assert f'content="{policy}"' in path.read_text(encoding="utf-8"), path
    assert all(said["/lite/*"]["Content-Security-Policy"] in p.read_text() for p in SITE.glob("lite/*/index.html"))


def test_nothing_ships_that_no_page_loads():
    assert not [*SITE.rglob("*.map"), *SITE.rglob("*macros.html")]


def listed_licences():
    """Return name -> [(version, text)] of the page of licences."""
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td><a href=\"(.*?)\">(.*?)</a></td>",
                      (SITE / "licences.html").read_text(encoding="utf-8"))
    found = {}
    for name, version, file, licence in rows:
        assert licence
        found.setdefault(unescape(name).lower(), []).append((version, (SITE / file).read_text(encoding="utf-8")))
    return found


def test_everything_of_others_has_its_licence_with_its_text():
    found = listed_licences()
    assert not [name for name, entries in found.items() for _, text in entries if len(text) < 300]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    lock = json.loads((SITE / "lite" / "static" / "pyodide" / "pyodide-lock.json").read_text())["packages"]
    wanted = [(path.rpartition("node_modules/")[2], entry["version"]) for path, entry in locked.items()
              if path and not entry.get("dev") and not entry.get("optional") and not entry.get("peer")]
    wanted += [(name, entry["version"]) for name, entry in lock.items() if not name.startswith("mlp-")]
    for path in (SITE / "lite").rglob("third-party-licenses.json"):
        wanted += [(p["name"], p["versionInfo"]) for p in json.loads(path.read_text(encoding="utf-8"))["packages"]]
    book = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "locks" / "book.txt").read_text(), re.M))
    wanted += [(name, book[name]) for name in ("sphinx", "pydata-sphinx-theme", "sphinx-book-theme", "jupyterlite-core",
                                               "jupyterlite-pyodide-kernel", "jupyterlab-myst", "jupyterlab-widgets")]
    known = {(name.replace("_", "-"), version) for name, entries in found.items() for version, _ in entries}
    assert not [pair for pair in wanted if (pair[0].lower().replace("_", "-"), pair[1]) not in known]


@pytest.mark.parametrize(("name", "words"), [
    ("mathjax", "Apache License"), ("@codemirror/view", "Marijn Haverbeke"),
    ("font awesome free", "OPEN FONT LICENSE"), ("pyodide", "Mozilla Public License"), ("numpy", "NumPy Developers"),
    ("openssl", "OpenSSL Project"), ("cpython", "PYTHON SOFTWARE FOUNDATION"), ("bootstrap", "hereby granted")])
def test_texts_are_those_of_the_works(name, words):
    assert all(words.lower() in " ".join(text.split()).lower() for _, text in listed_licences()[name])


def test_every_file_of_the_site_has_an_owner():
    assert len(licences.owned(SITE)) > 10


@pytest.mark.parametrize("name", [
    "found.css", "_images/found.js", "_static/found.js", "_static/vendor/found.js", "lite/found.js",
    "lite/build/1234.abcdefa.js", "lite/static/pyodide/found.whl"])
def test_a_file_of_nobody_fails_the_build(name, tmp_path):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("void 0;")
    with pytest.raises(ValueError, match=rf"whose are these files.*{name}"):
        licences.owned(tmp_path)


def test_our_own_files_are_nobody_elses():
    """What lies in `_static` or `web` counts as ours: no file may name another's rights, or be packed by a tool."""
    own = [path for folder in ("_static", "web", "mlp_lib") for path in (ROOT / folder).rglob("*")
           if path.suffix in (".js", ".css", ".html", ".svg")]
    assert len(own) > 50
    for path in own:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@license|/\*!|copyright|\(c\) *[12]\d|\bMIT\b|©", text, re.I), path
        assert path.suffix == ".svg" or max(map(len, text.splitlines())) < 500, path


def test_our_own_wheel_carries_its_licence():
    for wheel in (SITE / "lite" / "static" / "pyodide").glob("mlp_*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            texts = [n for n in archive.namelist() if n.endswith("/LICENSE")]
            assert texts and archive.read(texts[0]) == (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("path", [f"{doc}.html" for doc in DOCS] + ["search.html", "genindex.html"])
def test_the_foot_of_every_page_leads_to_the_licences_and_on_accessibility(path):
    text = (SITE / path).read_text(encoding="utf-8")
    for words, there in (("Licences", "licences.html"), ("Accessibility", "chapters/accessibility.html")):
        link = re.search(rf'<a href="([^"]*)">{words}</a>', text)[1]
        assert (SITE / path).parent.joinpath(link).resolve() == SITE / there
