"""Blocks: vectors and matrices of numbers in lines of text, each under its name, for an equation in numbers."""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def equation(*parts: str | tuple[str, ArrayLike]) -> str:
    """Return lines of monospaced text; a part is an operator such as "·", or (name, vector or matrix).

    A vector (n,) stands as a column.
    """
    blocks = [part if isinstance(part, str) else _block(*part) for part in parts]
    rows = max(len(block) - 1 for block in blocks if not isinstance(block, str))
    return "\n".join("".join(column) for column in zip(*(_padded(b, rows) for b in blocks), strict=True))


def _block(name: str, values: ArrayLike) -> list[str]:
    """Return the name and the rows of an array in square brackets."""
    values = np.asarray(values, float)
    table = [[f"{v:.3f}".replace("-", "−") for v in row] for row in values.reshape(len(values), -1)]
    width = max(len(text) for row in table for text in row)
    ends = [("[", "]")] if len(table) == 1 else [("⎡", "⎤"), *[("⎢", "⎥")] * (len(table) - 2), ("⎣", "⎦")]
    rows = [left + " ".join(text.rjust(width) for text in row) + right
            for row, (left, right) in zip(table, ends, strict=True)]
    size = max(len(rows[0]), len(name))
    return [name.center(size), *(row.center(size) for row in rows)]


def _padded(block: str | list[str], rows: int) -> list[str]:
    """Return the lines of a block or an operator in an equation that is `rows` high."""
    if isinstance(block, str):
        lines = [""] * (1 + (rows - 1) // 2) + [f" {block} "]
        lines += [""] * (rows + 1 - len(lines))
    else:
        extra = rows + 1 - len(block)
        lines = [block[0], *[""] * (extra // 2), *block[1:], *[""] * (extra - extra // 2)]
    size = max(map(len, lines))
    return [line.ljust(size) for line in lines]
