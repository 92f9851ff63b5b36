"""A sweep's file is kept from others: from another sweep, from what another hand has changed, from a second writer."""
import csv
import functools
import os
import stat
import subprocess
import sys

import pandas as pd
import pytest

from mlp_lib import sweep as sweep_aloud

sweep = functools.partial(sweep_aloud, progress=False)


def add(a, b, seed):
    return {"sum": a + b, "product": a * b / 3 + seed}


SMALL = {"a": [2, 1], "b": [0.5, 10]}


def known(run):
    """Give a function within a test what tells it from others: what it takes from around it cannot be noted."""
    run.about = "of this test"
    return run


@pytest.mark.parametrize("change, words", [
    ({"grid": {"a": [2, 1], "b": [0.5, 11]}}, r"b is \[0.5, 10\] there, \[0.5, 11\] here"),
    ({"grid": {"b": [0.5, 10], "a": [2, 1]}}, "another order"),
    ({"grid": {"a": [1, 2], "b": [0.5, 10]}}, r"a is \[2, 1\] there"),
    ({"seeds": [0, 1]}, r"seeds is \[0\] there, \[0, 1\] here"),
    ({"run": known(lambda a, b, seed: {"sum": 0})}, r"run is .*test_ledger_kept.add.* there, .of this test. here"),
])
def test_a_table_of_another_sweep_is_refused_and_left(tmp_path, change, words):
    path = tmp_path / "x.csv"
    sweep(SMALL, add, seeds=[0], path=path)
    path.write_text(stored := path.read_text() + "1,0.5,0,torn")
    with pytest.raises(ValueError, match=f"the table of another sweep .*{words}.*left as it is"):
        sweep(**{"grid": SMALL, "run": add, "seeds": [0], "path": path} | change)
    assert path.read_text() == stored and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("text", ["name,age\nAda,36\n", "# sweep: no JSON\n# x\n", "# sweep: {}\n", "thesis"])
def test_a_file_that_is_no_sweep_is_refused_and_left(tmp_path, text):
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(ValueError, match="is not the table of a sweep"):
        sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == text


OLD = """# sweep: {"grid": {"a": [2, 1], "b": [0.5, 10]}, "seeds": [0], "run": "test_ledger_kept.add"}
# mlp_lib 0.1.0, NumPy 2.4.0, Python 3.11.7
a,b,seed,sum,product,seconds,error
2,0.5,0,2.5,0.3333333333333333,0.000,
"""


def test_a_file_of_the_first_format_is_refused_with_what_reads_it(tmp_path):
    (tmp_path / "x.csv").write_text(OLD)
    with pytest.raises(ValueError, match=r"written by another version of mlp_lib.*left as it is.*pandas.read_csv"):
        sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == OLD


def lines_of(change):
    """Return a change of a file's text as one of its lines."""
    return lambda text: "".join(change(text.splitlines(keepends=True)))


def moved(text, order):
    """Return the table below the head with its columns in another order."""
    head, rows = text.splitlines(keepends=True)[:2], list(csv.reader(text.splitlines()[2:]))
    return "".join([*head, *(",".join(row[i] for i in order) + "\n" for row in rows)])


@pytest.mark.parametrize("change, words", [
    (lines_of(lambda lines: lines[1:]), "first two lines, which say so, have been changed"),
    (lines_of(lambda lines: lines[2:]), "first two lines"),
    (lines_of(lambda lines: [lines[0], *lines[2:]]), "first two lines"),
    (lines_of(lambda lines: [*lines[:2], *lines[3:]]), "line 3 .* is '2,0.5,0,2.5,.*wanted 'a,b,seed,sum,product,"),
    (lambda text: moved(text, [1, 0, 2, 3, 4, 5, 6]), "line 3 .* is 'b,a,seed"),
    (lambda text: moved(text, [0, 1, 2, 4, 3, 5, 6]), "line 3 .* is 'a,b,seed,product,sum"),
    (lambda text: text.replace("sum,product", "product,sum"), "line 3 .*swapped"),
    (lambda text: moved(text, [0, 1, 2, 3, 3, 4, 5, 6]), "line 3 .*added"),
    (lambda text: moved(text, [0, 1, 2, 3, 5, 6]), "line 3 .*taken away"),
    (lambda text: text.replace(",", "\t"), "the first two lines|line 3|not the table"),
    (lines_of(lambda lines: [*lines[:2], "," + lines[2], *(f"{i},{x}" for i, x in enumerate(lines[3:]))]),
     "line 3 .* is ',a,b,seed"),
    (lambda text: text.replace("\n1,10,0,", "\n1,11,0,"), "line 7 .* the settings 1, 11, 0, which are none of"),
    (lambda text: text + text.splitlines(keepends=True)[4], "line 8 .* which are those of a line above"),
    (lambda text: text + "\n", "line 8 .* has 0 cells"),
    (lambda text: text.replace("\n1,10,", '\n1,"10,'), "line 7 of"),
    (lambda text: "\ufeff" + text, "not the table of a sweep"),
])
def test_a_file_that_another_hand_has_changed_is_refused_and_left(tmp_path, change, words):
    path = tmp_path / "x.csv"
    sweep(SMALL, add, seeds=[0], path=path)
    text = change(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        sweep(SMALL, add, seeds=[0], path=path)
    assert path.read_text(encoding="utf-8") == text and len(list(tmp_path.iterdir())) == 1


def test_what_is_no_text_is_no_table(tmp_path):
    (tmp_path / "x.csv").write_bytes(stored := b"# sweep: \xff\xfe\n# mlp_lib\n")
    with pytest.raises(ValueError, match="is not the table of a sweep"):
        sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == stored


def test_a_file_with_the_line_ends_of_windows_is_read(tmp_path):
    path = tmp_path / "x.csv"
    whole = sweep(SMALL, add, seeds=[0], path=path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    pd.testing.assert_frame_equal(sweep(SMALL, add, seeds=[0], path=path), whole)       # the seconds too: none run


def test_a_line_that_is_no_row_is_named(tmp_path):
    sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    text = (tmp_path / "x.csv").read_text().replace("2,10,0,12,", "2,10,0,")
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(ValueError, match=r"line 5 of .* has 6 cells, not 7"):
        sweep(SMALL, add, seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == text


# one writer at a time

def test_a_second_sweep_is_refused_with_the_name_of_the_first(tmp_path):
    path = tmp_path / "x.csv"

    @known
    def run(a, b, seed):
        before = path.read_text()
        with pytest.raises(RuntimeError, match=rf"written by another sweep \(process {os.getpid()} on .+\)\. Wait"):
            sweep(SMALL, run, seeds=[0], path=path)
        assert path.read_text() == before
        return add(a, b, seed)
    assert sweep(SMALL, run, seeds=[0], path=path, retries=0)["error"].isna().all()
    assert [left.name for left in tmp_path.iterdir()] == ["x.csv"]


def test_a_complete_table_is_read_without_a_lock_or_a_write(tmp_path, monkeypatch):
    """As in a folder that may only be read."""
    path = tmp_path / "x.csv"
    whole = sweep(SMALL, add, seeds=[0], path=path)

    def refused(*_, **__):
        raise PermissionError
    monkeypatch.setattr("mlp_lib.sweeps.ledger.alone", refused)
    pd.testing.assert_frame_equal(sweep(SMALL, add, seeds=[0], path=path), whole)
    path.write_text(path.read_text().rpartition("1,10,")[0])
    with pytest.raises(PermissionError):
        sweep(SMALL, add, seeds=[0], path=path)


def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path):
    (tmp_path / "there").mkdir()
    real, path = tmp_path / "there" / "x.csv", tmp_path / "link.csv"
    real.touch(mode=0o600)
    path.symlink_to(real)
    sweep(SMALL, add, seeds=[0], path=path)
    assert path.is_symlink() and real.read_text().count("\n") == 7 and stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_table_that_is_read_only_is_left_alone(tmp_path):
    path = tmp_path / "x.csv"
    path.touch(mode=0o444)
    with pytest.raises(PermissionError, match="read-only; nothing was saved"):
        sweep(SMALL, add, seeds=[0], path=path)
    assert path.read_text() == "" and [left.name for left in tmp_path.iterdir()] == ["x.csv"]


def test_no_lock_is_looked_for_before_a_table_is_written():
    code = ("import sys; from mlp_lib import sweep; sweep({}, lambda seed: {'x': 1}, progress=False); "
            "print('filelock' in sys.modules)")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == "False\n"
