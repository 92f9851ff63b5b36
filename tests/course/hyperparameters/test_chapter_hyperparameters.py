"""The hyperparameters chapter: the numbers of its text against the tables of the runs, or trained again."""
import ast
import re
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from chapter import rows
from hyperparameters_page import PAGE, curve, middle, told, values

from mlp_lib import MLP, diagnose, exercises, failures, fit, forward, typical
from mlp_lib.course.hyperparameters.exercises import handed_out
from mlp_lib.course.hyperparameters.experiments import EXPERIMENTS as OURS
from mlp_lib.course.hyperparameters.tasks import rentals

RENTALS = {n: rentals(n) for n in (1000, 1150, 1400)}


def end(name, **where):
    return values(name, "epoch_30", **where)


# what is set by the task, and what the library does unasked

def test_the_network_of_the_table():
    net = MLP([4, 20, 20, 1], rng=0)
    settings = typical.settings("regression")
    assert [sigma.name for sigma in net.sigma.values()] == [settings["hidden"], settings["hidden"], settings["output"]]
    assert f"{net}\n" in PAGE.printed and net.theta.size == 4 * 20 + 20 + 20 * 20 + 20 + 20 + 1
    told("the variance of the rentals, 1.85 on the thousand hours")
    assert RENTALS[1000][1].var() == pytest.approx(1.85, abs=0.005)
    told("each setting is trained from several starts (3 to 10)")
    assert {len(e.seeds) for e in OURS.values()} == {3, 5, 10}


# one choice after the other

def test_learning_rates():
    told("1.44 for the smallest, 0.67 for 0.1")
    medians = [median(end("learning-rate", eta=eta)) for eta in (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)]
    assert medians == sorted(medians, reverse=True)
    assert [round(medians[i], 2) for i in (0, -1)] == [1.44, 0.67]
    told("At 0.2 two of five starts end at the best constant, at 0.3 four of five")
    for eta, lost in ((0.2, 2), (0.3, 4)):
        assert sum(abs(v / RENTALS[1000][1].var() - 1) < 0.04 for v in end("learning-rate", eta=eta)) == lost
    told("At 1 no run survives.")
    assert all(v == np.inf for v in end("learning-rate", eta=1))


def test_a_step_too_large_kills_the_second_layer():
    told("all twenty ReLUs of the second layer died")
    X, y = RENTALS[1000]
    for seed in (0, 2):
        assert abs(end("learning-rate", eta=0.3)[seed] / y.var() - 1) < 0.04
        net = fit(MLP([4, 20, 20, 1], rng=seed), X, y, loss="squared_error", eta=0.3, epochs=30, batch_size=25,
                  rng=seed).net
        z = forward(net, X).z
        assert (z[2] <= 0).all() and not (z[1] <= 0).all()


def shape(width, depth, part):
    return values("width-depth", part, width=width, depth=depth)


def test_width_and_depth():
    told("in the [sweep](sweeps.ipynb), on 1,000 hours, three layers beat one in 17 of 20 pairs")    # see its tests
    told("falls from 1.30, with 13 parameters, to 0.01 with 41,001")
    for width, depth, parameters, loss in ((2, 1, 13, 1.30), (100, 5, 41001, 0.01)):
        assert MLP([4] + [width] * depth + [1], rng=0).theta.size == parameters
        assert round(median(shape(width, depth, "training")), 2) == loss
    told("lowest with *one* hidden layer of 20 units, 0.89, and for two layers of 100 it is 1.37")
    lowest = {(w, d): round(median(shape(w, d, "validation")), 2)
              for w in (2, 5, 10, 20, 50, 100) for d in (1, 2, 3, 5)}
    assert {key for key, value in lowest.items() if value == min(lowest.values())} == {(20, 1)}
    assert lowest[20, 1] == 0.89 and lowest[100, 2] == 1.37
    told("0.94 for two layers of 10 there is no difference to speak of: each has starts from below 0.9 to above 0.95")
    assert lowest[10, 2] == 0.94
    for net in ((20, 1), (10, 2)):
        assert min(shape(*net, "validation")) < 0.9 and max(shape(*net, "validation")) > 0.95
    assert max(shape(20, 1, "validation")) < min(shape(100, 2, "validation"))
    told("five layers of 100 have 1.04")
    assert lowest[100, 5] == 1.04 < lowest[100, 2]
    told("with three or five layers of two ReLU units, four of five starts end at the best constant")
    variance = RENTALS[1400][1][:400].var()
    for depth in (3, 5):
        assert sum(abs(v / variance - 1) < 0.005 for v in shape(2, depth, "training")) == 4


def start(activation, weights):
    return end("activation-start", activation=activation, start=weights)


def test_starting_weights():
    variance = RENTALS[1000][1].var()
    told("From 0 nothing is learned by any of the three.")
    told("such a chain learns a little, 1.14 to 1.15 after 30 epochs")
    told("so is the gradient of every weight: only the bias of the output moves")
    X, y = rentals(1000)
    for name, seed in (("sigmoid", 0), ("sigmoid", 1), ("sigmoid", 2), ("tanh", 0), ("relu", 0)):
        zero = MLP([4, 20, 1], name, rng=seed, init=lambda rng, n, m: np.zeros((n, m)))
        run = fit(zero, X, y, loss="squared_error", eta=0.02, epochs=30, batch_size=25, rng=seed)
        assert np.ptp(run.net.W[1], axis=0).max() == np.ptp(run.net.W[2]) == 0              # copies, to the end
        if name == "sigmoid":
            assert run.history.loss[-1] == pytest.approx(1.145, abs=0.01)
        else:
            assert not any(W.any() for W in run.net.W.values()) and run.net.b[2].any()
    told("all fifteen runs end at the best constant")
    for weights in ("all zero", "normal, 0.01"):
        ends = [v for name in ("sigmoid", "tanh", "relu") for v in start(name, weights)]
        assert len(ends) == 15 and all(abs(v / variance - 1) < 0.015 for v in ends)
    told("He's start serves ReLU best, 0.62 against 0.69 with Glorot's. It serves tanh too, 0.63 against 0.74.")
    told("For tanh every start of He's ends lower than every one of Glorot's; for ReLU two of Glorot's five end "
         "within the range of He's.")
    assert max(start("tanh", "He")) < min(start("tanh", "Glorot"))
    assert sum(v < max(start("relu", "He")) for v in start("relu", "Glorot")) == 2
    told("tanh, whose outputs cannot exceed 1, gets to 0.72")
    told("next to nothing from any start but this one, and ends at 0.97")
    assert [round(median(start(*key)), 2) for key in (
        ("relu", "He"), ("relu", "Glorot"), ("tanh", "He"), ("tanh", "Glorot"), ("tanh", "normal, 1"),
        ("sigmoid", "normal, 1"))] == [0.62, 0.69, 0.63, 0.74, 0.72, 0.97]
    assert min(start("sigmoid", "He") + start("sigmoid", "Glorot")) > 0.97 * variance
    told("At spread 1 the ReLU network explodes in all five starts")
    assert start("relu", "normal, 1") == [np.inf] * 5


def test_outliers():
    told("16 bikes an hour for the MSE, 22 and 21 for MAE and Huber")
    told("At 10 % misread the MSE is off by 131, MAE and Huber still by 22.")
    off = {(loss, share): [100 * v for v in values("outliers", "off", loss=loss, share=share)]
           for loss in ("squared_error", "absolute_error", "huber") for share in ("0", "0.1")}
    assert [round(median(v)) for v in off.values()] == [16, 131, 22, 22, 21, 22]
    assert max(off["squared_error", "0"]) > min(off["absolute_error", "0"])              # overlapping
    told("A residual of 30 counts 900 in the square and 30 in the absolute value.")


def test_batches():
    told("batches of 5 win with 0.65; all 1,000 hours in one batch have made only 30 updates and are at 1.28")
    told("it ends at 0.72")
    ends = {size: round(median(end("batch-size", batch=size)), 2) for size in (1, 5, 25, 100, 1000)}
    assert min(ends, key=ends.get) == 5 and [ends[size] for size in (5, 1000, 1)] == [0.65, 1.28, 0.72]
    told("for the same number of steps a larger batch is never worse")
    medians = {size: [median(c) for c in zip(*(curve(row, "epoch") for row in rows("batch-size", batch=size)),
                                             strict=True)] for size in ends}
    for updates in (30, 100, 300, 1200, 6000):
        there = [np.interp(updates / (1000 / size), range(1, 31), medians[size]) for size in ends
                 if 1 <= updates * size / 1000 <= 30]
        assert len(there) > 1 and there == sorted(there, reverse=True), updates


def penalised(kind, strength, part):
    return values("penalty", part, kind=kind, strength=strength)


def test_penalties():
    told("A network of 1,111 parameters")
    assert MLP([4, 30, 30, 1], rng=0).theta.size == 1111
    told("the training loss is 0.23 and the validation loss 1.79; one constant would have 1.77")
    assert [round(median(penalised("l2", "0", part)), 2) for part in ("training", "validation")] == [0.23, 1.79]
    assert round(RENTALS[1150][1][150:].var(), 2) == 1.77
    told("An L2 of 0.1 brings the validation loss down to 0.97, an L1 of 0.03 to 1.01")
    for kind, best, loss in (("l2", "0.1", 0.97), ("l1", "0.03", 1.01)):
        losses = {s: median(penalised(kind, s, "validation"))
                  for s in ("0", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3")}
        assert min(losses, key=losses.get) == best and round(losses[best], 2) == loss
        assert median(penalised(kind, best, "training")) == pytest.approx(loss, abs=0.07)
    told("L1 leaves 97 % of the weights at exactly 0, L2 none")
    assert round(100 * median(penalised("l1", "0.03", "zero"))) == 97 and penalised("l2", "0.1", "zero") == [0, 0, 0]


def test_early_stopping():
    told("between epochs 32 and 56, at 1.18 to 1.25. At the end of the 150 epochs it stands at 1.68 to 1.83")
    runs = [curve(row, "validation") for row in rows("early-stopping")]
    best = [min(range(150), key=run.__getitem__) for run in runs]
    assert (min(best) + 1, max(best) + 1) == (32, 56)
    assert middle([run[e] for run, e in zip(runs, best, strict=True)])[1:] == [1.18, 1.25]
    assert middle([run[-1] for run in runs])[1:] == [1.68, 1.83]
    told("A patience of 1 stops at the first jitter, within ten epochs")
    told("20 finds the lowest point of the whole curve for all five starts")
    rule = exercises.show("early-stopping").solution
    assert all(rule(run, 1)[0] <= 10 for run in runs)
    assert [rule(run, 20)[1] for run in runs] == [e + 1 for e in best]


# the gallery

@pytest.mark.parametrize("letter, fault", failures.LETTERS.items())
def test_the_gallery_is_named(letter, fault):
    told("it names each of the faults above for all ten starts, and is silent for sound runs")
    assert [row["named"] for row in rows("break-it", fault=fault)] == [fault] * 10
    run, X, y = failures.train(4, **failures.FAILURES.get(fault, {}))
    loss = (failures.SOUND | failures.FAILURES.get(fault, {}))["loss"]
    assert diagnose(run.history, run.net, X, y, loss).name == fault


def test_what_the_text_says_of_the_gallery():
    told("without the inputs the diagnosis can only say \"rate too high\"")
    assert failures.LETTERS["B"] == "rate too high" and failures.LETTERS["E"] == "unscaled inputs"
    assert {row["without_data"] for row in rows("break-it", fault="unscaled inputs")} == {"rate too high"}
    told("seven layers with sigmoids")
    assert len(failures.FAILURES["vanishing gradient"]["sizes"]) - 1 == 7
    folded = next(cell for cell in PAGE.cells if cell.source == "explorers.hyperparameters.diagnoses()").outputs[0].data
    for letter, fault in failures.LETTERS.items():
        said = folded["text/html"].split(f"Diagnosis of run {letter}")[1].split("</details>")[0]
        assert f"<em>{fault[0].upper()}{fault[1:]}:</em>" in said and "in 10 of 10 starts" in said
        alone = [row["without_data"] for row in rows("break-it", fault=fault)]
        assert f"in {alone.count(fault)} from the losses and the network alone" in said
        assert ("(rate too high in 10)" in said) == (alone.count("rate too high") == 10 and fault != "rate too high")


# the exercises

def test_each_exercise_is_shown_and_checked_once_in_the_time_that_is_told():
    source = "\n".join(PAGE.sources)
    mine = [e for e in exercises.ALL.values() if e.chapter == "hyperparameters"]
    for e in mine:
        assert source.count(f'exercises.show("{e.id}")') == source.count(f'exercises.check("{e.id}", ') == 1
    told("about two and a half hours with the core exercises")
    assert len(mine) >= 8 and 30 <= sum(e.minutes for e in mine if e.level == "core") <= 50


@pytest.mark.parametrize("name", ["scaled", "output_gradients"])
def test_code_with_a_bug_is_the_same_on_the_card_and_in_the_cell(name):
    def body(source):
        return next(ast.dump(node) for node in ast.parse(source).body
                    if isinstance(node, ast.FunctionDef) and node.name == name)
    cell = next(source for source in PAGE.sources if f"def {name}(" in source)
    assert body(cell) == body(Path(handed_out.__file__).read_text(encoding="utf-8"))


def test_every_source_of_the_tables_is_in_the_list():
    names = {name for table in typical.TABLES.values() for row in table
             for name in re.findall(r"[A-Z]\w+(?= and| \()", row.source)}
    assert {"Bengio", "Huber", "Prechelt", "Tibshirani"} < names
    for name in names:
        assert f" {name}" in PAGE.text.split("## Sources")[1], name
