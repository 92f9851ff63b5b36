"""Splits that keep groups whole or follow time: every row once, no group on two sides, bad groups named."""
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlp_lib import data

GROUPS = st.lists(st.integers(0, 12), min_size=30, max_size=200).filter(lambda g: len(set(g)) >= 10)


@given(GROUPS, st.integers(0, 5))
def test_every_row_once_and_no_group_on_two_sides(groups, seed):
    groups = np.array(groups)
    try:
        parts = data.split_groups(groups, (0.5, 0.3, 0.2), seed)
    except ValueError as error:                             # one group of nearly all rows
        assert "leave a part empty" in str(error)
        return
    assert sorted(np.concatenate(parts)) == list(range(len(groups)))
    assert all((np.diff(part) > 0).all() for part in parts if len(part) > 1)
    for i, part in enumerate(parts):
        for other in parts[i + 1:]:
            assert not set(groups[part]) & set(groups[other])


def test_the_parts_have_about_their_shares_and_depend_on_the_seed():
    mix = np.repeat(np.arange(400), np.arange(400) % 5 + 1)
    first = data.split_groups(mix, (0.75, 0.25), rng=0)
    assert len(first[1]) / len(mix) == pytest.approx(0.25, abs=2.5 / len(mix))      # to half of the largest group
    assert (first[1] == data.split_groups(mix, (0.75, 0.25), rng=0)[1]).all()
    assert set(mix[first[1]]) != set(mix[data.split_groups(mix, (0.75, 0.25), rng=1)[1]])
    # names instead of numbers, in another order of the alphabet: the split is still by group
    names = np.array([f"mix {999 - m}" for m in mix])
    parts = data.split_groups(names, (0.75, 0.25), rng=0)
    assert not set(names[parts[0]]) & set(names[parts[1]])


def test_each_group_is_as_likely_to_be_kept():
    groups = np.arange(20)
    kept = np.zeros(20)
    for seed in range(400):
        kept[data.split_groups(groups, (0.75, 0.25), seed)[1]] += 1
    assert kept.min() > 60 and kept.max() < 140             # 100 each, standard deviation 8.7


def test_time_is_cut_and_what_is_of_one_time_stays_together():
    day = np.array([3, 1, 2, 2, 5, 4, 1, 3])
    early, late = data.split_time(day, (0.5, 0.5))
    assert early.tolist() == [1, 2, 3, 6] and late.tolist() == [0, 4, 5, 7]
    hours = data.bikeshare()
    parts = data.split_time(hours["day"])
    assert sorted(np.concatenate(parts)) == list(range(8645))
    days = [hours["day"].to_numpy()[part] for part in parts]
    assert days[0].max() < days[1].min() and days[1].max() < days[2].min()
    assert [len(part) / 8645 for part in parts] == pytest.approx([0.6, 0.2, 0.2], abs=24 / 8645)
    dates = pd.to_datetime("2011-01-01") + pd.to_timedelta(hours["day"], unit="D")
    assert all((a == b).all() for a, b in zip(parts, data.split_time(dates), strict=True))


@pytest.mark.parametrize("call, error, message", [
    (lambda: data.split_groups([1, 2, 3], (0.5, 0.6)), ValueError, "add up to 1"),
    (lambda: data.split_groups([1, 1, 1, 2]), ValueError, "of 2 groups leave a part empty"),
    (lambda: data.split_groups([]), ValueError, "one column"),
    (lambda: data.split_groups([[1], [2, 3]]), TypeError, "groups must be an array, its rows of one length; got"),
    (lambda: data.split_groups(np.zeros((3, 2))), ValueError, "one column"),
    (lambda: data.split_groups([1.0, np.nan, 2]), ValueError, r"groups\[1\] is missing"),
    (lambda: data.split_groups(np.array(["a", None], object)), ValueError, r"groups\[1\] is missing"),
    (lambda: data.split_groups(pd.Series(["a", pd.NA, "b"], dtype="string")), ValueError, r"groups\[1\] is missing"),
    (lambda: data.split_groups(np.array(["a", 1], object)), TypeError, "cannot be ordered"),
    (lambda: data.split_groups([1, 2], (0.5, 0.5), rng="a"), TypeError, "rng"),
    (lambda: data.split_time(pd.to_datetime(pd.Series(["2011-01-01", None]))), ValueError, r"time\[1\] is missing"),
    (lambda: data.split_time([7, 7, 7], (0.5, 0.5)), ValueError, "of 1 times leave"),
])
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_near_rows_are_found_in_little_memory():
    rows = np.repeat(np.arange(1000.0), 2)[:, None] * [1, 2] + 0.1 * np.tile([0, 1], 1000)[:, None]
    tracemalloc.start()
    try:
        assert data.near_groups(rows, 0.2).tolist() == np.repeat(np.arange(1000), 2).tolist()
        assert tracemalloc.get_traced_memory()[1] < 2.5 * len(rows) ** 2        # bytes: no array of N x N numbers
    finally:
        tracemalloc.stop()
