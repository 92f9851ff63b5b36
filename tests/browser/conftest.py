"""The browser tests' fixtures: the site served under a sub-path, and a page that forbids what it must not do."""
import os
import re
import sys
import threading

import pytest
from places import PREFIX, ROOT, SITE, UPSTREAM, WIDE

sys.path.insert(0, str(ROOT))

from tools import browsers, serve

ICON = "/favicon.ico"                                 # asked for by Chromium itself, unless it has no windows
HEARTBEAT = "/api/service-worker-heartbeat"           # of JupyterLite, answered in the browser
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"          # no other host


def pytest_collection_modifyitems(items):
    """Skip all browser tests where no site is built, unless `make test` says that there must be one."""
    if not SITE.exists() and "MLP_SITE" not in os.environ:
        for item in items:
            if "browser" in str(item.path):
                item.add_marker(pytest.mark.skip(reason="no built site: make site"))


@pytest.fixture(scope="session")
def base():
    """Serve the site under a sub-path; return its address."""
    server = serve.server(prefix=PREFIX, quiet=True, site=SITE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{PREFIX}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser():
    """Start Chromium once."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = browsers.CHROMIUM.find()
    if not path:
        pytest.fail(browsers.CHROMIUM.missing)
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=[*browsers.OPTIONS, NOWHERE])
        yield started
        started.close()


@pytest.fixture
def visit(browser, base):
    """Return visit(path, size, dark=False): open a page of the site; afterwards nothing may have gone wrong on it."""
    faults, contexts, host = [], [], base.removesuffix(PREFIX)

    def note(page, text):
        if "/lite/" not in page.url or not any(re.search(pattern, text) for pattern in UPSTREAM):
            faults.append(text)

    def watch(page):
        page.on("pageerror", lambda error: note(page, f"page error: {error} {error.stack}"))
        page.on("console", lambda message: message.type == "error" and not message.location["url"].endswith(ICON)
                and note(page, f"console: {message.text}"))

    def request(asked):
        if not asked.url.startswith((base, "data:", "blob:", host + HEARTBEAT, host + ICON)):
            faults.append(f"foreign request: {asked.url}")

    def answer(given):
        if given.status >= 400 and not given.url.endswith(ICON):
            faults.append(f"HTTP {given.status}: {given.url}")

    def opened(path, size=WIDE, dark=False):
        context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
        contexts.append(context)
        context.on("request", request)
        context.on("response", answer)
        context.on("page", watch)
        page = context.new_page()
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)
