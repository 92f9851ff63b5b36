"""From any slide, equation or section one click to the others: marks beside headings, notes, answers of the search."""
import json
import re
from html import unescape

from test_site import DOCS, SITE, html, page, pytestmark  # noqa: F401

from mlp_lib import equations, glossary, slides


def key(name):
    return re.sub(r"[\W_]", "", name.lower())


def test_each_section_says_its_slides_which_lead_to_their_rows():
    rows = page(html("chapters/slides")).ids
    for slide in slides.SLIDES:
        assert f"s{slide.number}" in rows
        if slide.section:
            text = html(f"chapters/{slide.page}").read_text(encoding="utf-8")
            heading = re.search(rf'<section id="{slide.section}">.*?</h\d>', text, re.S)[0]
            assert f'<a href="slides.html#s{slide.number}"' in heading
            assert f'#{slide.section}"' in html("chapters/slides").read_text(encoding="utf-8")


def test_the_contents_and_the_search_are_spared_the_marks():
    for doc in DOCS:
        text = html(doc).read_text(encoding="utf-8")
        aside = re.search(r'<nav [^>]*page-toc.*?</nav>', text, re.S)
        assert not aside or "mlp-of-slides" not in aside[0]


def test_each_number_opens_what_the_table_says_of_it():
    found = {}
    for doc in DOCS:
        for number, about in re.findall(r'<span popover class="mlp-about" id="about-(\d+)">(.*?)</span>',
                                        html(doc).read_text(encoding="utf-8")):
            found.setdefault(int(number), []).append((doc, about))
    printed = {n for n, e in equations.NUMBERED.items() if e.latex}
    assert set(found) == printed and all(len(places) == 1 for places in found.values())
    rows = page(html("chapters/equations")).ids
    for number, [(doc, said)] in found.items():
        equation, about = equations.NUMBERED[number], unescape(said)
        assert doc == f"chapters/{equation.page}" and f"row-{number}" in rows
        assert f'href="slides.html#s{equation.slide}"' in about and equation.words[1:].split("$")[0] in about
        assert (f'href="errata.html#{equation.erratum.lower()}"' in about) is bool(equation.erratum)


def test_the_first_page_has_a_row_of_all_slides():
    text = html("chapters/index").read_text(encoding="utf-8")
    row = re.search(r'<div class="mlp-slide-row.*?</div>', text, re.S)[0]
    assert re.findall(r'href="slides.html#s(\d+)"', row) == [str(n) for n in range(1, 38)]


def test_what_the_search_answers_first_is_there():
    text = (SITE / "_static/web/places.js").read_text(encoding="utf-8")
    places = json.loads(text.removeprefix("window.mlpPlaces = ").rstrip(";\n"))
    numbers = {f"s{n}" for n in range(1, 38)} | {str(n) for n in range(1, 66)} | {f"e{n}" for n in range(1, 28)}
    terms = {key(name) for term in glossary.TERMS for name in (term.name, *term.forms, *term.foreign.values())}
    assert set(places) == numbers | terms and not numbers & terms
    for links in places.values():
        for _, address in links:
            path, _, place = address.partition("#")
            assert place in page(SITE / path).ids, address


def test_a_term_is_a_plain_link_to_its_entry_and_has_its_meaning_beside_it():
    entries, terms = page(html("chapters/glossary")).ids, {term.anchor: term for term in glossary.TERMS}
    assert set(terms) <= entries
    linked = set()
    for doc in DOCS:
        text = html(doc).read_text(encoding="utf-8")
        links = re.findall(r'<a class="mlp-term" aria-describedby="about-([\w-]+)" href="glossary\.html#([\w-]+)">',
                           text)
        assert len(links) == len(set(links)) == len(re.findall(r'href="glossary\.html#term-[^"]+">', text)) / 2, doc
        for about, anchor in links:
            note = re.search(rf' class="mlp-about mlp-of-term" id="about-{about}">(.*?)<br>', text)[1]
            assert about == anchor and terms[anchor].meaning in unescape(note)
        linked |= {anchor for _, anchor in links}
    assert len(linked) >= 0.8 * len(terms)
