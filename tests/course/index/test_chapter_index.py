"""The first page: its times are the chapters' own, its numbers those of the data, its picture a network that learns."""
import re
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
import yaml
from chapter import Page

from mlp_lib import MLP, data
from mlp_lib.course import sections
from mlp_lib.course.index import learning

ROOT = Path(__file__).parents[3]
PAGE = Page("index")
ROWS = re.findall(r"^\| \[(.+?)\]\((.+?)\.ipynb\)[^|]*\| (?:(.*?) )?\| (.*?) \|$", PAGE.text, re.M)
HOURS = {"two and a quarter hours": "2¼ h", "two and a half hours": "2½ h", "three hours": "3 h",
         "three and a half hours": "3½ h", "an hour": "1 h", "six hours": "6 h"}
BY_HAND = {"worksheet", "structured-data-project"}         # most of their time goes into what the reader writes
SVG = "{http://www.w3.org/2000/svg}"


def test_the_way_through_is_the_contents():
    chapters = yaml.safe_load((ROOT / "_toc.yml").read_text())["parts"][0]["chapters"]
    files = [entry["file"].removeprefix("chapters/") for entry in chapters]
    assert [name for _, name, *_ in ROWS] + ["progress"] == files


@pytest.mark.parametrize(("title", "name", "place", "time"), ROWS)
def test_titles_slides_and_times_are_the_chapters_own(title, name, place, time):
    text = Page(name).text
    said = re.search(r"\*\*Time\*\* about (\d+ minutes|[a-z ]+? hours?)\b", text)
    assert said, f'the box of {name}.ipynb needs its time, as in "**Time** about 70 minutes"'
    assert time == HOURS.get(said[1], said[1].replace("minutes", "min")), f"index.ipynb has another time for {name}"
    if name not in BY_HAND:
        number, unit = time.split()
        minutes = 60 * sum(map(unicodedata.numeric, number)) if unit == "h" else int(number)
        counted = sum(section.minutes for section in sections.of(name))
        assert abs(minutes - counted) <= counted / 10, f"{name}: {minutes:.0f} minutes, its records have {counted}"
    heading = re.search(r"^# (.+)$", text, re.M)[1]
    assert title in (heading, "A sweep: 200 runs on the bike data" if name == "sweeps" else "")
    slides = re.search(r"\*\*Slides\*\* (.+?)[.;,] ", text + " ")
    if place and slides:
        assert set(re.findall(r"S\d+", place)) <= set(re.findall(r"S\d+", text))


def test_the_check_takes_as_long_as_its_button_says():
    assert "**[Start (35-minute check)](prerequisites.ipynb)** **[To the first chapter](neurons.ipynb)**" in PAGE.text
    assert "**Time** about 35 minutes" in Page("prerequisites").text


def test_no_code_stands_before_the_way_through():
    first = next(i for i, cell in enumerate(PAGE.cells) if "## The way through" in cell.source)
    assert [cell.source for cell in PAGE.cells[:first] if cell.cell_type == "code"] == [
        "from mlp_lib import learning\n\nlearning.show()"]              # whose code the page leaves out: _ext/quiet.py


def test_numbers_of_the_text():
    assert len(data.bikeshare()) == 8645 and "8,645 hours of the year 2011" in PAGE.text
    assert MLP([5, 20, 20, 1], rng=0).theta.size == 561 and "561 numbers" in PAGE.text
    assert "Least squares finds the best six numbers" in PAGE.text
    assert [int(n) for n in re.findall(r"off by (\d+) bikes", PAGE.printed)] == [80, 36]


def test_the_picture_is_a_network_that_learns():
    epochs, curves = learning.stored()
    assert epochs[0] == 1 and epochs == sorted(set(epochs)) and curves.shape == (len(epochs), 47)
    mean = data.bikeshare().query("workingday == 1").groupby("hour")["bikers"].mean().to_numpy()
    np.testing.assert_allclose(learning.rentals(), mean)
    error = np.abs(curves[:, ::2] - mean).mean(axis=1)
    assert error[0] > 100 and error[-1] < 5
    np.testing.assert_allclose(learning.train(epochs[:6]), curves[:6], atol=1.5)      # as stored: rounded to bikes


def test_the_drawing_moves_for_less_than_five_seconds_and_can_stand_still():
    drawing = ET.fromstring(learning.svg())
    assert len(learning.svg()) < 20_000
    lines = {line.get("id") or line.get("class"): line for line in drawing.iter(f"{SVG}polyline")}
    film = lines["moving"].find(f"{SVG}animate")
    seconds = float(film.get("dur").removesuffix("s"))
    assert seconds < 5 and film.get("repeatCount") is None
    frames = film.get("values").split(";")
    assert frames[-1] == lines["still"].get("points") == lines["moving"].get("points") != frames[0]
    assert {len(frame.split()) for frame in frames} == {47}
    assert "prefers-reduced-motion" in drawing.find(f"{SVG}style").text
    assert len(list(drawing.iter(f"{SVG}circle"))) == 24
    alt = next(c for c in PAGE.cells if "learning.show" in c.source).metadata["mystnb"]["image"]["alt"]
    assert alt == f"A network learns. {drawing.find(f'{SVG}title').text}"
