"""The first screen: a picture that moves at once, two buttons, no code; the second leads to where the reader was."""
import pytest
from places import PHONE, WIDE
from running import until
from test_pages import axe, settled

from mlp_lib import exercises, quiz

SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])


@SIZES
def test_first_screen_has_a_picture_two_buttons_and_no_code(visit, size):
    page = visit("chapters/index.html", size)
    buttons = page.locator("#mlp-start a")
    assert buttons.all_inner_texts() == ["Start (35-minute check)", "To the first chapter"]
    film = page.locator("main .cell_output img").first
    for part in (*buttons.all(), film):
        box = part.bounding_box()
        assert 0 <= box["x"] and box["x"] + box["width"] <= size["width"] + 1
        assert 0 < box["y"] and box["y"] + box["height"] <= size["height"], "it is seen without scrolling"
    code = page.locator("main .cell_input").first
    assert code.bounding_box()["y"] > size["height"]


def frames(page):
    """Return how many different pictures are seen within two seconds."""
    film, seen = page.locator("main .cell_output img").first, set()
    for _ in range(5):
        seen.add(film.screenshot())
        page.wait_for_timeout(400)
    return len(seen)


def test_the_picture_moves_unless_less_motion_is_asked_for(visit):
    page = visit("chapters/index.html")
    assert frames(page) > 1
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    page.wait_for_load_state("load")
    assert frames(page) == 1


def test_continue_leads_to_where_the_reader_was(visit):
    page = visit("chapters/activations.html")
    settled(page)
    page.locator("#tanh-the-sigmoid-centred").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('tanh-the-sigmoid-centred').scrollIntoView()")
    page.locator(".bd-sidebar-primary .navbar-brand").click()
    button = page.locator("#mlp-start a").nth(1)
    page.wait_for_url("**/index.html")
    assert button.inner_text() == "Continue where you were"
    assert page.locator(".mlp-where-you-were").inner_text() == "Activation functions: Tanh: the sigmoid, centred"
    settled(page)
    assert not axe(page)
    button.click()
    page.wait_for_url("**/activations.html#tanh-the-sigmoid-centred")


@pytest.mark.parametrize("place", ["activations", {"page": "javascript:alert(1)//"}, {"page": 3}, {"page": "../x"},
                                   {"page": "gone"}])
def test_a_place_that_is_none_is_passed_over(visit, place):
    page = visit("chapters/index.html")
    page.evaluate("place => mlpKept.set('mlp:place', place)", place)
    page.reload()
    page.wait_for_load_state("load")
    assert page.locator("#mlp-start a").nth(1).inner_text() == "To the first chapter"


@SIZES
def test_rings_stand_beside_the_chapters_of_the_table(visit, size):
    page = visit("chapters/index.html", size)
    page.evaluate("mlpKept.set('mlp:quiz:what-is-learned', {choice: 0, right: true, date: '2026-05-04'})")
    total = len(quiz.CHAPTERS["neurons"]) + sum(e.chapter == "neurons" for e in exercises.ALL.values())
    until(page, f"document.querySelector('.mlp-rings [data-chapter=neurons]').title === '1 of {total} done'")
    asking = {*quiz.CHAPTERS, *(e.chapter for e in exercises.ALL.values())}
    assert page.locator("main .mlp-rings .mlp-ring").count() == len(asking)
    table = page.locator(".mlp-rings table").bounding_box()
    assert table["x"] + table["width"] <= size["width"]
