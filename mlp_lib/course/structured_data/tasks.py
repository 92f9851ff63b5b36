"""A task is what a run of the chapter learns: the strength of concrete, the choice of a mode, next month's bikes."""
from __future__ import annotations

from mlp_lib import data
from mlp_lib.hints import Array, Rows, Seed

MIX = ["cement", "slag", "fly_ash", "water", "superplasticizer", "coarse_aggregate", "fine_aggregate"]
INPUTS = [*MIX, "age"]
KINDS = ["random", "by mix"]                # how the tests are divided into those to learn from and those kept


def concrete_rows() -> tuple[Array, Array, Rows]:
    """Return X (1030, 8), kg/m³ and days in the order of `INPUTS`, y (1030, 1) in MPa, and mix (1030,), 0 ... 426.

    The mix is a number for each different set of ingredients: tests of one mix at several ages have the same.
    """
    tests = data.concrete()
    mix = tests.groupby(MIX, sort=False).ngroup().to_numpy(int)
    return tests[INPUTS].to_numpy(float), tests[["strength"]].to_numpy(float), mix


def divide(kind: str, mix: Rows, seed: Seed, shares: tuple[float, ...] = (0.75, 0.25)) -> tuple[Rows, ...]:
    """Return row numbers in parts, at random or with each mix whole in one of them."""
    return data.split(len(mix), shares, seed) if kind == "random" else data.split_groups(mix, shares, seed)
