"""What the plots draw is what the numbers say: positions, counts and plotted data against values worked by hand."""
from types import SimpleNamespace

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgba

import mlp_lib
from mlp_lib.explore import explore
from mlp_lib.plots import decision_surface, draw_network, grid, loss_curves, plot_function, style
from mlp_lib.style import BLACK, BLUE, CYCLE, GREY, MARKERS, RED, YELLOW

matplotlib.use("Agg")
plt = matplotlib.pyplot


@pytest.fixture(autouse=True)
def book():
    with matplotlib.rc_context():
        style()
        yield
    plt.close("all")


def lines(diagram):
    return [edge for layer in diagram.edges.values() for row in layer.values() for edge in row.values()]


def texts(ax):
    return [text.get_text() for text in ax.texts]


# the network diagram

def test_the_network_of_the_lecture_has_26_connections_and_two_bias_units():
    d = draw_network([3, 4, 2], labels="to-from")
    assert len(lines(d)) == 26                             # S8: (4 x 4) + (5 x 2)
    assert [len(row) for row in d.nodes.values()] == [3, 4, 2]
    assert sorted(d.bias) == [1, 2]
    assert d.labels[1][2][3].get_text() == "$w_{2,3}^{(1)}$"
    assert d.labels[2][1][4].get_text() == "$w_{1,4}^{(2)}$"
    assert d.labels[2][2][0].get_text() == "$b_{2}^{(2)}$"
    assert {"input", "hidden layer 1", "output layer 2"} <= set(texts(d.ax))
    assert (d.texts[0][3].get_text(), d.texts[1][4].get_text()) == ("$x_{3}$", "$a_{4}^{(1)}$")
    assert len(lines(draw_network([3, 4, 2], biases=False))) == 12 + 8


def test_a_connection_runs_from_its_source_to_its_target_and_unit_1_is_on_top():
    d = draw_network([3, 4, 2])
    for l, layer in d.edges.items():
        for to, row in layer.items():
            for start, edge in row.items():
                square = d.bias[l]
                source = d.nodes[l - 1][start].center if start else (
                    square.get_x() + square.get_width() / 2, square.get_y() + square.get_height() / 2)
                assert np.allclose(edge.get_xydata(), [source, d.nodes[l][to].center])
    for l, row in d.nodes.items():
        x, y = np.array([circle.center for circle in row.values()]).T
        assert np.ptp(x) == 0 and (np.diff(y) < 0).all()
        assert l == 0 or x[0] > d.nodes[l - 1][1].center[0]


def test_no_label_covers_another_or_a_unit():
    d = draw_network([3, 4, 2], labels="to-from")
    d.figure.canvas.draw()
    boxes = [text.get_window_extent() for layer in d.labels.values() for row in layer.values() for text in row.values()]
    circles = [circle.get_window_extent() for row in d.nodes.values() for circle in row.values()]
    hits = [(i, j) for i, box in enumerate(boxes) for j, other in enumerate(boxes[:i]) if box.overlaps(other)]
    assert len(boxes) == 26 and hits == []
    assert not any(box.overlaps(circle) for box in boxes for circle in circles)
    width = d.figure.get_size_inches()[0] * d.figure.dpi
    assert 6 <= d.figure.get_size_inches()[0] <= 6.5 and all(0 < b.x0 and b.x1 < width for b in boxes)


def test_numbers_of_the_network_stand_at_their_connections():
    net = mlp_lib.MLP([2, 2, 1], hidden="identity", init="zeros")
    net.W[1][...], net.b[1][...] = [[0.5, -2.0], [0.0, 1.25]], [0.1, -0.004]
    net.W[2][...] = [[3.0, -1.0]]
    trace = mlp_lib.forward(net, np.array([1.0, 2.0]))     # a1 = (0.5 - 4 + 0.1, 2.5 - 0.004), a2 = 3 a11 - a12
    d = draw_network(net, labels="values", weights=True, values=trace.a)
    assert d.labels[1][1][2].get_text() == "−2.00" and d.labels[1][2][0].get_text() == "−4e−03"
    assert [t.get_text() for t in d.texts[1].values()] == ["−3.40", "2.50"]
    assert d.texts[2][1].get_text() == "−12.70"            # -10.2 - 2.496 = -12.696
    looks = {key: (d.edges[1][key[0]][key[1]].get_color(), d.edges[1][key[0]][key[1]].get_linestyle())
             for key in ((1, 1), (1, 2))}
    assert looks == {(1, 1): (BLUE, "-"), (1, 2): (RED, "--")}              # sign: colour and dash
    width = {w: d.edges[1][to][start].get_linewidth() for w, to, start in ((2.0, 1, 2), (1.25, 2, 2), (0.0, 2, 1))}
    assert width[2.0] == 4.0 and width[1.25] == pytest.approx(0.6 + 3.4 * 1.25 / 2) and width[0.0] == 0.6


def test_marking_shows_only_what_is_marked_last():
    d = draw_network([3, 4, 2], labels="to-from", highlight=[(1, 2, 3), (2, 1)])
    assert d.edges[1][2][3].get_color() == BLACK and d.edges[1][2][3].get_linewidth() == 3.5
    assert d.nodes[2][1].get_facecolor() == to_rgba(YELLOW)
    before = d.nodes[2][2].get_facecolor()
    d.mark((2, 2, 0), (2, 2, 0), (2, 2))
    d.mark((2, 1, 0))
    assert [edge for edge in lines(d) if edge.get_color() != GREY] == [d.edges[2][1][0]]
    assert d.labels[2][1][0].get_bbox_patch().get_facecolor() == to_rgba(YELLOW)
    assert d.labels[1][2][3].get_bbox_patch().get_facecolor() == to_rgba("white")
    assert d.nodes[2][2].get_facecolor() == before and d.nodes[2][1].get_facecolor() == before
    d.mark()
    assert {edge.get_color() for edge in lines(d)} == {GREY}


def test_highlights_come_as_one_as_a_list_and_as_a_set():
    for given in ((1, 2, 3), [(1, 2, 3)], {(1, 2, 3)}):
        d = draw_network([3, 4, 2], highlight=given)
        assert [edge for edge in lines(d) if edge.get_color() != GREY] == [d.edges[1][2][3]]


def test_a_diagram_moves_in_an_explorer():
    def scene(figure):
        d = draw_network([2, 2, 1], figure.subplots())

        def update(step):
            d.mark((2, 1) if step == 0 else (1, step, 1))
            return d.artists, f"step {step}"
        return update

    made = explore(scene, name="steps", step=[0, 1, 2], dpi=50)
    assert len({frame.value.split("base64,")[1][:3000] for frame in made.frames.values()}) == 3


@pytest.mark.parametrize("call, words", [
    (lambda: draw_network([784, 10]), "up to 10 units in a layer, layer 0 has 784"),
    (lambda: draw_network([3] * 9), "2 to 7 layers"),
    (lambda: draw_network([3]), "2 to 7 layers"),
    (lambda: draw_network([8, 8, 8], labels="to-from"), "labels on 144 connections"),
    (lambda: draw_network([3, 0, 2]), "at least 1, got 0"),
    (lambda: draw_network([3, 4, 2], weights=True), "need a network, got sizes alone"),
    (lambda: draw_network([3, 4, 2], labels="from-to"), "'to-from'"),
    (lambda: draw_network([3, 4, 2], highlight=(1, 5, 1)), "layers have 3, 4, 2 units"),
    (lambda: draw_network([3, 4, 2], highlight=[(0, 1), (3, 1)]), r"no \(3, 1\)"),
    (lambda: draw_network([3, 4, 2], values={0: [1, 2]}), r"values\[0\] must be \(3,\)"),
])
def test_a_network_that_cannot_be_drawn_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


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


def test_figures_are_white_and_laid_out():
    figure = draw_network([2, 1]).figure
    assert figure.get_facecolor() == (1, 1, 1, 1) and figure.get_layout_engine() is not None
    figure.canvas.draw()
    assert (np.asarray(figure.canvas.buffer_rgba())[0, 0] == 255).all()
