"""The page that runs: an answer is checked and a cell runs where it stands, and whatever goes wrong is told there."""
import json
import re
import time

import pytest
from places import LONG, PHONE, SITE, WIDE
from running import NEURONS, card, cell, done, output, press, verdict, write
from test_pages import axe, settled

from mlp_lib.course.exercises import ALL

LOADED_LATER = ("static/pyodide/", "vendor/run.js", "/cells/", "worker.js")


def test_from_the_click_to_the_verdict(visit, record_property):
    page, asked, sizes = visit("404.html"), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda reply: sizes.append(int(reply.headers.get("content-length", 0))))
    page.goto(page.url.replace("404.html", NEURONS))
    settled(page)
    assert not [url for url in asked if any(part in url for part in LOADED_LATER)], "loaded before the first click"
    place, before = card(page, "linear-model"), len(sizes)
    start = time.perf_counter()
    write(page, place, "def linear(x, w, b):\n    return w @ x - b")
    press(place, "Check")
    told = verdict(place, "not-yet")
    first = time.perf_counter() - start
    assert "The bias is subtracted. It is added in (1)." in told and "$" not in told      # its formulas are set
    assert place.locator(".mlp-tries").inner_text() == "1 attempt"
    write(page, place, "def linear(x, w, b):\n    return w @ x + b")
    start = time.perf_counter()
    page.keyboard.press("Shift+Enter")
    assert "The sum runs over the inputs" in verdict(place, "correct")
    record_property("measured", f"page: click to first verdict {first:.1f} s, {sum(sizes[before:]) / 1e6:.1f} MB; "
                                f"the second {time.perf_counter() - start:.2f} s")
    kept = page.evaluate("mlpKept.get('mlp:exercise:linear-model')")
    assert kept["outcome"] == "correct" and kept["attempts"] == 2 and "w @ x + b" in kept["answer"]
    page.reload()
    place = card(page, "linear-model")
    assert "Correct" in place.locator(".mlp-stood").inner_text()
    assert "w @ x + b" in place.locator(".mlp-stub").inner_text()


@LONG
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_state_has_a_fault_for_a_screen_reader(visit, dark):
    page = visit(NEURONS, dark=dark)
    settled(page)
    assert not axe(page)
    place = card(page, "linear-model")
    write(page, place, "def linear(x, w, b):\n    return x @ w  # a comment, 1.5 and 'text'")
    press(place, "Check")
    verdict(place, "not-yet")
    count = card(page, "count-the-units")
    count.locator("input").first.fill("many")
    press(count, "Check")
    count.locator("[aria-invalid]").wait_for()
    run = cell(page, "bikes = data.bikeshare()")
    write(page, run, "print('hello')\n1 / 0")
    press(run, "Run")
    output(run, "ZeroDivisionError")
    page.wait_for_timeout(400)                                # the verdict comes in slowly
    assert not axe(page)


def test_a_number_by_keyboard_on_a_phone(visit):
    page = visit(NEURONS, PHONE)
    settled(page)
    place = card(page, "count-the-units")
    place.locator("input").first.focus()
    for text, key in (("4", "Tab"), ("2", "Tab"), ("19", "Enter")):
        page.keyboard.type(text)
        page.keyboard.press(key)
    assert "The input layer is not counted among the layers" in verdict(place, "not-yet")
    place.locator("input").first.fill("three")
    page.keyboard.press("Enter")
    place.locator(".mlp-not-attempted", has_text="cannot be read as a number").wait_for()
    assert place.locator("input").first.evaluate("box => box === document.activeElement")
    place.locator("input").first.fill("3,0")                  # as much of the world writes it
    page.keyboard.press("Enter")
    verdict(place, "correct")
    assert page.evaluate("mlpKept.get('mlp:exercise:count-the-units').answer") == {
        "layers": "3,0", "hidden layers": "2", "neurons": "19"}
    for touched in place.locator("button:visible, input:visible, summary:visible").all():
        assert touched.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_hints_unfold_one_after_the_other_and_the_solution_after_a_try(visit):
    page = visit(NEURONS)
    settled(page)
    place = card(page, "count-parameters")
    folds = place.locator("details:visible > summary")
    assert [fold.inner_text() for fold in folds.all()] == ["Hint 1"]
    for i in (1, 2):
        folds.nth(i - 1).click()
        page.wait_for_function("n => [...document.querySelectorAll('[data-exercise=\"count-parameters\"] > details')]"
                               ".filter(d => d.offsetParent).length === n", arg=i + 1)
    press(place, "Show the solution")
    assert "def parameters" in place.locator("details[open]").last.inner_text()
    assert page.evaluate("mlpKept.get('mlp:exercise:count-parameters')")["shown"] == 2
    assert page.evaluate("mlpKept.get('mlp:exercise:count-parameters')")["solution"] is True
    tried = card(page, "firing-temperature")
    tried.locator("input").fill("1")
    press(tried, "Check")
    verdict(tried, "not-yet")
    assert tried.locator("summary", has_text="Solution").is_visible()
    page.emulate_media(media="print")
    assert place.locator("summary:visible").count() == len(ALL["count-parameters"].hints) + 1     # on paper: all


def test_a_choice_is_made_from_menus(visit):
    page = visit("chapters/hyperparameters.html", PHONE)
    place = card(page, "output-for-a-task")
    menus = place.locator("select")
    for menu, word in zip(menus.all(), ["softmax", "cross_entropy", "relu", "huber"], strict=False):
        menu.select_option(word)
    press(place, "Check")
    place.locator(".mlp-not-attempted", has_text="Choose a word here too").wait_for(timeout=90_000)
    for menu, word in zip(menus.all()[4:], ["identity", "huber", "sigmoid", "binary_cross_entropy"], strict=True):
        menu.select_option(word)
    press(place, "Check")
    assert "ReLU goes beyond 1" in verdict(place, "not-yet")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@LONG
def test_cells_run_after_those_that_they_need_and_draw(visit, record_property):
    page = visit(NEURONS)
    settled(page)
    first = cell(page, "def error(prediction)")
    write(page, first, "def error(prediction):\n    return 7.0\n")
    later = cell(page, 'print(f"w = {w[0]')
    press(later, "Edit and run")
    press(later, "Run")
    assert "error 7 bikes an hour" in output(later, "bikes an hour")          # an edit above counts
    drawn = page.locator("main .cell:has(img)").first
    alt = drawn.locator("img").first.get_attribute("alt")
    start = time.perf_counter()
    press(drawn, "Edit and run")
    press(drawn, "Run")
    drawn.locator(".mlp-out img").wait_for(timeout=120_000)
    told = f"page: a figure first after {time.perf_counter() - start:.1f} s"
    assert drawn.locator(".mlp-out img").get_attribute("alt") == alt
    done(drawn)
    start = time.perf_counter()
    press(drawn, "Run")
    done(drawn)
    record_property("measured", f"{told}, again after {time.perf_counter() - start:.1f} s")
    press(drawn, "Reset")
    assert not drawn.locator(".mlp-out img").count() and drawn.locator("img").first.is_visible()
    page.reload()
    assert cell(page, "def error(prediction)").get_by_role("button", name=re.compile("^Edit")).count() == 1
    write_again = cell(page, "def error(prediction)")
    press(write_again, "Edit and run")
    write_again.locator(".cm-content", has_text="return 7.0").wait_for()


@LONG
def test_all_cards_have_a_place_for_the_answer_and_true_words(visit):
    for path in sorted({f"chapters/{exercise.chapter}.html" for exercise in ALL.values()}):
        page = visit(path, WIDE)
        found = page.locator("[data-exercise]").evaluate_all(
            "all => all.map(c => [c.dataset.exercise, c.querySelectorAll('.mlp-work .mlp-do').length, c.innerText])")
        assert {id for id, *_ in found} == {e.id for e in ALL.values() if path == f"chapters/{e.chapter}.html"}
        for id, buttons, words in found:
            assert buttons == 1 and "next cell" not in words and "no Python" not in words, id
        texts = json.loads((SITE / "_static/web/run/cells" / f"{path[9:-5]}.json").read_text())["cells"]
        assert sum("exercises.check(" in entry["code"] for entry in texts) == len(found)


def test_a_verdict_comes_into_view_where_it_would_stand_below_the_screen(visit):
    page = visit(NEURONS, PHONE)
    settled(page)
    place = card(page, "count-the-units")
    for box, text in zip(place.locator("input").all(), ("3", "2", "19"), strict=True):
        box.fill(text)
    check = place.get_by_role("button", name=re.compile("^Check"))
    check.evaluate("e => scrollBy(0, e.getBoundingClientRect().bottom - innerHeight + 8)")     # the last thing in view
    check.click()
    verdict(place, "correct")
    page.wait_for_timeout(500)
    area = place.locator(".mlp-said").bounding_box()
    assert area["y"] >= 0 and area["y"] + area["height"] <= PHONE["height"] + 1
