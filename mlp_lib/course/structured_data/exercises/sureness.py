"""How sure is it? Exercises on an interval and the share that it covers, and on the loss that aims at a quantile."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip


def coverage(y, low, high):
    inside = (low <= y) & (y <= high)
    return inside.mean(), (high - low).mean()


_Y = np.array([20.0, 35.0, 41.0, 28.0, 60.0])
_LOW, _HIGH = np.array([18.0, 30.0, 42.0, 28.0, 40.0]), np.array([24.0, 40.0, 50.0, 31.0, 55.0])
_AT_THE_END = np.array([[10.0, 20.0, 30.0, 40.0], [5.0, 20.0, 31.0, 42.0], [10.0, 22.0, 35.0, 51.0]])

COVERAGE = Exercise(
    id="interval-coverage",
    title="Does the interval hold what it promises?",
    prompt=r"""
        Write `coverage(y, low, high)`. `y` (N,) are the strengths of mixes held out, `low` and `high` (N,) the ends of
        the interval that a network gave to each; the ends belong to the interval. Return two numbers: the share of
        the mixes whose strength lies inside, and the mean width of the intervals in MPa.
        """,
    kind="code", level="core", minutes=4,
    hints=(
        r"A strength lies inside if it is not below `low` *and* not above `high`.",
        r"`(low <= y) & (y <= high)` marks them; the mean of True and False is their share.",
        r"The width is `high - low`, from end to end.",
    ),
    solution=coverage,
    why=r"""A band of 90 % should hold about nine of ten mixes that it has not seen. Share and width belong together:
        from 0 to 100 MPa everything is inside, and nobody is helped. Of 100 mixes, 84 to 96 inside are no
        contradiction: the share has a spread of 3 % itself.""",
    cases=(
        Case((_Y, _LOW, _HIGH), (0.6, 42 / 5), hint=1),
        Case(tuple(_AT_THE_END), (0.5, 5.0), hint=1),
        Case((np.array([1.0, 2.0]), np.array([1.5, 0.0]), np.array([2.0, 1.5])), (0.0, 1.0), hint=1),
    ),
    slips=(
        Slip(lambda y, low, high: (((low < y) & (y < high)).mean(), (high - low).mean()),
             r"A strength right on an end is not counted. The ends belong to the interval.", 1),
        Slip(lambda y, low, high: (((low <= y) & (y < high)).mean(), (high - low).mean()),
             r"A strength right on the upper end is not counted. The ends belong to the interval.", 1),
        Slip(lambda y, low, high: (((low < y) & (y <= high)).mean(), (high - low).mean()),
             r"A strength right on the lower end is not counted. The ends belong to the interval.", 1),
        Slip(lambda y, low, high: (((low <= y) & (y <= high)).sum(), (high - low).mean()),
             r"The first number counts the mixes. Their *share* was asked for.", 2),
        Slip(lambda y, low, high: ((y <= high).mean(), (high - low).mean()),
             r"Only the upper end is looked at: what lies below the interval is counted as inside.", 1),
        Slip(lambda y, low, high: ((low <= y).mean(), (high - low).mean()),
             r"Only the lower end is looked at: what lies above the interval is counted as inside.", 1),
        Slip(lambda y, low, high: (((low <= y) | (y <= high)).mean(), (high - low).mean()),
             r"`|` is *or*: every strength is above the lower end or below the upper one.", 2),
        Slip(lambda y, low, high: (1 - ((low <= y) & (y <= high)).mean(), (high - low).mean()),
             r"The first number is the share *outside*.", 2),
        Slip(lambda y, low, high: (((low <= y) & (y <= high)).mean(), (high - low).mean() / 2),
             r"The second is half the width, as in ± 5 MPa. The whole width was asked for.", 3),
        Slip(lambda y, low, high: (100 * ((low <= y) & (y <= high)).mean(), (high - low).mean()),
             r"The share is in per cent. A number from 0 to 1 was asked for.", 2),
    ),
    planted=(
        Mistake(lambda y, low, high: ((low <= y) & (y <= high)).mean(), "2 results"),
        Mistake(lambda y, low, high: (((low <= y) & (y <= high)).mean(), (low - high).mean()),
                "the sign is not"),
    ),
)


def pinball(y, q, tau):
    e = y[:, None] - q                                      # (N, K), above 0: the quantile lies too low
    return np.maximum(tau * e, (tau - 1) * e).mean(axis=0)


def _weighed(up, down, collect=lambda cost: cost.mean(axis=0)):
    """Return a loss that weighs a strength above the quantile by `up(tau)` and one below it by `down(tau)`."""
    def wrong(y, q, tau):
        e = y[:, None] - q
        return collect(np.where(e >= 0, up(tau) * e, -down(tau) * e))
    return wrong


_RIGHT = {"up": lambda tau: tau, "down": lambda tau: 1 - tau}
_TAU = np.array([0.05, 0.5, 0.95])
_THREE = np.array([30.0, 40.0, 50.0])
_BANDS = np.array([[20.0, 32.0, 40.0], [41.0, 45.0, 60.0], [30.0, 42.0, 48.0]])

PINBALL = Exercise(
    id="pinball",
    title="The loss that aims at a quantile",
    prompt=r"""
        Write `pinball(y, q, tau)`. `y` (N,) are strengths; `q` (N, K) are what a network with K outputs says of K
        quantiles; `tau` (K,) are their levels, such as 0.05, 0.5 and 0.95. A strength above its quantile costs
        $\tau\,(y - q)$, one below it costs $(1 - \tau)\,(q - y)$. Return the mean over the rows, one number for each
        quantile, (K,).
        """,
    kind="code", level="core", minutes=6,
    hints=(
        r"Each strength stands against K quantiles, so the strengths must be repeated: `y[:, None]` is (N, 1), and "
        r"minus (N, K) it gives (N, K). With `y - q` NumPy repeats them along the wrong axis where N is K.",
        r"With $e = y - q$ the two costs are $\tau e$ for $e > 0$ and $(\tau - 1)\,e$ for $e < 0$. Which of the two is "
        r"the larger, in each case?",
        r"The mean over the rows runs along `axis=0`.",
    ),
    solution=pinball,
    why=r"""For $\tau = 0.95$ a strength above the quantile costs nineteen times as much as one below it, so the output
        rises until one strength in twenty is above. At $\tau = 0.5$ it is half the absolute error, which aims at the
        median.""",
    cases=(
        Case((_THREE, _BANDS, _TAU), np.array([(0.5 + 0.95 + 1.0) / 3, (1.0 + 2.5 + 4.0) / 3, (0.5 + 1.0 + 1.9) / 3]),
             hint=1),
        Case((np.array([10.0, 20.0]), np.array([[12.0, 8.0, 10.0], [12.0, 24.0, 20.0]]), np.array([0.1, 0.9, 0.5])),
             np.array([(1.8 + 0.8) / 2, (1.8 + 0.4) / 2, 0.0]), hint=2),
        Case((np.array([3.0]), np.array([[1.0]]), np.array([0.25])), np.array([0.5]), hint=2),
    ),
    slips=(
        Slip(_weighed(up=_RIGHT["down"], down=_RIGHT["up"]), r"The two weights have changed places: your 5 % quantile "
                                                             r"would end where 95 % are below.", 2),
        Slip(_weighed(up=lambda tau: 1, down=lambda tau: 1), r"This is the absolute error, whatever `tau` is: all "
                                                             r"outputs would learn the median.", 2),
        Slip(_weighed(up=lambda tau: tau, down=lambda tau: tau), r"Both sides have the weight $\tau$. So only the size "
             r"of the loss depends on it, and its minimum is the median.", 2),
        Slip(_weighed(**_RIGHT, collect=lambda cost: cost.sum(axis=0)), r"The costs are added up over the rows. Their "
                                                                        r"mean was asked for.", 3),
        Slip(_weighed(**_RIGHT, collect=lambda cost: cost.mean(axis=1)), r"The mean runs over the quantiles. The task "
                                                                         r"wants one number for each of them.", 3),
        Slip(_weighed(**_RIGHT, collect=np.mean), r"The mean runs over everything. The task wants one number for "
                                                  r"each quantile.", 3),
        Slip(lambda y, q, tau: np.maximum(tau * (y - q), (tau - 1) * (y - q)).mean(axis=0),
             r"`y - q` sets the strengths against the *columns*, not against the rows. It runs where N is K, or 1, "
             r"and is wrong there.", 1),
        Slip(_weighed(up=lambda tau: tau, down=lambda tau: tau - 1), r"A strength below its quantile costs less than "
                                                                     r"nothing: a sign is missing.", 2),
        Slip(_weighed(up=lambda tau: tau, down=lambda tau: 0), r"What lies below the quantile costs nothing, so the "
                                                               r"quantile would rise for ever.", 2),
    ),
    planted=(
        Mistake(lambda y, q, tau: 2 * pinball(y, q, tau), "It is twice as much"),
        Mistake(lambda y, q, tau: pinball(y, q, tau ** 2), "was wanted"),
    ),
)

EXERCISES = (COVERAGE, PINBALL)
