"""The command line: what it lists, the page that it writes, in UTF-8 everywhere, and how it refuses."""
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mlp_lib import worksheet
from mlp_lib.__main__ import main

ROOT = Path(__file__).parents[2]


def test_alone_it_lists_what_there_is(capsys):
    main([])
    assert "worksheet" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_standard_output_is_utf8_whatever_the_terminal_says(encoding):
    done = subprocess.run([sys.executable, "-m", "mlp_lib", "worksheet", "--seed", "7", "--sizes", "2-2-2"],
                          capture_output=True, cwd=ROOT, timeout=120, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert done.returncode == 0 and done.stderr == b""
    assert done.stdout == worksheet.paper(7, sizes=(2, 2, 2)).encode("utf-8")


def test_a_file_has_the_same_page_and_every_option_is_heard(tmp_path, capsysbinary):
    options = ["worksheet", "--seed", "3", "--activation", "sigmoid", "--observations", "3", "--reduction", "mean",
               "--key", "only"]
    main([*options, "--output", str(tmp_path / "sheet.html")])
    assert capsysbinary.readouterr().out == b""
    main(options)
    page = capsysbinary.readouterr().out
    assert (tmp_path / "sheet.html").read_bytes() == page
    assert page == worksheet.paper(3, "only", output="sigmoid", observations=3, reduction="mean").encode("utf-8")


@pytest.mark.parametrize("options, words", [
    (["--sizes", ""], "--sizes must be units per layer.*such as 2-2-1; got ''"),
    (["--sizes", "2--1"], "got '2--1'"), (["--sizes", "2-x-1"], "got '2-x-1'"), (["--sizes", "9" * 5000], "--sizes"),
    (["--sizes", "²-1"], "--sizes"), (["--sizes", "9-9"], "at most 3 layers of 3 units"),
    (["--sizes", "2"], "an input and an output layer"), (["--sizes", "2-0"], "at least 1, got 0"),
    (["--seed", "-1"], "seed must be at least 0"), (["--seed", "1e3"], "invalid int value"),
    (["--observations", "4"], "from 1 to 3"), (["--activation", "relu"], "invalid choice"),
    (["--output", "{}/nowhere/sheet.html"], "cannot be written: No such file"),
    (["--output", "{}"], "cannot be written"), (["--out", "sheet.html"], "unrecognized arguments"),
])
def test_what_cannot_be_printed_is_refused_by_a_sentence(options, words, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["worksheet", *(option.format(tmp_path) for option in options)])
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert re.search(words, message), message


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["workshet"])
    assert ended.value.code == 2 and "workshet" in capsys.readouterr().err
