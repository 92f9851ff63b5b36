"""The glossary: each term once, with two sources for each foreign word, and all that the chapters bring in."""
import re

import nbformat
import pytest
from chapter import CHAPTERS, Page

from mlp_lib import glossary
from tools import minutes, notebooks, terms

# In bold, and no term: a word that is stressed, or that leads a list.
STRESSED = {
    "activations": {"five starts", "three rates"},
    "backpropagation": {"one", "not", "row", "diagonal", "wrong sign", "first all gradients, then all updates"},
    "forward-pass": {"sum", "mean"},
    "hyperparameters": {"stop early", "width and depth"},
    "neurons": {"is", "twenty random starts"},
    "outlook": {"neighbours belong together", "a thing is the same thing wherever it stands", "scikit-learn"},
    "playground": {"see", "twenty seeds", "one"},
    "structured-data": {"how strong will this concrete be?", "whole on one side", "mean of five networks"},
    "sweeps": {"days", "mean", "validation data choose, test data judge"},
}
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


def names(term):
    return {name.lower() for name in (term.name, *term.forms)}


def test_each_term_stands_once_and_no_two_share_a_name_or_a_place():
    every = [name for term in glossary.TERMS for name in names(term)]
    assert len(every) == len(set(every))
    assert len({term.anchor for term in glossary.TERMS}) == len(glossary.TERMS)
    assert [t.name.lower() for t in glossary.TERMS] == sorted(t.name.lower() for t in glossary.TERMS)
    shown = [row for a, b in ("AC", "DF", "GL", "MR", "SZ") for row in glossary.show(a, b).rows]
    assert len(shown) == len(glossary.TERMS)


def test_a_term_is_told_in_one_or_two_plain_sentences_and_leads_to_its_section():
    sections = {page: minutes.sections(CHAPTERS / f"{page}.ipynb") for page in {term.page for term in glossary.TERMS}}
    for term in glossary.TERMS:
        sentences = re.findall(r"[.?](?= [A-Z]|$)", term.meaning)
        assert 1 <= len(sentences) <= 2 and term.meaning.endswith(".") and not set("$`\\<") & set(term.meaning), term
        assert term.section in sections[term.page], term


def test_each_foreign_word_has_two_sources_whose_addresses_are_known_and_none_is_for_nothing():
    used = set()
    for term in glossary.TERMS:
        assert set(term.foreign) == set(term.sources)
        for language, keys in term.sources.items():
            assert len(set(keys)) >= 2, (term.name, language)
            assert len({glossary.SOURCES[key][1] for key in keys}) == len(keys)
            used |= set(keys)
    assert used == set(glossary.SOURCES)
    assert all(re.match(r"https?://\S+$", address) for _, address in glossary.SOURCES.values())
    assert all(re.search(r"[\u4e00-\u9fff]|^(softmax|ReLU)$", t.foreign.get("zh", "层")) for t in glossary.TERMS)


def bold(path):
    """Return what a chapter prints in bold that begins with a small letter, code and formulas left out."""
    found = {words.rstrip(".:") for words in BOLD.findall(Page(path.stem).text)}
    return {words for words in found if words[0].islower() and "$" not in words}


@pytest.mark.parametrize("path", terms.chapters(), ids=lambda path: path.stem)
def test_what_a_chapter_brings_in_in_bold_is_a_term(path):
    """The rule: bold text that begins with a small letter is a term, unless it is only stressed, and so in STRESSED."""
    stressed = STRESSED.get(path.stem, set())
    assert bold(path) - stressed <= set().union(*map(names, glossary.TERMS))
    assert stressed <= bold(path)


@pytest.mark.parametrize("path", terms.chapters(), ids=lambda path: path.stem)
def test_first_uses_are_linked(path):
    assert terms.renewed(path) == path.read_text(encoding="utf-8"), "a text has changed: python -m tools.terms"


def test_links_are_set_where_the_rule_says():
    cells = ["# The gradient\nA `gradient` in code, $gradient$, [gradient](x.md), | no |\n\nThe epoch and the step.",
             "## Then\nThe **[gradient](glossary.ipynb#term-old)**. **Step** by step; an Epoch, a vanishing gradient.",
             "A gradient descent.\n\n## In short\nA sigmoid."]
    assert terms.linked(cells) == [
        cells[0].replace("The epoch", "The [epoch](glossary.ipynb#term-epoch)"),
        "## Then\nThe **[gradient](glossary.ipynb#term-gradient)**. **[Step](glossary.ipynb#term-step-function)** "
        "by step; an Epoch, a [vanishing gradient](glossary.ipynb#term-vanishing-gradient).", cells[2]]
    assert terms.linked(terms.linked(cells)) == terms.linked(cells)


def test_letters_that_make_no_range_are_told():
    with pytest.raises(ValueError, match="two letters"):
        glossary.show("C", "A")


def test_the_page_is_in_its_normal_form_and_shows_all():
    notebook = nbformat.read(CHAPTERS / "glossary.ipynb", as_version=4)
    assert notebooks.normal_text(notebook) == (CHAPTERS / "glossary.ipynb").read_text(encoding="utf-8")
    shown = "".join(str(cell.get("outputs", "")) for cell in notebook.cells)
    assert all(f'id=\\"{term.anchor}\\"' in shown or f'id="{term.anchor}"' in shown for term in glossary.TERMS)
