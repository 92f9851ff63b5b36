"""The references: for each work of the bibliography it is said once what to read it for, and where it serves."""
import re

from chapter import CHAPTERS

PAGE = (CHAPTERS / "references.md").read_text(encoding="utf-8")


def test_each_work_is_told_once_and_leads_to_pages_that_name_it():
    works = re.findall(r"^@\w+\{(\w+),$", (CHAPTERS / "references.bib").read_text("utf-8"), re.M)
    section = PAGE.split("## What to read each for")[1].split("## In full")[0]
    told = re.findall(r"cite\}`(\w+)`", section)
    assert sorted([*told, "oke2023"]) == sorted(works)
    for row in re.findall(r"^\| .+ \|$", section, re.M):
        for key in re.findall(r"cite\}`(\w+)`", row):
            name = re.match(r"[a-z]+[a-z]", key)[0]
            pages = re.findall(r"\]\((.+?)\)", row)
            assert pages and all(name in (CHAPTERS / page).read_text("utf-8").lower() for page in pages), row
