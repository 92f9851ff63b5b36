"""The policy in a browser: the site works under it, what it forbids does not run, and no address runs code."""
import re

import pytest
from places import PAGES, SITE, one
from test_lite import READY
from test_pages import settled

WITH_CODE = "import js; js.document.title = 'ran'; js.fetch('https://elsewhere.example/')"
RAN = "() => window.ran || document.title === 'ran'"


@pytest.mark.parametrize("path", ["chapters/index.html", "chapters/activations.html"])
def test_a_script_that_is_slipped_into_a_page_does_not_run(browser, base, path):
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: "Content Security Policy" in message.text and refused.append(message.text))
    page.goto(base + path)
    settled(page)
    page.evaluate("""() => {
        const bait = document.createElement('div');
        bait.innerHTML = '<img src="data:," onerror="window.ran = 1"><a href="javascript:window.ran = 2">x</a>';
        document.body.append(bait);
        const script = document.createElement('script');
        script.textContent = 'window.ran = 3';
        document.body.append(script);
        bait.querySelector('a').click();
        fetch('https://elsewhere.example/').catch(() => {});
    }""")
    page.wait_for_timeout(500)
    assert not page.evaluate("() => window.ran") and len(refused) >= 4
    page.close()


def test_no_kind_of_framing_by_others_where_headers_are_sent(base, browser):
    page = browser.new_page()
    for path in ("chapters/index.html", "lite/notebooks/index.html", "licences.html"):
        policy = page.goto(base + path).header_value("content-security-policy")
        assert "frame-ancestors 'self'" in policy, path
    page.close()


@pytest.mark.parametrize("app", sorted({str(p.relative_to(SITE).parent) for p in SITE.glob("lite/**/index.html")}))
@pytest.mark.parametrize("query", one("kernel=python&code={}&execute=1", [
    "kernel=python&code={}&execute=1", "path=chapters/index.ipynb&code={}&execute=1"]))
def test_a_crafted_link_to_jupyterlite_runs_nothing(visit, app, query):
    page = visit(f"{app}/index.html?{query.format(WITH_CODE)}")         # a foreign request would be a fault
    if "path=" in query and app.endswith("notebooks"):
        page.wait_for_function(READY, timeout=60_000)
        page.wait_for_timeout(3000)
        counts = page.evaluate("() => [...jupyterapp.shell.currentWidget.content.model.cells]"
                               ".filter(c => c.type === 'code').map(c => c.executionState)")
        assert "running" not in counts
    known = app in ("lite", "lite/notebooks", "lite/tree")                  # another one: until its Python would run
    page.wait_for_timeout(2000 if known else 30_000)
    assert not page.evaluate(RAN)
    assert "elsewhere.example" not in page.content()


@pytest.mark.parametrize("path", ["chapters/activations.html", "chapters/data.html", "worksheets/sheet-1.html",
                                  "_static/saved-work.html", *(p for p in PAGES if "/" not in p)])
def test_a_crafted_link_to_a_page_runs_nothing(browser, base, path):
    bait = "%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E"
    page = browser.new_page()                   # Sphinx's search reports an error on pages that are not for searching
    page.goto(f"{base}{path}?q={bait}&highlight={bait}&code={bait}#{bait}")
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    assert not page.evaluate(RAN)
    assert not page.locator("img[src=x]").count()
    page.close()


def test_there_is_one_app_and_its_ways_out_lead_somewhere(visit):
    apps = {p.parent.name for p in SITE.glob("lite/*/index.html")}
    assert apps == {"notebooks", "tree"}
    page = visit("lite/tree/index.html")
    links = page.get_by_role("link").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) >= 8 and not [link for link in links if re.match(r"(https?:|/)", link)]
    page.get_by_role("link", name="Activation functions").click()
    page.wait_for_function(READY, timeout=60_000)


def test_saved_work_is_shown_also_beside_a_damaged_record(visit):
    page = visit("_static/saved-work.html")
    page.evaluate("""() => new Promise((done) => {
        const request = indexedDB.open('mlp-companion 9.9');
        request.onupgradeneeded = () => request.result.createObjectStore('files');
        request.onsuccess = () => {
            const store = request.result.transaction('files', 'readwrite').objectStore('files');
            const whole = {type: 'notebook', content: {cells: []}, last_modified: '2026-11-02T10:00:00Z'};
            store.put({...whole, path: 'chapters/kept.ipynb'}, 'a');
            store.put(whole, 'b');                                       // no path
            store.put({...whole, path: 7, last_modified: 'never'}, 'c');
            store.put(null, 'd');
            store.transaction.oncomplete = () => { request.result.close(); done(); };
        };
    })""")
    page.reload()
    page.get_by_role("link", name="kept.ipynb").wait_for(timeout=5000)
    assert page.locator("li").count() == 3 and page.get_by_role("heading", name="Edition 9.9").is_visible()
    assert "Invalid" not in page.inner_text("main")


def test_full_screen_and_print_work_without_code_in_attributes(visit):
    page = visit("chapters/index.html")
    settled(page)
    page.evaluate("() => { window.print = () => { window.printed = true; } }")
    page.locator("[data-click=print]").first.evaluate("button => button.click()")
    assert page.evaluate("() => window.printed")
    page.locator("[data-click=full-screen]").first.click()
    page.wait_for_function("() => document.fullscreenElement === document.documentElement", timeout=5000)
