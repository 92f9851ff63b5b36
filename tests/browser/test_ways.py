"""Ways about the book and its explorers: next, previous, search, the missing page, anchors, full screen, download."""
from pathlib import Path

import pytest
import yaml
from places import LONG, ROOT, SITE
from test_explorers import EACH, WITH_EXPLORERS, explorers, shown
from test_pages import settled

TOC = yaml.safe_load((ROOT / "_toc.yml").read_text())
ORDER = [TOC["root"], *(chapter["file"] for part in TOC["parts"] for chapter in part["chapters"])]


@LONG
def test_next_and_previous_follow_the_contents(browser, base):
    page = browser.new_page(java_script_enabled=False)          # plain links: no page need run its explorers for them
    page.goto(base + "index.html")
    page.wait_for_url(f"{base}{ORDER[0]}.html")
    for way, order in (("right-next", ORDER), ("left-prev", ORDER[::-1])):
        for there in order[1:]:
            page.locator(f"a.{way}").click()
            page.wait_for_url(f"{base}{there}.html")
        assert page.locator(f"a.{way}").count() == 0
    page.close()


def test_search_finds_where_a_word_stands(visit):
    page = visit("search.html?q=dying")
    hits = page.locator("#search-results li a")
    hits.first.wait_for(timeout=20_000)
    assert any("activations.html" in a.get_attribute("href") for a in hits.all())


def test_missing_page_leads_home_in_both_colours(visit):
    for dark in (False, True):
        page = visit("404.html", dark=dark)
        assert page.get_by_role("heading", name="There is no such page").is_visible()
        assert page.get_by_role("link").all_inner_texts()[:2] == ["To the first page of the book", "Search"]


@EACH
def test_explorers_anchors_lead_to_them(visit, path):
    page = visit(path)
    settled(page)
    names = page.locator(".mlp-explorer").evaluate_all("all => all.map(e => e.id)")
    assert names and len(set(names)) == len(names) and all(name.startswith("explorer-") for name in names)
    for name in names:
        page.evaluate("name => { scrollTo(0, 0); location.hash = ''; location.hash = name; }", name)
        page.wait_for_function("name => { const y = document.getElementById(name).getBoundingClientRect().top; "
                               "return y >= 0 && y < innerHeight }", arg=name, timeout=5000)


def test_a_figure_of_the_text_is_downloaded_as_it_was_drawn(visit):
    page = visit("index.html")
    image = page.locator("main img[data-png]").first
    with page.expect_download() as download:
        page.get_by_role("link", name="Download figure 1 of Neural networks, beside the lecture").click()
    assert download.value.suggested_filename == "index-figure-1.png"
    drawn = (SITE / "chapters" / image.get_attribute("data-png")).read_bytes()
    assert Path(download.value.path()).read_bytes() == drawn and drawn.startswith(b"\x89PNG")


def test_a_picture_that_is_still_on_its_way_is_waited_for_and_downloaded(visit, base):
    page, held = visit("404.html"), []
    page.context.route("**/_static/explorers/*.webp", lambda route: held.append(route))
    page.goto(f"{base}chapters/activations.html", wait_until="domcontentloaded")
    box = page.locator(".mlp-explorer:has(.mlp-stage img)").first
    box.scroll_into_view_if_needed()
    with page.expect_download() as download:
        box.get_by_role("button", name="PNG: download picture").click()
        assert box.locator(".mlp-stage img").evaluate("img => !img.naturalWidth"), "it has come already"
        for request in held:
            request.continue_()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("path", [p for p in WITH_EXPLORERS if p.endswith("activations.html")])
def test_pictures_can_be_downloaded_for_slides(visit, path):
    page = visit(path)
    settled(page)
    for box in explorers(page):
        box.scroll_into_view_if_needed()
        before, live = shown(box), box.locator(".mlp-live svg").count()
        for kind in ("PNG", "SVG") if live else ("PNG",):
            with page.expect_download() as download:
                box.get_by_role("button", name=f"{kind}: download picture").click()
            assert download.value.suggested_filename == f"{box.get_attribute('id')}.{kind.lower()}"
            kept = Path(download.value.path()).read_bytes()
            if kind == "PNG":
                assert kept.startswith(b"\x89PNG\r\n\x1a\n") and int.from_bytes(kept[16:20], "big") >= 1200
            else:
                assert b"<svg" in kept and b"currentColor" not in kept and b'fill="rgb' in kept
        assert shown(box) == before


@pytest.mark.parametrize("path", [p for p in WITH_EXPLORERS if p.endswith("neurons.html")])
def test_explorer_fills_the_screen_and_comes_back(visit, path):
    page = visit(path)
    settled(page)
    for box in explorers(page)[:2]:                                     # frames, and a live one
        before = box.bounding_box()["width"]
        box.get_by_role("button", name="Full screen").click()
        page.wait_for_function("() => document.fullscreenElement?.classList.contains('mlp-explorer')", timeout=5000)
        assert box.bounding_box()["width"] > before
        assert box.locator(".mlp-stage > *").bounding_box()["height"] > 400
        box.get_by_role("button", name="Leave full screen").click()
        page.wait_for_function("() => !document.fullscreenElement", timeout=5000)
        assert box.bounding_box()["width"] == before


def test_site_has_the_pages_beside_the_chapters():
    assert {p.name for p in SITE.glob("*.html")} == {"404.html", "genindex.html", "index.html", "licences.html",
                                                     "search.html"}
