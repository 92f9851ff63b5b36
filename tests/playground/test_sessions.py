"""A session: slices, one observation, what starts anew, own points, the record, and the code that is taken away."""
import csv
import io
import time

import numpy as np
import pytest

from mlp_lib import MLP, load, save
from mlp_lib.playground import Session, Settings, numpy_code, read, to_url
from mlp_lib.playground.points import EACH, own, table


def test_slices_make_the_epochs_that_whole_ones_make():
    whole, cut = Session(Settings(batch_size=7)), Session(Settings(batch_size=7))
    while cut.run.epoch < 12:
        cut.run.for_seconds(0.004)
    whole.run.epochs(cut.run.epoch)
    part = cut.run.at
    whole.run._go(part, 7) if part else None
    np.testing.assert_array_equal(whole.run.net.theta, cut.run.net.theta)
    assert whole.run.curve.loss == cut.run.curve.loss


@pytest.mark.parametrize("settings", [Settings(), Settings(problem="regression", train_percent=90, batch_size=1,
                                                           hidden=(8,) * 6)], ids=["default", "largest"])
def test_a_slice_ends_soon(settings):
    run = Session(settings).run
    run.for_seconds(0.02)                                   # the first learns how long a batch takes
    times = []
    for _ in range(9):
        start = time.perf_counter()
        run.for_seconds(0.02)
        times.append(time.perf_counter() - start)
    assert np.median(times) < 0.1 and run.passes > 0


def test_a_slice_stops_at_the_epoch_that_it_is_told():
    run = Session().run
    for _ in range(50):
        run.for_seconds(0.05, until=7)
    assert (run.epoch, run.at, len(run.curve.loss)) == (7, 0, 8)


def test_one_observation_is_one_update_by_its_own_gradient():
    from mlp_lib import backward, forward
    run = Session(Settings()).run
    grad = backward(run.net, forward(run.net, run.train.X[0]), run.train.y[0], "half_squared_error")
    wanted = run.net.theta - 0.03 * grad.theta
    run.one()
    np.testing.assert_allclose(run.net.theta, wanted, rtol=1e-12)
    assert (run.epoch, run.at) == (0, 1) and run.passes == round(1 / 250, 3)
    run.epochs()
    assert (run.epoch, run.at) == (1, 0) and len(run.curve.loss) == 2


def test_the_same_seed_brings_the_same_run_and_reset_goes_back():
    session, other = Session("seed=0.5&dataset=xor"), Session("seed=0.5&dataset=xor")
    start = session.run.net.theta.copy()
    for one in (session, other):
        one.run.epochs(3)
    np.testing.assert_array_equal(session.run.net.theta, other.run.net.theta)
    session.reset()
    np.testing.assert_array_equal(session.run.net.theta, start)
    session.regenerate()
    assert session.settings.seed == "0.5-1" and not np.array_equal(session.run.net.theta, start)
    assert not np.array_equal(session.run.train.places, other.run.train.places)


def test_only_the_rate_and_what_is_shown_change_while_a_run_goes_on():
    session = Session()
    session.run.epochs(2)
    run = session.run
    session.change(learning_rate=0.1, show_test=True, discretize=True)
    assert session.run is run and run.settings.learning_rate == 0.1 and run.remarks == ["rate 0.03 until epoch 2"]
    session.change(learning_rate=0.1)
    assert not session.record.rows
    for some in ({"noise": 10}, {"hidden": (3,)}, {"features": ("x",)}, {"batch_size": 3}, {"seed": "2"},
                 {"regularization": "L2"}, {"loss": "cross_entropy"}, {"problem": "three-classes"}):
        before = session.run
        session.change(**some)
        assert session.run is not before and session.run.passes == 0
    assert len(session.record.rows) == 1                    # the other runs were left untrained


def test_a_weight_is_set_and_training_goes_on_from_it():
    session = Session()
    session.run.epochs(1)
    session.run.weigh(1, 2, 1, 3.5)
    session.run.weigh(3, 1, 0, -1)
    assert session.run.net.W[1][1, 0] == 3.5 and session.run.net.b[3][0] == -1
    assert session.run.curve.loss[-1] == session.run.loss(session.run.train)
    before = session.run.net.theta.copy()
    session.run.one()
    assert 0 < np.abs(session.run.net.theta - before).max() < 0.2 and "weights edited" in session.run.row().note
    for wrong in ((4, 1, 1, 0), (1, 5, 1, 0), (1, 1, 3, 0), (0, 1, 1, 0), (1, 1, 1, float("nan")), (1, 1, 1, "x")):
        with pytest.raises((ValueError, TypeError)):
            session.run.weigh(*wrong)


def test_divergence_is_explained_and_the_last_good_network_kept():
    session = Session(Settings(problem="regression", learning_rate=10.0, activation="relu"))
    session.run.epochs(50)
    assert "would show NaN" in session.run.trouble and "Rate too high" in session.run.trouble
    assert np.isfinite(session.run.net.theta).all()
    at = session.run.passes
    session.run.epochs(3)
    session.run.for_seconds(0.01)
    session.run.one()
    assert session.run.passes == at
    session.reset()
    assert not session.run.trouble and "diverged in epoch" in session.record.rows[0].note


@pytest.mark.parametrize("address, words", [
    ("activation=linear", "Only identities"), ("initZero=true", "Zero start"),
    ("dataset=xor&xSquared=true&ySquared=true", "Unscaled inputs"), ("", "Too early"),
])
def test_a_run_is_diagnosed(address, words):
    session = Session(address)
    session.run.epochs(1 if words == "Too early" else 10)
    assert words in session.run.diagnosis()


def test_three_classes_and_cross_entropy_are_learned():
    for settings, low in ((Settings(problem="three-classes"), 0.97), (Settings(loss="cross_entropy"), 0.95),
                          (Settings(problem="three-classes", class_dataset="three-rings", hidden=(8,)), 0.85)):
        run = Session(settings).run
        assert run.net.sigma[run.net.L].name == settings.task.output
        run.epochs(150)
        assert run.accuracy(run.test) > low and run.loss(run.test) < 0.4, settings
    arms = Session(Settings(problem="three-classes", class_dataset="three-arms")).run
    assert len(arms.train.y) + len(arms.test.y) == 3 * EACH and (arms.train.y.sum(axis=1) == 1).all()


def test_own_points_are_read():
    rows = [(0, 0, 1), (1, 1, -1), (2, 2, 1), (-1, 3, -1)]
    text = "a;b;c\n" + "\n".join(f"{x};{y};{c}" for x, y, c in rows)
    points = read(text)
    assert points.problem == "classification" and points.X.shape == (4, 2) and list(points.y) == [1, -1, 1, -1]
    assert read(table(points)).y.tolist() == points.y.tolist()
    words = read("x1,x2,kind\n1,1,sand\n2,2,clay\n3,3,sand\n4,4,silt")
    assert words.problem == "three-classes" and words.y.tolist() == [1, 0, 1, 2]
    assert "clay, sand, silt" in words.notes[0]
    numbers = read("100,1,7\n200,2,9.5\n300,3,1\n400,4,2")
    assert numbers.problem == "regression" and numbers.X[:, 0].tolist() == pytest.approx([-5, -5 / 3, 5 / 3, 5])
    assert numbers.y.max() == 1 and numbers.y.min() == -1 and len(numbers.notes) == 2
    yes = read("1\t1\t0\n2\t2\t1\n3\t3\t0\n4\t4\t1")
    assert yes.y.tolist() == [-1, 1, -1, 1]


@pytest.mark.parametrize("text, words", [
    ("", "there are 0 points"), ("1,2,3\n1,2", "row 2 is '1, 2'"), ("1,2,1\n2,b,1", "row 2"),
    ("1,1,1\n" * 9, "all targets are '1'"),
    ("1,1,a\n1,1,b\n1,1,c\n1,1,d", "4 different words"), ("1,1,1\n" * 2001 + "1,1,0", "2002 points"),
    ("1,1,nan\n2,2,1\n3,3,0\n4,4,1", "target is 'nan'"), ("1,1,\n2,2,1\n", "row 1"),
])
def test_what_is_no_table_of_points_is_told(text, words):
    with pytest.raises(ValueError, match=words):
        read(text)


def test_own_points_are_trained_on_and_left_again():
    rng = np.random.default_rng(0)
    X = rng.uniform(-5, 5, (60, 2))
    points = own(X.tolist(), [f"{1 if x > y else -1}" for x, y in X])
    session = Session(Settings(), points)
    assert session.settings.own and session.settings.points == "own" and session.run.N == 30
    session.run.epochs(60)
    assert session.run.accuracy(session.run.train) > 0.9
    session.change(own=False)
    assert session.settings.points == "circle"
    session.change(own=True)
    assert session.run.N == 30 and session.record.rows[0].address == ""
    with pytest.raises(ValueError, match="no points of your own yet"):
        Session(Settings(own=True))
    with pytest.raises(ValueError, match="no points of your own yet"):
        Session().change(own=True)


def test_the_record_keeps_each_run_and_marks_the_best():
    session = Session("seed=3")
    session.run.epochs(5)
    session.change(activation="relu")
    session.run.epochs(30)
    session.change(problem="regression")
    session.run.epochs(2)
    session.change(problem="classification", activation="linear")
    session.run.epochs(3)
    session.leave()
    assert [row.epochs for row in session.record.rows] == [5, 30, 2, 3]
    losses = [row.test_loss for row in session.record.rows]
    assert session.record.best() == min((0, 1, 3), key=lambda i: losses[i])
    rows = list(csv.DictReader(io.StringIO(session.table())))
    assert len(rows) == 5 and [row["best"] for row in rows].count("*") == 1
    assert rows[1]["activation"] == "relu" and rows[2]["test_accuracy"] == "" and float(rows[0]["test_loss"]) > 0
    again = Session(rows[0]["address"])
    again.run.epochs(5)
    assert again.run.loss(again.run.test) == pytest.approx(float(rows[0]["test_loss"]), rel=1e-5)
    frame = session.record.frame()
    assert list(frame["epochs"]) == [5, 30, 2, 3] and frame["hidden"][0] == "4-2"
    assert rows[0]["address"] == to_url(session.record.rows[0].settings)


@pytest.mark.parametrize("settings", [
    Settings(), Settings(hidden=(), features=("xSquared", "ySquared", "xTimesY")),
    Settings(activation="relu", loss="cross_entropy"), Settings(activation="sigmoid", problem="three-classes"),
    Settings(problem="regression", activation="linear", features=("sinX", "sinY", "x", "y"))],
    ids=["default", "no hidden", "cross-entropy", "three classes", "regression"])
def test_numpy_code_and_the_saved_network_give_its_outputs(settings, tmp_path):
    run = Session(settings).run
    run.epochs(3)
    space = {}
    exec(numpy_code(run.net, settings), space)
    outputs = run.net.predict(run.test.X)
    np.testing.assert_allclose(space["predict"](*run.test.places.T), outputs, rtol=1e-12, atol=1e-15)
    assert space["predict"](0.5, -1).shape == (run.net.sizes[-1],)
    save(run.net, tmp_path / "network.npz")
    np.testing.assert_array_equal(load(tmp_path / "network.npz").predict(run.test.X), outputs)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: Session(3), "settings must be Settings.* or an address of the Playground, got 3"),
    (lambda: Session(points=(np.ones((4, 2)), np.ones(4))), r"points must be those of .*read\(text\), got tuple"),
    (lambda: read(b"1,2,3"), "read wants text, got bytes"),
])
def test_what_a_session_cannot_begin_with_is_refused_in_words(call, words):
    with pytest.raises(TypeError, match=words):
        call()


def test_code_of_a_network_that_the_playground_has_not():
    with pytest.raises(ValueError, match=r"unknown activation 'softplus'.*Known: identity, relu"):
        numpy_code(MLP([2, 3, 1], "softplus", rng=0), Settings())
