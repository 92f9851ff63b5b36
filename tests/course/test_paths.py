"""The study paths: their minutes are those of the pages' records, their sections are there, their text says no more."""
import csv
import re

import pytest
from chapter import Page

from mlp_lib import exercises, paths, quiz
from mlp_lib.course import sections
from tools import minutes

PAGE = Page("paths")
NAMES = pytest.mark.parametrize("name", paths.PATHS)


def test_sections_are_those_of_the_pages():
    with minutes.SECTIONS.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == minutes.all_sections(), "a chapter has changed: python -m tools.minutes"


def test_each_exercise_and_question_stands_in_one_section():
    asked = [id for section in sections.SECTIONS for id in (*section.exercises, *section.questions)]
    assert sorted(asked) == sorted([*exercises.ALL, *quiz.ALL])


@pytest.mark.parametrize("page", dict.fromkeys(section.page for section in sections.SECTIONS))
def test_a_chapters_minutes_are_the_sum_of_its_records(page):
    own = [e for e in exercises.ALL.values() if e.chapter == page]
    core = sum(e.minutes for e in own if e.level == "core") + len(quiz.CHAPTERS.get(page, ()))
    assert sum(section.answering for section in sections.of(page)) == core
    assert sections.stretch(page) == sum(e.minutes for e in own) - sum(e.minutes for e in own if e.level == "core")
    row = next(row for row in paths.chapters().rows if f"]({page}.ipynb)" in row)
    assert [int(cell or 0) for cell in re.findall(r"\| (\d*) (?=\|)", row)] == [
        sum(section.reading for section in sections.of(page)), core, sections.stretch(page)]


@NAMES
def test_the_printed_minutes_add_up(name):
    path, shown = paths.PATHS[name], paths.show(name)._repr_markdown_()
    cells = [re.findall(r"\|([^|]*)", line)[:3] for line in shown.splitlines() if line.startswith("| ")]
    numbers = [(text, [int(cell.strip(" *") or 0) for cell in rest]) for text, *rest in cells[1:]]
    lines = [row for text, row in numbers if text.startswith(" [")]
    assert len(lines) == len(path.sections)
    assert [sum(column) for column in zip(*lines, strict=True)] == numbers[-1][1] == [path.reading, path.answering]
    parts = [row for text, row in numbers[:-1] if text.startswith(" **")]
    assert [sum(column) for column in zip(*parts, strict=True)] == numbers[-1][1]
    assert len(set(path.sections)) == len(path.sections) and f"**Skip:** {path.skip}" in shown


@NAMES
def test_progress_counts_what_the_path_says(name):
    path = paths.PATHS[name]
    counted = sum(exercises.ALL[id].minutes if id in exercises.ALL else 1 for id in path.asked)
    assert counted + path.papers == path.answering
    assert all(id in quiz.ALL or exercises.ALL[id].level == "core" for id in path.asked)


def test_the_text_says_what_the_paths_take():
    total = {name: path.reading + path.answering for name, path in paths.PATHS.items()}
    assert 165 <= total["evening"] <= 180 and "Three hours" in PAGE.text
    days = [sum(section.minutes for section in part) for _, part in paths.PATHS["week"].parts]
    assert len(days) == 7 and 89 < min(days) and max(days) < 151
    assert "one and a half to two and a half hours" in PAGE.text
    assert "own-training-xor" in [id for _, part in paths.PATHS["week"].parts[:5] for s in part for id in s.exercises]
    assert 285 <= total["exam"] <= 315 and "Five hours" in PAGE.text
    assert (minutes.WORDS, minutes.EQUATION, minutes.CODE, minutes.EXPLORER) == (120, 0.5, 1, 2)
    assert "120 words" in PAGE.text
    assert [paths.hours(m) for m in (177, 298, 100, 75)] == ["3 h", "5 h", "1½ h", "1 h"]


def test_an_unknown_path_is_told():
    with pytest.raises(ValueError, match="evening"):
        paths.show("evenning")
