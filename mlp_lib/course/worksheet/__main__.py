"""Print a worksheet and its key as HTML: ``python -m mlp_lib.course.worksheet --seed 7 > sheet.html``."""
import argparse
from collections.abc import Sequence

from .paper import paper


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page that the command line asks for to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m mlp_lib.course.worksheet", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which numbers: 0, 1, 2 ... (%(default)s)")
    parser.add_argument("--sizes", default="2-2-1", help="units per layer, the input first (%(default)s)")
    parser.add_argument("--output", choices=["identity", "sigmoid"], default="identity")
    parser.add_argument("--observations", type=int, default=1, help="1 to 3 (%(default)s)")
    parser.add_argument("--reduction", choices=["sum", "mean"], default="sum")
    parser.add_argument("--key", choices=["with", "without", "only"], default="with", help="the answers (%(default)s)")
    options = parser.parse_args(arguments)
    keys: dict[str, bool | str] = {"with": True, "without": False, "only": "only"}
    try:
        sizes = [int(n) for n in options.sizes.split("-")]
        page = paper(options.seed, keys[options.key], sizes=sizes,
                     output=options.output, observations=options.observations, reduction=options.reduction)
    except (TypeError, ValueError) as error:
        parser.error(str(error))
    print(page, end="")


if __name__ == "__main__":
    main()
