"""Minutes: how long each section of a chapter takes, estimated by one rule, for the slides and the study paths.

A section is read at 120 words a minute (it is dense), half a minute more for each displayed equation, one for each cell
of code, two for each explorer. Its core exercises take the minutes that they say, each question of a quiz one, where it
is asked first. It reaches to the next heading.

    .venv/bin/python -m tools.minutes               write slides.csv and sections.csv in mlp_lib/course/tables
"""
import csv
import re
from pathlib import Path

import nbformat

from mlp_lib import exercises, quiz, worksheet
from tools import edition

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "mlp_lib" / "course" / "tables"
TABLE, SECTIONS = TABLES / "slides.csv", TABLES / "sections.csv"
WORDS, EQUATION, CODE, EXPLORER = 120, 0.5, 1, 2        # words a minute; minutes for each
ASKED = re.compile(r'exercises\.show\("([\w-]+)"\)')
QUIZ = re.compile(r'quiz\.(ask|show)\("([\w-]+)"\)|worksheet\.(practice)\((\d)\)')


def slug(heading):
    """Return the anchor of a heading as the built page has it."""
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", heading.lower()))


def questions(cell):
    """Return the ids of the questions that a cell asks."""
    found = []
    for ask, id, practice, sheet in QUIZ.findall(cell.source):
        quizzes = {"ask": lambda id: [quiz.ALL[id]], "show": quiz.CHAPTERS.get}
        found += worksheet.practice(int(sheet)).questions if practice else quizzes[ask](id) or []
    return [question.id for question in found]


def reading(cell):
    """Return what one cell takes to read, its exercises and questions left out."""
    if cell.cell_type == "markdown":
        equations = re.findall(r"\$\$.*?\$\$|```\{math\}.*?```", cell.source, re.S)
        words = re.sub(r"\$\$.*?\$\$|```.*?```", " ", cell.source, flags=re.S).split()
        return len(words) / WORDS + EQUATION * len(equations)
    if ASKED.search(cell.source) or "exercises.check(" in cell.source or QUIZ.search(cell.source):
        return 0
    return EXPLORER if "explorers." in cell.source else CODE


def parts(path):
    """Return anchor of a heading -> what stands there until the next: its row of sections.csv, minutes not rounded."""
    found, here, seen = {}, None, set()
    for cell in nbformat.read(path, as_version=4).cells:
        pieces = re.split(r"^(#+ .+)$", cell.source, flags=re.M) if cell.cell_type == "markdown" else [cell.source]
        for piece in pieces:
            if cell.cell_type == "markdown" and re.match(r"#+ ", piece):
                title = piece.lstrip("# ").strip()
                here = found.setdefault(slug(title), {"title": title, "reading": 0, "answering": 0, "exercises": [],
                                                      "questions": []})
            elif here and piece.strip():
                whole = nbformat.v4.new_markdown_cell(piece) if cell.cell_type == "markdown" else cell
                here["reading"] += reading(whole)
                if cell.cell_type == "code":
                    asked = [exercises.show(id) for id in ASKED.findall(cell.source)]
                    fresh = [id for id in questions(cell) if id not in seen]
                    seen.update(fresh)
                    here["exercises"] += [exercise.id for exercise in asked]
                    here["questions"] += fresh
                    here["answering"] += sum(e.minutes for e in asked if e.level == "core") + len(fresh)
    return found


def sections(path):
    """Return anchor of a heading -> minutes until the next heading."""
    return {anchor: part["reading"] + part["answering"] for anchor, part in parts(path).items()}


def rows():
    """Return the rows of the table of slides, the minutes counted anew."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        if row["section"]:
            time = sections(ROOT / "chapters" / f"{row['page']}.ipynb")[row["section"]]
            row["minutes"] = str(max(1, round(time)))
    return table


def all_sections():
    """Return the rows of the table of sections, of the pages with exercises or questions, in the book's order."""
    asking = {e.chapter for e in exercises.ALL.values()} | set(quiz.CHAPTERS)
    pages = [page for page in (name.removeprefix("chapters/") for name in edition.contents()) if page in asking]
    return [{"page": page, "section": anchor, "title": part["title"], "reading": str(max(1, round(part["reading"]))),
             "answering": str(part["answering"]), "exercises": " ".join(part["exercises"]),
             "questions": " ".join(part["questions"])}
            for page in pages for anchor, part in parts(ROOT / "chapters" / f"{page}.ipynb").items()]


def main():
    """Write both."""
    for path, table in (TABLE, rows()), (SECTIONS, all_sections()):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)


if __name__ == "__main__":
    main()
