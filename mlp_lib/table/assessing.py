"""Assessing: the test rows are looked at once, when all is chosen: scores, margins and pictures."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from mlp_lib.data import Standardizer
from mlp_lib.hints import Array, Rows
from mlp_lib.inspection import individual_curves, permutation_importance

from . import pictures
from .encoding import Encoder
from .errors import short
from .looking import Look
from .measures import NAMES, Margin, Score, margin, score
from .models import Model, Networks
from .parts import Parts
from .pictures import Picture
from .signs import of_ease

NET, LINEAR, PLAIN = "average of the networks", "linear model", "no input at all"
PERMUTATIONS, ASKED, CURVES, ROWS = 5, 60, 3, 40            # of the importance; its inputs; curves, and rows in each


def assess(look: Look, parts: Parts, code: Encoder, nets: Networks, others: Mapping[str, Model], X: Array, Y: Array,
           scale: Standardizer | None, seed: int
           ) -> tuple[tuple[Score, ...], tuple[Margin, ...], tuple[Picture, ...], list[str]]:
    """Return the scores, the margins over the other models, the pictures and notes, all of the test rows (X, Y)."""
    task, back = look.task, scale.back if scale is not None else np.asarray
    true: Array = np.asarray(back(Y))
    single = [np.asarray(back(net.predict(X))) for net in nets.nets]
    ours: Array = np.mean(single, axis=0)
    theirs = {name: np.asarray(back(model(X))) for name, model in others.items()}
    scores = (score(task, NET, ours, true, single),
              *(score(task, name, predicted, true, []) for name, predicted in theirs.items()))
    groups = _groups(look, parts)
    margins = tuple(margin(task, name, predicted, ours, true, groups, seed) for name, predicted in theirs.items())
    notes = [of_ease(scores[1].values[0], scores[2].values[0], LINEAR)] if task == "number" else []

    target, shown = str(look.choices.target), []
    if task == "number":
        shown += [pictures.against(ours[:, 0], true[:, 0], target), pictures.residuals(ours[:, 0], true[:, 0], target)]
    else:
        labels = true.argmax(axis=1)
        shown += [pictures.mistaken(ours, labels, look.classes), pictures.honest(ours, labels, look.classes)]
    shown.append(pictures.learning(nets.history))
    shown += _inside(look, parts, code, nets, X, true, back, seed, notes)
    return scores, margins, tuple(shown), [note for note in notes if note]


def _groups(look: Look, parts: Parts) -> Rows:
    """Return for each test row the number of its group, or its own."""
    if look.choices.group is None:
        return np.arange(len(parts.test))
    codes: Rows = pd.factorize(look.columns[look.choices.group].cells.iloc[parts.test])[0]
    return codes


def _inside(look: Look, parts: Parts, code: Encoder, nets: Networks, X: Array, true: Array,
            back: Callable[[Array], Array], seed: int, notes: list[str]) -> list[Picture]:
    """Return pictures of what the networks make of their inputs."""
    numbers = scale_free(look, nets, back)
    asked = _asked(look.inputs, code, nets)
    if len(asked) < len(look.inputs):
        notes.append(f"Of {len(look.inputs):,} inputs, the {len(asked)} to which the first layers give the largest "
                     "weights were asked for their importance.")
    rise = permutation_importance(
        numbers, X, true.argmax(axis=1).astype(float) if look.classes else true[:, 0], permutations=PERMUTATIONS,
        metric=_wrong if look.classes else "root_mean_squared_error", rng=seed,
        columns=[code.places(name) for name in asked]).rise
    unit = "share that is wrong" if look.classes else NAMES["number"][0]
    found = [pictures.importance(asked, rise, unit)]
    best = [asked[i] for i in np.argsort(rise.mean(axis=1))[::-1] if asked[i] in code.numbers][:CURVES]
    rows = np.sort(np.random.default_rng(seed).permutation(len(X))[:ROWS])
    for name in best:
        found.append(_curve(look, parts, code, nets, back, name, X[rows]))
    return found


def _curve(look: Look, parts: Parts, code: Encoder, nets: Networks, back: Callable[[Array], Array], name: str,
           X: Array) -> Picture:
    """Return the curves of one numeric input, between the 1 % and the 99 % quantile of the training rows."""
    raw = look.columns[name].cells.iloc[parts.train].dropna().to_numpy(float)
    low, high = np.quantile(raw, [0.01, 0.99])
    grid = np.linspace(low, high, 40)
    place, scale = code.numbers.index(name), code.scale
    assert scale is not None
    scaled = (grid - scale.mean[place]) / scale.std[place]
    if not look.classes:
        return pictures.curves(name, grid, individual_curves(scale_free(look, nets, back), X, place, scaled),
                               f"{look.choices.target}, predicted")
    k = len(look.classes) - 1
    each = individual_curves(lambda rows: nets.average(rows)[:, k], X, place, scaled)
    return pictures.curves(name, grid, each, f"probability of {short(look.classes[k], 20)}")


def scale_free(look: Look, nets: Networks, back: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """Return the networks as a function to one number for each row: the target's units, or the number of the class."""
    if look.classes:
        return lambda X: nets.average(X).argmax(axis=1).astype(float)
    return lambda X: np.asarray(back(nets.average(X)))[:, 0]


def _asked(names: Sequence[str], code: Encoder, nets: Networks) -> list[str]:
    """Return the inputs whose importance is asked for: all, or those with the largest weights out of them."""
    if len(names) <= ASKED:
        return list(names)
    size = np.mean([np.abs(net.W[1]).sum(axis=0) for net in nets.nets], axis=0)         # (n_0,)
    owners = np.array([owner for owner, _ in code.features])
    totals = pd.Series(size).groupby(owners).sum().sort_values(ascending=False)
    chosen = set(totals.index[:ASKED])
    return [name for name in names if name in chosen]


def _wrong(said: Array, true: Array) -> float:
    return float(np.mean(said != true))
