"""The explorers of the hyperparameters chapter: every number under a picture, from the tables by another way."""
import math

import numpy as np
import pytest
from chapter import rows
from hyperparameters_page import curve, middle, numbers_in, values
from matplotlib.figure import Figure
from matplotlib.text import Text

from mlp_lib import explorers, failures
from mlp_lib.course.hyperparameters.explorers._runs import Band
from mlp_lib.course.hyperparameters.tasks import rentals, working_days
from mlp_lib.teaching.explorer import frames

PAGE = explorers.hyperparameters


def ends(runs):
    """Return what a caption says of losses: median of those below 1,000, lowest, highest; and how many are lost."""
    kept = [v for v in runs if v < math.inf]
    return (middle(kept) if len(kept) > 1 else [round(v, 2) for v in kept]), len(runs) - len(kept)


def holds(words, runs):
    """Assert that a caption's part tells these losses."""
    told, lost = ends(runs)
    shown = numbers_in(words.replace("1,000", "").replace("beyond 400", ""))
    if len(told) == 3:
        assert shown[:4] == pytest.approx([told[0], len(runs) - lost, *told[1:]], abs=0.0051)
        shown = shown[4:]
    elif told:
        assert shown[:1] == pytest.approx(told, abs=0.0051) and "for one start" in words
        shown = shown[1:]
    assert shown[:2] == ([] if not lost else [len(runs)] if not told else [lost, len(runs)])


def test_learning_rate():
    captions = PAGE.learning_rate().captions
    assert len(captions) == 9
    variance = np.var(rentals(1000)[1])
    for (eta,), caption in captions.items():
        head, tail = caption.split("(The best constant")
        holds(head.split("epochs: ")[1], values("learning-rate", "epoch_30", eta=f"{eta:g}"))
        assert numbers_in(tail) == pytest.approx([variance], abs=0.0051)


def test_batch_size():
    for (batch,), caption in PAGE.batch_size().captions.items():
        holds(caption.split("at the end: ")[1], values("batch-size", "epoch_30", batch=batch))
        each = math.ceil(1000 / batch)
        assert f"{each:,} update" in caption and f"{30 * each:,} in 30 epochs" in caption


def test_start():
    captions = PAGE.start().captions
    assert len(captions) == 15
    for (activation, weights), caption in captions.items():
        head = caption.split("epochs: ")[1].split("(The best")[0]
        holds(head, values("activation-start", "epoch_30", activation=activation, start=weights))


def test_width_depth():
    captions = PAGE.width_depth().captions
    assert len(captions) == 24
    for (depth, width), caption in captions.items():
        parameters = (4 + 1) * width + (depth - 1) * (width + 1) * width + width + 1
        parts = [middle(values("width-depth", part, width=width, depth=depth)) for part in ("training", "validation")]
        shown = numbers_in(caption)
        assert shown[:3] == [depth, width, parameters] and shown[-1] == 5
        assert shown[3:-1] == pytest.approx([*parts[0], *parts[1]], abs=0.0051)


def test_outliers():
    captions = PAGE.outliers().captions
    assert len(captions) == 12
    for (loss, share), caption in captions.items():
        _, y, misread, median = working_days(share, 0)
        assert ((misread != y) & (y > 0)).sum() == pytest.approx(240 * share, abs=0.5 + (y == 0).sum())
        found = rows("outliers", loss=loss, share=f"{share:g}")
        shown = numbers_in(caption)
        assert shown[:3] == [100 * share, 240, (100 * misread > 1500).sum()]
        off = sorted(100 * np.mean([abs(float(row[f"hour_{h}"]) - median[h]) for h in range(24)]) for row in found)
        assert [shown[3], *shown[5:]] == pytest.approx([off[2], off[0], off[4]], abs=0.52)


def test_penalty():
    captions = PAGE.penalty().captions
    assert len(captions) == 14
    for (kind, strength), caption in captions.items():
        parts = [values("penalty", part, kind=kind, strength=f"{strength:g}")
                 for part in ("training", "validation", "zero")]
        shown = numbers_in(caption.removeprefix(kind.upper()).replace("exactly 0", ""))
        assert shown[0] == strength and shown[-1] == 3
        assert shown[1:7] == pytest.approx([*middle(parts[0]), *middle(parts[1])], abs=0.0051)
        low, median, high = (100 * v for v in sorted(parts[2]))
        assert shown[7:10] == pytest.approx([median, low, high], abs=0.51)


def test_early_stopping():
    captions = PAGE.early_stopping().captions
    runs = [curve(row, "validation") for row in rows("early-stopping")]
    assert len(captions) == 4 * len(runs) == 20
    for (patience, seed), caption in captions.items():
        run = runs[seed - 1]
        last = next((e for e in range(1, 151) if e - 1 - min(range(e), key=run.__getitem__) >= patience), 150)
        best = min(range(last), key=run.__getitem__)
        shown = numbers_in(caption)
        assert shown[:4] == [patience, seed, last, best + 1] and shown[5] == 150
        assert [shown[4], shown[6]] == pytest.approx([run[best], run[-1]], abs=0.0051)


def test_gallery():
    captions = PAGE.gallery().captions
    asked = {letter: caption for (letter, guess), caption in captions.items() if guess == "none yet"}
    assert list(asked) == list("ABCDEFGH")
    y = rentals(600)[1][:, 0]
    def huber(c):
        e = np.abs(y - c)
        return np.where(e <= 1, e**2 / 2, e - 0.5).mean()
    best = {"squared_error": y.var(), "huber": min(huber(c) for c in np.arange(0, 3, 0.001))}
    for letter, caption in asked.items():
        fault = failures.LETTERS[letter]
        unit = best[(failures.SOUND | failures.FAILURES.get(fault, {}))["loss"]]
        first, last = caption.split("Epoch 1: ")[1].split("Epoch 20: ")
        for words, epoch in ((first, 1), (last, 20)):
            holds(words, [v / unit for v in values("break-it", f"epoch_{epoch}", fault=fault)])
        assert fault not in caption                                  # the reader is to guess
    right = {letter: [guess for (run, guess), caption in captions.items() if run == letter and "right" in caption]
             for letter in asked}
    assert right == {letter: [fault] for letter, fault in failures.LETTERS.items()}
    assert sum("no." in caption[-4:] for caption in captions.values()) == 8 * 7


def test_a_run_that_is_lost_leaves_no_line_but_a_mark_along_the_edge():
    ax = Figure().subplots()
    ax.set(xlim=(0, 3), ylim=(0, 10))
    band = Band(ax, 3, "median")
    band.show([1, 2, 3], np.array([[1, 2, 3], [20, 5, 5], [np.inf, 30, np.inf]]))
    assert [np.isnan(line.get_ydata()).tolist() for line in band.thin] == [[0] * 3, [0] * 3, [1, 0, 1]]
    assert np.isfinite(band.edge.get_ydata()).all() and list(band.out.get_xdata()) == [1, 1]
    assert band.words.get_text() == "above the picture:\n1 of 3 curves, 1 for a while"
    band.show([1, 2, 3], np.array([[1, 2, 3], [20, 5, 5], [2, 3, 4]]))
    assert np.isfinite(band.edge.get_ydata()).tolist() == [True, False, False]
    assert band.words.get_text() == "above the picture\nfor a while: 1 of 3 curves"
    band.show([1, 2, 3], np.ones((3, 3)))
    assert not band.words.get_text() and np.isnan(band.edge.get_ydata()).all()


@pytest.mark.parametrize("name", ["learning_rate", "batch_size", "start", "penalty", "gallery"])
def test_the_words_for_what_is_above_stay_in_their_panel(name, monkeypatch):
    seen = []

    def picture(canvas, background, artists, values):
        for words in artists:
            if isinstance(words, Text) and words.get_text():
                place, panel = words.get_window_extent(), words.axes.bbox
                seen.append(panel.x0 <= place.x0 and place.x1 <= panel.x1 and panel.y0 <= place.y0 <= panel.y1)
        return "data:image/png;base64,"
    monkeypatch.setattr(frames, "_picture", picture)
    getattr(PAGE, name)()
    assert seen and all(seen)
