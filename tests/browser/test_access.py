"""What axe-core cannot see: the keyboard's way, names, forced colours, no motion, large or wide text."""
import io

import pytest
from PIL import Image
from places import LONG, one
from running import NEURONS
from test_pages import settled
from test_playground import PAGE as PLAYGROUND
from test_playground import begin

# A page of each kind. The chapter stands for the others in `make test`.
KINDS = one(NEURONS, [NEURONS, "chapters/index.html", "chapters/worksheet.html", "chapters/your-table.html",
                      "chapters/hyperparameters.html", "chapters/progress.html", "chapters/self-test.html", PLAYGROUND])
ZOOMED = {"width": 640, "height": 450}                       # a window of 1280 x 900 at 200 %
SPACED = """() => { const sheet = new CSSStyleSheet();      // as WCAG 1.4.12 says; the policy lets no style in
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important } mjx-container, mjx-container *,
        svg * { letter-spacing: normal !important; word-spacing: normal !important; line-height: 0 !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"""
CUT = """() => [...document.querySelectorAll('main *, .bd-sidebar-primary *, .mlp-playground *')].filter(e => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (!e.checkVisibility({ visibilityProperty: true }) || box.width < 4 || !e.textContent.trim()
        || e.closest('.math, mjx-container, .mlp-unsaid, svg, [aria-hidden=true]')) return false;
    const hidden = (way) => ['hidden', 'clip'].includes(style[way]);
    return (hidden('overflowX') && e.scrollWidth > e.clientWidth + 1)
        || (hidden('overflowY') && e.scrollHeight > e.clientHeight + 2);
}).map(e => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`)"""
OVER = """() => { const found = [];
    for (const row of document.querySelectorAll('.mlp-bar, .mlp-row, .mlp-explorer-head, .mlp-tools, .mlp-play-bar, '
        + '.mlp-play-row, .mlp-play-controls, .mlp-field, .mlp-option, .header-article-items')) {
        const parts = [...row.children].filter(e => e.checkVisibility() && getComputedStyle(e).position !== 'absolute');
        parts.forEach((a, i) => parts.slice(i + 1).forEach(b => {
            const [p, q] = [a, b].map(e => e.getBoundingClientRect());
            if (Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
                && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1)
                found.push(`${a.textContent.slice(0, 40)} | ${b.textContent.slice(0, 40)}`);
        }));
    }
    return found; }"""
MOVING = """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
    return s.scrollBehavior === 'smooth' || s.animationName !== 'none'
        || (s.transitionProperty !== 'none' && s.transitionDuration.split(', ').some(t => parseFloat(t) > 0)); })
    .map(e => `${e.tagName}.${e.className}`)"""
# Of the element that has the focus: what is wrong with its place or its mark; null at the end of the page.
STOP = """() => { let e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const words = (e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40);
    const name = `${e.tagName}.${e.getAttribute('class') ?? ''} ${words}`;
    const marks = [e, e.nextElementSibling, e.closest('.mlp-editor, label'), e.querySelector('.handle')]
        .filter(Boolean);
    const box = e.getBoundingClientRect();
    const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
    const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2, top = document.elementFromPoint(x, y);
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const bare = box.width && top && !e.contains(top) && !top.contains(e) && !e.closest('label')?.contains(top);
    const marked = marks.some(m => { const s = getComputedStyle(m); return m.matches('.handle')
        || s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0); });
    const place = !seen ? 'out of sight' : bare ? `under ${top.tagName}.${top.className}` : '';
    return [name, place, marked ? '' : 'no mark']; }"""


@pytest.fixture(params=KINDS)
def page(visit, request):
    """A page of each kind, the Playground opened."""
    page = visit(request.param)
    settled(page)
    if request.param == PLAYGROUND:
        begin(page)
    return page


def colours(place):
    """Return the colours of what is seen there -> their share."""
    image = Image.open(io.BytesIO(place.screenshot())).convert("RGB")
    return {colour: n / image.width / image.height for n, colour in image.getcolors(1 << 20)}


def ground(place):
    """Return the colour that most of it has."""
    found = colours(place)
    return max(found, key=found.get)


def test_keyboard_tree_large_text_and_no_motion(page):
    nameless = [node for node in page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
                if not node["ignored"] and not node.get("name", {}).get("value")
                and any(p["name"] == "focusable" and p["value"]["value"] for p in node.get("properties", []))
                and node["role"]["value"] not in ("RootWebArea", "generic", "Iframe")]
    assert not nameless, [node["role"] for node in nameless]
    page.emulate_media(reduced_motion="reduce")
    assert not page.evaluate(MOVING)
    walk(page)
    page.set_viewport_size(ZOOMED)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    assert not page.evaluate(CUT)
    page.evaluate(SPACED)
    page.wait_for_timeout(200)
    assert not page.evaluate(CUT)
    assert not page.evaluate(OVER)
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]


def walk(page):
    """Go from the first stop of the Tab key to the last: each is in sight, uncovered, and marked."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    faults, stops = [], 0
    for _ in range(1500):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops += 1
        if any(stop[1:]):
            faults.append(stop)
    assert stops > 20 and stop is None
    assert not faults, "\n".join(map(str, faults))


def test_states_show_in_forced_colours(visit):
    page = visit(NEURONS)
    settled(page)
    page.emulate_media(forced_colors="active")
    page.wait_for_timeout(300)
    group = page.locator(".mlp-explorer .mlp-choice").first
    chosen, other = (group.locator(f"input{kind} + span").first for kind in (":checked", ":not(:checked)"))
    assert ground(chosen) != ground(other)
    slider = page.locator(".mlp-explorer input[type=range]").first
    assert len([share for share in colours(slider).values() if share > 0.02]) >= 3, "ground, two sides of a track"
    focused = colours(slider)
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert colours(slider) != focused
    assert len([share for share in colours(page.locator("#explorer-one-neuron svg")).values() if share > 0.002]) >= 3
    choices = page.locator(".mlp-asked").first.locator("input")
    choices.first.check()
    assert colours(choices.first) != colours(choices.nth(1))


@LONG
def test_the_playground_shows_features_and_signs_without_its_colours(visit):
    page = visit(PLAYGROUND)
    settled(page)
    begin(page)
    page.emulate_media(forced_colors="active")
    used, unused = (page.locator(f'.mlp-play-features .mlp-play-unit[aria-pressed="{kind}"]').first
                    for kind in ("true", "false"))
    edge = "e => getComputedStyle(e).borderColor"
    assert used.evaluate(edge) != unused.evaluate(edge)
    dashes = page.locator(".mlp-play-links path:not(.mlp-play-hit)").evaluate_all(
        "all => all.map(link => link.getAttribute('stroke-dasharray'))")
    assert set(dashes) == {"7 4", "none"}, "a negative weight is dashed"
