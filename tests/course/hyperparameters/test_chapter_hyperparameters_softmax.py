"""Equation (65), index by index as the slide has it, and what the chapter says of it."""
import math
import re

import numpy as np
import pytest
from hyperparameters_page import PAGE, told
from node import run
from node import told as told_of

from mlp_lib import ACTIVATIONS, LOSSES, MLP, backward, explorers, forward, loss, numerical_gradient
from mlp_lib.course.hyperparameters.explorers.softmax import GIVEN, LARGEST, LAST

SOFTMAX = ACTIVATIONS["softmax"]


def softmax(z):
    """(65), one class after the other."""
    return [math.e ** z[k] / sum(math.e ** z[other] for other in range(len(z))) for k in range(len(z))]


@pytest.mark.parametrize("z", [[1.0, 0.0, 2.0], [0.3], [-5.0, 5.0], [2.0, 2.0, 2.0, -1.0]])
def test_65_is_in_the_chapter_once_and_in_the_library(z):
    assert PAGE.text.count(r"\tag{65}") == PAGE.text.count("$$ (lecture-65)") == 1
    np.testing.assert_allclose(SOFTMAX(np.array(z)), softmax(z), rtol=1e-13)
    assert sum(softmax(z)) == pytest.approx(1, rel=1e-14)


def test_printed_probabilities():
    p = softmax([1, 0, 2])
    assert f"probabilities: {' '.join(f'{v:.4f}' for v in p)}   sum 1.0000" in PAGE.printed
    assert f"library:    {' '.join(f'{v:.4f}' for v in p)}" in PAGE.printed
    assert "as printed: [nan nan nan]" in PAGE.printed


def test_log_probabilities_up_to_a_constant():
    z = [1.3, -0.4, 2.2]
    constant = {round(math.log(p) - logit, 12) for p, logit in zip(softmax(z), z, strict=True)}
    assert constant == {round(-math.log(sum(map(math.exp, z))), 12)}
    told(r"so the car is $e^2 \approx 7.4$ times as likely")
    car_over_bus = softmax([1, 0, 2])[2] / softmax([1, 0, 2])[1]
    assert car_over_bus == pytest.approx(math.exp(2)) and round(car_over_bus, 1) == 7.4


def test_k_minus_1_logits_are_enough():
    z = [1.3, -0.4, 2.2]
    assert softmax([v - z[2] for v in z]) == pytest.approx(softmax(z), rel=1e-13)
    assert softmax(z[:2])[0] == pytest.approx(1 / (1 + math.exp(-(z[0] - z[1]))), rel=1e-13)


def test_the_numbers_of_overflow():
    told(r"A float64 ends near $1.8 \cdot 10^{308}$, and $e^{710}$ is more.")
    assert np.finfo(float).max / 1e300 == pytest.approx(1.8e8, rel=0.002) and 710 > math.log(np.finfo(float).max) > 709
    with pytest.raises(OverflowError):
        math.exp(710)
    rng = np.random.default_rng(0)
    for K in (2, 5, 50):                                            # the sum below the line lies between 1 and K
        z = rng.normal(size=K) * 1000
        assert 1 <= sum(math.exp(v - max(z)) for v in z) <= K
        assert np.isfinite(SOFTMAX(z)).all()


def test_delta_of_the_cross_entropy_is_a_minus_y():
    z, y = np.array([0.5, -1.0, 2.0]), np.array([0.0, 1.0, 0.0])
    def C(z):
        return -sum(y[k] * math.log(softmax(z)[k]) for k in range(3))
    for k in range(3):
        e = 1e-6 * np.eye(3)[k]
        assert (C(z + e) - C(z - e)) / 2e-6 == pytest.approx(softmax(z)[k] - y[k], abs=1e-8)
    assert C(z) == pytest.approx(math.log(sum(map(math.exp, z))) - sum(y * z), rel=1e-13)        # as the page has it
    assert LOSSES["cross_entropy"].value(SOFTMAX(z), y) == pytest.approx(C(z), rel=1e-13)
    net, rng = MLP([10, 20, 4], output="softmax", rng=0), np.random.default_rng(0)
    x, y = rng.normal(size=10), np.array([0, 0, 1, 0])
    grad = backward(net, forward(net, x), y, loss="cross_entropy")
    np.testing.assert_allclose(grad.delta[2], np.array(softmax(forward(net, x).z[2])) - y, atol=1e-14)
    np.testing.assert_allclose(grad.theta, numerical_gradient(net, x, y, loss="cross_entropy"), rtol=1e-4, atol=1e-8)
    assert loss(net, x, y, "cross_entropy") == pytest.approx(-math.log(softmax(forward(net, x).z[2])[2]), rel=1e-12)
    assert "largest difference between delta and a - y: 0.000000000000\nits sum: 0.0000" in PAGE.printed


def test_sure_and_wrong():
    told("about 500 times smaller for the train and 750 times for the bus")
    z, y, e = [8.0, 0.0, 0.0], [0.0, 1.0, 0.0], 1e-6
    def squares(z):
        return sum((p - t) ** 2 for p, t in zip(softmax(z), y, strict=True))
    def moved(k, by):
        return [v + by * (i == k) for i, v in enumerate(z)]
    slopes = [(squares(moved(k, e)) - squares(moved(k, -e))) / (2 * e) for k in range(3)]
    cross = [p - t for p, t in zip(softmax(z), y, strict=True)]
    assert "cross-entropy: delta = " + " ".join(f"{d:7.4f}" for d in cross) in PAGE.printed
    assert "squared error: delta = " + " ".join(f"{d:7.4f}" for d in slopes) in PAGE.printed
    assert cross[0] / slopes[0] == pytest.approx(500, rel=0.02) and cross[1] / slopes[1] == pytest.approx(750, rel=0.02)


def test_explorer_shows_65():
    told(r"at $T = 5$ the probabilities are 0.33, 0.27 and 0.40, on their way to $\tfrac13$ each, at $T = 0.5$ the "
         "largest logit takes 0.87")
    assert softmax([0.2, 0, 0.4]) == pytest.approx([0.33, 0.27, 0.40], abs=0.005)
    assert softmax([2, 0, 4])[2] == pytest.approx(0.87, abs=0.005)


def test_the_explorer_tells_the_probabilities_of_three_exponentials():
    settings = [{"train": a, "bus": b, "car": c, "temperature": T, "shift": shift} for a, b, c in
                ((1, 0, 2), (-3.5, 4.25, 0.1), (5, 5, -5)) for T in (0.1, 1, 7.5) for shift in (GIVEN, LARGEST, LAST)]
    for setting, caption in zip(settings, told_of(explorers.hyperparameters.softmax(), *settings), strict=True):
        a, b, c, T, shift = setting.values()
        p = softmax([v / T for v in (a, b, c)])                             # a shift changes nothing
        assert caption.endswith(", ".join(f"{mode} {v:.3f}" for mode, v in zip(("train", "bus", "car"), p, strict=True))
                                + ".")
        off = {GIVEN: 0, LARGEST: max(a, b, c), LAST: c}[shift]
        assert f"Logits train {round(a - off, 4):g}, bus {round(b - off, 4):g}, car {round(c - off, 4):g}, ".replace(
            "-", "−") in caption


@pytest.mark.parametrize("width", [700, 370])
def test_the_number_of_a_logit_is_off_its_handle_and_within_the_picture(width):
    explorer = explorers.hyperparameters.softmax()
    values = [explorer.values | {"train": a, "bus": b, "shift": LARGEST} for a in (-5, -4, 0, 5) for b in (-5, 2.5, 5)]
    values += [explorer.values | {"train": a, "car": -5, "shift": LAST} for a in (-4, 2, 3, 4, 5)]
    drawn = run("""
        const s = sceneOf(question.scene), l = s.layout(question.data, question.width);
        console.log(JSON.stringify(question.values.map((v) => {
            const { moving, at } = s.draw(v, l, question.data);
            return [moving, at, l.left.top, l.left.bottom];
        })));""",
                {"scene": explorer.scene, "data": explorer.data, "values": values, "width": width}, explorer.scripts)
    for moving, handles, top, bottom in drawn:
        heights = [float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"', moving)][:3]
        for height, (_, handle) in zip(heights, handles, strict=True):
            assert height + 2 <= handle - 7 or height - 11 >= handle + 7, "the letters are some 11 high"
            assert top <= height <= bottom
