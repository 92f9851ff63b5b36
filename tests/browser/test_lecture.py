"""What teachers use, in a browser: the lecture view, by keys and across pages; the site as files; hidden solutions."""
import re

from places import PHONE, SITE
from running import until
from test_pages import axe, settled

SHOWN = "document.querySelector('.mlp-lecture .mlp-explorer.mlp-large .mlp-caption')"
WANTED = "neurons/one-neuron,activations/saturation"


def place(page):
    return page.locator(".mlp-lecture > p > span").inner_text()


def test_explorers_are_chosen_shown_by_keys_and_put_back(visit):
    page = visit("chapters/teaching.html")
    until(page, "document.querySelectorAll('#mlp-lecture input').length > 20")
    assert "tick at least one" in page.locator("#mlp-lecture [role=status]").inner_text()
    assert page.locator("#mlp-lecture a[href]").count() == 0 and not axe(page)
    for value in WANTED.split(","):
        box = page.locator(f"#mlp-lecture input[value='{value}']")
        box.locator("xpath=ancestor::details").locator("summary").click()
        box.check()
    with page.expect_navigation():
        page.get_by_role("link", name="Start the lecture view").click()
    until(page, f"!!{SHOWN}")
    assert place(page) == "1 of 2" and "neurons.html?lecture=" in page.url
    size = page.locator(".mlp-large .mlp-stage").bounding_box()
    assert size["width"] > 0.85 * 1280 and size["height"] > 0.6 * 900
    first, second = (page.locator(".mlp-large .mlp-row").nth(i).bounding_box() for i in (0, 1))
    assert second["x"] - first["x"] - first["width"] > 20               # a number's box and the next label stand apart
    before = page.locator(".mlp-large .mlp-caption").inner_text()
    page.locator(".mlp-large input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")                                   # the slider's own
    until(page, f"{SHOWN}.textContent !== {before!r}")
    settled(page)
    assert place(page) == "1 of 2" and not axe(page)
    with page.expect_navigation(url="**/activations.html?lecture=*"):
        page.keyboard.press("PageDown")
    until(page, f"!!{SHOWN} && [...document.querySelectorAll('.mlp-large img')].every(i => i.naturalWidth)")
    assert place(page) == "2 of 2" and "at=1" in page.url
    page.keyboard.press("n")                                            # it is the last one
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.querySelector('.mlp-lecture').scrollWidth") <= PHONE["width"]
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('dialog.mlp-lecture')")
    assert page.locator("article .mlp-explorer#explorer-saturation").count() == 1 and "?" not in page.url


def test_an_address_that_names_no_explorer_shows_the_page(visit):
    page = visit("chapters/neurons.html?lecture=//elsewhere.example/x,javascript:1,../x&at=0")
    settled(page)
    assert page.locator("dialog.mlp-lecture").count() == 0 and page.url.startswith("http://127.0.0.1")


def test_as_files_the_pages_read_and_explorers_answer(browser):
    page, faults = browser.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((SITE / "chapters" / "neurons.html").as_uri() + f"?lecture={WANTED}&at=0")
    until(page, f"!!{SHOWN}")
    before = page.locator(".mlp-large .mlp-caption").inner_text()
    page.locator(".mlp-large input[type=range]").first.press("ArrowRight")
    until(page, f"{SHOWN}.textContent !== {before!r}")
    page.keyboard.press("Escape")
    settled(page)
    assert page.locator("mjx-container").count() > 10
    with page.expect_navigation(url="**/activations.html*"):
        page.get_by_role("link", name=re.compile("^Activation functions")).first.click()
    page.goto((SITE / "search.html").as_uri() + "?q=zigzag")
    page.locator("#search-results li a").first.wait_for()
    page.get_by_text("names pages").wait_for()
    assert not faults
    page.goto((SITE / "lite" / "notebooks" / "index.html").as_uri() + "?path=chapters/neurons.ipynb")
    page.get_by_text("This page was opened as a file").wait_for()
    page.get_by_role("link", name="Back to the book").click()
    page.wait_for_url("**/chapters/neurons.html")
    page.close()


def test_what_is_not_there_leads_home_from_any_depth(browser, base):
    context = browser.new_context()
    page = context.new_page()
    text = (SITE / "404.html").read_text(encoding="utf-8")
    page.route("**/no/such/page.html", lambda route: route.fulfill(status=404, body=text, content_type="text/html"))
    page.goto(f"{base}chapters/no/such/page.html")
    until(page, f"document.querySelector('a').getAttribute('href') === '{base[base.index('/', 8):]}'")
    page.get_by_role("link", name="To the first page").click()
    page.wait_for_url("**/chapters/index.html")
    context.close()


def test_a_build_without_solutions_has_cards_that_work(browser, base):
    page, faults = browser.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def without(route):
        text = route.fetch().text()
        cut, count = re.subn(r"<details><summary[^>]*>Solution</summary>.*?</details>", "", text, flags=re.S)
        assert count > 5
        route.fulfill(body=cut, content_type="text/html")

    page.route("**/chapters/neurons.html", without)
    page.goto(base + "chapters/neurons.html")
    card = page.locator('[data-exercise="linear-model"]')
    card.get_by_role("button", name=re.compile("^Write your answer")).wait_for()
    assert card.locator(":scope > details:not(.mlp-later)").count() == 1, "the first hint, and the next after it"
    assert page.get_by_role("button", name="Show the solution").count() == 0 and not faults
    page.close()
