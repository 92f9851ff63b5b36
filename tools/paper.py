"""The book on paper: the built pages, one after another, as one HTML page that a browser can print.

Hints, solutions and the reasons of the quizzes' options come to the end of the book, each with its place; what only
works on a screen is left out. Every address within the book becomes an anchor of the one page.
"""
import re
from posixpath import join, normpath
from urllib.parse import quote, urlsplit

import yaml
from bs4 import BeautifulSoup

from tools import steps

LEFT_OUT = {"progress": "what the reader's browser keeps", "self-test": "a page that asks and marks",
            "library": "signatures and examples, to look up beside the code"}
ON_SCREEN = ("script, .headerlink, .copybtn, .mlp-tools, .mlp-where, .mlp-static-only, .mlp-about, .mlp-score, "
             ".mlp-explorer-tools, .mlp-figure-download, .mlp-slide-row, .mlp-rings, #mlp-start, input, template")
LONG = 40                       # lines of code that may go over to the next page
ANCHORS = ("href", "for", "aria-labelledby", "aria-describedby", "aria-controls", "xlink:href")
STYLE = steps.ROOT / "tools" / "paper.css"


def order():
    """Return the names of the chapters that are printed, in the order of the contents."""
    toc = yaml.safe_load((steps.ROOT / "_toc.yml").read_text(encoding="utf-8"))
    files = [toc["root"], *(entry["file"] for part in toc["parts"] for entry in part["chapters"])]
    return [name for name in (file.removeprefix("chapters/") for file in files) if name not in LEFT_OUT]


class Book:
    """The pages of `site`, joined; `home` is the address that links out of the book lead to, "" for none."""

    def __init__(self, site, names, home=""):
        self.names, self.home = names, home
        texts = {name: (site / "chapters" / f"{name}.html").read_text(encoding="utf-8") for name in names}
        self.pages = {name: BeautifulSoup(text, "html.parser") for name, text in texts.items()}
        for stills in (one for page in self.pages.values() for one in page.select(".mlp-explorer > noscript")):
            stills.find_previous_sibling("figure").decompose()                  # the start, in whose place they stand
            stills.unwrap()
        self.page = BeautifulSoup(EMPTY, "html.parser")
        self.hints, self.solutions, self.reasons = [], [], []      # what comes to the end: (title, anchor, [elements])
        self.body = self.page.select_one(".bd-article")
        self.dress()
        self.contents = self.page.new_tag("nav", id="contents")
        self.body.append(self.contents)
        for name in names:
            self.body.append(self.chapter(name))
        for title, entries in (("Hints", self.hints), ("Solutions", self.solutions),
                               ("Answers to the quizzes", self.reasons)):
            self.body.append(self.appendix(title, entries))
        self.list_contents()

    def dress(self):
        """Take the pages' style sheets, then what paper asks for, and the formulas' script."""
        for name, page in self.pages.items():
            for sheet in page.head.select("link[rel=stylesheet]"):
                address = self.place(sheet["href"], name)
                if not self.page.head.select(f'link[href="{address}"]'):
                    self.page.head.append(self.page.new_tag("link", rel="stylesheet", href=address))
        style = self.page.new_tag("style")
        style.string = STYLE.read_text(encoding="utf-8")
        formulas = self.page.new_tag("script")
        formulas.string = f"window.MathJax = {FORMULAS};"
        self.page.head.extend([style, formulas, self.page.new_tag("script", src="_static/vendor/mathjax/tex-chtml.js")])

    def chapter(self, name):
        """Return the section of one page, with anchors of its own."""
        article = self.pages[name].select_one("article")
        for element in article.select(ON_SCREEN):
            element.decompose()
        for button in article.select(".eqno button"):
            button.unwrap()
        for button in article.select("button"):
            button.decompose()
        for element in article.find_all(True):
            self.anchor(element, name)
        self.exercises(article, name)
        for details in article.select("details"):
            details["open"] = ""
        for code in article.select(".cell_input"):
            if code.get_text().count("\n") > LONG:
                code["class"].append("mlp-long")
        self.keep_headings(article)
        section = article.select_one("section")
        section["id"] = name
        section["class"] = [*section.get("class", []), "mlp-chapter"]
        return section

    def keep_headings(self, article):
        """Put each heading and the paragraph after it into one box, so that no page ends with a heading."""
        for heading in article.select("h2, h3, h4"):
            after = heading.find_next_sibling()
            if after and after.name == "p":
                box = heading.wrap(self.page.new_tag("div", **{"class": "mlp-kept"}))
                box.append(after.extract())

    def anchor(self, element, name):
        """Give `element` of the page `name` an id, and addresses, that hold in the book."""
        if "id" in element.attrs:
            element["id"] = f"{name}--{element['id']}"
        for key in ANCHORS:
            if key == "href" and element.name == "a":
                self.lead(element, name)
            elif key in element.attrs:
                element[key] = " ".join(f"{(word[:1] == '#' and '#') or ''}{name}--{word.lstrip('#')}"
                                        for word in element[key].split())
        for key in ("clip-path", "fill", "stroke", "mask", "marker-end", "marker-start", "style"):
            if "url(#" in str(element.attrs.get(key)):
                element[key] = element[key].replace("url(#", f"url(#{name}--")
        if element.name == "img":
            element["src"] = self.place(element["src"], name)
            element.attrs.pop("loading", None)

    def place(self, address, name):
        """Return the address within the site of what the page `name` calls `address`."""
        return address if urlsplit(address).scheme else normpath(join("chapters", address))

    def lead(self, link, name):
        """Let a link lead to an anchor of the book, to the site where it is, or be plain text."""
        parts = urlsplit(link.get("href", ""))
        if parts.scheme:
            return
        target = normpath(join("chapters", parts.path)) if parts.path else f"chapters/{name}.html"
        found = re.fullmatch(r"chapters/([\w-]+)\.html", "chapters/index.html" if target == "index.html" else target)
        if found and found[1] in self.names:
            link["href"] = f"#{found[1]}--{parts.fragment}" if parts.fragment else f"#{found[1]}"
        elif self.home:
            link["href"] = self.home.rstrip("/") + "/" + quote(target) + f"#{parts.fragment}" * bool(parts.fragment)
        else:
            del link["href"]

    def exercises(self, article, name):
        """Take hints, solutions and reasons out of the cards, and say in each card where they are."""
        for card in article.select(".mlp-exercise, .mlp-asked"):
            moved = card.find_all("details", recursive=False)
            if not moved:
                continue
            asked = "mlp-asked" in card["class"]
            anchor = card.get("id") or f"{name}--{card['data-question']}"
            card["id"] = anchor
            words = card.select_one(".mlp-title strong, .mlp-question")
            title = words.decode_contents().removeprefix("Exercise: ") if words else anchor
            where = self.page.new_tag("p", **{"class": "mlp-at-the-end"})
            for details in moved:
                kind = ("reasons" if asked else "hints" if "Hint" in details.summary.get_text() else "solutions")
                entries = getattr(self, kind)
                if not entries or entries[-1][1] != anchor:
                    entries.append((title, anchor, []))
                    self.point(where, kind, anchor)
                details.extract()
                details.summary.decompose()
                entries[-1][2].append(details)
            card.append(where)

    def point(self, where, kind, anchor):
        """Add to the line `where` a link to what the end of the book has of this exercise."""
        link = self.page.new_tag("a", href=f"#{kind}--{anchor}")
        link.string = {"hints": "Hints", "solutions": "Solution", "reasons": "Answer"}[kind]
        where.extend([" · "] if where.contents else [])
        where.append(link)
        where.append(self.number(f"{kind}--{anchor}"))

    def number(self, anchor):
        """Return the place of a page's number, which is known when the book has been printed once."""
        return self.page.new_tag("span", **{"class": "mlp-page", "data-of": anchor})

    def appendix(self, title, entries):
        """Return a chapter of the end of the book."""
        kind = {"Hints": "hints", "Solutions": "solutions"}.get(title, "reasons")
        section = self.page.new_tag("section", id=kind, **{"class": "mlp-chapter mlp-end tex2jax_process"})
        section.append(BeautifulSoup(f"<h1>{title}</h1>", "html.parser"))
        for words, anchor, moved in entries:
            entry = self.page.new_tag("div", id=f"{kind}--{anchor}", **{"class": "mlp-entry"})
            title = f'<p class="mlp-entry-title"><strong><a href="#{anchor}">{words}</a></strong></p>'
            entry.append(BeautifulSoup(title, "html.parser"))
            entry.strong.append(self.number(anchor))
            several = len(moved) > 1
            for i, details in enumerate(moved, 1):
                if several:
                    entry.append(BeautifulSoup(f'<p class="mlp-nth">{i}</p>', "html.parser"))
                entry.extend(list(details.contents))
            section.append(entry)
        return section

    def list_contents(self):
        """Fill the contents: each chapter, and its sections, with the places of their pages' numbers."""
        self.contents.append(BeautifulSoup("<h1>Contents</h1>", "html.parser"))
        rows = self.page.new_tag("ul")
        for chapter in self.body.select(".mlp-chapter"):
            for heading in chapter.select(":scope > h1, section[id] > h2, section[id] > .mlp-kept > h2"):
                anchor = heading.find_parent("section")["id"]
                row = self.page.new_tag("li", **{"class": f"mlp-{heading.name}"})
                link = self.page.new_tag("a", href=f"#{anchor}")
                for node in BeautifulSoup(heading.decode_contents(), "html.parser").contents:
                    if "mlp-of-slides" not in getattr(node, "attrs", {}).get("class", []):
                        link.append(node.get_text() if getattr(node, "name", None) == "a" else node)
                row.append(link)
                row.append(self.number(anchor))
                rows.append(row)
        self.contents.append(rows)

    def html(self):
        """Return the page."""
        return str(self.page)


FORMULAS = r'''{tex: {inlineMath: [["\\(", "\\)"], ["$", "$"]]}, options: {enableMenu: false,
  ignoreHtmlClass: "tex2jax_ignore|mathjax_ignore", processHtmlClass: "tex2jax_process|mathjax_process|math"}}'''
EMPTY = """<!DOCTYPE html><html lang="en" data-theme="light" data-mode="light"><head><meta charset="utf-8">
<title>Neural networks: a companion</title></head><body><main class="bd-main"><div class="bd-content">
<div class="bd-article-container"><article class="bd-article"></article></div></div></main></body></html>"""
