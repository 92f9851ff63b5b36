"""The break-it gallery: loss curves of runs with one fault planted, to guess from, and their diagnoses, folded."""
from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mlp_lib.course.experiments import read
from mlp_lib.diagnose import HEALTHY, REMEDIES
from mlp_lib.teaching import markup
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ..failures import FAILURES, LETTERS, SOUND
from ._runs import Band, columns, constant, level, spread

NONE = "none yet"
BEYOND = "400"                              # times the best constant's loss: what the table leaves out


def gallery() -> Explorer:
    """Return the explorer of the gallery's loss curves: eight runs from ten starts each, without their names."""
    table = read("break-it")
    best = {loss: constant(600, loss) for loss in ("squared_error", "huber")}
    runs = {letter: columns(table[table["fault"] == fault], "epoch") / best[(SOUND | FAILURES.get(fault, {}))["loss"]]
            for letter, fault in LETTERS.items()}                           # (starts, epochs)
    epochs = np.arange(1, runs["A"].shape[1] + 1)

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="epoch", ylabel="training loss,\nthe best constant's = 1", xlim=(0, epochs[-1]), ylim=(0.25, 10),
               yscale="log", yticks=[0.3, 1, 3, 10], yticklabels=["0.3", "1", "3", "10"], xticks=range(0, 21, 4))
        ax.minorticks_off()
        level(ax, 1, "the best constant")
        band = Band(ax, len(runs["A"]), "median of the starts")
        figure.legend(loc="outside upper center", ncols=3)

        def update(run: str, guess: str) -> Frame:
            values = runs[run]
            band.show(epochs, values)
            verdict = "" if guess == NONE else f" Your guess, {guess}: {'right' if guess == LETTERS[run] else 'no'}."
            return band.artists, (
                f"Run {run}. The loss, as a multiple of the best constant's. Epoch 1: "
                f"{spread(values[:, 0], BEYOND)}. Epoch {epochs[-1]}: {spread(values[:, -1], BEYOND)}.{verdict}")
        return update

    return explore(scene, name="gallery", title="What is wrong with this run?", figsize=(6, 3.6),
                   run=Control(list(LETTERS), "run"),
                   guess=Control([NONE, *FAILURES, HEALTHY], "your guess"), stills=[{"run": run} for run in LETTERS])


class Diagnoses:
    """What `diagnose` said of the gallery's runs, folded, one for each letter."""

    def __init__(self) -> None:
        self.table = read("break-it")

    def __repr__(self) -> str:
        return f"Diagnoses of the runs {', '.join(LETTERS)}"

    def _repr_html_(self) -> str:
        folds = (markup.fold(f"Diagnosis of run {letter}", self._one(fault)) for letter, fault in LETTERS.items())
        return f'<div class="mlp-diagnoses">{"".join(folds)}</div>'

    def _one(self, fault: str) -> str:
        rows = self.table[self.table["fault"] == fault]
        first, changes = rows.iloc[0], FAILURES.get(fault, {})
        without = rows["without_data"]
        where_not = "".join(f" ({name} in {n})" for name, n in without[without != fault].value_counts().items())
        planted = ", ".join(f"`{name}={value!r}`" for name, value in changes.items()) or "nothing"
        return markup.paragraphs(
            f"*{first['named'][0].upper()}{first['named'][1:]}:* {first['why']} {REMEDIES.get(first['named'], '')}\n\n"
            f"What had been changed: {planted}. The diagnosis says so in {(rows['named'] == fault).sum()} of "
            f"{len(rows)} starts with the data at hand, and in {(without == fault).sum()} from the losses and the "
            f"network alone{where_not}.")


def diagnoses() -> Diagnoses:
    """Return the gallery's diagnoses, folded so that the reader guesses first."""
    return Diagnoses()
