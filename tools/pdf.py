"""The book as one PDF for paper, `book.pdf` of the built site: contents, page numbers, bookmarks and links.

Chromium prints the page that `tools/paper.py` makes of the chapters, twice: the first time tells on which page each
anchor is, the second prints these numbers too. Where they move an anchor to another page, it prints once more.
"""
import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pypdfium2
import pypdfium2.raw as pdfium
from playwright.sync_api import sync_playwright

from tools import browsers, edition, paper, serve, steps

SITE = steps.ROOT / "_build" / "html"
FOOT = ('<div style="font: 8px sans-serif; width: 100%; text-align: center; color: #555">'
        '<span class="pageNumber"></span></div>')
PRINT = {"format": "A4", "print_background": True, "outline": True, "tagged": True, "display_header_footer": True,
         "header_template": "<span></span>", "footer_template": FOOT,
         "margin": {"top": "18mm", "bottom": "18mm", "left": "20mm", "right": "20mm"}}
SCRIPTS = {"zh": "fonts-droid-fallback"}      # languages of the glossary, and the Debian package with a font of each
DRAWN = ("document.fonts.ready.then(() => MathJax.startup.promise).then(() => Promise.all("
         "[...document.images].map((image) => image.decode())))")
NUMBER = """(pages) => document.querySelectorAll(".mlp-page").forEach((place) => {
  place.textContent = ` ${pages[place.dataset.of] ?? ""}`; })"""
TURNS = 3                       # a number narrower than its place may let a line, and so a page, break elsewhere


def fonts():
    """Make sure that each script in the book has a font; on Debian root gets it installed."""
    for language, package in SCRIPTS.items():
        def there(language=language):
            return subprocess.run(["fc-list", f":lang={language}"], capture_output=True, check=False).stdout.strip()
        if not there() and Path("/etc/debian_version").exists() and os.geteuid() == 0:
            subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", package], check=False)
        if not there():
            sys.exit(f"There is no font for the glossary's language {language!r} here; install one "
                     f"(Debian and Ubuntu: sudo apt-get install {package}).")


def anchors(data):
    """Return {anchor: number of its page, from 1} of a PDF."""
    with pypdfium2.PdfDocument(data) as book:
        return dict(named(book))


def named(book):
    """Yield (name, page) of each place that a link of the PDF leads to."""
    for i in range(pdfium.FPDF_CountNamedDests(book)):
        length = pdfium.c_long(0)
        pdfium.FPDF_GetNamedDest(book, i, None, length)
        buffer = pdfium.create_string_buffer(length.value)
        place = pdfium.FPDF_GetNamedDest(book, i, buffer, length)
        yield buffer.raw.decode("utf-16-le").rstrip("\0"), pdfium.FPDFDest_GetDestPageIndex(book, place) + 1


def print_book(site, file):
    """Print the chapters of the built `site` into `file`."""
    whole = paper.Book(site, paper.order(), edition.address()).html()
    server = serve.server(quiet=True, site=site)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=browsers.CHROMIUM.find(), args=browsers.OPTIONS)
            page = browser.new_page(color_scheme="light")
            page.set_default_timeout(300_000)
            place = f"http://localhost:{server.server_port}/book.html"          # of the site, for all that it loads
            page.route(place, lambda route: route.fulfill(body=whole, content_type="text/html; charset=utf-8"))
            page.goto(place)
            page.evaluate(DRAWN)
            printed, places = page.pdf(**PRINT), {}
            for _ in range(TURNS):
                page.evaluate(NUMBER, places := anchors(printed))
                printed = page.pdf(**PRINT)
                if anchors(printed) == places:
                    break
            browser.close()
    finally:
        server.shutdown()
        server.server_close()
    if anchors(printed) != places:
        sys.exit(f"With new numbers of pages in it the book breaks into other pages, {TURNS} times.")
    Path(file).write_bytes(printed)


def open_door(site, pages, size):
    """Link the file from the page *To revise*, which has a place for that."""
    page = site / "chapters" / "revise.html"
    door = f'<a href="../book.pdf">The book as one PDF</a>: {pages} pages, {size / 1e6:.0f} MB.'
    text, there = re.subn(r'(<p id="mlp-book-pdf">).*?(</p>)', rf"\g<1>{door}\g<2>", page.read_text(encoding="utf-8"))
    if not there:
        sys.exit(f"{page.name} has no place for the link to the PDF: build the site with `make site`.")
    page.write_text(text, encoding="utf-8")


def main():
    """Print it, and open the door to it."""
    fonts()
    file = SITE / "book.pdf"
    print_book(SITE, file)
    with pypdfium2.PdfDocument(file) as book:
        pages = len(book)
    open_door(SITE, pages, file.stat().st_size)
    print(f"{file.relative_to(steps.ROOT)}: {pages} pages, {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
