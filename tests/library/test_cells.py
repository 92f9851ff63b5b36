"""The kinds of a sweep's values: a word stays a word, a number a number, in memory, in the file and read again."""
import functools
import json

import pandas as pd
import pytest

from mlp_lib import sweep as sweep_aloud

sweep = functools.partial(sweep_aloud, progress=False)


def echo(seed, said, **setting):
    if setting.get("fails") and seed:
        raise OSError("no")
    return said


ODD = ["8_8", "007", "3_4", "1e5", "nan", "inf", "True", "None", "", " x ", "7", "-0", "\u0663", '"', '"a"',
       "a\nb", "a\tb", "a\u2028b", "\r", "\x00", "\udcff", "# x", "a,b", "NA", "z" * 20_000, "\udcff" * 20_000]


def test_words_stay_words(tmp_path):
    for path in (None, tmp_path / "x.csv", tmp_path / "x.csv"):
        run = functools.partial(echo, said={f"said {i}": word for i, word in enumerate(ODD)})
        table = sweep({"shape": ODD, "x": [7, "7"]}, run, seeds=[7], path=path)
        assert table["shape"].tolist() == [word for word in ODD for _ in range(2)]
        assert table["x"].tolist() == [7, "7"] * len(ODD) and table["seed"].tolist() == [7] * 2 * len(ODD)
        assert [table[f"said {i}"].unique().tolist() for i in range(len(ODD))] == [[word] for word in ODD]


def test_truth_stays_truth_with_a_run_that_failed_and_beside_none(tmp_path):
    for path in (None, tmp_path / "x.csv"):
        run = functools.partial(echo, said={"ok": False, "n": 3, "half": 0.5})
        with pytest.warns(RuntimeWarning, match="3 of 6 runs failed"):
            table = sweep({"flag": [None, True, False], "fails": [True]}, run, seeds=[0, 1], path=path, retries=0)
        assert [v is False for v in table["ok"]] == [True, False] * 3
        assert [v if v == v else None for v in table["flag"][::2]] == [None, True, False]
        assert table["flag"].iloc[2] is True and table["n"].tolist()[::2] == [3.0] * 3


def test_numbers_read_elsewhere_are_the_same(tmp_path):
    sweep({"word": ["007", "a"]}, functools.partial(echo, said={"x": 0.1, "n": 2}), seeds=[1], path=tmp_path / "x.csv")
    elsewhere = pd.read_csv(tmp_path / "x.csv", comment="#")
    assert elsewhere[["x", "n"]].to_numpy().tolist() == [[0.1, 2.0]] * 2
    assert [json.loads(w) if w[0] == '"' else w for w in elsewhere["word"]] == ["007", "a"]


def nasty(seed, kind):
    if kind == "no name":
        return {"a\nb": 1, "c": 2}
    if kind == "file":
        raise OSError("no \udcff such file")
    if kind == "long":
        return {"a\nb": "x" * 131_073, "c": 2}
    raise Mute


class Mute(Exception):
    def __str__(self):
        raise ValueError


def test_odd_names_and_messages_do_not_end_the_sweep(tmp_path):
    kinds = ["file", "no name", "long", "mute"]
    for _ in range(2):                                      # the second time the file is read
        with pytest.warns(RuntimeWarning, match="3 of 4 runs failed"):
            table = sweep({"kind": kinds}, nasty, seeds=[0], path=tmp_path / "x.csv", retries=0)
        assert table["a\nb"].tolist()[1] == 1 and table["c"].tolist()[1] == 2
        assert "no \udcff such file" in table["error"][0] and "at most 20,000 characters" in table["error"][2]
        assert table["error"][3] == "Mute: its message cannot be read"
