"""Frames per second and bytes of the explorer engine, the training inside an explorer included."""
from __future__ import annotations

import time

from mlp_lib import explorers

DRAWN = {                                                       # kind -> explorer, ms a frame that design asks for
    "lines": (explorers.activations.tangent, 15),
    "lines in two panels, trained": (explorers.activations.dying, 15),
    "heat maps": (explorers.backpropagation.film, 30),
    "text": (explorers.neurons.counter, 15),
}


def rows(drawn=DRAWN):
    """Yield a row per kind of explorer."""
    for kind, (make, budget) in drawn.items():
        start = time.perf_counter()
        explorer = make()
        seconds, count = time.perf_counter() - start, len(explorer.frames)
        size = sum(len(frame.value) for frame in explorer.frames.values())
        yield {"kind": kind, "explorer": explorer.name, "frames": count, "frames/s": count / seconds,
               "ms/frame": 1000 * seconds / count, "kB/frame": size / count / 1000, "budget, ms": budget}
