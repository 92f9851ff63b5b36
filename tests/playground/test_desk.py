"""The desk: commands of the picture in, what it shows out; and the numbers that the original hides."""
import base64
import json

import numpy as np
import pytest

from mlp_lib import backward, forward, load, loss
from mlp_lib.playground import Session, Settings, formula, layers, observation
from mlp_lib.playground.desk import COARSE, FINE, Desk
from mlp_lib.playground.maps import maps, raster


def do(desk, *commands):
    """Hand commands over as the picture does; what comes back must be plain JSON."""
    shown = desk.obey([{"n": desk.done + i, **command} for i, command in enumerate(commands, start=1)])
    return json.loads(json.dumps(shown, allow_nan=False))


def test_it_says_hello_and_trains_in_slices():
    desk = Desk(Session())
    shown = do(desk, {"do": "hello"})
    assert shown["limits"]["choices"]["batch_size"] == list(range(1, 31)) and len(shown["limits"]["maps"]) == 7
    assert shown["fixed"]["settings"]["hidden"] == [4, 2] and shown["fixed"]["revision"] == shown["view"]["revision"]
    assert shown["fixed"]["original"].startswith("https://playground.tensorflow.org/#activation=tanh")
    assert len(shown["fixed"]["train"]) == shown["fixed"]["N"] == 250
    view = do(desk, {"do": "train", "running": True, "seconds": 0.01, "until": 5})["view"]
    assert view["size"] == COARSE and 0 < view["epoch"] + view["at"] / view["N"] <= 5
    view = do(desk, {"do": "epoch"}, {"do": "one"})["view"]
    assert view["size"] == FINE and view["at"] == 1 and "diagnosis" in view
    assert len(view["curve"][0]) == view["epoch"] + 1


def test_commands_are_done_once_and_in_order():
    desk = Desk(Session())
    waiting = [{"n": 1, "do": "epoch"}, {"n": 2, "do": "change", "settings": {"noise": 10}}]
    desk.obey(waiting)
    shown = desk.obey([*waiting, {"n": 3, "do": "epoch", "epochs": 2}])
    assert desk.session.run.epoch == 2 and desk.session.settings.noise == 10 and shown["view"]["done"] == 3
    assert len(desk.session.record.rows) == 1 and "fixed" not in shown


@pytest.mark.parametrize("command, words", [
    ({"do": "change", "settings": {"noise": 7}}, "The nearest is 5"),
    ({"do": "change", "settings": {"features": []}}, "at least one input"),
    ({"do": "change", "settings": {"hidden": [9]}}, "from 1 to 8"),
    ({"do": "change", "settings": {"own": True}}, "no points of your own"),
    ({"do": "change", "settings": {"nothing": 1}}, "nothing"),
    ({"do": "visit", "address": "#bla=1"}, "“bla” is unknown"),
    ({"do": "weigh", "l": 7, "to": 1, "from": 1, "value": 1}, "the layer must be from 1 to 3"),
    ({"do": "weigh", "l": 1, "to": 1, "from": 1, "value": None}, "a weight must be a number"),
    ({"do": "own", "text": "1,2"}, "row 1 is"),
    ({"do": "own", "points": [[0, 0, 1]]}, "there are 1 points"),
    ({"do": "file", "kind": "secrets"}, "secrets"),
    ({"do": "dance"}, "dance"),
])
def test_what_cannot_be_done_is_a_sentence(command, words):
    desk = Desk(Session())
    shown = do(desk, command)
    assert any(words in note for note in shown["fixed"]["notes"]), shown["fixed"]["notes"]
    assert shown["view"]["done"] == 1 and desk.session.settings == Session("#bla=1").settings


def test_files_are_the_network_and_the_record(tmp_path):
    desk = Desk(Session("#dataset=xor"))
    do(desk, {"do": "epoch", "epochs": 3})
    for kind, name in (("network", "network.npz"), ("record", "playground-runs.csv"), ("numpy", "network_numpy.py"),
                       ("pytorch", "network_pytorch.py")):
        made = do(desk, {"do": "file", "kind": kind})["file"]
        assert made["name"] == name and made["n"] == desk.done
        if kind == "network":
            path = tmp_path / name
            path.write_bytes(base64.b64decode(made["bytes"]))
            np.testing.assert_array_equal(load(path).theta, desk.session.run.net.theta)
        else:
            assert made["text"].strip()
    compile(made["text"], "network_pytorch.py", "exec")


def test_rows_that_a_page_has_kept_are_put_back():
    desk = Desk(Session("#dataset=xor&seed=0.5"))
    do(desk, {"do": "epoch"}, {"do": "change", "settings": {"loss": "cross_entropy"}}, {"do": "epoch"})
    rows = do(desk, {"do": "reset"})["fixed"]["record"]
    assert [row["loss"] for row in rows] == ["half_squared_error", "binary_cross_entropy"]
    assert rows[1]["address"].startswith("#") and "loss=cross_entropy" in rows[1]["address"]
    other = Desk(Session())
    strange = [{}, {"settings": {"noise": 3}}, {"settings": None}, 5, {**rows[0], "epochs": "many"},
               {**rows[0], "settings": {**rows[0]["settings"], "seed": "<b>"}}]
    again = do(other, {"do": "recall", "rows": [*strange, *rows]})["fixed"]["record"]
    assert again == rows and other.session.record.rows == desk.session.record.rows
    assert do(other, {"do": "forget"})["fixed"]["record"] == []


def test_divergence_is_plain_json():
    desk = Desk(Session(Settings(problem="regression", learning_rate=10.0, activation="relu")))
    shown = do(desk, {"do": "look", "layers": True, "observation": 0}, {"do": "epoch", "epochs": 9})
    assert "would show NaN" in shown["view"]["trouble"]
    assert do(desk, {"do": "reset"})["fixed"]["record"][0]["note"].startswith("diverged")


def test_the_map_is_the_networks_answer_row_by_row_from_the_top_left():
    run = Session(Settings(features=("x", "y", "xTimesY"), hidden=(3, 2))).run
    run.epochs(3)
    whole, units = maps(run, 50)
    shades = np.frombuffer(base64.b64decode(whole), np.uint8).reshape(50, 50)
    for row, column in ((0, 0), (10, 33), (49, 49)):
        x1, x2 = -6 + 12 * (column + 0.5) / 50, 6 - 12 * (row + 0.5) / 50
        assert raster(50)[50 * row + column] == pytest.approx([x1, x2])
        assert shades[row, column] == pytest.approx(127 + 127 * run.net.predict([x1, x2, x1 * x2])[0], abs=0.51)
    assert [len(layer) for layer in units] == [3, 2] and len(base64.b64decode(units[0][0])) == 100
    first = np.frombuffer(base64.b64decode(units[1][1]), np.uint8)
    x1, x2 = raster(50)[2 * 50 + 2]
    assert first[0] == pytest.approx(127 + 127 * forward(run.net, [x1, x2, x1 * x2]).a[2][1], abs=0.51)
    three = Session(Settings(problem="three-classes")).run
    three.epochs(20)
    shades = np.frombuffer(base64.b64decode(maps(three, 50)[0]), np.uint8)
    outputs = three.net.predict(raster(50))
    np.testing.assert_array_equal(shades // 80, outputs.argmax(axis=1))
    np.testing.assert_allclose((shades % 80) / 79 * 2 / 3 + 1 / 3, outputs.max(axis=1), atol=0.005)


@pytest.mark.parametrize("settings", [Settings(), Settings(loss="cross_entropy", activation="relu"),
                                      Settings(problem="three-classes", activation="sigmoid")],
                         ids=["tanh", "cross-entropy", "softmax"])
def test_one_observation_by_finite_differences(settings):
    run = Session(settings).run
    run.epochs(2)
    one = observation(run, 7)
    x, y, name = run.train.X[6], run.train.y[6], settings.task.loss
    assert one["loss"] == pytest.approx(loss(run.net, x, y, name))
    assert one["words"].endswith(f"= {one['loss']:.4f}")
    for l in range(1, run.net.L + 1):
        for array, found in ((run.net.W, "dW"), (run.net.b, "db")):
            place = (0,) * array[l].ndim
            ends = []
            for step in (1e-6, -1e-6):
                net = run.net.with_theta(run.net.theta)
                (net.W if found == "dW" else net.b)[l][place] += step
                ends.append(loss(net, x, y, name))
            got = np.array(one["layers"][l - 1][found])[place]
            assert got == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-4, abs=1e-8), (l, found)
        new = np.array(one["layers"][l - 1]["new_W"])
        np.testing.assert_allclose(new, run.net.W[l] - 0.03 * np.array(one["layers"][l - 1]["dW"]))
    with pytest.raises(ValueError, match="the observation must be from 1 to"):
        observation(run, 0)


def test_layers_in_numbers():
    run = Session(Settings(activation="relu", hidden=(5, 3))).run
    run.epochs(1)
    found, trace = layers(run), forward(run.net, run.train.X)
    grad = backward(run.net, trace, run.train.y, "half_squared_error", "mean")
    for l, row in enumerate(found, start=1):
        assert row["parameters"] == run.net.sizes[l] * (run.net.sizes[l - 1] + 1)
        assert row["gradient"] == pytest.approx(np.sqrt((grad.W[l] ** 2).sum()))
        assert (row["low"], row["high"]) == (trace.a[l].min(), trace.a[l].max())
    assert found[0]["flat"] == pytest.approx((trace.z[1] <= 0).mean()) and found[2]["flat"] is None
    tanh = layers(Session(Settings()).run)[0]["flat"]
    z = forward(Session(Settings()).run.net, Session(Settings()).run.train.X).z[1]
    assert tanh == pytest.approx((1 - np.tanh(z) ** 2 <= 0.05).mean())


@pytest.mark.parametrize("inside", [formula, layers, lambda run: observation(run, 1)], ids=["formula", "layers", "one"])
def test_what_is_inside_is_asked_of_a_run(inside):
    with pytest.raises(TypeError, match=r"run must be a Run, got Session\. Of a session, take its \.run\."):
        inside(Session())
