"""The table of the lecture's equations against the slides, the package, and every chapter that prints one."""
import re

import pytest
from chapter import CHAPTERS, Page

import mlp_lib
from mlp_lib import equations, slides

SLIDES = {                                              # slide -> its first and last equation
    3: (1, 4), 6: (5, 5), 9: (6, 7), 11: (8, 8), 12: (9, 9), 13: (10, 10), 14: (11, 11), 15: (12, 13), 19: (14, 16),
    20: (17, 17), 22: (18, 19), 23: (20, 24), 24: (25, 28), 25: (29, 32), 26: (33, 38), 27: (39, 43), 28: (44, 47),
    29: (48, 51), 30: (52, 56), 31: (57, 60), 32: (61, 61), 33: (62, 64), 35: (65, 65)}
LABELLED = re.compile(r"\$\$((?:(?!\$\$).)*)\$\$[ \t]*\((lecture-[^)]*)\)", re.S)
TAG = re.compile(r"\\tag\{([^}]*)\}")


def tokens(latex):
    """Return LaTeX as a list of its commands and signs: white space and a full stop at the end do not count."""
    found = re.findall(r"\\[A-Za-z]+|\\.|\S", TAG.sub("", latex))
    return found[:-1] if found and found[-1] in ".," else found


def pages():
    """Yield (page, its Markdown) for every page of the book."""
    for path in sorted(CHAPTERS.glob("*.md")):
        yield path.stem, path.read_text(encoding="utf-8")
    for path in sorted(CHAPTERS.glob("*.ipynb")):
        yield path.stem, Page(path.stem).text


def printed():
    """Return [(page, label, tags, LaTeX)] for every equation with a lecture label in the book."""
    return [(page, label, TAG.findall(latex), latex)
            for page, text in pages() for latex, label in LABELLED.findall(text)]


def test_all_65_in_the_order_of_the_slides():
    assert list(equations.NUMBERED) == list(range(1, 66))
    assert len(equations.ALL) == 67
    slides = [e.slide for e in equations.ALL]
    assert slides == sorted(slides)
    assert {n: e.slide for n, e in equations.NUMBERED.items()} == {
        n: slide for slide, (first, last) in SLIDES.items() for n in range(first, last + 1)}
    assert [(e.slide, e.section) for e in equations.ALL if e.number is None] == [(18, "ANN operations")] * 2


def test_54_alone_is_empty_and_5_to_7_say_that_they_are_reconstructed():
    assert [e.number for e in equations.ALL if not e.latex] == [54]
    assert [e.number for e in equations.ALL if not e.function] == [54]
    assert [e.number for e in equations.ALL if "reconstructed" in e.words] == [5, 6, 7]


@pytest.mark.parametrize("equation", equations.ALL, ids=lambda e: str(e.number or f"S{e.slide}"))
def test_row_is_sound(equation):
    assert equation.words and equation.page in {s.page for s in slides.SLIDES if s.number == equation.slide}
    assert equation.latex.count("{") == equation.latex.count("}") and "|" not in equation.latex
    assert equation.latex.count(r"\left") == equation.latex.count(r"\right") and r"\tag" not in equation.latex
    thing = mlp_lib
    for part in filter(None, equation.function.split(".")):
        thing = thing[part] if isinstance(thing, dict) else getattr(thing, part)
    assert callable(thing) or hasattr(thing, "value") or not equation.function


def test_a_slide_is_in_its_section():
    assert [equations.section_of(n) for n in (3, 9, 14, 20, 34)] == list(equations.SECTIONS)
    for slide in (2, 38):
        with pytest.raises(ValueError, match=f"S{slide} is in no section"):
            equations.section_of(slide)


def test_rows_that_differ_from_their_slide_lead_to_the_erratum():
    assert {e.number for e in equations.ALL if e.erratum == "E14"} == {22, 23, 24}
    assert [e.erratum for e in equations.ALL if e.number in (11, 13, 53, None, 65)] == [
        "E9", "E10", "E11", "E11", "E16", "E25"]
    errata = (CHAPTERS / "errata.ipynb").read_text(encoding="utf-8")
    for equation in equations.ALL:
        if equation.erratum:
            text = errata.split(f"({equation.erratum.lower()})=")[1].split("Right:")[0]
            assert f"S{equation.slide}" in text or "onwards" in text, equation
    assert "[otherwise on the slide: E16](errata.ipynb#e16)" in equations.show("Backpropagation")._repr_markdown_()


def test_tables_hold_every_row_once():
    tables = [equations.show(section) for section in equations.SECTIONS]
    assert sum(len(table.rows) for table in tables) == 67
    assert repr(tables[1]) == "Equations of Activation functions, S9 to S13: 5 rows"
    assert ('<span id="row-8"></span>**[(8)](activations.ipynb#lecture-8)** · [S11](slides.ipynb#s11) · '
            'logistic sigmoid · `ACTIVATIONS["sigmoid"]`\n\n'
            "\\begin{equation*}\n\\sigma(z) = \\frac{1}{1 + e^{-z}}\n\\end{equation*}") in tables[1]._repr_markdown_()
    assert ('**(54)** · [S30](slides.ipynb#s30) · empty on the slide\n\n<span id="row-55"></span>**[(55)]'
            in tables[3]._repr_markdown_())
    with pytest.raises(ValueError, match="Backpropagation"):
        equations.show("Backpropogation")


def test_chapters_print_what_the_table_says():
    """Report every equation that is in the wrong chapter, there twice, wrongly tagged, or in another form."""
    wrong, seen = [], {}
    for page, label, tags, latex in printed():
        number = label.removeprefix("lecture-")
        if number not in map(str, equations.NUMBERED):
            wrong.append(f"{page}: ({label}) is no equation of the lecture")
            continue
        row = equations.NUMBERED[int(number)]
        if label in seen:
            wrong.append(f"{page}: ({label}) is already in {seen[label]}")
        seen[label] = page
        if page != row.page:
            wrong.append(f"{page}: ({label}) belongs into {row.page}")
        if tags != [number]:
            wrong.append(f"{page}: ({label}) has the tags {tags}")
        if tokens(latex) != tokens(row.latex):
            wrong.append(f"{page}: ({label}) reads\n      {' '.join(TAG.sub('', latex).split())}\n  and in the table\n"
                         f"      {row.latex}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_chapters_print_all_their_equations():
    """Report every equation that a link of the table would look for in vain."""
    there = {label for _, label, _, _ in printed()}
    pages_there = {page for page, _ in pages()}
    missing = [f"({n}) in {e.page}" for n, e in equations.NUMBERED.items()
               if e.latex and e.page in pages_there and f"lecture-{n}" not in there]
    assert not missing, f"{len(missing)} equations are not in the book: {', '.join(missing)}"


def test_only_the_lectures_equations_carry_its_numbers():
    wrong = [f"{page}: \\tag{{{tag}}} without its label" for page, text in pages()
             for tag in TAG.findall(LABELLED.sub("", text))]
    assert not wrong, "\n".join(wrong)


def test_links_to_equations_find_them():
    wrong = []
    there = {label: page for page, label, _, _ in printed()}
    names = {path.stem for path in CHAPTERS.iterdir()}
    for page, text in pages():
        for number, target, label in re.findall(r"\[\((\d+)\)\]\(([\w-]*)(?:\.ipynb|\.md)?#(lecture-\d+)\)", text):
            home = there.get(label)
            if label != f"lecture-{number}" or (home or target or page) != (target or page):
                wrong.append(f"{page}: ({number}) leads to {target}#{label}, and {label} is in {home}")
            elif home is None and (target or page) in names:
                wrong.append(f"{page}: ({number}) leads to {target or page}#{label}, which is not there")
    assert not wrong, "\n".join(wrong)


def test_a_discrepancy_would_be_seen():
    assert tokens(r"\sigma(z) = \frac{1}{1+e^{-z}} \tag{8}") == tokens("\\sigma( z )\n=\\frac{1}{1 + e^{-z}}.")
    assert tokens(r"\sigma(z) = \frac{1}{1+e^{z}}") != tokens(r"\sigma(z) = \frac{1}{1+e^{-z}}")
    assert LABELLED.findall("$$ a $$\ntext $$ b \\tag{8} $$ (lecture-8)") == [(r" b \tag{8} ", "lecture-8")]
