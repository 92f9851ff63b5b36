"""A nudge: one weight is changed a little, and what comes after it moves: the implicit dependence of (29) to (31)."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from mlp_lib.course.scenery.words import symbol
from mlp_lib.network import MLP, backward, forward
from mlp_lib.teaching.explorer import Control, Explorer, Span, live

Weight = tuple[int, int, int]           # layer, to, from


def nudge(net: MLP, x: ArrayLike, y: ArrayLike,
          weights: Sequence[Weight] = ((1, 1, 1), (1, 2, 1), (2, 1, 1), (2, 2, 2), (3, 1, 2))) -> Explorer:
    """Return the explorer that nudges one weight (layer, to, from) of a small network and marks what moves."""
    grad = backward(net, forward(net, x), y)
    named = {symbol("w", f"{to},{start}", l): {"at": [l, to, start], "slope": float(grad.W[l][to - 1, start - 1])}
             for l, to, start in weights}
    return live(Path(__file__).with_suffix(".js"), name="nudge", title="Nudge one weight: what moves?",
                data={"W": [W.tolist() for W in net.W.values()], "b": [b.tolist() for b in net.b.values()],
                      "sigma": [net.sigma[l].name for l in net.W], "x": np.asarray(x, float).tolist(),
                      "y": np.asarray(y, float).tolist(),
                      "weights": named},
                weight=Control(list(named), "weight"), by=Span(-1.5, 1.5, label="nudge"), start={"by": 0.5})
