"""The explorers of the neurons chapter: what their captions tell, against another way to compute it."""
import re
from itertools import pairwise

import numpy as np
import pytest

from mlp_lib import MLP, data, exercises
from mlp_lib.course.neurons import explorers as neurons
from mlp_lib.course.neurons.explorers import basis, plane


@pytest.fixture(scope="module")
def flexibility():
    return neurons.flexibility()


def test_flexibility_tells_both_errors(flexibility):
    bikes = data.bikeshare()
    bikes = bikes[bikes.workingday & (bikes.weather == "clear")]
    summer = bikes[bikes.month.isin(["May", "Jun", "Jul", "Aug", "Sep"])]
    (x, y), (rest, wanted) = basis.hours()
    assert len(x) == 40 and len(rest) == 1761 == len(summer) - 40
    assert sorted(np.concatenate([y, wanted])) == sorted(summer.bikers)
    held_out = {}
    for M in basis.SIZES:
        caption = flexibility.captions[basis.POWERS, M]
        train, held_out[M] = map(_number, re.search(r"is ([\d,]+) bikes.*, ([\d,]+) on the 1,761", caption).groups())
        curve = np.polynomial.Chebyshev.fit(x, y, M, domain=[-2, 2])   # the same space, another basis
        assert train == round(float(np.sqrt(np.mean((curve(x) - y) ** 2))))
        error = float(np.sqrt(np.mean((curve(rest) - wanted) ** 2)))
        assert held_out[M] == pytest.approx(error, abs=0.6, rel=1e-3)
        assert f"{M + 1} parameters" in caption
    assert exercises.ALL["powers-held-out"].solution == min(held_out, key=held_out.get) == 8
    assert (held_out[8], held_out[12], held_out[6]) == (80, 681, 101)


def _number(text):
    return int(text.replace(",", ""))


def test_learned_steps_beat_fixed_ones_on_held_out_hours(flexibility):
    """What the text says: with 4 learned steps the held-out error is below that of any fixed basis."""
    def unseen(kind, M):
        return _number(re.search(r"([\d,]+) on the 1,761", flexibility.captions[kind, M]).group(1))
    fixed = [unseen(kind, M) for kind in (basis.POWERS, basis.FIXED) for M in basis.SIZES]
    assert unseen(basis.LEARNED, 4) < min(fixed)
    assert "19 parameters" in flexibility.captions[basis.LEARNED, 6]


def test_one_neuron_tells_where_its_sum_is_zero():
    explorer = neurons.unit()
    assert explorer.captions["sigmoid", 2, -2] == (
        "sigmoid(2 x − 2): the weight is excitatory, the sum is 0 at x = 1, and the output at x = 0 is 0.119.")
    assert "inhibitory, the sum is 0 at x = −1," in explorer.captions["tanh", -2, -2]
    assert "no influence, the output is 0.881 everywhere" in explorer.captions["sigmoid", 0, 2]
    for (name, w, b), caption in explorer.captions.items():
        assert caption.startswith(name)
        if w:
            zero = float(re.search(r"0 at x = (\S+),", caption).group(1).replace("−", "-"))
            assert w * zero + b == pytest.approx(0, abs=0.02)


def test_line_counts_as_a_loop_over_the_table_does():
    rows = [(row.temperature, row.humidity, row.bikers) for row in data.bikeshare().itertuples()
            if row.workingday and row.hour == 17][::4]
    assert len(rows) == 63
    best, explorer = {}, neurons.line()
    for (w1, w2, b), caption in explorer.captions.items():
        right = missed = false = 0
        for celsius, percent, bikers in rows:
            fires = 2 * w1 * (celsius - 15) + w2 * (percent - 60) + 20 * b >= 0        # 20 z, in whole numbers
            right += fires == (bikers > 400)
            missed += bikers > 400 and not fires
            false += fires and bikers <= 400
        assert f"right for {right} of them; it misses {missed} busy ones and calls {false} quiet" in caption
        best[w1, w2, b] = right
    top = max(best.values())
    assert [key for key, right in best.items() if right == top] == [exercises.ALL["best-line"].solution]
    assert top == 55 and best[1, 0, 0] == best[2, -1, 0] == 54


def test_the_shaded_half_ends_at_the_line():
    corners = np.array([(0, 0), (2, 0), (2, 1), (0, 1)], float)
    area = plane._half(corners, lambda t, h: t - 0.5)
    assert sorted(map(tuple, area)) == [(0.5, 0), (0.5, 1), (2, 0), (2, 1)]
    assert len(plane._half(corners, lambda t, h: -1 + 0 * t)) == 0


def test_counter_shows_every_parameter():
    explorer = neurons.counter()
    for (inputs, layers, hidden, outputs), frame in explorer.frames.items():
        sizes = [inputs, *[hidden] * layers, outputs]
        assert f"{'-'.join(map(str, sizes))}: {MLP(sizes, rng=0).theta.size} parameters" in frame.value
        large = [n * (m + 1) for m, n in pairwise(sizes) if n * (m + 1) > 45]
        assert frame.value.count("<td>") + sum(large) == MLP(sizes, rng=0).theta.size
    assert explorer.captions[3, 1, 4, 2].startswith(
        "3-4-2: 26 parameters = 4 × (3 + 1) + 2 × (4 + 1) = 16 + 10. 2 layers, 1 of them hidden; 6 neurons,")
