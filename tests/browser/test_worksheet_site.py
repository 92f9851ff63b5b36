"""The worksheet on the site: it is filled in and checked on the page, the questions answer, the sheets print."""
import re

import pytest
from places import LONG, PHONE, WIDE, one
from test_lite import opened, run_all
from test_pages import axe

notebook = opened                                       # the fixture, under a name of its own


@pytest.mark.parametrize("size", one(PHONE, [WIDE, PHONE]), ids=["1280", "390"])
def test_the_sheet_is_filled_in_on_the_page_and_kept(visit, size):
    page = visit("chapters/worksheet.html", size)
    page.get_by_role("button", name="Fill it in here").click()
    sheet = page.locator(".mlp-worksheet")
    box = sheet.get_by_label("z₁⁽¹⁾", exact=True).first
    box.wait_for(timeout=90_000)
    box.fill("0.6")                                     # seed 1 without its bias
    box.press("Tab")
    sheet.get_by_text("the bias b₁⁽¹⁾ was forgotten").first.wait_for(timeout=30_000)
    box.fill("1,0")
    box.press("Tab")
    page.get_by_text("1 of 39 boxes are right").wait_for(timeout=30_000)
    page.get_by_role("button", name="Hint: 2.").click()
    sheet.get_by_text("Hint 1 of 3:").wait_for(timeout=30_000)
    assert not axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.reload()
    page.get_by_role("button", name="Fill it in here").click()
    page.get_by_text("1 of 39 boxes are right").wait_for(timeout=90_000)
    page.get_by_role("button", name="New numbers").click()
    page.get_by_text("0 of 39 boxes are right").wait_for(timeout=30_000)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])
def test_the_questions_answer(visit, size):
    page = visit("chapters/worksheet.html", size)
    question = page.locator(".mlp-asked").nth(2)
    question.locator("label", has_text=re.compile("−0.345")).click()
    assert "The 2 was dropped" in question.locator(".mlp-answer:visible").inner_text()
    question.locator("label", has_text=re.compile("−0.69$")).click()
    assert "Right." in question.locator(".mlp-answer:visible").inner_text()


@pytest.mark.parametrize("name", ["sheet-1", "key-1", "sheet-6", "key-6"])
def test_sheets_fit_a_phone_and_two_pages_of_paper(visit, name):
    page = visit(f"worksheets/{name}.html", PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(".screen:visible").count() == 2                   # the way back, the edition
    for paper in ("A4", "Letter"):
        pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))
        assert 1 <= len(pages) <= 2


@LONG
def test_in_jupyterlite_a_box_is_told_its_slip(notebook):
    page = notebook("worksheet")
    run_all(page)
    page.evaluate("""() => {
        const content = jupyterapp.shell.currentWidget.content;
        const there = content.widgets.findIndex(c => c.model.sharedModel.source.startsWith('worksheet.show'));
        content.scrollToItem(there, 'start');
    }""")
    box = page.get_by_label("z₁⁽¹⁾", exact=False).first
    box.wait_for(timeout=60_000)
    box.fill("0.6")                                     # seed 1 without its bias
    box.press("Enter")
    page.get_by_text("the bias b₁⁽¹⁾ was forgotten").first.wait_for(timeout=10_000)
    box.fill("1,0")
    box.press("Enter")
    page.get_by_text("1 of 39 boxes are right").first.wait_for(timeout=10_000)
