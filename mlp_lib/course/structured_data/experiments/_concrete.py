"""Concrete: which split, which choice, how many rows, what leaks, what to do about gaps, and how sure one may be."""
from __future__ import annotations

from functools import cache

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array, Rows
from mlp_lib.quantiles import coverage
from mlp_lib.sweeps.experiment import Outcomes

from .. import models
from ..tasks import MIX, concrete_rows, divide, exact_mixes

concrete = cache(concrete_rows)
SPLITS = ["random", "by exact mix", "by mix"]
MODELS = ["mean", "linear", "linear, log age", "net", "net, log age", "net, log age, L2"]
CANDIDATES = [0.0, 0.003, 0.01, 0.03]              # strengths of the L2
STARTS = 5                                          # networks in an average
AGES = {"to_7_days": (0, 7), "8_to_28_days": (7, 28), "beyond_28_days": (28, 365)}          # (above, up to)
STRENGTHS = {"to_20_MPa": (0, 20), "20_to_40_MPa": (20, 40), "40_to_60_MPa": (40, 60), "beyond_60_MPa": (60, 90)}


def made(model: str, X: Array, y: Array, seed: int) -> models.Model:
    """Return one of `MODELS`, trained on these rows."""
    if model == "mean":
        return models.constant(X, y)
    basis = models.log_age if "log age" in model else models.same
    if model.startswith("linear"):
        return models.linear(X, y, basis)
    return models.network(X, y, seed, models.L2 if "L2" in model else 0.0, basis)


def split(kind: str, model: str, seed: int) -> Outcomes:
    """Train one model on three quarters of the tests, and ask it for the others."""
    X, y, mix = concrete()
    train, test = divide(kind, exact_mixes() if kind == "by exact mix" else mix, seed)
    f = made(model, X[train], y[train], seed)
    return {"training": models.rmse(f, X[train], y[train]), "test": models.rmse(f, X[test], y[test]),
            "known_mixes": np.isin(mix[test], mix[train]).mean()}


def trees(kind: str, seed: int) -> Outcomes:
    """Give the same rows to scikit-learn's boosted trees, with every setting left alone."""
    import sklearn  # the book's reader need not have it: the table is what the page shows
    from sklearn.ensemble import HistGradientBoostingRegressor

    X, y, mix = concrete()
    train, test = divide(kind, mix, seed)
    model = HistGradientBoostingRegressor().fit(X[train], y[train, 0])
    return {"test": models.rmse(lambda rows: model.predict(rows)[:, None], X[test], y[test]),
            "made_with": f"scikit-learn {sklearn.__version__}"}


def choice(by: str, seed: int) -> Outcomes:
    """Choose the L2 on a quarter of the training rows, held back at random or by mix; then learn from all of them.

    The test rows are of other mixes and have no say. Five networks of the chosen strength learn from all training
    rows: their own errors, and that of the mean of what they say, here and there, by age and by strength.
    """
    X, y, mix = concrete()
    train, test = divide("by mix", mix, seed)
    learn, hold = (train[rows] for rows in divide(by, mix[train], seed))
    promised = [models.rmse(models.network(X[learn], y[learn], seed, l2), X[hold], y[hold]) for l2 in CANDIDATES]
    l2 = CANDIDATES[int(np.argmin(promised))]
    nets = [models.network(X[train], y[train], STARTS * seed + i, l2) for i in range(STARTS)]
    single = [models.rmse(net, X[test], y[test]) for net in nets]
    average = models.mean_of(nets)
    error = (average(X[test]) - y[test])[:, 0]
    outcome: Outcomes = {f"validation_{c:g}": value for c, value in zip(CANDIDATES, promised, strict=True)}
    outcome |= {"l2": l2, "promised": min(promised), "single": np.mean(single), "best": min(single),
                "average": models.rmse(average, X[test], y[test]), "off": np.abs(error).mean(),
                "linear": models.rmse(models.linear(X[train], y[train]), X[test], y[test])}
    for groups, values in ((AGES, X[test, models.AGE]), (STRENGTHS, y[test, 0])):
        for name, (above, upto) in groups.items():
            inside = error[(values > above) & (values <= upto)]
            outcome |= {f"rmse_{name}": np.sqrt((inside**2).mean()), f"bias_{name}": inside.mean()}
    return outcome


def rows(rows: int, seed: int) -> Outcomes:
    """Learn from so many tests, of mixes drawn at random, and ask for the tests of the mixes that are kept."""
    X, y, mix = concrete()
    train, test = divide("by mix", mix, seed)
    some = first_mixes(train, mix, rows, seed)
    outcome: Outcomes = {"learned_from": len(some)}
    for name, f in (("linear", models.linear(X[some], y[some])), ("net", models.network(X[some], y[some], seed))):
        outcome[f"{name}_training"] = models.rmse(f, X[some], y[some])
        outcome[f"{name}_test"] = models.rmse(f, X[test], y[test])
    return outcome


def first_mixes(train: Rows, mix: Rows, n: int, seed: int) -> Rows:
    """Return the rows of whole mixes, shuffled, as few of them as have at least n rows (or all there are)."""
    place = np.random.default_rng(seed).permutation(mix.max() + 1)[mix[train]]      # of the row's mix in the shuffle
    last = np.sort(place)[min(n, len(train)) - 1]
    some: Rows = train[place <= last]
    return some


LEAKS = ["none", "scale of all rows", "strength of the mix, learned from", "strength of the mix, all rows"]


def leak(leak: str, seed: int) -> Outcomes:
    """Prepare the inputs with more than the training rows know, or with a column that is made from the target.

    The strength of the mix is the mean of its tests; for a mix with none, the mean of all that are used.
    """
    X, y, mix = concrete()
    X = models.log_age(X)
    train, test = divide("by mix", mix, seed)
    if leak.startswith("strength"):
        used = np.arange(len(X)) if leak.endswith("all rows") else train
        tests = np.bincount(mix[used], minlength=mix.max() + 1)
        total = np.bincount(mix[used], y[used, 0], minlength=mix.max() + 1)
        mean = np.where(tests > 0, total / np.maximum(tests, 1), y[used].mean())
        X = np.column_stack([X, mean[mix]])
    scale = data.standardizer(X if leak == "scale of all rows" else X[train])
    target = data.standardizer(y[train])
    net = models.trained(scale(X[train]), target(y[train]), seed, models.L2, models.HIDDEN)
    return {name: float(np.sqrt(((target.back(net.predict(scale(X[part]))) - y[part]) ** 2).mean()))
            for name, part in (("training", train), ("test", test))}


GAPS = ["anywhere", "where it is high"]
FILLS = ["drop the column", "drop the rows", "mean", "mean and mark"]
WATER = MIX.index("water")


def gaps(gap: str, fill: str, seed: int) -> Outcomes:
    """Lose the water of one test in five, and train a network in spite of it; the tests asked for have gaps as well.

    gap    which are lost: any, or the fifth with the most water
    fill   leave the column out; learn from whole rows alone; fill by the mean of the training rows; and say where
    """
    X, y, mix = concrete()
    train, test = divide("by mix", mix, seed)
    order = np.random.default_rng(seed).permutation(len(X))
    if gap == "where it is high":
        order = order[np.argsort(-X[order, WATER], kind="stable")]
    lost = np.isin(np.arange(len(X)), order[:len(X) // 5])
    learn = train[~lost[train]] if fill == "drop the rows" else train
    mean = X[train[~lost[train]], WATER].mean()
    X = models.log_age(X)
    X[lost, WATER] = mean
    if fill == "drop the column":
        X = np.delete(X, WATER, axis=1)
    if fill == "mean and mark":
        X = np.column_stack([X, lost])
    net = models.trained(models.scaled(X[learn]), models.scaled(y[learn]), seed, models.L2, models.HIDDEN)
    f = models.with_scales(net, X[learn], y[learn], models.same)
    return {"learned_from": len(learn), "test": models.rmse(f, X[test], y[test])}


def bands(kind: str, seed: int) -> Outcomes:
    """Learn a band for 90 % of the tests, by quantiles, and count how many tests of the rows kept lie inside.

    A quarter of the training rows is not learned from: by how far they lie outside, the band is widened. Beside it,
    the band of five networks' spread, mean -+ 1.64 standard deviations, which knows of no scatter in the tests.
    """
    X, y, mix = concrete()
    train, test = divide(kind, mix, seed)
    learn, hold = (train[rows] for rows in divide(kind, mix[train], seed))
    f = models.band(X[learn], y[learn], seed)
    low, _, high = f(X[test]).T
    wider = models.widening(f(X[hold]), y[hold])
    said = np.stack([models.network(X[learn], y[learn], STARTS * seed + i)(X[test])[:, 0] for i in range(STARTS)])
    spread = 1.64 * said.std(axis=0, ddof=1)
    outcome: Outcomes = {"wider": wider}
    for name, (bottom, top) in {"quantiles": (low, high), "widened": (low - wider, high + wider),
                                "spread": (said.mean(axis=0) - spread, said.mean(axis=0) + spread)}.items():
        outcome |= {f"{name}_inside": coverage(bottom, top, y[test, 0]), f"{name}_width": np.mean(top - bottom)}
    return outcome
