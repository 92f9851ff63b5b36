"""Stepping through backpropagation in a chain: every factor of (62) to (64) with its number, one step at a time."""
from __future__ import annotations

from math import prod
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from mlp_lib.course.scenery.moving import moving
from mlp_lib.course.scenery.words import number
from mlp_lib.hints import Array
from mlp_lib.network import MLP, backward, forward
from mlp_lib.plots import draw_network
from mlp_lib.plots.style import RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

from ._chain import At, Factor, Quantity, difference, factors, gradients, tex, values, word

LEFT, WIDE, HIGH = 1.15, 0.85, 1.0          # of the table of factors: left edge, a column, a row


class Step(NamedTuple):
    """One position of the slider: its name, what it says, what is known by now, what it points at."""

    name: str
    words: str
    known: frozenset[At] = frozenset()              # quantities with a value by now: z, a and C
    done: int = 0                                   # rows (62), (63), (64) with a result
    factors: int = 0                                # factors of the longest chain known by now
    now: tuple[int, ...] = ()                       # (row, column) of the factor in this step
    units: tuple[tuple[int, ...], ...] = ()         # units and connections marked
    updated: tuple[int, ...] = ()                   # layers that have their new weights


def stepper(net: MLP, x: float, y: float, eta: float) -> Explorer:
    """Return the explorer of one round of training of a chain, such as 1-1-1-1, on one observation x, y."""
    steps = script(net, x, y, eta)
    rows = {net.L - r: factors(net, x, y, net.L - r) for r in range(net.L)}         # layer -> its chain
    new = net.with_theta(net.theta - eta * _theta(net, x, y))

    def scene(figure: Figure) -> Update:
        top, bottom = figure.subplots(2, 1, gridspec_kw={"height_ratios": [1.85, 3.2]})
        diagram = draw_network(net, ax=top, labels="values", values=forward(net, [x]).a)
        parts = moving(diagram)
        cells, results, frame = _table(bottom, net, rows)

        def update(step: int) -> Frame:
            s = steps[step]
            v = values(new if len(s.updated) == net.L and ("again", 0) in s.known else net, x, y)
            for l, texts in diagram.texts.items():
                shown = l == 0 or ("a", l) in s.known
                texts[1].set_text(f"{v['a', l]:.2f}".replace("-", "−") if shown else "")
            for l, labels in diagram.labels.items():
                source = new if l in s.updated else net
                labels[1][1].set_text(f"{source.W[l][0, 0]:.2f}".replace("-", "−"))
                labels[1][0].set_text(f"{source.b[l][0]:.2f}".replace("-", "−"))
            diagram.mark(*s.units)
            for (r, c), text in cells.items():
                last = c == len(rows[net.L - r]) - 1
                text.set_visible(r < s.done if last else c < s.factors and (r < s.done or r == _row(s)))
            for r, text in enumerate(results):
                text.set_visible(r < s.done)
            frame.set_visible(bool(s.now))
            if s.now:
                r, c = s.now
                frame.set_xy((LEFT + c * WIDE - WIDE / 2, -r * HIGH - 0.62))
            return [*parts, *cells.values(), *results, frame], s.words
        return update

    return explore(scene, name="backprop-stepper", title="Backpropagation, factor by factor", figsize=(6.6, 4.7),
                   step=Control(range(len(steps)), "step",
                                texts=[f"{i} · {s.name}" for i, s in enumerate(steps)], play=1500), start={"step": 0},
                   stills=[{"step": next(i for i, s in enumerate(steps) if s.done == net.L)}])


def script(net: MLP, x: float, y: float, eta: float) -> list[Step]:
    """Return all steps: forward, loss, backward, update, and the loss again."""
    v, g, L = values(net, x, y), gradients(net, x, y), net.L
    steps = [Step("start", f"A chain of {L} neurons with the weights {_list(v, 'w', L)} and biases {_list(v, 'b', L)}. "
                           f"Input x = a⁽⁰⁾ = {number(x)}, target y = {number(y)}. Nothing is computed yet.")]
    known: set[At] = set()
    for l in range(1, L + 1):
        w, b, a, z = ("w", l), ("b", l), ("a", l - 1), ("z", l)
        steps.append(Step(f"forward: {word(z)}", f"Forward. {word(z)} = {word(w)} · {word(a)} + {word(b)} = "
                          f"{_in(v[w])} · {_in(v[a])} + {_in(v[b])} = {number(v[z])}.",
                          frozenset(known), units=((l, 1, 1), (l, 1, 0), (l - 1, 1))))
        known.add(("a", l))
        linear = net.sigma[l].name == "identity"
        steps.append(Step(f"forward: {word(('a', l))}", f"Forward. {word(('a', l))} = "
                          + (f"{word(z)} = {number(v[z])}: the output neuron passes its sum on." if linear else
                             f"σ({word(z)}) = σ({number(v[z])}) = {number(v['a', l])}."),
                          frozenset(known), units=((l, 1),)))
    steps.append(Step("loss", f"The loss. C = ({word(('a', L))} − y)² = ({number(v['a', L])} − {_in(y)})² = "
                              f"{number(v['C'])}. From here we go backward.", frozenset(known), units=((L, 1),)))
    longest = factors(net, x, y, 1)
    for c, (over, under, value) in enumerate(longest[:-1]):
        row = max(c - 1, 0) // 2
        l = under[1]
        steps.append(_factor(net, x, y, g, known, c, over, under, value, row))
        if under[0] == "z":
            steps += [_gradient(net, x, y, g, v, known, l, p, row, c + 1) for p in ("w", "b")]
    for l in range(L, 0, -1):
        done = tuple(range(l, L + 1))
        w, b = ("w", l), ("b", l)
        words = (f"Update, η = {eta:g}, all gradients being known. {word(w)}: {number(v[w])} − {eta:g} · {_in(g[w])} = "
                 f"{number(v[w] - eta * g[w])}; {word(b)}: {number(v[b])} − {eta:g} · {_in(g[b])} = "
                 f"{number(v[b] - eta * g[b])}.")
        steps.append(Step(f"update: layer {l}", words, frozenset(known), L, len(longest), (),
                          ((l, 1, 1), (l, 1, 0)), done))
    new = net.with_theta(net.theta - eta * _theta(net, x, y))
    drop = eta * sum(g[p, l] ** 2 for p in "wb" for l in range(1, L + 1))
    steps.append(Step("loss again", f"Forward again with the new weights: C = {number(values(new, x, y)['C'])}, it was "
                      f"{number(v['C'])}. The slopes alone promised a fall by η · (sum of the squared gradients) = "
                      f"{number(drop)}; the cost is curved, so the promise holds for small steps only.",
                      frozenset(known | {("again", 0)}), L, len(longest), (), ((L, 1),), tuple(range(1, L + 1))))
    return steps


def _factor(net: MLP, x: float, y: float, g: dict[Quantity, float], known: set[At], c: int, over: Quantity,
            under: At, value: float, row: int) -> Step:
    """Return the step that takes in one factor more on the way back."""
    l, sign = under[1], f"∂{word(over)}/∂{word(under)}"
    how = (f"2({word(under)} − y)" if over == "C" else "1, for the output passes its sum on"
           if under[0] == "z" and net.sigma[l].name == "identity" else
           f"σ′({word(under)}) = {word(over)}(1 − {word(over)})" if under[0] == "z" and net.sigma[l].name == "sigmoid"
           else f"σ′({word(under)})" if under[0] == "z" else word(("w", over[1])))
    so_far = "" if c == 0 else (f" The product so far, ∂𝓛/∂{word(under)} = {_in(g[over])} · {_in(value)} = "
                                f"{number(g[under])}.")
    same = "" if how.startswith("1,") else f" = {number(value)}"
    return Step(f"backward: {sign}", f"Backward. {sign} = {how}{same}.{so_far} Nudge {word(under)}, and the finite "
                f"difference is {number(difference(net, x, y, under))}.", frozenset(known), row, c + 1, (row, c),
                ((l, 1),) if over == "C" or under[0] == "z" else ((over[1], 1, 1),))


def _gradient(net: MLP, x: float, y: float, g: dict[Quantity, float], v: dict[Quantity, float], known: set[At],
              l: int, p: str, row: int, c: int) -> Step:
    """Return the step that ends a chain at the weight (p = "w") or the bias (p = "b") of layer l."""
    q, last = (p, l), v["a", l - 1] if p == "w" else 1.0
    why = f"∂{word(('z', l))}/∂{word(q)} = {word(('a', l - 1)) if p == 'w' else 1}"
    words = (f"Backward. The last factor is {why}{f' = {number(last)}' if p == 'w' else ''}: ∂𝓛/∂{word(q)} = "
             f"{_in(g['z', l])} · {_in(last)} = {number(g[q])}. Finite difference: {number(difference(net, x, y, q))}.")
    if p == "b":
        words += " The chain is that of the weight, with 1 for its last factor."
    return Step(f"backward: ∂𝓛/∂{word(q)}", words, frozenset(known), row + 1, c,
                (row, c) if p == "w" else (), ((l, 1, 1) if p == "w" else (l, 1, 0),))


def _row(s: Step) -> int:
    """Return the row of the table that a step works in."""
    return s.now[0] if s.now else -1


def _table(ax: Axes, net: MLP,
           rows: dict[int, list[Factor]]) -> tuple[dict[tuple[int, int], Text], list[Text], Rectangle]:
    """Draw the three chains; return {(row, column): its value}, the results, and the frame of the factor in hand."""
    width = len(rows[1]) + 1
    ax.set(xlim=(-0.1, LEFT + (width - 0.3) * WIDE), ylim=(-net.L * HIGH + 0.3, 0.5))
    ax.axis("off")
    cells, results = {}, []
    small: dict[str, Any] = {"ha": "center", "va": "top", "fontsize": 10.5, "fontweight": "bold"}
    for l, chain in rows.items():
        r = net.L - l
        ax.text(0, -r * HIGH, rf"${_fraction('C', ('w', l))}=$", fontsize=13, va="center")
        ax.text(0.02, -r * HIGH - 0.36, f"({62 + r})", va="top", fontsize=10)
        for c, (over, under, value) in enumerate(chain):
            ax.text(LEFT + c * WIDE, -r * HIGH, f"${_fraction(over, under)}$", fontsize=13, ha="center", va="center")
            cells[r, c] = ax.text(LEFT + c * WIDE, -r * HIGH - 0.36, _short(value), **small)
        product = _short(prod(value for *_, value in chain))
        results.append(ax.text(LEFT + (len(chain) - 0.42) * WIDE, -r * HIGH, f"= {product}", fontsize=11.5,
                               va="center", fontweight="bold"))
    frame = Rectangle((0, 0), WIDE, 0.98, fill=False, edgecolor=RED, linewidth=2.5)
    ax.add_patch(frame)
    return cells, results, frame


def _fraction(over: Quantity, under: Quantity) -> str:
    """Return a derivative as LaTeX."""
    return rf"\dfrac{{\partial {tex(over)}}}{{\partial {tex(under)}}}"


def _theta(net: MLP, x: float, y: float) -> Array:
    """Return the gradient over all parameters."""
    return backward(net, forward(net, [x]), [y]).theta


def _short(value: float) -> str:
    """Return a number with three decimals."""
    return f"{value:.3f}".replace("-", "−")


def _in(value: float) -> str:
    """Return a number as a part of a formula, in brackets where it is negative."""
    return f"({number(value)})" if value < 0 else number(value)


def _list(v: dict[Quantity, float], p: str, L: int) -> str:
    """Return p^(1), ..., p^(L)."""
    return ", ".join(number(v[p, l]) for l in range(1, L + 1))
