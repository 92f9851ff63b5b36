"""A challenge is answered beside its explorer: its card has it once more, and speaks of what is on the page."""
import pytest
from places import PHONE, SITE, WIDE, one
from running import card, press, verdict
from test_pages import axe, settled

from mlp_lib.course.exercises import ALL

CHALLENGES = [id for id, exercise in ALL.items() if exercise.explorer]


@pytest.mark.parametrize("challenge", one("best-line", CHALLENGES))
def test_the_explorer_of_a_challenge_works_in_its_card(visit, challenge):
    exercise = ALL[challenge]
    page = visit(f"chapters/{exercise.chapter}.html", PHONE)
    settled(page)
    place, there = card(page, challenge), page.locator(f"#explorer-{exercise.explorer}")
    assert place.locator(".mlp-explorer").count() == 0, "drawn when it is unfolded"
    fold = place.locator(".mlp-beside summary")
    fold.click()
    beside = place.locator(".mlp-explorer[role=group]")
    assert place.bounding_box()["x"] <= beside.bounding_box()["x"] and page.evaluate("document.body.scrollWidth") <= 390
    told, before = there.locator(".mlp-caption").inner_text(), beside.locator(".mlp-caption").inner_text()
    slider = beside.locator("input[type=range]:visible")
    if slider.count():
        slider.first.focus()
        page.keyboard.press("End")
    else:
        beside.locator("input[type=radio]:not(:checked)").first.check()
    page.wait_for_function("([e, was]) => e.textContent !== was",
                           arg=[beside.locator(".mlp-caption").element_handle(), before])
    assert there.locator(".mlp-caption").inner_text() == told, "each has values of its own"
    assert place.locator(".mlp-of-notebook, .mlp-hand-in").evaluate_all("all => all.every(e => e.hidden)")
    assert place.locator(".mlp-hand-in").count() == bool(exercise.hand_in)


@pytest.mark.parametrize("dark", one(False, [False, True]), ids=["light", "dark"])
def test_a_challenge_is_answered_there_without_a_fault(visit, dark):
    page = visit("chapters/neurons.html", WIDE, dark)
    settled(page)
    place = card(page, "powers-held-out")
    place.locator(".mlp-beside summary").click()
    place.locator(".mlp-explorer img").scroll_into_view_if_needed()
    assert not axe(page)
    place.locator("input[type=text]").fill("8")
    press(place, "Check")
    assert "80 bikes an hour on hours not seen before" in verdict(place, "correct")


def test_without_scripts_a_card_says_how_a_cell_hands_it_in():
    text = (SITE / "chapters" / "forward-pass.html").read_text(encoding="utf-8")
    assert "Hand in <code" in text and 'data-explorer="pointing"' in text
