"""Every page in a browser: clean, accessible, the same on a phone, with a menu and a search that work."""
import json
import re
from pathlib import Path

import pytest
from places import PAGES, PHONE, ROOT, WIDE, one, without
from running import NEURONS, until

AXE = Path(ROOT, "node_modules", "axe-core", "axe.min.js")
# Faults of the theme that cannot be mended from outside: rule -> (what it finds, why it stays).
THEME = {}
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])
# Made of the same parts as the chapter `neurons` or as the errata, which stand for them in `make test`.
ALIKE = {f"chapters/{name}.html" for name in (
    "activations", "backpropagation", "equations", "forward-pass", "outlook", "prerequisites", "structured-data",
    "structured-data-project", "sweeps")}


def settled(page):
    """Wait until scripts and formulas are done."""
    page.wait_for_load_state("load")
    page.evaluate("() => window.MathJax && MathJax.startup && MathJax.startup.promise")
    page.wait_for_timeout(200)


@pytest.mark.parametrize("path", without(ALIKE, PAGES))
def test_page_is_clean_fits_and_is_accessible(visit, path):
    page = visit(path)                                          # opening takes longest: all is looked at in one visit
    settled(page)
    fits(page, WIDE)
    assert not unset_formulas(page), "formulas that MathJax has not set, or with errors"
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    until(page, "['dark', undefined].includes(document.documentElement.dataset.theme)")     # 404.html has none
    page.wait_for_timeout(600)                                  # colours change slowly
    fits(page, PHONE)
    faults = axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "at 320 px the page scrolls sideways"
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", one(NEURONS, PAGES))
def test_page_is_accessible_in_the_light_on_a_wide_screen(visit, path):
    page = visit(path)
    settled(page)
    faults = axe(page)
    assert not faults, "\n".join(faults)


def fits(page, size):
    """Look for what is cut, nameless, or no use to a reader with a keyboard."""
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], "the page scrolls sideways"
    sizes = page.eval_on_selector_all("main section > :is(p, div.math) mjx-container:not(.mlp-tight)",
                                      "all => all.map(e => getComputedStyle(e).fontSize)")
    assert len(set(sizes)) <= 1, "an equation that fits is as large as the formulas in the text"
    letters = page.eval_on_selector_all("main svg :is(text, tspan)", """all => all
        .filter(t => t.getClientRects().length)
        .map(t => [parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a, t.textContent])""")
    assert not [letter for letter in letters if letter[0] < 9], "letters of at least 9 pixels"
    figures = page.eval_on_selector_all("main img[data-png]", """all => all.map(i => [i.clientWidth, i.clientHeight,
        +i.getAttribute("width"), +i.getAttribute("height")]).filter(([width]) => width > 0)""")
    for width, height, full, tall in figures:
        assert abs(height - width * tall / full) <= 1, "a figure is squeezed"
        assert size == WIDE or width == min(full, size["width"]), "on a phone a figure goes from edge to edge"
    nameless = page.eval_on_selector_all("img", "all => all.filter(i => !i.alt.trim()).map(i => i.src.slice(0, 80))")
    assert not nameless, "images without alt text"
    stops = page.eval_on_selector_all("mjx-container[tabindex]", "all => all.map(e => e.scrollWidth > e.clientWidth)")
    assert all(stops), "a formula is a stop of the Tab key only where it must be scrolled"


def unset_formulas(page):
    """Return what is left of TeX in the text, and the formulas that MathJax could not read."""
    raw = page.evaluate("""() => {
        const inside = (document.querySelector('article') ?? document.querySelector('main')).cloneNode(true);
        inside.querySelectorAll('pre, code, dt.sig, script, mjx-container, textarea').forEach(e => e.remove());
        return inside.textContent;
    }""")
    left = re.findall(r"\$[^$\n]{1,60}\$|\\\(.{1,60}?\\\)|\\begin\{.{1,60}|\\\[.{1,60}", raw)
    return left + page.eval_on_selector_all("mjx-merror", "all => all.map(e => e.textContent + e.title)")


def axe(page):
    """Return a line for each place that axe-core finds fault with."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))           # the policy lets no script in
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    faults = []
    for rule in found:
        for node in rule["nodes"]:
            target = " ".join(map(str, node["target"]))
            if not any(re.search(where, target) for where, _ in [THEME.get(rule["id"], ("$^", ""))]):
                faults.append(f"{rule['id']}: {target}: {node['html'][:120]}  {json.dumps(node['any'][:1])[:200]}")
    return faults


def test_the_keyboards_place_is_seen_on_every_button_of_the_header(visit):
    page = visit(PAGES[0])
    settled(page)
    buttons = page.locator(".bd-header-article :is(button, .btn):visible, .search-button-field:visible")
    assert buttons.count() >= 5
    page.keyboard.press("Tab")                                  # from now on the browser shows where the focus is
    for button in buttons.all():
        button.focus()
        assert button.evaluate("e => getComputedStyle(e).outlineStyle") == "solid", button.get_attribute("title")


@SIZES
def test_menu_leads_to_a_chapter(visit, size):
    page = visit(PAGES[0], size)
    settled(page)
    sidebar = page.locator(".bd-sidebar-primary")
    link = sidebar.locator("nav a.reference.internal").last
    toggle = page.locator("button.primary-toggle:visible")
    assert toggle.count() == 1, "one menu button"
    before = link.is_visible()
    toggle.click()
    page.wait_for_timeout(600)
    assert link.is_visible() != before, "the button opens or closes the menu"
    if before:
        toggle.click()
        page.wait_for_timeout(600)
    target = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**/{target.split('/')[-1]}")


@SIZES
def test_search_finds_a_page(visit, size):
    page = visit(PAGES[0], size)
    settled(page)
    page.keyboard.press("Control+k")
    box = page.locator("input[type=search]:visible")
    assert box.count() == 1, "one search box"
    box.fill("sigmoid")
    box.press("Enter")
    page.wait_for_url("**/search.html?q=sigmoid*")
    hit = page.locator("#search-results li a").first
    hit.wait_for(timeout=20_000)
    hit.click()
    page.wait_for_url("**/chapters/*.html*")


def test_reader_can_choose_dark(visit):
    page = visit(PAGES[0])
    settled(page)
    page.locator("button.theme-switch-button:visible").first.click()
    assert page.evaluate("document.documentElement.dataset.mode") in ("light", "dark")
