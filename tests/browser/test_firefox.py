"""Firefox: what a reader does most, once. All else is tested in Chromium."""
import time

import pytest
from firefox import Firefox
from places import LONG
from running import NEURONS, until

from tools import browsers

pytestmark = [LONG, pytest.mark.xdist_group("firefox")]


@pytest.fixture
def page(base):
    """A page in Firefox, on which nothing may go wrong."""
    path = browsers.FIREFOX.find()
    if not path:
        pytest.skip(browsers.FIREFOX.missing)
    with Firefox(path, base) as opened:
        yield opened


def press(page, place, text, seconds=30):
    """Wait for the button or link whose text begins so, in a place that JavaScript tells, and click it."""
    wanted = (f"[...{place}?.querySelectorAll('button:enabled, a') ?? []]"
              f".find(e => e.textContent.startsWith('{text}') && e.checkVisibility())")
    until(page, f"Boolean({wanted})", seconds)
    page.click(wanted)


def slide(page, name, picture):
    """Move an explorer's first slider from one end to the other by keys: its picture and its words are others then."""
    box = f"document.getElementById('explorer-{name}')"
    slider = f"{box}.querySelector('input[type=range]')"
    until(page, f"{box}?.matches('[role=group]')")
    page.click(slider)
    page.press("Home")
    until(page, f"{slider}.value === {slider}.min")
    page.wait_for_timeout(300)                              # drawn in the next frame
    now = f"[{box}.querySelector('.mlp-stage {picture}, {box}.querySelector('.mlp-caption').textContent]"
    page.evaluate(f"(window.before = {now}).length")
    page.press("End")
    until(page, f"{now}.every((part, i) => part !== before[i])")


def test_explorers_a_question_a_cell_and_an_exercise_answer(page, record_property):
    page.goto("chapters/hyperparameters.html")
    slide(page, "learning-rate", "img').src")
    until(page, "document.querySelector('#explorer-learning-rate .mlp-stage img').naturalWidth > 0")

    page.goto(NEURONS)
    slide(page, "one-neuron", "svg').innerHTML")
    ask = "document.querySelector('.mlp-asked')"
    page.click(f"{ask}.querySelector('input[type=radio]')")
    until(page, f"{ask}.querySelectorAll('.mlp-answer:not(.mlp-unsaid)').length === 1")
    assert page.evaluate(f"'choice' in mlpKept.get('mlp:quiz:' + {ask}.dataset.question)")

    cell = "[...document.querySelectorAll('main .cell')].find(e => e.textContent.includes('bikes = data.bikeshare()'))"
    press(page, cell, "Edit and run")
    editor = f"{cell}.querySelector('.cm-content')"
    until(page, f"Boolean({editor})")
    page.click(editor)
    page.press("a", held="Control")
    page.press(*"print(6 * 7)")
    start = time.perf_counter()
    press(page, cell, "Run")
    until(page, f"{cell}.querySelector('.mlp-out')?.textContent.trim() === '42'", 120)
    record_property("measured", f"Firefox: a cell's first output after {time.perf_counter() - start:.1f} s")

    card = "document.querySelector('[data-exercise=\"count-the-units\"]')"
    for i, number in enumerate("329"):
        page.click(f"{card}.querySelectorAll('input')[{i}]")
        page.press(number)
    press(page, card, "Check")
    until(page, f"Boolean({card}.querySelector('.mlp-said .mlp-verdict'))", 90)
    assert page.evaluate("mlpKept.get('mlp:exercise:count-the-units').attempts") == 1


def test_jupyterlite_opens_at_an_exercise_and_runs_what_it_needs(page, record_property):
    page.send("session.unsubscribe", events=["log.entryAdded"])    # jupyterlab-myst logs so much that all stands still
    page.goto("chapters/backpropagation.html")
    target = page.evaluate("document.querySelector('#exercise-largest-learning-rate .mlp-where a').href")
    page.goto(target)
    start, bar = time.perf_counter(), "document.querySelector('.mlp-welcome')"
    press(page, bar, "Run what it needs", 90)
    until(page, f"{bar}.textContent.includes('Check my answer')", 180)
    record_property("measured", f"Firefox: JupyterLite ready for an answer after {time.perf_counter() - start:.1f} s")
    page.evaluate("""(cell => cell.setSource(cell.source.replace('...', '0.8')))(
        jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel)""")
    press(page, bar, "Check my answer")
    answer = "document.querySelector('.jp-Notebook .jp-mod-active')"
    until(page, f"{answer}.querySelector('.jp-OutputArea')?.textContent.includes('Correct')", 90)
    assert page.evaluate(f"{answer}.getBoundingClientRect().top < innerHeight"), "it has come into view"
