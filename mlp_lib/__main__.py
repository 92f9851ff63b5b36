"""The one door for a terminal: ``python -m mlp_lib worksheet --seed 7 --output sheet.html``."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

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
    options = parser.parse_args(arguments)
    if not hasattr(options, "page"):
        parser.print_help()
        return
    try:
        page = options.page(options).encode()
    except (TypeError, ValueError) as error:
        options.command.error(str(error))
    if options.output is None:
        sys.stdout.buffer.write(page)                   # UTF-8, whatever the terminal's own encoding
        sys.stdout.buffer.flush()
        return
    try:
        Path(options.output).write_bytes(page)
    except OSError as error:
        options.command.error(f"--output {options.output!r:.80} cannot be written: {error.strerror}.")


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
    command.set_defaults(page=_page, command=command)


def _page(options: argparse.Namespace) -> str:
    """Return the worksheet that the options ask for."""
    units = options.sizes.split("-")
    if not all(n.strip().isdecimal() and len(n) < 5 for n in units):
        raise ValueError(f"--sizes must be units per layer with hyphens between them, such as 2-2-1; "
                         f"got {options.sizes!r:.60}.")
    return paper(options.seed, KEYS[options.key], sizes=[int(n) for n in units], output=options.activation,
                 observations=options.observations, reduction=options.reduction)


if __name__ == "__main__":
    main()
