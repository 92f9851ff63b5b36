"""A script: one piece of mathematics as plain text, as HTML that needs no MathJax, and as LaTeX."""
from __future__ import annotations

import functools
import html
from collections.abc import Iterable
from dataclasses import dataclass

from mlp_lib.course.scenery.words import factor, number
from mlp_lib.course.scenery.words import symbol as plain_symbol

GREEK = {"δ": r"\delta", "σ": r"\sigma", "η": r"\eta", "∂": r"\partial ", "·": r" \cdot ", "−": "-", "Σ": r"\sum"}


@dataclass(frozen=True)
class Script:
    """The same mathematics three times: `.plain`, `.html`, `.latex`; `+` puts pieces side by side."""

    plain: str
    html: str
    latex: str

    def __add__(self, other: str | Script) -> Script:
        other = as_script(other)
        return Script(self.plain + other.plain, self.html + other.html, self.latex + other.latex)

    def __radd__(self, other: str | Script) -> Script:
        return as_script(other) + self

    def __str__(self) -> str:
        return self.plain


def as_script(text: str | Script) -> Script:
    """Return signs and digits as a Script; a Script stays what it is."""
    if isinstance(text, Script):
        return text
    latex = "".join(GREEK.get(sign, sign) for sign in text.replace("′", "'"))
    return Script(text, html.escape(text), latex)


@functools.cache                                        # a few hundred symbols, asked for a hundred thousand times
def symbol(letter: str, index: int | str = "", layer: int | str = "", prime: bool = False) -> Script:
    """Return a symbol such as w₂,₁⁽¹⁾, with a prime for what it is after the update."""
    plain = plain_symbol(letter, index, layer) if layer != "" else plain_symbol(letter, index, 0).removesuffix("⁽⁰⁾")
    plain = plain.replace("i,", "ᵢ,").replace(",i", ",ᵢ") if "i" in str(index) else plain
    plain = f"{letter}ᵢ{plain[2:]}" if index == "i" else plain
    low = f"<sub>{index}</sub>" if index != "" else ""
    high = f"<sup>({layer})</sup>" if layer != "" else ""
    body = f"<i>{letter}</i>{low}{high}"
    math = GREEK.get(letter, letter) + (f"_{{{index}}}" if index != "" else "") + (f"^{{({layer})}}" if high else "")
    if not prime:
        return Script(plain, body, math)
    if not high:
        return Script(f"{plain} new", f"{body}<sup>new</sup>", math + r"^{\text{new}}")
    return Script(f"{plain} new", f"{body}<sup>, new</sup>", math.replace(")}", r"),\text{new}}"))


def ratio(top: Script, bottom: Script) -> Script:
    """Return the partial derivative ∂top/∂bottom."""
    return "∂" + top + "/∂" + bottom


def total(terms: Iterable[Script]) -> Script:
    """Return the terms with plus signs between them."""
    terms = list(terms)
    return sum((" + " + term for term in terms[1:]), as_script(terms[0]))


__all__ = ["Script", "as_script", "factor", "number", "ratio", "symbol", "total"]
