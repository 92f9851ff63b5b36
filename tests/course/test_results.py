"""The tables of the heavy runs: complete, as `make results` writes them, and a row of each trained again."""
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from chapter import CHAPTERS, Page

from mlp_lib import experiments
from mlp_lib.course.experiments import EXPERIMENTS, FOLDERS, read
from tools import results

# one setting of each, chosen smooth or short, so that another CPU's rounding does not grow: margin, relative
ROWS = {
    "learning-rate": ({"eta": 0.003, "seed": 2}, 0.02),
    "width-depth": ({"width": 2, "depth": 1, "seed": 1}, 0.05),
    "activation-start": ({"activation": "tanh", "start": "Glorot", "seed": 0}, 0.05),
    "outliers": ({"loss": "absolute_error", "share": 0.1, "seed": 1}, 0.3),
    "batch-size": ({"batch": 100, "seed": 1}, 0.02),
    "penalty": ({"kind": "l2", "strength": 0.1, "seed": 0}, 0.05),
    "early-stopping": ({"seed": 0}, 0.25),
    "optimizer": ({"optimizer": "momentum", "eta": 0.001, "seed": 1}, 0.05),
    "mode-choice": ({"model": "logit", "seed": 0}, 0.02),
    "break-it": ({"fault": "zero start", "seed": 3}, 0.02),
    "activation-rate": ({"activation": "tanh", "eta": 0.03, "seed": 0}, 0.05),
    "dead-units": ({"loss": "huber", "eta": 0.03, "seed": 0}, 0.02),
    "basis-by-draw": ({"learned": 4, "seed": 3}, 0.1),
    "layers-by-start": ({"net": "1-4-4-1", "seed": 15}, 0.05),
    "sweep-by-day": ({"width": 10, "depth": 1, "eta": 0.003, "hidden": "tanh", "seed": 1}, 0.05),
    "playground": ({"setting": "gauss", "seed": 2}, 0.05),
    "playground-film": ({"film": "circle, squares, no hidden layer", "epoch": 30, "seed": 10}, 0.05),
    "your-table": ({"split": "by mix", "seed": 3}, 0.15),
    "your-table-modes": ({"seed": 5}, 0.3),
    "sweep": ({"width": 10, "depth": 1, "eta": 0.003, "hidden": "tanh", "seed": 1}, 0.02),
    "concrete-split": ({"kind": "by exact mix", "model": "net, log age, L2", "seed": 2}, 0.15),
    "concrete-trees": ({"kind": "by mix", "seed": 0}, 0.03),
    "concrete-choice": ({"by": "by mix", "seed": 3}, 0.2),
    "concrete-rows": ({"rows": 400, "seed": 1}, 0.2),
    "concrete-leak": ({"leak": "strength of the mix, all rows", "seed": 0}, 0.15),
    "concrete-gaps": ({"gap": "anywhere", "fill": "mean", "seed": 0}, 0.15),
    "concrete-bands": ({"kind": "by mix", "seed": 2}, 0.2),
    "concrete-nets": ({"seed": 1}, 0.15),
    "concrete-bands-nets": ({"seed": 1}, 0.15),
    "mode-forecasts": ({"forecast": "conditional logit", "seed": 4}, 0.001),
    "bikes-ahead": ({"kind": "by time", "inputs": "a day ahead", "seed": 0}, 0.15),
}
SECONDS = {"concrete-choice", "concrete-bands", "concrete-trees", "your-table", "your-table-modes"}     # that they take


def test_every_table_has_a_row_that_is_run_again():
    tables = {path.stem for path in FOLDERS[1].glob("*.csv")}
    assert set(EXPERIMENTS) == tables, "a name of EXPERIMENTS without its table, or the other way round"
    assert set(ROWS) == tables, "ROWS, above, lacks a table or has one too many"


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_table_has_its_settings_seeds_and_versions(name):
    text = (FOLDERS[1] / f"{name}.csv").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    experiment, frame = EXPERIMENTS[name], read(name)
    assert head[0] == f"# {name}: {experiment.about}"
    assert head[1] == f"# seeds {experiment.seeds.start} to {experiment.seeds.stop - 1}"
    assert re.fullmatch(r"# mlp_lib [\d.]+, NumPy [\d.]+, pandas [\d.]+, Python [\d.]+", head[3])
    wanted = [tuple(setting.values()) for setting in experiment.settings()]
    assert list(frame[[*experiment.grid, "seed"]].itertuples(index=False, name=None)) == wanted


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.long) if name in SECONDS else name for name in ROWS])
def test_a_row_trained_again_is_the_tables(name):
    setting, margin = ROWS[name]
    frame = read(name)
    row = frame[np.logical_and.reduce([frame[key] == value for key, value in setting.items()])].squeeze()
    again = EXPERIMENTS[name].run(**setting)
    assert not {*setting, "seconds", "error"} & {*again}, "names of columns that the sweep itself writes"
    assert list(frame.columns) == [*setting, *again] + ["seconds"] * EXPERIMENTS[name].timed
    for key, value in again.items():
        if key.startswith("theta_"):
            continue                    # another CPU ends at other weights, as good ones: their errors are compared
        if isinstance(value, str):
            assert re.sub(r"[\d.]+", "#", row[key]) == re.sub(r"[\d.]+", "#", value), key
        else:
            small = 0.02 * frame[key].abs().max()       # an hour at night is small, and its error is not relative
            assert row[key] == pytest.approx(value, rel=margin, abs=small, nan_ok=True), key


def test_the_text_of_a_table_gives_the_table(tmp_path):
    experiment = EXPERIMENTS["mode-choice"]
    frame = pd.DataFrame([setting | {"value": np.nan if setting["seed"] else 1 / 3}
                          for setting in experiment.settings()])
    (tmp_path / "mode-choice.csv").write_text(results.text("mode-choice", experiment, frame), encoding="utf-8")
    again = read("mode-choice", tmp_path)
    pd.testing.assert_frame_equal(again, frame, rtol=1e-3, check_dtype=False)


def test_a_table_that_is_not_there_is_asked_for_in_words(tmp_path):
    with pytest.raises(ValueError, match="make results"):
        read("learning-rate", tmp_path)
    with pytest.raises(ValueError, match="learning-rate"):
        read("learning-rates")


def added(a, seed):
    return {"sum": a + seed / 10}


def divided(a, seed):
    return {"sum": 1 / a}


def test_a_kill_before_the_table_is_written_loses_no_run(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    monkeypatch.setattr(results, "UNFINISHED", tmp_path / "unfinished")
    monkeypatch.setattr("sys.argv", ["results", "tiny"])
    monkeypatch.setattr(results, "EXPERIMENTS", {"tiny": results.Experiment("two", added, {"a": [1, 2]}, range(1))})
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "tiny.csv").write_text("the old table")

    def killed(*_):
        raise KeyboardInterrupt
    monkeypatch.setattr(results, "text", killed)
    with pytest.raises(KeyboardInterrupt):
        results.main()
    assert (tmp_path / "results" / "tiny.csv").read_text() == "the old table"
    kept, = (tmp_path / "unfinished").iterdir()
    assert kept.read_text().count("\n") == 3 + 2


def test_the_tool_writes_what_it_is_asked_for(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    monkeypatch.setattr(results, "UNFINISHED", tmp_path / "unfinished")
    monkeypatch.setattr("sys.argv", ["results", "tiny"])
    tiny = results.Experiment("two runs", added, {"a": [1, 2]}, range(1))
    monkeypatch.setattr(results, "EXPERIMENTS", {"tiny": tiny})
    results.main()
    lines = (tmp_path / "results" / "tiny.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# tiny: two runs" and lines[4:] == ["a,seed,sum", "1,0,1", "2,0,2"]
    assert capsys.readouterr().out.startswith("tiny: 2 runs")
    assert not list((tmp_path / "unfinished").iterdir())


def test_the_tool_writes_no_table_of_runs_that_failed(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    monkeypatch.setattr(results, "UNFINISHED", tmp_path / "unfinished")
    monkeypatch.setattr("sys.argv", ["results", "tiny"])
    tiny = results.Experiment("two runs", divided, {"a": [1, 0]}, range(1))
    monkeypatch.setattr(results, "EXPERIMENTS", {"tiny": tiny})
    with pytest.warns(RuntimeWarning, match="1 of 2 runs failed"), \
            pytest.raises(SystemExit, match=r"runs failed, see .*tiny-"):
        results.main()
    assert not list((tmp_path / "results").iterdir())


@pytest.mark.parametrize("name", sorted(path.stem for path in CHAPTERS.glob("*.ipynb")))
def test_a_notebook_alone_in_a_folder_names_the_folder_that_it_lacks(name, tmp_path, monkeypatch):
    """Each way in which a chapter reads tables, without the folder `results` and outside of a clone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("mlp_lib.course.experiments.FOLDERS", (Path("results"), tmp_path / "no-clone"))
    code = "\n".join(Page(name).sources)
    assert not re.search(r"open\(|read_csv|glob\(", code), "tables are read by experiments.read or .measured"
    asked = re.findall(r"experiments\.(read|measured)\((?:\"([\w-]+)\"|name)\)", code)
    for how, table in asked:
        with pytest.raises(ValueError, match="needs the folder `results` beside it"):
            getattr(experiments, how)(table or "machine")
    assert bool(asked) == ("experiments." in code.replace("experiments.EXPERIMENTS", ""))


def test_a_measured_table_is_given_by_name():
    assert "processor" in set(experiments.measured("machine")["what"])
    with pytest.raises(ValueError, match="Did you mean 'memory'"):
        experiments.measured("memmory")
