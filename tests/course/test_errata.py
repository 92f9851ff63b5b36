"""The errata page: every slip has its four parts, its code runs by itself, and its numbers are right."""
import contextlib
import io
import math
import re
from itertools import pairwise

import pytest
from chapter import CHAPTERS, Page

PAGE = Page("errata")
IDS = [f"e{i}" for i in range(1, 28)]


def errata():
    """Return id -> (text of the erratum, code that shows it)."""
    table = {}
    for text, code in pairwise(PAGE.cells):
        for found in re.findall(r"^\((e\d+)\)=$", text.source, re.M) if text.cell_type == "markdown" else ():
            assert code.cell_type == "code", f"{found} has no code"
            table[found] = text.source.split(f"({found})=")[1], code.source
    return table


def run(id):
    """Run the page's first code cell and the erratum's alone; return what it prints."""
    names, printed = {}, io.StringIO()
    exec(PAGE.sources[0], names)
    with contextlib.redirect_stdout(printed):
        exec(errata()[id][1], names)
    return printed.getvalue()


def numbers(id):
    return [float(n) for n in re.findall(r"-?\d+\.\d+", run(id))]


def test_all_errata_are_there_in_order_with_their_parts():
    assert list(errata()) == IDS
    for id, (text, _) in errata().items():
        assert re.match(rf"\n## {id.upper()} · \S", text), id
        parts = re.findall(r"^- \*\*(.+?):\*\*", text, re.M)
        assert re.match(r"S\d", parts[0]) and parts[1:] == ["Right", "Why it matters"], id


def test_map_lists_each_erratum_under_its_slides():
    told = {}
    for row in re.findall(r"^\|.*\|$", PAGE.cells[1].source, re.M):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        for slides, links in (cells[:2], cells[3:]):
            groups = links.split(";") if ";" in links else [links] * len(slides.split(","))
            for slide, group in zip(slides.split(","), groups, strict=True):
                for id in re.findall(r"\(#(e\d+)\)", group):
                    told.setdefault(id, []).append(slide.strip())
    for id, (text, _) in errata().items():
        head = re.search(r"^- \*\*(S\d.*?):\*\*", text, re.M)[1]
        if "onwards" in head:
            continue
        slides = [f"S{n}" for first, last in re.findall(r"S(\d+)(?: to S(\d+))?", head)
                  for n in range(int(first), int(last or first) + 1)]
        assert sorted(told[id]) == sorted(slides), id


def test_links_to_errata_find_them():
    wrong = []
    for path in [*CHAPTERS.glob("*.ipynb"), *CHAPTERS.glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        wrong += [f"{path.name}: {found}" for found in re.findall(r"errata\.\w+#?\w*", text)
                  if not re.fullmatch(rf"errata\.ipynb(#({'|'.join(IDS)}))?", found)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("id", IDS)
def test_code_runs_by_itself(id):
    assert run(id).strip()


# the numbers, each by another way

def test_missing_factor_of_e16_and_early_update_of_e19():
    """The chain x = 1, w = (0.5, 2, 0.5), tanh, tanh, identity, y = -1, with plain numbers."""
    def cost(w1=0.5, b1=0.0, w2=2.0, w3=0.5):
        return (w3 * math.tanh(w2 * math.tanh(w1 + b1)) + 1) ** 2

    h = 1e-6
    by_bias = (cost(b1=h) - cost(b1=-h)) / (2 * h)
    assert numbers("e16") == pytest.approx([by_bias / 2, by_bias, by_bias], abs=6e-5)

    by_w2 = (cost(w2=2 + h) - cost(w2=2 - h)) / (2 * h)
    new = 0.5 - 0.5 * (cost(w3=0.5 + h) - cost(w3=0.5 - h)) / (2 * h)
    assert numbers("e19") == pytest.approx([0.5, new, by_w2, by_w2 * new / 0.5, by_w2], abs=6e-5)
    assert new < 0 < by_w2                              # the sign flips: the step would go uphill


def test_numbers_of_the_small_errata():
    def logistic(z):
        return 1 / (1 + math.exp(-z))

    odds = [math.exp(z) for z in (2.0, -1.0, 0.5)]
    assert numbers("e4")[3:9] == pytest.approx(
        [logistic(z) for z in (2.0, -1.0, 0.5)] + [o / sum(odds) for o in odds], abs=6e-5)
    assert re.findall(r"\d+", run("e6")) == ["6", "26"]
    assert re.findall(r"is 1: (\w+)", run("e7")) == ["False", "False", "True"]
    z = (0.1, 2.0, 5.0)
    assert numbers("e8") == pytest.approx(
        [logistic(v) * logistic(-v) for v in z] + [1 / math.cosh(v) ** 2 for v in z] + [1.0, 1.0, 1.0], abs=6e-5)
    assert numbers("e9") == pytest.approx([1 * 0.9 + 2 * 0.5 - 3 * 0.4, 1 * -0.4 + 2 * 0.5 + 3 * 0.5])
    assert re.findall(r"\d+", run("e12")) == ["550", "51", "601", "2", "1", "601", "561"]
    assert numbers("e18") == pytest.approx([39, -66, 9.75, -16.5, 19.5, -33])     # y^2 summed; -2 sum of x y
    assert numbers("e24") == pytest.approx([-math.log(0.21), -2 * math.log(0.21)], abs=6e-5)
    e = math.e
    assert numbers("e25")[3:6] == pytest.approx([e**2 / (e**2 + 2), 1 / (e**2 + 2), 1 / (e**2 + 2)], abs=6e-5)
    assert numbers("e25")[9] == pytest.approx(e**2 / (e**2 + e**3 + 1), abs=6e-5)


def test_every_comparison_comes_out_as_the_text_says():
    assert "0 1 1 0" in run("e3")
    assert re.findall(r": (\S+)", run("e14")) == ["0.000000000000", "0.00000000"] and "(2, 4)" in run("e14")
    assert re.findall(r"(?:True|False)", run("e20")) == ["True", "True", "False"]
    shown = numbers("e11")
    assert len(set(shown[:4])) == 4 and set(shown[4:]) == {shown[0]}
    assert numbers("e23")[:3] == numbers("e23")[3:] == pytest.approx([3 - 2 + 2, 1 - 8 + 0.5, 4 - 2 + 2.5])
    assert run("e26").strip().endswith("the network: 0.000000000000")
    assert "[ 3. 85. 17.]   feature 1 of it: 3.0" in run("e27") and "(1,)   of all: (2, 1)" in run("e27")
