"""The glossary: every term of the lecture and the book once, with the German, Spanish and Chinese word beside it.

The rows stand in ``tables/glossary.csv``. A word of another language is there only if two sources have it, which are
named beside it; their addresses are in ``tables/glossary_sources.csv``.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from .listing import Listing, read

LANGUAGES = {"de": "German", "es": "Spanish", "zh": "Chinese"}


class Term(NamedTuple):
    """A term.

    name       as the book writes it
    forms      its other forms, such as the plural, and its short names
    ambiguous  whether it is an everyday word too: a chapter means the term for sure only where it prints it in bold
    page       the page of the book that brings it in, a file name without its ending
    section    the anchor of the section there
    meaning    one or two sentences, plain text
    foreign    language, a key of LANGUAGES -> the word, for those that two sources have
    sources    the same keys -> the keys of these sources in SOURCES
    """

    name: str
    forms: tuple[str, ...]
    ambiguous: bool
    page: str
    section: str
    meaning: str
    foreign: dict[str, str]
    sources: dict[str, tuple[str, ...]]

    @property
    def anchor(self) -> str:
        """The place of its entry on the glossary's page."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


def _term(row: dict[str, str]) -> Term:
    forms = row["forms"].removeprefix("~")
    found = {language: row[language] for language in LANGUAGES if row[language]}
    return Term(row["term"], tuple(filter(None, forms.split("|"))), row["forms"].startswith("~"), row["page"],
                row["section"], row["meaning"], found,
                {language: tuple(row[f"{language}_sources"].split()) for language in found})


TERMS = tuple(_term(row) for row in read("glossary.csv"))
SOURCES = {row["key"]: (row["title"], row["address"]) for row in read("glossary_sources.csv")}


def show(first: str, last: str) -> Listing:
    """Return the terms whose first letter lies between these two, such as "A" and "C", one below the other."""
    letters = [isinstance(letter, str) and len(letter) == 1 and letter.isalpha() for letter in (first, last)]
    if not all(letters) or first.upper() > last.upper():
        raise ValueError(f"first and last are two letters in the order of the alphabet; got {first!r} and {last!r}. "
                         'For all terms: show("A", "Z").')
    rows = tuple(_stanza(t) for t in TERMS if first.upper() <= t.name[0].upper() <= last.upper())
    return Listing(f"Glossary, {first.upper()} to {last.upper()}", rows)


def sources() -> Listing:
    """Return the works in which the words of other languages were found, in a list."""
    return Listing("Sources of the glossary",
                             tuple(f"- [{title}]({address})" for title, address in SOURCES.values()), between="\n")


def _stanza(t: Term) -> str:
    words = " · ".join(f'*{LANGUAGES[language]}:* <span lang="{language}">{word}</span>'
                       for language, word in t.foreign.items())
    more = f"[{t.page.replace('-', ' ')}]({t.page}.ipynb#{t.section})"
    return f'<span id="{t.anchor}"></span>**{t.name}**\n\n{t.meaning} ' + " · ".join(filter(None, (more, words)))
