"""Signs: what in a table's values speaks of a leak: columns that repeat the target, rows that repeat one another."""
from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlp_lib.hints import Array, Rows

from .columns import Column
from .errors import short, some

SAME = 0.9999                                               # a correlation from here on is a repetition
CLOSE = 0.1                                                 # standard deviations: no more is nearly the same
WIDE = 60                                                   # with more inputs, rows are only compared as a whole


def of_leaks(columns: dict[str, Column], roles: dict[str, str], target: str, task: str, rows: Rows,
             kinds: Mapping[str, str], notes: list[str]) -> None:
    """Leave out the inputs that repeat the target (unless their owner chose a kind for them), and say so."""
    goal = columns[target].cells.iloc[rows]
    for name, role in roles.items():
        if role != "input" or columns[name].fault:
            continue
        why = repeats(columns[name].cells.iloc[rows], goal, task)
        if why and name in kinds:
            notes.append(f"Column `{short(name)}` {why} the target: it is used, as you chose, and gives it away.")
        elif why:
            roles[name] = "left out"
            notes.append(f"Left out: `{short(name)}` {why} the target, so it would give it away. If it is known before "
                         "the target is, choose its kind, and it is used.")
        elif task == "classes" and separates(columns[name].cells.iloc[rows], goal):
            notes.append(f"`{short(name)}` alone tells every class of the target: is it known before the target is, or "
                         "was one computed from the other? Then leave it out.")


def repeats(cells: pd.Series, goal: pd.Series, task: str) -> str:
    """Return the verb by which a column tells the target, "" where it does not."""
    there = cells.notna() & goal.notna()
    cells, goal = cells[there], goal[there]
    if len(cells) < 20:
        return ""
    if task == "number" and cells.dtype.kind == "f" and cells.nunique() > 2:
        if abs(_correlation(cells, goal)) > SAME:
            return "repeats"
        ranks = abs(_correlation(cells.rank(), goal.rank()))
        return "repeats (on another scale)" if ranks > SAME else ""
    if task == "classes" and cells.nunique() == goal.nunique():
        pairs = pd.DataFrame({"a": cells.astype(str), "b": goal.astype(str)}).drop_duplicates()
        return "repeats" if len(pairs) == goal.nunique() else ""
    return ""


def separates(cells: pd.Series, goal: pd.Series) -> bool:
    """Return whether thresholds of one number tell each class."""
    there = cells.notna() & goal.notna()
    if cells.dtype.kind != "f" or there.sum() < 20:
        return False
    table = pd.DataFrame({"x": cells[there], "class": pd.factorize(goal[there])[0]})
    if (table.groupby("x")["class"].nunique() > 1).any():
        return False
    order = table.sort_values("x")["class"].to_numpy()
    return bool((np.diff(order) != 0).sum() == table["class"].nunique() - 1)


def _correlation(a: pd.Series, b: pd.Series) -> float:
    a, b = a.to_numpy(float), b.to_numpy(float)
    a, b = a / np.abs(a).max(), b / max(np.abs(b).max(), 1e-300)         # squares of what is huge stay finite
    spread = a.std() * b.std()
    return float(((a - a.mean()) * (b - b.mean())).mean() / spread) if spread else 0.0


def of_rows(columns: dict[str, Column], inputs: list[str], rows: Rows, group: str | None, notes: list[str]) -> None:
    """Say where rows repeat one another, or all but one column of one another."""
    frame = pd.DataFrame({name: columns[name].cells.iloc[rows] for name in inputs})
    twins = int(frame.duplicated(keep=False).sum())
    if twins and len(inputs) > 1:
        notes.append(f"{some(twins, 'row')} of {len(rows):,} have the very same inputs as another row. Are they "
                     "copies? Then keep one of each.")
    if group or not 4 <= len(inputs) <= WIDE:
        return
    codes = pd.DataFrame({name: pd.factorize(frame[name])[0] for name in inputs})
    for name in inputs:
        rest = codes.drop(columns=name)
        alike = int((rest.duplicated(keep=False) & ~codes.duplicated(keep=False)).sum())
        if alike > 0.3 * len(rows) and rest.drop_duplicates().shape[0] > 20:
            notes.append(f"{alike:,} of {len(rows):,} rows are like another one in all inputs but `{short(name)}`: was "
                         "one thing measured several times? Then a split at random has it on both sides, and the "
                         "figure is too good. Give the column that names the thing as the group.")
            return


def of_split(frame: pd.DataFrame, learned: Rows, test: Rows) -> str:
    """Return a note on the test rows whose inputs stand among the rows learned from, "" where there are none."""
    keys = pd.util.hash_pandas_object(frame, index=False).to_numpy()
    same = int(np.isin(keys[test], keys[learned]).sum())
    if not same:
        return ""
    return (f"{some(same, 'test row')} of {len(test):,} {'has' if same == 1 else 'have'} the very same inputs as a row "
            "that was learned from: these were not predicted but remembered, and make the figure too good.")


def of_near(learned: Array, test: Array) -> str:
    """Return a note on test rows that are nearly a row that was learned from, more than by luck; "" where none are.

    Rows are (N, n_0) as they were encoded, so that 1 is a standard deviation.  Luck is what is left when each column is
    dealt out anew by itself.
    """
    if test.shape[1] > WIDE or not len(test):
        return ""
    rng, exact = np.random.default_rng(0), _near(learned, test, 0).sum()
    near = int(_near(learned, test, CLOSE).sum() - exact)
    luck = int(_near(np.column_stack([rng.permutation(column) for column in learned.T]), test, CLOSE).sum())
    if near <= max(0.02 * len(test), luck + 3 * np.sqrt(luck + 1)):
        return ""
    return (f"{some(near, 'test row')} of {len(test):,} {'is' if near == 1 else 'are'} nearly a row that was learned "
            f"from, within a tenth of a standard deviation in every input; by luck it would be {luck}. Was the same "
            "thing measured or written down twice, or are neighbours in time alike? Then give a group or a time: "
            "`data.near_groups` numbers what is nearly the same.")


def _near(learned: Array, test: Array, within: float) -> NDArray[np.bool_]:
    """Return for each test row whether a row that was learned from differs by no more in any column."""
    first = int(np.argmax([len(np.unique(column)) for column in learned.T]))     # it tells most rows apart
    within, ordered = within + 1e-12, learned[np.argsort(learned[:, first])]
    begin = np.searchsorted(ordered[:, first], test[:, first] - within, "left")
    end = np.searchsorted(ordered[:, first], test[:, first] + within, "right")
    return np.array([bool((np.abs(ordered[a:b] - row) <= within).all(axis=1).any())
                     for row, a, b in zip(test, begin, end, strict=True)])


def of_ease(error: float, plain: float, what: str) -> str:
    """Return a note where the linear model leaves next to nothing of the plain guess's error, "" elsewhere."""
    if error < 0.01 * plain:
        return (f"The {what} is right almost to the digit. Does the target follow from the inputs by a formula, such "
                "as a sum of them? Then there is nothing to learn, or an input that is not known in time.")
    return ""
