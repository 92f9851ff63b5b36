"""Collecting: what each of thirty made-up hand-ins becomes, that the folder stays as it was, and what is refused."""
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from handed_in import ANSWERED, CHAPTER, CHILD, LEAVES_A_SESSION, LEAVING, QUICK, SLOW, SUMS, notebook, write

from mlp_lib import collect
from mlp_lib.__main__ import main
from mlp_lib.collect import guard
from mlp_lib.course.exercises import ALL
from tools import handout

IDS = ["ready-weighted-sums", "ready-slope"]
LIMITS = {"seconds": 2, "total": 60, "megabytes": 1024}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which processes are left")


def state(folder):
    """Return everything in a folder: names, times, contents."""
    return {path: (path.lstat().st_mtime_ns, path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest())
            for path in [folder, *sorted(folder.rglob("*"))]}


def judged(folder, hand_ins, **limits):
    """Write the hand-ins, collect them, and hold each row against what it must be."""
    wanted = write(folder, hand_ins)
    before = state(folder)
    rows = {row.file: row for row in collect.collect(folder, **LIMITS | limits)}
    assert list(rows) == sorted(wanted)
    wrong = []
    for name, (_, outcomes, words) in wanted.items():
        row, notes = rows[name], " ".join(rows[name].notes)
        found = tuple(row.outcomes[id] for id in IDS) if row.outcomes else None
        if found != outcomes or not re.search(words, notes):
            wrong.append((name, found, notes))
        assert row.chapter == ("prerequisites" if outcomes else "")
    assert not wrong
    assert state(folder) == before
    return list(rows.values())


def processes():
    """Return the command lines of all processes that are the made-up child."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_bytes())
        except OSError:                                 # it has ended meanwhile
            continue
    return [line for line in found if CHILD.encode() in line]


def test_thirty_hand_ins_end_with_a_right_table(tmp_path):
    assert len(QUICK) + 1 == 30
    rows = judged(tmp_path, QUICK)
    assert not processes(), "a child is left"
    table = list(csv.DictReader(io.StringIO(collect.csv_text(rows))))
    assert [line["file"] for line in table] == [row.file for row in rows]
    assert {line["file"]: (line["right"], line["of"]) for line in table if line["file"] in (
        "right.ipynb", "wrong.ipynb", "empty.ipynb")} == {"right.ipynb": ("2", "2"), "wrong.ipynb": ("1", "2"),
                                                          "empty.ipynb": ("0", "0")}
    assert [row.who for row in rows if row.file.startswith("anna")] == ["anna", "anna"]
    told = collect.summary(rows)
    solved = [sum(row.outcomes.get(id) == "correct" for row in rows) for id in IDS]
    judged_rows = sum(bool(row.outcomes) for row in rows)
    assert told.startswith(f"30 files, {judged_rows} judged.")
    assert all(f"{n:3} of {judged_rows:3}  {id}" in told for id, n in zip(IDS, solved, strict=True))


@pytest.mark.long
def test_what_does_not_end_or_wants_too_much_costs_no_more_than_its_own_answer(tmp_path):
    judged(tmp_path, SLOW, seconds=4)                  # a busy machine takes its time to fill a memory
    assert not processes(), "a child is left"


@LINUX
def test_what_a_cell_leaves_is_ended_before_the_next_ones_turn_and_told(tmp_path):
    judged(tmp_path, LEAVING)
    assert not processes(), "a child is left"


@LINUX
def test_only_the_processes_below_are_ended():
    other, tree = (subprocess.Popen([sys.executable, "-c", code + CHILD]) for code in ("", LEAVES_A_SESSION))
    try:
        until = time.monotonic() + 20
        while not guard.descendants(tree.pid) and time.monotonic() < until:
            time.sleep(0.01)
        assert {other.pid, tree.pid} <= guard.descendants(os.getpid())
        assert guard.end(tree.pid) == 1 and guard.descendants(tree.pid) == set()
        assert other.poll() is None and tree.poll() is None
    finally:
        for one in (other, tree):
            one.kill()
            one.wait()


def test_folders_of_students_give_the_names_and_no_doubles(tmp_path):
    for student in ("anna", "ben"):
        (tmp_path / student / "week1" / ".ipynb_checkpoints").mkdir(parents=True)
        for place in ("", ".ipynb_checkpoints/"):
            (tmp_path / student / "week1" / f"{place}prerequisites.ipynb").write_text(notebook())
    rows = list(collect.collect(tmp_path))
    assert [(row.who, tuple(row.outcomes.values()), row.notes) for row in rows] == [
        ("anna", ANSWERED, []), ("ben", ANSWERED, [])]


def test_the_environment_is_not_handed_on(tmp_path, monkeypatch):
    monkeypatch.setenv("MLP_A_SECRET", "1")
    (tmp_path / "a.ipynb").write_text(notebook("import os\nos.environ['MLP_A_SECRET']\n"))
    [row] = collect.collect(tmp_path)
    assert row.outcomes["ready-weighted-sums"] == "error" and "KeyError" in row.notes[0]


def test_what_somebody_else_named_stays_text(tmp_path):
    row = collect.Row("=cmd|x.ipynb", "=cmd|x", notes=["\x1b[2J+1"])
    [_, line] = csv.reader(io.StringIO(collect.csv_text([row])))
    assert line[0] == "'=cmd|x" and "\x1b" not in collect.line(row) + "".join(line)


def test_the_command_line_shows_the_rows_and_writes_the_table(tmp_path, capsysbinary):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "zoë.ipynb").write_text(notebook(slope="...\n"), encoding="utf-8")
    main(["collect", str(folder), "--output", str(tmp_path / "table.csv"), "--jobs", "1"])
    shown = capsysbinary.readouterr().out.decode()
    assert re.search(r"zoë +prerequisites +1 of  2  error: ready-slope", shown) and "1 files, 1 judged" in shown
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").startswith("who,file,chapter,right,of,notes,")


@pytest.mark.parametrize("change, words", [
    ({"folder": "nowhere"}, "is no folder"), ({"folder": "empty"}, "nothing in"), ({"seconds": 0}, "seconds must"),
    ({"seconds": float("nan")}, "seconds must"), ({"total": 0}, "total must be"), ({"jobs": 0}, "jobs"),
    ({"megabytes": 10}, "megabytes must be at least 512"),
])
def test_what_cannot_be_collected_is_refused_by_a_sentence(change, words, tmp_path):
    given = {"folder": "in"} | change
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.ipynb").write_text(notebook())
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match=words):
        collect.collect(**given | {"folder": tmp_path / given["folder"]})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_row(tmp_path):
    (tmp_path / "a.ipynb").write_text(notebook())
    (tmp_path / "a.ipynb").chmod(0)
    [row] = collect.collect(tmp_path)
    assert row.notes == ["This file cannot be read: Permission denied."]


@pytest.mark.long
def test_every_exercise_of_the_book_is_found_right(tmp_path):
    known = {id: f'exercises.ALL["{id}"].solution' for id in ALL}
    for path in CHAPTER.parent.glob("*.ipynb"):
        made = json.loads(path.read_text(encoding="utf-8"))
        for cell in made["cells"]:
            cell["source"] = re.sub(r'(?m)^(exercises\.check\("([\w-]+)", ).*\)$',
                                    lambda found: f"{found[1]}{known[found[2]]})", "".join(cell["source"]))
        (tmp_path / path.name).write_text(json.dumps(made))
    rows = list(collect.collect(tmp_path, total=300))
    assert {id: said for row in rows for id, said in row.outcomes.items()} == dict.fromkeys(ALL, "correct")
    assert all(row.chapter == Path(row.file).stem for row in rows if row.outcomes)


def test_a_hand_out_for_nbgrader_grades_each_exercise_once(tmp_path):
    made = handout.graded(nbformat.reads(notebook(SUMS.format("W @ a")), as_version=4))
    marked = [cell for cell in made.cells if "nbgrader" in cell.metadata]
    assert [cell.metadata.nbgrader.grade_id for cell in marked] == [f"check-{id}" for id in IDS]
    assert all(cell.metadata.nbgrader.locked and cell.metadata.nbgrader.points == 1 for cell in marked)
    nbformat.validate(made)
    nbformat.write(made, tmp_path / "ben.ipynb")
    [row] = collect.collect(tmp_path)
    assert [row.outcomes[id] for id in IDS] == ["not yet", "correct"] and row.notes == []
    assert len(handout.graded(nbformat.reads(notebook(), as_version=4), ["ready-slope"]).cells) == len(made.cells) - 1
