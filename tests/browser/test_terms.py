"""A term of the glossary tells its meaning by pointer, key and touch; the formula sheet prints on one page."""
import re

import pytest
from places import PHONE, one
from running import until

TERM = 'a.mlp-term[href$="#term-saturation"]'
OPEN = "!!document.querySelector('#about-term-saturation:popover-open')"


def test_a_term_opens_under_the_pointer_at_the_tab_key_and_closes_by_escape(visit):
    page = visit("chapters/activations.html")
    link, note = page.locator(TERM), page.locator("#about-term-saturation")
    link.scroll_into_view_if_needed()
    link.hover()
    until(page, OPEN)
    assert "flat" in note.inner_text() and "saturación" in note.inner_text()
    at, around = note.bounding_box(), link.bounding_box()
    assert at["x"] >= 0 and at["x"] + at["width"] <= 1280 and 0 <= at["y"] - around["y"] - around["height"] < 12
    note.hover()                                       # the pointer may go there without its closing
    page.wait_for_timeout(400)
    assert page.evaluate(OPEN)
    page.keyboard.press("Escape")
    assert not page.evaluate(OPEN)
    page.mouse.move(5, 5)
    page.keyboard.press("Tab")                         # from now on the focus is to be seen
    link.focus()
    until(page, OPEN)
    page.keyboard.press("Tab")                         # on to the link in the note, which keeps it open
    assert page.evaluate("document.activeElement.closest('#about-term-saturation') !== null") and page.evaluate(OPEN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-saturation")


def test_on_a_phone_a_tap_tells_the_term_and_does_not_leave_the_page(browser, base):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{base}/chapters/activations.html")
    link = page.locator(TERM)
    link.scroll_into_view_if_needed()
    link.tap()
    until(page, OPEN)
    at = page.locator("#about-term-saturation").bounding_box()
    assert at["x"] >= 0 and at["x"] + at["width"] <= PHONE["width"] and page.url.endswith("activations.html")
    page.locator("#about-term-saturation a").tap()
    page.wait_for_url("**/glossary.html#term-saturation")
    context.close()


@pytest.mark.parametrize("paper", one("A4", ["A4", "Letter"]))
def test_the_formula_sheet_is_one_page_that_can_be_read(visit, paper):
    page = visit("chapters/formula-sheet.html")
    until(page, "document.querySelectorAll('.mlp-formulas mjx-container').length > 40")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, prefer_css_page_size=False))) == 1
    page.emulate_media(media="print")
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll(".mlp-formulas *")]
      .filter((e) => e.matches("mjx-container") || (!e.closest("mjx-container") && e.innerText))
      .map((e) => parseFloat(getComputedStyle(e).fontSize)))""")
    assert smallest >= 10                              # px: 7.5 points
