"""The chapter on structured data: the numbers of its text about concrete, against the table and the runs."""
import re
from statistics import mean

import numpy as np
import pytest
from structured_data_page import PAGE, average, told, values, wins

from mlp_lib import MLP, data
from mlp_lib.course.structured_data import models
from mlp_lib.course.structured_data.experiments import EXPERIMENTS
from mlp_lib.course.structured_data.experiments._concrete import CANDIDATES
from mlp_lib.course.structured_data.tasks import INPUTS, concrete_rows, divide, exact_mixes

X, Y, MIX = concrete_rows()
LINEAR, LOG, L2 = "linear, log age", "net, log age", "net, log age, L2"
KINDS = ["random", "by exact mix", "by mix"]


def split(model):
    """Return the mean test errors of a model for the three ways to split."""
    return [average("concrete-split", "test", kind=kind, model=model) for kind in KINDS]


def test_every_comparison_has_ten_seeds():
    told("from ten splits each")
    assert all(len(e.seeds) == 10 for name, e in EXPERIMENTS.items() if not name.endswith("nets"))


# the table

def test_the_first_look():
    told("[1,030 tests](data.md) are ours")
    told("427 different mixes, 246 tested once, one 20 times\n25 rows are copies of another one", PAGE.printed)
    told("all seven together: 2195 to 2551 kg/m³", PAGE.printed)
    assert len(X) == 1030 and exact_mixes().max() == 426


def test_the_baselines():
    told("mean              16.1 MPa\nlinear            10.0 MPa\nlinear, log age    6.7 MPa", PAGE.printed)
    told("A network that does not get below 6.7 MPa here")
    told("One logarithm takes another 3.3 MPa off, more than half of what the eight slopes together had taken")
    errors = [values("concrete-split", "test", kind="random", model=m)[0] for m in ("mean", "linear", LINEAR)]
    assert [round(e, 1) for e in errors] == [16.1, 10.0, 6.7]
    mean_off, slopes, log = errors
    assert round(slopes - log, 1) == 3.3 and 0.5 < (slopes - log) / (mean_off - slopes) < 0.6


def test_the_network_in_the_cell():
    told("RMSE of the network: 5.0 MPa", PAGE.printed)
    told("It does, and over ten random splits its RMSE is 4.98 MPa on average.")
    assert f"{average('concrete-split', 'test', kind='random', model=LOG):.2f}" == "4.98"
    assert max(values("concrete-split", "test", kind="random", model=LOG)) < 5.7
    told("the linear model with its nine numbers or the network with its 1,201")
    assert MLP([8, 40, 20, 1], rng=0).theta.size == 1201 and len(INPUTS) + 1 == 9


# the split

def test_who_is_known():
    train, test = data.split(1030, (0.75, 0.25), rng=0)
    exact = exact_mixes()
    known = np.isin(exact[test], exact[train]).mean()
    told(f"{known:.0%} of the test rows have a sister among the training rows", PAGE.printed)
    told("Seven in ten of the questions")
    assert 0.65 < known < 0.75
    told("427 different mixes are 329 concretes", PAGE.printed)
    train, test = divide("by mix", MIX, 0)
    told(f"held out: {len(test)} tests of {len(np.unique(MIX[test]))} concretes, known from the training: 0",
         PAGE.printed)


def test_the_twins():
    told("with the same result to a hundredth")
    near = np.flatnonzero((X[:, 0].round() == 298) & (X[:, 1].round() == 137))
    assert len(near) == 2 and (Y[near] == 53.52).all() and X[near[0]].tolist() != X[near[1]].tolist()
    told("It is one, written down twice")


def test_the_three_splits():
    told("the linear model with log age has 7.35, 7.04 and 7.25 MPa")
    assert [f"{e:.2f}" for e in split(LINEAR)] == ["7.35", "7.04", "7.25"]
    told("goes from 4.98 to 6.01, and to 6.70 once the twins are joined: a third more")
    errors = split(LOG)
    assert [f"{e:.2f}" for e in errors] == ["4.98", "6.01", "6.70"] and 1.3 < errors[2] / errors[0] < 1.37
    told("is half a MPa, not the 2.4 MPa of the random split")
    gaps = np.subtract(split(LINEAR), errors)
    assert gaps[2] == pytest.approx(0.5, abs=0.06) and gaps[0] == pytest.approx(2.4, abs=0.1)
    told("For the network the means rise from 5.4 MPa at random to 6.5 by exact mix and 6.9 by mix", PAGE.alts)
    told("for the network with log age from 5.0 to 6.0 and 6.7, and for that with an L2 from 5.3 to 5.6 and 5.8",
         PAGE.alts)
    assert [f"{e:.1f}" for e in split("net")] == ["5.4", "6.5", "6.9"]
    assert [f"{e:.1f}" for e in split(L2)] == ["5.3", "5.6", "5.8"]
    # the two spreads do not overlap
    assert min(values("concrete-split", "test", kind="by mix", model=LOG)) > max(
        values("concrete-split", "test", kind="random", model=LOG)) > errors[0]


def test_the_penalty_is_chosen_wrongly_by_a_leaking_split():
    told("By a random split the penalty makes it worse, in nine of ten splits")
    told("By mix the penalty makes it better, in all ten, and takes 0.86 MPa off.")
    for kind, better in (("random", 1), ("by mix", 10)):
        assert wins(values("concrete-split", "test", kind=kind, model=L2),
                    values("concrete-split", "test", kind=kind, model=LOG)) == better
    assert f"{split(LOG)[2] - split(L2)[2]:.2f}" == "0.86"
    told("the same network with an L2 of 0.01")
    assert models.L2 == 0.01


# the preparation

def test_what_leaks():
    told("The scale of all rows: 5.80 instead of 5.84, less than the luck of the draw (from 0.23 MPa lower to "
         "0.18 higher)")
    honest, scaled = (values("concrete-leak", "test", leak=leak) for leak in ("none", "scale of all rows"))
    assert (f"{mean(scaled):.2f}", f"{mean(honest):.2f}") == ("5.80", "5.84")
    gaps = np.subtract(scaled, honest)
    assert (f"{gaps.min():.2f}", f"{gaps.max():.2f}") == ("-0.23", "0.18")
    told("The strength of the mix: 3.23 MPa, a triumph, and worthless.")
    told("the network is off by 11.48 MPa, more than the linear model")
    leaked = values("concrete-leak", "test", leak="strength of the mix, all rows")
    fair = values("concrete-leak", "test", leak="strength of the mix, learned from")
    assert (f"{mean(leaked):.2f}", f"{mean(fair):.2f}") == ("3.23", "11.48")
    assert max(leaked) < min(honest) and min(fair) > max(values("concrete-split", "test", kind="by mix", model=LINEAR))


def test_unknown_levels():
    told("four kinds of weather, one of them with a single hour in the year")
    assert data.bikeshare()["weather"].value_counts().min() == 1
    told("[[0 1 0]\n [0 0 0]\n [1 0 0]]", PAGE.printed)


# how many rows

def test_rows():
    tests = {n: [values("concrete-rows", column, rows=n) for column in ("net_test", "linear_test")]
             for n in (50, 100, 200, 400, 770)}
    told("With 50 or 100 tests the two are about even, and both vary wildly")
    for n in (50, 100):
        net, linear = tests[n]
        assert abs(mean(net) - mean(linear)) < 0.4 and wins(net, linear) == 5 and max(net) - min(net) > 3
    told("knows what it has seen (1.4 MPa)")
    assert f"{average('concrete-rows', 'net_training', rows=50):.1f}" == "1.4"
    told("the network leads in five of ten splits. With 400 it leads in all ten.")
    assert [wins(*tests[n]) for n in (200, 400, 770)] == [5, 10, 10]
    told("from 400 to 770 it gains 0.2 MPa")
    assert mean(tests[400][1]) - mean(tests[770][1]) == pytest.approx(0.2, abs=0.05)
    assert average("concrete-rows", "linear_training", rows=770) == pytest.approx(mean(tests[770][1]), abs=0.2)
    told("From 400 to 770 the network gains half a MPa")
    assert mean(tests[400][0]) - mean(tests[770][0]) == pytest.approx(0.5, abs=0.06)
    told("the gap to its training error (4.1 MPa)")
    assert f"{average('concrete-rows', 'net_training', rows=770):.1f}" == "4.1"


# the choice, and the number

def test_the_choice():
    told("they choose a weaker penalty, 0.003 in all ten splits, and promise 4.71 MPa. One of these networks "
         "then has 6.01 on the test mixes.")
    random, by_mix = ({c: values("concrete-choice", c, by=by) for c in ("l2", "promised", "single", "average")}
                      for by in ("random", "by mix"))
    assert random["l2"] == [0.003] * 10
    assert (f"{mean(random['promised']):.2f}", f"{mean(random['single']):.2f}") == ("4.71", "6.01")
    told("In no split does it keep the promise.")
    assert wins(random["single"], random["promised"]) == 0
    told("chooses 0.01 in seven splits and promises 6.54, and one network has 5.96")
    assert by_mix["l2"].count(0.01) == 7
    assert (f"{mean(by_mix['promised']):.2f}", f"{mean(by_mix['single']):.2f}") == ("6.54", "5.96")
    told("it is 6.0 MPa either way")
    assert mean(random["single"]) == pytest.approx(6.0, abs=0.05) == mean(by_mix["single"])
    told("What is wrong is the *promise*, by 1.3 MPa.")
    assert mean(random["single"]) - mean(random["promised"]) == pytest.approx(1.3, abs=0.05)
    told("takes 0.2 to 0.3 MPa off for nothing")
    for found in (random, by_mix):
        assert 0.15 < mean(found["single"]) - mean(found["average"]) < 0.35
        assert all(a < s for a, s in zip(found["average"], found["single"], strict=True))
    told("one of four strengths is chosen")
    assert len(CANDIDATES) == 4


def test_the_printed_means_are_the_tables():
    for model in ("mean", "linear", LINEAR, "net", LOG, L2):
        row = re.search(rf"^{re.escape(model)} +([\d.]+) +([\d.]+) +([\d.]+)$", PAGE.printed, re.M)
        assert [float(cell) for cell in row.groups()] == pytest.approx(split(model), abs=0.00501)


def test_what_is_lost_with_the_water():
    fills = ("drop the column", "drop the rows", "mean", "mean and mark")
    mean_of = {(gap, fill): average("concrete-gaps", "test", gap=gap, fill=fill)
               for gap in ("anywhere", "where it is high") for fill in fills}
    told("5.80 MPa without any water, 5.84 with all of it")
    assert f"{mean_of['anywhere', 'drop the column']:.2f}" == "5.80"
    assert f"{average('concrete-leak', 'test', leak='none'):.2f}" == "5.84"
    told("worse than without the column in all ten splits")
    high = {fill: values("concrete-gaps", "test", gap="where it is high", fill=fill) for fill in fills}
    assert wins(high["drop the column"], high["drop the rows"]) == 10
    assert max(mean_of, key=mean_of.get)[1] == "drop the rows" == max(list(mean_of)[:4], key=mean_of.get)[1]
    told("no harm where the gaps are anywhere (5.82), and some where they are not (6.11)")
    told("takes more than half of that back (5.92), if only in six of ten splits")
    assert [f"{mean_of[key]:.2f}" for key in (("anywhere", "mean"), ("where it is high", "mean"),
                                              ("where it is high", "mean and mark"))] == ["5.82", "6.11", "5.92"]
    assert wins(high["mean and mark"], high["mean"]) == 6
    assert (6.11 - 5.92) > 0.5 * (6.11 - 5.82)


def test_the_number():
    ours = {c: values("concrete-choice", c, by="by mix") for c in ("average", "single", "linear", "off")}
    trees = values("concrete-trees", "test", kind="by mix")
    told("**5.8 MPa, 5.1 to 6.2 over ten splits**")
    assert [f"{v:.1f}" for v in (mean(ours["average"]), min(ours["average"]), max(ours["average"]))] == [
        "5.8", "5.1", "6.2"]
    told("(The mean absolute error is 4.2 MPa.)")
    assert f"{mean(ours['off']):.1f}" == "4.2"
    told("beside 7.25 for the linear model with log age and 6.35 for an ensemble of trees")
    assert (f"{mean(ours['linear']):.2f}", f"{mean(trees):.2f}") == ("7.25", "6.35")
    told("which it beats in nine of ten splits")
    assert wins(ours["average"], trees) == 9 and wins(ours["average"], ours["linear"]) == 10
    told("the trees would have won: 4.68 against 4.98 for one network without a penalty")
    assert f"{average('concrete-trees', 'test', kind='random'):.2f}" == "4.68"


def test_where_it_fails():
    told("258 tests of new concretes, RMSE 5.80", PAGE.printed)
    told("Beyond 60 MPa the prediction is 5.9 MPa too low on average, in each of the ten splits, and the "
         "error there is more than twice that of the weak concretes.")
    bias = values("concrete-choice", "bias_beyond_60_MPa", by="by mix")
    assert f"{mean(bias):.1f}" == "-5.9" and max(bias) < 0
    rmse = {g: average("concrete-choice", f"rmse_{g}", by="by mix") for g in (
        "to_20_MPa", "beyond_60_MPa", "to_7_days", "8_to_28_days", "beyond_28_days")}
    assert rmse["beyond_60_MPa"] > 2 * rmse["to_20_MPa"]
    told("By age there is no such slope; the error is largest at 8 to 28 days")
    assert max(list(rmse)[2:], key=rmse.get) == "8_to_28_days"
    assert max(abs(average("concrete-choice", f"bias_{g}", by="by mix")) for g in list(rmse)[2:]) < 1.2
