"""The formula sheet: the lecture on one printed page, from the records of its equations, in their right form.

An equation that says the same as another, for another layer or in another round, is named behind that one.
"""
from __future__ import annotations

import html
from dataclasses import dataclass, field

from mlp_lib.teaching import markup

from . import equations
from .hyperparameters import typical


@dataclass(frozen=True)
class Line:
    """A line of the sheet.

    printed   the numbers of the equations printed, each in the form of its record
    also      the numbers of those that say the same elsewhere
    slide     the slide of the equations without a number that are printed, or 0
    text      what is added, with $math$; what is not on the slides stands here alone
    """

    printed: tuple[int, ...] = ()
    also: tuple[int, ...] = ()
    slide: int = 0
    text: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the sheet: its title and its lines."""

    title: str
    lines: tuple[Line, ...]


PARTS = (
    Part("From the linear model to networks (S3 to S8)", (
        Line((1,)), Line((2,)), Line((3,)), Line((4,)), Line((5,)),
        Line(text=r"parameters of a layer: $n_\text{to}(n_\text{from} + 1)$; one hidden layer of $M$ on $D$ inputs, "
                  r"one output: $M(D + 2) + 1$"))),
    Part("Activations (S9 to S13) and their slopes", (
        Line((6,), text=r"$\text{step}'(z \ne 0) = 0$"), Line((7,), text=r"$\text{identity}'(z) = 1$"),
        Line((8,), text=r"$\sigma' = \sigma(1 - \sigma) \le \tfrac14$"),
        Line((9,), text=r"$\tanh' = 1 - \tanh^2 \le 1$"),
        Line((10,), text=r"$\text{ReLU}'(z) = 1$ for $z > 0$, $0$ for $z < 0$"), Line((65,)))),
    Part("Forward (S14 to S19)", (
        Line((11,)), Line((12,)), Line((13,)),
        Line(text=r"$w_{\text{to},\text{from}}^{(l)}$ is in $\mathbf{W}^{(l)}$, $n_l \times n_{l-1}$; one observation "
                  r"per row: $\mathbf{Z} = \mathbf{A}\mathbf{W}^\top + \mathbf{b}^\top$"),
        Line((20,), (39, 41)), Line((18,), (40, 42, 61)), Line((21,)), Line(slide=18))),
    Part("Losses (S19), sums over observations and outputs", (
        Line((14,)), Line((15,)), Line((16,)), Line((22,), (43,)))),
    Part("Learning (S20, S24): first all gradients, then all updates (E19)", (
        Line((17,)), Line((25,), (37, 46, 50, 55, 59)), Line((26,), (38, 47, 51, 56, 60)))),
    Part("Backpropagation (S22 to S33)", (
        Line((19,), (44, 62)), Line((23,)), Line((24,), (45,)), Line((29, 30, 31)), Line((32,)),
        Line((33, 34), (27, 48, 63)), Line((35, 36), (28, 49)), Line((57,), (52, 64)), Line((58,), (53,)),
        Line(text=r"with matrices (not on the slides): $\boldsymbol\delta^{(L)} = 2(\mathbf{a}^{(L)} - \mathbf{y}) "
                  r"\odot \sigma'(\mathbf{z}^{(L)})$; for softmax with (16) "
                  r"$\boldsymbol\delta^{(L)} = \mathbf{a}^{(L)} - \mathbf{y}$"),
        Line(text=r"$\boldsymbol\delta^{(l)} = (\mathbf{W}^{(l+1)})^\top \boldsymbol\delta^{(l+1)} \odot "
                  r"\sigma'(\mathbf{z}^{(l)})$, $\quad \dfrac{\partial C}{\partial \mathbf{W}^{(l)}} = "
                  r"\boldsymbol\delta^{(l)} (\mathbf{a}^{(l-1)})^\top$, "
                  r"$\quad \dfrac{\partial C}{\partial \mathbf{b}^{(l)}} = \boldsymbol\delta^{(l)}$"))),
)
EMPTY = 54                                              # has a number on S30, and nothing else
LEGEND = (f"also (39): the same for another layer or in another round · (E14): the slide has it otherwise, see that "
          f"erratum · no number: not on the slides · ({EMPTY}) is empty")


@dataclass(frozen=True)
class Sheet:
    """The sheet, which a notebook and the page show as HTML."""

    parts: tuple[Part, ...] = field(default=PARTS, repr=False)

    def _repr_html_(self) -> str:
        parts = "".join(f"<section><h2>{html.escape(part.title)}</h2>{''.join(map(_line, part.lines))}</section>"
                        for part in self.parts)
        return f'<div class="mlp-formulas tex2jax_process">{parts}{_usual()}<p><small>{LEGEND}</small></p></div>'

    def __repr__(self) -> str:
        return f"Formula sheet: {sum(len(part.lines) for part in self.parts)} lines in {len(self.parts)} parts"


def show() -> Sheet:
    """Return the sheet."""
    return Sheet()


def _line(line: Line) -> str:
    found = [equations.NUMBERED[number] for number in line.printed]
    found += [e for e in equations.ALL if e.slide == line.slide and not e.number]
    shown = "".join(f"{_head(e)} ${_display(e.latex)}$ <small>{html.escape(e.words)}{_otherwise(e)}</small> "
                    for e in found)
    also = f"<small>· also {', '.join(f'({number})' for number in line.also)}</small> " if line.also else ""
    return f"<p>{shown}{also}{markup.inline(line.text)}</p>"


def _display(latex: str) -> str:
    return rf"\displaystyle {html.escape(latex, quote=False)}"


def _head(e: equations.Equation) -> str:
    if not e.number:
        return f"<b>S{e.slide}</b>"
    address = f"{e.page}.html#equation-lecture-{e.number}" if markup.on_page() else f"{e.page}.ipynb#lecture-{e.number}"
    return f'<b><a href="{address}">({e.number})</a></b>'


def _otherwise(e: equations.Equation) -> str:
    return f" ({e.erratum})" if e.erratum else ""


def _usual() -> str:
    regression = [(row.name, row.value) for row in typical.REGRESSION]
    other = {row.name: row.value for row in typical.CLASSIFICATION}
    rows = "".join(f"<tr><th scope='row'>{html.escape(name)}</th><td>{markup.inline(value)}</td>"
                   f"<td>{markup.inline(other[name])}</td></tr>" for name, value in regression)
    return ("<section><h2>Usual values (S34, S35)</h2><table><thead><tr><th></th><th scope='col'>regression</th>"
            f"<th scope='col'>classification</th></tr></thead><tbody>{rows}</tbody></table></section>")
