"""The chapter on structured data: the numbers of its text about modes and bikes, against the tables and the runs."""
from statistics import mean

import numpy as np
import pytest
from structured_data_page import PAGE, average, told, values, wins

from mlp_lib import data, probabilities, stored
from mlp_lib.course.structured_data.logit import NAMES
from mlp_lib.network import MLP

MODES = data.CATEGORIES["mode"]
TIMES = data.modechoice()[[f"{mode}_time" for mode in MODES]].to_numpy()
TAKEN = data.modechoice()["mode"].cat.codes.to_numpy(int)


def losses(forecast):
    return values("mode-forecasts", "log_loss", forecast=forecast)


def right(forecast):
    return average("mode-forecasts", "right", forecast=forecast)


# the choice of a mode

def test_the_models():
    told("eleven parameters in all")
    told("it is the network without a hidden layer, 44 parameters")
    assert len(NAMES) == 11 and MLP([10, 4], output="softmax", rng=0).theta.size == 44
    told("The best constant forecast, the shares of the modes, has 1.38.")
    assert f"{mean(losses('shares alone')):.2f}" == "1.38"


def test_the_forecasts():
    told("by far: 0.57, and 82 % right")
    assert (f"{mean(losses('net of 20, L2')):.2f}", f"{right('net of 20, L2'):.0%}") == ("0.57", "82%")
    told("(79 % against 76), and yet its log-loss is the higher one, 1.14 against 0.88")
    assert (f"{right('net of 20'):.0%}", f"{right('logit'):.0%}") == ("79%", "76%")
    assert (f"{mean(losses('net of 20')):.2f}", f"{mean(losses('logit')):.2f}") == ("1.14", "0.88")
    told("the winner's ten splits reach from 0.39 to 0.82")
    assert (f"{min(losses('net of 20, L2')):.2f}", f"{max(losses('net of 20, L2')):.2f}") in (
        ("0.39", "0.82"), ("0.38", "0.82"))
    assert all(wins(losses("net of 20, L2"), losses(name)) == 10
               for name in ("logit", "net of 20", "conditional logit", "shares alone"))
    told("The conditional logit is hardly better than the shares, 1.22.")
    assert f"{mean(losses('conditional logit')):.2f}" == "1.22"


def test_the_rows_are_those_of_the_earlier_table():
    for forecast, model in (("net of 20, L2", "net of 20, L2"), ("logit", "logit"), ("net of 20", "net of 20")):
        assert losses(forecast) == pytest.approx(values("mode-choice", "test_entropy", model=model), rel=2e-3)


def test_the_confusion_matrix():
    P, taken = stored.mode_forecasts("net of 20, L2")
    counts = probabilities.confusion(taken, P.argmax(axis=1))
    told("69 of 101 are found, and the others are mostly taken for air or car. The train is the easiest, with "
         "175 of 188.")
    bus, train = MODES.index("bus"), MODES.index("train")
    assert counts[bus, bus] == 69 and counts[bus].sum() == 101
    assert counts[bus, MODES.index("air")] + counts[bus, MODES.index("car")] > 0.8 * 32
    assert counts[train, train] == 175 and counts[train].sum() == 188
    shares = counts.diagonal() / counts.sum(axis=1)
    assert shares.argmin() == bus and shares.argmax() == train


def bins(forecast):
    P, taken = stored.mode_forecasts(forecast)
    return probabilities.calibration(P.ravel(), np.eye(4)[taken].ravel(), bins=8)


def test_calibration():
    told("what it calls 80 % comes true little more than half of the time")
    told("what it calls 0.8 comes true in little more than half of the cases", PAGE.alts)
    bare, held = bins("net of 20"), bins("net of 20, L2")
    at = np.abs(bare.said - 0.8).argmin()
    assert bare.said[at] == pytest.approx(0.8, abs=0.03) and 0.5 < bare.came[at] < 0.6
    assert (bare.came < bare.said)[4:].all() and (bare.came > bare.said)[:2].all()
    assert (held.came > held.said)[4:].all() and (held.came < held.said)[:3].all()      # too modest
    told("has the highest log-loss of the three")
    assert mean(losses("conditional logit")) > mean(losses("net of 20"))
    assert bins("conditional logit").error < 0.05 < bare.error
    for name in ("conditional logit", "net of 20", "net of 20, L2"):
        told(f"{name:18} log-loss {mean(losses(name)):.2f}, "
             f"probability and share differ by {bins(name).error:.3f}", PAGE.printed)


def test_the_round_times():
    told("the conditional logit is right for 49 % of the travellers and the network for 82 %")
    assert f"{right('conditional logit'):.0%}" == "49%"
    told("202 of the 210 times", PAGE.printed.replace("202 of 210 times", "202 of the 210 times"))
    told("202 of 210 times are whole multiples of five minutes")
    round_number = TIMES % 5 == 0
    of_taken = round_number[np.arange(210), TAKEN]
    assert of_taken.sum() == 202 and round_number.sum() - 202 == 144
    told("one in five is such a multiple")
    assert 144 / 630 == pytest.approx(0.2, abs=0.03)
    one = round_number.sum(axis=1) == 1
    told("gives the choice away in 96 of 101 cases")
    assert one.sum() == 101 and (round_number[one].argmax(axis=1) == TAKEN[one]).sum() == 96
    told("on the short trip drivers say 180 or 210 minutes where the calculation gives some 310")
    car, drove = TIMES[:, 3], TAKEN == 3
    assert {180, 210} <= set(car[drove]) and not {180, 210} & set(car[~drove])
    near = TIMES[:, 1] < 370                                        # the short trip: Sydney to Canberra
    assert np.median(car[near & ~drove]) == pytest.approx(310, abs=6)


def test_what_is_left():
    told("1.27 for the logit, 1.29 for the network")
    logit, net = losses("logit, who travels"), losses("net of 20, L2, who travels")
    assert (f"{mean(logit):.2f}", f"{mean(net):.2f}") == ("1.27", "1.29")
    told("it is behind by 0.02 on average, the lead changes from split to split")
    assert f"{mean(net) - mean(logit):.2f}" == "0.02" and 3 <= wins(net, logit) <= 6
    assert mean(logit) > mean(losses("shares alone")) - 0.12


# bikes

def test_the_order_of_time():
    net = {(kind, inputs): average("bikes-ahead", "net", kind=kind, inputs=inputs)
           for kind in ("random", "by time") for inputs in ("no lags", "a day ahead", "with lags")}
    told("a random split promises 32 bikes an hour, and the last months of the year bring 44")
    told("With the past of a day and a week it is 30 and 37.")
    told("no difference to speak of, 20 and 21")
    assert [round(v) for v in net.values()] == [32, 30, 20, 44, 37, 21] or round(net["by time", "with lags"], 1) == 20.5
    told("60 and 62 without a past")
    assert [round(average("bikes-ahead", "linear", kind=kind, inputs="no lags")) for kind in ("random", "by time")] == [
        60, 62]
    told("*as a week before*, has 48 in the last months")
    week = average("bikes-ahead", "week_before", kind="by time", inputs="no lags")
    assert round(week) == 48
    told("beats it by four bikes; a day ahead, by eleven")
    assert round(week - net["by time", "no lags"]) == 4 and round(week - net["by time", "a day ahead"]) == 11
    # and not by luck: no start by time is as good as the worst at random, where there are no lags
    assert min(values("bikes-ahead", "net", kind="by time", inputs="no lags")) > max(
        values("bikes-ahead", "net", kind="random", inputs="no lags"))
    told("learned from: up to day 293 \nheld out: from day 294", PAGE.printed)
