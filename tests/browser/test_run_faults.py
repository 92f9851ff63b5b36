"""The page that runs, when something goes wrong: it is told where it happened, and nothing else is lost."""
import time

import pytest
from places import LONG, SITE, WIDE
from running import NEURONS, card, cell, done, output, press, verdict, write
from test_pages import settled


def test_what_goes_wrong_is_told_under_the_cell(visit):
    page = visit(NEURONS)
    settled(page)
    place = cell(page, "bikes = data.bikeshare()")
    for code, words in [
        ("x = 1\nif x\n    pass", "This cell, line 2:"),
        ("def f():\n    return missing\n\nf()", "This cell, line 2:\n    return missing\nNameError"),
        ("input('your name? ')", "input() has nobody to ask on this page"),
        ("import torch", "There is no module torch on this page. In Jupyter on your own machine there is"),
        ("for i in range(10**6): print(i)", "The rest is cut"),
        ("import numpy as np\nnp.ones((20_000, 20_000))", "needs more memory than a page has"),
        ("import numpy as np\nnp.ones((30_000, 30_000))", "needs more memory than a page has"),
        ("def f(): f()\nf()", "more calls"),
        ("import sys\nsys.exit()", "SystemExit"),
    ]:
        write(page, place, code)
        press(place, "Run")
        assert words in output(place, words.split("\n")[-1])
        done(place)
    assert len(place.locator(".mlp-out").inner_text()) < 300_000


@LONG
def test_stop_ends_an_endless_loop_and_python_starts_anew(visit):
    page = visit(NEURONS)
    settled(page)
    place = cell(page, "bikes = data.bikeshare()")
    write(page, place, "print('on')\nwhile True: print('and on')")
    press(place, "Run")
    output(place, "The rest is cut")
    start = time.perf_counter()
    press(place, "Stop")
    place.locator(".mlp-status", has_text="Stopped").wait_for(timeout=5000)
    assert time.perf_counter() - start < 5                     # no wait for the loop, which has no end
    write(page, place, "print(6 * 7)")
    press(place, "Run")
    output(place, "42")
    endless = card(page, "linear-model")
    page.clock.install()
    write(page, endless, "def linear(x, w, b):\n    while True: pass")
    press(endless, "Check")
    endless.locator(".mlp-status", has_text="Running").wait_for(timeout=60_000)
    page.clock.fast_forward(61_000)
    endless.locator(".mlp-status", has_text="does a loop of yours never end?").wait_for()


@pytest.fixture
def bare(browser, base):
    """Return bare(script): a page on which a script has run, and whose own complaints do not count."""
    contexts = []

    def opened(script=""):
        contexts.append(browser.new_context(viewport=WIDE))
        page = contexts[-1].new_page()
        page.add_init_script(script)
        page.goto(base + NEURONS)
        return page
    yield opened
    for context in contexts:
        context.close()


def answered(page):
    """Type the right answer to an exercise and have it checked; return its card."""
    place = card(page, "firing-temperature")
    place.locator("input").fill("25")
    press(place, "Check")
    return place


@LONG
def test_without_storage_it_works_and_says_so(bare):
    page = bare("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    verdict(answered(page), "correct")
    page.locator(".mlp-unkept", has_text="does not let this page keep anything").wait_for()


@LONG
@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "numpy-*.whl"])
@pytest.mark.parametrize("there", [100_000, 0], ids=["cut", "missing"])
def test_python_that_does_not_come_is_told_and_tried_again(bare, file, there):
    page = bare()
    cut = next((SITE / "lite" / "static" / "pyodide").glob(file)).read_bytes()[:there]
    kind = "application/wasm" if file.endswith("wasm") else "application/zip"
    page.context.route(f"**/{file}", lambda route: route.fulfill(
        status=200 if there else 404, body=cut, headers={"content-type": kind}))
    place = answered(page)
    place.get_by_role("button", name="Try again").wait_for(timeout=90_000)
    page.context.unroute(f"**/{file}")
    press(place, "Try again")
    verdict(place, "correct")


def test_a_browser_without_workers_is_told(bare):
    answered(bare("delete window.Worker")).locator(".mlp-status", has_text="it cannot run Python").wait_for()


def test_what_was_written_for_an_older_edition_is_offered(visit):
    page = visit(NEURONS)
    page.evaluate("""() => mlpKept.set('mlp:exercise:linear-model', {outcome: 'not yet', attempts: 1, edition: 'old',
        answer: 'def linear(x, w, b):\\n    return 5', date: new Date().toISOString()})""")
    page.reload()
    place = card(page, "linear-model")
    press(place, "Go on with your answer")
    place.locator(".cm-content", has_text="return ...").wait_for(timeout=30_000)
    press(place, "Put it in")
    place.locator(".cm-content", has_text="return 5").wait_for()
