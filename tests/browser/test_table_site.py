"""One's own table on the page: an upload, a paste and the example become a report, and nothing leaves the browser."""
import re
import time

import pytest
from places import LONG, PHONE, WIDE
from running import until
from test_lite import opened, run_all
from test_pages import axe

notebook = opened                                       # the fixture, under a name of its own
ROWS = [(k % 13 + 0.5, (7 * k) % 20, "S355" if k % 3 else "S235", (k % 13 - 6)**2 + 0.3 * ((7 * k) % 20) + k % 2 / 5)
        for k in range(160)]
TEXT = "span;load;steel;<img src=x onerror=alert(1)>;sag\n" + "\n".join(
    f"{a};{b};{steel};note {k % 4};{y:.2f}".replace(".", ",") for k, (a, b, steel, y) in enumerate(ROWS))


def form(page):
    """Open the form of the page; return it when Python has said its words."""
    page.goto(page.url)
    page.get_by_role("button", name="Put in a table").click()
    own = page.locator(".mlp-own-table")
    own.get_by_text("The table does not leave your browser").wait_for(timeout=120_000)
    return own


def reported(own):
    """Have the report made; return the seconds that it took."""
    start = time.perf_counter()
    own.get_by_role("button", name="Make the report").click()
    own.get_by_text("How it was made").wait_for(timeout=240_000)
    return time.perf_counter() - start


@LONG
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])
def test_an_upload_becomes_a_report_that_can_be_saved(visit, size, record_property, tmp_path):
    page = visit("chapters/your-table.html", size)
    start = time.perf_counter()
    own = form(page)
    ready = time.perf_counter() - start
    start = time.perf_counter()
    own.locator("input[type=file]").set_input_files(
        {"name": "thesis.csv", "mimeType": "text/csv", "buffer": TEXT.encode("cp1252")})
    own.get_by_text("Choose the column to predict", exact=False).wait_for(timeout=60_000)
    shown = time.perf_counter() - start
    own.get_by_label("Column to predict").select_option("sag")
    go = own.get_by_role("button", name="Make the report")
    until(page, "!document.querySelector('.mlp-own-table .mlp-do').disabled", 60)
    assert own.locator("code", has_text="<img src=x").count() and not own.locator("img[src=x]").count()
    assert go.is_enabled()
    took = reported(own)
    record_property("measured", f"own table at {size['width']}: form {ready:.1f} s after the click, 160 rows shown "
                                f"{shown:.1f} s after the upload, report {took:.1f} s after the button")
    for picture in own.locator("img").all():
        assert len(picture.get_attribute("alt")) > 40
    assert not axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    with page.expect_download() as download:
        own.get_by_role("button", name="Save the report").click()
    path = tmp_path / "report.html"
    download.value.save_as(path)
    saved = path.read_text(encoding="utf-8")
    assert saved.startswith("<!DOCTYPE html>") and "thesis.csv" in saved and "<img src=x" not in saved


@LONG
def test_a_paste_is_told_what_is_wrong_and_stop_leaves_the_table(visit):
    own = form(visit("chapters/your-table.html"))
    own.get_by_label("Or paste a table").fill(TEXT.replace("\n3,5;", "\nthree;", 1))
    own.get_by_role("button", name="Read what was pasted").click()
    own.get_by_label("Column to predict").select_option("sag")
    own.get_by_text("Column span has text in row").wait_for(timeout=60_000)
    assert own.get_by_role("button", name="Make the report").is_disabled()
    own.get_by_label("Take a column otherwise").select_option("span")
    own.get_by_label("and take it as").select_option("number")
    until(own.page, "!document.querySelector('.mlp-own-table .mlp-do').disabled", 60)
    own.get_by_role("button", name="Make the report").click()
    own.get_by_role("button", name="Stop").click()
    own.get_by_text("Stopped.").wait_for(timeout=10_000)
    assert not own.get_by_text("How it was made").count()
    reported(own)                                       # by a new Python, which is given the table again
    assert own.get_by_text("the words in row", exact=False).count()


def test_the_example_has_its_answers_and_a_fault_is_words(visit):
    own = form(visit("chapters/your-table.html"))
    own.get_by_role("button", name="Take the example").click()
    own.get_by_text("1,030 rows, 10 columns").wait_for(timeout=60_000)
    assert own.get_by_label("Column to predict").input_value() == "strength"
    assert own.get_by_label("Rows that belong together have the same").input_value() == "mix"
    own.locator("input[type=file]").set_input_files(
        {"name": "thesis.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04"})
    own.get_by_text("thesis.zip is a broken archive").wait_for(timeout=60_000)
    assert own.get_by_role("button", name="Make the report").is_disabled()


@LONG
def test_in_jupyterlite_an_upload_becomes_a_report(notebook, record_property):
    page = notebook("your-table")
    run_all(page)
    page.evaluate("""() => {
        const content = jupyterapp.shell.currentWidget.content;
        const there = content.widgets.findIndex(c => c.model.sharedModel.source.startsWith('table.show'));
        content.scrollToItem(there, 'start');
    }""")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile("Choose a file")).click()
    chooser.value.set_files({"name": "thesis.csv", "mimeType": "text/csv", "buffer": TEXT.encode()})
    start = time.perf_counter()
    page.get_by_text("Choose the column to predict").first.wait_for(timeout=60_000)
    page.get_by_label("Column to predict").select_option("sag")
    page.get_by_role("button", name="Make the report").click()
    page.get_by_text("How it was made").first.wait_for(timeout=240_000)
    record_property("measured", f"own table in JupyterLite: report {time.perf_counter() - start:.1f} s after the "
                                "upload")
