"""The validation set: exercises on when to stop, and on scaling without a leak."""
from __future__ import annotations

import numpy as np

from mlp_lib.teaching.exercise import Case, Exercise, Mistake, Slip

from . import handed_out


def stop(losses, patience):
    best, lowest = 0, np.inf
    for epoch, loss in enumerate(losses, start=1):
        if loss < lowest:
            best, lowest = epoch, loss
        if epoch - best >= patience:
            return epoch, best
    return len(losses), best


def _stopping(better=lambda loss, lowest: loss < lowest, over=lambda since, patience: since >= patience, first=1):
    """Return a rule of early stopping with one thing done wrongly."""
    def wrong(losses, patience):
        best, lowest, epoch = first, np.inf, first
        for epoch, loss in enumerate(losses, start=first):
            if better(loss, lowest):
                best, lowest = epoch, loss
            if over(epoch - best, patience):
                break
        return epoch, best
    return wrong


def _against_the_last(losses, patience):
    best, rises = 1, 0
    for epoch in range(2, len(losses) + 1):
        rises = rises + 1 if losses[epoch - 1] >= losses[epoch - 2] else 0
        best = best if rises else epoch
        if rises >= patience:
            return epoch, best
    return len(losses), best


def _never_reset(losses, patience):
    best, lowest, rises = 0, np.inf, 0
    for epoch, loss in enumerate(losses, start=1):
        rises += loss >= lowest
        best, lowest = (epoch, loss) if loss < lowest else (best, lowest)
        if rises >= patience:
            return epoch, best
    return len(losses), best


def _start(lowest, first):
    """Return a rule whose memory begins with this loss, at this epoch."""
    def wrong(losses, patience):
        best, so_far = first, lowest
        for epoch, loss in enumerate(losses, start=1):
            best, so_far = (epoch, loss) if loss < so_far else (best, so_far)
            if epoch - best >= patience:
                return epoch, best
        return len(losses), best
    return wrong


def _with_foresight(losses, patience):
    return len(losses), int(np.argmin(losses)) + 1


def _best_of_all(losses, patience):
    return stop(losses, patience)[0], int(np.argmin(losses)) + 1


def _last_for_best(losses, patience):
    return stop(losses, patience)[0], stop(losses, patience)[0]


EARLY = Exercise(
    id="early-stopping",
    title="When to stop",
    prompt=r"""
        Write `stop(losses, patience)`. `losses` is the list of validation losses after epoch 1, 2, 3, …; training ends
        at the first epoch that lies `patience` epochs behind the best one so far, that is after `patience` epochs in a
        row without a *lower* loss than the lowest. Return two whole numbers: the epoch in which training ends, and the
        epoch whose network is kept. If it is never stopped, it ends with the list.

        Example: `stop([0.9, 0.7, 0.8, 0.75], 2)` is `(4, 2)`.
        """,
    kind="code", level="core", minutes=8,
    hints=(
        r"Go through the list once and remember two things: the lowest loss so far, and the epoch that had it.",
        r"Epochs count from 1: `enumerate(losses, start=1)`. A loss *equal* to the lowest is not lower.",
        r"In each epoch, first see whether it is the best; then compare `epoch - best` with `patience`: the difference "
        r"is the number of epochs without a lower loss.",
    ),
    solution=stop,
    why=r"""Two numbers of memory, and never a look ahead: what comes after the stop is not known. The network kept is
        that of the best epoch, not the last one; `fit(…, early_stopping=patience)` does the same.""",
    cases=(
        Case(([0.9, 0.7, 0.8, 0.75], 2), np.array([4, 2])),
        Case(([0.9, 0.7, 0.6, 0.62, 0.61, 0.65, 0.5], 3), np.array([6, 3]), hint=3),
        Case(([1.0, 0.8, 0.85, 0.7, 0.75, 0.72, 0.71, 0.6], 3), np.array([7, 4]), hint=3),
        Case(([0.6, 0.5, 0.55, 0.57, 0.2], 1), np.array([3, 2]), hint=3),
        Case(([0.5, 0.5, 0.5, 0.4], 2), np.array([3, 1]), hint=2),
        Case(([0.5, 0.4, 0.45, 0.3], 2), np.array([4, 4])),
        Case(([0.5], 5), np.array([1, 1])),
        Case(([9.0, 7.0, 8.0, 6.0, 6.5, 6.25], 2), np.array([6, 4]), hint=1),       # losses above 1, an early rise
    ),
    slips=(
        Slip(_stopping(over=lambda since, patience: since > patience),
             r"One epoch too late: at `epoch - best` = `patience` there have been `patience` epochs without a lower "
             r"loss.", 3),
        Slip(_stopping(over=lambda since, patience: since >= patience - 1 and since > 0),
             r"One epoch too early: the best epoch itself is not one of the epochs without a lower loss.", 3),
        Slip(_stopping(first=0), r"Both epochs are one too small: Python counts from 0, epochs count from 1.", 2),
        Slip(_stopping(over=lambda since, patience: since > 0), r"This stops at the first loss that is not lower. A "
                                                                r"validation loss is noisy; patience waits.", 3),
        Slip(_against_the_last, r"Each loss is compared with the one before. It must be compared with the *lowest* so "
                                r"far: a loss may go up and down above it for long.", 1),
        Slip(_stopping(better=lambda loss, lowest: loss <= lowest), r"An equal loss is taken for a better one. It is "
                                                                    r"not *lower*.", 2),
        Slip(_never_reset, r"The epochs without a lower loss are counted in all. They must come *in a row*: after a "
                           r"lower loss the count begins anew.", 3),
        *(Slip(_start(lowest, best), f"The lowest loss begins at {lowest}, so that losses above it never count as the "
               "best so far. Begin with `np.inf`, or with the first loss.", 1)
          for lowest in (0, 1) for best in (0, 1)),
        Slip(_with_foresight, r"This looks at the whole list, at epochs that were never trained.", 1),
        Slip(_best_of_all, r"The stop is right, but the network kept comes from the whole list, perhaps from an epoch "
                           r"after the stop.", 1),
        Slip(_last_for_best, r"The stop is right, but the network kept is that of the *best* epoch, not the last.", 1),
        Slip(lambda losses, patience: stop(losses, patience)[::-1],
             r"Right numbers, other order: first the epoch in which training ends, then the one that is kept."),
    ),
    planted=(
        Mistake(lambda losses, patience: stop(losses, patience)[1], "shape"),
        Mistake(lambda losses, patience: next((e for e in range(2, 9) if losses[e] > losses[e - 1]), 1),
                "shape"),
    ),
)


def scaled(X_train, X_val):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / spread, (X_val - mean) / spread


def _by_itself(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def _partly_from_all(mean=False, spread=False):
    """Return a scaling that takes its mean, or its spread, from all rows."""
    def wrong(X_train, X_val):
        X = np.concatenate([X_train, X_val])
        m, s = (X if mean else X_train).mean(axis=0), (X if spread else X_train).std(axis=0)
        return (X_train - m) / s, (X_val - m) / s
    return wrong


_TRAIN = np.array([[10.0, 200.0], [14.0, 600.0]])                # means 12 and 400, spreads 2 and 200

LEAK = Exercise(
    id="scaled-with-a-leak",
    title="A validation error that is too good: find the bug",
    prompt=r"""
        Traffic counts are scaled before training: each column minus its mean, divided by its standard deviation.
        `X_train` (N, D) and `X_val` (V, D) have one hour in each row; the function returns both, scaled. The
        validation set should stand for hours that nobody has seen, and here it does not quite. Mend it.
        """,
    kind="find the bug", level="core", minutes=4,
    given=handed_out.scaled,
    hints=(
        r"On the day when the network is trained, the new hours have not happened. Which numbers of this function "
        r"could not be worked out on that day?",
        r"The mean and the spread belong to the training set alone. The validation rows are scaled with *these* two, "
        r"as every new row will be.",
    ),
    solution=scaled,
    why=r"""The scale is fitted to the data, as a weight is, so it may see the training rows only. The scaled validation
        columns then do not have mean 0 exactly, and that is right. `data.standardizer(X_train)` does it so.""",
    cases=(
        Case((_TRAIN, np.array([[12.0, 400.0], [16.0, 0.0], [11.0, 700.0]])),
             (np.array([[-1.0, -1.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [2.0, -2.0], [-0.5, 1.5]])), hint=2),
        Case((np.array([[1.0], [2.0], [3.0], [2.0]]), np.array([[2.0 + np.sqrt(2.0)], [2.0 + np.sqrt(0.5)]])),
             (np.array([[-np.sqrt(2.0)], [0.0], [np.sqrt(2.0)], [0.0]]), np.array([[2.0], [1.0]])), hint=2),
    ),
    slips=(
        Slip(_partly_from_all(mean=True), r"The spread is that of the training rows now, but the mean still comes "
                                              r"from all rows: half of the leak is left.", 2),
        Slip(_partly_from_all(spread=True), r"The mean is that of the training rows now, but the spread still comes "
                                             r"from all rows: half of the leak is left.", 2),
        Slip(lambda X_train, X_val: (_by_itself(X_train), _by_itself(X_val)),
             r"Now the validation rows have a scale of their own: the same count of cars becomes two different "
             r"numbers, and a single new row could not be scaled at all.", 2),
        Slip(lambda X_train, X_val: (_by_itself(X_train), X_val),
             r"The validation rows are not scaled any more: the network has never seen numbers of this size.", 2),
        Slip(lambda X_train, X_val: (X_train - X_train.mean(axis=0), X_val - X_train.mean(axis=0)),
             r"The means are right, but the division by the spread is gone.", 2),
        Slip(lambda X_train, X_val: tuple((X - X_val.mean(axis=0)) / X_val.std(axis=0) for X in (X_train, X_val)),
             r"This is the wrong way round: mean and spread of the *validation* set.", 2),
        Slip(lambda X_train, X_val: tuple((X - X_train.mean()) / X_train.std() for X in (X_train, X_val)),
             r"Mean and spread of all columns together: degrees and cars an hour are mixed. Keep `axis=0`.", 2),
        Slip(lambda X_train, X_val: tuple((X - X_train.mean(axis=0)) / X_train.var(axis=0) for X in (X_train, X_val)),
             r"This divides by the variance. The spread is its root, `std`.", 2),
        Slip(lambda X_train, X_val: tuple((X - X_train.mean(axis=0)) / X_train.std(axis=0, ddof=1)
                                          for X in (X_train, X_val)),
             r"No leak any more. But this spread divides by $N - 1$; the function handed out divides by $N$, and so "
             r"does the book.", 2),
    ),
    planted=(
        Mistake(lambda X_train, X_val: scaled(X_train, X_val)[0], "2 results"),
        Mistake(lambda X_train, X_val: (scaled(X_train, X_val)[0], -scaled(X_train, X_val)[1]), "was wanted"),
    ),
)

EXERCISES = (EARLY, LEAK)
