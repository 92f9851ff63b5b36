"""The quizzes' questions for other programs: Moodle (GIFT and XML) and Anki, with the reason of each option.

    .venv/bin/python -m tools.export [folder]       write the files, into _build/export unless told otherwise

The texts are those of the records; formulas are written as both programs show them, by MathJax.
"""
import re
import sys
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path

import genanki

from mlp_lib import quiz
from mlp_lib.teaching import markup
from mlp_lib.teaching.quiz.record import LETTERS

ROOT = Path(__file__).parent.parent
NAME = "neural-networks"
TITLE = "Neural networks, beside the lecture"
SPECIAL = re.compile(r"([~=#{}:\\])")                   # of GIFT, which a backslash protects
DECK, MODEL = 1_607_052_023, 1_607_052_024              # Anki knows a deck and a kind of note by a number of one's own
STYLE = (".card { font: 20px/1.5 sans-serif; text-align: left; max-width: 40em; margin: 0 auto; } "
         "ol { list-style: upper-alpha; }")


def html(text):
    """Return a record's text as HTML whose formulas stand in \\( and \\)."""
    return re.sub(r"\$([^$]+)\$", r"\\(\1\\)", markup.inline(text))


def gift():
    r"""Return all questions in Moodle's GIFT: `{=right#reason ~wrong#reason}`."""
    lines = [f"// {TITLE}"]
    for chapter, questions in quiz.CHAPTERS.items():
        lines += ["", f"$CATEGORY: {TITLE}/{chapter}"]
        for q in questions:
            options = (f"\t{'=' if o.right else '~'}{protected(o.text)}#{protected(o.reason)}" for o in q.options)
            lines += ["", f"::{q.id}::[html]{protected(q.text)}{{", *options, "}"]
    return "\n".join(lines) + "\n"


def protected(text):
    """Return HTML on one line in which no sign means anything to GIFT."""
    return SPECIAL.sub(r"\\\1", " ".join(html(text).split()))


def moodle():
    """Return all questions as Moodle's XML."""
    root = ET.Element("quiz")
    for chapter, questions in quiz.CHAPTERS.items():
        place = ET.SubElement(root, "question", type="category")
        ET.SubElement(ET.SubElement(place, "category"), "text").text = f"$course$/{TITLE}/{chapter}"
        for q in questions:
            entry = ET.SubElement(root, "question", type="multichoice")
            ET.SubElement(ET.SubElement(entry, "name"), "text").text = q.id
            ET.SubElement(ET.SubElement(entry, "questiontext", format="html"), "text").text = html(q.text)
            for tag, value in (("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "ABCD")):
                ET.SubElement(entry, tag).text = value
            for o in q.options:
                answer = ET.SubElement(entry, "answer", fraction="100" if o.right else "0", format="html")
                ET.SubElement(answer, "text").text = html(o.text)
                ET.SubElement(ET.SubElement(answer, "feedback", format="html"), "text").text = html(o.reason)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def anki():
    """Return all questions as a package for Anki: the options in front, the right one and all reasons behind."""
    model = genanki.Model(MODEL, TITLE, fields=[{"name": name} for name in ("id", "Question", "Options", "Answer")],
                          templates=[{"name": "Card", "qfmt": "{{Question}}{{Options}}",
                                      "afmt": "{{Question}}{{Options}}<hr id=answer>{{Answer}}"}], css=STYLE)
    deck = genanki.Deck(DECK, TITLE)
    for chapter, questions in quiz.CHAPTERS.items():
        for q in questions:
            options = "".join(f"<li>{html(o.text)}</li>" for o in q.options)
            right = next(letter for letter, o in zip(LETTERS, q.options, strict=False) if o.right)
            reasons = "".join(f"<li>{html(o.reason)}</li>" for o in q.options)
            deck.add_note(genanki.Note(model, [escape(q.id), f"<p>{html(q.text)}</p>", f"<ol>{options}</ol>",
                                               f"<p><strong>{right}</strong></p><ol>{reasons}</ol>"],
                                       tags=[chapter], guid=genanki.guid_for(NAME, q.id)))
    return genanki.Package(deck)


def write(folder):
    """Write the three files into the folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {folder / f"{NAME}.gift.txt": gift(), folder / f"{NAME}.moodle.xml": moodle()}
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    anki().write_to_file(folder / f"{NAME}.apkg")
    return [*texts, folder / f"{NAME}.apkg"]


if __name__ == "__main__":
    for written in write(Path(*sys.argv[1:2]) if sys.argv[1:] else ROOT / "_build" / "export"):
        print(written)
