"""An answer: what a reader typed, read as a number, and how finely it was written."""
from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable
from typing import NamedTuple

LONGEST = 60
OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b, ast.Div: lambda a, b: a / b}
SIGNS = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", ":": "/", "½": "(1/2)", "¼": "(1/4)",
                       "\N{NO-BREAK SPACE}": " "})
HOW = "write a number such as 0.354, 0,354 or 1/3"


class Answer(NamedTuple):
    """The number, half a unit of its last written digit (0 where it was worked out), and its significant digits."""

    value: float
    half: float = 0.0
    digits: int = 99


def read(text: object) -> Answer | None:
    """Return the Answer in `text`, None where nothing was written; a ValueError says what cannot be read.

    Decimal points and decimal commas, true minus signs, fractions, and sums and products in brackets are read.
    """
    text = str(text).strip().translate(SIGNS)
    if not text:
        return None
    if len(text) > LONGEST:
        raise ValueError(f"This is too long to read: {HOW}.")
    text = re.sub(r"(?<=\d),(?=\d)|^,(?=\d)|(?<=[-+])\s*,(?=\d)", ".", text)
    plain = re.fullmatch(r"[-+]?\s*(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?", text)
    if plain and (plain[1] or plain[2]):
        value, decimals = float(text.replace(" ", "")), len(plain[2] or "") - int(plain[3] or 0)
        digits = len(((plain[1] or "") + (plain[2] or "")).lstrip("0"))
        if math.isfinite(value):
            return Answer(value, 0.5 * 10.0 ** -decimals, digits)
    try:
        value = _work_out(ast.parse(text, mode="eval").body)
    except ZeroDivisionError:
        raise ValueError("This divides by zero.") from None
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
        raise ValueError(f"This cannot be read as a number: {HOW}.") from None
    if not math.isfinite(value):
        raise ValueError(f"This number is too large: {HOW}.")
    return Answer(value)


def _work_out(node: ast.expr) -> float:
    """Return the value of an expression of numbers, + - * / and brackets; nothing else is worked out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_work_out(node.left), _work_out(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        value = _work_out(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    raise ValueError
