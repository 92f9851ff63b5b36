"""The question banks of the site, read back whole by other readers than their writer: XML, SQLite, a parser of GIFT."""
import html
import json
import re
import sqlite3
import subprocess
import xml.etree.ElementTree as ET
import zipfile

import pytest
from test_site import ROOT, SITE, pytestmark  # noqa: F401

from mlp_lib import quiz
from tools import node

EXPORT = SITE / "export"
READ = """const { parse } = require("gift-pegjs");
console.log(JSON.stringify(parse(require("fs").readFileSync(process.argv[2], "utf8"))));"""


def plain(text):
    """Return a text without its markup: the record's, or what an export has made of it."""
    text = html.unescape(re.sub(r"</?(?:em|code|p)[^>]*>", "", text))
    return " ".join(re.sub(r"\\\(|\\\)|[$`*]", "", text).split())


WANTED = {q.id: (chapter, plain(q.text), [(plain(o.text), plain(o.reason), o.right) for o in q.options])
          for chapter, questions in quiz.CHAPTERS.items() for q in questions}


def test_moodle_reads_every_question_in_its_chapter():
    found, chapter = {}, None
    for entry in ET.parse(EXPORT / "neural-networks.moodle.xml").getroot():
        if entry.get("type") == "category":
            chapter = entry.findtext("category/text").rpartition("/")[2]
            continue
        assert entry.get("type") == "multichoice" and entry.findtext("single") == "true"
        found[entry.findtext("name/text")] = chapter, plain(entry.findtext("questiontext/text")), [
            (plain(a.findtext("text")), plain(a.findtext("feedback/text")), a.get("fraction") == "100")
            for a in entry.findall("answer")]
    assert found == WANTED


def test_gift_reads_every_question(tmp_path):
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "read.cjs").write_text(READ)
    done = subprocess.run([node.program(), "read.cjs", EXPORT / "neural-networks.gift.txt"], cwd=tmp_path,
                          capture_output=True, text=True, check=True)
    found, chapter = {}, None
    for entry in json.loads(done.stdout):
        if entry["type"] == "Category":
            chapter = entry["title"].rpartition("/")[2]
            continue
        assert entry["type"] == "MC" and entry["stem"]["format"] == "html"
        found[entry["title"]] = chapter, plain(entry["stem"]["text"]), [
            (plain(c["text"]["text"]), plain(c["feedback"]["text"]), c["isCorrect"]) for c in entry["choices"]]
    assert found == WANTED


def test_anki_reads_every_card(tmp_path):
    zipfile.ZipFile(EXPORT / "neural-networks.apkg").extractall(tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as cards:
        notes = cards.execute("select flds, tags from notes").fetchall()
        assert cards.execute("select count(*) from cards").fetchone() == (len(WANTED),)
    found = {}
    for fields, tags in notes:
        id, question, options, answer = fields.split("\x1f")
        right = re.search(r"<strong>([A-H])</strong>", answer)[1]
        texts, reasons = (re.findall(r"<li>(.*?)</li>", part, re.S) for part in (options, answer))
        found[id] = tags.strip(), plain(question), [
            (plain(text), plain(reason), "ABCDEFGH"[i] == right)
            for i, (text, reason) in enumerate(zip(texts, reasons, strict=True))]
    assert found == WANTED


@pytest.mark.parametrize("file", ["neural-networks.apkg", "neural-networks.gift.txt", "neural-networks.moodle.xml"])
def test_the_page_offers_each_file(file):
    assert f'href="../export/{file}" download' in (SITE / "chapters/revise.html").read_text(encoding="utf-8")
    assert (EXPORT / file).stat().st_size > 10_000
