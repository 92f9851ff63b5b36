"""A page without a screen: what only works on one goes, what folds lies open, and what belongs together is marked."""
import re

from bs4 import BeautifulSoup

ON_SCREEN = ("script, .headerlink, .copybtn, .mlp-tools, .mlp-where, .mlp-static-only, .mlp-about, .mlp-score, "
             ".mlp-explorer-tools, .mlp-figure-download, .mlp-slide-row, .mlp-rings, .mlp-beside, .backrefs, "
             "#mlp-start, input, template")
ALIVE = ".mlp-worksheet, .mlp-own-table, .mlp-playground-place, .mlp-noscript"     # what only a script can fill
LONG = 40                       # lines of code that may go over to the next page
WIDE = 0.8                      # of its width on the site a figure has here: its labels are then as large as the text


def made(html):
    """Return the one element that `html` is."""
    return BeautifulSoup(html, "html.parser").find(True)


def strip(article):
    """Leave out what only works on a screen, and mend what a screen hides."""
    for element in article.select(ON_SCREEN):
        element.decompose()
    for button in article.select("button"):
        button.unwrap() if button.find_parent(class_="eqno") else button.decompose()
    for place in article.select(ALIVE):
        place.replace_with(made('<p class="mlp-alive"><em>Here the website has something to try.</em></p>'))
    for cell in article.select(".cell"):
        code = cell.select_one(".cell_input")
        if code and "exercises.check(" in code.get_text():      # the place for an answer
            cell["class"].append("mlp-place-of-answer")
            if "def " not in code.get_text():
                cell.decompose()                                # x = ...
    for image in article.select("img[style]"):
        width = re.search(r"width:\s*([\d.]+)px", image["style"])
        if width:
            image["style"] = f"max-width: min(100%, {WIDE * float(width[1]):.0f}px)"
    join_streams(article)


def join_streams(article):
    """Make one box of what a cell printed in pieces, one after another."""
    for stream in article.select(".output.stream"):
        before = stream.find_previous_sibling()
        if before and "stream" in before.get("class", []):
            before.pre.extend(list(stream.pre.contents))
            stream.decompose()


def unfold(article):
    """Lay open what folds, and mark what must not stand alone at the end of a page."""
    for details in article.select("details"):
        label = made('<p class="mlp-label"></p>')
        summary = details.summary.extract()
        label.string = (summary.select_one(".expanded, .sd-summary-text") or summary).get_text(" ", strip=True)
        details.insert(0, label)
        details.name, details["class"] = "div", ["mlp-unfolded"]
    for card in article.select("fieldset, legend"):         # Chromium breaks a fieldset wherever it likes
        card.name = "div"
    for code in article.select(".cell_input"):
        if code.get_text().count("\n") > LONG:
            code["class"].append("mlp-long")
    for slides in article.select(":is(h2, h3) > .mlp-of-slides"):      # or the bookmarks would end with them
        head = slides.parent.wrap(made('<div class="mlp-head"></div>'))
        head.append(slides.extract())
    for words in article.select("p"):
        if words.get_text().rstrip().endswith(":"):
            words["class"] = [*words.get("class", []), "mlp-leads"]
