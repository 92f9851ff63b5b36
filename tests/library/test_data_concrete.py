"""Tests of data.concrete, and of what the page on the data says of it and of the mode choice's times."""
from pathlib import Path

import numpy as np

from mlp_lib import data

PAGE = " ".join((Path(__file__).parents[2] / "chapters" / "data.md").read_text(encoding="utf-8").split())


def test_concrete_keeps_every_test_and_total_of_the_source():
    tests = data.concrete()
    assert tests.shape == (1030, 9) and not tests.isna().any(axis=None)
    # the means that the source's own description and Yeh's readers print, to their digits
    assert tests.mean().round(2).tolist() == [281.17, 73.90, 54.19, 181.57, 6.20, 972.92, 773.58, 45.66, 35.82]
    assert tests["age"].value_counts().to_dict() == {28: 425, 3: 134, 7: 126, 56: 91, 14: 62, 90: 54, 100: 52, 180: 26,
                                                     91: 22, 365: 14, 270: 13, 360: 6, 120: 3, 1: 2}
    assert tests.loc[tests["strength"].idxmax(), ["age", "strength"]].tolist() == [91, 82.6]
    assert tests.iloc[0].tolist() == [540, 0, 0, 162, 2.5, 1040, 676, 28, 79.99]


def test_the_mixes_and_copies_of_concrete_are_as_the_docstring_counts_them():
    tests = data.concrete()
    mix = tests.groupby(tests.columns[:7].tolist()).size()
    assert len(mix) == 427 and (mix == 1).sum() == 246
    copies = tests.duplicated(keep=False)
    assert copies.sum() == 36 and tests.duplicated().sum() == 25 and len(tests[copies].drop_duplicates()) == 11
    assert tests.duplicated(tests.columns[:8].tolist()).sum() == 38
    volume = tests.iloc[:, :7].sum(axis=1)              # kg in a cubic metre
    assert 2190 < volume.min() < volume.max() < 2560


def test_the_copies_in_disguise():
    tests = data.concrete()
    mixes, age, strength = tests.iloc[:, :7].to_numpy(), tests["age"].to_numpy(), tests["strength"].to_numpy()
    exact, whole = data.near_groups(mixes, 0), data.near_groups(mixes, 0.5)
    assert (exact.max() + 1, whole.max() + 1) == (427, 329)
    near = (np.abs(mixes[:, None] - mixes).max(axis=2) < 0.51) & (age[:, None] == age)
    same = near & (np.abs(strength[:, None] - strength) <= 0.05) & (exact[:, None] != exact)
    assert np.triu(same).sum() == 89
    assert "the 427 mixes are 329 (`data.near_groups`), and 89 pairs of tests are one test" in PAGE
    assert "they are 329 concretes" in data.concrete.__doc__ and "89 pairs of tests are copies" in data.concrete.__doc__


def test_two_tests_of_the_same_thing_differ():
    tests = data.concrete().drop_duplicates()
    apart = tests.groupby(tests.columns[:8].tolist())["strength"].agg(["size", np.ptp]).query("size > 1")["ptp"]
    assert "Nine mixes have, at one age, several results" in PAGE and len(apart) == 9
    assert "5.8 MPa apart in the median, in one case 33" in PAGE
    assert round(apart.median(), 1) == 5.8 and round(apart.max()) == 33


def test_ages_and_the_times_that_tell():
    tests = data.concrete()
    assert "425 tests are at 28 days, the age of the standards; 59 are older than 120 days" in PAGE
    assert (tests["age"] == 28).sum() == 425 and (tests["age"] > 120).sum() == 59
    assert "202 of the 210 times are whole multiples of 5 minutes" in PAGE and "of these 630 times 144 are" in PAGE
    people = data.modechoice()
    taken = [row[f"{row['mode']}_time"] % 5 == 0 for _, row in people.iterrows()]
    assert sum(taken) == 202 and "in 202 of 210" in data.modechoice.__doc__
    times = people[[f"{mode}_time" for mode in data.CATEGORIES["mode"]]]
    assert (times % 5 == 0).to_numpy().sum() - 202 == 144
