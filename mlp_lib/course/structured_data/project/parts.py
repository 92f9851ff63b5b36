"""The parts of a project, one function each: it returns what it sees, or raises Missing or LookAgain in words."""
from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from mlp_lib.probabilities import calibration
from mlp_lib.quantiles import coverage

from .leaks import suspicion
from .work import LookAgain, Missing, Work

WORDS = ("question", "use", "choices", "finding", "answer", "limits")
PAGE = 400                  # words of all texts together: more is no page
SEEDS, BASELINES, TEST = 5, 2, 30       # at least
BINS = 5                    # of the calibration of a yes and no
PERFECT = 0.05              # error as a share of the spread: less is too good to be true


def question(work: Work) -> str:
    """The question is one, and somebody decides something by its answer."""
    text = work.words("question", 8)
    if not text.endswith("?"):
        raise LookAgain("`question` does not end in a question mark. What is it that you want to know?")
    work.words("use", 8)
    return "A question, and who decides by its answer."


def table(work: Work) -> str:
    """Every column is the target, an input, or left out for a reason."""
    y, unit, inputs, left = work.column(), work.given("unit"), work.given("inputs"), work.given("left_out")
    if not isinstance(unit, str) or not unit.strip():
        raise Missing("`unit` is empty: without one, no error can be said. Of a yes and no write \"probability\".")
    if isinstance(inputs, str) or not isinstance(left, Mapping):
        raise LookAgain("`inputs` is to be a list of columns, and `left_out` a dictionary, {column: reason}.")
    if work.target in inputs:
        raise LookAgain(f"the target {work.target!r} stands among the inputs: then nothing is left to predict.")
    columns = [str(column) for column in work.table.columns]
    strange = [str(column) for column in [*inputs, *left] if str(column) not in columns]
    if strange:
        raise LookAgain(f"no such column in the table: {', '.join(strange)}.")
    open_ = [column for column in columns if column not in [str(work.target), *map(str, inputs), *map(str, left)]]
    if open_:
        raise LookAgain(f"neither an input nor left out for a reason: {', '.join(open_)}.")
    thin = [str(column) for column, reason in left.items() if len(str(reason).split()) < 3]
    if thin:
        raise LookAgain(f"the reason to leave this out is missing or too short: {', '.join(thin)}.")
    gaps = work.table[list(inputs)].isna().sum()
    told = f" Values are missing in {', '.join(map(str, gaps[gaps > 0].index))}." if gaps.any() else ""
    return (f"{len(y):,} rows, {len(inputs)} inputs; {work.target} has the mean {work.measure(y.mean())} and the "
            f"standard deviation {work.measure(y.std())}.{told}")


def split(work: Work) -> str:
    """Each row is on one side, and what belongs together is on the same."""
    sides = {name: work.rows(name) for name in ("train", "validation", "test")}
    for one, other in (("train", "test"), ("validation", "test"), ("train", "validation")):
        both = np.intersect1d(sides[one], sides[other])
        if both.size:
            raise LookAgain(f"{len(both)} rows are in `{one}` and in `{other}`, such as row {both[0]}.")
    unused = len(work.column()) - sum(map(len, sides.values()))
    if len(sides["test"]) < TEST:
        raise LookAgain(f"only {len(sides['test'])} test rows: an error on so few says little. Take {TEST} at least.")
    told = "{train} to train, {validation} to validate, {test} to test".format(
        **{name: f"{len(rows):,}" for name, rows in sides.items()}) + (f", {unused:,} unused" if unused else "")
    learned, groups = np.concatenate([sides["train"], sides["validation"]]), work.given("groups")
    if groups is not None:
        of_row = np.asarray(groups)
        if of_row.shape != (len(work.column()),):
            raise LookAgain(f"`groups` has the shape {of_row.shape}; one group for each row was wanted.")
        torn = np.isin(of_row[sides["test"]], of_row[learned]).mean()
        if torn > 0:
            raise LookAgain(f"{100 * torn:.0f} % of the test rows have others of their group among the rows learned "
                            "from.")
    if work.alike:
        work.words("alike", 8)
        return f"{told}; rows that look alike are not the same thing, for a reason."
    twins = suspicion(work.table[list(work.given("inputs"))], learned, sides["test"])
    if twins:
        raise LookAgain(f"{twins}, within a tenth of a standard deviation. Is that the same thing, measured or written "
                        "down again? Then give its `groups` (`data.near_groups` finds them), and split by them; if "
                        "not, say under `alike` why not.")
    return f"{told}; {'all groups are whole' if groups is not None else 'no groups, and no sign of any'}."


def baselines(work: Work) -> str:
    """At least two, one of them the mean of the training rows."""
    errors = work.yardsticks()
    if len(errors) < BASELINES:
        raise Missing(f"{len(errors)} of at least {BASELINES} baselines: the mean of the training rows, and a linear "
                      "model or whatever is done today.")
    y = work.column()
    mean, spread = y[work.rows("train")].mean(), y.std()
    told = [work.for_test(p, name) for name, p in work.baselines.items()]
    if not any(np.abs(p - mean).max() <= 1e-6 * spread for p in told):
        raise LookAgain(f"none of them is the mean of the training rows, {work.measure(mean)} for every test row.")
    told_errors = "; ".join(f"{name} {work.measure(error)}" for name, error in errors.items())
    return f"Root mean squared errors on the test rows: {told_errors}."


def choices(work: Work) -> str:
    """What was tried on the validation rows is said, with a number of settings."""
    text = work.words("choices", 12)
    work.rows("validation")
    if not re.search(r"\d", text):
        raise LookAgain("`choices` has no number: how many settings were compared on the validation rows?")
    return "How many settings were compared, and on which rows."


def networks(work: Work) -> str:
    """Several seeds, in the target's unit, with one error and its spread."""
    said, errors, y = work.networks(), work.errors(), work.truth()
    if len(said) < SEEDS:
        raise Missing(f"predictions of {len(said)} network{'s' * (len(said) != 1)}; from at least {SEEDS} seeds, or "
                      "nobody knows what luck has done.")
    if len(np.unique(said, axis=0)) < len(said):
        raise LookAgain("two of the networks say the very same: were they started from one seed?")
    if abs(said.mean() - y.mean()) > y.std():
        raise LookAgain(f"the predictions have the mean {work.measure(said.mean())}, the test rows "
                        f"{work.measure(y.mean())}: were they scaled back to the unit of the target?")
    if errors.mean() < PERFECT * y.std():
        raise LookAgain(f"an error of {work.measure(errors.mean())} is too good to be true: which column knows the "
                        "answer?")
    best = min(work.yardsticks().items(), key=lambda item: item[1], default=("none", np.inf))
    told = (f"{len(said)} seeds: {work.measure(errors.mean())} on average, from {work.measure(errors.min())} to "
            f"{work.measure(errors.max())}")
    if errors.mean() >= best[1]:
        return f"{told}. The baseline {best[0]!r} is better, {work.measure(best[1])}: a finding, if the answer says it."
    return f"{told}; the best baseline, {best[0]!r}, {work.measure(best[1])}."


def sureness(work: Work) -> str:
    """An interval for each test row, and the share that it holds; of a yes and no, whether it keeps its word."""
    if np.isin(work.column(), (0, 1)).all():
        return _kept_word(work)
    low, high = (work.for_test(work.given(name), name) for name in ("low", "high"))
    promised = work.given("promised")
    if not isinstance(promised, int | float) or not 0 < promised < 1:
        raise LookAgain("`promised` is to be a share between 0 and 1, such as 0.9.")
    if (low > high).any():
        raise LookAgain(f"`low` lies above `high` in {(low > high).sum()} rows.")
    held, M = coverage(low, high, work.truth()), len(low)
    told = (f"{100 * promised:.0f} % promised, {100 * held:.0f} % of {M} test rows inside; mean width "
            f"{work.measure((high - low).mean())}")
    luck = np.sqrt(promised * (1 - promised) / M)
    if abs(held - promised) > 3 * luck:
        raise LookAgain(f"{told}. That is more than luck explains: calibrate it on the validation rows.")
    return f"{told}."


def _kept_word(work: Work) -> str:
    said = work.networks().mean(axis=0)
    if said.min() < 0 or said.max() > 1:
        raise LookAgain(f"the target is a yes and no, but the predictions run from {said.min():.2g} to "
                        f"{said.max():.2g}: a probability was wanted, from the sigmoid.")
    bins = calibration(said, work.truth(), BINS)
    return (f"A yes and no, so no interval: in {len(bins.rows)} bins the mean of the networks and the share that came "
            f"are {bins.error:.2f} apart.")


def learned(work: Work) -> str:
    """What the network leans on: a number for each input, and a sentence about one of them."""
    rises, inputs = work.given("importance"), list(work.given("inputs"))
    if not isinstance(rises, Mapping) or not all(isinstance(v, int | float | np.number) for v in rises.values()):
        raise LookAgain("`importance` is to be a dictionary, {column: rise of the error}.")
    left = [str(column) for column in inputs if column not in rises]
    if left:
        raise LookAgain(f"`importance` says nothing of {', '.join(left)}.")
    text = work.words("finding", 20)
    if not any(str(column).replace("_", " ") in text.replace("_", " ") for column in inputs):
        raise LookAgain("`finding` names none of the inputs.")
    first = max(rises, key=lambda column: float(rises[column]))
    return f"The error rises most without {first}, by {work.measure(float(rises[first]))}."


def answer(work: Work) -> str:
    """The answer says the error that the predictions have, with its unit."""
    text, error = work.words("answer", 15), float(work.errors().mean())
    numbers = [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\.?\d*", text)]
    near = max(0.02 * error, 0.5 * 10 ** (np.floor(np.log10(error)) - 1)) if error > 0 else 0
    if not any(abs(n - error) <= near for n in numbers):
        raise LookAgain(f"`answer` does not have the error of the predictions on the test rows, {work.measure(error)}.")
    if str(work.given("unit")) not in text:
        raise LookAgain(f"`answer` does not have the unit, {work.unit}.")
    return f"It says the error, {work.measure(error)}."


def limits(work: Work) -> str:
    """Where it fails is said."""
    return f"{len(work.words('limits', 20).split())} words on where it fails."


def one_page(work: Work) -> str:
    """All texts together fit on a page."""
    title = work.words("title", 2)
    total = sum(len(work.words(name, 1).split()) for name in WORDS)
    if total > PAGE:
        raise LookAgain(f"{total} words; a page has room for {PAGE}. What can the reader do without?")
    return f"{title!r}, {total} words of at most {PAGE}."
