"""Words: symbols, numbers and sums as plain text, for captions and for labels in a picture."""
from __future__ import annotations

from collections.abc import Iterable

LOW, HIGH = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"), str.maketrans("0123456789()-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻")


def symbol(letter: str, index: int | str, layer: int | str) -> str:
    """Return a symbol such as w₂,₃⁽¹⁾: symbol("w", "2,3", 1)."""
    return f"{letter}{str(index).translate(LOW)}{f'({layer})'.translate(HIGH)}"


def number(value: float) -> str:
    """Return a number with up to four decimals and a true minus sign."""
    return f"{round(float(value), 4) + 0.0:.6g}".replace("-", "−")


def power(value: float) -> str:
    """Return a number with two digits and a power of ten: 4.3 · 10⁴."""
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits} · 10{str(int(exponent)).translate(HIGH)}".replace("-", "−")


def factor(value: float) -> str:
    """Return a number as a factor of a product: in brackets where it is negative."""
    return f"({number(value)})" if value < 0 else number(value)


def products(w: Iterable[float], a: Iterable[float], b: float) -> str:
    """Return the sum w₁·a₁ + w₂·a₂ + … + b in numbers."""
    return " + ".join([*(f"{factor(w_i)}·{factor(a_i)}" for w_i, a_i in zip(w, a, strict=True)), factor(b)])


def terms(w: Iterable[float], a: Iterable[float], b: float) -> str:
    """Return the same sum with its products worked out."""
    return " + ".join(factor(term) for term in [*(w_i * a_i for w_i, a_i in zip(w, a, strict=True)), b])
