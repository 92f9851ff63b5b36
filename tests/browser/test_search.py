"""The search answers what a reader has in hand: the number of a slide, an equation, an erratum, a term, or a word."""
from urllib.parse import quote_plus

import pytest
from running import until

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
    ("softmax", "chapters/glossary.html#term-softmax"),
    ("Hidden layers", "chapters/glossary.html#term-hidden-layer"),
    ("one-hot", "chapters/glossary.html#term-one-hot-columns"),
    ("dying ReLU", "chapters/glossary.html#term-dead-unit"),
    ("log-loss", "chapters/glossary.html#term-cross-entropy"),
    ("L2", "chapters/glossary.html#term-l2"),
    ("versteckte Schicht", "chapters/glossary.html#term-hidden-layer"),
    ("tasa de aprendizaje", "chapters/glossary.html#term-learning-rate"),
    ("反向传播", "chapters/glossary.html#term-backpropagation"),
    ("perceptron", "chapters/glossary.html#term-perceptron"),
    ("erratum E6", "chapters/errata.html#e6"),
]
WORDS = [("zigzag", "activations"), ("staircase", "backpropagation"), ("Abrams", "structured-data"),
         ("detector", "forward-pass"), ("humidity", "neurons")]
IN_VIEW = """() => [...document.querySelectorAll("article .highlighted")].some((mark) => {
  const at = mark.getBoundingClientRect();
  return at.height && at.top >= 0 && at.bottom <= innerHeight && at.left >= 0 && at.right <= innerWidth; })"""


@pytest.fixture(scope="module")
def searching(browser, base):
    page = browser.new_page()

    def ask(words):
        page.goto(f"{base}/search.html?q={quote_plus(words)}")
        return page

    yield ask
    page.close()


def test_a_number_and_a_term_are_answered_first_and_the_link_lands(searching, base):
    for asked, place in ASKED:
        page = searching(asked)
        link = page.locator(".mlp-places a").first
        assert link.evaluate("link => link.href") == f"{base}/{place}", asked
        if asked in ("perceptron", "erratum E6"):
            link.click()
            page.wait_for_url(f"**/{place}")
            until(page, f"""Math.abs(document.getElementById("{place.partition('#')[2]}").getBoundingClientRect().top)
                            < innerHeight""")


@pytest.mark.parametrize(("word", "chapter"), WORDS)
def test_a_word_is_shown_among_words_and_stands_in_view_where_it_is_found(searching, word, chapter):
    page = searching(word)
    assert page.locator(".mlp-places").count() == 0
    hit = page.locator("#search-results li", has=page.locator(f"a[href*='/{chapter}.html']")).first
    said = hit.locator(".context")
    said.wait_for(timeout=20_000)
    assert word.lower() in said.inner_text().lower()
    for text in page.locator("#search-results .context").all_inner_texts():
        assert not set("\\$") & set(text), text
    hit.locator("a").first.click()
    page.wait_for_url(f"**/{chapter}.html**")
    until(page, IN_VIEW)


def test_what_is_folded_on_a_page_is_not_shown_by_the_search(searching):
    page = searching("merge")                        # the function of an exercise, and of its hints and solution
    page.locator("#search-results li", has=page.locator("a[href*='/activations.html']")).locator(".context").wait_for()
    for text in page.locator("#search-results .context").all_inner_texts():
        assert "return W2" not in text and "Hint 1" not in text and "Solution" not in text


def test_what_is_no_number_of_the_lecture_and_no_term_is_left_to_the_search(searching):
    for asked in ("(66)", "S38", "E99", "<b>23</b>x", "equations", "constructor"):
        page = searching(asked)
        assert page.locator(".mlp-places").count() == 0, asked
