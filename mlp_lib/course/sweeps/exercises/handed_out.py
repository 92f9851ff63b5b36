"""The code with a bug that the chapter hands out: the card shows it, the chapter's cell has it to be mended."""
from __future__ import annotations

import numpy as np


def honest(validation, test):
    best = np.argmin(test)
    return test[best]
