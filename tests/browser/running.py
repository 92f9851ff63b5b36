"""What the tests of the page that runs do on it: find a card or cell, write, press, and wait for what is said."""
import re
import time

NEURONS = "chapters/neurons.html"


def until(page, condition, seconds=30):
    """Wait until this JavaScript is true. (Playwright's own waiting needs 'unsafe-eval' where it has to ask twice.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"not within {seconds} s: {condition}"
        page.wait_for_timeout(50)


def card(page, exercise):
    """Return the card of an exercise, in view."""
    found = page.locator(f'[data-exercise="{exercise}"]')
    found.scroll_into_view_if_needed()
    return found


def cell(page, text):
    """Return the code cell with this text."""
    return page.locator("main .cell", has=page.locator(".cell_input pre", has_text=text)).first


def write(page, place, code):
    """Open the editor of a card or cell and put code into it."""
    opening = place.get_by_role("button", name=re.compile("^(Write your answer|Go on|Edit and run)"))
    if opening.count():
        opening.click()
    editor = place.locator(".cm-content")
    editor.wait_for(timeout=30_000)
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)


def press(place, name):
    place.get_by_role("button", name=re.compile(f"^{name}")).click()


def verdict(place, kind):
    """Wait for a verdict of this kind; return its words."""
    said = place.locator(f".mlp-said .mlp-{kind}")
    said.wait_for(timeout=90_000)
    return said.inner_text()


def output(place, text):
    """Wait for a text in what Python says."""
    place.locator(".mlp-out", has_text=text).wait_for(timeout=90_000)
    return place.locator(".mlp-out").inner_text()


def done(place):
    """Wait until nothing runs."""
    place.locator(".mlp-bar .mlp-do:not([disabled])").wait_for(timeout=90_000)
