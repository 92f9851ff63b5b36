"""One number in units: exercises on the baselines that come first, and on an error that is said in MPa."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Form, Mistake, Slip, each


def baselines(age, y, age_new, y_new):
    def error(prediction):
        return np.sqrt(np.mean((prediction - y_new) ** 2))
    line, curve = np.polyfit(age, y, 1), np.polyfit(np.log(age), y, 1)
    return (error(np.mean(y)), error(np.polyval(line, age_new)),
            error(np.polyval(curve, np.log(age_new))))


def _errors(fit_on=lambda old, new: old, test_on=lambda old, new: new, size=lambda e: np.sqrt(np.mean(e ** 2)),
            bend=np.log):
    """Return the three baselines with one thing done in another way; `old` and `new` are (age, y)."""
    def wrong(age, y, age_new, y_new):
        (t, s), (t_new, s_new) = fit_on((age, y), (age_new, y_new)), test_on((age, y), (age_new, y_new))
        line, curve = np.polyfit(t, s, 1), np.polyfit(bend(t), s, 1)
        return tuple(size(guess - s_new) for guess in (
            np.mean(s), np.polyval(line, t_new), np.polyval(curve, bend(t_new))))
    return wrong


def _mean_of_the_new(age, y, age_new, y_new):
    return (np.std(y_new), *baselines(age, y, age_new, y_new)[1:])


def _log_of_the_strength(age, y, age_new, y_new):
    curve = np.exp(np.polyval(np.polyfit(age, np.log(y), 1), age_new))
    return (*baselines(age, y, age_new, y_new)[:2], np.sqrt(np.mean((curve - y_new) ** 2)))


def _least_squares(x, y, x_new, y_new):
    """Return the error of a line by the textbook's two sums, for the cases."""
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    return (((y.mean() + slope * (x_new - x.mean()) - y_new) ** 2).sum() / len(y_new)) ** 0.5


def _case(age, y, age_new, y_new):
    given = tuple(np.array(values, float) for values in (age, y, age_new, y_new))
    t, s, t_new, s_new = given
    mean = (((s.sum() / len(s) - s_new) ** 2).sum() / len(s_new)) ** 0.5
    return Case(given, (mean, _least_squares(t, s, t_new, s_new),
                        _least_squares(np.log(t), s, np.log(t_new), s_new)), hint=2)


BASELINE = Exercise(
    id="baseline-first",
    title="Three baselines before any network",
    prompt=r"""
        Write `baselines(age, y, age_new, y_new)`. `age` (days) and `y` (MPa), both (N,), are the training rows;
        `age_new` and `y_new`, (M,), are rows held out. Return three root mean squared errors on the rows held out: of
        the *mean* strength, of the least-squares *line* in the age, and of the least-squares line in the *logarithm* of
        the age.
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"Fit on the training rows, measure on the others. The mean, too, is a model that is fitted: it has one "
        r"parameter.",
        r"`np.polyfit(x, y, 1)` gives slope and intercept, `np.polyval(line, x_new)` predicts. For the third, `x` is "
        r"`np.log(age)`, when it predicts as well.",
        r"The error of a prediction is `np.sqrt(np.mean((prediction - y_new) ** 2))`; the mean predicts one number "
        r"for all rows.",
    ),
    solution=baselines,
    why=r"""Strength grows fast at first and ever more slowly: a straight line in $\log(\text{age})$, the fixed basis
        expansion (2), takes most of that. An error in MPa says little by itself; next to these three it says what the
        network is worth.""",
    cases=(
        _case([3, 7, 28, 90], [14, 22, 36, 47], [3, 28, 56, 180], [18, 33, 45, 50]),
        _case([1, 3, 7, 14, 365], [10, 21, 30, 36, 70], [28, 100], [45, 52]),
        Case((np.array([1.0, 10.0, 100.0]), np.array([10.0, 20.0, 30.0]), np.array([1000.0]), np.array([40.0])),
             (20.0, 990 / 5994 * 963 - 20, 0.0), hint=2),
    ),
    slips=(
        Slip(_errors(fit_on=lambda old, new: new), r"The baselines are fitted to the rows held out, the very rows that "
                                                   r"judge them.", 1),
        Slip(_errors(test_on=lambda old, new: old), r"These are the errors on the *training* rows.", 1),
        Slip(_mean_of_the_new, r"The two lines are right. But the first is the mean of `y_new`, which is not known "
                               r"when one predicts.", 1),
        Slip(_errors(size=lambda e: np.mean(e ** 2)), r"These are mean *squares*, in MPa². The root brings them back "
                                                      r"to MPa.", 3),
        Slip(_errors(size=lambda e: np.mean(np.abs(e))), r"These are mean *absolute* errors. They are in MPa too, but "
                                                         r"the root mean square was asked for.", 3),
        Slip(_errors(size=np.std), r"This is the spread of the residuals, without their mean: a model that is 5 MPa "
                                   r"too high everywhere would be perfect.", 3),
        Slip(_errors(bend=lambda t: t), r"The third is the second again: the logarithm is missing.", 2),
        Slip(_errors(bend=np.sqrt), r"The third uses the root of the age. The logarithm was asked for.", 2),
        Slip(_log_of_the_strength, r"The third takes the logarithm of the *strength*, which says that strength grows "
                                   r"ever faster. It is the age that is bent.", 2),
    ),
    planted=(
        Mistake(lambda age, y, age_new, y_new: baselines(age, y, age_new, y_new)[2], "3 results"),
        Mistake(lambda age, y, age_new, y_new: np.full((3, len(y_new)), np.mean(y)), "shape"),
    ),
)

_MEAN, _SPREAD, _LOSS, _SAID = 36.0, 17.0, 0.09, -0.5
_RIGHT = (_MEAN + _SPREAD * _SAID, _SPREAD * _LOSS ** 0.5)                      # 27.5 and 5.1 MPa

MPA = Exercise(
    id="error-in-mpa",
    title="Back to megapascals",
    prompt=r"""
        The strengths of the training rows have the mean 36 MPa and the standard deviation 17 MPa, and a network was
        trained on $(y - 36) / 17$. For one mix its output is −0.5. On the rows held out, the mean of its squared error
        is 0.09, on this scale. In MPa, what strength does it predict for the mix, and what is its root mean squared
        error?
        """,
    hand_in="Hand in the two numbers, `strength, error`.",
    kind="number", level="core", minutes=3,
    hints=(
        r"Undo the scaling: from $z = (y - 36)/17$ back to $y$.",
        r"An error is a *difference* of two strengths. What does a difference do with the mean, which is in both?",
        r"The root first: $\sqrt{0.09} = 0.3$ standard deviations. How many MPa is that?",
    ),
    form=Form(("strength predicted, MPa", "root mean squared error, MPa")),
    solution=np.array(_RIGHT), judge=each("strength, error", _RIGHT, (1, 3)), rtol=1e-6,
    why=r"""A prediction takes spread *and* mean, an error the spread alone, a squared error its square. 0.3 means
        nothing to the engineer who must sign; 5.1 MPa does. And $1 - 0.09$ of the training rows' variance is a share
        that you may call $R^2$ only on rows with that same variance.""",
    slips=(
        Slip((_RIGHT[0], _SPREAD * _LOSS), r"The strength is right. The error is 17 times the *square*: take the root "
                                           r"first.", 3),
        Slip((_RIGHT[0], _SPREAD ** 2 * _LOSS), r"The strength is right. 26.01 is the mean squared error in MPa²; its "
                                                r"root was asked for.", 3),
        Slip((_RIGHT[0], _MEAN + _RIGHT[1]), r"The strength is right. The mean was added to the error, as if a perfect "
                                             r"network were off by 36 MPa.", 2),
        Slip((_RIGHT[0], 0.3), r"The strength is right. The error is still in standard deviations.", 3),
        Slip((_SPREAD * _SAID, _RIGHT[1]), r"The error is right. A strength below 0? The mean must be added again.", 1),
        Slip((_MEAN - _SPREAD * _SAID, _RIGHT[1]), r"The error is right. An output below 0 is a strength *below* the "
                                                   r"mean.", 1),
        Slip((_MEAN + _SAID, _RIGHT[1]), r"The error is right. The output is in standard deviations of 17 MPa, not in "
                                         r"MPa.", 1),
        Slip(_RIGHT[::-1], r"Both numbers are right, but in the other order."),
    ),
    planted=(
        Mistake((27.5, 5.0), "`strength` is right. `error` is 5: too small"),
        Mistake((27.5,), "shape (2,) was wanted"),
    ),
)

EXERCISES = (BASELINE, MPA)
