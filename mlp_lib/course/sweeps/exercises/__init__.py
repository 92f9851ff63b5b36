"""Exercises of the chapter on sweeps: what one costs, which setting to take, and which number to report."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

from . import handed_out

COST = Exercise(
    id="sweep-cost",
    title="How long will it take?",
    prompt=r"""
        You want to try 3 widths, 2 depths, 4 learning rates and 3 activations, each from 5 seeds. One run takes 12
        seconds. Your machine has 4 cores, and a process pool keeps all of them busy. How many *minutes* will the
        sweep take?
        """,
    kind="number", level="core", minutes=4,
    hints=(
        r"First count the settings: every width goes with every depth, every rate and every activation.",
        r"$3 \cdot 2 \cdot 4 \cdot 3$ settings times 5 seeds are the runs; four of them go on at the same time.",
    ),
    solution=18.0,
    why=r"""$3 \cdot 2 \cdot 4 \cdot 3 = 72$ settings, 360 runs, $360 \cdot 12 / 4$ s $= 18$ min. Each further setting
        multiplies: with four values of a penalty it would be 72 minutes. That is why a grid has few values of each.""",
    slips=(
        Slip(72.0, r"This is the time on one core. Four runs go on side by side.", 2),
        Slip(3.6, r"This is one seed for each setting. You want five.", 2),
        Slip(3.0, r"The numbers of values were added. But every width goes with every depth: they multiply."),
        Slip(1080.0, r"These are seconds; minutes were asked for.", 2),
        Slip(14.4, r"One run on one core each for 72 settings: the seeds and the cores are missing.", 2),
        Slip(288.0, r"More cores make it shorter: divide by four, do not multiply.", 2),
    ),
)


def choose(losses):
    filled = np.where(np.isnan(losses), np.inf, losses)
    return np.argmin(np.median(filled, axis=1))


def _luckiest(losses):
    return np.nanargmin(np.nanmin(losses, axis=1))


def _mean(losses):
    return np.argmin(np.mean(np.where(np.isnan(losses), np.inf, losses), axis=1))


def _blind(losses):
    return np.argmin(np.nanmedian(losses, axis=1))


def _nan(losses):
    return np.argmin(np.median(losses, axis=1))


def _seed(losses):
    return np.argmin(np.median(np.where(np.isnan(losses), np.inf, losses), axis=0))


def _loss(losses):
    return np.min(np.median(np.where(np.isnan(losses), np.inf, losses), axis=1))


def _worst(losses):
    return np.argmax(np.median(np.where(np.isnan(losses), np.inf, losses), axis=1))


CHOOSE = Exercise(
    id="sweep-choose",
    title="Which setting?",
    prompt=r"""
        Write `choose(losses)`. `losses` is an array of validation losses with a row for each setting and a column for
        each seed. Return the number of the row (from 0) with the lowest *median* over the seeds. A run that diverged
        has NaN as its loss: count it as infinitely bad.
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"A median along the columns of each row: `np.median(..., axis=1)`. Then the place of the lowest: `np.argmin`.",
        r"`np.median` of a row with NaN is NaN, and `np.argmin` takes a NaN for the lowest. Put `np.inf` in its place "
        r"first: `np.where(np.isnan(losses), np.inf, losses)`.",
    ),
    solution=choose,
    why=r"""The lowest single loss belongs to the luckiest seed, and a mean is carried off by one bad run. The median
        says what you get on an ordinary day. Leaving out the runs that diverged would praise a setting for failing.""",
    cases=(
        Case((np.array([[0.5, 0.6, 0.4], [0.3, 0.9, 0.8], [0.45, 0.45, 3.0], [1.0, 0.7, 0.9]]),), 2),
        Case((np.array([[0.9, np.nan, np.nan], [0.5, np.nan, 0.4], [0.3, np.nan, np.nan], [0.6, 0.7, 0.65]]),), 1,
             hint=2),
        Case((np.array([[0.2, 0.3], [0.1, 0.9], [0.3, 0.3], [0.5, 0.1]]),), 0),
        Case((np.array([[40.0, np.nan, np.nan], [50.0, 55.0, 60.0]]),), 1, hint=2),          # any number is better
    ),
    slips=(
        Slip(_luckiest, r"This is the row with the lowest single loss, the luckiest seed. Take each row's median."),
        Slip(_mean, r"This takes the mean of each row: one bad run decides. The median was asked for."),
        Slip(_blind, r"A setting whose runs diverge must not win by the one that did not: `nanmedian` leaves the "
                     r"failures out.", 2),
        Slip(_nan, r"A NaN makes the median of its row NaN, and `argmin` takes that for the lowest.", 2),
        Slip(_seed, r"This is the best seed, a column. The median goes along each row.", 1),
        Slip(_loss, r"This is the median itself. The task wants the number of its row.", 1),
        Slip(_worst, r"This is the row with the highest median. A loss is better when it is low."),
    ),
    planted=(Mistake(lambda losses: 3, "was wanted"),),
)


def honest(validation, test):
    return test[np.argmin(validation)]


def _flattering(validation, test):
    return np.min(validation)


def _crossed(validation, test):
    return validation[np.argmin(test)]


def _average(validation, test):
    return np.mean(test)


def _both(validation, test):
    return test[np.argmin(validation + test)]


HONEST = Exercise(
    id="sweep-honest",
    title="The number to report: find the bug",
    prompt=r"""
        After a sweep you hand in one network and say what its loss is on data it has never met. The code below gets the
        validation and the test loss of every setting. It runs, and the number it returns looks good. Too good: find the
        mistake, and hand in the repaired `honest`.
        """,
    kind="find the bug", level="stretch", minutes=6,
    given=handed_out.honest,
    hints=(
        r"Which of the two sets has chosen the setting? May the same set also judge it?",
        r"Find the place of the lowest *validation* loss, and read the *test* loss at that place.",
    ),
    solution=honest,
    why=r"""What chooses cannot judge: the lowest of many numbers is low by merit and by luck. The validation data
        choose; the test data are looked at once, at the place that was chosen, and the number stands as it is.""",
    cases=(
        Case((np.array([0.42, 0.31, 0.35, 0.50]), np.array([0.40, 0.37, 0.33, 0.52])), 0.37),
        Case((np.array([0.9, 0.2, 0.15]), np.array([0.1, 0.3, 0.4])), 0.4),
        Case((np.array([0.30, 0.33]), np.array([0.45, 0.36])), 0.45, hint=2),
    ),
    slips=(
        Slip(_flattering, r"This is the lowest validation loss itself: the number that chose. It flatters the "
             r"winner.", 1),
        Slip(_crossed, r"Now the test data choose and the validation data judge. It must be the other way round.", 2),
        Slip(_average, r"This is the mean over all settings. You hand in one of them: report that one.", 2),
        Slip(_both, r"Here the test data have a say in the choice. Once they have, they can no longer judge."),
    ),
    planted=(Mistake(lambda validation, test: np.max(test), "was wanted"),),
)

EXERCISES = (COST, CHOOSE, HONEST)
