"""The network diagram: what it draws is what the numbers say, against positions and counts worked by hand."""

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgba

import mlp_lib
from mlp_lib.plots import draw_network
from mlp_lib.plots.style import BLACK, BLUE, GREY, RED, YELLOW
from mlp_lib.teaching.explorer import explore

matplotlib.use("Agg")

pytestmark = pytest.mark.usefixtures("book")


def lines(diagram):
    return [edge for layer in diagram.edges.values() for row in layer.values() for edge in row.values()]


def texts(ax):
    return [text.get_text() for text in ax.texts]


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


def test_the_numbers_of_a_chain_stand_clear_of_its_units_as_large_as_an_explorer_has_them():
    net = mlp_lib.MLP([1, 1, 1, 1], "sigmoid", rng=0)
    d = draw_network(net, ax=plt.subplots(figsize=(6.6, 2.2))[1], labels="values")
    labels = [text for layer in d.labels.values() for row in layer.values() for text in row.values()]
    for text in labels:
        text.set_fontsize(11.7)                            # 9 pixels on a phone
    d.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in labels]
    circles = [circle.get_window_extent() for row in d.nodes.values() for circle in row.values()]
    assert len(boxes) == 6 and not any(box.overlaps(circle) for box in boxes for circle in circles)


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
    assert len(made.data["pictures"]) == 3


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


def test_figures_are_white_and_laid_out():
    figure = draw_network([2, 1]).figure
    assert figure.get_facecolor() == (1, 1, 1, 1) and figure.get_layout_engine() is not None
    figure.canvas.draw()
    assert (np.asarray(figure.canvas.buffer_rgba())[0, 0] == 255).all()
