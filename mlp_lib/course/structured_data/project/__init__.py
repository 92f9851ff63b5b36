"""A project to hand in: what belongs to it, whether all of it is there, its one page, and how it is marked.

``work = Work(question=..., ...)``, then ``check(work)`` says of each part whether it is there, missing or to be looked
at again, and ``page(work)`` sets it out as a report of one page. `rubric` is what a teacher marks by.
"""
from .check import Part, Report, check
from .page import Page, page
from .rubric import RUBRIC, Criterion, Rubric, rubric
from .work import Work

__all__ = ["RUBRIC", "Criterion", "Page", "Part", "Report", "Rubric", "Work", "check", "page", "rubric"]
