"""A counter of parameters: each layer's weights as a table, one row to each unit, and its biases in a column."""
from __future__ import annotations

from itertools import pairwise

from matplotlib.figure import Figure

from mlp_lib.parameters import parameter_count
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

CELLS = 45                              # a table with more is told in words


def counter() -> Explorer:
    """Return the explorer that counts the parameters of a network, with every weight and bias in view."""
    def scene(figure: Figure) -> Update:
        def update(inputs: int, layers: int, hidden: int, outputs: int) -> Frame:
            return page([inputs, *[hidden] * layers, outputs])
        return update

    return explore(scene, name="parameter-counter", title="Count the parameters",
                   inputs=Control([1, 2, 3, 8], "inputs"), layers=Control([0, 1, 2, 3], "hidden layers"),
                   hidden=Control([2, 3, 4, 6], "units in each of them"), outputs=Control([1, 2, 3], "outputs"),
                   start={"inputs": 3, "layers": 1, "hidden": 4, "outputs": 2})


def page(sizes: list[int]) -> str:
    """Return the count of a network's parameters as HTML: the sum first, then a table for each layer."""
    L, total = len(sizes) - 1, parameter_count(sizes)
    counts = [n * (m + 1) for m, n in pairwise(sizes)]
    products = " + ".join(f"{n} × ({m} + 1)" for m, n in pairwise(sizes))
    equals = f" = {' + '.join(map(str, counts))}" if L > 1 else ""
    neurons = sum(sizes[1:])
    head = (f"<p><strong>{'-'.join(map(str, sizes))}: {total} parameters</strong> = {products}{equals}. "
            f"{L} layer{'s' * (L > 1)}, {L - 1} of them hidden; {neurons} neuron{'s' * (neurons > 1)}, the inputs and "
            "the bias units not counted.</p>")
    tables = "".join(_table(l, m, n) for l, (m, n) in enumerate(pairwise(sizes), start=1))
    return f'{head}<div style="display:flex;flex-wrap:wrap;gap:.5em 2em">{tables}</div>'


def _table(l: int, m: int, n: int) -> str:
    """Return W^(l), (to n, from m), and b^(l) as one table, or in words where it is large."""
    name = f"W<sup>({l})</sup> is {n} × {m} (to × from), b<sup>({l})</sup> is {n}: {n * m} + {n} = {n * (m + 1)}"
    if n * (m + 1) > CELLS:
        return f"<p>{name}.</p>"
    head = "".join(f'<th scope="col">{i}</th>' for i in range(1, m + 1))
    rows = "".join(
        f'<tr><th scope="row">{k}</th>'
        + "".join(f"<td>w<sub>{k},{i}</sub></td>" for i in range(1, m + 1))
        + f"<td>b<sub>{k}</sub></td></tr>" for k in range(1, n + 1))
    return (f'<table border="1" cellpadding="2" style="width:auto;border-collapse:collapse;text-align:center;'
            f'overflow-wrap:normal;font-size:.95em">'
            f'<caption style="caption-side:top;text-align:left;color:inherit">{name}</caption>'
            f'<colgroup><col><col span="{m}" style="background:#DCEBF5"><col style="background:#FBE3D3"></colgroup>'
            f'<tr><th>to \\ from</th>{head}<th scope="col">bias</th></tr>{rows}</table>')
