"""The Playground's page: every number of its text, from the table of runs or from another computation."""
import csv
import io
import math
import re
from statistics import median

import pytest
from chapter import CHAPTERS, Page

from mlp_lib import MLP, exercises, explorers, quiz
from mlp_lib.course.playground.experiments import FILMS, FRAMES, RUNS
from mlp_lib.playground import Session, from_url, observation

PAGE = Page("playground")
told = PAGE.told
WORDS = " ".join(option.text + " " + option.reason for q in quiz.CHAPTERS["playground"] for option in q.options)
EXERCISES = [e for e in exercises.ALL.values() if e.chapter == "playground"]


def ends(setting, epoch):
    lines = (CHAPTERS / "results" / "playground.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {int(row["seed"]): float(row[f"epoch_{epoch}"]) for row in rows if row["setting"] == setting}


def test_the_lessons_are_those_of_twenty_seeds():
    for setting, epoch in (("circle", 300), ("circle linear", 300), ("circle zero start", 300),
                           ("circle squares", 300), ("spiral", 1000), ("spiral wide", 1000), ("spiral features", 1000)):
        losses = sorted(ends(setting, epoch).values())
        assert len(losses) == 20
        told(f"median {median(losses):.3f}, from {losses[0]:.3f} to {losses[-1]:.3f}", PAGE.printed)
    told("all twenty runs answer about 0 everywhere, at a loss of ½")
    assert all(abs(v - 0.5) < 0.03 for v in ends("circle linear", 300).values())
    assert all(abs(v - 0.5) < 0.02 for v in ends("circle zero start", 300).values())
    told("From 19 seeds that does no harm")
    stuck = [seed for seed, loss in ends("circle squares", 300).items() if loss > 0.1]
    assert stuck == [3] and sorted(ends("circle squares", 300).values())[18] < 0.003
    told("the loss falls below 0.003, from one it stays at 0.98", " ".join(quiz.ALL["play-stuck"].text.split()))
    assert 0.98 <= ends("circle squares", 300)[3] < 0.99
    told("A learning rate ten times smaller does not help: the very same seed gets stuck")
    assert [seed for seed, loss in ends("circle squares slow", 300).items() if loss > 0.1] == [3]
    assert from_url(RUNS["circle squares slow"][0])[0].learning_rate == 0.003
    told("of both kinds the twenty runs scatter by a factor of ten and more")
    for setting in ("spiral wide", "spiral features"):
        losses = ends(setting, 1000).values()
        assert max(losses) > 10 * min(losses)
    told("8-8 with tanh ends between 0.02 and 0.33", WORDS)
    told("Over twenty seeds the medians are 0.49 and 0.14", " ".join(exercises.show("play-features").why.split()))
    for setting, value in (("spiral", 0.49), ("spiral features", 0.14)):
        assert round(median(ends(setting, 300).values()), 2) == value


def test_the_films_show_what_the_text_says():
    captions = explorers.playground.film().captions
    assert len(captions) == len(FILMS) * len(FRAMES) <= 60

    def figures(film, epoch):
        found = re.search(r"training loss (\S+), test loss (\S+), (\d+)% of .* (\d+) parameters", captions[film, epoch])
        return [float(n) for n in found.groups()]
    for name, address in FILMS.items():                     # by another way: trained now, as far as that is the same
        run = Session(f"seed=10&{address}").run
        run.epochs(10)
        assert figures(name, 10)[1] == pytest.approx(run.loss(run.test), rel=0.05)
        assert figures(name, 10)[3] == run.net.theta.size
        outputs, y = run.net.predict(run.test.X)[:, 0], run.test.labels
        assert figures(name, 10)[2] == pytest.approx(100 * ((outputs > 0) == (y > 0)).mean(), abs=3)
    told("The squares solve the circle with no hidden layer at all, in three parameters")
    assert figures("circle, squares, no hidden layer", 100)[1] < 0.01
    assert figures("circle, squares, no hidden layer", 100)[3] == 3
    told("1,000 epochs do not free them")
    assert figures("the same from seed 3", 1000)[1] > 0.9
    assert all(figures("circle, linear 4-2", epoch)[1] > 0.48 for epoch in FRAMES)
    told("4-2 goes nowhere in 300 epochs and not far in 1,000")
    assert figures("spiral, tanh 4-2", 300)[1] > 0.45 and figures("spiral, tanh 4-2", 1000)[1] > 0.35
    told("needs its first few hundred epochs to begin, and then it does the job; seven features do it sooner")
    wide, features = ([figures(name, epoch)[1] for epoch in FRAMES] for name in (
        "spiral, tanh 8-8", "spiral, all features, tanh 6"))
    assert wide[FRAMES.index(200)] > 0.4 and wide[-1] < 0.15
    assert features[FRAMES.index(300)] < 0.15


def test_the_experiments_answers_are_what_the_picture_shows():
    linear = Session("#activation=linear&seed=1").run
    linear.epochs(100)
    assert exercises.check("play-linear", round(linear.loss(linear.test), 2)).passed
    tanh = Session("#seed=1").run
    tanh.epochs(100)
    assert tanh.loss(tanh.test) == pytest.approx(0.011, abs=0.002)
    zero = Session("#initZero=true&seed=1").run
    zero.epochs(50)
    assert exercises.check("play-zero-start", int((zero.net.theta == 0).sum())).passed and zero.net.b[3][0] != 0
    assert zero.net.theta.size == 25 and sum(b.size for b in zero.net.b.values()) == 7
    squares = Session("#networkShape=&x=false&y=false&xSquared=true&ySquared=true&seed=1").run
    squares.epochs(100)
    (w1, w2), b = squares.net.W[1][0], squares.net.b[1][0]
    assert exercises.check("play-radius", round(math.sqrt(-b / w1), 2)).passed
    for value, words in ((-b / w1, "The root of it"), (math.sqrt(-w1 / b), "upside down"), (b, "alone"),
                         (math.sqrt(-b / w2), "*other* axis")):
        assert words in exercises.check("play-radius", round(value, 3)).message
    first = observation(Session("#seed=1").run, 1)
    assert exercises.check("play-one-observation", first["layers"][-1]["delta"][0]).passed
    a = first["layers"][-1]["a"][0]
    assert round(a, 4) == 0.2420 and first["label"] == -1
    assert first["layers"][-1]["delta"][0] == pytest.approx((a + 1) * (1 - a**2))
    three = Session("#problem=three-classes&initZero=true").run
    assert exercises.check("play-three-classes", three.loss(three.train)).passed
    assert three.loss(three.train) == pytest.approx(math.log(3))


@pytest.mark.long
def test_both_losses_of_the_spiral_are_in_their_ranges():
    losses = []
    for address in ("dataset=spiral", RUNS["spiral features"][0]):
        run = Session(f"#{address}&seed=10").run
        run.epochs(300)
        losses.append(run.loss(run.test))
    assert exercises.check("play-features", tuple(losses)).passed
    assert ends("spiral", 300)[10] == pytest.approx(0.476, abs=5e-4)
    assert ends("spiral features", 300)[10] == pytest.approx(0.055, abs=5e-4)


def test_addresses_of_the_experiments_can_be_pasted():
    found = [address for e in EXERCISES for address in re.findall(r"`(#[^`]+)`", e.prompt)]
    assert len(found) == 6
    for address in found:
        assert from_url(address)[1] == [], address


def test_counts():
    assert len(EXERCISES) == 6 and len(quiz.CHAPTERS["playground"]) == 6
    told("Six questions.")
    told("## Six experiments")
    told("It has 393 parameters", WORDS)
    assert MLP([2, 8, 8, 8, 8, 8, 8, 1], init="zeros").theta.size == 393
    assert MLP([7, 6, 1], init="zeros").theta.size == 55
    told("a square of a coordinate runs up to 25")
    run = Session("#xSquared=true").run
    assert 24 < run.train.X[:, 2].max() <= 25


def test_what_a_record_holds_can_be_repeated():
    """The task of the page: reproduce an address, change one thing, hand in rows with their addresses."""
    session = Session("#dataset=xor&seed=0.31")
    for noise in (0, 20):
        session.change(noise=noise)
        session.run.epochs(4)
    for row in csv.DictReader(io.StringIO(session.table())):
        again = Session(row["address"]).run
        again.epochs(int(float(row["epochs"])))
        assert again.loss(again.test) == pytest.approx(float(row["test_loss"]), rel=1e-5)
