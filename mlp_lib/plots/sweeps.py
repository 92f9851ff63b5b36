"""A sweep's plot shows an outcome against one setting: every run, and the best that each value of it can do."""
from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from .. import checks
from .style import BLUE, CYCLE, DASHES, GREY, MARKERS

if TYPE_CHECKING:
    import pandas as pd

WIDE = 20                                   # from this ratio of largest to smallest on, an axis is logarithmic


def sweep(table: pd.DataFrame, setting: str, outcome: str = "validation", *, by: str | None = None,
          ax: Axes | None = None, ylabel: str | None = None) -> Axes:
    """Draw an outcome of a sweep against one of its settings; returns the axes.

    table     as `mlp_lib.sweep` returns it, or a part of it: the settings stand left of the column seed
    setting   the column to draw against
    outcome   a column of numbers, of which less is better
    by        another setting: a line for each of its values

    Each grey dot is a run. For each value the line shows the best setting with it: that of the lowest median over the
    seeds, at this median, with a bar over the range of its seeds. A run without the outcome, because it failed or
    diverged, counts as infinitely bad; a value at which nothing else was left has no point. Axes are logarithmic
    where the numbers span a factor of 20; words, and numbers that span so much from 0 on, stand at even distances.

    Raises ValueError or TypeError for what is no column of this kind.
    Alt text: tell where the line is lowest, how long the bars are beside its rise, and how widely the dots scatter.
    """
    names = settings_of(table)
    checks.lookup(dict.fromkeys(names), setting, "setting")
    outcomes = {c: None for c in table.columns if c not in (*names, "seed", "error")}
    checks.lookup(outcomes, outcome, "outcome")
    if table[outcome].dtype.kind not in "iuf":
        raise TypeError(f"{outcome} must be numbers to be drawn, it is {table[outcome].dtype}.")
    if by is not None:
        checks.lookup({name: None for name in names if name != setting}, by, "setting")
    for name in names:
        if table[name].isna().any():                        # a setting that is None
            table = table.assign(**{name: table[name].astype(object).where(table[name].notna(), "none")})
    values = list(dict.fromkeys(table[setting]))
    if not np.isfinite(table[outcome].to_numpy(float)).any():
        raise ValueError(f"{outcome} has no finite number in this table: did all runs fail? See the column error.")

    places, log = _places(values)
    ax = plt.subplots()[1] if ax is None else ax
    groups = [(None, table)] if by is None else [(v, table[table[by] == v]) for v in dict.fromkeys(table[by])]
    drawn = []
    for k, (value, part) in enumerate(groups):
        x, middle, low, high = np.transpose([(places[v], *_best(part[part[setting] == v], names, outcome))
                                             for v in values])
        ax.errorbar(x, middle, [middle - low, high - middle], fmt=DASHES[k % 4] + MARKERS[k % 7], capsize=3,
                    color=BLUE if by is None else CYCLE[k % 7],
                    label="best: median, range over seeds" if by is None else f"{by} {value}")
        drawn += [middle, low, high]
    ax.plot(table[setting].map(places), table[outcome], ".", color=GREY, alpha=0.5, markersize=4, zorder=1,
            label="each run")
    heights = np.concatenate([*drawn, table[outcome].to_numpy(float)])
    heights = heights[np.isfinite(heights)]
    if log:
        ax.set_xscale("log")
    if len(places) <= 12:
        ax.set_xticks(list(places.values()), [f"{v:g}" if _number(v) else str(v) for v in places])
        ax.set_xticks([], minor=True)
    if not all(map(_number, values)):
        ax.set_xlim(-0.5, len(values) - 0.5)
    if heights.min() > 0 and heights.max() >= WIDE * heights.min():
        ax.set_yscale("log")
    ax.set(xlabel=setting, ylabel=ylabel or outcome)
    ax.legend()
    return ax


def settings_of(table: pd.DataFrame) -> list[str]:
    """Return the names of a sweep's settings: the columns left of the seed."""
    if not hasattr(table, "columns") or "seed" not in table.columns:
        raise TypeError("table must be a DataFrame with a column seed and the settings left of it, as `sweep` returns "
                        f"it; got {type(table).__name__}.")
    return list(table.columns[:list(table.columns).index("seed")])


def _best(part: pd.DataFrame, names: list[str], outcome: str) -> tuple[float, float, float]:
    """Return median, lowest and highest finite loss of the setting with the lowest median; NaN where there is none."""
    filled = part.assign(**{outcome: part[outcome].fillna(np.inf)})
    over_seeds = filled.groupby(names, sort=False)[outcome]
    if not len(part) or not np.isfinite(over_seeds.median().min()):
        return np.nan, np.nan, np.nan
    best = min((losses for _, losses in over_seeds), key=lambda losses: losses.median())
    return best.median(), best.min(), best[best < np.inf].max()


def _number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool | np.bool_)


def _places(values: list[Any]) -> tuple[dict[Any, float], bool]:
    """Return value -> place on the axis, and whether the axis is logarithmic."""
    if not all(map(_number, values)):
        return {v: float(i) for i, v in enumerate(values)}, False
    values = sorted(values)
    positive = [v for v in values if v > 0]
    wide = len(positive) > 1 and positive[-1] >= WIDE * positive[0]
    if wide and len(positive) < len(values):                # 0, 0.001, 0.01, ...: no logarithm of 0
        return {v: float(i) for i, v in enumerate(values)}, False
    return {v: float(v) for v in values}, wide
