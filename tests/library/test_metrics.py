"""Metrics: what counts as right is said by the network's output and the coding of its targets."""
import numpy as np
import pytest

from mlp_lib import METRICS, MLP, fit
from mlp_lib.metrics import as_metrics

ACCURACY = METRICS["accuracy"]
RNG = np.random.default_rng(0)
X, V = RNG.normal(size=(40, 2)), RNG.normal(size=(12, 2))
SIDE, SIDE_V = np.where(X[:, :1] > 0, 1.0, 0.0), np.where(V[:, :1] > 0, 1.0, 0.0)


def last(net, y, loss, validation=None, metrics="accuracy", epochs=1, eta=1e-9):
    """Return the metric after a training that hardly moves the network."""
    run = fit(net, X, y, loss=loss, eta=eta, epochs=epochs, validation=validation, metrics=metrics, rng=0)
    return run.history.metrics[metrics][-1]


def line(output="identity", sizes=(2, 1), scale=1.0, bias=0.0):
    """x1 as a network: above 0 for the rows of SIDE; with several outputs, x1, then x2 and so on."""
    net = MLP(sizes, output=output, init="zeros")
    net.W[1], net.b[1] = scale * np.eye(sizes[1], 2), np.full(sizes[1], bias)
    return net


@pytest.mark.parametrize("metric", METRICS.values())
@pytest.mark.parametrize(("a", "y"), [(np.zeros((3, 1)), np.zeros(3)), (np.zeros(3), np.zeros((3, 1))),
                                      (np.zeros((3, 2)), np.zeros((3, 1))), (np.zeros((0, 1)), np.zeros((0, 1))),
                                      (1, 1)])
def test_shapes_that_differ_are_refused(metric, a, y):
    with pytest.raises(ValueError, match=r"a is \(.*\) and y is \(.*nothing is broadcast"):
        metric(a, y)


def test_errors_by_hand():
    a, y = [[1.0, 2.0], [3.0, 5.0]], [[1.0, 0.0], [4.0, 4.0]]              # errors 0, 2, -1, 1
    assert METRICS["mean_absolute_error"](a, y) == 1 and METRICS["root_mean_squared_error"](a, y) == 1.5**0.5
    assert METRICS["mean_absolute_error"]([1.0, 2.0], [1.0, 3.0]) == 0.5


@pytest.mark.parametrize("name", ["mean_absolute_error", "root_mean_squared_error"])
def test_means_of_float32_are_made_in_float64(name):
    a = np.full((300_000, 1), 0.1, np.float32)
    y = np.zeros_like(a)
    with_fit = as_metrics(name, "identity", y)[name]
    tenth = np.float32(0.1)
    want = float(tenth) if name == "mean_absolute_error" else float(tenth * tenth) ** 0.5
    assert METRICS[name](a, y) == with_fit(a, y) == pytest.approx(want, rel=1e-12)


# --- accuracy in a training

def test_several_labels_with_a_sigmoid_each_are_judged_label_by_label():
    y = (X > 0).astype(float)                                              # rows with no, one and two labels
    assert last(line("sigmoid", (2, 2), 50.0), y, "binary_cross_entropy") == 1
    wrong = y.copy()
    wrong[:10, 1] = 1 - wrong[:10, 1]                                      # one of two labels wrong: so is the row
    assert last(line("sigmoid", (2, 2), 50.0), wrong, "binary_cross_entropy") == 0.75


def test_labels_that_happen_to_be_one_per_row_are_still_labels():
    only = np.eye(2)[np.zeros(40, int)]                                    # each row has the first label alone
    net = line("sigmoid", (2, 2), 0.0, 3.0)                                # and the network says both: wrong each time
    assert last(net, only, "binary_cross_entropy") == 0


@pytest.mark.parametrize("sign", [1, -1])
def test_one_class_alone_in_the_held_out_rows_is_read_as_in_training(sign):
    y = 2 * SIDE - 1                                                       # coded -1 and +1
    rows = V[SIDE_V[:, 0] == (sign > 0)]
    assert last(line(scale=0.1), y, "squared_error", (rows, np.full(len(rows), sign))) == 1     # outputs near 0


@pytest.mark.parametrize(("output", "codes"), [("identity", (0, 1)), ("identity", (-1, 1)), ("tanh", (-1, 1)),
                                               ("tanh", (0, 1)), ("sigmoid", (0, 1)), ("relu", (0, 1))])
def test_the_cut_lies_between_the_two_codes(output, codes):
    y = np.where(SIDE, codes[1], codes[0])
    middle = {"sigmoid": 0, "tanh": np.arctanh(sum(codes) / 2)}.get(output, sum(codes) / 2)
    assert last(line(output, scale=0.4, bias=middle), y, "squared_error") == 1
    assert last(line(output, scale=-0.4, bias=middle), y, "squared_error") == 0


@pytest.mark.parametrize("output", ["softmax", "identity", "tanh"])
def test_one_of_several_classes_is_the_largest_output(output):
    classes = np.eye(2)[X.argmax(axis=1)]
    assert last(line(output, (2, 2)), classes, "squared_error") == 1
    assert last(line(output, (2, 2)), classes[:, ::-1], "squared_error") == 0
    assert last(line("softmax", (2, 2)), X.argmax(axis=1), "cross_entropy") == 1
    assert last(line("identity", (2, 2)), 2 * classes - 1, "squared_error") == 1


@pytest.mark.parametrize(("net", "y", "words"), [
    (line(), X[:, 0], r"targets 0 and 1|targets -1 and 1.*mean_absolute_error"),
    (line(), 1 + SIDE, "targets 0 and 1, got 2"), (line(), 3 * SIDE, "got 3"),
    (line("sigmoid"), 0.2 + 0.6 * SIDE, "targets 0 and 1, got 0.2|got 0.8"),
    (line("sigmoid"), 2 * SIDE - 1, "targets 0 and 1, got -1"), (line("relu"), 2 * SIDE - 1, "got -1"),
    (line(sizes=(2, 2)), X, "mean_absolute_error"), (line("softmax", (2, 2)), X, "rows that sum to 1"),
    (line(), np.ones(40), r"all 1 whether no is 0 or -1.*codes"),
])
def test_what_accuracy_does_not_fit_is_refused_before_the_first_epoch(net, y, words):
    with pytest.raises(ValueError, match=words):
        last(net, y, "squared_error")


def test_held_out_targets_coded_otherwise_are_refused():
    with pytest.raises(ValueError, match="accuracy wants targets -1 and 1, got 0"):
        last(line(), SIDE, "squared_error", (V, 2 * SIDE_V - 1))


def test_the_function_itself_may_be_passed():
    run = fit(line(), X, 2 * SIDE - 1, loss="squared_error", eta=1e-9, epochs=1, rng=0, metrics=[ACCURACY])
    assert run.history.metrics == {"accuracy": [1.0]}


# --- accuracy by itself

def test_accuracy_by_itself_says_what_it_cannot_know():
    one_each, scores = np.eye(2)[[0, 1, 1]], np.array([[3.0, -1], [0.2, 0.4], [0.9, 0.8]])
    with pytest.raises(ValueError, match="output='identity' or output='sigmoid'"):
        ACCURACY(scores, one_each)
    assert ACCURACY(scores, one_each, output="identity") == 2 / 3          # the larger: right, right, wrong
    assert ACCURACY(scores, one_each, output="sigmoid") == 1 / 3           # above 0.5: right; wrong, wrong
    assert ACCURACY([[0.9, 0.8], [0.2, 0.7]], [[1, 1], [0, 1]]) == 1
    with pytest.raises(ValueError, match="all 1 whether no is 0 or -1"):
        ACCURACY([0.2, 0.7], [1, 1])
    assert ACCURACY([0.2, 0.7], [1, 1], codes=(0, 1)) == 0.5 and ACCURACY([0.2, 0.7], [1, 1], codes=(-1, 1)) == 1
    with pytest.raises(ValueError, match="codes must be one of"):
        ACCURACY([0.2], [1], codes=(1, 2))


# --- metrics of the reader's own

def rude(a, y):
    a[...], y[...] = 7, 7
    return 0.0


def test_a_metric_that_writes_changes_nothing():
    y, net = SIDE.copy(), MLP([2, 3, 1], "tanh", rng=0)
    settings = dict(loss="squared_error", eta=0.1, epochs=3, shuffle=None, rng=0)
    run = fit(net, X, y, metrics=[rude, "mean_absolute_error"], validation=(V, SIDE_V), **settings)
    plain = fit(net, X, SIDE, metrics=["mean_absolute_error"], validation=(V, SIDE_V), **settings)
    np.testing.assert_array_equal(y, SIDE)
    np.testing.assert_array_equal(run.net.theta, plain.net.theta)
    assert run.history.metrics["mean_absolute_error"] == plain.history.metrics["mean_absolute_error"]


def fails_from(epoch, error):
    calls = []

    def shaky(a, y):
        calls.append(0)
        if len(calls) >= epoch:
            raise error
        return 0.0
    return shaky


def test_a_metric_that_fails_late_loses_no_epoch():
    settings = dict(loss="squared_error", eta=0.1, rng=0)
    run = fit(MLP([2, 3, 1], "tanh", rng=0), X, SIDE, epochs=500, metrics=[fails_from(400, ZeroDivisionError("x / 0"))],
              **settings)
    plain = fit(MLP([2, 3, 1], "tanh", rng=0), X, SIDE, epochs=399, **settings)
    np.testing.assert_array_equal(run.net.theta, plain.net.theta)
    assert run.history.loss == plain.history.loss and len(run.history.metrics["shaky"]) == 399
    assert run.reason == ("stopped in epoch 400: the metric 'shaky' failed: ZeroDivisionError: x / 0; "
                          "this is the network of epoch 399")
    again = fit(run.net, X, SIDE, epochs=101, loss="squared_error", eta=0.1, state=run.state)
    np.testing.assert_array_equal(again.net.theta, fit(MLP([2, 3, 1], "tanh", rng=0), X, SIDE, epochs=500,
                                                       **settings).net.theta)


def test_a_metric_that_fails_at_once_is_raised_with_its_name():
    with pytest.raises(KeyError) as caught:
        last(line(), SIDE, "squared_error", metrics=[fails_from(1, KeyError("wind"))])
    assert caught.value.__notes__ == ["This came from the metric 'shaky'."]


@pytest.mark.parametrize("value", [None, "0.5", [1.0, 2.0], [[1.0], [2.0, 3.0]], 1j])
def test_a_metric_that_gives_no_number_is_named(value):
    def nothing(a, y):
        return value
    with pytest.raises(TypeError, match=r"the metric 'nothing' returned .*, wanted a number\. Does it end in return"):
        last(line(), SIDE, "squared_error", metrics=[nothing])


def test_an_output_that_is_no_activation_is_refused():
    with pytest.raises(ValueError, match="unknown output 'sofmax'"):
        ACCURACY([0.1, 0.9], [0, 1], output="sofmax")
