"""Softmax (65): three logits become three probabilities, and what does and does not change them."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.activations import ACTIVATIONS
from mlp_lib.course.scenery.words import number
from mlp_lib.plots.style import BLACK, BLUE, GREEN, ORANGE
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

MODES = ("train", "bus", "car")
GIVEN, LARGEST, LAST = "as they are", "minus the largest", "minus the car's"


def softmax() -> Explorer:
    """Return the explorer of the softmax of three logits, with a temperature, and shifted in two ways."""
    def scene(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(title="logits z", ylim=(-7, 7))
        right.set(title="probabilities softmax(z / T)", ylim=(0, 1.12))
        left.axhline(0, color=BLACK, lw=0.8)
        sides = []
        for ax in (left, right):
            ax.set(xticks=range(3), xticklabels=MODES)
            bars = ax.bar(range(3), [0.0] * 3, color=[ORANGE, GREEN, BLUE], width=0.6)
            sides.append((list(bars), [ax.text(k, 0, "", ha="center") for k in range(3)]))

        def update(car: float, temperature: float, shift: str) -> Frame:
            z = np.array([1.0, 0.0, float(car)])
            z -= {GIVEN: 0.0, LARGEST: z.max(), LAST: z[-1]}[shift]
            p = ACTIVATIONS["softmax"](z / temperature)
            for (bars, texts), heights, form, gap in zip(sides, (z, p), ("{:.0f}", "{:.3f}"), (0.3, 0.03), strict=True):
                for k, (bar, text) in enumerate(zip(bars, texts, strict=True)):
                    bar.set_height(heights[k])
                    text.set_text(form.format(heights[k] + 0.0).replace("-", "−"))
                    text.set_y(heights[k] + (gap if heights[k] >= 0 else -gap))
                    text.set_va("bottom" if heights[k] >= 0 else "top")
            moving = [artist for bars, texts in sides for artist in (*bars, *texts)]
            logits, shares = (", ".join(f"{mode} {word}" for mode, word in zip(MODES, words, strict=True))
                              for words in (map(number, z), (f"{v:.3f}" for v in p)))
            return moving, f"Logits {logits}, temperature {temperature:g}: the probabilities are {shares}."
        return update

    return explore(scene, name="softmax", title="From three logits to three probabilities", figsize=(6, 3),
                   car=Control(range(-2, 5), "the car's logit"),
                   temperature=Control([0.5, 1, 2, 5], "temperature T"),
                   shift=Control([GIVEN, LARGEST, LAST], "logits"), start={"car": 2, "temperature": 1})
