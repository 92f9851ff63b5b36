"""A page for paper: what it loses, what lies open, what comes to the end of the book, and contents that keep words."""
import pytest
from bs4 import BeautifulSoup

from tools import paper

ASKED = """<div class="mlp-quiz"><fieldset class="mlp-asked" data-question="six"><legend><span class="mlp-question">Six
or seven?</span></legend><details><summary>The answers, each with its reason</summary><p>Six.</p></details>
</fieldset></div>"""
PAGE = f"""<html><head></head><body><article><section id="top"><h1>Softmax</h1>
<section id="sums"><h2>Which weight is <span class="math">\\(w\\)</span>, of <em>all</em> the others?
  <span class="mlp-of-slides"><a href="b.html#s1">S1</a> <a href="b.html#s2">S2</a></span></h2>
  <p>So the sum is:</p>
  <div class="cell"><div class="cell_input"><pre>print(1)</pre></div><div class="cell_output">
    <div class="output stream"><pre>one
</pre></div> <div class="output stream"><pre>two
</pre></div><img src="../a.webp" style="width: 600px; height: 300px;"></div></div>
  <div class="cell"><div class="cell_input"><pre>x = ...

exercises.check("one", x)</pre></div></div>
  <div class="cell"><div class="cell_input"><pre>def f(x):
    return ...

exercises.check("two", f)</pre></div></div>
  {ASKED} {ASKED}
  <div class="mlp-worksheet"><p>Here you can fill in the sheet where your browser runs scripts.</p></div>
  <details class="sd-dropdown"><summary><span class="sd-summary-text">How it was</span></summary><p>So.</p></details>
</section>
<section id="one"><h3>1. Counting</h3><p>How many?</p>
  <details class="sd-dropdown"><summary><span>Marking scheme</span></summary><p>Nine.</p></details></section>
</section></article></body></html>"""
LINKS = """<html><head></head><body><article><section id="s"><h1>The slides</h1>
<p><a href="a.html#sums">sums, 4 min</a> · equation <a href="a.html#top">(1)</a></p></section></article></body>
</html>"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "chapters").mkdir()
    for name, text in (("a", PAGE), ("slides", LINKS)):
        (tmp_path / "chapters" / f"{name}.html").write_text(text, encoding="utf-8")
    return BeautifulSoup(paper.Book(tmp_path, ["a", "slides"]).html(), "html.parser")


def test_the_contents_keep_formulas_and_words_and_leave_out_slides(book):
    rows = [" ".join(row.a.get_text().split()) for row in book.select("#contents li")]
    assert rows == ["Softmax", r"Which weight is \(w\), of all the others?", "The slides", "Hints", "Solutions",
                    "Answers to the quizzes"]
    assert book.select_one("#a h2").get_text().strip().endswith("others?"), "so ends the bookmark"
    assert book.select_one("#a .mlp-head .mlp-of-slides").get_text() == "S1 S2"


def test_what_is_asked_twice_has_one_answer_at_the_end(book):
    ids = [element["id"] for element in book.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in book.select("a[href^='#']")} <= set(ids)
    assert len(book.select("#reasons .mlp-entry")) == 1
    assert [link["href"] for link in book.select("#a .mlp-quiz .mlp-at-the-end a")] == ["#reasons--a--six"] * 2
    assert book.select_one("#reasons .mlp-entry-title a")["href"] == "#a--six"
    assert book.select_one("[id='a--six']") is book.select_one(".mlp-asked"), "the entry leads to the first place"


def test_a_marking_scheme_stands_among_the_solutions_under_its_question(book):
    entry = book.select_one("#solutions .mlp-entry")
    assert entry.a.get_text() == "1. Counting"
    assert entry.find_all("p")[-1].get_text() == "Nine."
    assert book.select_one("[id='a--one'] > .mlp-at-the-end a")["href"] == f"#{entry['id']}"


def test_what_works_on_a_screen_only_is_gone_and_what_folds_lies_open(book):
    said = book.get_text()
    assert "x = ..." not in said
    assert "def f(x):" in said
    assert "runs scripts" not in said
    assert not book.select("details, summary, fieldset, legend")
    assert book.select_one(".mlp-unfolded > .mlp-label").get_text() == "How it was"


def test_one_box_for_what_a_cell_prints_and_a_figure_that_keeps_its_proportion(book):
    assert [stream.pre.get_text() for stream in book.select(".stream")] == ["one\ntwo\n"]
    assert book.select_one("img")["style"] == "max-width: min(100%, 480px)"


def test_a_sentence_that_leads_to_something_is_marked(book):
    assert [words.get_text() for words in book.select(".mlp-leads")] == ["So the sum is:"]


def test_links_of_words_in_a_page_of_links_have_the_places_of_their_pages(book):
    assert [place["data-of"] for place in book.select("[id='slides'] .mlp-page")] == ["a--sums"]
