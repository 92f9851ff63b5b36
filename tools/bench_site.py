"""Measure every page of the built site as a visitor meets it: cold, in Chromium, from a server that packs with gzip.

    python -m tools.bench_site                    every page
    python -m tools.bench_site chapters/neurons   pages whose path contains this

For each page: kB of its HTML, packed; kB transferred when it is opened at its top; and the seconds until its first
explorer answers an input, on a line of 1.6 Mbit/s with 150 ms and on one of 10 Mbit/s with 40 ms.
"""
import gzip
import io
import sys
import threading

from playwright.sync_api import sync_playwright

from tools import chromium, serve

PREFIX = "/courses/mlp/"
LINES = {"1.6 Mbit/s": (1.6e6, 150), "10 Mbit/s": (10e6, 40)}
PACKED = (".html", ".js", ".css", ".json", ".svg", ".txt", ".xml", ".mjs")
BUDGET = {"html": 100, "transferred": 1500, "1.6 Mbit/s": 6.0, "10 Mbit/s": 1.5}
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


class Packing(serve.Handler):
    """A server that packs text, as every web host does."""

    def send_head(self):
        path = self.translate_path(self.path)
        if not path.split("?")[0].endswith(PACKED) or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        try:
            with open(path, "rb") as file:
                body = gzip.compress(file.read(), 6)
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
        rate, delay = line
        client.send("Network.emulateNetworkConditions", {"offline": False, "latency": delay,
                                                         "downloadThroughput": rate / 8, "uploadThroughput": rate / 8})
        page.add_init_script(ANSWER)
    page.goto(address, wait_until="commit")
    seconds = None
    if line:
        page.wait_for_function("window.answered", timeout=120_000)
        seconds = page.evaluate("window.answered") / 1000
    else:
        page.wait_for_load_state(wait)
    context.close()
    return sum(sizes.values()), sum(size for key, size in sizes.items() if kinds.get(key) == "Document"), seconds


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
        browser = driver.chromium.launch(executable_path=chromium.find(), args=chromium.OPTIONS)
        for path in pages:
            row = measure(browser, base, path)
            over = [name for name, most in BUDGET.items() if row[name] is not None and row[name] > most]
            times = "".join(f"{row[name]:15.1f}" if row[name] is not None else f"{'':15}" for name in LINES)
            print(f"{path:34}{row['html']:10.0f}{row['transferred']:12.0f}{times}"
                  f"{'  over: ' + ', '.join(over) if over else ''}", flush=True)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
