"""The one door for a terminal: ``python -m mlp_lib worksheet --seed 7 --output sheet.html``.

``python -m mlp_lib collect FOLDER`` shows who solved what in a folder of handed-in notebooks; see `mlp_lib.collect`.
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from . import collect
from .course.worksheet.paper import paper

KEYS: dict[str, bool | str] = {"with": True, "without": False, "only": "only"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line asks for; alone, list what there is. Bad input is a sentence and exit status 2."""
    parser = argparse.ArgumentParser(prog="python -m mlp_lib", description="Neural networks, a companion: what it "
                                     "does without a notebook.", allow_abbrev=False)
    commands = parser.add_subparsers(title="commands", metavar="command")
    _worksheet(commands.add_parser("worksheet", help="a backpropagation worksheet with its key, to print",
                                   description="Write a backpropagation worksheet and its key as one page of HTML.",
                                   allow_abbrev=False))
    _collect(commands.add_parser("collect", help="who solved what in a folder of handed-in notebooks", description=(
        "Run the answers of every notebook in a folder and its sub-folders, each notebook in a process of its own with "
        "limits on time and memory, and show who solved what. The limits are not a sandbox: run this as a user without "
        "rights, or in a container. Nothing in the folder is changed."), allow_abbrev=False))
    options = parser.parse_args(arguments)
    if not hasattr(options, "do"):
        parser.print_help()
        return
    try:
        page = options.do(options).encode()
    except (TypeError, ValueError) as error:
        options.command.error(str(error))
    if options.output is not None:
        try:
            Path(options.output).write_bytes(page)
        except OSError as error:
            options.command.error(f"--output {options.output!r:.80} cannot be written: {error.strerror}.")
    elif page:
        sys.stdout.buffer.write(page)                   # UTF-8, whatever the terminal's own encoding
        sys.stdout.buffer.flush()


def _worksheet(command: argparse.ArgumentParser) -> None:
    """Give a sub-command the options of a worksheet."""
    command.add_argument("--seed", type=int, default=1, help="which numbers: 0, 1, 2 ... (%(default)s)")
    command.add_argument("--sizes", default="2-2-1", help="units per layer, the input first (%(default)s)")
    command.add_argument("--activation", choices=["identity", "sigmoid"], default="identity",
                         help="of the output units (%(default)s)")
    command.add_argument("--observations", type=int, default=1, help="1 to 3 (%(default)s)")
    command.add_argument("--reduction", choices=["sum", "mean"], default="sum",
                         help="whether the loss has 1/N in front (%(default)s); with a mean, take 3 observations")
    command.add_argument("--key", choices=list(KEYS), default="with", help="the answers (%(default)s)")
    command.add_argument("--output", metavar="FILE", help="where to write the page; without it, standard output")
    command.set_defaults(do=_page, command=command)


def _page(options: argparse.Namespace) -> str:
    """Return the worksheet that the options ask for."""
    units = options.sizes.split("-")
    if not all(n.strip().isdecimal() and len(n) < 5 for n in units):
        raise ValueError(f"--sizes must be units per layer with hyphens between them, such as 2-2-1; "
                         f"got {options.sizes!r:.60}.")
    return paper(options.seed, KEYS[options.key], sizes=[int(n) for n in units], output=options.activation,
                 observations=options.observations, reduction=options.reduction)


def _collect(command: argparse.ArgumentParser) -> None:
    """Give a sub-command the options of a collection."""
    command.add_argument("folder", metavar="FOLDER", help="where the notebooks are, such as nbgrader's `submitted`")
    command.add_argument("--output", metavar="FILE", help="where to write the table, in CSV")
    command.add_argument("--seconds", type=float, default=10, help="for one answer (%(default)s)")
    command.add_argument("--total", type=int, default=120, help="seconds for one notebook (%(default)s)")
    command.add_argument("--megabytes", type=int, default=2048, help="of memory for one notebook (%(default)s)")
    command.add_argument("--jobs", type=int, help="notebooks at a time (as many as there are processors)")
    command.set_defaults(do=_table, command=command)


def _table(options: argparse.Namespace) -> str:
    """Show each row as it comes, then how often each exercise was solved; return the table where a file is wanted."""
    rows = []
    for row in collect.collect(options.folder, options.seconds, options.total, options.megabytes, options.jobs):
        rows.append(row)
        _say(collect.line(row))
    _say(f"\n{collect.summary(rows)}")
    return collect.csv_text(rows) if options.output is not None else ""


def _say(text: str) -> None:
    """Print a line of UTF-8, whatever the terminal's own encoding."""
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
