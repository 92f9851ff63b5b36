"""The explorers of the neurons chapter: what their captions tell, against another way to compute it."""
import math
import re
from pathlib import Path

import numpy as np
import pytest
from node import run, told

from mlp_lib import ACTIVATIONS, MLP, data, exercises
from mlp_lib.course.neurons import explorers as neurons
from mlp_lib.course.neurons.explorers import basis, plane
from mlp_lib.course.neurons.explorers.layer import AND, OR, corners


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
    settings = [{"activation": name, "w": w, "b": b} for name in ("sigmoid", "step", "tanh", "relu")
                for w in (-2, 0, 0.37, 5) for b in (-2, 0, 1.25)]
    for setting, caption in zip(settings, told(explorer, *settings), strict=True):
        name, w, b = setting.values()
        assert caption.startswith(f"{name}({w:g} x ".replace("-", "−"))
        at_zero = ACTIVATIONS[name](np.float64(b))
        assert _float(re.search(r"(?:x = 0|the output) is (\S+?)\.?(?: everywhere\.)?$", caption)[1]) == pytest.approx(
            at_zero, rel=6e-3)
        if w:
            assert ("excitatory" if w > 0 else "inhibitory") in caption
            assert w * _float(re.search(r"0 at x = (\S+),", caption)[1]) + b == pytest.approx(0, abs=0.02)
    assert told(explorer, {"activation": "sigmoid", "w": 2, "b": -2}) == [
        "sigmoid(2 x − 2): the weight is excitatory, the sum is 0 at x = 1, and the output at x = 0 is 0.119."]


def _float(text):
    return float(text.replace("−", "-"))


def test_line_counts_as_a_loop_over_the_table_does():
    rows = [(row.temperature, row.humidity, row.bikers) for row in data.bikeshare().itertuples()
            if row.workingday and row.hour == 17][::4]
    assert len(rows) == 63
    settings = [{"w1": w1, "w2": w2, "b": b} for w1 in (-1, 0, 1, 2) for w2 in (-2, -1, 0, 1) for b in (-2, -1, 0, 1)]
    best = {}
    for setting, caption in zip(settings, told(neurons.line(), *settings), strict=True):
        w1, w2, b = setting.values()
        right = missed = false = 0
        for celsius, percent, bikers in rows:
            fires = 2 * w1 * (celsius - 15) + w2 * (percent - 60) + 20 * b >= 0        # 20 z, in whole numbers
            right += fires == (bikers > 400)
            missed += bikers > 400 and not fires
            false += fires and bikers <= 400
        assert f"right for {right} of them; it misses {missed} busy ones and calls {false} quiet" in caption
        best[w1, w2, b] = right
    assert best[exercises.ALL["best-line"].solution] == max(best.values()) == 55
    assert best[1, 0, 0] == best[2, -1, 0] == 54


def test_the_shaded_half_ends_at_the_line():
    (area, edge), none = run("""const { half } = await import(question), rectangle = [[0, 0], [2, 0], [2, 1], [0, 1]];
        console.log(JSON.stringify([half(rectangle, ([t]) => t - 0.5), half(rectangle, () => -1)[0]]));""",
                             str(Path(plane.__file__).with_suffix(".js")))
    assert none == [] and sorted(area) == [[0.5, 0], [0.5, 1], [2, 0], [2, 1]] and sorted(edge) == [[0.5, 0], [0.5, 1]]


def test_a_layer_does_what_one_neuron_cannot():
    """Both ways of the text to part the corners; and no single line of 10,000 is right for more than 18 of 24."""
    explorer = neurons.layer()
    x, y = corners()
    begin = dict(explorer.values)
    band = {"rule": AND, "turn1": 45, "far1": -1, "turn2": -135, "far2": -1}
    outside = {"rule": OR, "turn1": -45, "far1": 1, "turn2": 135, "far2": 1}
    three = {"units": "three", "rule": AND, "turn3": 0, "far3": -0.5}
    settings = [band, outside, {}, band | three, outside | {"units": "three", "far3": 2}]
    for some, caption in zip(settings, told(explorer, *settings), strict=True):
        v = begin | some
        fires = [math.cos(math.radians(v[f"turn{i}"])) * x[:, 0] + math.sin(math.radians(v[f"turn{i}"])) * x[:, 1]
                 >= v[f"far{i}"] for i in range(1, 3 if v["units"] == "two" else 4)]
        out = np.all(fires, axis=0) if v["rule"] == AND else np.any(fires, axis=0)
        assert f"the output is right for {(out == y).sum()}." in caption
        assert ", ".join(f"unit {i} fires for {f.sum()}" for i, f in enumerate(fires, start=1)) in caption
        if some in (band, outside):
            assert (out == y).all()
    rng = np.random.default_rng(0)
    best = max(((x @ rng.normal(size=2) >= rng.normal()) == y).sum() for _ in range(10_000))
    assert best <= 18


def test_counter_shows_every_parameter():
    settings = [{"inputs": n, "layers": layers, "hidden": hidden, "outputs": outputs}
                for n in (1, 3, 20) for layers in (0, 1, 3) for hidden in (1, 4, 20) for outputs in (1, 10)]
    for setting, caption in zip(settings, told(neurons.counter(), *settings), strict=True):
        n, layers, hidden, outputs = setting.values()
        sizes = [n, *[hidden] * layers, outputs]
        assert f"{'-'.join(map(str, sizes))}: {MLP(sizes, rng=0).theta.size} parameters = " in caption
        assert (f"{len(sizes) - 1} layer{'s' * (layers > 0)}, {layers} of them hidden; {sum(sizes[1:])} neuron"
                in caption)
    assert told(neurons.counter(), {})[0].startswith(
        "3-4-2: 26 parameters = 4 × (3 + 1) + 2 × (4 + 1) = 16 + 10. 2 layers, 1 of them hidden; 6 neurons,")


TEXT = r'<text x="(.+?)" y="(.+?)" text-anchor="start" class="(.+?)">([^<]+)'


@pytest.mark.parametrize("width", [700, 370])
def test_what_the_counter_writes_over_a_layer_ends_before_the_next(width):
    settings = [{"inputs": n, "layers": layers, "hidden": hidden, "outputs": 10}
                for n in (1, 20) for layers in (0, 1, 2, 3) for hidden in (4, 5, 20)]
    drawn = run("const s = sceneOf('parameter-counter'), l = s.layout(null, question[1]);"
                "console.log(JSON.stringify(question[0].map((v) => s.draw(v, l).moving)));",
                [settings, width], neurons.counter().scripts)
    for svg in drawn:
        lines = {}
        for x, y, kind, words in re.findall(TEXT, svg):
            end = float(x) + len(words) * (7.7 if kind == "strong" else 6.2)        # pixels of the letters, about
            lines.setdefault(y, []).append((float(x), end))
        for places in lines.values():
            starts = [*(x for x, _ in sorted(places)[1:]), width + 6]
            assert [end for (_, end), start in zip(sorted(places), starts, strict=True) if end >= start] == []
