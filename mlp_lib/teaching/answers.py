"""An answer: what a reader typed, read as a number, and how finely it was written."""
from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import NamedTuple

LONGEST = 60                                            # signs in a box
LIMIT = 1e6                                             # of any number on a sheet: beyond it, products overflow
OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b, ast.Pow: lambda a, b: a ** b}
SIGNS = str.maketrans({**dict.fromkeys("−–—‐‑‒﹣－", "-"), **dict.fromkeys("·×⋅∙∗", "*"), **dict.fromkeys("÷:⁄∕", "/"),
                       "½": "(1/2)", "¼": "(1/4)", "¾": "(3/4)", "⅓": "(1/3)", "⅔": "(2/3)", "{": "(", "}": ")",
                       "^": "**", **dict.fromkeys("\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}", " ")})
HIGH, LOW = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-"
POWER_OF_TEN = re.compile(r"([-+]?\s*[\d.]+)\s*[*xX]\s*10\s*\*\*\s*(\(\s*)?([-+]?)\s*(\d{1,3})\s*(?(2)\))")
HOW = "write a number such as 0.354, 0,354 or 1/3"


class Answer(NamedTuple):
    """The number, half a unit of its last written digit (0 where it was worked out), and its significant digits."""

    value: float
    half: float = 0.0
    digits: int = 99


def read(text: object, limit: float = LIMIT) -> Answer | None:
    """Return the Answer in `text`, None where nothing was written; a ValueError says what cannot be read.

    Decimal points and decimal commas, true minus signs, powers of ten, fractions, and sums and products in brackets
    are read, up to `limit`; of `z = 0.6 · 1.4 ≈ 0.84` what stands last.
    """
    text = re.sub(f"[{HIGH}]+", lambda m: f"^({m[0].translate(str.maketrans(HIGH, LOW))})", str(text).strip())
    text = text.translate(SIGNS).strip()
    if not text:
        return None
    if len(text) > LONGEST:
        raise ValueError(f"This is too long to read: {HOW}.")
    text = next((part.strip() for part in reversed(re.split("[=≈≃≅~∼]", text)) if part.strip()), text)
    text = re.sub(r"(?<=\d),(?=\d)|^,(?=\d)|(?<=[-+])\s*,(?=\d)", ".", text)
    if power := POWER_OF_TEN.fullmatch(text):
        text = f"{power[1]}e{power[3]}{power[4]}"
    plain = re.fullmatch(r"[-+]?\s*(\d*)(?:\.(\d*))?\s*(?:[eE]\s*([-+]?\d{1,3}))?", text)
    if plain and (plain[1] or plain[2]):
        value = _small(float(re.sub(r"\s", "", text)), limit)
        decimals = len(plain[2] or "") - (int(plain[3] or 0) if value else 0)
        return Answer(value, 0.5 * 10.0 ** -decimals, len(((plain[1] or "") + (plain[2] or "")).lstrip("0")))
    try:
        value = _work_out(ast.parse(text, mode="eval").body)
    except ZeroDivisionError:
        raise ValueError("This divides by zero.") from None
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
        raise ValueError(f"This cannot be read as a number: {HOW}.") from None
    return Answer(_small(value, limit))


def _small(value: float, limit: float) -> float:
    """Return a number that is not beyond the limit."""
    if not abs(value) <= limit:
        raise ValueError(f"This number is too large: {HOW}.")
    return value


def _work_out(node: ast.expr) -> float:
    """Return the value of an expression of numbers, + - * / ** and brackets; nothing else is worked out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        value = OPERATIONS[type(node.op)](_work_out(node.left), _work_out(node.right))
        if isinstance(value, complex):
            raise ValueError
        return value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        value = _work_out(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    raise ValueError
