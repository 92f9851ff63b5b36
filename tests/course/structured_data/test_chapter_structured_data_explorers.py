"""The explorers of the chapter on structured data: what their captions say, against the tables and a second way."""
import json
import re
from statistics import median

import numpy as np
import pytest
from node import told
from structured_data_page import values as table

from mlp_lib import data, explorers, probabilities
from mlp_lib.course.structured_data import stored
from mlp_lib.course.structured_data.explorers import forecasts
from mlp_lib.course.structured_data.explorers.split_leak import MODELS, mixes
from mlp_lib.course.structured_data.tasks import INPUTS, concrete_rows, divide, exact_mixes

X, Y, MIX = concrete_rows()
MODES, KINDS = ["air", "train", "bus", "car"], ("random", "by exact mix", "by mix")


def numbers(pattern, caption):
    """Return the numbers that a pattern catches in a caption."""
    return [float(n.replace("−", "-")) for n in re.search(pattern, caption).groups()]


@pytest.mark.parametrize("name", ["split_leak", "rows", "mix", "threshold", "calibration"])
def test_it_stays_small(name):
    explorer = getattr(explorers.structured_data, name)()
    assert explorer.scene and len(json.dumps(explorer.data)) < 70_000
    assert len(explorer.title) > 10


# a mix

SETTINGS = [{}, {"age": 3}, {"cement": 540, "slag": 300, "age": 200}, {"cement": 475, "fly_ash": 0, "water": 228,
            "superplasticizer": 0, "coarse_aggregate": 932, "fine_aggregate": 594, "age": 270}, {"water": 122}]


def test_the_strength_of_a_mix_is_that_of_the_stored_networks():
    explorer = explorers.structured_data.mix()
    rows = np.array([[(explorer.values | some)[name] for name in INPUTS] for some in SETTINGS], float)
    said = stored.band_model()(rows)
    for row, (low, middle, high), caption in zip(rows, said, told(explorer, *SETTINGS), strict=True):
        found = numbers(r"days?: (−?[\d.]+) MPa, and a band from (−?[\d.]+) to (−?[\d.]+) MPa", caption)
        np.testing.assert_allclose(found, (middle, low, high), atol=0.07)
        ratio, binder = numbers(r"ratio ([\d.]+), water to all binders ([\d.]+)\.", caption)
        assert ratio == pytest.approx(row[3] / row[0], abs=0.006) and binder == pytest.approx(
            row[3] / row[:3].sum(), abs=0.006)


def test_a_mix_outside_the_data_is_told():
    explorer = explorers.structured_data.mix()
    start, spread = dict(explorer.values), X[:, :7].std(axis=0)
    recipes = np.array([X[MIX == m][0, :7] for m in range(MIX.max() + 1)])
    near = np.quantile([np.sort(np.linalg.norm((recipes - m) / spread, axis=1))[1] for m in recipes], 0.95)
    captions = told(explorer, *SETTINGS)
    for some, caption in zip(SETTINGS, captions, strict=True):
        values = start | some
        recipe = np.array([values[name] for name in INPUTS[:7]], float)
        away = np.linalg.norm((recipes - recipe) / spread, axis=1)
        nearest = recipes[away.argmin()].round(1)
        assert f"has cement {nearest[0]:g}, slag {nearest[1]:g}" in caption
        heavy = not recipes.sum(axis=1).min() - 0.05 <= recipe.sum() <= recipes.sum(axis=1).max() + 0.05
        assert ("standard deviations away" in caption) == (away.min() > near)
        assert ("kg in a cubic metre" in caption) == heavy
        assert ("older than 120 days" in caption) == (values["age"] > 120)
        assert ("Outside the data" in caption) == (away.min() > near or heavy or values["age"] > 120)
        tests = X[MIX == away.argmin(), 7]
        assert caption.count(" days (") + caption.count(" day (") == len(tests)
    assert {"Outside the data" in caption for caption in captions} == {True, False}
    assert (X[:, 7] > 120).sum() == 59 and "59 are older" in captions[2]


# a split

def split_errors(model):
    """Return the errors of a model in the ten draws of each split."""
    return {kind: table("concrete-split", "test", kind=kind, model=model) for kind in KINDS}


def test_the_tests_of_a_mix_fall_where_the_split_puts_them():
    explorer, shown = explorers.structured_data.split_leak(), mixes()
    assert len(shown) == 5
    some = [{"kind": kind, "mix": f"mix {m}", "draw": draw, "model": model} for kind in KINDS
            for m in (shown[0], shown[3]) for draw, model in zip((1, 2, 10), MODELS, strict=True)]
    for values, caption in zip(some, told(explorer, *some), strict=True):
        train, test = divide(values["kind"], exact_mixes() if "exact" in values["kind"] else MIX, values["draw"] - 1)
        own = np.flatnonzero(MIX == int(values["mix"].split()[1]))
        kept = X[np.intersect1d(own, test), 7]
        words = ("are learned from." if not len(kept) else "are held out." if len(kept) == len(own) else
                 f"{len(own) - len(kept)} are learned from, and held out ")
        assert words in caption and f"{len(own)} tests of this mix" in caption
        if 0 < len(kept) < len(own):
            assert f" at {', '.join(f'{age:g}' for age in sorted(kept))} days" in caption
            assert values["kind"] != "by mix"
        known, error, *middles = numbers(
            r"held out (\d+) % are .* off by ([\d.]+) MPa .* at random ([\d.]+), by mix, to the last digit "
            r"([\d.]+), by mix ([\d.]+) MPa", caption)
        assert known == round(100 * np.isin(MIX[test], MIX[train]).mean())
        runs = split_errors(values["model"])
        assert error == pytest.approx(runs[values["kind"]][values["draw"] - 1], abs=0.051)
        assert middles == pytest.approx([median(runs[kind]) for kind in KINDS], abs=0.051)


def test_what_the_leak_is_worth():
    """The network knows tests of mixes that it has met, by half an MPa with L2 and by more without; a line does not."""
    runs = map(split_errors, MODELS)
    line, net, held_back = (median(run["by mix"]) - median(run["random"]) for run in runs)
    assert line < 0 and net > 0.8 and 0.3 < held_back < net


# more rows

def test_the_errors_against_the_rows_are_those_of_the_table():
    explorer = explorers.structured_data.rows()
    sizes = [50, 100, 200, 400, 770]
    for n, caption in zip(sizes, told(explorer, *({"rows": n} for n in sizes)), strict=True):
        assert caption.startswith(f"{n} tests learned from.")
        spread = r"([\d.]+) MPa \(([\d.]+) to ([\d.]+)\)"
        found = numbers(rf"network is off by {spread}, the line in log\(age\) by {spread}; .* network by {spread}",
                        caption)
        want = [f(table("concrete-rows", column, rows=n)) for column in ("net_test", "linear_test", "net_training")
                for f in (median, min, max)]
        np.testing.assert_allclose(found, want, atol=0.051)
        assert ("Where do the lines go from here?" in caption) == (n < 770)


# forecasts of the mode

@pytest.fixture(scope="module")
def said():
    P, taken = stored.mode_forecasts("net of 20, L2")
    return np.rint(1000 * P) / 1000, taken


def test_the_forecasts_are_those_of_travellers_kept(said):
    P, taken = said
    assert P.shape == (630, 4) and np.abs(P.sum(axis=1) - 1).max() < 0.0025
    chosen = data.modechoice()["mode"].cat.codes.to_numpy()
    np.testing.assert_array_equal(taken[:63], chosen[data.split(210, (0.7, 0.3), rng=0)[1]])


def test_a_threshold_counts_as_the_confusion_matrix_does(said):
    P, taken = said
    some = [{"mode": mode, "threshold": t, "cost": cost} for mode in MODES
            for t, cost in ((0.5, 4), (0.2, 4), (0.7, 1))]
    for values, caption in zip(some, told(explorers.structured_data.threshold(), *some), strict=True):
        k = MODES.index(values["mode"])
        (rest, alarms), (missed, found) = probabilities.confusion((taken == k).astype(int),
                                                                  (P[:, k] > values["threshold"] - 1e-9).astype(int), 2)
        assert f"{found} of {found + missed} who took it are found" in caption
        assert f"{missed} missed, {alarms} false alarm" in caption
        assert f"that costs {values['cost'] * missed + alarms}." in caption
        assert rest + alarms + missed + found == 630
        steps = np.arange(101) / 100
        yes = taken == k
        costs = [values["cost"] * (yes & (P[:, k] < t - 1e-9)).sum() + (~yes & (P[:, k] > t - 1e-9)).sum()
                 for t in steps]
        assert f"lowest cost is at {steps[int(np.argmin(costs))]:g};" in caption
        assert f"= {1 / (1 + values['cost']):.2f}, the dotted" in caption


def test_a_threshold_that_nobody_reaches_has_no_precision():
    caption = told(explorers.structured_data.threshold(), {"threshold": 1, "mode": "bus"})[0]
    assert "precision" not in caption and "of 0 times" in caption and "nan" not in caption.lower()


@pytest.mark.parametrize("bins", [2, 7, 10, 20])
@pytest.mark.parametrize("mode", ["all", "bus"])
def test_calibration_bins_are_those_of_the_library(bins, mode):
    for name, shown in forecasts.NAMES.items():
        P, taken = stored.mode_forecasts(name)
        P = np.rint(1000 * P) / 1000
        p, yes = (P.ravel(), np.eye(4)[taken].ravel()) if mode == "all" else (P[:, 2], taken == 2)
        want = probabilities.calibration(p, yes, bins)
        caption = told(explorers.structured_data.calibration(), {"forecast": shown, "mode": mode, "bins": bins})[0]
        assert f"{bins} bins of equal width, {len(want.rows)} not empty" in caption
        off, n = numbers(r"are ([\d.]+) apart, on average over (\d+) forecasts", caption)
        assert off == pytest.approx(want.error, abs=0.0011) and n == len(p)
        luck = 2 * np.sqrt(want.said * (1 - want.said) / (want.rows / 3))       # 630 forecasts of 210 travellers
        assert f"{(np.abs(want.said - want.came) > luck).sum()} of the {len(want.rows)} bins are further" in caption
        worst = int(np.argmax(np.abs(want.said - want.came) * want.rows))
        assert f"has {want.rows[worst]} forecasts of {want.said[worst]:.2f} on average" in caption
        assert f"of which a share of {want.came[worst]:.2f} came true" in caption
