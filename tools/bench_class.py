"""What a class needs: what a first visit loads, how many of them a plain server bears, and a kernel's memory.

    python -m tools.bench_class visits      in Chromium, from a server that packs with gzip: visits.csv
    python -m tools.bench_class load        thousands of first visits, fifty at a time: load.csv
    python -m tools.bench_class kernels     the most memory that the kernel of each chapter takes: kernels.csv

The tables go into chapters/results/class; the page "For teachers" has its figures from them.
"""
import asyncio
import csv
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
from nbclient import NotebookClient
from playwright.sync_api import sync_playwright

from tools import bench_site, browsers, serve, steps

TABLES = steps.ROOT / "chapters" / "results" / "class"
PAGE, READERS, AT_ONCE = "chapters/neurons.html", 2000, 50
URLS = steps.ROOT / "_build" / "visit.txt"                # what the visit to PAGE has asked for
SCROLL = """async () => { for (let y = 0; y < document.body.scrollHeight; y += 500) {
  scrollTo(0, y); await new Promise((go) => setTimeout(go, 60)); } }"""


def write(name, head, rows):
    """Write a table, and show it."""
    with open(TABLES / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    for row in [head, *rows]:
        print(*row, sep="\t", flush=True)


def served():
    """Serve the built site, packed; return the server and its address."""
    server = serve.server(prefix=bench_site.PREFIX, quiet=True, handler=bench_site.Packing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}{bench_site.PREFIX}"


def answered(page):
    """Answer an exercise, which starts Python."""
    card = page.locator(f'[data-exercise="{bench_site.EXERCISE}"]')
    card.get_by_role("button", name="Write your answer").click()
    card.locator(".cm-content").click(timeout=60_000)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(bench_site.ANSWERS[1])
    page.keyboard.press("Shift+Enter")
    card.locator(".mlp-said .mlp-correct").wait_for(timeout=120_000)


def asked(page):
    """Ask for the form for a table of one's own, which starts Python with all that it needs."""
    page.get_by_role("button", name="Put in a table").click()
    page.locator(".mlp-own-table").get_by_text("The table does not leave your browser").wait_for(timeout=120_000)


VISITS = {                                               # name -> page, what is done there
    "a chapter opened": (PAGE, lambda page: None),
    "a chapter read to its end": (PAGE, lambda page: page.evaluate(SCROLL)),
    "an exercise answered": (PAGE, answered),
    "a form for one's own table": ("chapters/your-table.html", asked),
    "a notebook in JupyterLite": ("lite/notebooks/index.html?path=chapters/neurons.ipynb",
                                  lambda page: page.wait_for_timeout(30_000)),
}


def visits():
    """Count requests and bytes of first visits, each in a browser that has kept nothing."""
    server, base = served()
    rows = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browsers.CHROMIUM.find(), args=browsers.OPTIONS)
        for name, (path, act) in VISITS.items():
            finished = []
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.on("requestfinished", lambda request, finished=finished: finished.append(request))
            page = context.new_page()
            page.goto(base + path, wait_until="networkidle")
            act(page)
            page.wait_for_load_state("networkidle")
            sizes = [request.sizes() for request in finished if request.url.startswith(base)]
            size = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
            rows.append([name, len(sizes), round(size / 1000)])
            if name == "a chapter opened":
                URLS.write_text("\n".join(request.url.removeprefix(base) for request in finished
                                          if request.url.startswith(base)))
            context.close()
        browser.close()
    server.shutdown()
    write("visits.csv", ["visit", "requests", "kB"], rows)


async def fetch(host, port, paths):
    """Visit: ask for all paths over one connection that is kept; return seconds and bytes."""
    start, size = time.perf_counter(), 0
    reader, writer = await asyncio.open_connection(host, port)
    for path in paths:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {head[:80]!r}")
        length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
                      if line.startswith(b"content-length"))
        await reader.readexactly(length)
        size += len(head) + length
    writer.close()
    return time.perf_counter() - start, size


async def readers(base):
    """Let READERS visit, AT_ONCE at a time; return each one's seconds and bytes."""
    parts, free = urlsplit(base), asyncio.Semaphore(AT_ONCE)
    paths = [parts.path + line for line in URLS.read_text().splitlines()]

    async def one():
        async with free:
            return await fetch(parts.hostname, parts.port, paths)
    return await asyncio.gather(*(one() for _ in range(READERS)))


def load():
    """Replay the first visit to a chapter; server and readers share this machine's processors."""
    server, base = served()
    start = time.perf_counter()
    done = asyncio.run(readers(base))
    seconds = time.perf_counter() - start
    server.shutdown()
    times, size = sorted(t for t, _ in done), sum(s for _, s in done)
    requests = len(URLS.read_text().splitlines())
    write("load.csv", ["readers", "at_once", "requests_each", "seconds", "visits_per_second", "MB_per_second", "p95_s"],
          [[READERS, AT_ONCE, requests, round(seconds), round(READERS / seconds), round(size / seconds / 1e6),
            round(times[int(0.95 * READERS)], 1)]])


def peak(path):
    """Run a notebook; return the most memory in MB that its kernel has held."""
    client = NotebookClient(nbformat.read(path, as_version=4), timeout=600, kernel_name="python3",
                            resources={"metadata": {"path": str(path.parent)}})
    with client.setup_kernel():
        for index, cell in enumerate(client.nb.cells):
            client.execute_cell(cell, index)
        return most(client.km.provisioner.pid)


def most(process):
    """Return the most memory in MB that a process has held so far."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def lab():
    """Start JupyterLab as a student's own server; return its memory after its first page."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=8877", "--IdentityProvider.token=",
               "--allow-root", f"--ServerApp.root_dir={TABLES}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(120):
                try:
                    urllib.request.urlopen("http://127.0.0.1:8877/lab", timeout=30).read()
                    break
                except OSError:
                    time.sleep(0.5)
            return most(process.pid)
        finally:
            process.terminate()


def kernels():
    """Run every chapter in a kernel of its own; the first row is the server beside it."""
    paths = sorted((steps.ROOT / "chapters").glob("*.ipynb"))
    rows = sorted(([path.stem, round(peak(path))] for path in paths), key=lambda row: -row[1])
    write("kernels.csv", ["chapter", "MB"], [["(JupyterLab's server)", round(lab())], *rows])


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ["visits", "load", "kernels"]:
        {"visits": visits, "load": load, "kernels": kernels}[wanted]()
