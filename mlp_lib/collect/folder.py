"""A folder of what was handed in: a row for each file, in which nothing is changed."""
from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from mlp_lib.checks import count
from mlp_lib.course import exercises

from . import handed, run

COPY = re.compile(r"([ _-]*\(\d+\)|[ _-]+copy\d*)+$", re.I)              # what a browser or Jupyter adds to a name
SOLVED = re.compile(r"\bexercises\s*\.\s*(ALL|show)\b[^\n]*\.\s*solution\b|\bmlp_lib\.course\b")


@dataclass
class Row:
    """What is known of one file: whose, which chapter, exercise -> outcome, and sentences on the rest.

    An outcome is "correct", "not yet", "not attempted", "error" (its cell stops before the check), "late", "not
    reached", or "absent" (an exercise of the chapter that the file has no check of).
    """

    file: str
    who: str
    chapter: str = ""
    outcomes: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def right(self) -> int:
        """How many of its exercises are solved."""
        return list(self.outcomes.values()).count("correct")


def files(folder: Path) -> list[Path]:
    """Return what lies in a folder and its sub-folders, without hidden files; links to folders are not followed."""
    found = [Path(place, name) for place, folders, names in os.walk(folder) for name in [*names, *folders]
             if not name.startswith(".") and not any(part.startswith(".") for part in
                                                     Path(place).relative_to(folder).parts)]
    return sorted(path for path in found if path.is_symlink() or not path.is_dir())


def collect(folder: str | Path, seconds: float = 10.0, total: int = 120, megabytes: int = 2048,
            jobs: int | None = None) -> Iterator[Row]:
    """Yield a Row for each file of a folder, in the order of their names; each notebook runs in a process of its own.

    seconds, total   for one answer, and for a whole notebook
    megabytes        of memory for each process
    jobs             notebooks at a time; None: as many as there are processors

    Who handed in is the first folder on the way to the file, as nbgrader has it, or else the file's name. Raises
    ValueError for a folder that is not there or has nothing in it, and for limits that are none.
    """
    if os.name != "posix":
        raise ValueError("collect needs Linux or macOS, which can limit a process; on Windows, run it in WSL.")
    limits = run.Limits(seconds, total, megabytes).checked()
    jobs = count(os.cpu_count() or 1 if jobs is None else jobs, "jobs")
    top = Path(folder)
    if not top.is_dir():
        raise ValueError(f"{str(folder)!r:.120} is no folder: hand in the folder that holds the notebooks.")
    paths = files(top)
    if not paths:
        raise ValueError(f"there is nothing in {str(folder)!r:.120}: are the notebooks in another folder?")
    return _rows(top, paths, limits, jobs)


def _rows(top: Path, paths: Sequence[Path], limits: run.Limits, jobs: int) -> Iterator[Row]:
    names = {path: _who(path.relative_to(top)) for path in paths}
    twice = defaultdict(list)
    for path, (who, what) in names.items():
        twice[who.casefold(), what.casefold()].append(path.relative_to(top).as_posix())
    with ThreadPoolExecutor(jobs) as pool:
        for path, row in zip(paths, pool.map(lambda p: _row(p, p.relative_to(top), names[p][0], limits), paths),
                             strict=True):
            who, what = names[path]
            same = [file for file in twice[who.casefold(), what.casefold()] if file != row.file]
            if same:
                row.notes.insert(0, f"Handed in more than once: see {', '.join(same)} too.")
            yield row


def _who(path: Path) -> tuple[str, str]:
    """Return (whose, which): nbgrader's student/assignment/notebook, or the stem without "(1)" of a second download."""
    stem = COPY.sub("", path.stem) or path.stem
    return (path.parts[0], "/".join([*path.parts[1:-1], stem])) if len(path.parts) > 1 else (stem, "")


def _row(path: Path, name: Path, who: str, limits: run.Limits) -> Row:
    row = Row(name.as_posix(), who)
    try:
        found = handed.read(path)
    except handed.Unusable as reason:
        row.notes.append(f"This file {reason}.")
        return row
    if found.told is not None:
        row.outcomes = found.told
        row.notes.append("Saved by the page \"Your progress\": the outcomes are what a browser has kept, and nothing "
                         "was run again.")
    else:
        indices = [i for i, code in enumerate(found.cells) if handed.CHECK.search(code)]
        if not indices:
            row.notes.append("This notebook has no cell that checks an exercise of the book.")
            return row
        row.outcomes, notes = run.judge(found.cells, indices, limits)
        row.notes += notes
        if any(SOLVED.search(code) for code in found.cells):
            row.notes.append("Its code asks the library for solutions: read it.")
    _complete(row)
    return row


def _complete(row: Row) -> None:
    """Find the chapter, and add its exercises that are absent; leave out those that this edition has not."""
    unknown = [id for id in row.outcomes if id not in exercises.ALL]
    if unknown:
        row.notes.append(f"Not exercises of this edition: {', '.join(id[:60] for id in unknown[:5])}.")
    known = {id: outcome for id, outcome in row.outcomes.items() if id in exercises.ALL}
    chapters = Counter(exercises.ALL[id].chapter for id in known)
    row.chapter = chapters.most_common(1)[0][0] if len(chapters) == 1 else " + ".join(sorted(chapters))
    wanted = [id for id, exercise in exercises.ALL.items() if exercise.chapter in chapters]
    row.outcomes = {id: known.get(id, "absent") for id in wanted}
