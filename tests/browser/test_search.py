"""The search answers what a reader has in hand: the number of a slide, an equation, an erratum, or a word."""
from urllib.parse import quote_plus

import pytest

ASKED = [                                            # what is typed, the place of the first link
    ("(23)", "chapters/backpropagation.html#equation-lecture-23"),
    ("23", "chapters/backpropagation.html#equation-lecture-23"),
    ("equation 23", "chapters/backpropagation.html#equation-lecture-23"),
    ("Eq. (65)", "chapters/hyperparameters.html#equation-lecture-65"),
    ("(54)", "chapters/equations.html#row-54"),
    ("S23", "chapters/slides.html#s23"),
    ("slide 7", "chapters/slides.html#s7"),
    ("E14", "chapters/errata.html#e14"),
    ("erratum 19", "chapters/errata.html#e19"),
    ("erratum E6", "chapters/errata.html#e6"),
]
WORDS = [("dying", "activations"), ("softmax", "hyperparameters"), ("perceptron", "errata"),
         ("momentum", "hyperparameters"), ("Jacobian", "backpropagation"), ("threshold", "neurons"),
         ("saturation", "activations"), ("one-hot", "notation"), ("patience", "hyperparameters"),
         ("Adam", "hyperparameters")]


@pytest.fixture(scope="module")
def searching(browser, base):
    page = browser.new_page()

    def ask(words):
        page.goto(f"{base}/search.html?q={quote_plus(words)}")
        return page

    yield ask
    page.close()


def test_a_number_is_answered_first_and_the_link_lands(searching, base):
    for asked, place in ASKED:
        page = searching(asked)
        link = page.locator(".mlp-places a").first
        assert link.evaluate("link => link.href") == f"{base}/{place}", asked
    link.click()
    page.wait_for_url(f"**/{place}")
    assert page.locator("#e6").evaluate("e => Math.abs(e.getBoundingClientRect().top) < innerHeight")


@pytest.mark.parametrize(("word", "chapter"), WORDS)
def test_a_word_leads_to_its_chapter(searching, word, chapter):
    page = searching(word)
    hit = page.locator(f"#search-results li a[href*='{chapter}.html']").first
    hit.wait_for(timeout=20_000)
    assert page.locator(".mlp-places").count() == 0


def test_what_is_no_number_of_the_lecture_is_left_to_the_search(searching):
    for asked in ("(66)", "S38", "E99", "<b>23</b>x", "equations"):
        page = searching(asked)
        assert page.locator(".mlp-places").count() == 0, asked
