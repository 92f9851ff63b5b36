"""What the plots draw is what the numbers say: positions, counts and plotted data against values worked by hand."""
from types import SimpleNamespace

import matplotlib
import numpy as np
import pytest

import mlp_lib
from mlp_lib.plots import decision_surface, grid, loss_curves, plot_function
from mlp_lib.plots.style import CYCLE, MARKERS

matplotlib.use("Agg")

pytestmark = pytest.mark.usefixtures("book")


# functions and losses

def test_a_function_and_its_derivative_are_drawn_from_numbers_worked_by_hand():
    ax = plot_function("sigmoid", z=[0.0, np.log(3)])      # sigma = 1/2, 3/4; slope 1/4, 3/16
    curves = {line.get_label(): line for line in ax.lines if not line.get_label().startswith("_")}
    f, slope = curves["sigmoid $\\sigma(z)$"], curves["derivative $\\sigma'(z)$"]
    assert np.allclose(f.get_ydata(), [0.5, 0.75]) and np.allclose(slope.get_ydata(), [0.25, 3 / 16])
    assert f.get_linestyle() != slope.get_linestyle() and "$z$" in ax.get_xlabel()
    assert [t.get_text() for t in ax.get_legend().get_texts()] == list(curves)
    assert len(plot_function("relu", derivative=False).get_legend().get_texts()) == 1


@pytest.mark.parametrize("name", [n for n in mlp_lib.ACTIVATIONS if n != "softmax"])
def test_every_activation_has_a_curve(name):
    ax = plot_function(mlp_lib.ACTIVATIONS[name])
    drawn = [line.get_ydata() for line in ax.lines if not line.get_label().startswith("_")]
    assert np.allclose(drawn[0], mlp_lib.ACTIVATIONS[name](np.linspace(-6, 6, 481)))
    assert len(drawn[1]) == 481


def test_what_is_no_curve_is_refused():
    with pytest.raises(ValueError, match="softmax has no curve"):
        plot_function("softmax")
    with pytest.raises(ValueError, match="Did you mean 'sigmoid'"):
        plot_function("sigmiod")
    with pytest.raises(TypeError, match="a name or a record"):
        plot_function(np.tanh)
    with pytest.raises(ValueError, match="at least 2 inputs"):
        plot_function("tanh", z=np.zeros((2, 2)))


def test_losses_are_drawn_over_epochs_from_1_with_the_lowest_validation_loss():
    ax = loss_curves(SimpleNamespace(loss=[4.0, 2.0, 1.0, 0.5], validation=[5.0, 2.5, 2.0, 3.0]))
    train, held_out, best = ax.lines
    assert train.get_xydata().tolist() == [[1, 4], [2, 2], [3, 1], [4, 0.5]]
    assert held_out.get_ydata().tolist() == [5, 2.5, 2, 3] and held_out.get_linestyle() == "--"
    assert best.get_xydata().tolist() == [[3, 2]] and best.get_label() == "lowest, epoch 3"
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_yscale()) == ("epoch", "loss", "linear")
    assert loss_curves(SimpleNamespace(loss=[2.0, 1.0]), log=True, ylabel="MSE").get_yscale() == "log"


def test_the_history_of_a_fit_can_be_drawn():
    X = np.linspace(-1, 1, 20)[:, None]
    run = mlp_lib.fit(mlp_lib.MLP([1, 3, 1], rng=0), X, X**2, loss="squared_error", eta=0.1, epochs=5, rng=0,
                      validation=(X, X**2))
    train, held_out, _ = loss_curves(run.history).lines
    assert train.get_ydata().tolist() == list(run.history.loss)
    assert held_out.get_ydata().tolist() == list(run.history.validation)


@pytest.mark.parametrize("history, log, error, words", [
    ([1.0, 2.0], False, TypeError, "pass its .history"),
    (SimpleNamespace(loss=[]), False, ValueError, "Train first"),
    (SimpleNamespace(loss=[np.nan, np.inf]), False, ValueError, "lower the learning rate"),
    (SimpleNamespace(loss=[1.0, 0.0]), True, ValueError, "Use log=False"),
    (SimpleNamespace(loss=[1.0, 2.0], validation=[1.0]), False, ValueError, "one number per epoch"),
])
def test_a_history_that_cannot_be_drawn_is_refused(history, log, error, words):
    with pytest.raises(error, match=words):
        loss_curves(history, log=log)


# the decision surface

def test_the_grid_is_the_centres_of_the_pixels():
    assert grid((0, 4, 10, 12), 2).tolist() == [[1, 10.5], [3, 10.5], [1, 11.5], [3, 11.5]]
    with pytest.raises(ValueError, match="left < right"):
        grid((1, 0, 0, 1))


def plane(output="identity"):
    """x1 + 2 x2 - 1 as a network, to which the boundary is known."""
    net = mlp_lib.MLP([2, 1], output=output, init="zeros")
    net.W[1][...], net.b[1][...] = [[1.0, 2.0]], [-1.0]
    return net


@pytest.mark.parametrize("output, level", [("identity", 0), ("sigmoid", 0.5)])
def test_one_output_is_shown_as_predicted_with_its_boundary(output, level):
    net = plane(output)
    X, y = np.array([[3.0, 3.0], [-3.0, 0.0], [4.0, -4.0]]), np.array([[1.0], [0.0], [0.0]])
    ax = decision_surface(net, X, y, n=40)
    shown = np.asarray(ax.images[0].get_array())
    for row, column in ((0, 0), (7, 31), (39, 12)):        # pixel centres every 0.3 from -5.85
        point = np.array([-5.85 + 0.3 * column, -5.85 + 0.3 * row])
        assert shown[row, column] == pytest.approx(net.predict(point)[0])
    assert ax.images[0].get_extent() == [-6, 6, -6, 6] and ax.images[0].origin == "lower"
    assert np.mean(ax.images[0].get_clim()) == level
    boundary = np.concatenate([path.vertices for c in ax.collections for path in c.get_paths()])
    assert len(boundary) > 20 and np.allclose(boundary @ [1, 2], 1, atol=0.02)
    points = {line.get_marker(): line.get_xydata().tolist() for line in ax.lines}
    assert points == {"o": [[3, 3]], "^": [[-3, 0], [4, -4]]}
    assert "output of the network" in [a.get_ylabel() for a in ax.figure.axes]


def test_classes_differ_in_marker_and_colour():
    net = mlp_lib.MLP([2, 3], output="softmax", init="zeros")
    net.W[1][...] = [[1, 0], [-1, 0], [0, 3]]
    X = np.array([[2.0, -1.0], [-2.0, -1.0], [0.0, 5.0], [1.0, 4.0]])
    y = np.array([0, 1, 2, 2])
    for target in (y, np.eye(3)[y]):
        ax = decision_surface(net, X, target, n=30, names=("time, min", "cost, $"))
        shown = np.asarray(ax.images[0].get_array())
        assert (shown.ravel() == net.predict(grid(n=30)).argmax(axis=1)).all() and set(shown.ravel()) == {0, 1, 2}
        assert [(line.get_marker(), line.get_color(), len(line.get_xdata())) for line in ax.lines] == [
            (MARKERS[0], CYCLE[0], 1), (MARKERS[1], CYCLE[1], 1), (MARKERS[2], CYCLE[2], 2)]
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("time, min", "cost, $")


def test_numbers_as_targets_are_told_by_colour_on_the_same_scale():
    ax = decision_surface(plane(), np.zeros((3, 2)), [0.1, 0.5, -0.7], n=10)
    dots = ax.collections[-1]
    assert dots.get_array().tolist() == [0.1, 0.5, -0.7]
    assert dots.norm.vmax == ax.images[0].norm.vmax == pytest.approx(5.4 * 3 + 1)      # at (-5.4, -5.4)


def test_two_numbers_on_one_side_are_numbers_and_all_points_are_drawn():
    ax = decision_surface(plane("sigmoid"), np.zeros((4, 2)), [1, 2, 2, 1], n=10)       # no class is below 0.5
    assert ax.collections[-1].get_array().tolist() == [1, 2, 2, 1]


@pytest.mark.parametrize("labels", [[1, 2, 3], [0, 1, 3], [0, 1, -1], [0, 1, 0.5]])
def test_labels_that_no_class_has_are_refused(labels):
    net = mlp_lib.MLP([2, 3], output="softmax", rng=0)
    with pytest.raises(ValueError, match=r"y must be labels 0 \.\.\. 2, .*got (3|-1|0\.5)\. Renumber"):
        decision_surface(net, np.zeros((3, 2)), labels)


@pytest.mark.parametrize(("names", "error"), [("x", TypeError), (("x",), ValueError), (("x", 2), TypeError),
                                              (None, TypeError), (["x", "y", "z"], ValueError)])
def test_names_of_the_axes_are_two_words(names, error):
    with pytest.raises(error, match=r"names must be"):
        decision_surface(plane(), names=names)


@pytest.mark.parametrize("call, words", [
    (lambda: decision_surface(mlp_lib.MLP([3, 1], rng=0)), "network with 2 inputs, this one has 3"),
    (lambda: decision_surface(plane(), np.zeros((4, 3)), np.zeros(4)), r"X must be \(N, 2\)"),
    (lambda: decision_surface(plane(), np.zeros((4, 2)), np.zeros(3)), "one target per row"),
    (lambda: decision_surface(plane(), np.zeros((4, 2))), "X came without y"),
    (lambda: decision_surface(plane(), y=np.zeros(4)), "y came without X"),
    (lambda: decision_surface(plane(), n=1), "n must be from 2"),
    (lambda: decision_surface(mlp_lib.MLP([2, 8], output="softmax", rng=0)), "up to 7 classes"),
])
def test_a_surface_that_cannot_be_drawn_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
