"""Explorers on the static page: each appears once, and its picture and caption follow keyboard and mouse."""
import pytest
from conftest import CHAPTERS, PHONE, SITE, WIDE
from test_pages import settled

WITH_WIDGETS = [p for p in CHAPTERS if "mlp-explorer" in (SITE / p).read_text(encoding="utf-8")]
SHOWN = """box => [...box.querySelectorAll('.mlp-frame')].filter(f => f.checkVisibility())
               .map(f => (f.querySelector('img')?.src ?? '') + '|' + f.textContent.trim())"""
HANDLE = ".noUi-handle:visible"


def explorers(page):
    """Return the page's explorers, after checking that each stands there once."""
    boxes = page.locator(".cell_output .mlp-explorer")
    views = page.evaluate("""() => {
        const state = JSON.parse(document.querySelector('script[type$="widget-state+json"]').textContent).state;
        return [...document.querySelectorAll('script[type$="widget-view+json"]')]
            .filter(s => state[JSON.parse(s.textContent).model_id].state._dom_classes?.includes('mlp-explorer')).length;
    }""")
    assert boxes.count() == views > 0, "each explorer appears once"
    return boxes.all()


def sole_frame(box):
    """Return picture and caption of the one frame that is shown."""
    shown = box.evaluate(SHOWN)
    assert len(shown) == 1, f"one frame is shown, not {len(shown)}"
    return shown[0]


def changed(page, box, before):
    """Wait for another frame; return it."""
    for _ in range(60):
        page.wait_for_timeout(50)
        after = sole_frame(box)
        if after != before:
            return after
    raise AssertionError("picture and caption are still the same after 3 s")


def slide(page, box, handle):
    """Move a slider by a key and by a click on its track, and put it back: each time another frame is shown."""
    start, last = (float(handle.get_attribute(f"aria-value{end}")) for end in ("now", "max"))
    before = sole_frame(box)
    handle.focus()
    page.keyboard.press("ArrowLeft" if start == last else "ArrowRight")
    before = changed(page, box, before)
    track = handle.locator("xpath=ancestor::*[contains(@class,'noUi-target')]")
    area, here = track.bounding_box(), handle.bounding_box()
    far = area["width"] - 3 if here["x"] + here["width"] / 2 < area["x"] + area["width"] / 2 else 3
    track.click(position={"x": far, "y": area["height"] / 2}, force=True)
    changed(page, box, before)
    handle.focus()
    page.keyboard.press("Home")
    for _ in range(round(start)):
        page.keyboard.press("ArrowRight")


def choose(page, box, group):
    """Choose another button by mouse, then the first one again by key."""
    chosen = group.locator("button").evaluate_all("all => all.findIndex(b => b.classList.contains('mod-active'))")
    before = sole_frame(box)
    group.locator("button:not(.mod-active)").first.click()
    before = changed(page, box, before)
    group.locator("button").nth(chosen).focus()
    page.keyboard.press("Enter")
    changed(page, box, before)


def pick(page, box, menu):
    """Pick the next entry of a menu, and the first one again."""
    shown = menu.evaluate("s => s.selectedIndex")
    for index in ((shown + 1) % menu.locator("option").count(), shown):
        before = sole_frame(box)
        menu.select_option(index=index)
        changed(page, box, before)


@pytest.mark.parametrize("path", WITH_WIDGETS)
def test_explorers_answer_keyboard_and_mouse(visit, path):
    page = visit(path)
    settled(page)
    for box in explorers(page):
        box.scroll_into_view_if_needed()
        if not box.locator(".mlp-frame").count():
            continue                                              # a live one, which says where it runs
        for handle in box.locator(HANDLE).all():
            try:
                slide(page, box, handle)
            except AssertionError:                                # no effect on this choice: then on the last one
                box.locator(".widget-toggle-buttons button:visible").last.click()
                slide(page, box, handle)
        for group in box.locator(".widget-toggle-buttons:visible").all():
            choose(page, box, group)
        for menu in box.locator("select:visible").all():
            pick(page, box, menu)


@pytest.mark.parametrize("path", [p for p in WITH_WIDGETS if p.endswith(("neurons.html", "forward-pass.html"))])
def test_tab_reaches_each_slider_and_the_caption_is_announced(visit, path):
    page = visit(path)
    settled(page)
    boxes = [box for box in explorers(page) if box.locator(".mlp-frame").count()]
    assert boxes
    for box in boxes:
        frames = box.locator(".mlp-frames")
        assert frames.get_attribute("aria-live") == "polite"
        assert len(frames.inner_text().strip()) >= 10, "the caption stands where changes are announced"
        sliders, reached = box.locator(HANDLE).count(), set()
        box.locator(".mlp-explorer-tools button").last.focus()
        for _ in range(sliders + box.locator("button:visible, select:visible, .widget-readout:visible").count()):
            page.keyboard.press("Tab")
            reached.add(box.evaluate("""box => [...box.querySelectorAll('.noUi-handle')]
                                            .indexOf(document.activeElement)"""))
        assert len(reached - {-1}) == sliders, "tab reaches each slider"


@pytest.mark.parametrize("path", WITH_WIDGETS)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])
def test_controls_have_names_and_fit(visit, path, size):
    page = visit(path, size)
    settled(page)
    for box in explorers(page):
        for handle in box.locator(HANDLE).all():
            assert handle.get_attribute("aria-label"), "a slider has a name"
        area = box.bounding_box()
        assert area["x"] >= 0 and area["x"] + area["width"] <= size["width"] + 1, "the explorer fits the screen"
        for image in box.locator(".mlp-frame img:visible").all():
            assert len(image.get_attribute("alt")) >= 10


@pytest.mark.parametrize("path", WITH_WIDGETS[:1])
def test_picture_follows_within_a_blink(visit, path, record_property):
    page = visit(path)
    settled(page)
    box = next(b for b in explorers(page) if b.locator(HANDLE).count())
    handle = box.locator(HANDLE).first
    handle.focus()
    took = box.evaluate("""async (box) => {
        const frames = () => [...box.querySelectorAll('.mlp-frame')].filter(f => f.checkVisibility())
            .map(f => f.textContent + (f.querySelector('img')?.src ?? '')).join();
        const before = frames(), start = performance.now();
        box.querySelector('.noUi-handle').dispatchEvent(
            new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
        while (frames() === before && performance.now() - start < 5000) await new Promise(requestAnimationFrame);
        return performance.now() - start;
    }""")
    record_property("measured", f"slider to new picture: {took:.0f} ms")
    assert took < 5000, "the picture never changed"
