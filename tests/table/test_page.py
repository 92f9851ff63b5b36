"""The page of a report: whole or not at all, every word of the table escaped, nothing loaded, nothing run."""
import html
import html.parser
import os
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from tables import classes, numbers

from mlp_lib.table import TableError, look, report
from mlp_lib.table.page import words

EVIL = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "$x^{$", "`code`", "a*b*c", "{brace}", "日本 "
                                                                                                               "\U0001F30A",
        "</style><b>", "&lt;i&gt;"]
TAGS = set("html head meta title style body main div p strong h3 h4 ul li table caption thead tbody tr th td code "
           "figure img figcaption".split())


class Tags(html.parser.HTMLParser):
    """Collect the tags and attributes of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture(scope="module")
def evil():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(120, 4)), columns=EVIL[:4])
    for name in EVIL[4:8]:
        frame[name] = rng.choice([*EVIL[:3], "=cmd()"], 120)
    frame[EVIL[8]] = frame[EVIL[0]]**2 + rng.normal(0, 0.1, 120)
    return frame


@pytest.mark.parametrize("target", [EVIL[8], EVIL[4]])
def test_names_and_cells_are_escaped_in_all_that_is_shown(evil, target):
    made = report(evil, target, seeds=1)
    for page in (made.html, made._repr_html_(), look(evil, target)._repr_html_(), look(evil)._repr_html_()):
        found = Tags(page)
        assert found.tags <= TAGS
        assert not any(name.startswith("on") for name in found.attributes) and "href" not in found.attributes
        assert set(re.findall(r'src="([a-z]+:[a-z/]*)', page)) <= {"data:image/png"}
    assert "<script>" not in made.html and html.escape("<script>") in made.html
    for picture in made.pictures:
        assert picture.png.startswith(b"\x89PNG") and len(picture.alt) > 40
    assert "default-src 'none'" in made.html


def test_no_name_is_taken_for_a_formula_and_the_scales_own_are_set(evil, monkeypatch):
    seen, save = {}, Figure.savefig

    def watched(figure, *args, **keys):
        save(figure, *args, **keys)
        seen.update((text.get_text(), text.get_parse_math()) for text in figure.findobj(Text) if "$" in text.get_text())
    monkeypatch.setattr(Figure, "savefig", watched)
    report(evil, EVIL[8], seeds=1)
    assert any("mathdefault" in text for text in seen) and any("$x^{$" in text for text in seen)
    assert all(as_math == ("mathdefault" in text) for text, as_math in seen.items())


def test_words_escapes_first():
    assert words("a `<b>` & c") == 'a <code translate="no">&lt;b&gt;</code> &amp; c'


def test_errors_about_such_a_table_are_one_line_each(evil):
    with pytest.raises(TableError) as told:
        report(evil.assign(**{"new\nline": ["1.5"] * 100 + ["<b>\n"] * 20}), EVIL[8])
    assert str(told.value).count("\n") == 0 and "text in row 101" in str(told.value)


def test_a_report_is_saved_whole_or_not_at_all(tmp_path, monkeypatch):
    made = report(classes(100), "kind", seeds=1)
    path = made.save(tmp_path / "report.html")
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode      # for others too, where files are
    (tmp_path / "plain").unlink()
    assert path.read_text(encoding="utf-8") == made.html and os.listdir(tmp_path) == ["report.html"]
    path.write_text("older")
    monkeypatch.setattr("mlp_lib.table.reporting.document", lambda report: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        made.save(path)
    assert path.read_text() == "older" and os.listdir(tmp_path) == ["report.html"]
    for place in (tmp_path, tmp_path / "nowhere" / "report.html"):
        with pytest.raises(TableError, match=r"name a file, such as report\.html"):
            made.save(place)


def test_what_a_reader_sees(tmp_path):
    made = report(numbers(200), "sag", seeds=2)
    page = html.unescape(made.html)
    for text in ("predicting", "root mean squared error", "To know" if made.notes else "", "How it was made",
                 "linear model", "no input at all", "120 to learn from, 40 to choose by, 40 to test on; divided at "
                                                    "random",
                 "Predicted and measured", "What is left over", "How it learned", "What it looks at",
                 "Predictions over width"):
        assert text in page
    assert len(page) < 1_500_000 and repr(made) == "Report(your table: sag from 4 inputs)"
