"""Live explorers: the browser's mathematics and its numbers against Python's, bit by bit, and what a script may be."""
import re

import numpy as np
import pytest
from node import run, told

from mlp_lib import ACTIVATIONS, LOSSES
from mlp_lib.course.scenery import words
from mlp_lib.teaching.explorer import Control, Explorer, Span, live
from mlp_lib.teaching.explorer.widget import PARTS, WEB, program

RNG = np.random.default_rng(0)
Z = np.r_[0.0, [5e-324, -5e-324, 30, -30, 745, -745, 800, -800, 1e300, -1e300], np.linspace(-6, 6, 601),
          RNG.normal(0, 20, 1000)]
ELEMENTWISE = [name for name in ACTIVATIONS if name != "softmax"]


def ulps(here, there):
    """Return the largest distance of two arrays in units in the last place."""
    here, there = np.asarray(here, float), np.asarray(there, float)
    return np.max(np.abs(here - there) / np.spacing(np.maximum(np.abs(here), np.abs(there)).clip(5e-324)))


def test_activations_are_the_librarys_to_two_units_in_the_last_place():
    found = run("""console.log(JSON.stringify(Object.fromEntries(Object.entries(ACTIVATIONS).map(
        ([name, [f, slope, kink]]) => [name, [question.map(f), question.map((z) => slope(z, f(z))), kink]]))));""",
                Z.tolist())
    assert list(found) == ELEMENTWISE
    for name, (values, slopes, kink) in found.items():
        sigma = ACTIVATIONS[name]
        assert ulps(values, sigma(Z)) <= 2, name
        # 1 - a² and expm1(-a) lose what a has lost: near 0 they are compared with 1
        assert np.max(np.abs(np.array(slopes) - sigma.derivative(Z))) <= 4e-16, name
        assert kink == bool(sigma.kink), name


def test_softmax_and_the_losses_of_a_residual():
    logits = RNG.normal(0, 5, (200, 3))
    found = run("console.log(JSON.stringify(question.map(softmax)));", logits.tolist())
    assert np.max(np.abs(found / ACTIVATIONS["softmax"](logits) - 1)) <= 1e-12
    e = np.r_[-1.0, 0.0, 1.0, RNG.normal(0, 2, 200)]
    found = run("console.log(JSON.stringify(Object.fromEntries(Object.entries(LOSSES).map(([name, [f, slope]]) => "
                "[name, question.map((e) => [f(e), slope(e)])]))));", e.tolist())
    for name, rows in found.items():
        for residual, (cost, slope) in zip(e, rows, strict=True):
            assert cost == pytest.approx(LOSSES[name].value([0.0], [residual]), rel=1e-15)
            assert slope == pytest.approx(-LOSSES[name].gradient([0.0], [residual])[0], rel=1e-15)


def test_numbers_are_written_as_python_writes_them():
    drawn = [RNG.normal(0, scale, 300) for scale in (1e-5, 1, 1e3, 1e8)]
    x = np.concatenate([np.arange(-64, 65) / 32, np.arange(-64, 65) / 128, [0.0, 0.5, 2.5, 999999.5], *drawn])
    found = run("""console.log(JSON.stringify(question.map((x) => [[0, 1, 2, 3, 4].map((d) => fixed(x, d)), general(x),
        general(x, 3), number(x)])));""", x.tolist())
    for value, (places, six, three, text) in zip(x.tolist(), found, strict=True):
        assert places == [f"{value:.{d}f}" for d in range(5)]
        assert (six, text) == (f"{value:g}", words.number(value))
        if not re.search(r"50*$", f"{value:.20g}"):                       # a tie of rounding
            assert three == f"{value:.3g}"
    assert run("console.log(JSON.stringify([symbol('w', '2,3', 1), factor(-2), general(NaN), general(-Infinity)]));",
               0) == [words.symbol("w", "2,3", 1), words.factor(-2), "nan", "-inf"]


def test_a_descent_that_leaves_stays_at_a_thousand():
    found = run("console.log(JSON.stringify([walk((w) => w.map((v) => 2 * v), [1, -2], 0.25, 3), "
                "walk((w) => w.map((v) => 2 * v), [1], 3, 9).at(-1)]));", 0)
    assert found == [[[1, -2], [0.5, -1], [0.25, -0.5], [0.125, -0.25]], [-1000]]


def test_one_program_without_eval_and_with_nothing_to_fetch():
    text = program()
    assert {f"{part}.js" for part in (*PARTS, "page")} == {path.name for path in WEB.glob("*.js")}
    assert not re.search(r"^\s*import\b|\beval\(|new Function|https?://(?!www\.w3\.org/2000/svg)", text, re.M)
    assert re.findall(r"^export.*", text, re.M) == ["export default { render };"]


SCENE = """import { scene } from "../web/scene.js";
scene("double", {
  layout: ({ by }, W) => ({ height: 100, still: `<text>${W}</text>` }),
  draw: ({ x, how }, layout, { by }) => ({ moving: "", caption: `${how}: ${by * x}` }),
});
"""


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "double.js"
    path.write_text(SCENE)
    return path


def test_a_live_explorer_is_its_traits_and_a_scene(script):
    made = live(script, name="double", data={"by": 3}, x=Span(-1, 2, 0.5, "number x", play=100),
                how=Control(["up", "down"]), start={"x": 1.5})
    assert isinstance(made, Explorer) and made.values == {"x": 1.5, "how": "up"} and not made.frames
    assert made.controls[0] == {"name": "x", "label": "number x", "kind": "range", "min": -1, "max": 2, "step": 0.5,
                                "play": 100}
    assert repr(made) == made._repr_mimebundle_()[0]["text/plain"] == "Explorer 'double', live: x, how"
    assert told(made, {}, {"x": 2, "how": "down"}) == ["up: 4.5", "down: 6"]
    assert 'scene("double"' in made._esm and "import" not in made._esm.split('scene("double"')[1]
    for wrong, error, said in (({"x": 3}, ValueError, "from -1 to 2, got 3"),
                               ({"x": "1"}, TypeError, "must be a number"),
                               ({"x": True}, TypeError, "must be a number"),
                               ({"how": "left"}, ValueError, "'left'")):
        with pytest.raises(error, match=said):
            made.set(**wrong)
    assert made.values == {"x": 2, "how": "down"}


@pytest.mark.parametrize("given, error, said", [
    ({}, ValueError, "needs a control, got none"),
    ({"x": Span(0, 1), "start": {"x": 2}}, ValueError, "start of control 'x' must be from 0 to 1, got 2"),
    ({"x": Span(0, 1), "start": {"y": 2}}, ValueError, "unknown control .y."),
    ({"x": [1]}, ValueError, "at least 2 values"),
    ({"x": Span(0, 1), "name": "Not a name"}, ValueError, "joined by hyphens"),
    ({"x": Span(0, 1), "name": "treble"}, ValueError, r"scene of double\.js, must be one of 'double'; got 'treble'"),
    ({"x": Span(0, 1), "data": {"by": np.ones(2)}}, TypeError, r"data\['by'\] must be lists.*`\.tolist\(\)`"),
    ({"x": Span(0, 1), "data": {"by": [0.0, np.nan]}}, ValueError, r"data\['by'\] must be lists, words and finite"),
])
def test_what_cannot_be_set_is_refused(script, given, error, said):
    with pytest.raises(error, match=said):
        live(script, **({"name": "double"} | given))


def test_a_script_that_is_not_there_and_a_span_that_is_none(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"absent\.js is not there"):
        live(tmp_path / "absent.js", name="absent", x=Span(0, 1))
    for low, high, step in ((1, 0, 0.1), (0, 0, 0.1), (0, 1, 0), (0, 1, 2)):
        with pytest.raises(ValueError, match="from low to high by a step above 0"):
            Span(low, high, step)
    with pytest.raises(ValueError, match="is nan"):
        Span(0, float("nan"))
    for kind in (lambda **keys: Span(0, 1, **keys), lambda **keys: Control.of("x", Control([1, 2], **keys))):
        with pytest.raises(TypeError, match=r"play of .* must be a whole number, got 'fast'. It is milliseconds"):
            kind(play="fast")
        with pytest.raises(ValueError, match=r"play of .* must be at least 0, got -5"):
            kind(play=-5)
        with pytest.raises(TypeError, match=r"label of .* must be words, got 3"):
            kind(label=3)


def test_an_arrow_marks_where_a_curve_leaves_also_where_a_sample_lies_on_the_edge():
    code = """const ax = axes({ box: [0, 100, 0, 100], xlim: [0, 2], ylim: [0, 1] });
        console.log(JSON.stringify(question.map((points) => ax.curve(points, "blue").split("out blue").length - 1)));"""
    curves = [[[0, 0.5], [1, 1], [2, 1.5]], [[0, 0.5], [1, 1.5], [2, 2]], [[0, 0.5], [1, -0.5], [2, 0.5]],
              [[0, 0], [1, 0.5], [2, 0.9]]]
    assert run(code, curves) == [1, 1, 2, 0]
