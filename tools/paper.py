"""The book on paper: the built pages, one after another, as one HTML page that a browser can print.

Hints, solutions and the reasons of the quizzes' options come to the end of the book, each with its place; what only
works on a screen is left out (tools/flatten.py). Every address within the book becomes an anchor of the one page.
"""
import copy
import re
from posixpath import join, normpath
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup

from tools import edition, flatten, steps

LEFT_OUT = {"progress": "what the reader's browser keeps", "self-test": "a page that asks and marks",
            "library": "signatures and examples, to look up beside the code"}
AT_THE_END = {"Hint": "hints", "Solution": "solutions", "Marking scheme": "solutions", "Diagnosis": "solutions",
              "The answers": "reasons"}         # how what folds begins, and the chapter that takes it
ENDS = {"hints": ("Hints", "Hints"), "solutions": ("Solutions", "Solution"),
        "reasons": ("Answers to the quizzes", "Answer")}        # their titles, and what a link there is called
NUMBERED = {"slides", "paths", "teaching", "glossary"}          # pages of links, which get the numbers of their pages
ANCHORS = ("href", "for", "aria-labelledby", "aria-describedby", "aria-controls", "xlink:href")
STYLE = steps.ROOT / "tools" / "paper.css"


def order():
    """Return the names of the chapters that are printed, in the order of the contents."""
    names = (file.removeprefix("chapters/") for file in edition.contents())
    return [name for name in names if name not in LEFT_OUT]


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
        self.ends = {kind: {} for kind in ENDS}         # what comes to the end: {anchor: (title, [elements])}
        self.cards = {}                                 # {anchor: the card it is of}
        self.body = self.page.select_one(".bd-article")
        self.dress()
        self.contents = self.page.new_tag("nav", id="contents")
        self.body.extend([self.front(), self.contents])
        for name in names:
            self.body.append(self.chapter(name))
        for kind in ENDS:
            self.body.append(self.appendix(kind))
        self.list_contents()

    def dress(self):
        """Take the pages' style sheets, then what paper asks for, and the formulas' script."""
        for page in self.pages.values():
            for sheet in page.head.select("link[rel=stylesheet]"):
                address = self.place(sheet["href"])
                if not self.page.head.select(f'link[href="{address}"]'):
                    self.page.head.append(self.page.new_tag("link", rel="stylesheet", href=address))
        style = self.page.new_tag("style")
        style.string = STYLE.read_text(encoding="utf-8")
        formulas = self.page.new_tag("script")
        formulas.string = f"window.MathJax = {FORMULAS};"
        self.page.head.extend([style, formulas, self.page.new_tag("script", src="_static/vendor/mathjax/tex-chtml.js")])

    def front(self):
        """Return the page of the title, with what the foot of the site's pages says."""
        said = edition.config()
        foot = BeautifulSoup(said["html"]["extra_footer"], "html.parser").get_text()
        lines = [f"By {said['author']}", *(line for line in re.split(r"(?<=\.)\s+", foot) if " " in line),
                 f"Edition {edition.name()}, © {said['copyright']}", self.home]        # a line of one word is a link
        page = self.page.new_tag("div", id="title")
        for words in [said["title"], *filter(None, lines)]:
            page.append(self.page.new_tag("p", string=words))
        return page

    def chapter(self, name):
        """Return the section of one page, with anchors of its own."""
        article = self.pages[name].select_one("article")
        flatten.strip(article)
        for element in article.find_all(True):
            self.anchor(element, name)
        for details in article.select("details"):
            self.to_the_end(details, name)
        flatten.unfold(article)
        section = article.select_one("section")
        section.h1.insert(0, self.page.new_tag("span", id=section["id"]))
        section["id"] = name
        section["class"] = [*section.get("class", []), "mlp-chapter"]
        return section

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
            element["src"] = self.place(element["src"])
            element.attrs.pop("loading", None)

    def place(self, address):
        """Return the address within the site of what a chapter's page calls `address`."""
        return address if urlsplit(address).scheme else normpath(join("chapters", address))

    def lead(self, link, name):
        """Let a link lead to an anchor of the book, to the site where it is, or be plain text."""
        parts = urlsplit(link.get("href", ""))
        if parts.scheme:
            return
        target = normpath(join("chapters", parts.path)) if parts.path else f"chapters/{name}.html"
        found = re.fullmatch(r"chapters/([\w-]+)\.html", "chapters/index.html" if target == "index.html" else target)
        if found and found[1] in self.names:
            anchor = f"{found[1]}--{parts.fragment}" if parts.fragment else found[1]
            link["href"] = f"#{anchor}"
            if name in NUMBERED and not re.fullmatch(r"\W?[SE]?\d+\W?", link.get_text()):
                link.insert_after(self.number(anchor))
        elif self.home:
            link["href"] = self.home.rstrip("/") + "/" + quote(target) + f"#{parts.fragment}" * bool(parts.fragment)
        else:
            del link["href"]

    def to_the_end(self, details, name):
        """Take a hint, a solution or the reasons out of their card, and say in it where they are."""
        summary = details.summary.get_text(" ", strip=True)
        kind = next((kind for words, kind in AT_THE_END.items() if summary.startswith(words)), None)
        if not kind:
            return
        card = details.parent
        anchor = card.get("id") or f"{name}--{card.get('data-question', kind)}"
        details.extract()
        if self.cards.setdefault(anchor, card) is card:         # a question may be asked twice
            card["id"] = anchor
            words = card.select_one(".mlp-title strong, .mlp-question, h3") or card.find_previous("h2")
            title = words.decode_contents().removeprefix("Exercise: ")
            self.ends[kind].setdefault(anchor, (title, []))[1].append(details)
        where = card.find("p", class_="mlp-at-the-end", recursive=False)
        if not where:
            where = self.page.new_tag("p", **{"class": "mlp-at-the-end"})
            card.append(where)
        if not where.find("a", href=f"#{kind}--{anchor}"):
            link = self.page.new_tag("a", href=f"#{kind}--{anchor}", string=ENDS[kind][1])
            where.extend([*([" · "] if where.contents else []), link, self.number(f"{kind}--{anchor}")])

    def number(self, anchor):
        """Return the place of a page's number, which is known when the book has been printed once."""
        return self.page.new_tag("span", string=" 000", **{"class": "mlp-page", "data-of": anchor})

    def appendix(self, kind):
        """Return a chapter of the end of the book."""
        section = self.page.new_tag("section", id=kind, **{"class": "mlp-chapter mlp-end tex2jax_process"})
        section.append(self.page.new_tag("h1", string=ENDS[kind][0]))
        for anchor, (words, moved) in self.ends[kind].items():
            entry = self.page.new_tag("div", id=f"{kind}--{anchor}", **{"class": "mlp-entry"})
            title = flatten.made(f'<p class="mlp-entry-title"><strong><a href="#{anchor}">{words}</a></strong></p>')
            title.strong.append(self.number(anchor))
            entry.append(title)
            for details in moved:
                summary = details.summary.extract().get_text(" ", strip=True).removeprefix("Hint ")
                if len(moved) > 1:
                    entry.append(self.page.new_tag("p", string=summary, **{"class": "mlp-nth"}))
                entry.extend(list(details.contents))
            section.append(entry)
        return section

    def list_contents(self):
        """Fill the contents: each chapter, and its sections, with the places of their pages' numbers."""
        rows = self.page.new_tag("ul")
        for chapter in self.body.select(".mlp-chapter"):
            for heading in chapter.select(":scope > h1, section[id] > h2, section[id] > .mlp-head > h2"):
                anchor = heading.find_parent("section")["id"]
                row = self.page.new_tag("li", **{"class": f"mlp-{heading.name}"})
                link = self.page.new_tag("a", href=f"#{anchor}")
                link.extend(copy.copy(heading).contents[:])
                for inner in link.select("a, [id]"):
                    inner.unwrap()
                row.extend([link, self.number(anchor)])
                rows.append(row)
        self.contents.extend([self.page.new_tag("h1", string="Contents"), rows])

    def html(self):
        """Return the page."""
        return str(self.page)


FORMULAS = r'''{tex: {inlineMath: [["\\(", "\\)"], ["$", "$"]]}, options: {enableMenu: false,
  ignoreHtmlClass: "tex2jax_ignore|mathjax_ignore", processHtmlClass: "tex2jax_process|mathjax_process|math"}}'''
EMPTY = """<!DOCTYPE html><html lang="en" data-theme="light" data-mode="light"><head><meta charset="utf-8">
<title>Neural networks: a companion</title></head><body><main class="bd-main"><div class="bd-content">
<div class="bd-article-container"><article class="bd-article"></article></div></div></main></body></html>"""
