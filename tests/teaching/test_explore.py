"""An explorer answers in the browser alone: its links are walked here as the browser walks them."""
import base64
import io
import itertools
import json

import numpy as np
import pytest
from matplotlib.lines import Line2D
from PIL import Image

from mlp_lib import course, explorers
from mlp_lib.teaching.explorer import Control, explore

X = np.linspace(-3, 3, 61)


def scene(figure):
    """A line whose slope is w and whose height is b; f names its shape."""
    ax = figure.subplots()
    line, = ax.plot(X, X)
    ax.set(ylim=(-5, 5), xlabel="input x", ylabel='output "y"')

    def update(w, b=0.0, f="line"):
        line.set_ydata(w * X + b if f == "line" else np.abs(w * X + b))
        return [line], f'{f}: w = {w:g} & b = {b:g}, "so" y(1) < {w + b + 1:g}'

    return update


def picture(uri):
    """Return a frame's pixels (height, width, 3)."""
    image = Image.open(io.BytesIO(base64.b64decode(uri.removeprefix("data:image/png;base64,"))))
    assert image.mode == "P"
    return np.asarray(image.convert("RGB"))


@pytest.fixture(scope="module")
def explorer():
    return explore(scene, name="one-line", w=[-2, -1, 0, 1, 2], b=[0.0, 1.5], f=["line", "absolute"], dpi=50)


def test_every_combination_has_its_own_frame_in_the_order_of_the_browser(explorer):
    """The browser finds a frame by counting: the last control is the fastest."""
    shown, data = [], explorer.get_state()["data"]
    for w in [-2, -1, 0, 1, 2]:
        for b in [0.0, 1.5]:
            for f in ["line", "absolute"]:
                caption = f'{f}: w = {w:g} & b = {b:g}, "so" y(1) < {w + b + 1:g}'.replace("-", "−")
                assert explorer.captions[w, b, f] == caption
                assert picture(explorer.frames[w, b, f]).shape == (350, 600, 3)       # 3.5 x 6 inches, 2 x 50 dpi
                shown.append([explorer.frames[w, b, f], caption])
    assert [[data["pictures"][i], caption] for i, caption in data.pop("frames")] == shown
    assert len(set(data.pop("pictures"))) == 16      # |w x| is that of -w, and the constants are alike
    assert data == {"width": 300, "height": 175, "html": False}
    assert len({caption for _, caption in shown}) == len(explorer.frames) == 20


def test_it_begins_where_it_is_told_and_its_values_can_be_read_and_set():
    fresh = explore(scene, name="start", w=[0, 1, 2], b=[0.0, 1.0], f=["line", "absolute"], start={"w": 2})
    assert fresh.values == {"w": 2, "b": 1.0, "f": "line"}                 # the start, the middle, the first word
    fresh.set(w=0, f="absolute")
    assert fresh.get_state()["values"] == {"w": 0, "b": 1.0, "f": "absolute"}
    fresh.set_state({"values": {"w": 1, "b": 0, "f": "line"}})              # as a browser says it
    assert fresh.values == {"w": 1, "b": 0.0, "f": "line"}
    with pytest.raises(ValueError, match=r"value of 'w' must be one of 0, 1, 2; got 3"):
        fresh.set(w=3)
    with pytest.raises(ValueError, match="a control"):
        fresh.set(ww=1)


def test_moving_artists_leave_no_trace_and_still_ones_stay(explorer):
    flat, up, again = (picture(explorer.frames[w, 0.0, "line"]).astype(int) for w in (0, 2, 0))
    assert (flat == again).all()
    moved = (np.abs(flat - up) > 8).any(axis=2)                # a palette may differ a little
    assert 0.005 < moved.mean() < 0.2                      # a line's pixels, not the axes
    assert not moved[-30:].any()                           # the x label below the axes
    assert (flat[0, 0] == 255).all() and (flat == 255).all(axis=2).mean() > 0.5    # white and opaque


def test_a_horizontal_line_is_drawn_at_its_height():
    def level(figure):
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, 1), ylim=(0, 1))
        ax.axis("off")
        line, = ax.plot([0, 1], [0, 0], color="black")

        def update(y):
            line.set_ydata([y, y])
            return [line], f"y = {y}"
        return update

    made = explore(level, name="level", figsize=(2, 2), dpi=50, y=[0.25, 0.5, 0.75])
    for y in (0.25, 0.5, 0.75):
        dark = 255 - picture(made.frames[(y,)]).astype(float).mean(axis=2)          # (200, 200)
        rows = dark.sum(axis=1)
        assert (rows @ np.arange(0.5, 200)) / rows.sum() == pytest.approx(200 * (1 - y), abs=1.2)


def test_numbers_get_a_slider_words_buttons_and_many_words_a_menu():
    menu = [f"hidden layer of {n} neurons" for n in range(5)]
    made = explore(lambda figure: lambda **v: f"<p>{v}</p>", name="kinds", w=np.array([-1e-5, 0.5]),
                   f=Control(["a", "b"], label="activation σ"), bias={"values": [False, True], "label": "bias b"},
                   size=menu)
    controls = {c["name"]: c for c in made.controls}
    assert {name: c["kind"] for name, c in controls.items()} == {"w": "stops", "f": "buttons", "bias": "buttons",
                                                                  "size": "menu"}
    assert controls["w"]["texts"] == ["−1e−05", "0.5"] and controls["bias"]["texts"] == ["no", "yes"]
    assert [c["label"] for c in made.controls] == ["w", "activation σ", "bias b", "size"]
    assert json.loads(json.dumps(made.controls)) == made.controls


def test_a_text_scene_shows_its_html_and_tells_its_words():
    made = explore(lambda figure: lambda n: f"<table><tr><td>{n}</td><td>{n * n} &lt; 10</td></tr></table>",
                   name="counts", n=[1, 2, 3])
    assert made.frames[3,] == "<table><tr><td>3</td><td>9 &lt; 10</td></tr></table>" and made.data["html"] is True
    assert made.captions[(2,)] == "2 4 < 10"


def test_the_title_is_the_name_in_words_unless_given(explorer):
    assert (explorer.name, explorer.title) == ("one-line", "One line")
    assert explore(scene, name="t", title="Loss < 1 & η", w=[0, 1]).title == "Loss < 1 & η"


def test_its_stored_text_is_the_same_on_every_run(explorer):
    text = "Explorer 'one-line': 20 frames (5 w × 2 b × 2 f)"
    assert explorer._repr_mimebundle_()[0]["text/plain"] == repr(explorer) == text


def refuse(figure):
    raise AssertionError("nothing may be drawn")


@pytest.mark.parametrize("controls, error, words", [
    ({}, ValueError, "needs a control, got none"),
    ({"w": itertools.count()}, ValueError, "'w' has more than 1,000 values"),
    ({"w": []}, ValueError, "'w' must have at least 2 values"),
    ({"w": [1.0]}, ValueError, "fix this one in the scene"),
    ({"w": 3}, TypeError, r"'w' must be a list of values such as \[0.1, 1.0\], got 3"),
    ({"w": "tanh"}, TypeError, "got 'tanh'"),
    ({"w": [1, 1]}, ValueError, "no two alike"),
    ({"w": [0.1234567, 0.1234568]}, ValueError, "pass texts="),
    ({"w": Control([1, 2], texts=["one"])}, ValueError, "one text per value"),
    ({"w": [1, float("nan")]}, ValueError, r"'w'\[1\] is nan"),
    ({"w": {"values": [1, 2], "lable": "w"}}, ValueError, "'lable'"),
    ({"w": {"label": "w"}}, TypeError, "values"),
    ({"w": range(100), "b": range(100)}, ValueError, "100 w × 100 b makes 10000 frames, at most 250"),
    ({"w": [1, 2], "limit": 501}, ValueError, "limit must be from 1 to 500, got 501"),
    ({"w": [1, 2], "limit": 0}, ValueError, "limit"),
    ({"w": [1, 2], "start": {"w": 3}}, ValueError, "start of control 'w' must be one of 1, 2; got 3"),
    ({"weight": [1, 2], "start": {"wieght": 1}}, ValueError, "Did you mean 'weight'"),
    ({"w": [1, 2], "name": "One Line"}, ValueError, "joined by hyphens"),
    ({"w": [1, 2], "name": '"><script>'}, ValueError, "joined by hyphens"),
])
def test_what_cannot_be_shown_is_refused_before_anything_is_drawn(controls, error, words):
    with pytest.raises(error, match=words):
        explore(refuse, **({"name": "bad"} | controls))


def test_the_limit_is_raised_only_knowingly():
    text = lambda figure: lambda n: f"{n} neurons"  # noqa: E731
    with pytest.raises(ValueError, match="300 frames"):
        explore(text, name="many", n=range(300))
    assert len(explore(text, name="many", n=range(300), limit=300).frames) == 300


def moving(result):
    return lambda figure: lambda w: result


@pytest.mark.parametrize("bad, error, words", [
    (moving(([],)), TypeError, "with a caption|caption telling"),
    (moving((Line2D([], []), "one line")), TypeError, r"a single artist as \(line,\)"),
    (moving([]), TypeError, r"caption telling the picture in words.*'w': 2"),
    (moving(([], "  ")), TypeError, "caption"),
    (moving(""), TypeError, "caption"),
    (moving(None), TypeError, "returned None"),
    (lambda figure: None, TypeError, "return update"),
    (lambda figure: lambda eta: ([], "x"), TypeError, "does not take the controls w"),
    (lambda figure: lambda w: "text" if w > 1 else ([], "picture"), TypeError, "always a text"),
    ("sigmoid", TypeError, "scene must be a function"),
])
def test_a_scene_that_keeps_no_promise_is_told_so(bad, error, words):
    with pytest.raises(error, match=words):
        explore(bad, name="bad", w=[1, 2, 0.5], start={"w": 2})


def test_an_artist_that_was_not_announced_is_refused():
    def late(figure):
        first, second = figure.subplots().plot([0, 1], [[0, 1], [1, 0]])
        return lambda w: ([first] if w == 1 else [first, second], "two lines")

    with pytest.raises(ValueError, match="hide one by set_visible"):
        explore(late, name="late", w=[1, 2], start={"w": 1})


@pytest.mark.parametrize("change, named", [
    (lambda ax, still, w: still.set_ydata([w, 0]), r"'w': 2.* changes Line2D\(.*, which it does not return"),
    (lambda ax, still, w: ax.set_title(f"w = {w}"), "changes Text.*w = 2"),
    (lambda ax, still, w: ax.set_ylim(0, w), "changes YAxis.*or set it once in the scene"),
])
def test_a_change_that_no_frame_would_show_is_refused(change, named):
    """A line that was moved and not returned would stay where it was, beside a caption that has gone on."""
    def forgetful(figure):
        ax = figure.subplots()
        first, second = ax.plot([0, 1], [[0, 1], [1, 0]])

        def update(w):
            first.set_ydata([0, w])
            if w == 2:
                change(ax, second, w)
            return [first], f"w = {w}"
        return update

    with pytest.raises(ValueError, match=named):
        explore(forgetful, name="forgetful", w=[1, 2], start={"w": 1})


def test_a_chapter_without_explorers_is_not_one_whose_explorers_fail(monkeypatch, tmp_path):
    with pytest.raises(AttributeError, match="no explorers of a chapter 'nowhere'"):
        explorers.nowhere  # noqa: B018
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "explorers.py").write_text("import nothing_of_this_name")
    monkeypatch.setattr(course, "__path__", [str(tmp_path)])
    with pytest.raises(ModuleNotFoundError, match="nothing_of_this_name"):
        explorers.broken  # noqa: B018


def test_pictures_too_heavy_for_a_page_are_refused():
    def noise(figure):
        image = figure.subplots().imshow(np.zeros((300, 300)), vmin=0, vmax=1)
        rng = np.random.default_rng(0)

        def update(n):
            image.set_data(rng.random((300, 300)))
            return [image], f"noise {n}"
        return update

    with pytest.raises(ValueError, match=r"of 30 frames weigh [\d,]+ bytes, but the page has room for 720,000"):
        explore(noise, name="noise", n=range(30), limit=30)
