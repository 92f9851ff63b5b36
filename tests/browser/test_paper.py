"""The book on paper: one PDF of all chapters, with contents, numbers and links that hold, and no page left empty."""
import re
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest
from places import LONG, SITE

from tools import browsers, paper, pdf

BREAKS = 0.5                     # of its height a page must fill, unless the next begins with what cannot break


@pytest.fixture
def book(tmp_path):
    """Print the built site's chapters; return (pdf, {anchor: page})."""
    assert browsers.CHROMIUM.find(), browsers.CHROMIUM.missing
    file = tmp_path / "book.pdf"
    with ThreadPoolExecutor(1) as apart:                    # in this one a test may have its browser already
        apart.submit(pdf.print_book, SITE, file).result()
    with pypdfium2.PdfDocument(file) as printed:
        yield printed, pdf.anchors(file)


def text(page):
    return page.get_textpage().get_text_bounded()


def filled(page):
    """Return how far down its page the last ink of the text's area is."""
    grey = page.render(scale=0.3, grayscale=True).to_numpy()
    body = grey[: int(0.945 * len(grey))]
    return (body < 245).any(axis=1).nonzero()[0].max(initial=0) / len(grey)


@LONG
def test_the_printed_book(book):
    printed, places = book
    chapters = {name: places[name] for name in paper.order()}
    assert list(chapters.values()) == sorted(chapters.values()), "the chapters stand in the order of the contents"
    assert re.match(r"Neural networks: a companion\s+By .*\s+Licences: .*\s+After .*\s+Edition ", text(printed[0]))
    assert text(printed[1]).startswith("Contents")
    assert places["index"] <= 4, "two pages of contents"
    contents = "".join(text(printed[i]) for i in range(1, places["index"] - 1))
    for title, name in (("Backpropagation", "backpropagation"), ("Glossary", "glossary"), ("Solutions", "solutions")):
        assert re.search(rf"{title}\s+{places[name]}\b", contents), f"{title}: its page in the contents"
    words = [text(page) for page in printed]
    unset = [i for i, said in enumerate(words, 1) if re.search(r"\\\(\S|\\\[\S|\\frac|\\mathbf", said)]
    assert not unset, "TeX that is not set"
    one = "exercise-largest-learning-rate"
    assert "Exercise: How large may the step be?" in words[places[f"backpropagation--{one}"] - 1]
    end = places["hints"]
    assert not [i for i, said in enumerate(words[: end - 1], 1) if "The factor" in said and "is −1" in said]
    assert places[f"solutions--backpropagation--{one}"] > end
    outline = [mark.get_title().strip() for mark in printed.get_toc()]
    assert {"Solutions", "Backpropagation", "In short"} <= set(outline)
    twice = [title for title in outline if title[: len(title) // 2].strip() == title[len(title) // 2:].strip()]
    assert not twice, "headings at the edge of a page (tools/paper.css), which Chromium names twice"
    assert not [title for title in outline if re.search(r"S\d+$", title)], "a slide's number is no part of a heading"
    assert places["glossary"] == places["formula-sheet"] + 1, "the formula sheet is one page"
    no_heading_ends_a_page(printed, words)
    no_figure_is_distorted(printed)
    no_page_is_left_half_empty(printed, places)


def no_heading_ends_a_page(printed, words):
    """Look for headings under which their page has nothing but its number."""
    ends = [re.sub(r"\s+\d+\s*$", "", said).split() for said in words]
    for mark in printed.get_toc():
        title = mark.get_title().split()
        assert ends[mark.get_dest().get_index()][-len(title):] != title, f"the heading {title} ends a page"


def no_figure_is_distorted(printed):
    """Compare the pictures' sides in pixels with those on paper."""
    for i, page in enumerate(printed, 1):
        for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            (wide, high), (left, bottom, right, top) = image.get_px_size(), image.get_bounds()
            assert (right - left) * high == pytest.approx((top - bottom) * wide, rel=0.03), f"page {i}"


def no_page_is_left_half_empty(printed, places):
    """Look for pages that end early though the next one begins with what could have gone on."""
    starts = {places[name] for name in [*paper.order(), "hints", "solutions", "reasons"]} | {len(printed) + 1}
    sparse = [i for i, page in enumerate(printed, 1) if filled(page) < BREAKS and i + 1 not in starts]
    for i in sparse:                                        # what did not fit: a figure or a card, which cannot break
        first = printed[i].get_objects(max_depth=2)
        assert any(one.type in (2, 3, 5) for one in list(first)[:40]), f"page {i} is less than half full"
    assert len(sparse) < len(printed) / 12
