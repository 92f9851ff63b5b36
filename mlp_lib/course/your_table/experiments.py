"""Runs of the chapter: reports on the concrete table, its rows divided in two ways, and on ten splits of the modes."""
from __future__ import annotations

from mlp_lib import data
from mlp_lib.sweeps.experiment import Experiment, Outcomes


def divided(split: str, seed: int) -> Outcomes:
    """Return the errors of a report on the concrete table, MPa, with two networks; `split` is "random" or "by mix"."""
    from mlp_lib.table import report  # pandas and Matplotlib, which reading a table of runs does not need
    from mlp_lib.table.form import example

    source, _ = example()
    made = report(source, "strength", group="mix" if split == "by mix" else None,
                  kinds={"mix": "leave out"} if split == "random" else None, seeds=2, rng=seed)
    net, linear, plain = (score.values[0] for score in made.scores)
    return {"net": net, "linear": linear, "plain": plain, "ahead": made.margins[0].low > 0}


def modes(seed: int) -> Outcomes:
    """Return the log-loss of a report on the choice of a mode, and how far the logit model's is above it."""
    from mlp_lib.table import report  # as above

    made = report(data.modechoice(), "mode", seeds=2, rng=seed)
    margin = made.margins[0]
    return {"net": made.scores[0].values[0], "logit": made.scores[1].values[0], "margin": margin.value,
            "low": margin.low, "high": margin.high}


EXPERIMENTS = {
    "your-table": Experiment("Reports on the concrete table: error on the test rows, MPa, by how the rows were "
                             "divided; ahead: surely better than the linear model",
                             divided, {"split": ["random", "by mix"]}, seeds=range(10)),
    "your-table-modes": Experiment("Reports on the mode choice of 210 travellers: log-loss on 42 or 43 test rows, its "
                                   "margin over the logit model and the 95 % interval", modes, {}, seeds=range(10)),
}
