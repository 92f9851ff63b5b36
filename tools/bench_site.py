"""Measure every page of the built site as a visitor meets it: cold, in Chromium, from a server that packs with gzip.

    python -m tools.bench_site                    every page
    python -m tools.bench_site chapters/neurons   pages whose path contains this

For each page: kB of its HTML, packed; kB transferred when it is opened at its top; and the seconds until its first
explorer answers an input, on a line of 1.6 Mbit/s with 150 ms and on one of 10 Mbit/s with 40 ms.

Without a word, it also measures an exercise: from the click that opens it to the verdict, Python's start included, the
MB that this loads, and the second verdict.
"""
import gzip
import io
import sys
import threading
import time
from functools import cache

from playwright.sync_api import sync_playwright

from tools import browsers, serve

PREFIX = "/courses/mlp/"
LINES = {"1.6 Mbit/s": (1.6e6, 150), "10 Mbit/s": (10e6, 40)}
PACKED = (".html", ".js", ".css", ".json", ".svg", ".txt", ".xml", ".mjs", ".wasm")
BUDGET = {"html": 100, "transferred": 600, "1.6 Mbit/s": 6.0, "10 Mbit/s": 1.5}
EXERCISE, ANSWERS = "linear-model", [f"def linear(x, w, b):\n    return w @ x {sign} b" for sign in "-+"]
VERDICT = {"this machine": 5.0, "10 Mbit/s": 12.0}         # seconds; and 10 MB, and 0.3 s for the second
ANSWER = """(() => {
  let moved = null, before = "";
  const look = () => {
    const box = document.querySelector(".mlp-explorer[role=group]"), slider = box?.querySelector("input[type=range]");
    const button = box?.querySelector("input[type=radio]:not(:checked)");
    if (!moved && box) {
      box.scrollIntoView();
      before = box.querySelector(".mlp-caption").textContent;
      if (slider) {
        slider.value = slider.value === slider.max ? slider.min : slider.max;
        slider.dispatchEvent(new Event("input"));
      } else button.click();
      moved = true;
    }
    const img = box?.querySelector(".mlp-stage img"), there = !img || (img.complete && img.naturalWidth);
    if (moved && there && box.querySelector(".mlp-caption").textContent !== before) window.answered = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();"""


@cache
def packed(path):
    """Return a file's bytes, packed once as a web host's cache does."""
    with open(path, "rb") as file:
        return gzip.compress(file.read(), 6)


class Packing(serve.Handler):
    """A server that packs text, as every web host does."""

    def send_head(self):
        path = self.translate_path(self.path)
        if not path.split("?")[0].endswith(PACKED) or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        try:
            body = packed(path)
        except OSError:
            return super().send_head()
        self.send_response(200)
        for name, value in (("Content-Type", self.guess_type(path)), ("Content-Encoding", "gzip"),
                            ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(body)


def visit(browser, address, line=None, wait="networkidle"):
    """Open a page in a fresh context; return (bytes transferred, bytes of the HTML, seconds to the first answer)."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    client, sizes, kinds = context.new_cdp_session(page), {}, {}
    client.send("Network.enable")
    client.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    client.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    if line:
        throttle(client, *line)
        page.add_init_script(ANSWER)
    page.goto(address, wait_until="commit")
    seconds = None
    if line:
        page.wait_for_function("() => window.answered", timeout=120_000)      # a string would need eval
        seconds = page.evaluate("window.answered") / 1000
    else:
        page.wait_for_load_state(wait)
    context.close()
    return sum(sizes.values()), sum(size for key, size in sizes.items() if kinds.get(key) == "Document"), seconds


def throttle(client, rate, delay):
    """Let a page have no more than `rate` bits a second, each answer `delay` milliseconds late."""
    client.send("Network.emulateNetworkConditions", {"offline": False, "latency": delay,
                                                     "downloadThroughput": rate / 8, "uploadThroughput": rate / 8})


def check(browser, base, line=None):
    """Answer an exercise twice; return the seconds to both verdicts, and the MB loaded from the click on."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, sizes, took = context.new_page(), [], []
    page.goto(f"{base}chapters/neurons.html", wait_until="networkidle")
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    if line:
        throttle(client, *line)
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    card = page.locator(f'[data-exercise="{EXERCISE}"]')
    start = time.perf_counter()
    card.get_by_role("button", name="Write your answer").click()
    for answer, verdict in zip(ANSWERS, ("not-yet", "correct"), strict=True):
        card.locator(".cm-content").click(timeout=60_000)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(answer)
        start = time.perf_counter() if took else start
        page.keyboard.press("Shift+Enter")
        card.locator(f".mlp-said .mlp-{verdict}").wait_for(timeout=120_000)
        took.append(time.perf_counter() - start)
    context.close()
    return *took, sum(sizes) / 1e6


def measure(browser, base, path):
    """Return a row of numbers for one page."""
    total, html, _ = visit(browser, base + path)
    has = 'data-mlp-explorer="' in (serve.SITE / path).read_text(encoding="utf-8")
    times = {name: visit(browser, base + path, line)[2] if has else None for name, line in LINES.items()}
    return {"html": html / 1000, "transferred": total / 1000} | times


def main():
    """Measure the pages named on the command line, or all, and print a line for each."""
    pages = sorted(str(p.relative_to(serve.SITE)) for p in serve.SITE.glob("chapters/*.html"))
    pages = [p for p in pages if not sys.argv[1:] or any(word in p for word in sys.argv[1:])]
    server = serve.server(prefix=PREFIX, quiet=True, handler=Packing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}{PREFIX}"
    print(f"{'page':34}{'HTML, kB':>10}{'opened, kB':>12}" + "".join(f"{name + ', s':>15}" for name in LINES))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browsers.CHROMIUM.find(), args=browsers.OPTIONS)
        for path in pages:
            row = measure(browser, base, path)
            over = [name for name, most in BUDGET.items() if row[name] is not None and row[name] > most]
            times = "".join(f"{row[name]:15.1f}" if row[name] is not None else f"{'':15}" for name in LINES)
            print(f"{path:34}{row['html']:10.0f}{row['transferred']:12.0f}{times}"
                  f"{'  over: ' + ', '.join(over) if over else ''}", flush=True)
        for name in VERDICT if not sys.argv[1:] else ():
            first, second, size = check(browser, base, LINES.get(name))
            over = "  over" if first > VERDICT[name] or second > 0.3 or size > 10 else ""
            print(f"an exercise, {name}: first verdict {first:.1f} s and {size:.1f} MB, second {second:.2f} s{over}")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
