"""The shape of a network: its width, its depth, and what it makes of hours that it has and has not seen."""
from __future__ import annotations

from matplotlib.figure import Figure

from mlp_lib.course.experiments import read
from mlp_lib.plots.style import BLUE, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ._runs import SQUARED, ranged, values_of


def width_depth() -> Explorer:
    """Return the explorer of width and depth: training and validation loss of 24 networks of 5 starts each."""
    table = read("width-depth")
    widths, depths = values_of(table["width"]), values_of(table["depth"])
    nets = {key: rows for key, rows in table.groupby(["depth", "width"])}

    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, sharey=True)
        for ax, title in ((left, "400 hours of the training"), (right, "1,000 other hours")):
            ax.set(xlabel="parameters", xscale="log", xlim=(8, 6e4), ylim=(0, 2.5), title=title)
        left.set_ylabel(f"mean squared error,\n{SQUARED}")
        parts = ("training", left, BLUE, "o"), ("validation", right, RED, "^")
        for part, ax, _, mark in parts:
            ax.plot([rows["parameters"].iloc[0] for rows in nets.values()],
                    [rows[part].median() for rows in nets.values()], mark, color=GREY, ms=4, label="all 24, median")
        moving = {part: ax.plot([], [], mark, color=colour, ms=6, label="this network, each start")[0]
                  for part, ax, colour, mark in parts}
        figure.legend(*left.get_legend_handles_labels(), loc="outside upper center", ncols=2)

        def update(depth: int, width: int) -> Frame:
            rows = nets[depth, width]
            count = int(rows["parameters"].iloc[0])
            for part, line in moving.items():
                line.set_data([count] * len(rows), rows[part])
            return moving.values(), (
                f"{depth} hidden layer{'s' * (depth > 1)} of {width} units, {count:,} parameters. Training loss "
                f"{ranged(rows['training'])}; validation loss {ranged(rows['validation'])} (median of {len(rows)} "
                "starts, lowest to highest).")
        return update

    return explore(scene, name="width-depth", title="How wide, how deep?", figsize=(6.4, 3.9),
                   depth=Control(depths, "hidden layers"), width=Control(widths, "units in each"),
                   start={"depth": 2, "width": widths[len(widths) // 2]})
