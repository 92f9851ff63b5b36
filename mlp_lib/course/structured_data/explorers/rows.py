"""More rows: the error on mixes that are kept, against the number of tests learned from."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from mlp_lib.course import experiments
from mlp_lib.teaching.explorer import Control, Explorer, live

LINES = ["net_test", "net_training", "linear_test"]


def _data(sizes: list[int]) -> dict[str, Any]:
    table = experiments.read("concrete-rows").sort_values("seed")
    return {"rows": sizes, "errors": {line: [table.loc[table["rows"] == n, line].round(3).tolist() for n in sizes]
                                      for line in LINES}}


def rows() -> Explorer:
    """Return the explorer of the error against the rows: a network beside the line in log(age), from ten splits."""
    sizes = sorted({int(n) for n in experiments.read("concrete-rows")["rows"]})
    return live(Path(__file__).with_suffix(".js"), name="rows", title="What would more tests bring?", data=_data(sizes),
                rows=Control(sizes, "tests learned from", play=1200), start={"rows": sizes[0]},
                stills=[{"rows": sizes[-1]}])
