"""The teacher's page: its plans add up, its minutes are the cards', its figures those of the measured tables."""
import re
from pathlib import Path

import pandas as pd
import pytest

from mlp_lib import exercises
from tools import edition

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters" / "teaching.md").read_text(encoding="utf-8")
TABLES = ROOT / "chapters" / "results" / "class"
PARTS = {int(found[1]): exercise for exercise in exercises.ALL.values()
         if (found := re.match(r"Your network, part (\d+):", exercise.title))}


def plan(heading):
    """Return (minutes, what) of each row of the plan under a heading."""
    part = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [(int(minutes), what) for minutes, what in re.findall(r"^\| (\d+) \| (.*?) \|", part, re.M)]


@pytest.mark.parametrize("heading, total", [("A session of 75 minutes", 75), ("A lab of 110 minutes", 110)])
def test_a_plans_minutes_add_up(heading, total):
    assert sum(minutes for minutes, _ in plan(heading)) == total


def test_the_labs_minutes_are_those_of_the_cards():
    said = {tuple(range(int(first), int(last or first) + 1)): minutes for minutes, what in plan("A lab of 110 minutes")
            for first, last in re.findall(r"parts? (\d+)(?: to (\d+))?:", what)}
    assert said == {parts: sum(PARTS[n].minutes for n in parts) for parts in [tuple(range(1, 9)), (9,), (10,), (11,)]}


def table(name):
    return pd.read_csv(TABLES / f"{name}.csv", index_col=0)


def test_the_figures_are_those_that_were_measured():
    visits, kernels = table("visits"), table("kernels")["MB"]
    load = pd.read_csv(TABLES / "load.csv").iloc[0]
    opened, read, answered, lite = (visits.loc[name] for name in (
        "a chapter opened", "a chapter read to its end", "an exercise answered", "a notebook in JupyterLite"))
    server, chapters = kernels.iloc[0], kernels.iloc[1:]
    student = server + chapters.max()
    daily = 10_000 * answered.kB / 1e6
    for words in (
            f"{opened.requests:.0f} files, {opened.kB:.0f} kB", f"{read.kB / 1000:.1f} MB when it is read to its end",
            f"{answered.kB / 1000:.1f} MB", f"{lite.kB / 1000:.0f} MB in JupyterLite",
            f"{load.visits_per_second:.0f} first visits a second", f"{load.MB_per_second:.0f} MB/s",
            f"{load.readers:,.0f} readers", f"{load.at_once:.0f} at a time",
            f"{daily:.0f} GB a day", f"{daily * 8e3 / 86_400:.0f} Mbit/s on average",
            f"{100e6 / answered.kB:,.0f} such first visits", f"{server:.0f} MB for JupyterLab's server",
            f"{chapters.max():.0f} MB for the kernel of the heaviest chapter (*{chapters.idxmax()}*)",
            f"{chapters.median():.0f} MB for the one in the middle",
            f"{30 * student / 1000:.0f} GB", f"{300 * student / 1000:.0f} GB"):
        assert words in TEXT, words


@pytest.mark.parametrize("place, visit", [("web/lite/welcome.js", "a notebook in JupyterLite"),
                                          ("chapters/your-table.ipynb", "a form for one's own table")])
def test_whoever_waits_for_python_reads_what_it_loads(place, visit):
    text, measured = (ROOT / place).read_text(encoding="utf-8"), table("visits")["kB"][visit] / 1000
    assert re.findall(r"some (\d+) MB", text) == [f"{round(measured, -1):.0f}"]


def test_the_limit_of_the_hubs_values_holds_a_student():
    values = (ROOT / "hub" / "values.yaml").read_text(encoding="utf-8")
    kernels = table("kernels")["MB"]
    limit = 1024 * float(re.search(r"limit: ([\d.]+)G ", values)[1])
    assert kernels.iloc[0] + 2 * kernels.iloc[1:].max() < limit and edition.version() in values
