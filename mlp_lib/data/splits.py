"""Splits: which rows are learned from and which are kept; at random, by groups that stay whole, or by time."""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..hints import Array, Rows, Seed


def split(n: int, shares: ArrayLike = (0.6, 0.2, 0.2), rng: Seed = None) -> tuple[Rows, ...]:
    """Return the row numbers 0 ... n - 1, shuffled and cut into parts of the given shares.

    ``train, validation, test = split(len(X), rng=0)``, then ``X[train]``, or ``frame.iloc[train]``. Every
    row is in exactly one part. Raises ValueError unless the shares are positive, add up to 1 and leave no
    part empty. `rng` is a seed or a Generator; None is fresh.
    """
    n = checks.count(n, "n", most=10**9, remedy="It is the number of rows, such as len(X).")
    shares = _as_shares(shares)
    cuts = np.rint(np.cumsum(shares[:-1]) * n).astype(int)
    parts = np.split(checks.generator(rng).permutation(n), cuts)
    if not all(part.size for part in parts):
        raise ValueError(f"shares {shares.tolist()} of {n} rows leave a part empty: take fewer parts.")
    return tuple(parts)


def split_groups(groups: ArrayLike, shares: ArrayLike = (0.6, 0.2, 0.2), rng: Seed = None) -> tuple[Rows, ...]:
    """Return row numbers in parts of about the given shares; rows of one group are all in the same part.

    groups   (N,), the group of each row, such as the number of its mix, its road or its patient

    The groups are shuffled and joined until a part has its share of the rows, to the nearest whole group. So
    the parts' sizes differ a little from the shares, and from one seed to the next. Within a part, rows keep
    their order. Raises as `split` does, and where there are fewer groups than parts.
    """
    shares, (order, sizes) = _as_shares(shares), _ranks(groups, "groups")
    shuffled = checks.generator(rng).permutation(len(sizes))
    return _whole(np.argsort(shuffled)[order], sizes[shuffled], shares, "groups")


def split_time(time: ArrayLike, shares: ArrayLike = (0.6, 0.2, 0.2)) -> tuple[Rows, ...]:
    """Return row numbers in parts of about the given shares: the first part is the earliest, the last the latest.

    time   (N,), numbers or dates that can be ordered, such as the day; rows of the same time stay together

    So each part lies wholly after the one before it, as the future does. Within a part, rows keep their
    order. Raises as `split` does, and where there are fewer times than parts.
    """
    shares, (order, sizes) = _as_shares(shares), _ranks(time, "time")
    return _whole(order, sizes, shares, "times")


def near_groups(rows: ArrayLike, within: float) -> Rows:
    """Return the number of the group of each row, 0, 1, ... as they appear: what is nearly the same has one number.

    rows     (N, n_0), of a few thousand at most: each is compared with each
    within   rows that differ by no more than this in every column are in one group, and so are the rows near to those

    Finds what an exact comparison does not: the same thing written down twice, once rounded. Raises ValueError or
    TypeError for what is no table of finite numbers, for more than 20,000 rows and a negative `within`.
    """
    table, limit = checks.finite(rows, "rows"), checks.number(within, "within")
    if table.ndim != 2 or not table.size:
        raise ValueError(f"rows must be rows (N, n_0), its shape is {table.shape}. Of one column, x.reshape(-1, 1).")
    checks.count(len(table), "the number of rows", most=20_000, remedy="Each is compared with each.")
    reach = limit * (1 + 1e-9) + 1e-12                      # 0.3 - 0.2 is not 0.1
    near = np.array([(np.abs(table - row) <= reach).all(axis=1) for row in table])      # (N, N)
    group = np.arange(len(table))
    while True:                                             # each row takes the lowest number among its neighbours
        lowest = np.array([group[neighbours].min() for neighbours in near])
        if (lowest == group).all():
            numbered: Rows = np.unique(group, return_inverse=True)[1].reshape(-1)
            return numbered
        group = lowest


def _as_shares(shares: ArrayLike) -> Array:
    found = np.atleast_1d(checks.finite(shares, "shares"))
    if found.ndim != 1 or (found <= 0).any() or abs(found.sum() - 1) > 1e-9:
        raise ValueError(f"shares must be positive and add up to 1, like 0.6, 0.2, 0.2; got {found.tolist()}.")
    return found


def _ranks(values: ArrayLike, name: str) -> tuple[Rows, Rows]:
    """Return the rank (N,) of each row's value among the different ones, and how many rows each of these has."""
    given = checks.array(values, name)
    if given.ndim != 1 or not given.size:
        raise ValueError(f"{name} must be one column (N,), a value for each row; its shape is {given.shape}.")
    dates = given.dtype.kind in "mM"
    missing = np.isnat(given) if dates else np.array([_is_missing(value) for value in given.tolist()])
    if missing.any():
        raise ValueError(f"{name}[{missing.argmax()}] is missing: every row needs one. Drop or fill these rows first.")
    try:
        _, rank, sizes = np.unique(given, return_inverse=True, return_counts=True)
    except TypeError:
        raise TypeError(f"{name} must be of one kind, numbers or words: {given[:3].tolist()!r:.60} cannot be ordered. "
                        f"Try [str(value) for value in {name}].") from None
    return rank.reshape(-1), sizes


def _is_missing(value: object) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType") or value != value     # NaN is not itself


def _whole(place: Rows, sizes: Rows, shares: Array, name: str) -> tuple[Rows, ...]:
    """Return rows in parts; `place` (N,) is where a row's group stands, `sizes` the rows of the group at each place."""
    ends = np.cumsum(sizes)                                 # rows up to and with each group
    cuts = [int(np.abs(ends - share * ends[-1]).argmin()) for share in np.cumsum(shares[:-1])]
    part = np.searchsorted(cuts, np.arange(len(sizes)))     # group 0 ... cut is in the first part
    parts = [np.flatnonzero(part[place] == i) for i in range(len(shares))]
    if not all(rows.size for rows in parts):
        raise ValueError(f"shares {shares.tolist()} of {len(sizes)} {name} leave a part empty: take fewer parts.")
    return tuple(parts)
