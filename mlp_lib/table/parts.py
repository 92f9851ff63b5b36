"""Parts: the rows that are learned from, those by which choices are made, and those kept for the one figure."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from mlp_lib.data import split, split_groups, split_time
from mlp_lib.hints import Rows

from .errors import TableError, some
from .looking import Look
from .signs import of_split

SHARES = (0.6, 0.2, 0.2)


class Parts(NamedTuple):
    """Row numbers of the table, and in words how they were divided."""

    train: Rows
    validation: Rows
    test: Rows
    how: str


def divide(look: Look, seed: int) -> tuple[Parts, list[str]]:
    """Return the parts of a table's rows and notes on them; raise TableError where a part would be empty."""
    rows, choices = look.rows, look.choices
    try:
        if choices.group:
            codes = pd.factorize(look.columns[choices.group].cells.iloc[rows])[0]
            found = split_groups(codes, SHARES, seed)
            how = f"each `{choices.group}` whole in one part"
        elif choices.time:
            found = split_time(look.columns[choices.time].cells.iloc[rows].to_numpy(), SHARES)
            how = f"by `{choices.time}`, the latest rows are the test"
        elif look.task == "classes":
            found = _by_class(look.columns[str(choices.target)].cells.iloc[rows], seed)
            how = "at random, each class in equal shares"
        else:
            found = split(len(rows), SHARES, seed)
            how = "at random"
    except ValueError as error:
        raise TableError(f"The rows cannot be divided into three parts: {error}") from None
    train, validation, test = (rows[part] for part in found)
    parts = Parts(train, validation, test, how)
    notes = []
    same = of_split(pd.DataFrame({name: look.columns[name].cells for name in look.inputs}),
                    np.concatenate([parts.train, parts.validation]), parts.test)
    if same:
        notes.append(same)
    shares = [len(part) / len(rows) for part in parts[:3]]
    if max(abs(share - wanted) for share, wanted in zip(shares, SHARES, strict=True)) > 0.1:
        notes.append(f"The parts have {', '.join(f'{share:.0%}' for share in shares)} of the rows, not 60, 20 and 20 "
                     f"%: some {'groups' if choices.group else 'times'} are large.")
    if look.task == "classes":
        goal = look.columns[str(choices.target)].cells
        absent = set(goal.iloc[rows]) - set(goal.iloc[parts.train])
        if absent:
            notes.append(f"{some(len(absent), 'class', 'classes')} of the target in no training row: the net cannot "
                         "know of it.")
    return parts, notes


def _by_class(classes: pd.Series, seed: int) -> tuple[Rows, ...]:
    """Return places in three parts with about equal shares of each class, at least one row of it in the first."""
    rng, codes = np.random.default_rng(seed), pd.factorize(classes)[0]
    order = rng.permutation(len(codes))
    order = order[np.argsort(codes[order], kind="stable")]              # class by class, shuffled within
    rank = np.empty(len(codes))
    for code in range(codes.max() + 1):
        places = order[codes[order] == code]
        rank[places] = (np.arange(len(places)) + rng.random()) / len(places)
    cuts = np.cumsum(SHARES)[:-1]
    part = np.searchsorted(cuts, rank, side="right")
    return tuple(np.flatnonzero(part == k) for k in range(3))
