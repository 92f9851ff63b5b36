"""Frames per second and bytes of the explorer engine: drawing alone, and with what an explorer computes beforehand."""
from __future__ import annotations

import sys
import time
from unittest import mock

from mlp_lib import explorers

DRAWN = {                                                       # kind -> explorer, ms a frame that design asks for
    "lines": (explorers.activations.collapse, 15),
    "lines in two panels": (explorers.hyperparameters.learning_rate, 15),
    "lines, two networks trained for each frame": (explorers.activations.dying, None),
    "heat maps": (explorers.backpropagation.film, 30),
}


def rows(drawn=DRAWN):
    """Yield a row per kind of explorer."""
    for kind, (make, budget) in drawn.items():
        module, spent = sys.modules[make.__module__], []
        explore = module.explore

        def timed(*args, explore=explore, spent=spent, **options):
            start = time.perf_counter()
            try:
                return explore(*args, **options)
            finally:
                spent.append(time.perf_counter() - start)
        start = time.perf_counter()
        with mock.patch.object(module, "explore", timed):
            explorer = make()
        total, (drawing,), count = time.perf_counter() - start, spent, len(explorer.frames)
        size = sum(len(frame) for frame in explorer.frames.values())
        yield {"kind": kind, "explorer": explorer.name, "frames": count, "frames/s": count / drawing,
               "ms/frame": 1000 * drawing / count, "budget, ms": budget, "kB/frame": size / count / 1000,
               "s in all": total}
